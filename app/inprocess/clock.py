"""The clock of this machine."""

import time
from datetime import UTC, datetime, timedelta


class SystemClock:
    """Implements the `Clock` port. Its `now` never goes back, even when the time is set meanwhile."""

    def __init__(self) -> None:
        self._began = datetime.now(UTC)
        self._offset = time.monotonic()

    def now(self) -> datetime:
        """The current time, aware, in UTC."""
        return self._began + timedelta(seconds=time.monotonic() - self._offset)

    def monotonic(self) -> float:
        """Seconds on a clock that never goes back."""
        return time.monotonic()
