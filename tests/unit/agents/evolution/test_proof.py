"""How often delivered bytes have passed."""

from typing import Literal

from agents.domain.scenario import ScenarioKind
from agents.domain.spec import (
    FailureMet,
    Performed,
    RunStatus,
    ServerFailure,
    SpecFile,
    TestCase,
    TestResult,
    TestRun,
)
from agents.evolution.proof import Proof, joined, reason_of


def file(name: str, text: str = "bytes") -> SpecFile:
    block = Performed(keyword="Then", text="it is there")
    test = TestCase(
        id=name,
        scenario=name,
        title=name,
        kind=ScenarioKind.NAVIGATION,
        feature="F",
        start="/",
        blocks=(block,),
    )
    return SpecFile(name=name, feature="F", text=f"{name} {text}", tests=(test,))


def result(test: str, *statuses: Literal["passed", "failed"]) -> TestResult:
    runs = tuple(
        TestRun(
            repeat=at,
            status=RunStatus(one),
            duration_ms=1,
            error="Expected 5\nmore" if one == "failed" else None,
        )
        for at, one in enumerate(statuses)
    )
    outcome = "passed" if "failed" not in statuses else "flaky" if "passed" in statuses else "failed"
    return TestResult(test=test, title=test, file=test, runs=runs, outcome=outcome, delivered=False)


def test_everything_runs_once_before_anything_runs_again() -> None:
    proof, files = Proof(3), (file("a"), file("b"))
    assert (proof.due(files), proof.times(files)) == (files, 1)

    proof.add(files[:1], [result("a", "passed")])
    assert proof.due(files) == files[1:]

    proof.add(files[1:], [result("b", "passed")])
    assert (proof.due(files), proof.times(files)) == (files, 2)

    proof.add(files, [result("a", "passed", "passed"), result("b", "passed", "passed")])
    assert proof.due(files) == ()
    assert proof.complete(files[0])
    assert [[run.repeat for run in one.runs] for one in proof.results()] == [[0, 1, 2]] * 2


def test_changed_bytes_start_anew() -> None:
    proof = Proof(2)
    proof.add([file("a")], [result("a", "passed")])

    assert proof.due([file("a", "other")]) == (file("a", "other"),)
    proof.add([file("a", "other")], [result("a", "passed")])
    assert len(proof.results()[0].runs) == 1
    assert not proof.complete(file("a", "other"))


def test_what_failed_or_was_not_heard_of_does_not_stand() -> None:
    proof = Proof(1)
    proof.add([file("a"), file("b")], [result("a", "failed")])

    assert not proof.stands(file("a").tests[0])
    assert not proof.stands(file("b").tests[0])
    assert proof.due([file("b")]) == ()


def test_passing_only_sometimes_is_flaky() -> None:
    assert joined(result("a", "passed"), result("a", "failed")).outcome == "flaky"
    assert joined(result("a", "failed"), result("a", "failed")).outcome == "failed"
    assert joined(result("a", "passed"), result("a", "passed")).outcome == "passed"


def test_a_run_that_did_not_take_place_is_not_flaky() -> None:
    """It was lost with the test runner, and says so; it does not stand either."""
    run = TestRun(repeat=0, status=RunStatus.INTERRUPTED, duration_ms=0, error="it could not be run\nmore")
    lost = result("a").model_copy(update={"runs": (run,), "outcome": "skipped"})
    both = joined(result("a", "passed"), lost)
    assert (both.outcome, len(both.runs)) == ("skipped", 2)
    assert reason_of(both) == "it could not be run"


def test_the_reason_says_how_often_and_why() -> None:
    assert reason_of(result("a", "passed", "failed")) == (
        "it passed in 1 of 2 runs of the printed spec: Expected 5"
    )
    assert reason_of(result("a", "passed")) == "it passed in 1 of 1 runs of the printed spec"


def test_a_test_that_passed_while_the_server_failed_does_not_stand_and_says_so() -> None:
    """An error page may lack what a test must not find."""
    failure = ServerFailure(method="GET", path="/list", status=500)
    passed = result("a", "passed", "passed")
    runs = (passed.runs[0], passed.runs[1].model_copy(update={"server_failures": (failure,)}))
    failing = passed.model_copy(update={"runs": runs})
    proof = Proof(2)
    proof.add([file("a")], [failing])

    assert not proof.stands(file("a").tests[0])
    assert reason_of(failing) == (
        "it passed in 2 of 2 runs of the printed spec; the server answered 500 to GET /list"
    )
    met = (FailureMet(failure=failure, when="while the printed test “a” ran"),)
    assert proof.server_failures == met
    proof.add([file("a", "printed anew")], [passed])
    assert proof.stands(file("a").tests[0])
    assert proof.server_failures == met, "what happened is not undone by other bytes"
