"""Scores, levels and the plan (S024-S028)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.analysis.risk import assess, fair_share, level_of, score_of
from agents.domain.page import PageMap
from agents.domain.risk import Risk, RiskFactor, RiskPlan
from agents.domain.scenario import Priority, Scenario, ScenarioKind, ScenarioSet
from agents.domain.target import Change, RunRequest, Safety
from agents.requirements.rules import derive
from tests.unit.agents import sample_maps
from tests.unit.agents.maps import page_map, run_request

SHOP = sample_maps.shop()


def plan(page_map: PageMap, request: RunRequest) -> tuple[RiskPlan, ScenarioSet]:
    found = derive(request, page_map)
    return assess(request, page_map, found), found


def risks(page_map: PageMap, request: RunRequest | None = None) -> dict[ScenarioKind, Risk]:
    """The highest risk of each kind."""
    made, found = plan(page_map, request or run_request(safety=Safety.FULL))
    kinds = {scenario.id: scenario.kind for scenario in found.scenarios}
    best: dict[ScenarioKind, Risk] = {}
    for risk in made.risks:
        best.setdefault(kinds[risk.scenario], risk)
    return best


def value(risk: Risk, name: str) -> float | None:
    return next((factor.value for factor in risk.factors if factor.name == name), None)


def test_signing_in_and_checking_out_rank_near_the_top_and_the_footer_near_the_bottom() -> None:
    """S027: about 0.95 and about 0.2."""
    made, found = plan(SHOP, run_request(safety=Safety.FULL))
    by_kind = risks(SHOP)
    assert 0.9 <= by_kind[ScenarioKind.SIGN_IN_VALID].score <= 0.99
    assert 0.9 <= by_kind[ScenarioKind.CHECKOUT].score <= 0.99
    footer = next(s.id for s in found.scenarios if s.title.startswith("The links of the footer"))
    last = made.risks[-1]
    assert last.scenario == footer
    assert 0.1 <= last.score <= 0.25
    assert last.level is Priority.LOW
    assert {made.risks[0].level, made.risks[1].level} == {Priority.CRITICAL}


def test_scores_fall_from_first_to_last_and_all_levels_occur() -> None:
    made, _ = plan(SHOP, run_request(safety=Safety.FULL))
    scores = [risk.score for risk in made.risks]
    assert scores == sorted(scores, reverse=True)
    assert {risk.level for risk in made.risks} == set(Priority)


def test_what_has_no_data_is_left_out_and_named() -> None:
    """C18, rules learned 4 and 7."""
    made, _ = plan(SHOP, run_request())
    names = {factor.name for risk in made.risks for factor in risk.factors}
    assert not names & {"history", "change", "goal"}
    assert [told.split(":")[0] for told in made.missing_factors] == ["history", "change", "goal"]
    lonely = assess(run_request(), page_map("page / title=A\n"), ScenarioSet(scenarios=()))
    assert "centrality: only one page was observed" in lonely.missing_factors
    assert made.formula.startswith("Score = 1 - product")


def test_history_and_other_factors_are_not_missing_when_given() -> None:
    request = run_request(goal="search", change=Change(text="paging"))
    made, _ = plan(SHOP, request)
    assert [told.split(":")[0] for told in made.missing_factors] == ["history"]


@settings(deadline=None)
@given(st.lists(st.floats(min_value=0, max_value=1), max_size=8), st.floats(min_value=0, max_value=1))
def test_a_further_factor_never_lowers_a_score(values: list[float], more: float) -> None:
    made = [RiskFactor(name="f", value=v, weight=0.5, source="s") for v in values]
    longer = [*made, RiskFactor(name="g", value=more, weight=0.9, source="s")]
    assert 0 <= score_of(made) <= score_of(longer) <= 1


@pytest.mark.parametrize(
    ("score", "level"),
    [
        (1.0, "critical"),
        (0.85, "critical"),
        (0.84, "high"),
        (0.6, "high"),
        (0.59, "medium"),
        (0.35, "medium"),
        (0.34, "low"),
    ],
)
def test_levels_begin_at_their_least_score(score: float, level: str) -> None:
    assert level_of(score).value == level


def scenario(name: str, kind: str, feature: str = "F", page: str = "p1") -> Scenario:
    return Scenario.model_validate(
        {
            "id": name,
            "title": name,
            "feature": feature,
            "kind": kind,
            "priority": "low",
            "phases": [{"keyword": "Given", "text": "x"}],
            "start": "/",
            "cites": [{"source": "page", "ref": "p1"}],
            "pages": [page],
            "confidence": 1.0,
        }
    )


def test_every_kind_gets_one_before_any_gets_two_and_two_before_three() -> None:
    ordered = [scenario(f"f{n}", "form-invalid") for n in range(4)] + [
        scenario("tab", "tab"),
        scenario("g0", "form-invalid", "G"),
    ]
    assert fair_share(ordered, 2) == {"f0", "tab"}
    assert fair_share(ordered, 4) == {"f0", "tab", "f1", "g0"}
    assert fair_share(ordered, 5) == {"f0", "tab", "f1", "g0", "f2"}
    assert fair_share(ordered, 0) == frozenset()


def test_another_page_comes_before_more_of_the_same() -> None:
    ordered = [
        scenario("a", "edit", page="p1"),
        scenario("b", "edit", page="p1"),
        scenario("c", "edit", page="p2"),
        scenario("d", "tab", page="p1"),
    ]
    assert fair_share(ordered, 3) == {"a", "d", "c"}


def test_a_page_without_a_test_comes_before_more_on_others() -> None:
    ordered = [
        scenario("a", "edit", page="p1"),
        scenario("b", "tab", page="p1"),
        scenario("c", "form-valid", page="p1"),
        scenario("d", "tab", page="p2"),
        scenario("e", "tab", page="p1"),
    ]
    assert fair_share(ordered, 4) == {"a", "b", "c", "d"}
    assert fair_share(
        [*ordered[:1], scenario("x", "edit", page="p2"), scenario("y", "edit", page="p3")], 2
    ) == {
        "a",
        "x",
    }


def test_what_works_elsewhere_comes_before_what_is_refused_elsewhere() -> None:
    ordered = [
        scenario("a", "form-missing", page="p1"),
        scenario("b", "form-valid", page="p1"),
        scenario("tab", "tab", page="p2"),
        scenario("menu", "menu", page="p3"),
        scenario("c", "form-missing", page="p2"),
        scenario("d", "form-valid", page="p3"),
    ]
    assert fair_share(ordered, 5) == {"a", "b", "tab", "menu", "d"}


def test_what_a_form_refuses_is_refused_once_for_all_pages_of_a_pattern() -> None:
    ordered = [scenario(f"c{n}", "checkout-invalid", page=f"p{n}") for n in range(3)]
    ordered.append(scenario("tab", "tab", page="p0"))
    ordered.append(scenario("menu", "tab", page="p9"))
    assert fair_share(ordered, 3, {f"p{n}": "/pay" for n in range(3)}) == {"c0", "tab", "menu"}
    assert fair_share(ordered, 3) == {"c0", "tab", "c1"}


def test_a_dialog_of_records_comes_last() -> None:
    ordered = [
        scenario("dialog", "dialog", page="p1"),
        scenario("e", "edit", page="p1"),
        scenario("f", "edit"),
    ]
    assert fair_share(ordered, 2) == {"e", "f"}
    assert fair_share([scenario("dialog", "dialog", page="p2"), *ordered[1:]], 2) == {"dialog", "e"}


def test_what_is_beyond_the_limit_is_left_out_by_name() -> None:
    made, found = plan(SHOP, run_request(safety=Safety.FULL, max_tests=10))
    assert len(made.left_out) == len(found.scenarios) - 10
    taken = [risk.scenario for risk in made.risks if risk.scenario not in made.left_out]
    kinds = {s.id: s.kind for s in found.scenarios}
    assert len({kinds[name] for name in taken}) == 10


def test_the_same_input_gives_the_same_plan() -> None:
    first, _ = plan(SHOP, run_request())
    second, _ = plan(sample_maps.shop(), run_request())
    assert first.model_dump_json() == second.model_dump_json()
