"""Assertions as a person would put them, where a fact is told apart by other than words. Pure.

A fact is recognised from repeat to repeat by where it is, so its place must not hold what it says. What is
printed may: a message by its role and words, a link by the whole of its name, an error by its field.
"""

from agents.browser.snapshot import OPEN_MARK, FactKind
from agents.domain.assertions import Assertion, IsDescribed, IsVisible
from agents.domain.locator import ByRole, ByText, Locator, Unique
from agents.evolution.diff import How
from agents.evolution.stable import Held

_LIVE = ("alert", "status", "log")
_FEWEST_WORDS = 3


def is_sentence(text: str) -> bool:
    """Whether a text speaks for itself: some words, and no figure that would have to stand in its place."""
    return len(text.split()) >= _FEWEST_WORDS and not any(each.isdigit() for each in text)


def worded(held: Held, text: str | Unique | None) -> Assertion | None:
    """The better way to assert a fact; None where the plain one is as good.

    Args:
        held: a fact that held in all repeats.
        text: what it says, or the text made at run time that stands in it.
    """
    fact = held.fact
    if held.how is How.GONE or fact.on is None or fact.circular or text is None:
        return None
    if fact.kind is FactKind.TEXT and fact.named and isinstance(text, str):
        return _by_whole_name(fact.on, text)
    if fact.kind is FactKind.TEXT and isinstance(text, str):
        return _by_text(held, fact.on, text)
    if fact.kind is not FactKind.MESSAGE or not _is_weak(fact.on):
        return None
    if fact.field is not None and fact.described and not held.partial and OPEN_MARK not in fact.described:
        return IsDescribed(on=fact.field, text=fact.described)
    whole = not (held.partial or fact.within or OPEN_MARK in fact.value)
    return _by_role(fact.on, fact.role, text, whole=whole) if fact.role in _LIVE else None


def _by_whole_name(on: Locator, name: str) -> Assertion | None:
    """A link that shows a figure: the figure is part of its name."""
    last = on.chain[-1]
    if not isinstance(last, ByRole) or last.exact:
        return None
    whole = last.model_copy(update={"name": name, "exact": True})
    return IsVisible(on=on.model_copy(update={"chain": (*on.chain[:-1], whole)}))


def _by_text(held: Held, on: Locator, text: str) -> Assertion | None:
    """A sentence that has no better place than a selector."""
    speaks = is_sentence(text) and _is_weak(on) and not (held.partial or held.fact.within)
    return IsVisible(on=on.model_copy(update={"chain": (ByText(text=text),)})) if speaks else None


def _by_role(on: Locator, role: str, text: str | Unique, *, whole: bool) -> Assertion:
    """A live region by its words: there may be several, and empty ones."""
    if not whole:
        return IsVisible(on=on.model_copy(update={"chain": (ByRole(role=role, has_text=text),)}))
    return IsVisible(on=on.model_copy(update={"chain": (ByRole(role=role), ByText(text=text))}))


def _is_weak(on: Locator) -> bool:
    return any(part.by == "css" or part.nth is not None for part in on.chain)
