"""What a test must see before it goes on, where it would outrun the page. Pure (docs/adr/0021).

A page whose content comes late can be acted on before it is there. When the action then changes that very
content, as a filter changes a list that is still loading, two answers race for the same place, and the
first one may come last. A person sees the content first; a script has to be told.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from agents.browser.snapshot import OPEN_MARK, Fact, FactKind, Snapshot
from agents.domain.base import Model
from agents.domain.locator import Locator
from agents.domain.scenario import Outcome, Phase
from agents.domain.steps import Fill, Select, Step

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
    # What the new entry shows too, such as a control, each entry has: how many there are is up to others.
    common = {fact.value for fact in after.facts if fact.own and fact.value and OPEN_MARK not in fact.value}
    return tuple(
        fact
        for fact in arrived.of(*_TELLING)
        if fact.late
        and fact.on is not None
        and fact.value not in common
        and _differs(fact, now.get(fact.key))
    )


def _differs(fact: Fact, later: Fact | None) -> bool:
    return later is None or later.seen != fact.seen


def overtaken(arrived: Snapshot, done: Sequence[Step]) -> tuple[Fact, ...]:
    """Fields that scripts filled and in which something was put then: a value that comes late would win."""
    put = [step.on for step in done if isinstance(step, Fill | Select)]
    return tuple(fact for fact in arrived.of(FactKind.VALUE) if fact.filled and fact.value and fact.on in put)


class Shown(Model):
    """What tells that a page that was opened anew has its data, where something is looked for in vain.

    Nothing can be awaited where `on` is None; that is well where all was there when the document was read.
    """

    on: Locator | None = None
    late: bool = False

    @property
    def unproven(self) -> bool:
        """Whether what is not there may only not have come yet."""
        return self.late and self.on is None


def shown_anew(phase: Phase, now: Snapshot, earlier: Sequence[Snapshot], *, late: bool) -> Shown | None:
    """What the page shows of the list in which a phase that opened it misses an entry; None for others.

    Args:
        phase: whose last step opened the page.
        now: the page.
        earlier: what pages showed right after they were opened.
        late: whether scripts put anything into it.
    """
    missed = [one.on for one in phase.expects if one.outcome is Outcome.TEXT_VANISHES]
    if not missed:
        return None
    places = [place for on in missed if on is not None and (place := list_of(on)) is not None]
    found = [fact for place in places if (fact := now.at(place, FactKind.ITEMS)) is not None and fact.items]
    if found:
        on = next((one for fact in found if (one := _place(fact)) is not None), None)
        return Shown(on=on, late=late)
    # A list that came with the document at another time does so now; one that comes empty puts nothing in.
    known = [fact for page in earlier for place in places if (fact := page.at(place, FactKind.ITEMS))]
    filled = [fact.late for fact in known if fact.items]
    return Shown(late=any(filled) if filled else late)


def shown_in_all(repeats: Sequence[Mapping[int, Shown]]) -> dict[int, Shown]:
    """By phase, what told it in every repeat; what one repeat could not tell is not told."""
    both: dict[int, Shown] = {}
    for number in sorted({number for one in repeats for number in one}):
        found = [one[number] for one in repeats if number in one]
        on = found[-1].on if all(one.on is not None for one in found) else None
        both[number] = Shown(on=on, late=any(one.late for one in found))
    return both


class Awaited(Model):
    """What must be seen in the repeats of a scenario before its test goes on."""

    late: Mapping[Point, Locator] = {}
    fields: Mapping[Point, tuple[Locator, ...]] = {}
    shown: Mapping[int, Shown] = {}


NOTHING = Awaited()


def list_of(item: Locator) -> Locator | None:
    """The list of an item that is known by its words: that nothing is left in it is worth more than that
    one thing is not there, which is true as well before the list has come."""
    last = item.chain[-1]
    if last.has_text is None:
        return None
    whole = last.model_copy(update={"has_text": None})
    return item.model_copy(update={"chain": (*item.chain[:-1], whole)})


def of_others(now: Snapshot) -> frozenset[str]:
    """Keys of content that is there without the record of the test: lists with an entry of somebody else."""
    return frozenset(
        fact.key
        for fact in now.of(*_TELLING)
        if not fact.own and any(one and OPEN_MARK not in one for one in fact.items or (fact.value,))
    )


def waits(
    repeats: Sequence[Arrivals], there: Sequence[Collection[str]] | None = None
) -> dict[Point, Locator]:
    """What to wait for at each point: what was contested in most repeats, then the most telling.

    A race that was seen once is a race. But of what is `there` without the test (`of_others`, by repeat) only
    what no repeat did without is awaited, where that is given: a list to which a test adds its own record may
    be empty, as it was when a repeat found nothing else in it.
    """
    if there is not None:
        repeats = [
            {
                point: tuple(fact for fact in facts if all(fact.key in one for one in there))
                for point, facts in one.items()
            }
            for one in repeats
        ]
    points = sorted({point for one in repeats for point in one})
    chosen = {point: _best([one[point] for one in repeats if point in one]) for point in points}
    return {point: place for point, place in chosen.items() if place is not None}


def fields(repeats: Sequence[Arrivals]) -> dict[Point, tuple[Locator, ...]]:
    """The fields that must be filled at each point, in reading order; once is enough here too."""
    found: dict[Point, dict[Locator, None]] = {}
    for one in repeats:
        for point, facts in one.items():
            on = [fact.on for fact in facts if fact.on is not None]
            found.setdefault(point, {}).update(dict.fromkeys(on))
    return {point: tuple(found[point]) for point in sorted(found)}


def _best(repeats: Sequence[Sequence[Fact]]) -> Locator | None:
    times = Counter(key for facts in repeats for key in {fact.key for fact in facts})
    found = sorted(
        (fact for facts in repeats for fact in facts),
        key=lambda fact: (-times[fact.key], _TELLING.index(fact.kind), fact.region != "main"),
    )
    return next((place for fact in found if (place := _place(fact)) is not None), None)


def _place(fact: Fact) -> Locator | None:
    """Where to look; of a list, its first item, or the first that was late."""
    if fact.on is None or fact.kind is not FactKind.ITEMS:
        return fact.on
    last = fact.on.chain[-1].model_copy(update={"nth": fact.late_at})
    return fact.on.model_copy(update={"chain": (*fact.on.chain[:-1], last)})
