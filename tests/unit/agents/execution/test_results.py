import pytest

from agents.domain.spec import RunStatus, ServerFailure, TestRun
from agents.execution.events import Answer, Ended, Status, TestName
from agents.execution.results import Outcome, first_line, outcome_of, results, run_of

PASSED, FAILED, TIMED_OUT = RunStatus.PASSED, RunStatus.FAILED, RunStatus.TIMED_OUT
SKIPPED, INTERRUPTED = RunStatus.SKIPPED, RunStatus.INTERRUPTED


@pytest.mark.parametrize(
    ("statuses", "outcome"),
    [
        ([PASSED, PASSED], "passed"),
        ([PASSED, FAILED], "flaky"),
        ([TIMED_OUT, PASSED], "flaky"),
        ([FAILED, FAILED], "failed"),
        ([FAILED, INTERRUPTED], "failed"),
        ([PASSED, INTERRUPTED], "skipped"),
        ([SKIPPED], "skipped"),
        ([PASSED, SKIPPED], "passed"),
    ],
)
def test_a_pass_on_a_repeat_is_flaky_and_what_was_cut_short_is_not_judged(
    statuses: list[RunStatus], outcome: Outcome
) -> None:
    """Promise 5: never green by absence of evidence."""
    assert outcome_of(statuses) == outcome


def test_results_are_sorted_and_complete_whatever_the_order_of_events() -> None:
    names = [TestName(file=f, titles=("F", t), repeat=r) for f in "ba" for t in "yx" for r in (1, 0)]
    runs = [
        (name, TestRun(repeat=name.repeat, status=PASSED, duration_ms=1))
        for name in names
        if name.title == "x" or name.repeat == 0
    ]
    found = results(names, runs, where="head", ids={("a", "x"): "id"}, unfinished="ended")
    assert [(r.file, r.title, r.test, r.outcome, r.reason) for r in found] == [
        ("a", "x", "id", "passed", ""),
        ("a", "y", "a: F / y", "skipped", "ended"),
        ("b", "x", "b: F / x", "passed", ""),
        ("b", "y", "b: F / y", "skipped", "ended"),
    ]
    assert [run.repeat for run in found[0].runs] == [0, 1]


def test_a_skipped_test_without_a_message_says_so() -> None:
    name = TestName(file="a", titles=(), repeat=0)
    run = TestRun(repeat=0, status=SKIPPED, duration_ms=0)
    (result,) = results([name], [(name, run)], where="base", ids={}, unfinished="")
    assert (result.title, result.reason) == ("a", "skipped")


@pytest.mark.parametrize(
    ("status", "expected", "judged", "error"),
    [
        ("passed", "passed", PASSED, None),
        ("failed", "passed", FAILED, "Error: x"),
        ("failed", "failed", PASSED, None),
        ("passed", "failed", FAILED, "Expected to fail, but passed"),
        ("timedOut", "failed", TIMED_OUT, "Error: x"),
        ("skipped", "failed", SKIPPED, "Error: x"),
        ("skipped", "skipped", SKIPPED, "Error: x"),
        ("passed", "skipped", FAILED, "Expected to be skipped, but passed"),
        ("failed", "skipped", FAILED, "Error: x"),
    ],
)
def test_what_a_file_expects_of_its_test_decides(
    status: Status, expected: Status, judged: RunStatus, error: str | None
) -> None:
    ended = Ended(file="a", titles=(), repeat=0, event="end", status=status, expected=expected, duration_ms=1)
    run = run_of(ended, 0, "head", error=None if status == "passed" else "Error: x", screenshot="x.png")
    assert (run.status, run.error) == (judged, error)
    assert (run.screenshot is None) == (judged is PASSED)


def test_each_try_of_a_test_that_is_tried_again_counts() -> None:
    """Promise 5: passing on the second try is passing only sometimes."""
    name = TestName(file="a", titles=("x",), repeat=0)
    runs = [(name, TestRun(repeat=0, status=status, duration_ms=1)) for status in (FAILED, PASSED)]
    (result,) = results([name], runs, where="head", ids={}, unfinished="ended")
    assert (result.outcome, [run.status for run in result.runs]) == ("flaky", [FAILED, PASSED])


def test_the_first_line_is_the_first_that_says_something() -> None:
    assert first_line("\n \n  Error: x\nmore") == "Error: x"
    assert first_line(None) == ""


def test_a_run_tells_once_what_the_server_failed_at_by_its_place() -> None:
    answers = tuple(
        Answer(method="GET", url=f"http://site.test/orders/{number}?x=1", status=503) for number in (1, 2)
    )
    ended = Ended(
        event="end", file="a", titles=("x",), repeat=0, status="passed", duration_ms=1, failed=answers
    )
    run = run_of(ended, 0, "head", error=None, screenshot=None)
    assert run.server_failures == (ServerFailure(method="GET", path="/orders/:id", status=503),)
