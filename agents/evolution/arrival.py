"""What a test must see before it goes on, where it would outrun the page. Pure (docs/adr/0021).

A page whose content comes late can be acted on before it is there. When the action then changes that very
content, as a filter changes a list that is still loading, two answers race for the same place, and the
first one may come last. A person sees the content first; a script has to be told.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from agents.browser.snapshot import Fact, FactKind, Snapshot
from agents.domain.locator import Locator

Point = tuple[int, int]
"""A phase, and how many of its own steps are done."""

Arrivals = Mapping[Point, tuple[Fact, ...]]
"""Late content by the point at which it was there, in one performance."""

_TELLING = (FactKind.ITEMS, FactKind.HEADING, FactKind.MESSAGE, FactKind.TEXT)
"""Kinds of content, the most telling first."""


def contested(arrived: Snapshot, after: Snapshot) -> tuple[Fact, ...]:
    """Late content of `arrived` that what was done next changed or removed.

    Nothing when another document was loaded by then: it took the answers that were awaited with it. A script
    that changes the address keeps the document, and the race.
    """
    if arrived.loaded != after.loaded:
        return ()
    now = after.by_key()
    return tuple(
        fact
        for fact in arrived.of(*_TELLING)
        if fact.late and fact.on is not None and _differs(fact, now.get(fact.key))
    )


def _differs(fact: Fact, later: Fact | None) -> bool:
    return later is None or later.seen != fact.seen


def waits(repeats: Sequence[Arrivals]) -> dict[Point, Locator]:
    """What to wait for at each point: what was contested in most repeats, then the most telling.

    A race that was seen once is a race.
    """
    points = sorted({point for one in repeats for point in one})
    chosen = {point: _best([one[point] for one in repeats if point in one]) for point in points}
    return {point: place for point, place in chosen.items() if place is not None}


def _best(repeats: Sequence[Sequence[Fact]]) -> Locator | None:
    times = Counter(key for facts in repeats for key in {fact.key for fact in facts})
    found = sorted(
        (fact for facts in repeats for fact in facts),
        key=lambda fact: (-times[fact.key], _TELLING.index(fact.kind), fact.region != "main"),
    )
    return next((place for fact in found if (place := _place(fact)) is not None), None)


def _place(fact: Fact) -> Locator | None:
    """Where to look; of a list, its first item."""
    if fact.on is None or fact.kind is not FactKind.ITEMS:
        return fact.on
    last = fact.on.chain[-1].model_copy(update={"nth": 0})
    return fact.on.model_copy(update={"chain": (*fact.on.chain[:-1], last)})
