"""What was lost is said beside the verdict."""

from agents.domain.spec import RunStatus, TestResult, TestRun
from agents.evolution.losses import losses, repeated

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


def test_a_run_that_was_lost_and_made_again_is_told_though_its_test_passed() -> None:
    passed = result("a", None, None)
    lost = passed.runs[1].model_copy(update={"lost_before": "its browser went away"})
    again = passed.model_copy(update={"runs": (passed.runs[0], lost)})
    assert repeated([again, result("b", None)]) == {"a": "its browser went away"}
    assert losses((), [again, result("b", None)]) == (
        "A run of “a” was lost and made again: its browser went away",
    )


def test_what_was_lost_is_told_though_the_bytes_were_printed_anew_since() -> None:
    assert losses((), [result("a", None)], {"a": "killed", "b": "killed", "c": "stopped"}) == (
        "A run of “a”, “b” was lost and made again: killed",
        "A run of “c” was lost and made again: stopped",
    )


def test_scenarios_that_were_not_let_in_any_more_are_told() -> None:
    (told,) = losses((), (), shut_out=("a", "b"))
    assert told.startswith("Signing in worked at first and then no more, so nothing is known of “a”, “b”; ")
