"""What the repeats of a scenario have in common: its outcomes checked, its candidates ranked. Pure."""

from collections.abc import Sequence
from datetime import date

from agents.browser.snapshot import Address, Fact, FactKind
from agents.domain.base import Model
from agents.domain.scenario import Outcome, Phase, Scenario, ScenarioKind
from agents.domain.steps import GoBack, Goto, Reload
from agents.evolution.choose import NARROWED_MORE, THEN_LIMIT, WHEN_LIMIT, Candidate, candidates
from agents.evolution.compile import uniques_of
from agents.evolution.diff import Change, How
from agents.evolution.others import decided_by_others, is_tally
from agents.evolution.outcomes import check
from agents.evolution.remains import NOTHING, Remains, left_by_crawl
from agents.evolution.seen import Seen
from agents.evolution.stable import Held, held
from agents.evolution.unquoted import made_up, unquoted
from agents.evolution.verdict import NotObserved
from agents.evolution.whereabouts import is_beside_the_point

_OPENING = (Goto, Reload, GoBack)
_ABOUT_SESSIONS = (Outcome.SIGNED_IN, Outcome.SIGNED_OUT)


class Finding(Model):
    """What one repeat of a phase showed: what supports its outcomes, and all that changed."""

    supports: tuple[Change, ...] = ()
    changes: tuple[Change, ...] = ()
    at: Address | None = None
    """The page that showed it."""


def find(phase: Phase, seen: Seen) -> Finding | NotObserved:
    """The evidence of a phase in one context, or the first outcome that was not observed."""
    supports: list[Change] = []
    for expectation in phase.expects:
        verdict = check(expectation, seen)
        if isinstance(verdict, NotObserved):
            return verdict
        supports.extend(verdict.evidence)
    return Finding(supports=tuple(supports), changes=seen.changes(), at=seen.after.address)


def limit_of(scenario: Scenario, number: int) -> int:
    """How many assertions a phase may have.

    A phase without expectations gets a few of its own only when more is done right after it: what an
    action led to is else asserted where it is expected.
    """
    phase = scenario.phases[number]
    if phase.expects:
        narrows = any(one.outcome is Outcome.ITEMS_NARROWED for one in phase.expects)
        return THEN_LIMIT + (NARROWED_MORE if narrows else 0)
    following = next(iter(scenario.phases[number + 1 : number + 2]), None)
    if not phase.steps or following is None or not following.steps:
        return 0
    # Opening another page would cut off what the last action has begun, and two things done to prepare could
    # overtake each other, so the effect of the first must be seen before the second.
    hurries = isinstance(following.steps[0], _OPENING) or following.keyword == "Given"
    acted = not isinstance(phase.steps[-1], _OPENING)
    return WHEN_LIMIT if number > 0 or (hurries and acted) else 0


def rank(
    scenario: Scenario,
    number: int,
    repeats: Sequence[Finding],
    today: date,
    moving: frozenset[str] = frozenset(),
    left: Remains = NOTHING,
) -> tuple[Candidate, ...]:
    """What could be asserted after a phase, best first: only what all repeats showed alike.

    Args:
        scenario: what was performed.
        number: the phase.
        repeats: what each repeat of the phase showed.
        today: the day, to tell dates that are computed from dates that are data.
        moving: keys of facts that other scenarios were seen to move (`others.tallies`).
        left: what the crawl has left behind.
    """
    secrets = made_up(scenario)
    supports = held([unquoted(one.supports, secrets) for one in repeats], today)
    changed = held([unquoted(_strong(one.changes), secrets) for one in repeats], today)
    at = repeats[-1].at

    def is_its_own(one: Held) -> bool:
        others = is_tally(one, moving) or decided_by_others(scenario, number, one)
        return not (others or left_by_crawl(left, scenario, at, one.fact))

    about_it, besides = (tuple(filter(is_its_own, facts)) for facts in (supports, changed))
    about_it, besides = _of_the_place(scenario, about_it) or about_it, _of_the_place(scenario, besides)
    signs_in = any(one.outcome in _ABOUT_SESSIONS for one in scenario.phases[number].expects)
    kind = ScenarioKind.SIGN_IN_VALID if signs_in else scenario.kind
    return candidates(about_it, besides, kind, uniques_of(scenario))


def _of_the_place(scenario: Scenario, facts: Sequence[Held]) -> tuple[Held, ...]:
    """The facts without the data of what a scenario only leads to."""
    return tuple(one for one in facts if not is_beside_the_point(scenario.kind, one.fact))


def _strong(changes: Sequence[Change]) -> tuple[Change, ...]:
    """That something is gone is asserted only where the outcome is about it."""
    return tuple(one for one in changes if one.how is not How.GONE and not _is_missing(one.fact))


def _is_missing(fact: Fact) -> bool:
    return fact.kind is FactKind.SHOWN and fact.value == "false"
