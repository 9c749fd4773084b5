"""Finding the sign-in by itself, and knowing whether it worked. All pure; `access.py` does the typing."""

import re
from collections.abc import Sequence
from typing import Protocol

from agents.domain.base import Model
from agents.domain.locator import Locator
from agents.domain.page import Element, FieldMeaning, Form, FormField, Purpose
from agents.domain.spoken import MASK

_USER = (FieldMeaning.USERNAME, FieldMeaning.EMAIL, FieldMeaning.PHONE)
_USER_TYPES = frozenset(("text", "email", "tel"))
_MOST_FIELDS = 4
_COMPLAINT = re.compile(
    r"wrong|invalid|incorrect|fail|denied|not (found|recogni[sz]ed|match\w*|allowed|permitted|valid)|unknown"
    r"|locked|disabled|blocked|suspended|expired|too many|try again|mismatch|error"
    r"|falsch|ungültig|unbekannt|gesperrt|fehl|stimm\w* nicht|verweigert"
    r"|incorrecte?|invalide|inconnu|bloqu|échou|erreur|refus"
    r"|incorrect[oa]|inválid[oa]|no (existe|coincide)|bloquead[oa]|denegad[oa]|errone|errat|non valid|bloccat"
    r"|onjuist|ongeldig|geblokkeerd|mislukt",
    re.IGNORECASE,
)
_LINE = re.compile(
    r"^\s*-\s+(?:text|paragraph|strong|emphasis|generic|alert|status|listitem)\b[^:]*:\s*\"?(?P<text>[^\"\n]+)",
    re.MULTILINE,
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_SHORTEST_SECRET = 4
_NO_SECRETS = frozenset(
    ("password", "passwort", "username", "email", "admin", "user", "login", "demo", "test", "guest")
)
"""Values that stand on any sign-in page as ordinary words; masking them would only spoil the text."""


class View(Protocol):
    """What is read of a scanned page."""

    @property
    def elements(self) -> tuple[Element, ...]: ...

    @property
    def forms(self) -> tuple[Form, ...]: ...

    @property
    def messages(self) -> tuple[str, ...]: ...

    @property
    def aria(self) -> str: ...


class SignInForm(Model):
    """A sign-in form and what to do with its parts. One of username and password may be on a further page."""

    form: Form
    username: Element | None
    password: Element | None
    submit: Element | None


def find_form(view: View) -> SignInForm | None:
    """The sign-in form of a page: one password, not a new one, few other fields; or a step before it."""
    found = [form for form in view.forms if _asks_to_sign_in(form)]
    found.sort(key=lambda form: (form.purpose is not Purpose.SIGN_IN, _password(form) is None))
    by_id = {element.id: element for element in view.elements}
    for form in found:
        password, username = _password(form), _username(form)
        parts = SignInForm(
            form=form,
            username=by_id.get(username.element) if username else None,
            password=by_id.get(password.element) if password else None,
            submit=by_id.get(form.submit) if form.submit else None,
        )
        if any(element is not None and element.target for element in (parts.username, parts.password)):
            return parts
    return None


def _asks_to_sign_in(form: Form) -> bool:
    meanings = [field.meaning for field in form.fields]
    if form.purpose is Purpose.SIGN_UP or FieldMeaning.NEW_PASSWORD in meanings:
        return False
    if meanings.count(FieldMeaning.PASSWORD) == 1:
        return form.purpose is Purpose.SIGN_IN or len(form.fields) <= _MOST_FIELDS
    return (
        form.purpose is Purpose.SIGN_IN
        and _username(form) is not None
        and FieldMeaning.PASSWORD not in meanings
    )


def _password(form: Form) -> FormField | None:
    return next((field for field in form.fields if field.meaning is FieldMeaning.PASSWORD), None)


def _username(form: Form) -> FormField | None:
    for meaning in _USER:
        for field in form.fields:
            if field.meaning is meaning:
                return field
    password = _password(form)
    before = form.fields[: form.fields.index(password)] if password else ()
    return next((field for field in reversed(before) if field.type in _USER_TYPES), None)


def find_way(view: View) -> Element | None:
    """The link or button that leads to the sign-in."""
    ways = [
        element
        for element in view.elements
        if element.purpose is Purpose.SIGN_IN
        and element.target
        and element.visible
        and element.role in ("link", "button", "menuitem")
    ]
    return min(ways, key=lambda element: (element.href is None, view.elements.index(element)), default=None)


def find_proof(before: Sequence[Element], after: Sequence[Element]) -> Locator | None:
    """What is seen only when signed in: a way out, else one to the own account, else any new control."""
    known = {element.locator for element in before}
    fresh = [
        element for element in after if element.visible and element.target and element.locator not in known
    ]
    for wanted in (Purpose.SIGN_OUT, Purpose.PROFILE):
        for element in fresh:
            if element.purpose is wanted:
                return element.target
    lasting = [
        element for element in fresh if element.landmark in ("banner", "navigation") and element.item is None
    ]
    return lasting[0].target if lasting else None


def failure(after: View, proof: Locator | None, before: View | None = None) -> str | None:
    """Why the sign-in did not work, in the words of the page if it says so; None when it worked.

    Args:
        after: what is shown when the form was sent.
        proof: what is seen only when signed in.
        before: what was shown when the form was filled in.
    """
    form = find_form(after)
    complaint = complaint_of(after)
    if form is None and (proof is not None or complaint is None):
        return None
    if proof is not None and any(element.purpose is Purpose.SIGN_OUT for element in after.elements):
        return None
    answer = answer_of(before, after) if before is not None else None
    return complaint or answer or "the sign-in form is still shown, and the page does not say why"


def complaint_of(view: View) -> str | None:
    """What the page says is wrong: an alert or status message, else a line of text that reads like one."""
    return next((line for line in (*view.messages, *_lines(view)) if _COMPLAINT.search(line)), None)


def answer_of(before: View, after: View) -> str | None:
    """What a form that is shown again says, in whatever language: a message that was not there before.

    Else the one line of text that is new. Where several are, it is another page, which may say anything.
    """
    message = next((one for one in after.messages if one.strip() and one not in before.messages), None)
    known = frozenset(_lines(before))
    fresh = [line for line in dict.fromkeys(_lines(after)) if line not in known and _says_something(line)]
    return message or (fresh[0] if len(fresh) == 1 else None)


def _says_something(line: str) -> bool:
    return len(_WORD.findall(line)) > 1


def _lines(view: View) -> list[str]:
    return [match["text"].strip() for match in _LINE.finditer(view.aria)]


def asks_for_code(view: View) -> bool:
    """Whether a further step asks for a one-time code."""
    return any(field.meaning is FieldMeaning.ONE_TIME_CODE for form in view.forms for field in form.fields)


class Mask:
    """Takes the values of secrets out of texts."""

    def __init__(self, values: Sequence[str]) -> None:
        worth = sorted(
            {value for value in values if _is_secret(value)}, key=lambda value: (-len(value), value)
        )
        self._pattern = re.compile("|".join(re.escape(value) for value in worth)) if worth else None

    def __call__(self, text: str) -> str:
        """The text with each secret replaced by dots."""
        return self._pattern.sub(MASK, text) if self._pattern else text

    def holds(self, text: str) -> bool:
        """Whether a secret stands in the text."""
        return self._pattern is not None and self._pattern.search(text) is not None


def _is_secret(value: str) -> bool:
    return len(value) >= _SHORTEST_SECRET and value.lower() not in _NO_SECRETS
