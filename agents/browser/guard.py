"""What an action would do, by its words, role, method and target; and what a safety level lets through.

All pure. `network.py` holds the same levels at the network, so that a wrong guess here does no harm.
"""

import re
from enum import StrEnum
from typing import Protocol
from urllib.parse import urlsplit

from agents.browser.addresses import parameters, segments, within_site
from agents.browser.guard_words import (
    DESTRUCTIVE,
    DESTRUCTIVE_SEGMENT,
    GIVES_UP,
    GIVES_UP_SEGMENT,
    HARMLESS_BEGINNING,
    OPINION,
    REVERSIBLE,
    STRICTLY_HARMLESS,
    plain,
)
from agents.browser.methods import SAFE_METHODS
from agents.browser.vocabulary_more import MORE_DESTRUCTIVE
from agents.browser.words import Danger, dangers_of, has_word, purpose_of
from agents.domain.base import Model
from agents.domain.page import Element, FieldMeaning, Form, Purpose
from agents.domain.target import Safety

_SHORT = 5
"""A name of more words is a title or a sentence, not a command."""

_CARD = frozenset((FieldMeaning.CARD_NUMBER, FieldMeaning.CARD_EXPIRY, FieldMeaning.CARD_CODE))
_FILLABLE_NOT = frozenset(("hidden", "submit", "button", "image", "reset"))
_SHOWS_SOMETHING = frozenset(
    (
        Purpose.MENU,
        Purpose.TAB,
        Purpose.DISCLOSURE,
        Purpose.DIALOG,
        Purpose.CLOSE,
        Purpose.NAVIGATION,
        Purpose.PAGING,
        Purpose.SORT,
        Purpose.FILTER,
        Purpose.SEARCH,
        Purpose.CART,
    )
)
_ACTING_ROLES = frozenset(("switch", "checkbox", "menuitemcheckbox"))
_CHROME = frozenset(("banner", "navigation", "contentinfo"))
"""Where a word stands for a section of the site, or for the way out of it."""

_ID = re.compile(r"\d[\da-f ]*|[a-z]{1,4} ?\d+|(?=.*\d)[\da-f ]{8,}")
_DOING = frozenset(("do", "action", "act", "op", "cmd", "command", "task", "method"))


class Kind(StrEnum):
    """What an action does to the world."""

    SAFE = "safe"
    REVERSIBLE = "reversible"
    OPINION = "opinion"
    DESTRUCTIVE = "destructive"
    COSTLY = "costly"
    OUTWARD = "outward"
    SIGN_OUT = "sign-out"


class Verdict(Model):
    """What an action would do, and by what this is known."""

    kind: Kind
    why: str


class PageFacts(Protocol):
    """What the guard reads of a page; `Page` and `Scan` both have it."""

    @property
    def page_type(self) -> str:
        """Such as `cart` or `checkout`."""
        ...


def allowed(kind: Kind, safety: Safety) -> bool:
    """Whether a safety level permits an action of this kind on the target's own origin."""
    if safety is Safety.READ_ONLY:
        return kind is Kind.SAFE
    if safety is Safety.STANDARD:
        return kind in (Kind.SAFE, Kind.REVERSIBLE)
    return True


def classify(element: Element, form: Form | None = None, page: PageFacts | None = None) -> Verdict:
    """What acting on an element would do. `form` is the form that it submits, if it does."""
    name = plain(element.name)
    if element.role == "link" and element.href:
        return _link(element.href, name, element.purpose, element.landmark)
    if element.purpose is Purpose.SIGN_OUT or (_is_command(name) and _says(name, Purpose.SIGN_OUT)):
        return Verdict(kind=Kind.SIGN_OUT, why=f"{element.name!r} ends the session")
    worded = _worded(element, name, page)
    if form is not None and form.submit == element.id:
        return worse(worded, _submit(form))
    return worded


def worse(one: Verdict | None, other: Verdict) -> Verdict:
    """The graver of two verdicts."""
    gravity = list(Kind)
    return one if one and gravity.index(one.kind) > gravity.index(other.kind) else other


def submits_values(form: Form) -> bool:
    """Whether a form carries values that a user would choose; one with a button only is a button."""
    return any(
        field.type not in _FILLABLE_NOT and field.meaning is not FieldMeaning.QUANTITY
        for field in form.fields
    )


def destroys(element: Element) -> bool:
    """Whether a control says that it deletes or ends something."""
    name = plain(element.name)
    worded = (
        Danger.DESTRUCTIVE in dangers_of(_command(name)) or DESTRUCTIVE.search(_command(name)) is not None
    )
    return element.purpose is Purpose.DELETE or worded


def _says(text: str, purpose: Purpose, *, whole: bool = False) -> bool:
    reading = purpose_of(text)
    return reading is not None and reading.value is purpose and (reading.confidence == 1.0 or not whole)


def _command(name: str) -> str:
    """The part of a name that may be a command: a long one is a title, except for how it begins."""
    words = name.split()
    return name if len(words) <= _SHORT else " ".join(words[:2])


def _is_command(name: str) -> bool:
    return 0 < len(name.split()) <= _SHORT


def _gives_up(name: str) -> bool:
    return GIVES_UP.fullmatch(name) is not None or (_is_command(name) and has_word(name, *MORE_DESTRUCTIVE))


