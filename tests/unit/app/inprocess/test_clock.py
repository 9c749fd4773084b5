"""The clock of this machine."""

import time
from datetime import UTC, datetime, timedelta

from app.inprocess.clock import SystemClock


def test_it_tells_the_time_in_utc() -> None:
    now = SystemClock().now()
    assert now.tzinfo is UTC
    assert abs(now - datetime.now(UTC)) < timedelta(seconds=5)


def test_both_its_times_pass_alike() -> None:
    clock = SystemClock()
    began, at = clock.monotonic(), clock.now()
    time.sleep(0.02)
    assert abs((clock.now() - at).total_seconds() - (clock.monotonic() - began)) < 0.05
    assert clock.now() > at
