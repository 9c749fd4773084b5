"""Lanes: who may change data beside whom."""

import pytest

from agents.domain.scenario import Phase, ScenarioKind
from agents.domain.steps import Click, Fill, Step, Text
from agents.evolution.lanes import Lane, lane_of, lane_of_scenario
from tests.unit.agents.evolution.builders import NOTE, role, scenario

FIELD = role("textbox", "Name")
MADE = (Fill(on=FIELD, value=NOTE), Click(on=role("button", "Save")))
TYPED = (Fill(on=FIELD, value=Text(text="Plain")), Click(on=role("button", "Save")))


@pytest.mark.parametrize(
    ("kind", "steps", "writes", "lane"),
    [
        (ScenarioKind.CREATE, MADE, False, Lane.READS),
        (ScenarioKind.CREATE, MADE, True, Lane.OWN_RECORD),
        (ScenarioKind.EDIT, MADE, True, Lane.OWN_RECORD),
        (ScenarioKind.DELETE, MADE, True, Lane.OWN_RECORD),
        # Without a name of its own it changes what is there for all.
        (ScenarioKind.EDIT, TYPED, True, Lane.ACCOUNT),
        (ScenarioKind.CART_ADD, MADE, True, Lane.ACCOUNT),
    ],
)
def test_only_a_record_of_its_own_is_nobody_elses_business(
    kind: ScenarioKind, steps: tuple[Step, ...], writes: bool, lane: Lane
) -> None:
    assert lane_of(kind, steps, writes=writes) is lane


def test_a_scenario_is_in_the_lane_of_its_test() -> None:
    phases = (Phase(keyword="When", text="it is made", steps=MADE),)
    made = scenario(writes=True).model_copy(update={"kind": ScenarioKind.CREATE, "phases": phases})

    assert lane_of_scenario(made) is Lane.OWN_RECORD
    assert lane_of_scenario(made.model_copy(update={"writes": False})) is Lane.READS