def _link_gives_up(href: str, name: str, landmark: str | None) -> bool:
    """Whether a link gives up the thing that it names.

    Of `/things/7/leave` the address says so; of `/leave/7` the name must say it as well, and in the frame of
    the pages a word such as "Leave" names a section.
    """
    asked = [(plain(key), plain(value)) for key, value in parameters(href)]
    # What is not asked to be done, such as a status to filter by, comes first: it names what is meant.
    asked.sort(key=lambda pair: pair[0] in _DOING)
    parts = [plain(part) for part in segments(href)]
    parts += [value for key, value in asked if key in _DOING or not GIVES_UP_SEGMENT.fullmatch(value)]
    verbs = [at for at, part in enumerate(parts) if GIVES_UP_SEGMENT.fullmatch(part)]
    ids = [at for at, part in enumerate(parts) if _ID.fullmatch(part)]
    if verbs and ids and ids[0] < verbs[-1]:
        return True
    if verbs and ids and name.split(maxsplit=1)[:1] == [parts[verbs[-1]]]:
        return True
    told = _gives_up(name) or DESTRUCTIVE.search(_command(name)) is not None
    return told and bool(verbs or ids) and landmark not in _CHROME


def _link(href: str, name: str, purpose: Purpose, landmark: str | None) -> Verdict:
    parts = [plain(part) for part in (*segments(href), *(value for _, value in parameters(href)))]
    signs_out = any(_says(text, Purpose.SIGN_OUT, whole=True) for text in (name, *parts))
    if purpose is Purpose.SIGN_OUT or signs_out:
        return Verdict(
            kind=Kind.SIGN_OUT, why=f"the link leads to {urlsplit(href).path}, which ends the session"
        )
    if any(DESTRUCTIVE_SEGMENT.fullmatch(part) for part in parts):
        return Verdict(kind=Kind.DESTRUCTIVE, why=f"the link leads to {urlsplit(href).path}")
    if purpose is Purpose.DELETE and name and Danger.DESTRUCTIVE in dangers_of(name.split(maxsplit=1)[0]):
        return Verdict(kind=Kind.DESTRUCTIVE, why=f"the link says {name!r}")
    if _link_gives_up(href, name, landmark):
        return Verdict(
            kind=Kind.DESTRUCTIVE,
            why=f"the link leads to {urlsplit(href).path}, which gives up what is there",
        )
    return Verdict(kind=Kind.SAFE, why="a link")


def _worded(element: Element, name: str, page: PageFacts | None) -> Verdict:
    if STRICTLY_HARMLESS.fullmatch(name):
        return Verdict(kind=Kind.SAFE, why=f"{element.name!r} changes the page only")
    dangers = dangers_of(_command(name))
    if destroys(element):
        if page is not None and page.page_type == "cart":
            return Verdict(
                kind=Kind.REVERSIBLE, why=f"{element.name!r} takes out of the cart what can be put in again"
            )
        return Verdict(kind=Kind.DESTRUCTIVE, why=f"{element.name!r} deletes")
    if _gives_up(name) and element.landmark not in _CHROME:
        return Verdict(kind=Kind.DESTRUCTIVE, why=f"{element.name!r} gives something up")
    if HARMLESS_BEGINNING.match(name):
        return Verdict(kind=Kind.SAFE, why=f"{element.name!r} shows something")
    if element.purpose is Purpose.PAYMENT or Danger.COSTLY in dangers:
        return Verdict(kind=Kind.COSTLY, why=f"{element.name!r} spends or orders")
    if element.purpose is Purpose.ADD_TO_CART:
        return Verdict(kind=Kind.REVERSIBLE, why=f"{element.name!r} can be undone")
    if element.has_popup or element.expanded is not None or element.purpose in _SHOWS_SOMETHING:
        return Verdict(kind=Kind.SAFE, why=f"a {element.purpose.value} control")
    if element.purpose in (Purpose.CONTACT, Purpose.SUBSCRIBE) or Danger.OUTWARD in dangers:
        return Verdict(kind=Kind.OUTWARD, why=f"{element.name!r} reaches other people")
    if OPINION.search(_command(name)):
        return Verdict(kind=Kind.OPINION, why=f"{element.name!r} counts for others too")
    if element.role in _ACTING_ROLES or REVERSIBLE.search(_command(name)):
        return Verdict(kind=Kind.REVERSIBLE, why=f"{element.name!r} can be undone")
    return Verdict(kind=Kind.SAFE, why="nothing says that it changes anything")


_SUBMITTED = {
    Purpose.PAYMENT: Kind.COSTLY,
    Purpose.CONTACT: Kind.OUTWARD,
    Purpose.SUBSCRIBE: Kind.OUTWARD,
    Purpose.DELETE: Kind.DESTRUCTIVE,
    Purpose.SIGN_OUT: Kind.SIGN_OUT,
}
"""What sending a form of a purpose does; of the others, whether it reads decides."""


def _submit(form: Form) -> Verdict:
    asks = Kind.SAFE if form.method in ("get", "dialog") else Kind.REVERSIBLE
    pays = any(field.meaning in _CARD for field in form.fields)
    kind = Kind.COSTLY if pays else _SUBMITTED.get(form.purpose, asks)
    return Verdict(kind=kind, why=f"it submits the {form.purpose.value} form {form.name!r} by {form.method}")


def may_leave(method: str, url: str, site: str, safety: Safety, *, signing_in: bool = False) -> str | None:
    """Why a request must not leave the browser; None when it may.

    Third-party hosts are never written to. `signing_in` is the moment in which the sign-in form is submitted.
    """
    if method.upper() in SAFE_METHODS:
        return None
    if not within_site(url, site):
        return "another site is never written to"
    if safety is Safety.READ_ONLY and not signing_in:
        return "read-only lets nothing but GET, HEAD and OPTIONS leave"
    return None
