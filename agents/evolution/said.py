"""What an application says to what was done, in a role of its own or as plain text by the fields. Pure."""

import re

from agents.browser.snapshot import FactKind
from agents.evolution.diff import Change, How
from agents.evolution.seen import Seen, fold
from agents.evolution.verdict import now

ROLED = (FactKind.MESSAGE, FactKind.APPEARED)
_FIGURE = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]{2,}")


def said(seen: Seen) -> tuple[Change, ...]:
    """The new messages: live regions and error texts; else texts that came up by the fields.

    Many applications put what they have to say into a plain block beside the form. What tells it from other
    text is that it was not there before, and where it now stands.
    """
    changes = seen.changes()
    return now(changes, *ROLED) or tuple(one for one in now(changes, FactKind.TEXT) if _speaks(seen, one))


def is_plain(change: Change) -> bool:
    """Whether a message is one by its place alone."""
    return change.fact.kind is FactKind.TEXT


def _speaks(seen: Seen, change: Change) -> bool:
    fact = change.fact
    if not fact.beside:
        return False
    stayed = seen.before.address.place == seen.after.address.place
    # Of another page everything is new: only its colour tells what is said from what is always there.
    told = fact.tone == "error" or (stayed and len(_WORD.findall(fact.value)) > 1)
    return told and not _stood(seen, fact.value) and not _counts(change) and not _echoes(seen, fact.value)


def _stood(seen: Seen, text: str) -> bool:
    """Whether the same words, give or take their figures, were on the page before: moved, or a counter."""
    words = _words(text)
    return any(_words(fact.value) == words for fact in seen.before.of(FactKind.TEXT, FactKind.HEADING))


def _counts(change: Change) -> bool:
    """Whether a text changed in its figures alone."""
    was = change.was
    return change.how is How.CHANGED and was is not None and _words(was.value) == _words(change.fact.value)


def _echoes(seen: Seen, text: str) -> bool:
    """Whether a text is what was typed, such as a new entry above its form."""
    return any(fold(text) == fold(one) for one in seen.typed)


def _words(text: str) -> str:
    return _FIGURE.sub("#", fold(text))
