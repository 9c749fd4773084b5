"""The in-process twin of the bus: the same contract as the one on Redis Streams, for one-process runs."""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field

from agents.messages import AgentName, Envelope
from agents.ports import BusClosedError, Clock, InboxFullError

INBOX_BOUND = 5000
REMEMBERED_IDS = 20_000


@dataclass(frozen=True)
class _Entry:
    envelope: Envelope
    order: int

    @property
    def rank(self) -> tuple[int, int]:
        return (-self.envelope.priority, self.order)


@dataclass
class _Inbox:
    waiting: list[_Entry] = field(default_factory=list)
    pending: dict[str, tuple[_Entry, float]] = field(default_factory=dict)
    known: OrderedDict[str, None] = field(default_factory=OrderedDict)
    not_due: int = 0
    """Accepted with a delay that is not over. They are sure to come, so they have their place already."""

    @property
    def held(self) -> int:
        """All that takes up room: what waits, what is in work, and what is not due yet."""
        return len(self.waiting) + len(self.pending) + self.not_due

    def is_new(self, message_id: str) -> bool:
        """Whether this id was never here; the oldest ids are forgotten, so that memory is bounded."""
        if message_id in self.known:
            return False
        self.known[message_id] = None
        if len(self.known) > REMEMBERED_IDS:
            self.known.popitem(last=False)
        return True

    def take(self, at_least: int, now: float) -> Envelope | None:
        """The next message, which becomes pending."""
        ready = [entry for entry in self.waiting if entry.envelope.priority >= at_least]
        if not ready:
            return None
        entry = min(ready, key=lambda entry: entry.rank)
        self.waiting.remove(entry)
        self.pending[entry.envelope.message_id] = (entry, now)
        return entry.envelope

    def give_back(self, message_id: str) -> None:
        """Make a pending message deliverable again, in its old place."""
        entry, _ = self.pending.pop(message_id)
        self.waiting.append(entry)


class InProcessBus:
    """Implements the `Bus` port in memory. What it holds ends with the process."""

    def __init__(self, clock: Clock, *, bound: int = INBOX_BOUND) -> None:
        self._clock = clock
        self._bound = bound
        self._inboxes = {name: _Inbox() for name in AgentName}
        self._changed = asyncio.Condition()
        self._timers: set[asyncio.Task[None]] = set()
        self._published = 0
        self._closed = False

    async def publish(self, envelope: Envelope, *, delay_s: float = 0.0) -> None:
        """Put a message into the receiver's inbox; see the port."""
        self._refuse_when_closed()
        inbox = self._inboxes[envelope.receiver]
        if inbox.held >= self._bound and envelope.message_id not in inbox.known:
            later = f", {inbox.not_due} of them not due yet" if inbox.not_due else ""
            raise InboxFullError(f"the inbox of {envelope.receiver} holds {self._bound} messages{later}")
        if not inbox.is_new(envelope.message_id):
            return
        if delay_s > 0:
            inbox.not_due += 1
            timer = asyncio.create_task(self._later(envelope, delay_s))
            self._timers.add(timer)
            timer.add_done_callback(self._timers.discard)
            return
        await self._deliver(envelope)

    async def receive(self, receiver: AgentName, *, consumer: str = "1", at_least: int = 0) -> Envelope:
        """Wait for the next message; see the port. One process has no use for the consumer's name."""
        async with self._changed:
            while True:
                self._refuse_when_closed()
                envelope = self._inboxes[receiver].take(at_least, self._clock.monotonic())
                if envelope is not None:
                    return envelope
                await self._changed.wait()

    async def acknowledge(self, envelope: Envelope) -> None:
        """Never deliver this message again; see the port."""
        self._inboxes[envelope.receiver].pending.pop(envelope.message_id, None)

    async def release(self, envelope: Envelope) -> None:
        """Give a message back; see the port."""
        inbox = self._inboxes[envelope.receiver]
        if envelope.message_id in inbox.pending:
            inbox.give_back(envelope.message_id)
            await self._wake()

    async def reclaim(self, receiver: AgentName, *, idle_s: float) -> int:
        """Give back what has been pending for too long; see the port."""
        inbox = self._inboxes[receiver]
        now = self._clock.monotonic()
        idle = [message_id for message_id, (_, since) in inbox.pending.items() if now - since > idle_s]
        for message_id in idle:
            inbox.give_back(message_id)
        await self._wake()
        return len(idle)

    async def close(self) -> None:
        """End every wait with BusClosedError; messages that were not due yet are dropped."""
        self._closed = True
        timers = list(self._timers)
        for timer in timers:
            timer.cancel()
        await asyncio.gather(*timers, return_exceptions=True)
        await self._wake()

    async def _later(self, envelope: Envelope, delay_s: float) -> None:
        await asyncio.sleep(delay_s)
        self._inboxes[envelope.receiver].not_due -= 1
        await self._deliver(envelope)

    async def _deliver(self, envelope: Envelope) -> None:
        self._published += 1
        self._inboxes[envelope.receiver].waiting.append(_Entry(envelope, self._published))
        await self._wake()

    async def _wake(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    def _refuse_when_closed(self) -> None:
        if self._closed:
            raise BusClosedError("the bus is closed")
