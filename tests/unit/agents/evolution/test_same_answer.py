"""What an application says to right and wrong input alike tells neither of them anything."""

from agents.browser.snapshot import Fact, FactKind
from agents.domain.scenario import Outcome, Scenario, ScenarioKind
from agents.domain.steps import Click
from agents.evolution.diff import How
from agents.evolution.judge import Finding
from agents.evolution.same_answer import same_answers
from tests.unit.agents.evolution.builders import (
    at,
    change,
    expect,
    fact,
    given,
    heading,
    role,
    scenario,
    text,
    then,
    when,
)

SEND = Click(on=role("button", "Subscribe"))
INVALID, VALID = ScenarioKind.FORM_INVALID, ScenarioKind.FORM_VALID
NO = scenario(given(), when(SEND), then(expect(Outcome.FIELD_REFUSED)), name="no", kind=INVALID)
TOLD = scenario(given(), when(SEND), then(expect(Outcome.MESSAGE_APPEARS)), name="no", kind=INVALID)
YES = scenario(given(), when(SEND), then(expect(Outcome.FORM_ACCEPTED)), name="yes", kind=VALID)
CLOSED, NAMED = text("Subscriptions are closed"), text("That is no address")
MARK = fact(FactKind.INVALID, "true", role("textbox", "E-mail"))


def shown(*facts: Fact) -> list[Finding]:
    changes = tuple(change(one) for one in facts)
    return [Finding(), Finding(), Finding(supports=(*changes, at("/things")), changes=changes)]


def mute(no: list[Finding], yes: list[Finding], *scenarios: Scenario) -> list[str]:
    found = same_answers(scenarios or (NO, YES), {"no": no, "yes": yes})
    return [f"{one.scenario}: {one.reason}" for one in found]


def test_one_answer_to_both_is_evidence_of_neither() -> None:
    assert mute(shown(CLOSED), shown(CLOSED)) == [
        "no: not observed: the application says the same when everything is filled in as it should be",
        "yes: not observed: the application says the same when it is filled in wrongly",
    ]
    assert mute(shown(CLOSED), shown(CLOSED), TOLD, YES) == mute(shown(CLOSED), shown(CLOSED))


def test_what_also_differs_keeps_a_scenario() -> None:
    assert [one[:3] for one in mute(shown(CLOSED), shown(CLOSED, heading("Welcome")))] == ["no:"]
    assert [one[:4] for one in mute(shown(CLOSED, MARK), shown(CLOSED))] == ["yes:"]
    assert mute(shown(NAMED), shown(CLOSED)) == []


def test_only_scenarios_of_one_form_are_compared() -> None:
    other = Click(on=role("button", "Send"))
    elsewhere = scenario(given(), when(other), then(expect(Outcome.FORM_ACCEPTED)), name="yes", kind=VALID)
    assert mute(shown(CLOSED), shown(CLOSED), NO, elsewhere) == []
    assert mute(shown(CLOSED), shown(CLOSED), NO, YES.model_copy(update={"start": "/else"})) == []
    assert mute(shown(CLOSED), [], NO, YES) == []


def test_that_one_is_still_there_is_no_evidence_of_its_own() -> None:
    assert mute(shown(), shown()) == []


def test_an_accepted_form_that_was_seen_to_be_refused_tells_it_as_well() -> None:
    """A refusal that right input hears too says nothing of the wrong one."""
    unseen = [finding.model_copy(update={"supports": ()}) for finding in shown(CLOSED)]
    assert [one[:3] for one in mute(shown(CLOSED), unseen)] == ["no:"]
    assert mute(shown(CLOSED), unseen[:2]) == [], "it was given up before it was sent"
    gone = change(CLOSED, How.GONE)
    assert mute(shown(CLOSED), [*unseen[:2], Finding(changes=(gone,))]) == []
