"""The effects of orchestration: state kept after each stage, progress shown (S038, S039)."""

import pytest
from pydantic import SecretStr

from agents.domain.target import Access, Header
from agents.errors import AgentError, OutputError, StageError
from agents.messages import (
    AgentName,
    Envelope,
    Failed,
    Observed,
    ObserveTask,
    Payload,
    Reported,
    RunRequested,
)
from agents.orchestration.agent import OrchestrationAgent
from agents.orchestration.state import RunState, Workflow
from tests.fakes import documents
from tests.fakes.clock import FakeClock
from tests.fakes.stores import FakeProgress, FakeRunStates

OBSERVED = Observed(page_map=documents.page_map())


def message(payload: Payload, run_id: str = "run-1") -> Envelope:
    return Envelope(
        message_id=f"{run_id}/{payload.type}",
        conversation_id=run_id,
        sender=AgentName.DOOR,
        receiver=AgentName.ORCHESTRATION,
        payload=payload,
    )


class Scene:
    def __init__(self) -> None:
        self.states = FakeRunStates()
        self.progress = FakeProgress()
        self.clock = FakeClock()
        self.agent = self.restarted()

    def restarted(self) -> OrchestrationAgent:
        return OrchestrationAgent(self.states, self.clock, self.progress)

    async def saved(self, run_id: str = "run-1") -> Workflow:
        stored = await self.states.load(run_id)
        assert stored is not None
        return Workflow.model_validate_json(stored)


@pytest.fixture
def scene() -> Scene:
    return Scene()


async def test_the_state_is_saved_after_each_stage(scene: Scene) -> None:
    await scene.agent.process_message(message(RunRequested(request=documents.request())))
    assert (await scene.saved()).stage is AgentName.OBSERVATION
    await scene.agent.process_message(message(OBSERVED))
    stored = await scene.saved()
    assert stored.stage is AgentName.REQUIREMENTS
    assert stored.page_map == OBSERVED.page_map


async def test_a_message_that_changes_nothing_saves_nothing(scene: Scene) -> None:
    await scene.agent.process_message(message(RunRequested(request=documents.request())))
    before = len(scene.states.saved)
    assert await scene.agent.process_message(message(Reported(report=documents.report()))) == ()
    assert len(scene.states.saved) == before


async def test_another_process_goes_on_from_the_saved_state(scene: Scene) -> None:
    """S039, rule learned 31."""
    await scene.agent.process_message(message(RunRequested(request=documents.request())))
    (task, _) = await scene.restarted().process_message(message(OBSERVED))
    assert task.receiver is AgentName.REQUIREMENTS


async def test_runs_do_not_mix(scene: Scene) -> None:
    for run_id in ("run-1", "run-2"):
        await scene.agent.process_message(message(RunRequested(request=documents.request(run_id)), run_id))
    await scene.agent.process_message(message(OBSERVED, "run-2"))
    assert (await scene.saved("run-1")).stage is AgentName.OBSERVATION
    assert (await scene.saved("run-2")).stage is AgentName.REQUIREMENTS


async def test_secret_headers_reach_the_agents_but_not_the_store(scene: Scene) -> None:
    """Promise 7."""
    header = Header(name="X-Token", value=SecretStr("s3cret-value"))
    request = documents.request().model_copy(update={"access": Access(headers=(header,))})
    await scene.agent.process_message(message(RunRequested(request=request)))
    (task, _) = await scene.agent.process_message(message(OBSERVED))
    assert "s3cret-value" not in repr(scene.states.saved)
    assert task.payload.request.access.headers[0].value.get_secret_value() == "s3cret-value"  # type: ignore[union-attr]


async def test_a_full_disk_ends_the_service(scene: Scene) -> None:
    scene.states.full = True
    with pytest.raises(OutputError):
        await scene.agent.process_message(message(RunRequested(request=documents.request())))
    with pytest.raises(ZeroDivisionError):
        scene.agent.failed(ZeroDivisionError())


async def test_a_damaged_state_is_named(scene: Scene) -> None:
    await scene.states.save("run-1", '{"run_id": ')
    with pytest.raises(AgentError, match="run-1 cannot be read"):
        await scene.agent.process_message(message(OBSERVED))


async def test_progress_is_told_what_ended_and_what_began(scene: Scene) -> None:
    await scene.agent.process_message(message(RunRequested(request=documents.request())))
    await scene.agent.process_message(message(OBSERVED))
    stop = Failed(stage=AgentName.REQUIREMENTS, error="failed", message="no idea")
    await scene.agent.process_message(message(stop))
    assert scene.progress.stages == [
        ("observation", "running"),
        ("observation", "completed"),
        ("requirements", "running"),
        ("requirements", "failed"),
        ("analysis", "skipped"),
        ("evolution", "skipped"),
        ("reporting", "running"),
    ]
    assert scene.progress.notes[0] == (
        "observation",
        "",
        {"pages": 1, "states": 1, "controls": 1, "forms": 0},
    )
    assert scene.progress.notes[1][1] == "no idea"


async def test_an_ended_run_is_forgotten_here_but_not_in_the_store(scene: Scene) -> None:
    blocked = Failed(stage=AgentName.OBSERVATION, error="blocked", message="wall")
    for payload in (RunRequested(request=documents.request()), blocked, Reported(report=documents.report())):
        await scene.agent.process_message(message(payload))
    assert scene.agent._workflows == {}
    assert (await scene.saved()).state is RunState.COMPLETED
    assert await scene.agent.process_message(message(OBSERVED)) == ()


async def test_tasks_of_other_agents_are_not_for_orchestration(scene: Scene) -> None:
    task = ObserveTask(request=documents.request())
    assert scene.agent.can_handle(task) == 0.0
    assert scene.agent.can_handle(OBSERVED) == 1.0
    assert await scene.agent.process_message(message(task)) == ()
    with pytest.raises(StageError):
        await scene.agent.execute_task(OBSERVED)
