"""One look at an application: the observation stage alone."""

import asyncio

from agents.base import serve
from agents.domain.target import RunRequest
from agents.errors import BlockedError, StageError
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
from app.inprocess.bus import InProcessBus
from app.runner.interrupts import Interrupts
from app.runner.run import AbortedError, Crew


class LookedAt(Observed):
    """What was observed, and why it is less than all, if it is."""

    incomplete: str | None = None
    cancelled: bool = False


async def observe(request: RunRequest, crew: Crew, interrupts: Interrupts) -> LookedAt:
    """Observe an application.

    Raises BlockedError or StageError when nothing could be observed, AbortedError when that is so because of
    an interrupt, or when a second one asked to end at once.
    """
    service = asyncio.create_task(serve(crew.agents, crew.bus, grace_s=0.0))
    answer = asyncio.create_task(crew.bus.receive(AgentName.ORCHESTRATION))
    stop = asyncio.create_task(_stop(request.run_id, crew.bus, interrupts))
    aborted = asyncio.create_task(interrupts.aborted.wait())
    try:
        await crew.bus.publish(_envelope(request.run_id, "observe", ObserveTask(request=request), priority=5))
        await asyncio.wait({service, answer, aborted}, return_when=asyncio.FIRST_COMPLETED)
        if not answer.done():
            raise AbortedError
        if interrupts.asked.is_set() and _empty(answer.result().payload):
            raise AbortedError
        found = _looked_at(answer.result().payload)
        if not interrupts.asked.is_set():
            return found
        why = found.incomplete or interrupts.reason
        return found.model_copy(update={"incomplete": why, "cancelled": True})
    finally:
        await crew.bus.close()
        helpers = (service, answer, stop, aborted)
        for task in helpers:
            task.cancel()
        await asyncio.gather(*helpers, return_exceptions=True)


def _empty(payload: Payload) -> bool:
    """Whether an observation ended before it had found anything."""
    return isinstance(payload, Failed) and payload.error == "cancelled" and payload.page_map is None


def _looked_at(payload: Payload) -> LookedAt:
    if isinstance(payload, Observed):
        return LookedAt(page_map=payload.page_map)
    if not isinstance(payload, Failed):
        raise StageError(f"observing answered with {payload.type!r}")
    if payload.page_map is not None and payload.error != "blocked":
        cancelled = payload.error == "cancelled"
        return LookedAt(page_map=payload.page_map, incomplete=payload.message, cancelled=cancelled)
    kind = BlockedError if payload.error == "blocked" else StageError
    raise kind(payload.message, payload.advice)


async def _stop(run_id: str, bus: InProcessBus, interrupts: Interrupts) -> None:
    await interrupts.asked.wait()
    stop = StopTask(error="cancelled", reason=interrupts.reason)
    await bus.publish(_envelope(run_id, "stop", stop, priority=CRITICAL_PRIORITY))


def _envelope(run_id: str, what: str, payload: Payload, *, priority: int) -> Envelope:
    return Envelope(
        message_id=f"{run_id}/{what}",
        conversation_id=run_id,
        sender=AgentName.ORCHESTRATION,
        receiver=AgentName.OBSERVATION,
        priority=priority,
        payload=payload,
    )
