"""Scores, levels and the plan (S024-S028)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.analysis.risk import assess, fair_share, level_of, score_of
from agents.domain.page import Console, PageMap, ServerError
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


# Each factor moves when its input moves (rule learned 7).


def test_stakes_follow_what_the_form_asks_for() -> None:
    plain = "page /form title=F\nform F other get\nfield Topic {} required\nsubmit Go\n"
    asked = {
        meaning: value(risks(page_map(plain.format(meaning)))[ScenarioKind.FORM_MISSING], "stakes") or 0
        for meaning in ("text", "phone", "password", "card-number")
    }
    assert asked["text"] < asked["phone"] < asked["password"] == asked["card-number"]


def test_a_refusal_has_less_at_stake_than_the_way_that_works() -> None:
    by_kind = risks(SHOP)
    invalid, valid = by_kind[ScenarioKind.SIGN_IN_MISSING], by_kind[ScenarioKind.SIGN_IN_VALID]
    assert (value(invalid, "stakes"), value(valid, "stakes")) == (0.85, 1.0)


def test_a_goal_moves_what_it_names_only() -> None:
    plain, asked = risks(SHOP), risks(SHOP, run_request(safety=Safety.FULL, goal="paging"))
    assert asked[ScenarioKind.PAGING].score > plain[ScenarioKind.PAGING].score
    assert asked[ScenarioKind.TAB].score == plain[ScenarioKind.TAB].score


DIFF = "--- a/src/basket.py\n+++ b/src/basket.py\n@@ -1 +1 @@\n-a\n+filters\n"


def test_a_change_moves_what_it_touches() -> None:
    request = run_request(safety=Safety.FULL, change=Change(diff=DIFF, text="Let visitors page on"))
    changed = risks(SHOP, request)
    assert value(changed[ScenarioKind.CART_REMOVE], "change") == 1.0
    assert value(changed[ScenarioKind.FILTER], "change") == 0.5
    assert value(changed[ScenarioKind.SIGN_OUT], "change") == 0.0
    only_text = run_request(safety=Safety.FULL, change=Change(text="Rework paging"))
    assert value(risks(SHOP, only_text)[ScenarioKind.PAGING], "change") == 0.8


def test_errors_on_its_pages_move_a_score() -> None:
    books = next(page.id for page in SHOP.pages if page.path_pattern == "/books")
    console = SHOP.model_copy(update={"console": (Console(page=books, kind="error", text="boom"),)})
    failed = SHOP.model_copy(
        update={"server_errors": (ServerError(page=books, method="GET", path="/api", status=500),)}
    )
    scores = [risks(m)[ScenarioKind.PAGING].score for m in (SHOP, console, failed)]
    assert scores[0] < scores[1] < scores[2]
    assert risks(failed)[ScenarioKind.TAB].score == risks(SHOP)[ScenarioKind.TAB].score


def test_a_page_that_many_lead_to_is_more_central() -> None:
    site = "page /a title=A\nform A other get\nfield N text required\nsubmit Go\n"
    lonely = site + "page /b title=B\npage /c title=C\n"
    linked = site + "page /b title=B\nlink A href=/a @main\npage /c title=C\nlink A href=/a @main\n"
    footed = linked.replace("@main", "@contentinfo")
    shares = [
        value(risks(page_map(m))[ScenarioKind.FORM_MISSING], "centrality") for m in (lonely, linked, footed)
    ]
    assert shares == [0.0, 1.0, 0.0]


def test_a_move_that_was_seen_counts_as_a_link() -> None:
    site = "page /a title=A\nform A other get\nfield N text required\nsubmit Go\n"
    site += "page /b title=B\nbutton Go{} @main\n"
    shares = [
        value(risks(page_map(site.format(m)))[ScenarioKind.FORM_MISSING], "centrality")
        for m in ("", " @main\ndoes navigation to=p1.s1", " @main\ndoes navigation to=p9.s9")
    ]
    assert shares == [0.0, 1.0, 0.0]


def test_what_others_need_counts_more() -> None:
    closed = SHOP.model_copy(
        update={
            "pages": tuple(
                page.model_copy(
                    update={"states": tuple(s.model_copy(update={"signed_in": True}) for s in page.states)}
                )
                if page.path_pattern == "/books"
                else page
                for page in SHOP.pages
            )
        }
    )
    few, many = (value(risks(m)[ScenarioKind.SIGN_IN_VALID], "dependents") for m in (SHOP, closed))
    assert few is not None
    assert many is not None
    assert 0 < few < many
    assert (value(risks(SHOP)[ScenarioKind.CART_ADD], "dependents") or 0) > 0


def test_longer_flows_and_more_fields_count_more() -> None:
    form = "page /f title=F\nform F other get\nfield One text required\n{}submit Go\n"
    small = risks(page_map(form.format("")))[ScenarioKind.FORM_VALID]
    large = risks(page_map(form.format("field Two text\nfield Three email type=email\n")))[
        ScenarioKind.FORM_VALID
    ]
    for name in ("breadth", "input"):
        assert (value(small, name) or 0) < (value(large, name) or 0)
    unruled = risks(page_map(form.format("").replace(" required", "")))[ScenarioKind.FORM_VALID]
    assert (value(unruled, "input") or 0) < (value(small, "input") or 0)


def test_a_lone_scenario_has_nothing_that_depends_on_it() -> None:
    alone = risks(page_map("page /t title=T\ntab A tab @main\ntab B tab @main\n"))[ScenarioKind.TAB]
    assert value(alone, "dependents") is None
    assert value(alone, "centrality") is None


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


def test_a_checkout_is_about_money_even_without_a_card() -> None:
    form = "page /f title=F\nform F {} post\nfield Note text required\nsubmit Go\n"
    checkout = risks(page_map(form.format("checkout")))[ScenarioKind.CHECKOUT_INVALID]
    plain = risks(page_map(form.format("other")))[ScenarioKind.FORM_MISSING]
    assert (value(checkout, "stakes") or 0) > (value(plain, "stakes") or 0)
    assert risks(SHOP)[ScenarioKind.SIGN_OUT].factors[0].source == "access to what belongs to a user"


def test_the_refusal_of_a_card_weighs_more_than_that_of_a_name() -> None:
    form = "page /f title=F\nform F payment post\nfield Card card-number required\nfield Town city required\n"
    made, found = plan(page_map(form + "submit Pay\n"), run_request(safety=Safety.FULL))
    assert made.risks[0].factors[0].source.endswith("the refusal of Card")
    town = page_map(form.replace("Card card-number required", "Card card-number") + "submit Pay\n")
    stakes = {f.source: f.value for risk in plan(town, run_request())[0].risks for f in risk.factors[:1]}
    assert stakes == {"money: Card; the refusal of Town": 0.75}
    assert made.risks[0].factors[0].value == 0.85
    assert found.scenarios


def test_what_only_runs_alone_is_not_told_to_change_data() -> None:
    text = """
page /chart title=Chart
heading Chart
form Options submit script
field "Log scale" choice type=checkbox
"""
    (risk,) = risks(page_map(text)).values()
    assert not any("changes what is stored" in factor.source for factor in risk.factors)
