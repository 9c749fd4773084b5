"""A look at an application, without the rest of the job."""

import asyncio

import pytest

from agents.errors import BlockedError, LoginWallError, StageError
from agents.messages import AgentName, Failed, Observed, Payload, RunFinished
from app.inprocess.bus import InProcessBus
from app.inprocess.clock import SystemClock
from app.runner.interrupts import Interrupts
from app.runner.observe import LookedAt, observe
from app.runner.run import AbortedError, Crew
from tests.fakes import documents
from tests.fakes.agents import Answer, ScriptedAgent, never

PARTIAL = documents.page_map("half")


class Scene:
    def __init__(self, answer: Answer) -> None:
        clock = SystemClock()
        self.agent = ScriptedAgent(AgentName.OBSERVATION, answer)
        self.interrupts = Interrupts(clock)
        self.crew = Crew([self.agent], InProcessBus(clock))

    async def look(self) -> LookedAt:
        async with asyncio.timeout(5):
            return await observe(documents.request(), self.crew, self.interrupts)

    async def interrupted(self, times: int) -> LookedAt:
        looking = asyncio.create_task(self.look())
        while not self.agent.seen:
            await asyncio.sleep(0.005)
        for _ in range(times):
            self.interrupts.interrupt("SIGINT")
        return await looking


async def test_what_was_observed_is_returned() -> None:
    found = await Scene(Observed(page_map=PARTIAL)).look()
    assert found.page_map == PARTIAL
    assert found.incomplete is None


async def test_a_blocked_target_is_an_error() -> None:
    with pytest.raises(BlockedError, match="a wall") as caught:
        await Scene(LoginWallError("a wall", "a key")).look()
    assert caught.value.advice == "a key"


async def test_a_failure_without_anything_is_an_error() -> None:
    with pytest.raises(StageError, match="RuntimeError: oops"):
        await Scene(RuntimeError("oops")).look()


async def test_a_failure_with_a_partial_map_is_incomplete() -> None:
    failed = Failed(stage=AgentName.OBSERVATION, error="failed", message="it broke", page_map=PARTIAL)
    found = await Scene(failed).look()
    assert (found.page_map, found.incomplete) == (PARTIAL, "it broke")


async def test_an_interrupt_keeps_what_was_found() -> None:
    async def partial(payload: Payload) -> Payload:
        try:
            return await never(payload)
        except asyncio.CancelledError:
            return Failed(stage=AgentName.OBSERVATION, error="cancelled", message="stopped", page_map=PARTIAL)

    found = await Scene(partial).interrupted(times=1)
    assert found.incomplete == "stopped"


async def test_an_interrupt_before_anything_was_found_is_no_failure() -> None:
    with pytest.raises(AbortedError):
        await Scene(never).interrupted(times=1)


async def test_two_interrupts_abort() -> None:
    async def stubborn(payload: Payload) -> Payload:
        try:
            return await never(payload)
        except asyncio.CancelledError:
            await asyncio.sleep(0.2)
            raise

    with pytest.raises(AbortedError):
        await Scene(stubborn).interrupted(times=2)


async def test_an_answer_of_another_kind_is_a_defect() -> None:
    with pytest.raises(StageError, match="run-finished"):
        await Scene(RunFinished(report=documents.report())).look()
