"""The agent's contract and the loop that serves it (S050-S062, C31-C34)."""

import asyncio
import logging
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, Literal

from agents.domain.base import Fraction, Model
from agents.errors import AgentError, BlockedError, StageError, StageTimeout
from agents.messages import (
    CRITICAL_PRIORITY,
    NORMAL_PRIORITY,
    AgentName,
    Envelope,
    Failed,
    Payload,
    StopTask,
)
from agents.ports import Bus, BusClosedError, InboxFullError

logger = logging.getLogger(__name__)

GRACE_S = 30.0
PAUSE_AFTER_ERROR_S = 1.0


class Capability(Model):
    """What an agent can do, and how sure it must be to accept work (S051)."""

    name: str
    version: str = "1"
    confidence_threshold: Fraction = 0.7


class Addressed(Model):
    """A payload and who it is for; the loop wraps it into an envelope."""

    receiver: AgentName
    payload: Payload
    delay_s: float = 0.0
    priority: int = NORMAL_PRIORITY


class BaseAgent(ABC):
    """An agent takes one message and returns the messages to send; it never sends by itself."""

    name: ClassVar[AgentName]
    capabilities: ClassVar[tuple[Capability, ...]]
    max_concurrent: ClassVar[int] = 5
    """How many messages one instance handles at a time (S049)."""

    @abstractmethod
    def can_handle(self, payload: Payload) -> float:
        """Confidence between 0 and 1 that this agent can do the task; 0 is no (S062)."""

    @abstractmethod
    async def execute_task(self, payload: Payload) -> Sequence[Addressed]:
        """Do the task and return the messages to send. Expected failures are AgentErrors or `Failed`.

        When the run is stopped the task is cancelled: an agent with partial results catches
        `asyncio.CancelledError` and returns them.
        """

    async def process_message(self, envelope: Envelope) -> Sequence[Addressed]:
        """Handle one message. Raises StageError for a payload below every capability's threshold."""
        confidence = self.can_handle(envelope.payload)
        if confidence < min(capability.confidence_threshold for capability in self.capabilities):
            raise StageError(f"the {self.name} agent does not handle {envelope.payload.type!r} messages")
        return await self.execute_task(envelope.payload)

    def failed(self, error: Exception) -> Sequence[Addressed]:
        """What to send when a task ended with an exception: nobody waits for an answer that never comes."""
        return (Addressed(receiver=AgentName.ORCHESTRATION, payload=_as_failed(self.name, error)),)

    def stopped(self, stop: StopTask) -> Sequence[Addressed]:
        """What to send when a task was stopped and gave no partial result by itself."""
        failed = Failed(stage=self.name, error=stop.error, message=stop.reason)
        return (Addressed(receiver=AgentName.ORCHESTRATION, payload=failed),)


def _as_failed(stage: AgentName, error: Exception) -> Failed:
    if isinstance(error, AgentError):
        return Failed(stage=stage, error=_kind(error), message=error.message, advice=error.advice)
    said = f"{type(error).__name__}: {error}".rstrip(": ")
    advice = "This is a defect of Greenroom, not of the application; the log of the run has the details"
    return Failed(stage=stage, error="failed", message=said, advice=advice)


def _kind(error: AgentError) -> Literal["blocked", "failed", "timed-out"]:
    if isinstance(error, BlockedError):
        return "blocked"
    return "timed-out" if isinstance(error, StageTimeout) else "failed"


class _Work:
    """A message being handled, and whether it was told to stop."""

    def __init__(self, envelope: Envelope) -> None:
        self.envelope = envelope
        self.task: asyncio.Task[None] | None = None
        self.handling = False
        self._stop: StopTask | None = None

    def tell(self, stop: StopTask) -> None:
        """Interrupt the agent; never the publishing of its answer, which would do the work twice."""
        if self._stop is None:
            self._stop = stop
            if self.handling and self.task is not None:
                self.task.cancel()

    def told(self) -> StopTask | None:
        """What it was told, if it was. It can change at every wait."""
        return self._stop

    def begin_handling(self) -> None:
        """From here on it can be interrupted."""
        self.handling = True

    def end_handling(self) -> None:
        """The interruption, if there was one, has been answered; later waits must not see it."""
        self.handling = False
        if self._stop is not None and self.task is not None:
            self.task.uncancel()


