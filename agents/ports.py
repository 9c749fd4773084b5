"""The outside world as the agents see it. Implementations live in `app` and pass the same contract tests."""

from datetime import datetime
from typing import Protocol

from agents.messages import AgentName, Envelope


class BusClosedError(ValueError):
    """The bus was closed: nothing can be sent or received any more."""


class InboxFullError(ValueError):
    """The receiver's inbox holds as many messages as it may; try again later."""


class Bus(Protocol):
    """Carries envelopes between agents: at least once, the most urgent first, else in order of publishing.

    A message that was received stays pending until it is acknowledged, released or reclaimed. A message id
    that an inbox has had before is dropped, so publishing again after a crash does no harm (C31).
    """

    async def publish(self, envelope: Envelope, *, delay_s: float = 0.0) -> None:
        """Put a message into the receiver's inbox, after a delay in seconds if one is given.

        Raises BusClosedError, and InboxFullError when the inbox is at its bound. What waits, what is in work
        and what is not due yet all count; a message that was accepted is never refused later.
        """
        ...

    async def receive(self, receiver: AgentName, *, consumer: str = "1", at_least: int = 0) -> Envelope:
        """Wait for the next message of this agent type on behalf of one of its instances (C32).

        Only messages with at least the given priority are handed out. Raises BusClosedError.
        """
        ...

    async def acknowledge(self, envelope: Envelope) -> None:
        """The effect of the message is stored; never deliver it again. Acknowledging twice is allowed."""
        ...

    async def release(self, envelope: Envelope) -> None:
        """Give back a message that was received but not finished; it is delivered again at once (C34)."""
        ...

    async def reclaim(self, receiver: AgentName, *, idle_s: float) -> int:
        """Give back what has been pending for longer than `idle_s`: its consumer died. Returns how many."""
        ...


class RunStates(Protocol):
    """Keeps the state of each run, so that it can be read, resumed and reported (S039)."""

    async def save(self, run_id: str, state: str) -> None:
        """Replace the state of a run, whole or not at all. Raises OutputError."""
        ...

    async def load(self, run_id: str) -> str | None:
        """The state as it was last saved, or None for a run that is not known."""
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
