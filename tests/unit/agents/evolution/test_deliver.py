"""Delivery: the printed bytes are run, and only what passed every single time is kept (promise 3, 5)."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import pytest
from pydantic import SecretStr
from typing_extensions import override

from agents.domain.assertions import HasUrl
from agents.domain.locator import ByCss, Locator, Unique
from agents.domain.scenario import ScenarioKind
from agents.domain.spec import (
    Comparison,
    Performed,
    RunStatus,
    SpecFile,
    TestCase,
    TestResult,
    TestRun,
)
from agents.domain.steps import Fill, Goto
from agents.domain.target import Header
from agents.errors import ToolError
from agents.evolution.deliver import Course, Delivery, Opening, deliver


def case(name: str, *, feature: str = "Things", writes: bool = False, own: bool = False) -> TestCase:
    fill = Fill(on=Locator(chain=(ByCss(selector="input"),)), value=Unique(key="note", prefix="Note"))
    return TestCase(
        id=name,
        scenario=name,
        title=f"A user can {name}",
        kind=ScenarioKind.CREATE if own else ScenarioKind.NAVIGATION,
        feature=feature,
        start="/",
        writes=writes or own,
        blocks=(
            Performed(
                keyword="Then",
                text="it is there",
                steps=(Goto(path="/"), fill) if own else (Goto(path="/"),),
                assertions=(HasUrl(path=f"/{name}"),),
            ),
        ),
    )


@dataclass
class FakeRunner:
    """Answers by script: the statuses of a test at each address, one list a call."""

    script: dict[tuple[str, str], list[list[str]]] = field(default_factory=dict)
    calls: list[tuple[list[str], int, int, str]] = field(default_factory=list)
    texts: list[dict[str, str]] = field(default_factory=list)
    silent: frozenset[str] = frozenset()
    headers: list[tuple[str, bool]] = field(default_factory=list)

    async def run(
        self,
        files: Sequence[SpecFile],
        *,
        base_url: str,
        repeat: int,
        workers: int,
        env: Mapping[str, str],
        headers: Sequence[Header],
        where: Literal["head", "base"],
        seed: int,
        only: frozenset[str],
    ) -> tuple[TestResult, ...]:
        self.headers.append((base_url, bool(headers)))
        self.calls.append(([file.name for file in files], repeat, workers, where))
        self.texts.append({file.name: file.text for file in files})
        tests = [(file, test) for file in files for test in file.tests if test.id in only - self.silent]
        return tuple(self._result(file, test, repeat, where) for file, test in tests)

    def _result(
        self, file: SpecFile, test: TestCase, repeat: int, where: Literal["head", "base"]
    ) -> TestResult:
        scripted = self.script.get((test.id, where), [])
        statuses = scripted.pop(0) if scripted else ["passed"] * repeat
        runs = tuple(
            TestRun(
                repeat=at,
                where=where,
                status=RunStatus(status),
                duration_ms=1,
                error=None if status == "passed" else "Expected 5\nmore",
            )
            for at, status in enumerate(statuses)
        )
        outcome = "passed" if set(statuses) == {"passed"} else "flaky" if "passed" in statuses else "failed"
        outcome = "skipped" if "interrupted" in statuses else outcome
        return TestResult(
            test=test.id, title=test.title, file=file.filename, runs=runs, outcome=outcome, delivered=False
        )


async def run(
    runner: FakeRunner, *tests: TestCase, base: str | None = None
) -> tuple[Delivery, list[Delivery]]:
    key = Header(name="X-Key", value=SecretStr("secret"))
    course = Course(
        runner=runner,
        address="http://head",
        base_address=base,
        env={"U": "x"},
        repeat=3,
        seed=1,
        headers=(key,),
    )
    kept: list[Delivery] = []
    return await deliver(tests, Opening(), course, keep=kept.append), kept


def delivered(of: Delivery) -> set[str]:
    return {test.id for file in of.files for test in file.tests}


async def test_what_passes_every_time_is_delivered() -> None:
    runner = FakeRunner()

    done, _ = await run(runner, case("a"), case("b"))

    assert delivered(done) == {"a", "b"}
    assert [(one.delivered, one.comparison, len(one.runs)) for one in done.results] == [(True, None, 3)] * 2
    assert done.rejected == ()
    assert runner.calls == [(["things"], 1, 2, "head"), (["things"], 2, 2, "head")]
    assert [[run.repeat for run in one.runs] for one in done.results] == [[0, 1, 2]] * 2


async def test_readers_run_side_by_side_and_writers_one_after_the_other() -> None:
    runner = FakeRunner()

    await run(runner, case("a"), case("b", feature="Notes", writes=True), case("c", feature="Notes"))

    assert runner.calls == [
        (["notes", "things"], 1, 2, "head"),
        (["notes"], 1, 1, "head"),
        (["notes", "things"], 2, 2, "head"),
        (["notes"], 2, 1, "head"),
    ]


async def test_a_test_that_failed_once_is_dropped_and_its_file_run_anew() -> None:
    """A pass on repetition is flaky, never green; and only runs of the delivered bytes count."""
    runner = FakeRunner({("a", "head"): [["passed"], ["failed", "passed"]]})

    done, _ = await run(runner, case("a"), case("b"), case("c", feature="Other"))

    assert delivered(done) == {"b", "c"}
    assert runner.calls[1:] == [
        (["other", "things"], 2, 2, "head"),
        (["things"], 1, 2, "head"),
        (["things"], 2, 2, "head"),
    ]
    assert "/a" not in runner.texts[2]["things"]
    assert {one.test: len(one.runs) for one in done.results} == {"a": 3, "b": 3, "c": 3}
    (refused,) = done.rejected
    assert (refused.scenario, refused.stage, refused.reason) == (
        "a",
        "execute",
        "it passed in 2 of 3 runs of the printed spec: Expected 5",
    )


async def test_what_cannot_pass_costs_one_run() -> None:
    runner = FakeRunner({("a", "head"): [["failed"]]})

    done, _ = await run(runner, case("a"), case("b"))

    assert {one.test: len(one.runs) for one in done.results} == {"a": 1, "b": 3}
    assert [call[1] for call in runner.calls] == [1, 1, 2]


async def test_what_fails_after_the_file_changed_is_dropped_too() -> None:
    runner = FakeRunner({("a", "head"): [["failed"]], ("b", "head"): [["passed"], ["failed"]]})

    done, _ = await run(runner, case("a"), case("b"))

    assert delivered(done) == set()
    assert {one.test: (one.outcome, one.delivered) for one in done.results} == {
        "a": ("failed", False),
        "b": ("failed", False),
    }
    assert {one.scenario for one in done.rejected} == {"a", "b"}


async def test_a_test_that_was_never_run_is_not_delivered() -> None:
    done, _ = await run(FakeRunner(silent=frozenset({"a"})), case("a"), case("b"))

    assert delivered(done) == {"b"}
    assert [(one.scenario, one.reason) for one in done.rejected] == [("a", "it was not run")]


async def test_base_and_head_are_compared() -> None:
    """PRODUCT.md, verdicts: passes on both = guard, only on head = new behaviour."""
    runner = FakeRunner({("b", "base"): [["failed"]]})

    done, _ = await run(runner, case("a"), case("b"), base="http://base")

    assert {one.test: one.comparison for one in done.results} == {
        "a": Comparison.GUARD,
        "b": Comparison.NEW_BEHAVIOUR,
    }
    assert [one.where for one in done.results[0].runs] == ["head"] * 3 + ["base"]
    assert runner.calls[-1] == (["things"], 1, 2, "base")
    assert delivered(done) == {"a", "b"}


async def test_what_could_not_be_run_on_the_base_is_not_compared() -> None:
    """A test runner that was killed there shows no new behaviour."""
    runner = FakeRunner({("a", "base"): [["interrupted"]]})

    done, _ = await run(runner, case("a"), base="http://base")

    assert [(one.comparison, one.delivered) for one in done.results] == [(None, True)]


async def test_what_is_whole_is_kept_while_more_is_running() -> None:
    runner = FakeRunner({("a", "head"): [["failed"] * 3]})

    _, kept = await run(
        runner, case("a"), case("b", feature="Other"), case("c", feature="Notes", writes=True)
    )

    assert [delivered(one) for one in kept] == [set(), set(), {"b"}, {"b", "c"}]
    assert {one.test: one.delivered for one in kept[2].results} == {"a": False, "b": True, "c": False}


async def test_nothing_left_to_deliver_is_not_compared() -> None:
    runner = FakeRunner({("a", "head"): [["failed"] * 3]})

    done, _ = await run(runner, case("a"), base="http://base")

    assert done.files == ()
    assert [call[3] for call in runner.calls] == ["head"]


async def test_own_records_and_what_the_account_has_are_written_at_the_same_time() -> None:
    """Each lane one test at a time; a file of both kinds is proven when both have run."""
    runner = FakeRunner()

    done, kept = await run(runner, case("a", own=True), case("b", writes=True), case("c", own=True))

    assert runner.calls[:2] == [(["things"], 1, 1, "head")] * 2
    assert delivered(done) == {"a", "b", "c"}
    assert [len(one.runs) for one in done.results] == [3, 3, 3]
    assert [delivered(one) for one in kept] == [set(), {"a", "b", "c"}]


class BrokenRunner(FakeRunner):
    """Does not start for one lane, and never ends for the other."""

    @override
    async def run(
        self, files: Sequence[SpecFile], *, only: frozenset[str], **_: object
    ) -> tuple[TestResult, ...]:
        if "a" in only:
            raise ToolError("no Node", "Install it.")
        await asyncio.Event().wait()
        return ()


async def test_a_lane_that_does_not_start_ends_the_other_one() -> None:
    async with asyncio.timeout(5):
        with pytest.raises(ToolError, match="no Node"):
            await run(BrokenRunner(), case("a", own=True), case("b", writes=True))


@pytest.mark.parametrize(("base", "same"), [("http://base", False), ("http://head:80/old", True)])
async def test_headers_go_to_the_targets_own_origin_only(base: str, same: bool) -> None:
    """PRODUCT.md, `--header`: the base may be somebody else's server."""
    runner = FakeRunner()

    await run(runner, case("a"), base=base)

    assert runner.headers[0] == ("http://head", True)
    assert runner.headers[-1] == (base, same)


async def test_a_base_that_does_not_answer_shows_no_new_behaviour() -> None:
    """Promise 5: a dead base says nothing about the application there."""
    runner = DeadBase({("a", "base"): [["failed"]]})

    done, _ = await run(runner, case("a"), case("b"), base="http://base")

    told = {one.test: (one.comparison, one.runs[-1].status) for one in done.results}
    assert told == {
        "a": (None, RunStatus.INTERRUPTED),
        "b": (Comparison.GUARD, RunStatus.PASSED),
    }
    assert done.results[0].runs[-1].error == "the base address did not answer (net::ERR_CONNECTION_REFUSED)"


class DeadBase(FakeRunner):
    """Its failures are those of a browser that reaches nobody."""

    @override
    def _result(
        self, file: SpecFile, test: TestCase, repeat: int, where: Literal["head", "base"]
    ) -> TestResult:
        told = super()._result(file, test, repeat, where)
        error = "Error: page.goto: net::ERR_CONNECTION_REFUSED at http://base/"
        runs = tuple(run.model_copy(update={"error": error if run.error else None}) for run in told.runs)
        return told.model_copy(update={"runs": runs})
