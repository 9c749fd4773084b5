"""Scores and the order in which scenarios are worth testing (S024-S028, by rules)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import prod
from types import MappingProxyType

from agents.analysis.change import read_diff
from agents.analysis.factors import WEIGHTS, Case, Flow, factors, missing
from agents.analysis.touched import Atlas, acting_steps
from agents.domain.page import PageMap
from agents.domain.risk import Risk, RiskFactor, RiskPlan
from agents.domain.scenario import Priority, Scenario, ScenarioKind, ScenarioSet
from agents.domain.target import RunRequest

LEVELS = ((0.85, Priority.CRITICAL), (0.6, Priority.HIGH), (0.35, Priority.MEDIUM))
"""The least score of each level; below the last it is low."""

_REFUSALS = (
    ScenarioKind.SIGN_IN_INVALID,
    ScenarioKind.SIGN_IN_MISSING,
    ScenarioKind.CHECKOUT_INVALID,
    ScenarioKind.FORM_MISSING,
    ScenarioKind.FORM_INVALID,
    ScenarioKind.SEARCH_MISS,
    ScenarioKind.ACCESS_DENIED,
)
_RECORDS = (ScenarioKind.CREATE, ScenarioKind.EDIT, ScenarioKind.DELETE)

FORMULA = (
    "Score = 1 - product over all factors with data of (1 - weight x value): each factor closes a share of "
    "the gap to 1, so none can lower a score and one without data changes nothing. Weights: "
    + ", ".join(f"{name} {weight}" for name, weight in WEIGHTS.items())
    + ". Critical from 0.85, high from 0.6, medium from 0.35. Tests are taken by score, but one of every "
    "kind before a second of any, one on every page, one of every kind and page before a second "
    "(ways that work before refusals), and two of every kind and feature before a third."
)


def assess(request: RunRequest, page_map: PageMap, scenarios: ScenarioSet) -> RiskPlan:
    """Score every scenario and cut the list to the limit of tests with a fair share for each kind.

    Returns:
        All risks, the highest score first; the ids beyond `limits.max_tests` are in `left_out`.
    """
    atlas = Atlas(page_map)
    diff = read_diff(request.change.diff) if request.change.diff is not None else None
    flows = tuple(Flow(scenario, acting_steps(scenario)) for scenario in scenarios.scenarios)
    scored: list[tuple[Scenario, Risk]] = []
    for scenario in scenarios.scenarios:
        others = tuple(flow for flow in flows if flow.scenario.id != scenario.id)
        case = Case(scenario, others, request, atlas, atlas.touched(scenario), diff)
        scored.append((scenario, _risk(scenario, factors(case))))
    # Of two with the same score, the rule that made them has put the better one first.
    scored.sort(key=lambda pair: -pair[1].score)
    patterns = {page.id: page.path_pattern for page in page_map.pages}
    taken = fair_share([scenario for scenario, _ in scored], request.limits.max_tests, patterns)
    return RiskPlan(
        risks=tuple(risk for _, risk in scored),
        formula=FORMULA,
        left_out=tuple(scenario.id for scenario, _ in scored if scenario.id not in taken),
        missing_factors=missing(request, atlas.size),
    )


def score_of(found: Sequence[RiskFactor]) -> float:
    """One minus the product of what each factor leaves of the gap to 1."""
    return round(1 - prod(1 - min(factor.weight, 1.0) * factor.value for factor in found), 4)


def level_of(score: float) -> Priority:
    """The level of a score."""
    return next((level for least, level in LEVELS if score >= least), Priority.LOW)


def _risk(scenario: Scenario, found: tuple[RiskFactor, ...]) -> Risk:
    score = score_of(found)
    return Risk(scenario=scenario.id, score=score, level=level_of(score), factors=found)


def fair_share(
    ordered: Sequence[Scenario], limit: int, patterns: Mapping[str, str] = MappingProxyType({})
) -> frozenset[str]:
    """The ids to test: by rounds, and by score within a round.

    First the best of each kind, then of each page where nothing else begins, then of each kind on each page
    (what works before what is refused), then up to two of each kind in each feature, then the rest; so a form
    with twenty fields cannot crowd out what it has nothing to do with. The dialogs of a page whose records
    are made, changed or deleted come last: they are opened on the way. What a form refuses it refuses on each
    page of one pattern alike, so those pages are one.
    """
    met: Counter[tuple[str, ...]] = Counter()
    kept = {page for one in ordered if one.kind in _RECORDS for page in one.pages[:1]}
    rounds: tuple[list[str], ...] = ([], [], [], [], [], [])
    for scenario in ordered:
        kind = scenario.kind.value
        page, works = scenario.pages[:1], scenario.kind not in _REFUSALS
        alike = tuple(patterns.get(one, one) for one in page)
        groups = (("kind", kind), ("page", *page), ("both", kind, *page), ("feature", kind, scenario.feature))
        times = [met[group] for group in groups]
        likes = (("pages", *alike), ("boths", kind, *alike))
        if not works:
            times[1], times[2] = (met[group] for group in likes)
        elsewhere = times[2] < 1
        fresh = [times[0] < 1, times[1] < 1, elsewhere and works, elsewhere, times[3] < 2, True]
        if scenario.kind is ScenarioKind.DIALOG and kept.intersection(page):
            rounds[-1].append(scenario.id)
            continue
        rounds[fresh.index(True)].append(scenario.id)
        met.update((*groups, *likes))
    taken = [scenario_id for ids in rounds for scenario_id in ids]
    return frozenset(taken[:limit])
