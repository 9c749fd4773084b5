"""Closed pages."""

from agents.domain.scenario import Outcome, ScenarioKind
from agents.domain.steps import Goto
from tests.unit.agents.maps import signed_in_by
from tests.unit.agents.requirements.rules.support import expects, of, one, plan, refusals, steps

LOGIN = """
page /login title=Login
form Login sign-in post
field Name username required
field Password password type=password required
submit Login
"""


def test_a_closed_page_asks_a_visitor_to_sign_in() -> None:
    scenario = one(ScenarioKind.ACCESS_DENIED, LOGIN + "page /account title=Account signed-in\n")
    assert not scenario.signed_in
    assert steps(scenario)[-1] == Goto(path="/account")
    assert [(e.outcome, e.text) for e in expects(scenario)] == [(Outcome.ADDRESS_CHANGES, "/login")]


def test_a_page_that_a_visitor_saw_is_not_closed() -> None:
    both = LOGIN + "page /account title=A\npage /account title=A signed-in\n"
    assert not of(ScenarioKind.ACCESS_DENIED, both)


def test_a_page_is_not_called_closed_only_because_it_was_seen_signed_in() -> None:
    assert not of(ScenarioKind.ACCESS_DENIED, LOGIN + "page /offers title=Offers signed-in\n")
    landed = plan(LOGIN + "page /desk title=D signed-in\n", sign_in=signed_in_by("/login", "/desk"))
    assert ScenarioKind.ACCESS_DENIED in {scenario.kind for scenario in landed.scenarios}


def test_three_are_enough() -> None:
    pages = "".join(f"page /admin/{n} title={n} type=admin signed-in\n" for n in "abcd")
    assert len(of(ScenarioKind.ACCESS_DENIED, LOGIN + pages)) == 3
    assert "signed-out visit of “d”: enough pages of this kind are planned" in refusals(LOGIN + pages)


def test_without_a_sign_in_nothing_is_closed() -> None:
    assert not of(ScenarioKind.ACCESS_DENIED, "page /account title=Account signed-in\n")


def test_what_a_visitors_look_told_decides() -> None:
    turned_away = LOGIN + "page /offers title=Offers signed-in visitors=turned-away\n"
    assert of(ScenarioKind.ACCESS_DENIED, turned_away)
    assert not of(ScenarioKind.ACCESS_DENIED, LOGIN + "page /account title=A signed-in visitors=admitted\n")
