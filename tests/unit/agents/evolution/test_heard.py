"""What the server failed at while printed tests ran, without what differs from run to run."""

from agents.domain.locator import Unique
from agents.domain.scenario import ScenarioKind
from agents.domain.spec import (
    FailureMet,
    Performed,
    RunStatus,
    ServerFailure,
    TestCase,
    TestResult,
    TestRun,
)
from agents.domain.steps import Fill, Text
from agents.evolution.heard import failures_in, met_by, with_places
from tests.unit.agents.evolution.builders import css

STEPS = (
    Fill(on=css("#a"), value=Text(text="lamp")),
    Fill(on=css("#b"), value=Unique(key="note", prefix="Note")),
)
TEST = TestCase(
    id="a",
    scenario="a",
    title="A",
    kind=ScenarioKind.NAVIGATION,
    feature="F",
    start="/",
    blocks=(Performed(keyword="When", text="it is done", steps=STEPS),),
)


def failed(path: str) -> ServerFailure:
    return ServerFailure(method="GET", path=path, status=500)


def result(*paths: str, test: str = "a", where: str = "head") -> TestResult:
    runs = tuple(
        TestRun.model_validate(
            {"repeat": at, "where": where, "status": RunStatus.FAILED, "duration_ms": 1}
            | {"server_failures": (failed(path),)}
        )
        for at, path in enumerate(paths)
    )
    return TestResult(test=test, title=test, file="f", runs=runs, outcome="failed", delivered=False)


def test_what_a_test_types_or_makes_and_what_is_hidden_is_left_out() -> None:
    ran = [result("/find/lamp", "/notes/Note%20x1y2", "/of/kim", "/lists"), result("/of/kim", test="b")]
    first, other = with_places(ran, [TEST], ("kim",))
    assert [one.path for one in failures_in(first)] == ["/find/:id", "/notes/:id", "/of/:id", "/lists"]
    assert [one.path for one in failures_in(other)] == ["/of/:id"]


def test_what_stands_is_not_told_of_a_test() -> None:
    (one,) = with_places([result("/beat", "/lists")], [TEST], (), frozenset({("GET", "/beat")}))
    assert [met.path for met in failures_in(one)] == ["/lists"]


def test_it_is_told_once_a_test_and_not_of_the_base() -> None:
    assert list(met_by(result("/x", "/x"))) == [
        FailureMet(failure=failed("/x"), when="while the printed test “a” ran")
    ]
    assert list(met_by(result("/x", where="base"))) == []
