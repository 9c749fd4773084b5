"""Switches that act at once."""

from agents.domain.scenario import Outcome, ScenarioKind
from agents.domain.steps import SetChecked
from agents.domain.target import Safety
from tests.unit.agents.requirements.rules.support import of, one, outcomes, steps

VIEW = """
page /chart title=Chart
heading Chart
form Options submit script
field "Log scale" choice type=checkbox checked={checked}
{more}
"""


def test_a_switch_that_no_button_applies_is_switched_the_other_way() -> None:
    scenario = one(ScenarioKind.WIDGET, VIEW.format(checked="true", more=""))
    assert scenario.title == "“Log scale” on “Chart” can be switched off and on"
    assert [step.checked for step in steps(scenario) if isinstance(step, SetChecked)] == [False, True]
    assert outcomes(scenario) == [Outcome.CONTENT_CHANGES] * 2
    assert [phase.way_back for phase in scenario.phases] == [False, False, False, True, False]
    assert scenario.writes, "the application may remember it"
    assert not of(ScenarioKind.WIDGET, VIEW.format(checked="true", more=""), Safety.READ_ONLY)


def test_a_box_of_a_form_that_is_sent_is_left_to_the_form() -> None:
    assert not of(ScenarioKind.WIDGET, VIEW.format(checked="false", more="submit Save"))
    assert not of(ScenarioKind.WIDGET, VIEW.format(checked="false", more="field Name name"))


def test_two_of_a_page_are_enough_and_radio_buttons_cannot_be_switched_off() -> None:
    more = "".join(f'field "Box {n}" choice type=checkbox\n' for n in "abc")
    assert len(of(ScenarioKind.WIDGET, VIEW.format(checked="false", more=more))) == 2
    radio = VIEW.replace("type=checkbox", "type=radio").format(checked="true", more="")
    assert not of(ScenarioKind.WIDGET, radio)
