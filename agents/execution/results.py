"""From events to results: what each test's runs amount to. Pure."""

from collections.abc import Mapping, Sequence
from typing import Literal

from agents.browser.patterns import place_of
from agents.domain.spec import RunStatus, ServerFailure, TestResult, TestRun
from agents.execution.events import Ended, TestName

Outcome = Literal["passed", "flaky", "failed", "skipped"]
Where = Literal["head", "base"]
Ids = Mapping[tuple[str, str], str]
"""Test ids by file name and title."""

_STATUS = {
    "passed": RunStatus.PASSED,
    "failed": RunStatus.FAILED,
    "timedOut": RunStatus.TIMED_OUT,
    "skipped": RunStatus.SKIPPED,
    "interrupted": RunStatus.INTERRUPTED,
}
_BAD = (RunStatus.FAILED, RunStatus.TIMED_OUT)


def run_of(
    ended: Ended,
    repeat: int,
    where: Where,
    *,
    error: str | None,
    screenshot: str | None,
    lost: str | None = None,
) -> TestRun:
    """One run, with its error message already cleaned; `lost` is why an attempt before it was lost."""
    failed = (
        ServerFailure(method=one.method, path=place_of(one.url, ()), status=one.status)
        for one in ended.failed
    )
    status, unmet = _judged(ended)
    passed = status is RunStatus.PASSED
    return TestRun(
        repeat=repeat,
        where=where,
        status=status,
        duration_ms=round(ended.duration_ms, 1),
        error=None if passed else (unmet or error),
        screenshot=None if passed else screenshot,
        lost_before=lost,
        server_failures=tuple(dict.fromkeys(failed)),
    )


def results(
    planned: Sequence[TestName],
    finished: Sequence[tuple[TestName, TestRun]],
    *,
    where: Where,
    ids: Ids,
    unfinished: str,
) -> tuple[TestResult, ...]:
    """A result for every planned test; a run that never ended is interrupted, because of `unfinished`.

    A test that its file lets try again has a run for each try.
    """
    runs: dict[tuple[str, tuple[str, ...]], dict[int, list[TestRun]]] = {}
    for name in planned:
        runs.setdefault(name.key, {}).setdefault(name.repeat, [])
    for name, run in finished:
        runs.setdefault(name.key, {}).setdefault(name.repeat, []).append(run)
    return tuple(
        _result(
            key,
            [
                run
                for repeat, tries in sorted(runs[key].items())
                for run in tries or [_not_ended(repeat, where, unfinished)]
            ],
            ids,
        )
        for key in sorted(runs)
    )


def broken_file(file: str, message: str, where: Where) -> TestResult:
    """The result that stands for all tests of a file that does not load."""
    run = TestRun(repeat=0, where=where, status=RunStatus.FAILED, duration_ms=0, error=message)
    reason = f"the file does not load: {first_line(message)}"
    return TestResult(
        test=file, title=file, file=file, runs=(run,), outcome="failed", delivered=False, reason=reason
    )


def outcome_of(statuses: Sequence[RunStatus]) -> Outcome:
    """What the runs amount to. Passing only sometimes is flaky; what was cut short was not judged."""
    passed, bad = RunStatus.PASSED in statuses, any(status in _BAD for status in statuses)
    if bad:
        return "flaky" if passed else "failed"
    return "passed" if passed and RunStatus.INTERRUPTED not in statuses else "skipped"


def first_line(message: str | None) -> str:
    """The first line that says something."""
    lines = (line.strip() for line in (message or "").splitlines())
    return next((line for line in lines if line), "")


def _judged(ended: Ended) -> tuple[RunStatus, str | None]:
    """What a run amounts to by what its file expects, as in Playwright; and what was not met, if it passed.

    A test that is expected to fail and runs out of time instead is not as expected.
    """
    if ended.status == ended.expected == "failed":
        return RunStatus.PASSED, None
    if ended.status == "passed" and ended.expected != "passed":
        wanted = "be skipped" if ended.expected == "skipped" else "fail"
        return RunStatus.FAILED, f"Expected to {wanted}, but passed"
    return _STATUS[ended.status], None


def _not_ended(repeat: int, where: Where, why: str) -> TestRun:
    return TestRun(repeat=repeat, where=where, status=RunStatus.INTERRUPTED, duration_ms=0, error=why)


def _result(key: tuple[str, tuple[str, ...]], runs: Sequence[TestRun], ids: Ids) -> TestResult:
    file, titles = key
    outcome = outcome_of([run.status for run in runs])
    title = titles[-1] if titles else file
    return TestResult(
        test=ids.get((file, title), f"{file}: {' / '.join(titles)}"),
        title=title,
        file=file,
        runs=tuple(runs),
        outcome=outcome,
        delivered=outcome == "passed",
        reason=_reason(outcome, runs),
    )


def _reason(outcome: Outcome, runs: Sequence[TestRun]) -> str:
    if outcome == "passed":
        return ""
    passed = sum(run.status is RunStatus.PASSED for run in runs)
    error = next((first_line(run.error) for run in runs if run.error), "skipped")
    return error if outcome == "skipped" else f"passed {passed} of {len(runs)}: {error}"
