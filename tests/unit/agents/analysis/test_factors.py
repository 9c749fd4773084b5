"""Each factor moves when its input moves (rule learned 7); one without data is left out (C18)."""

import pytest

from agents.analysis.factors import WEIGHTS, Case, factors, missing
from agents.analysis.touched import Atlas
from agents.domain.page import Console, PageMap, ServerError
from agents.domain.risk import RiskFactor
from agents.domain.scenario import Citation, Phase, Scenario, ScenarioKind
from agents.domain.steps import Click
from agents.domain.target import Change, RunRequest, Safety
from tests.unit.agents import sample_maps
from tests.unit.agents.analysis.test_risk import plan, risks, scenario, value
from tests.unit.agents.maps import page_map, run_request

SHOP = sample_maps.shop()


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


@pytest.mark.parametrize(("submit", "told"), [("submit Save", True), ("", False)])
def test_a_form_changes_data_only_where_it_is_sent(submit: str, told: bool) -> None:
    """A field alone may only choose what is shown."""
    form = f"page /day title=Day\nheading Day\nform Day submit script\nfield Day text\n{submit}\n"
    made = risks(page_map(form), run_request(safety=Safety.FULL))[ScenarioKind.FORM_VALID]
    assert any(factor.source == "data: a form that is sent" for factor in made.factors) is told
    assert not any("changes what is stored" in factor.source for factor in made.factors)


def test_what_only_runs_alone_is_not_told_to_change_data() -> None:
    text = """
page /chart title=Chart
heading Chart
form Options submit script
field "Log scale" choice type=checkbox
"""
    (risk,) = risks(page_map(text)).values()
    assert not any("changes what is stored" in factor.source for factor in risk.factors)


LONE = page_map("page /rooms title=Rooms\n")
PAIR = page_map("page /rooms title=Rooms\npage /b title=B\nlink Rooms href=/rooms @main\n")


def found(of: Scenario, on: PageMap = LONE, request: RunRequest | None = None) -> dict[str, RiskFactor]:
    atlas = Atlas(on)
    case = Case(of, (), request or run_request(), atlas, atlas.touched(of), None)
    return {factor.name: factor for factor in factors(case)}


def test_factors_come_in_a_fixed_order_with_their_weights() -> None:
    request = run_request(goal="x", change=Change(text="y"))
    made = found(scenario("a", "detail"), PAIR, request)
    assert list(made) == ["stakes", "goal", "change", "trouble", "centrality", "breadth", "input"]
    assert {name: factor.weight for name, factor in made.items()} == {name: WEIGHTS[name] for name in made}


def test_what_has_no_data_gives_no_factor() -> None:
    assert list(found(scenario("a", "detail"))) == ["stakes", "trouble", "breadth", "input"]


@pytest.mark.parametrize(
    ("goal", "change", "pages", "named"),
    [
        (None, Change(), 1, ["history", "change", "goal", "centrality"]),
        ("x", Change(), 2, ["history", "change"]),
        (None, Change(text="y"), 2, ["history", "goal"]),
        (None, Change(diff="z"), 2, ["history", "goal"]),
        ("x", Change(text="y"), 2, ["history"]),
    ],
)
def test_what_has_no_data_is_named(goal: str | None, change: Change, pages: int, named: list[str]) -> None:
    told = missing(run_request(goal=goal, change=change), pages)
    assert [text.split(":")[0] for text in told] == named


@pytest.mark.parametrize(
    ("kind", "writes", "at_stake"),
    [
        ("access-denied", False, (0.85, "access to what belongs to a user")),
        ("delete", True, (0.8, "data loss: deletes a record")),
        ("create", True, (0.7, "data: changes what is stored")),
        ("create", False, (0.1, "reading only")),
        ("widget", True, (0.1, "reading only")),
        ("sign-out", True, (0.1, "reading only")),
        ("detail", False, (0.4, "finding things: from a list to an item")),
        ("navigation", True, (0.1, "reading only")),
    ],
)
def test_the_gravest_of_what_it_does_is_at_stake(
    kind: str, at_stake: tuple[float, str], *, writes: bool
) -> None:
    stakes = found(scenario("a", kind).model_copy(update={"writes": writes}))["stakes"]
    assert (stakes.value, stakes.source) == at_stake


