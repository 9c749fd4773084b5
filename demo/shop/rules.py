"""What each form demands. One table feeds the HTML attributes and the check on the server."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from demo.shop.settings import Settings

EMAIL = r"[^@\s]+@[^@\s]+\.[^@\s]+"


@dataclass(frozen=True, slots=True)
class Rule:
    """What one field demands; `complaint` is the word to say when the pattern does not fit."""

    kind: str = "text"
    required: bool = True
    pattern: str | None = None
    lowest: int | None = None
    highest: int | None = None
    longest: int = 80
    complaint: str = "error_invalid"


Rules = Mapping[str, Rule]
_CARD = Rule(pattern=r"([0-9] ?){15}[0-9]", longest=19, complaint="error_card")
_EMAIL = Rule(kind="email", complaint="error_email")


def checkout(settings: Settings) -> Rules:
    """The checkout form's demands."""
    email, card = _EMAIL, _CARD
    if settings.broken("checkout-skips-email-validation"):
        email = Rule()
    if settings.broken("checkout-accepts-empty-card"):
        card = Rule(required=False)
    return {
        "name": Rule(),
        "email": email,
        "street": Rule(),
        "city": Rule(),
        "postcode": Rule(pattern=r"[A-Za-z0-9][A-Za-z0-9 \-]{2,8}", longest=9, complaint="error_postcode"),
        "days": Rule(kind="number", lowest=2, highest=14, complaint="error_days"),
        "card": card,
        "expiry": Rule(pattern=r"(0[1-9]|1[0-2])/[0-9]{2}", longest=5, complaint="error_expiry"),
        "cvc": Rule(pattern=r"[0-9]{3}", longest=3, complaint="error_cvc"),
    }


def contact(settings: Settings) -> Rules:
    """The contact form's demands."""
    lax = settings.broken("contact-accepts-empty-message")
    return {
        "name": Rule(),
        "email": _EMAIL,
        "message": Rule(kind="textarea", required=not lax, longest=1000),
    }


PROFILE: Rules = {
    "name": Rule(),
    "phone": Rule(
        kind="tel", required=False, pattern=r"\+?[0-9 ]{6,18}", longest=18, complaint="error_phone"
    ),
    "city": Rule(required=False),
    "birth_year": Rule(
        kind="number", required=False, lowest=1910, highest=2012, complaint="error_birth_year"
    ),
}


def check(rules: Rules, form: Mapping[str, str]) -> dict[str, str]:
    """The complaint about each field that does not meet its demands, as the name of a word."""
    wrong = {name: _complaint(name, rule, form.get(name, "").strip()) for name, rule in rules.items()}
    return {name: word for name, word in wrong.items() if word}


def _complaint(name: str, rule: Rule, value: str) -> str:
    if not value:
        return "error_required" if rule.required else ""
    if len(value) > rule.longest:
        return "error_long"
    if rule.kind == "email" and not re.fullmatch(EMAIL, value):
        return rule.complaint
    if rule.kind == "number" and not _within(rule, value):
        return rule.complaint
    if rule.pattern and not re.fullmatch(rule.pattern, value):
        return rule.complaint
    if name == "expiry" and _expired(value):
        return "error_expired"
    return ""


def _within(rule: Rule, value: str) -> bool:
    if not re.fullmatch(r"[0-9]{1,6}", value):
        return False
    return (rule.lowest or 0) <= int(value) <= (rule.highest or 999_999)


def _expired(value: str) -> bool:
    month, year = (int(part) for part in value.split("/"))
    now = datetime.now(UTC)
    return (2000 + year, month) < (now.year, now.month)


def whole(text: object, lowest: int, highest: int) -> int | None:
    """A whole number within bounds, or nothing."""
    found = re.fullmatch(r"\s*([0-9]{1,7})\s*", str(text), re.ASCII)
    if found is None:
        return None
    number = int(found[1])
    return number if lowest <= number <= highest else None


def cents(text: object) -> int | None:
    """A price as people type it (`12.50`, `12,50`, `12`) in cents, or nothing."""
    found = re.fullmatch(r"\s*([0-9]{1,6})(?:[.,]([0-9]{1,2}))?\s*", str(text), re.ASCII)
    if found is None:
        return None
    return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0"))
