"""The table of verdicts in PRODUCT.md, row by row."""

import pytest

from agents.domain.report import Verdict
from agents.domain.scenario import ScenarioSet
from agents.domain.spec import Comparison, Rejection, ResultSet, SpecSet
from agents.reporting.build import build
from tests.unit.agents.reporting import sample


def verdict(**changes: object) -> tuple[Verdict, str]:
    report = build(sample.task(**changes), "greenroom test")
    return report.verdict, report.reason


def test_all_that_count_passed() -> None:
    assert verdict() == (Verdict.PASSED, "1 test delivered; it passed in 3 fresh runs.")


def test_unequal_numbers_of_runs_are_told() -> None:
    one = sample.result()
    two = sample.result(runs=one.runs[:1])
    report = build(sample.task(results=ResultSet(results=(one, two), repeat=3)), "g")
    assert report.reason == "2 tests delivered; each passed in 1 to 3 fresh runs."


def test_a_regression_fails() -> None:
    broken = sample.result(comparison=Comparison.REGRESSION, outcome="failed")
    found, reason = verdict(results=ResultSet(results=(broken,), repeat=3))
    assert found is Verdict.FAILED
    assert reason == "1 finding: “searching finds what it names” passes on the base and fails here."


def test_a_server_error_in_a_planned_flow_fails() -> None:
    found, _ = verdict(page_map=sample.page_map(server_errors=(sample.server_error("p2"),)))
    assert found is Verdict.FAILED


def test_a_server_error_outside_every_flow_is_only_told() -> None:
    task = sample.task(page_map=sample.page_map(server_errors=(sample.server_error("p1"),)))
    report = build(task, "g")
    assert report.verdict is Verdict.PASSED
    assert [finding.counts for finding in report.findings if finding.kind == "server-error"] == [False]


def test_a_pass_on_a_repeat_is_flaky() -> None:
    flaky = sample.result(outcome="flaky")
    assert verdict(results=ResultSet(results=(flaky,), repeat=3)) == (
        Verdict.FLAKY,
        "1 test passed only on a repeat.",
    )


def test_tests_that_were_not_run_are_no_pass() -> None:
    cut = sample.result(outcome="skipped", reason="the browser was lost")
    assert verdict(results=ResultSet(results=(cut,), repeat=3)) == (
        Verdict.INCONCLUSIVE,
        "Nothing could be judged: none of 1 test passed; the browser was lost.",
    )


def test_blocked_comes_before_everything_but_cancelling() -> None:
    assert verdict(blocked="the page asks for a sign-in") == (Verdict.BLOCKED, "the page asks for a sign-in.")
    assert verdict(blocked="x", cancelled="Stopped by the user.")[0] is Verdict.CANCELLED


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        (
            {"specs": None, "results": None, "failure": "evolution ran out of time"},
            "evolution ran out of time.",
        ),
        (
            {"specs": None, "results": None, "scenarios": ScenarioSet(scenarios=())},
            "nothing on the pages seen promises",
        ),
        ({"specs": None, "results": None}, "no test was delivered"),
        ({"results": None}, "none of 1 planned test held"),
        ({"results": None, "specs": SpecSet(files=())}, "no test was delivered"),
    ],
)
def test_never_green_by_absence_of_evidence(changes: dict[str, object], reason: str) -> None:
    found, told = verdict(**changes)
    assert found is Verdict.INCONCLUSIVE
    assert reason in told


def test_when_no_test_held_the_reason_says_why() -> None:
    """A server that stopped meanwhile is not to be looked for in the report."""
    gone = "open /: net::ERR_CONNECTION_REFUSED\n  navigating"
    rejected = tuple(
        Rejection(scenario=name, title=f"Title {name}", stage="perform", reason=gone) for name in "ab"
    )
    _, reason = verdict(results=None, specs=SpecSet(files=(), rejected=rejected))
    assert reason == (
        "Nothing could be judged: none of 2 planned tests held; “Title a” did not because "
        "open /: net::ERR_CONNECTION_REFUSED."
    )


def test_every_verdict_has_an_exit_code() -> None:
    assert {v: v.exit_code for v in Verdict} == {
        Verdict.PASSED: 0,
        Verdict.FAILED: 1,
        Verdict.FLAKY: 1,
        Verdict.BLOCKED: 3,
        Verdict.INCONCLUSIVE: 5,
        Verdict.SKIPPED: 0,
        Verdict.CANCELLED: 130,
    }


def test_a_page_that_shows_nothing_is_said_to_show_nothing() -> None:
    page_map = sample.page_map()
    empty = tuple(state.model_copy(update={"elements": ()}) for state in page_map.pages[0].states)
    page = page_map.pages[0].model_copy(update={"states": empty})
    bare = page_map.model_copy(update={"pages": (page,)})
    told = {"scenarios": ScenarioSet(scenarios=()), "plan": None, "specs": None, "results": None}
    found, reason = verdict(page_map=bare, **told)
    assert found is Verdict.INCONCLUSIVE
    assert reason == (
        "Nothing could be judged: the page shows nothing that a user could act on."
        " Is this the right address, and does it need a sign-in?"
    )
    _, reason = verdict(page_map=bare.model_copy(update={"pages": (page, page)}), **told)
    assert "the 2 pages seen show nothing" in reason
