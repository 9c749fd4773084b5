"""One Ctrl-C ends in order, two quick ones at once."""

import asyncio
import os
import signal

import pytest

from app.runner.interrupts import ABORT_WITHIN_S, Interrupts, listening
from tests.fakes.clock import FakeClock


def test_the_first_asks() -> None:
    interrupts = Interrupts(FakeClock())
    assert not interrupts.asked.is_set()
    interrupts.interrupt("SIGINT")
    assert interrupts.asked.is_set()
    assert not interrupts.aborted.is_set()
    assert interrupts.reason == "The run was interrupted (SIGINT)"


@pytest.mark.parametrize(
    ("pause_s", "aborts"), [(0.0, True), (ABORT_WITHIN_S, True), (ABORT_WITHIN_S + 0.1, False)]
)
def test_a_second_aborts_when_it_comes_quickly(pause_s: float, aborts: bool) -> None:
    clock = FakeClock()
    interrupts = Interrupts(clock)
    interrupts.interrupt("SIGINT")
    clock.advance(pause_s)
    interrupts.interrupt("SIGTERM")
    assert interrupts.aborted.is_set() is aborts
    assert "SIGINT" in interrupts.reason


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
async def test_signals_of_the_process_are_taken_over_meanwhile(number: signal.Signals) -> None:
    before = signal.getsignal(number)
    with listening(FakeClock()) as interrupts:
        os.kill(os.getpid(), number)
        async with asyncio.timeout(1):
            await interrupts.asked.wait()
        assert number.name in interrupts.reason
    assert signal.getsignal(number) in (before, signal.SIG_DFL, signal.default_int_handler)
