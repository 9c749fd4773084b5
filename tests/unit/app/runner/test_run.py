"""One run over the bus, all agents but orchestration scripted (S037, S038, S046)."""

import asyncio
from collections.abc import Sequence

import pytest

from agents.base import BaseAgent
from agents.domain.report import STAGES, Verdict
from agents.errors import LoginWallError, OutputError
from agents.messages import Observed, Payload, RunFinished
from agents.orchestration.agent import OrchestrationAgent
from app.inprocess.bus import InProcessBus
from app.inprocess.clock import SystemClock
from app.runner.interrupts import Interrupts
from app.runner.run import AbortedError, Crew, run
from tests.fakes import documents
from tests.fakes.agents import Answer, never, team
from tests.fakes.stores import FakeProgress, FakeRunStates


class Scene:
    def __init__(self, **changes: Answer) -> None:
        self.clock = SystemClock()
        self.states = FakeRunStates()
        self.interrupts = Interrupts(self.clock)
        self.team = {str(agent.name): agent for agent in team(**changes)}

    async def run(self) -> RunFinished:
        agents: Sequence[BaseAgent] = (
            OrchestrationAgent(self.states, self.clock, FakeProgress()),
            *self.team.values(),
        )
        async with asyncio.timeout(10):
            return await run(documents.request(), Crew(agents, InProcessBus(self.clock)), self.interrupts)

    async def started(self, stage: str) -> None:
        async with asyncio.timeout(5):
            while not self.team[stage].seen:
                await asyncio.sleep(0.005)


async def test_a_run_goes_through_all_agents() -> None:
    scene = Scene()
    finished = await scene.run()
    assert finished.report.verdict is Verdict.PASSED
    assert finished.specs == documents.specs()
    assert [len(agent.seen) for agent in scene.team.values()] == [1] * 5
    assert [stage.stage for stage in finished.report.stages] == list(scene.team)
    assert [task for task in asyncio.all_tasks() if task is not asyncio.current_task()] == []


async def test_a_blocked_target_is_reported() -> None:
    scene = Scene(observation=LoginWallError("a wall", "a key"))
    finished = await scene.run()
    assert finished.report.verdict is Verdict.BLOCKED
    assert finished.report.reason == "a wall. A key"
    assert scene.team["evolution"].seen == []


@pytest.mark.parametrize("stage", ["observation", "requirements", "analysis", "evolution"])
async def test_a_defect_in_any_stage_is_reported_and_what_was_found_is_kept(stage: str) -> None:
    """Never lost, never green: the report names the stage (promise 5, rule learned 31)."""
    scene = Scene(**{stage: RuntimeError("oops")})
    finished = await scene.run()
    assert finished.report.verdict is Verdict.INCONCLUSIVE
    assert f"{STAGES[stage]}: RuntimeError: oops" in finished.report.reason
    assert (finished.page_map is None) == (stage == "observation")


async def test_a_defect_in_reporting_still_gives_a_report() -> None:
    finished = await Scene(reporting=RuntimeError("oops")).run()
    assert finished.report.verdict is Verdict.INCONCLUSIVE
    assert finished.report.incomplete


@pytest.mark.parametrize("stage", ["observation", "evolution"])
async def test_an_interrupt_ends_the_run_in_order(stage: str) -> None:
    scene = Scene(**{stage: never})
    running = asyncio.create_task(scene.run())
    await scene.started(stage)
    scene.interrupts.interrupt("SIGINT")
    finished = await running
    assert finished.report.verdict is Verdict.CANCELLED
    assert finished.report.incomplete
    assert (finished.page_map is None) == (stage == "observation")


async def test_an_interrupt_before_the_first_stage_is_not_lost() -> None:
    scene = Scene()
    scene.interrupts.interrupt("SIGINT")
    finished = await scene.run()
    assert finished.report.verdict is Verdict.CANCELLED
    assert scene.team["observation"].seen == []


async def test_an_agent_that_hands_over_what_it_has_when_interrupted() -> None:
    async def partial(_: Payload) -> Payload:
        try:
            return await never(_)
        except asyncio.CancelledError:
            return Observed(page_map=documents.page_map("half"))

    scene = Scene(observation=partial)
    running = asyncio.create_task(scene.run())
    await scene.started("observation")
    scene.interrupts.interrupt("SIGTERM")
    finished = await running
    assert finished.page_map == documents.page_map("half")
    assert finished.report.verdict is Verdict.CANCELLED


async def test_a_second_interrupt_ends_it_at_once() -> None:
    async def stubborn(payload: Payload) -> Payload:
        try:
            return await never(payload)
        except asyncio.CancelledError:
            await asyncio.sleep(0.2)
            raise

    scene = Scene(observation=stubborn)
    running = asyncio.create_task(scene.run())
    await scene.started("observation")
    scene.interrupts.interrupt("SIGINT")
    scene.interrupts.interrupt("SIGINT")
    with pytest.raises(AbortedError):
        await running


async def test_a_full_disk_under_the_state_ends_the_run_with_its_error() -> None:
    scene = Scene()
    scene.states.full = True
    with pytest.raises(OutputError, match="disk is full"):
        await scene.run()
