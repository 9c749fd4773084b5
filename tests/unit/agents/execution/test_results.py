import pytest

from agents.domain.spec import RunStatus, TestRun
from agents.execution.events import TestName
from agents.execution.results import Outcome, first_line, outcome_of, results

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


def test_the_first_line_is_the_first_that_says_something() -> None:
    assert first_line("\n \n  Error: x\nmore") == "Error: x"
    assert first_line(None) == ""
