"""Ctrl-C and SIGTERM: the first asks a run to end in order, a second within two seconds ends it at once."""

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager

from agents.ports import Clock

ABORT_WITHIN_S = 2.0
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Interrupts:
    """What the person or the system has asked for so far."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last: float | None = None
        self.asked = asyncio.Event()
        self.aborted = asyncio.Event()
        self.reason = ""

    def interrupt(self, signal_name: str) -> None:
        """Take note of a signal."""
        now = self._clock.monotonic()
        if self._last is not None and now - self._last <= ABORT_WITHIN_S:
            self.aborted.set()
        self._last = now
        self.reason = self.reason or f"The run was interrupted ({signal_name})"
        self.asked.set()


@contextmanager
def listening(clock: Clock) -> Iterator[Interrupts]:
    """Take over the signals of this process while a run is under way."""
    interrupts = Interrupts(clock)
    loop = asyncio.get_running_loop()
    for number in _SIGNALS:
        loop.add_signal_handler(number, interrupts.interrupt, number.name)
    try:
        yield interrupts
    finally:
        for number in _SIGNALS:
            loop.remove_signal_handler(number)
