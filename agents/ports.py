"""The outside world as the agents see it. Implementations live in `app` and pass the same contract tests."""

from datetime import datetime
from typing import Protocol

from agents.messages import AgentName, Envelope


class Bus(Protocol):
    """Carries envelopes between agents, at least once, in order per receiver."""

    async def publish(self, envelope: Envelope) -> None:
        """Put a message into the receiver's inbox. Raises ValueError when the bus is closed."""
        ...

    async def receive(self, receiver: AgentName) -> Envelope:
        """Wait for the next message of this receiver; it stays pending until acknowledged."""
        ...

    async def acknowledge(self, envelope: Envelope) -> None:
        """The effect of the message is stored; never deliver it again. Acknowledging twice is allowed."""
        ...


class Secrets(Protocol):
    """Looks up secrets by reference, at the moment of use."""

    def resolve(self, name: str) -> str:
        """The value of an environment variable named by the user. Raises UsageError when it is not set."""
        ...


class Clock(Protocol):
    """Time, so that tests need not wait for it."""

    def now(self) -> datetime:
        """The current time, aware, in UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds on a clock that never goes back."""
        ...


class Progress(Protocol):
    """Where agents say what they are doing, for people to watch. Never raises."""

    def stage(self, name: AgentName, state: str) -> None:
        """A stage began or ended: `running`, `completed`, `failed`, `cancelled`."""
        ...

    def note(self, name: AgentName, text: str, **counts: int) -> None:
        """What is being done now, with running counts such as `pages=3, elements=120`."""
        ...


class Artefacts(Protocol):
    """Keeps the files of a run: screenshots, page map, specs, reports."""

    async def put(self, path: str, content: bytes) -> str:
        """Store `content` under a relative path and return that path. Raises OutputError."""
        ...

    async def get(self, path: str) -> bytes:
        """What was stored. Raises KeyError when there is nothing."""
        ...
