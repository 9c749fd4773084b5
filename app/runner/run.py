"""One run over the bus: put the request down, serve the agents, wait for the report."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from agents.base import BaseAgent, serve
from agents.domain.target import RunRequest
from agents.messages import (
    CRITICAL_PRIORITY,
    NORMAL_PRIORITY,
    AgentName,
    CancelRequested,
    Envelope,
    Payload,
    RunFinished,
    RunRequested,
)
from app.inprocess.bus import InProcessBus
from app.runner.interrupts import Interrupts


class AbortedError(Exception):
    """The person did not want to wait for the run to end in order."""


@dataclass(frozen=True)
class Crew:
    """The agents of a run and the bus between them."""

    agents: Sequence[BaseAgent]
    bus: InProcessBus


async def run(request: RunRequest, crew: Crew, interrupts: Interrupts) -> RunFinished:
    """Carry out one run and return its report with the documents that it was made from.

    An interrupt cancels the running stage; reporting then tells what was found. Raises AbortedError when a
    second interrupt asks to end at once, and whatever defect ends the orchestration.
    """
    service = asyncio.create_task(serve(crew.agents, crew.bus, grace_s=0.0), name="serve")
    answer = asyncio.create_task(_report(crew.bus), name="report")
    cancels = asyncio.create_task(_pass_on(request.run_id, crew.bus, interrupts), name="cancel")
    aborted = asyncio.create_task(interrupts.aborted.wait(), name="abort")
    try:
        await crew.bus.publish(_envelope(request.run_id, "start", RunRequested(request=request)))
        await asyncio.wait({service, answer, aborted}, return_when=asyncio.FIRST_COMPLETED)
        if answer.done():
            return answer.result()
        if service.done():
            service.result()
        raise AbortedError
    finally:
        await crew.bus.close()
        helpers = (service, answer, cancels, aborted)
        for task in helpers:
            task.cancel()
        await asyncio.gather(*helpers, return_exceptions=True)


async def _report(bus: InProcessBus) -> RunFinished:
    """The end of the run; the door gets no other message."""
    while True:
        envelope = await bus.receive(AgentName.DOOR)
        await bus.acknowledge(envelope)
        if isinstance(envelope.payload, RunFinished):
            return envelope.payload


async def _pass_on(run_id: str, bus: InProcessBus, interrupts: Interrupts) -> None:
    await interrupts.asked.wait()
    cancel = CancelRequested(reason=interrupts.reason)
    await bus.publish(_envelope(run_id, "cancel", cancel, CRITICAL_PRIORITY))


def _envelope(run_id: str, what: str, payload: Payload, priority: int = NORMAL_PRIORITY) -> Envelope:
    return Envelope(
        message_id=f"{run_id}/{what}",
        conversation_id=run_id,
        sender=AgentName.DOOR,
        receiver=AgentName.ORCHESTRATION,
        priority=priority,
        payload=payload,
    )
