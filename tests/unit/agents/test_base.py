"""The loop that serves an agent (S050-S062, C31-C34)."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import ClassVar

import pytest
from typing_extensions import override

import agents.base
from agents.base import Addressed, AgentLoop, BaseAgent, Capability, serve
from agents.errors import LoginWallError, OutputError, StageTimeout
from agents.messages import (
    CRITICAL_PRIORITY,
    AgentName,
    Envelope,
    Failed,
    Observed,
    ObserveTask,
    Payload,
    StopTask,
)
from agents.ports import InboxFullError
from app.inprocess.bus import InProcessBus
from tests.fakes import documents
from tests.fakes.agents import ScriptedAgent, never
from tests.fakes.clock import FakeClock

OBSERVED = Observed(page_map=documents.page_map())
STOP = StopTask(error="timed-out", reason="its time is over")


def task(message_id: str = "m1", run_id: str = "run-1", payload: Payload | None = None) -> Envelope:
    return Envelope(
        message_id=message_id,
        conversation_id=run_id,
        tenant_id="acme",
        sender=AgentName.ORCHESTRATION,
        receiver=AgentName.OBSERVATION,
        priority=CRITICAL_PRIORITY if isinstance(payload, StopTask) else 7,
        payload=payload or ObserveTask(request=documents.request(run_id)),
    )


@pytest.fixture
async def bus() -> AsyncIterator[InProcessBus]:
    made = InProcessBus(FakeClock())
    yield made
    await made.close()


@asynccontextmanager
async def serving(agent: BaseAgent, bus: InProcessBus, grace_s: float = 1.0) -> AsyncIterator[AgentLoop]:
    loop = AgentLoop(agent, bus, grace_s=grace_s)
    running = asyncio.create_task(loop.run())
    try:
        yield loop
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def reply(bus: InProcessBus) -> Envelope:
    async with asyncio.timeout(2):
        return await bus.receive(AgentName.ORCHESTRATION)


async def until(condition: object) -> None:
    async with asyncio.timeout(2):
        while not condition():  # type: ignore[operator]
            await asyncio.sleep(0.001)


def observer(answer: object) -> ScriptedAgent:
    return ScriptedAgent(AgentName.OBSERVATION, answer)  # type: ignore[arg-type]


async def test_a_task_is_answered_and_only_then_acknowledged(bus: InProcessBus) -> None:
    """C31: the answer is on the bus before the task is forgotten."""
    async with serving(observer(OBSERVED), bus) as loop:
        await bus.publish(task())
        answer = await reply(bus)
        await until(lambda: loop.completed == 1 and not loop.active)
    assert answer.payload == OBSERVED
    assert (answer.sender, answer.conversation_id, answer.tenant_id) == ("observation", "run-1", "acme")
    assert answer.priority == 7
    assert await bus.reclaim(AgentName.OBSERVATION, idle_s=-1) == 0


async def test_a_task_that_is_handled_twice_gives_one_answer(bus: InProcessBus) -> None:
    """C31: killed after publishing and before acknowledging, the second answer has the same id."""
    agent = observer(OBSERVED)
    async with serving(agent, bus) as loop:
        await bus.publish(task())
        first = await reply(bus)
        await until(lambda: not loop.active)
        other = InProcessBus(FakeClock())
        async with serving(agent, other):
            await other.publish(task())
            again = await reply(other)
        await other.close()
    assert first.message_id == again.message_id
    await bus.publish(again)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(bus.receive(AgentName.ORCHESTRATION), 0.05)


@pytest.mark.parametrize(
    ("error", "kind", "message", "advice"),
    [
        (
            LoginWallError("all behind a sign-in", "give credentials"),
            "blocked",
            "all behind a sign-in",
            "give credentials",
        ),
        (StageTimeout("too slow"), "timed-out", "too slow", ""),
        (OutputError("disk full", "free some"), "failed", "disk full", "free some"),
    ],
)
async def test_an_expected_error_is_an_answer(
    bus: InProcessBus, error: Exception, kind: str, message: str, advice: str
) -> None:
    async with serving(observer(error), bus) as loop:
        await bus.publish(task())
        answer = (await reply(bus)).payload
    assert isinstance(answer, Failed)
    assert (answer.stage, answer.error, answer.message, answer.advice) == (
        "observation",
        kind,
        message,
        advice,
    )
    assert (loop.completed, loop.failed) == (0, 1)


async def test_a_defect_of_an_agent_is_named_and_logged(
    bus: InProcessBus, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR, logger="agents.base"):
        async with serving(observer(ZeroDivisionError("division by zero")), bus):
            await bus.publish(task())
            answer = (await reply(bus)).payload
    assert isinstance(answer, Failed)
    assert answer.error == "failed"
    assert answer.message == "ZeroDivisionError: division by zero"
    assert "defect of Greenroom" in answer.advice
    assert "Traceback" in caplog.text


async def test_a_task_that_the_agent_cannot_do_is_refused_aloud(bus: InProcessBus) -> None:
    """S062: below the threshold the work is not done, and nobody waits for it in vain."""
    agent = ScriptedAgent(AgentName.OBSERVATION, OBSERVED, confidence=0.69)
    async with serving(agent, bus):
        await bus.publish(task())
        answer = (await reply(bus)).payload
    assert isinstance(answer, Failed)
    assert "does not handle 'observe'" in answer.message
    assert agent.seen == []


async def test_confidence_at_the_threshold_is_enough(bus: InProcessBus) -> None:
    async with serving(ScriptedAgent(AgentName.OBSERVATION, OBSERVED, confidence=0.7), bus):
        await bus.publish(task())
        assert (await reply(bus)).payload == OBSERVED


async def test_several_tasks_are_handled_at_a_time_up_to_the_cap(bus: InProcessBus) -> None:
    """S049, S059."""
    agent = observer(never)
    async with serving(agent, bus, grace_s=0) as loop:
        for number in range(7):
            await bus.publish(task(f"m{number}", f"run-{number}"))
        await until(lambda: len(agent.seen) == 5)
        await asyncio.sleep(0.01)
        assert len(loop.active) == agent.max_concurrent == 5


async def test_a_stop_ends_only_its_run_and_reaches_an_agent_at_capacity(bus: InProcessBus) -> None:
    agent = observer(never)
    async with serving(agent, bus, grace_s=0) as loop:
        for number in range(5):
            await bus.publish(task(f"m{number}", f"run-{number}"))
        await until(lambda: len(agent.seen) == 5)
        await bus.publish(task("stop", "run-3", STOP))
        answer = await reply(bus)
        await until(lambda: len(loop.active) == 4)
    assert answer.conversation_id == "run-3"
    assert answer.payload == Failed(
        stage=AgentName.OBSERVATION, error="timed-out", message="its time is over"
    )


async def test_a_stopped_agent_can_answer_with_what_it_has(bus: InProcessBus) -> None:
    async def partial(_: Payload) -> Payload:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            await asyncio.sleep(0)
            return OBSERVED
        raise AssertionError

    agent = observer(partial)
    async with serving(agent, bus):
        await bus.publish(task())
        await until(lambda: agent.seen)
        await bus.publish(task("stop", payload=STOP))
        assert (await reply(bus)).payload == OBSERVED


async def test_an_error_while_stopping_is_still_a_stop(bus: InProcessBus) -> None:
    """A browser that is closed under an agent raises all kinds of things."""

    async def clumsy(_: Payload) -> Payload:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            raise RuntimeError("target closed") from None
        raise AssertionError

    agent = observer(clumsy)
    async with serving(agent, bus):
        await bus.publish(task())
        await until(lambda: agent.seen)
        await bus.publish(task("stop", payload=STOP))
        answer = (await reply(bus)).payload
    assert isinstance(answer, Failed)
    assert answer.error == "timed-out"


async def test_a_stop_that_arrives_with_its_task_prevents_the_work(bus: InProcessBus) -> None:
    agent = observer(never)
    loop = AgentLoop(agent, bus)
    loop._begin(task())
    work = loop._active["m1"]
    work.tell(STOP)
    work.tell(StopTask(error="cancelled", reason="a second one changes nothing"))
    answer = (await reply(bus)).payload
    assert isinstance(answer, Failed)
    assert answer.error == "timed-out"
    assert agent.seen == []


async def test_an_ending_loop_waits_for_work_in_hand(bus: InProcessBus) -> None:
    """S058: what is nearly done gets done."""
    release = asyncio.Event()

    async def slow(_: Payload) -> Payload:
        await release.wait()
        return OBSERVED

    agent = observer(slow)
    loop = AgentLoop(agent, bus, grace_s=5)
    running = asyncio.create_task(loop.run())
    await bus.publish(task())
    await until(lambda: agent.seen)
    assert loop.accepting
    running.cancel()
    await until(lambda: not loop.accepting)
    release.set()
    assert (await reply(bus)).payload == OBSERVED
    await asyncio.gather(running, return_exceptions=True)
    assert loop.completed == 1


async def test_an_ending_loop_gives_unfinished_work_back(bus: InProcessBus) -> None:
    """C34: released, so that another instance gets it at once."""
    agent = observer(never)
    async with serving(agent, bus, grace_s=0.01):
        await bus.publish(task())
        await until(lambda: agent.seen)
    async with asyncio.timeout(1):
        assert (await bus.receive(AgentName.OBSERVATION)).message_id == "m1"


async def test_a_loop_ends_when_the_bus_is_closed() -> None:
    bus = InProcessBus(FakeClock())
    running = asyncio.create_task(AgentLoop(observer(OBSERVED), bus).run())
    await asyncio.sleep(0.01)
    await bus.close()
    await asyncio.wait_for(running, 1)


class _Fatal(ScriptedAgent):
    @override
    def failed(self, error: Exception) -> Sequence[Addressed]:
        raise error


async def test_an_agent_that_cannot_answer_ends_the_service(bus: InProcessBus) -> None:
    """Rule learned 30: a defect of the loop or of orchestration must be seen."""
    fatal = _Fatal(AgentName.OBSERVATION, KeyError("lost"))
    await bus.publish(task())
    with pytest.raises(KeyError, match="lost"):
        await asyncio.wait_for(serve([fatal, ScriptedAgent(AgentName.ANALYSIS, OBSERVED)], bus), 2)


async def test_defects_after_the_first_are_in_the_log(
    bus: InProcessBus, caplog: pytest.LogCaptureFixture
) -> None:
    fatal = _Fatal(AgentName.OBSERVATION, KeyError("lost"))
    await bus.publish(task("m1", "run-1"))
    await bus.publish(task("m2", "run-2"))
    with caplog.at_level(logging.ERROR, logger="agents.base"), pytest.raises(KeyError, match="lost"):
        await asyncio.wait_for(AgentLoop(fatal, bus).run(), 2)
    assert "a defect after another" in caplog.text


async def test_a_defect_of_an_agent_that_is_told_to_stop_is_logged(
    bus: InProcessBus, caplog: pytest.LogCaptureFixture
) -> None:
    begun = asyncio.Event()

    async def stumbles(_: Payload) -> Payload:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            raise ZeroDivisionError("while stopping")

    with caplog.at_level(logging.ERROR, logger="agents.base"):
        async with serving(observer(stumbles), bus):
            await bus.publish(task())
            await begun.wait()
            await bus.publish(task("stop", "run-1", STOP))
            answer = (await reply(bus)).payload
    assert isinstance(answer, Failed)
    assert (answer.error, answer.message) == (STOP.error, STOP.reason)
    assert "ZeroDivisionError: while stopping" in caplog.text


class _Quiet(BaseAgent):
    name: ClassVar[AgentName] = AgentName.OBSERVATION
    capabilities: ClassVar[tuple[Capability, ...]] = (Capability(name="quiet"),)

    def __init__(self) -> None:
        self.seen = 0

    @override
    def can_handle(self, payload: Payload) -> float:
        return 1.0

    @override
    async def execute_task(self, payload: Payload) -> Sequence[Addressed]:
        self.seen += 1
        return ()


async def test_a_stop_for_another_run_or_for_none_does_nothing(bus: InProcessBus) -> None:
    agent = _Quiet()
    async with serving(agent, bus) as loop:
        await bus.publish(task("stop", "run-9", STOP))
        await bus.publish(task())
        await until(lambda: loop.completed == 1)
    assert agent.seen == 1


async def test_urgent_messages_that_are_no_stop_are_work(bus: InProcessBus) -> None:
    agent = _Quiet()
    async with serving(agent, bus) as loop:
        await bus.publish(task().model_copy(update={"priority": CRITICAL_PRIORITY}))
        await until(lambda: loop.completed == 1)
    assert agent.seen == 1


async def test_an_answer_waits_for_room_in_a_full_inbox(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agents.base, "PAUSE_AFTER_ERROR_S", 0.01)
    bus = InProcessBus(FakeClock(), bound=1)
    other = task("other").model_copy(update={"receiver": AgentName.ORCHESTRATION})
    await bus.publish(other)
    async with serving(observer(OBSERVED), bus):
        await bus.publish(task())
        await asyncio.sleep(0.05)
        with pytest.raises(InboxFullError):
            await bus.publish(other.model_copy(update={"message_id": "third"}))
        await bus.acknowledge(await reply(bus))
        assert (await reply(bus)).payload == OBSERVED
    await bus.close()


class _OneAtATime(_Quiet):
    max_concurrent: ClassVar[int] = 1


async def test_urgent_work_reaches_an_agent_that_does_one_thing_at_a_time(bus: InProcessBus) -> None:
    """An idle agent's only slot must not be held by its waiting for a message."""
    agent = _OneAtATime()
    async with serving(agent, bus) as loop:
        await asyncio.sleep(0.01)
        await bus.publish(task().model_copy(update={"priority": CRITICAL_PRIORITY}))
        await bus.publish(task("m2"))
        await until(lambda: loop.completed == 2)
    assert agent.seen == 2


async def test_an_agent_at_capacity_takes_the_next_task_when_there_is_room(bus: InProcessBus) -> None:
    gates = [asyncio.Event() for _ in range(3)]

    async def gated(_: Payload) -> Payload:
        await gates[len(agent.seen) - 1].wait()
        return OBSERVED

    agent = observer(gated)
    agent.max_concurrent = 1  # type: ignore[misc]
    async with serving(agent, bus) as loop:
        for number in range(3):
            await bus.publish(task(f"m{number}", f"run-{number}"))
        for number in range(3):
            await until(lambda number=number: len(agent.seen) == number + 1)
            gates[number].set()
        await until(lambda: loop.completed == 3)


async def test_an_answer_to_a_closed_bus_is_dropped(bus: InProcessBus) -> None:
    async def closes(_: Payload) -> Payload:
        await bus.close()
        return OBSERVED

    await bus.publish(task())
    await asyncio.wait_for(AgentLoop(observer(closes), bus).run(), 2)
