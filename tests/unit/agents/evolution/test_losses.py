"""What was lost is said beside the verdict."""

from agents.domain.spec import RunStatus, TestResult, TestRun
from agents.evolution.losses import losses

KILLED = "it could not be run, tried twice: Playwright Test was killed"


def result(title: str, *errors: str | None, status: RunStatus = RunStatus.INTERRUPTED) -> TestResult:
    runs = tuple(
        TestRun(repeat=at, status=status if error else RunStatus.PASSED, duration_ms=1, error=error)
        for at, error in enumerate(errors)
    )
    return TestResult(test=title, title=title, file="f", runs=runs, outcome="skipped", delivered=False)


def test_nothing_lost_is_nothing_to_say() -> None:
    assert losses((), [result("a", None), result("b", "Expected 5", status=RunStatus.FAILED)]) == ()


def test_runs_that_did_not_take_place_are_told_by_their_cause() -> None:
    cut = [result("a", None, f"{KILLED}\nmore"), result("b", KILLED), result("c", "another")]
    assert losses((), cut) == (
        f"Not every run of “a”, “b” took place: {KILLED}",
        "Not every run of “c” took place: another",
    )


def test_scenarios_that_lost_their_browser_are_told_and_a_long_list_is_cut() -> None:
    assert losses(("a", "b", "c", "d", "e"), ()) == (
        "The browser went away twice, so nothing is known of “a”, “b”, “c” and 2 more",
    )
