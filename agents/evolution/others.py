"""Facts that the data of others decides: true here and now, but not on a server that they share. Pure.

A scenario that makes, changes or deletes a record of its own speaks of that record. How many records there
are, on how many pages, and which others stand beside it, changes whenever anybody else adds one.
"""

import re
from collections.abc import Collection, Iterable, Iterator

from agents.browser.snapshot import Fact, FactKind
from agents.domain.locator import Locator, Unique
from agents.domain.scenario import Scenario, ScenarioKind
from agents.domain.steps import Fill, Goto, Text
from agents.evolution.compile import uniques_of
from agents.evolution.diff import Change
from agents.evolution.seen import mark
from agents.evolution.stable import Held

ABOUT_OWN_RECORDS = (ScenarioKind.CREATE, ScenarioKind.EDIT, ScenarioKind.DELETE)
_WORDED = (FactKind.TEXT, FactKind.MESSAGE, FactKind.APPEARED, FactKind.HEADING, FactKind.TITLE)
_FIGURE = re.compile(r"\d+")


def about_own_records(scenario: Scenario) -> bool:
    """Whether a scenario makes a record of its own among those of others."""
    return scenario.kind in ABOUT_OWN_RECORDS and bool(uniques_of(scenario))


def decided_by_others(scenario: Scenario, number: int, held: Held) -> bool:
    """Whether a fact may stop being true because of records that the scenario has nothing to do with.

    Args:
        scenario: what was performed.
        number: the phase after which the fact held.
        held: the fact.
    """
    own = uniques_of(scenario)
    if not about_own_records(scenario):
        return False
    fact = held.fact
    if fact.on is not None and any(_names_own(fact.on)):
        return False
    if fact.kind is FactKind.COUNT:
        # One entry may be there by chance; that none is left is telling where only the own one was listed.
        return fact.value != "0" or not _narrowed(scenario, number)
    told = (fact.value, *fact.items)
    if any(mark(one) in text for one in own.values() for text in told):
        return False
    if fact.own and not _asked_for(scenario, number, fact.on):
        # Each entry has such a control or state of its own, and only the made text says whose this one is.
        return True
    if fact.kind is FactKind.ITEMS:
        return bool(fact.items)
    typed = set(_typed_figures(scenario))
    return fact.kind in _WORDED and any(figure not in typed for figure in _FIGURE.findall(fact.value))


def _asked_for(scenario: Scenario, number: int, on: Locator | None) -> bool:
    """Whether a phase looks at this very place."""
    return on is not None and any(one.on == on for one in scenario.phases[number].expects)


def tallies(scenario: Scenario, changes: Iterable[Change]) -> Iterator[str]:
    """Keys of the texts whose figures, but not whose words, changed while a scenario made its own record.

    They count what all share, so no other test may assert them either: a record that somebody leaves behind
    would make it fail. What stands in the own record is the scenario's own.
    """
    if about_own_records(scenario):
        yield from (one.fact.key for one in changes if _counts_all(one))


def is_tally(held: Held, moving: Collection[str]) -> bool:
    """Whether a fact is the figure at a place that counts what all share.

    Words without any figure that took the place of one are none: what was done has left nothing to count.

    Args:
        held: the fact.
        moving: keys that other scenarios were seen to move (`tallies`).
    """
    was = held.was
    emptied = was is not None and bool(_FIGURE.search(was.value)) and not _FIGURE.search(held.fact.value)
    return held.fact.key in moving and not emptied


def _counts_all(change: Change) -> bool:
    own = change.fact.on is not None and any(_names_own(change.fact.on))
    return not own and change.was is not None and _recounted(change.fact, change.was)


def _recounted(fact: Fact, was: Fact) -> bool:
    same_words = _FIGURE.sub("#", fact.value) == _FIGURE.sub("#", was.value)
    return fact.kind in _WORDED and fact.value != was.value and same_words


def _narrowed(scenario: Scenario, number: int) -> bool:
    """Whether the page shown after a phase was asked for the own record alone."""
    steps = [step for phase in scenario.phases[: number + 1] for step in phase.steps]
    opened = max((at for at, step in enumerate(steps) if isinstance(step, Goto)), default=0)
    return any(isinstance(step, Fill) and isinstance(step.value, Unique) for step in steps[opened:])


def _names_own(on: Locator) -> Iterator[bool]:
    for part in on.chain:
        words = (part.has_text, getattr(part, "name", None), getattr(part, "text", None))
        yield any(isinstance(word, Unique) for word in words)


def _typed_figures(scenario: Scenario) -> Iterator[str]:
    for phase in scenario.phases:
        for step in phase.steps:
            if isinstance(step, Fill) and isinstance(step.value, Text):
                yield from _FIGURE.findall(step.value.text)
