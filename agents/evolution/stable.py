"""What held in every repeat. Pure.

A fact survives when each fresh context showed it with the same value, and when the action brought it
about each time. Where only a part differs (an order number in an address), the part that held is kept.
"""

import re
from collections.abc import Sequence
from datetime import date

from agents.browser.snapshot import CLOSE_MARK, OPEN_MARK, Address, Fact, FactKind
from agents.evolution.diff import Change, How, address_fact
from agents.evolution.volatile import is_volatile, lasting

ANY = ":any"
_PARTIAL = (FactKind.HEADING, FactKind.MESSAGE, FactKind.APPEARED, FactKind.TEXT)
_VALUED = (*_PARTIAL, FactKind.TITLE, FactKind.VALUE, FactKind.DIALOG)


class Held(Change):
    """A change that held in all repeats; `partial` when only a part of its text did."""

    partial: bool = False


def _words(text: str) -> list[str]:
    return text.split(" ")


def _shared(first: Sequence[str], second: Sequence[str]) -> list[str]:
    shared: list[str] = []
    for mine, yours in zip(first, second, strict=False):
        if mine != yours:
            break
        shared.append(mine)
    return shared


def common_part(texts: Sequence[str]) -> str | None:
    """The longest run of words with which all texts begin or end; None when it says too little."""
    head, tail = _words(texts[0]), _words(texts[0])[::-1]
    for text in texts[1:]:
        head = _shared(head, _words(text))
        tail = _shared(tail, _words(text)[::-1])
    best = max((" ".join(head), " ".join(tail[::-1])), key=len)
    best = re.sub(r"^\W+|[\s#(\[{\u2013\u2014-]+$", "", best)
    letters = sum(character.isalpha() for character in best)
    return best if letters >= 8 and " " in best else None


def common_address(addresses: Sequence[Address]) -> Address | None:
    """The address with `:any` for the segments that differ; query and fragment only where all agree.

    None when the number of segments differs, or when nothing but differing segments is left.
    """
    paths = [address.path.split("/") for address in addresses]
    if len({len(path) for path in paths}) != 1:
        return None
    segments = [column[0] if len(set(column)) == 1 else ANY for column in zip(*paths, strict=True)]
    if ANY in segments and not any(segment not in ("", ANY) for segment in segments):
        return None
    query = [pair for pair in addresses[0].query if all(pair in address.query for address in addresses)]
    fragments = {address.fragment for address in addresses}
    return Address(
        path="/".join(segments),
        query=tuple(query),
        fragment=addresses[0].fragment if len(fragments) == 1 else "",
    )


def _without_marks(text: str) -> str:
    return re.sub(f"{OPEN_MARK}.*?{CLOSE_MARK}", "", text)


def _holds_moment(fact: Fact, today: date) -> bool:
    texts = (fact.value, *fact.items) if fact.kind in _VALUED else fact.items
    return any(is_volatile(_without_marks(text), today) for text in texts)


def _same(repeats: Sequence[Change], today: date) -> Held | None:
    first = repeats[0]
    if any(change.fact.seen != first.fact.seen for change in repeats) or _holds_moment(first.fact, today):
        return None
    return Held(how=first.how, fact=first.fact, was=first.was, address=first.address)


def _partly(repeats: Sequence[Change], today: date) -> Held | None:
    first = repeats[0]
    if first.fact.circular or first.fact.kind not in _PARTIAL or first.how is How.GONE:
        return None
    part = common_part([change.fact.value for change in repeats])
    if part is not None and first.fact.kind is FactKind.MESSAGE:
        # What a message says holds on another day, too, if not the day that it names.
        part = lasting(part, today)
    if part is None or OPEN_MARK in part or is_volatile(part, today):
        return None
    return Held(how=first.how, fact=first.fact.model_copy(update={"value": part}), partial=True)


def _held_address(repeats: Sequence[Change]) -> Held | None:
    common = common_address([change.address for change in repeats if change.address is not None])
    if common is None:
        return None
    first = repeats[0]
    return Held(how=first.how, fact=address_fact(common), was=first.was, address=common)


def _held(repeats: Sequence[Change], today: date) -> Held | None:
    if all(change.address is not None for change in repeats):
        return _held_address(repeats)
    return _same(repeats, today) or _partly(repeats, today)


def held(rounds: Sequence[Sequence[Change]], today: date) -> tuple[Held, ...]:
    """The changes of the first round that all other rounds confirm, in its order."""
    others = [{change.key: change for change in changes} for changes in rounds[1:]]
    kept: list[Held] = []
    for change in rounds[0]:
        repeats = [change, *(found[change.key] for found in others if change.key in found)]
        if len(repeats) != len(rounds):
            continue
        if (confirmed := _held(repeats, today)) is not None:
            kept.append(confirmed)
    return tuple(kept)
