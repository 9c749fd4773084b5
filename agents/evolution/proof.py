"""How often the bytes of each file have passed, and what is still to be run.

Every file runs once before anything runs again: a test that cannot pass is dropped at the price of one run.
Dropping a test changes the bytes of its file (helpers, opening), and what counts are runs of the bytes that
are delivered, so a changed file starts anew.
"""

from collections.abc import Sequence
from typing import Literal

from agents.domain.spec import FailureMet, SpecFile, TestCase, TestResult
from agents.evolution.heard import failures_in, met_by
from agents.evolution.losses import repeated


class Proof:
    """The runs so far, by file text and test."""

    def __init__(self, repeat: int) -> None:
        self.batches = 0
        self.repeated: dict[str, str] = {}
        """Why runs were lost and made again, by title; also of bytes that were printed anew since."""

        self._met: dict[FailureMet, None] = {}
        self._repeat = repeat
        self._results: dict[str, TestResult] = {}
        self._runs: dict[str, int] = {}

    @property
    def server_failures(self) -> tuple[FailureMet, ...]:
        """What the server failed at in any run; also of bytes that were printed anew since."""
        return tuple(sorted(self._met, key=lambda one: (one.failure.path, one.when, one.failure.status)))

    def due(self, files: Sequence[SpecFile]) -> tuple[SpecFile, ...]:
        """What is to be run next: first all that never ran, then all that did not run often enough."""
        fresh = tuple(file for file in files if file.text not in self._runs)
        return fresh or tuple(file for file in files if self._runs[file.text] < self._repeat)

    def times(self, batch: Sequence[SpecFile]) -> int:
        """How often a batch is to be run."""
        return 1 if batch[0].text not in self._runs else self._repeat - self._runs[batch[0].text]

    def add(self, files: Sequence[SpecFile], results: Sequence[TestResult]) -> None:
        """Take note of runs of these files; a test that was not heard of has failed."""
        told = {one.test: one for one in results}
        self.repeated.update(repeated(results))
        self._met.update((one, None) for result in results for one in met_by(result))
        for file in files:
            before = self._results if file.text in self._runs else {}
            ran = [told[test.id] for test in file.tests if test.id in told]
            for one in ran:
                self._results[one.test] = joined(before.get(one.test), one)
            for test in file.tests:
                if test.id not in told:
                    self._results.pop(test.id, None)
            self._runs[file.text] = self._runs.get(file.text, 0) + min(
                (len(one.runs) for one in ran), default=self._repeat
            )

    def stands(self, test: TestCase) -> bool:
        """Whether the test has passed every time so far, and the server failed at none of it.

        An error page may have what a test looks for, or lack what it must not find.
        """
        result = self._results.get(test.id)
        return result is not None and result.outcome == "passed" and not failures_in(result)

    def complete(self, file: SpecFile) -> bool:
        """Whether all tests of the file have passed as often as they must."""
        return self._runs.get(file.text, 0) >= self._repeat and all(self.stands(test) for test in file.tests)

    def results(self) -> tuple[TestResult, ...]:
        """What is known of each test that ran."""
        return tuple(self._results.values())


def joined(before: TestResult | None, again: TestResult) -> TestResult:
    """Two results of the same bytes as one, its runs numbered on."""
    if before is None:
        return again
    start = len(before.runs)
    later = tuple(run.model_copy(update={"repeat": start + at}) for at, run in enumerate(again.runs))
    return again.model_copy(update={"runs": (*before.runs, *later), "outcome": _outcome(before, again)})


def _outcome(before: TestResult, again: TestResult) -> Literal["passed", "flaky", "failed", "skipped"]:
    outcomes = {before.outcome, again.outcome}
    if len(outcomes) == 1:
        return again.outcome
    if outcomes == {"passed", "skipped"}:
        # A run that did not take place is no failure, and a test that passed beside it is not flaky.
        return "skipped"
    return "flaky" if "passed" in outcomes else "failed"


def reason_of(result: TestResult) -> str:
    """Why a test is not delivered, in a sentence."""
    passed = sum(run.status == "passed" for run in result.runs)
    error = next((run.error for run in result.runs if run.error), None)
    if result.outcome == "skipped" and error:
        return error.strip().partition("\n")[0][:200]
    words = f"it passed in {passed} of {len(result.runs)} runs of the printed spec"
    if failures := failures_in(result):
        met = failures[0]
        words = f"{words}; the server answered {met.status} to {met.method} {met.path}"
    first = error.strip().splitlines()[0][:200] if error and error.strip() else ""
    return f"{words}: {first}" if first else words
