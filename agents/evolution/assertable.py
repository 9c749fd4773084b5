"""From facts that held to assertions. Pure."""

import re
from collections.abc import Mapping

from agents.browser.addresses import is_route
from agents.browser.snapshot import CLOSE_MARK, OPEN_MARK, Address, Fact, FactKind
from agents.domain.assertions import (
    AllContain,
    Assertion,
    HasAttribute,
    HasCount,
    HasText,
    HasTexts,
    HasTitle,
    HasUrl,
    HasValue,
    IsChecked,
    IsEnabled,
    IsFocused,
    IsHidden,
    IsInvalid,
    IsVisible,
)
from agents.domain.locator import Locator, Unique
from agents.evolution.diff import How
from agents.evolution.stable import Held
from agents.evolution.worded import worded

LONGEST_LIST = 12
"""Longer lists are asserted by their number and their first items."""

_FIRST = 3
_MARK = re.compile(f"{OPEN_MARK}(.*?){CLOSE_MARK}")

Uniques = Mapping[str, Unique]


def located(assertion: Assertion) -> Locator | None:
    """Where an assertion looks; None for those about the page."""
    return None if isinstance(assertion, HasUrl | HasTitle) else assertion.on


def assertions_of(held: Held, uniques: Uniques) -> tuple[Assertion, ...]:
    """The assertions that state this fact; none when it cannot be stated.

    Args:
        held: a fact that held in all repeats.
        uniques: the texts that the scenario makes, by key.
    """
    fact = held.fact
    if held.address is not None:
        address = held.address
        query = tuple(pair for pair in address.query if pair[1])
        return (HasUrl(path=address.path, query=query or None, fragment=_fragment(held, address)),)
    if fact.kind is FactKind.TITLE:
        return () if _MARK.search(fact.value) else (HasTitle(title=fact.value),)
    if fact.on is None:
        return ()
    if held.how is How.GONE or (fact.kind is FactKind.SHOWN and fact.value == "false"):
        return _absence(fact, fact.on)
    return _presence(held, fact.on, uniques)


def _fragment(held: Held, address: Address) -> str | None:
    """The fragment; that there is none any more where it said on which page one was."""
    left = held.was is not None and is_route(held.was.value.partition("#")[2])
    return address.fragment or ("" if left else None)


def preferred(held: Held, uniques: Uniques) -> Assertion | None:
    """A better worded assertion of this fact than the plain one, where there is one."""
    made = _made(held.fact.value, uniques) if _MARK.search(held.fact.value) else held.fact.value
    return worded(held, made)


def _absence(fact: Fact, on: Locator) -> tuple[Assertion, ...]:
    """Only where the locator means this very thing: one by position would mean the next thing."""
    by_place = any(
        part.nth is not None or (part.by == "css" and ":nth" in part.selector) for part in on.chain
    )
    a_part = fact.within and not fact.circular
    return () if by_place or a_part else (IsHidden(on=on),)


def _presence(held: Held, on: Locator, uniques: Uniques) -> tuple[Assertion, ...]:
    fact = held.fact
    match fact.kind:
        case FactKind.HEADING | FactKind.MESSAGE | FactKind.APPEARED | FactKind.TEXT:
            return _text(held, on, uniques)
        case FactKind.DIALOG | FactKind.SHOWN:
            return (IsVisible(on=on),)
        case FactKind.REFUSED:
            return (IsInvalid(on=on),)
        case FactKind.EACH:
            return (AllContain(on=on, text=fact.value),)
        case FactKind.ITEMS:
            return _items(fact, on, uniques)
        case FactKind.COUNT:
            return (HasCount(on=on, count=int(fact.value)),)
        case FactKind.VALUE:
            return _value(fact, on, uniques)
        case _:
            return _state(fact, on)


def _state(fact: Fact, on: Locator) -> tuple[Assertion, ...]:
    match fact.kind:
        case FactKind.CHECKED:
            return (IsChecked(on=on, checked=fact.value == "true"),)
        case FactKind.DISABLED:
            return (IsEnabled(on=on, enabled=fact.value != "true"),)
        case FactKind.FOCUS:
            return (IsFocused(on=on),)
        case FactKind.INVALID:
            return (HasAttribute(on=on, name="aria-invalid", value=fact.value),)
        case _ if fact.attribute is not None:
            return (HasAttribute(on=on, name=fact.attribute, value=fact.value),)
        case _:
            return ()


def _made(text: str, uniques: Uniques) -> Unique | None:
    """The text made at run time that stands in a text, when there is exactly one."""
    keys = set(_MARK.findall(text))
    return uniques.get(keys.pop()) if len(keys) == 1 else None


def _text(held: Held, on: Locator, uniques: Uniques) -> tuple[Assertion, ...]:
    fact = held.fact
    if fact.circular:
        return (IsVisible(on=on),)
    if not _MARK.search(fact.value):
        return (HasText(on=on, text=fact.value, exact=not (held.partial or fact.within)),)
    unique = _made(fact.value, uniques)
    if unique is None:
        return ()
    whole = _MARK.sub("", fact.value) == ""
    return (HasText(on=on, text=unique, exact=whole and not fact.within),)


def _value(fact: Fact, on: Locator, uniques: Uniques) -> tuple[Assertion, ...]:
    if not _MARK.search(fact.value):
        return (HasValue(on=on, value=fact.value),)
    unique = _made(fact.value, uniques)
    return (HasValue(on=on, value=unique),) if unique and not _MARK.sub("", fact.value) else ()


def _items(fact: Fact, on: Locator, uniques: Uniques) -> tuple[Assertion, ...]:
    marked = [item for item in fact.items if _MARK.search(item)]
    if marked:
        unique = _made(marked[0], uniques)
        return (IsVisible(on=_narrowed(on, has_text=unique)),) if unique else ()
    if not fact.items:
        # Their number says it.
        return ()
    if len(fact.items) <= LONGEST_LIST:
        return (HasTexts(on=on, texts=fact.items),)
    return tuple(
        HasText(on=_narrowed(on, nth=at), text=item, exact=False)
        for at, item in enumerate(fact.items[:_FIRST])
    )


def _narrowed(on: Locator, *, has_text: Unique | None = None, nth: int | None = None) -> Locator:
    last = on.chain[-1].model_copy(update={"has_text": has_text} if has_text else {"nth": nth})
    return on.model_copy(update={"chain": (*on.chain[:-1], last)})
