"""One process of Playwright Test: what it told, and which tests it was to run and did not judge."""

import re
import signal
from dataclasses import dataclass, field

from agents.execution.arrangement import Arrangement
from agents.execution.cleaning import clean
from agents.execution.events import Broken, Ended, TestName
from agents.execution.results import first_line

_NO_BROWSER = re.compile(r"(?:\w*Error: )?browserType\.launch")
_NO_WORKER = re.compile(r"Error: worker process exited unexpectedly")
_WHOLE = 20_000
_CLOSED = re.compile(
    r"^(?:(?:\w*Error: )?[\w.]+: |\s*- )"
    r"(?:Target page, context or browser has been closed|(?:Page|Target) crashed)\b",
    re.MULTILINE,
)
"""A call that was cut off, by its name or in its log. A page may show these words, not in these places."""

_STOPPED = "Playwright Test was told to stop"
_GONE = "its browser or its page went away in the middle of it"
_WITH_IT = "the worker process that was to run it ended"
_AFTER_IT = "a test before it, which it is to follow, could not be judged"

Key = tuple[str, tuple[str, ...]]


@dataclass
class Attempt:
    """What has come of one process so far. Tests are named by the copies of their files."""

    order: Arrangement
    probe: bool = False
    """Whether it only asks if a browser works: what it runs is none of the tests."""

    planned: bool = False
    """Whether an attempt before it has told its tests."""

    begun: tuple[TestName, ...] | None = None
    """All tests that it set out to run; None when it did not come that far."""

    errors: list[Broken] = field(default_factory=list)
    other: list[str] = field(default_factory=list)
    returncode: int | None = None
    unlaunched: int = 0
    """How often in a row a browser did not start."""

    judged: set[Key] = field(default_factory=set)
    cut_off: dict[Key, Ended] = field(default_factory=dict)
    """What was not judged because its browser or page went away, or as it follows such a test.

    It is a judgement after all when that was the doing of the test or of the application.
    """

    _lost: dict[Key, str] = field(default_factory=dict)

    @property
    def killed(self) -> bool:
        """Whether a signal ended it."""
        return self.returncode is not None and self.returncode < 0

    def judges(self, ended: Ended) -> bool:
        """Whether a run that is over says anything of its test; if not, it is missing as if never told."""
        why = self._why_lost(ended)
        if why is None:
            self.judged.add(ended.key)
            return True
        self._lost[ended.key] = why
        if why in (_GONE, _AFTER_IT):
            self.cut_off[ended.key] = ended
        return False

    def _why_lost(self, ended: Ended) -> str | None:
        error = clean(ended.errors[0], folders=(), secrets=()) if ended.errors else ""
        if ended.status == "interrupted":
            return _STOPPED
        if _NO_BROWSER.match(error):
            return f"Chromium did not start ({first_line(error)})"
        if _NO_WORKER.match(error):
            return first_line(error).removeprefix("Error: ")
        if ended.status == "failed" and any(map(_cut_off, ended.errors)):
            # One that ran out of time is closed by Playwright itself, which is why that is no loss.
            return _GONE
        if ended.status == "skipped" and ended.expected != "skipped":
            return self._why_left_out(ended)
        return None

    def _why_left_out(self, ended: Ended) -> str | None:
        """Why a test was not run though it does not ask to be skipped; None when that is no loss.

        What a worker leaves behind Playwright tells as skipped, and what follows a failure in series.
        """
        before = [key for key in self._lost if key[0] == ended.file]
        if not before:
            return None
        return _AFTER_IT if all(key in self.cut_off for key in before) else _WITH_IT

    def missing(self) -> tuple[TestName, ...]:
        """The tests that were not judged, in the order in which they were to run."""
        return tuple(test for test in self.begun or () if test.key not in self.judged)

    def why(self, test: TestName) -> str:
        """Why a test is missing."""
        return self._lost.get(test.key) or f"Playwright Test {_ending(self.returncode)} before it was over"


def no_browser(ended: Ended) -> bool:
    """Whether a run is over because the browser did not start."""
    return any(_NO_BROWSER.match(clean(error, folders=(), secrets=())) for error in ended.errors[:1])


def _cut_off(error: str) -> bool:
    """Whether an error tells that the browser went away, whatever was being done or awaited."""
    return _CLOSED.search(clean(error, folders=(), secrets=(), longest=_WHOLE)) is not None


def _ending(returncode: int | None) -> str:
    if returncode is None or returncode >= 0:
        return f"ended by itself (exit code {returncode})"
    try:
        return f"was killed ({signal.Signals(-returncode).name})"
    except ValueError:
        return f"was killed (signal {-returncode})"
