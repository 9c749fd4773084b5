"""The agent's contract and the loop that serves it (S050-S062, C31-C33)."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import ClassVar

from agents.domain.base import Fraction, Model
from agents.messages import AgentName, Envelope, Payload
from agents.ports import Bus


class Capability(Model):
    """What an agent can do, and how sure it must be to accept work (S051)."""

    name: str
    version: str = "1"
    confidence_threshold: Fraction = 0.7


class Addressed(Model):
    """A payload and who it is for; the loop wraps it into an envelope."""

    receiver: AgentName
    payload: Payload


class BaseAgent(ABC):
    """An agent takes one message and returns the messages to send; it never sends by itself."""

    name: ClassVar[AgentName]
    capabilities: ClassVar[tuple[Capability, ...]]

    @abstractmethod
    def can_handle(self, payload: Payload) -> float:
        """Confidence between 0 and 1 that this agent can do the task; 0 is no (S062)."""

    @abstractmethod
    async def execute_task(self, payload: Payload) -> Sequence[Addressed]:
        """Do the task and return the messages to send; an expected failure is a `Failed` message."""

    async def process_message(self, envelope: Envelope) -> Sequence[Addressed]:
        """Handle one message; a payload below every capability's threshold is ignored."""
        confidence = self.can_handle(envelope.payload)
        if confidence < min(capability.confidence_threshold for capability in self.capabilities):
            return ()
        return await self.execute_task(envelope.payload)


class Consumer:
    """The consume loop: receive, de-duplicate, handle, publish, then acknowledge (C31)."""

    def __init__(self, agent: BaseAgent, bus: Bus) -> None:
        self._agent = agent
        self._bus = bus
        self._seen: set[str] = set()

    async def run(self) -> None:
        """Serve until cancelled. An unexpected exception ends the loop: it is a bug and must be seen."""
        while True:
            await self.serve_one()

    async def serve_one(self) -> None:
        """Serve the next message."""
        envelope = await self._bus.receive(self._agent.name)
        if envelope.message_id in self._seen:
            await self._bus.acknowledge(envelope)
            return
        replies = await self._agent.process_message(envelope)
        for index, reply in enumerate(replies):
            await self._bus.publish(self._wrap(envelope, index, reply))
        self._seen.add(envelope.message_id)
        await self._bus.acknowledge(envelope)

    def _wrap(self, cause: Envelope, index: int, reply: Addressed) -> Envelope:
        # Ids follow from the cause, so a message handled twice gives the same ids and is de-duplicated.
        return Envelope(
            message_id=f"{cause.message_id}/{self._agent.name}.{index}",
            conversation_id=cause.conversation_id,
            tenant_id=cause.tenant_id,
            sender=self._agent.name,
            receiver=reply.receiver,
            priority=cause.priority,
            payload=reply.payload,
        )


async def serve(agents: Sequence[BaseAgent], bus: Bus) -> None:
    """Serve many agents until cancelled; the first unexpected exception of any ends all."""
    async with asyncio.TaskGroup() as group:
        for agent in agents:
            group.create_task(Consumer(agent, bus).run(), name=f"consume:{agent.name}")
