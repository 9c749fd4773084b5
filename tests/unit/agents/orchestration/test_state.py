"""The state of a run."""

import pytest
from pydantic import ValidationError

from agents.messages import AgentName
from agents.orchestration.state import STAGES, RunState, Workflow
from tests.fakes import documents
from tests.fakes.clock import BEGIN


@pytest.mark.parametrize(
    ("state", "ended"),
    [
        (RunState.PENDING, False),
        (RunState.RUNNING, False),
        (RunState.COMPLETED, True),
        (RunState.FAILED, True),
        (RunState.CANCELLED, True),
    ],
)
def test_a_run_that_is_completed_failed_or_cancelled_has_ended(state: RunState, *, ended: bool) -> None:
    assert state.ended is ended


def test_every_agent_but_the_conductor_and_the_door_has_one_stage_and_reporting_is_the_last() -> None:
    assert set(STAGES) == set(AgentName) - {AgentName.ORCHESTRATION, AgentName.DOOR}
    assert len(STAGES) == len(set(STAGES))
    assert (STAGES[0], STAGES[-1]) == (AgentName.OBSERVATION, AgentName.REPORTING)


def test_a_new_run_is_pending_and_has_reached_nothing() -> None:
    new = Workflow(run_id="run-1")
    reached = new.model_dump(exclude={"run_id", "state", "schema_version", "stages"})
    assert (new.state, new.stages) == (RunState.PENDING, ())
    assert set(reached.values()) == {None}


def test_what_was_saved_is_loaded_as_it_was() -> None:
    full = Workflow(
        run_id="run-1",
        state=RunState.RUNNING,
        request=documents.request(),
        started_at=BEGIN,
        stage=AgentName.EVOLUTION,
        stage_began_at=BEGIN,
        stopping="timed-out",
        stages=documents.report().stages,
        page_map=documents.page_map(),
        scenarios=documents.scenarios(),
        plan=documents.plan(),
        specs=documents.specs(),
        results=documents.results(),
        report=documents.report(),
    )
    assert Workflow.model_validate_json(full.model_dump_json()) == full


def test_a_state_of_another_shape_is_refused() -> None:
    with pytest.raises(ValidationError, match="extra"):
        Workflow.model_validate({"run_id": "run-1", "extra": 1})
    with pytest.raises(ValidationError, match="stopping"):
        Workflow.model_validate({"run_id": "run-1", "stopping": "tired"})
