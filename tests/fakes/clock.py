"""A clock that a test sets."""

from datetime import UTC, datetime, timedelta

BEGIN = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


class FakeClock:
    """Implements the `Clock` port; time passes only when told to."""

    def __init__(self) -> None:
        self.passed_s = 0.0

    def advance(self, seconds: float) -> None:
        self.passed_s += seconds

    def now(self) -> datetime:
        return BEGIN + timedelta(seconds=self.passed_s)

    def monotonic(self) -> float:
        return self.passed_s