@pytest.mark.parametrize(
    ("kind", "at_stake"),
    [("navigation", "getting around"), ("menu", "getting around"), ("cart-change", "money: the cart")],
)
def test_a_link_to_the_cart_is_followed_but_nothing_is_done_there(kind: str, at_stake: str) -> None:
    on = page_map("page /a title=A\nlink Cart href=/cart cart @main\n")
    target = on.pages[0].states[0].elements[0].target
    assert target is not None
    following = Phase(keyword="When", text="it is followed", steps=(Click(on=target),))
    of = scenario("a", kind).model_copy(update={"phases": (following,)})
    assert found(of, on)["stakes"].source == at_stake


def test_the_goal_counts_where_a_scenario_cites_it() -> None:
    asked = run_request(goal="Test the rooms")
    cited = scenario("a", "detail").model_copy(update={"cites": (Citation(source="goal", ref="rooms"),)})
    assert (found(cited, request=asked)["goal"].value, found(cited, request=asked)["goal"].source) == (
        1.0,
        "goal: rooms",
    )
    assert found(scenario("a", "detail"), request=asked)["goal"].value == 0.0


def test_long_flows_count_as_much_as_can_be() -> None:
    many = scenario("a", "detail").model_copy(update={"pages": tuple(f"p{n}" for n in range(40))})
    assert found(many)["breadth"].value == 1.0
    assert found(scenario("a", "detail"))["breadth"].source == "0 acts on 1 page"


def test_a_server_error_weighs_twice_as_much_as_one_of_the_console() -> None:
    console = LONE.model_copy(update={"console": (Console(page="p1", kind="error", text="x"),)})
    server = LONE.model_copy(
        update={"server_errors": (ServerError(page="p1", method="GET", path="/x", status=500),)}
    )
    told = [found(scenario("a", "detail"), on)["trouble"] for on in (LONE, console, server)]
    assert [factor.value for factor in told] == [0.0, 0.5, 1.0]
    assert [factor.source for factor in told] == [
        "no error was seen on its pages",
        "console error",
        "GET /x answered 500",
    ]


def sentence_of(text: str, kind: ScenarioKind) -> str:
    made = risks(page_map(text))[kind].factors
    return next(factor.source for factor in made if factor.name == "centrality")


def test_a_page_that_only_footers_lead_to_is_told_so() -> None:
    site = "page /a title=A\nform A other get\nfield N text required\nsubmit Go\n"
    site += "page /b title=B\nlink A href=/a @contentinfo\npage /c title=C\n"
    main = "link A href=/a @main\n"
    told = [sentence_of(text, ScenarioKind.FORM_MISSING) for text in (site, site + main)]
    assert told[0] == "only the footer leads to /a, on 1 of 2 other pages"
    assert told[1] == "50% of the other pages lead to /a outside of their footers"


def test_links_count_by_where_they_lead() -> None:
    """With another query, by a redirect, or to another record of the same kind."""
    site = "page /a title=A{}\nform A other get\nfield N text required\nsubmit Go\n"
    site += "page /b title=B\nlink A href={} @main\n"
    ways = [
        ("", "/a?sort=up", 1.0),
        (" alike=/old", "/old", 1.0),
        (" pattern=/:name", "/other", 1.0),
        ("", "/a#/other", 0.0),
        ("", "/other", 0.0),
    ]
    for of_page, href, share in ways:
        found = risks(page_map(site.format(of_page, href)))[ScenarioKind.FORM_MISSING]
        assert value(found, "centrality") == share, href


def test_what_stands_at_the_foot_is_told_as_that_and_the_pages_of_a_list_do_not() -> None:
    site = "page /a title=A\nlink Home href=/b @main\n{}\npage /b title=B\nlink A href=/a @navigation\n"
    letters = "form News subscribe post\nfield Mail email required @contentinfo\nsubmit Go @contentinfo"
    told = sentence_of(site.format(letters), ScenarioKind.FORM_MISSING)
    assert told == "what it acts on stands at the foot of the page"
    state = page_map(site.format("link Next href=/a?page=2 paging @navigation")).pages[0].states[0]
    assert state.footer == frozenset()
