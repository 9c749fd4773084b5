"""What one process of Playwright Test judged, and what it lost."""

from typing import Literal

import pytest

from agents.execution.arrangement import in_order
from agents.execution.attempt import Attempt
from agents.execution.events import Ended, TestName

ORDER = in_order({"a.spec.ts": "", "b.spec.ts": ""}, 1)
TESTS = tuple(
    TestName(file=file, titles=("F", title), repeat=0)
    for file, title in (("00000-a.spec.ts", "1"), ("00000-a.spec.ts", "2"), ("00001-b.spec.ts", "1"))
)


def over(test: TestName, status: Literal["passed", "failed", "skipped", "timedOut"], *errors: str) -> Ended:
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


def test_what_asks_to_be_skipped_is_no_loss() -> None:
    attempt = Attempt(ORDER, begun=TESTS)
    assert not attempt.judges(over(TESTS[0], "failed", "Error: worker process exited unexpectedly (code=1)"))
    assert attempt.judges(over(TESTS[1], "skipped").model_copy(update={"expected": "skipped"}))
    assert attempt.missing() == (TESTS[0], TESTS[2])


def test_what_follows_one_that_was_cut_off_goes_with_it() -> None:
    """In a series; it is no worker that ended, so the series may be judged after all."""
    attempt = Attempt(ORDER, begun=TESTS)
    assert not attempt.judges(over(TESTS[0], "failed", f"Error: page.goto: {CLOSED}"))
    assert not attempt.judges(over(TESTS[1], "skipped"))
    assert [*attempt.cut_off] == [TESTS[0].key, TESTS[1].key]
    assert attempt.why(TESTS[1]) == "a test before it, which it is to follow, could not be judged"
    lost = Attempt(ORDER, begun=TESTS)
    assert not lost.judges(over(TESTS[0], "failed", "Error: worker process exited unexpectedly (code=1)"))
    assert not lost.judges(over(TESTS[1], "skipped"))
    assert lost.cut_off == {}


def test_a_failure_of_the_test_is_a_judgement() -> None:
    attempt = Attempt(ORDER, begun=TESTS[:1])
    assert attempt.judges(over(TESTS[0], "failed", "Error: expect: worker process exited unexpectedly"))
    assert attempt.missing() == ()


def test_how_it_ended_is_said() -> None:
    attempt = Attempt(ORDER, begun=TESTS[:1], returncode=-200)
    assert attempt.killed
    assert attempt.why(TESTS[0]) == "Playwright Test was killed (signal 200) before it was over"


CLOSED = "Target page, context or browser has been closed"


@pytest.mark.parametrize(
    "errors",
    [
        (f"Error: page.goto: {CLOSED}\nCall log:\n  - navigating",),
        (f"Error: locator.click: {CLOSED}",),
        (f"\x1b[31mError\x1b[39m: browser.newContext: {CLOSED}",),
        (f"Error: expect(locator).toBeVisible() failed\n\nCall log:\n\x1b[2m  - {CLOSED}\x1b[22m\n",),
        (f"Error: expect(locator).toHaveCount() failed\n{'x' * 9_000}\n  - {CLOSED}",),
        ("Error: expect(page).toHaveURL(expected) failed", f"Error: browserContext.close: {CLOSED}"),
        ("Error: page.goto: Page crashed",),
        ("Error: page.click: Target crashed ",),
    ],
)
def test_a_browser_that_goes_away_is_no_fault_of_the_test(errors: tuple[str, ...]) -> None:
    attempt = Attempt(ORDER, begun=TESTS[:1])
    assert not attempt.judges(over(TESTS[0], "failed", *errors))
    assert attempt.missing() == TESTS[:1]
    assert attempt.why(TESTS[0]) == "its browser or its page went away in the middle of it"


@pytest.mark.parametrize(
    ("status", "errors"),
    [
        # Playwright closes the page of a test that ran out of time.
        ("timedOut", ("Test timeout of 30000ms exceeded.", f"Error: locator.click: {CLOSED}")),
        ("failed", (f'Error: expect(locator).toHaveText(expected) failed\nReceived: "{CLOSED}"',)),
        ("failed", (f"Error: expected a page that says: {CLOSED}",)),
        ("failed", ("Error: expect(locator).toBeVisible() failed",)),
    ],
)
def test_a_failure_is_not_taken_for_a_browser_that_went_away(
    status: Literal["failed", "timedOut"], errors: tuple[str, ...]
) -> None:
    attempt = Attempt(ORDER, begun=TESTS[:1])
    assert attempt.judges(over(TESTS[0], status, *errors))
