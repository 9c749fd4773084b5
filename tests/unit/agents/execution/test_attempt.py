"""What one process of Playwright Test judged, and what it lost."""

from typing import Literal

from agents.execution.arrangement import in_order
from agents.execution.attempt import Attempt
from agents.execution.events import Ended, TestName

ORDER = in_order({"a.spec.ts": "", "b.spec.ts": ""}, 1)
TESTS = tuple(
    TestName(file=file, titles=("F", title), repeat=0)
    for file, title in (("00000-a.spec.ts", "1"), ("00000-a.spec.ts", "2"), ("00001-b.spec.ts", "1"))
)


def over(test: TestName, status: Literal["passed", "failed", "skipped"], *errors: str) -> Ended:
    return Ended(**test.model_dump(), event="end", status=status, duration_ms=1, errors=errors)


def test_what_a_lost_worker_leaves_behind_is_not_skipped_by_the_test() -> None:
    """Playwright tells the rest of its file as skipped."""
    attempt = Attempt(ORDER, begun=TESTS)
    assert not attempt.judges(over(TESTS[0], "failed", "Error: worker process exited unexpectedly (code=1)"))
    assert not attempt.judges(over(TESTS[1], "skipped"))
    assert attempt.judges(over(TESTS[2], "skipped"))
    assert attempt.missing() == TESTS[:2]
    assert [attempt.why(test) for test in TESTS[:2]] == [
        "worker process exited unexpectedly (code=1)",
        "the worker process that was to run it ended",
    ]


def test_a_failure_of_the_test_is_a_judgement() -> None:
    attempt = Attempt(ORDER, begun=TESTS[:1])
    assert attempt.judges(over(TESTS[0], "failed", "Error: expect: worker process exited unexpectedly"))
    assert attempt.missing() == ()


def test_how_it_ended_is_said() -> None:
    attempt = Attempt(ORDER, begun=TESTS[:1], returncode=-200)
    assert attempt.killed
    assert attempt.why(TESTS[0]) == "Playwright Test was killed (signal 200) before it was over"