class AgentLoop:
    """Serves one agent: receive, handle, publish, then acknowledge (C31). Several at a time (S059)."""

    def __init__(self, agent: BaseAgent, bus: Bus, *, consumer: str = "1", grace_s: float = GRACE_S) -> None:
        self._agent = agent
        self._bus = bus
        self._consumer = consumer
        self._grace_s = grace_s
        self._slots = asyncio.Semaphore(agent.max_concurrent)
        self._active: dict[str, _Work] = {}
        self._defect: asyncio.Future[None] | None = None
        self.accepting = False
        self.completed = 0
        self.failed = 0

    @property
    def active(self) -> tuple[str, ...]:
        """Ids of the messages that are being handled (S055)."""
        return tuple(sorted(self._active))

    async def run(self) -> None:
        """Serve until cancelled or the bus is closed, then stop in order (S058).

        Raises the exception of an agent whose `failed` raises: it cannot answer, so it must be seen.
        """
        self._defect = asyncio.get_running_loop().create_future()
        intake = asyncio.create_task(self._intake())
        self.accepting = True
        try:
            await asyncio.wait({intake, self._defect}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self.accepting = False
            await _end([intake])
            await self._wind_up()
            defect = self._defect.exception() if self._defect.done() else None
        if defect is not None:
            raise defect
        if not intake.cancelled() and not isinstance(intake.exception(), BusClosedError):
            intake.result()

    async def _intake(self) -> None:
        while True:
            envelope = await self._next()
            if not await self._is_stop(envelope):
                await self._slots.acquire()
                self._begin(envelope)

    async def _next(self) -> Envelope:
        """The next message; at capacity only what steers work under way, until there is room again."""
        while self._slots.locked():
            urgent = asyncio.create_task(self._receive(CRITICAL_PRIORITY))
            room = asyncio.create_task(self._slots.acquire())
            try:
                await asyncio.wait({urgent, room}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                await _end([urgent, room])
                if not room.cancelled():
                    self._slots.release()
            if not urgent.cancelled():
                return urgent.result()
        return await self._receive(0)

    async def _receive(self, at_least: int) -> Envelope:
        return await self._bus.receive(self._agent.name, consumer=self._consumer, at_least=at_least)

    async def _is_stop(self, envelope: Envelope) -> bool:
        if not isinstance(envelope.payload, StopTask):
            return False
        for work in self._active.values():
            if work.envelope.conversation_id == envelope.conversation_id:
                work.tell(envelope.payload)
        await self._bus.acknowledge(envelope)
        return True

    def _begin(self, envelope: Envelope) -> None:
        work = self._active[envelope.message_id] = _Work(envelope)
        work.task = asyncio.create_task(self._serve(work), name=f"{self._agent.name}:{envelope.message_id}")

    async def _serve(self, work: _Work) -> None:
        try:
            replies = await self._replies(work)
            await self._send(work.envelope, replies)
            await self._bus.acknowledge(work.envelope)
        except asyncio.CancelledError:
            await self._bus.release(work.envelope)
            raise
        except BusClosedError:
            logger.debug("%s: nobody is there to hear the answer", self._agent.name)
        except Exception as error:  # noqa: BLE001 - handed to `run`, which raises it
            self._hand_over(error)
        finally:
            del self._active[work.envelope.message_id]
            self._slots.release()

    def _hand_over(self, defect: Exception) -> None:
        """Let `run` raise it. Only one can be raised; those after it are at least in the log."""
        if self._defect is not None and not self._defect.done():
            self._defect.set_exception(defect)
        else:
            logger.error("%s: a defect after another", self._agent.name, exc_info=defect)

    async def _replies(self, work: _Work) -> Sequence[Addressed]:
        work.begin_handling()
        try:
            if stop := work.told():
                return self._agent.stopped(stop)
            replies = await self._agent.process_message(work.envelope)
        except asyncio.CancelledError:
            if stop := work.told():
                return self._agent.stopped(stop)
            raise
        except Exception as error:  # the edge of an agent: its exception becomes an answer
            self.failed += 1
            if not isinstance(error, AgentError):
                logger.exception("%s: %s", self._agent.name, work.envelope.message_id)
            stop = work.told()
            return self._agent.stopped(stop) if stop else self._agent.failed(error)
        finally:
            work.end_handling()
        self.completed += 1
        return replies

    async def _send(self, cause: Envelope, replies: Sequence[Addressed]) -> None:
        for index, reply in enumerate(replies):
            envelope = _wrap(self._agent.name, cause, index, reply)
            await self._publish(envelope, reply.delay_s)

    async def _publish(self, envelope: Envelope, delay_s: float) -> None:
        while True:
            try:
                return await self._bus.publish(envelope, delay_s=delay_s)
            except InboxFullError as error:
                logger.warning("%s: %s", self._agent.name, error)
            await asyncio.sleep(PAUSE_AFTER_ERROR_S)

    async def _wind_up(self) -> None:
        """Wait for what is being handled, then cancel it; what is unfinished goes back to the bus (C34)."""
        tasks = [work.task for work in self._active.values() if work.task is not None]
        if not tasks:
            return
        await asyncio.sleep(0)  # a task that never began could not give its message back
        _, unfinished = await asyncio.wait(tasks, timeout=self._grace_s)
        await _end(unfinished)


async def _end(tasks: Iterable[asyncio.Future[Any]]) -> None:
    ending = list(tasks)
    for task in ending:
        task.cancel()
    await asyncio.gather(*ending, return_exceptions=True)


def _wrap(sender: AgentName, cause: Envelope, index: int, reply: Addressed) -> Envelope:
    # Ids follow from the cause, so a message handled twice gives the same ids and is de-duplicated.
    return Envelope(
        message_id=f"{cause.message_id}/{sender}.{index}",
        conversation_id=cause.conversation_id,
        tenant_id=cause.tenant_id,
        sender=sender,
        receiver=reply.receiver,
        priority=max(cause.priority, reply.priority)
        if cause.priority < CRITICAL_PRIORITY
        else reply.priority,
        payload=reply.payload,
    )


async def serve(agents: Sequence[BaseAgent], bus: Bus, *, grace_s: float = GRACE_S) -> None:
    """Serve many agents until cancelled; the first defect of any ends all.

    Raises the defect itself when there is one.
    """
    loops = [
        asyncio.create_task(AgentLoop(agent, bus, grace_s=grace_s).run(), name=f"serve:{agent.name}")
        for agent in agents
    ]
    try:
        done, _ = await asyncio.wait(loops, return_when=asyncio.FIRST_EXCEPTION)
    finally:
        await _end(loops)
    for task in done:
        task.result()
