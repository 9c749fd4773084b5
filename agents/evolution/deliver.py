"""Run the printed files, keep only the tests that passed every time, and compare with the base."""

import asyncio
import re
from collections.abc import Callable, Coroutine, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, Protocol

from agents.browser.launch import origin_of
from agents.domain.assertions import Assertion
from agents.domain.spec import (
    Comparison,
    FailureMet,
    Rejection,
    RunStatus,
    SpecFile,
    TestCase,
    TestResult,
    TestRun,
)
from agents.domain.steps import Step
from agents.domain.target import Header
from agents.evolution.heard import failures_in, with_places
from agents.evolution.lanes import WRITING, Lane, lane_of
from agents.evolution.proof import Proof, reason_of
from agents.evolution.standing import Standing
from agents.specgen.files import print_files

_NO_ANSWER = re.compile(r"net::ERR_(CONNECTION|NAME|ADDRESS|INTERNET|PROXY|TUNNEL|TIMED_OUT|SSL|CERT)\w*")

READERS = 2
"""Workers for tests that only read."""


class Runner(Protocol):
    """Runs the bytes of spec files under Playwright Test."""

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
        """One result for each test whose id is in `only`, with all its runs.

        Raises ToolError when the tool does not start.
        """
        ...


@dataclass(frozen=True)
class Opening:
    """What the printed sign-in helper does."""

    steps: tuple[Step, ...] = ()
    when: tuple[Assertion, ...] = ()


@dataclass(frozen=True)
class Course:
    """How the files are run."""

    runner: Runner
    address: str
    base_address: str | None
    env: Mapping[str, str]
    repeat: int
    seed: int
    headers: Sequence[Header] = ()
    """Sent to the origin of `address`, and nowhere else."""
    hidden: Sequence[str] = ()
    """Values that must not be told."""
    standing: Standing = frozenset()
    """What the server fails at wherever one is."""
    alone: bool = False
    """Whether no test may run beside another: the account has but one session."""


@dataclass(frozen=True)
class Delivery:
    """What came of running."""

    files: tuple[SpecFile, ...]
    results: tuple[TestResult, ...]
    rejected: tuple[Rejection, ...]
    repeated: Mapping[str, str] = field(default_factory=dict)
    """Why runs were lost to the machine and made again, by the title of the test."""
    server_failures: tuple[FailureMet, ...] = ()
    """What the server failed at in any run, also of bytes that were printed anew since."""


def reprinted(tests: Sequence[TestCase], opening: Opening) -> tuple[SpecFile, ...]:
    """The files of these tests."""
    return print_files(tests, opening.steps, opening.when)


def tests_of(files: Sequence[SpecFile]) -> tuple[TestCase, ...]:
    """All tests, in the order of the files."""
    return tuple(test for file in files for test in file.tests)


async def deliver(
    tests: Sequence[TestCase],
    opening: Opening,
    course: Course,
    keep: Callable[[Delivery], None] = lambda _: None,
) -> Delivery:
    """Print, run, drop what failed, print again, until all that is left has run often enough.

    Args:
        tests: what was compiled.
        opening: how the printed specs sign in.
        course: how they are run.
        keep: told of what could be delivered already, while more is still running.

    Raises:
        ToolError: the test runner does not start.
    """
    proof = Proof(course.repeat)
    files = reprinted(tests, opening)
    while batch := proof.due(files):
        times, seed = proof.times(batch), course.seed + proof.batches
        results: list[TestResult] = []
        asked: set[str] = set()
        for stage in _stages(batch, alone=course.alone):
            results += await _together(_run(group, course, times, seed=seed) for group in stage)
            waited = [file for file in batch if not _ids(file) <= asked]
            asked.update(*(group.only for group in stage))
            proof.add([file for file in waited if _ids(file) <= asked], results)
            keep(_so_far(files, proof))
        proof.batches += 1
        kept = [test for test in tests_of(files) if proof.stands(test)]
        if len(kept) < len(tests_of(files)):
            files = reprinted(kept, opening)
    final = _marked(proof.results(), tests_of(files))
    compared = await _compared(files, final, course)
    return Delivery(
        files=files,
        results=compared,
        rejected=_rejections(tests, compared),
        repeated=proof.repeated,
        server_failures=proof.server_failures,
    )


@dataclass(frozen=True)
class _Group:
    """Tests that are run together, the files that they stand in, and how many workers they bear."""

    files: tuple[SpecFile, ...]
    only: frozenset[str]
    workers: int


def _stages(files: Sequence[SpecFile], *, alone: bool) -> Iterator[tuple[_Group, ...]]:
    """Groups that are run at the same time, one stage after the other; what is empty left out.

    First all that only reads, then what changes data, in its lanes of one test at a time.
    """
    for lanes in ((Lane.READS,), WRITING):
        stage = tuple(group for lane in lanes if (group := _group(files, lane)) is not None)
        if alone:
            yield from ((replace(group, workers=1),) for group in stage)
        elif stage:
            yield stage


def _group(files: Sequence[SpecFile], lane: Lane) -> _Group | None:
    found = tuple(file for file in files if any(_lane(test) is lane for test in file.tests))
    only = frozenset(test.id for test in tests_of(found) if _lane(test) is lane)
    return _Group(found, only, READERS if lane is Lane.READS else 1) if found else None


def _lane(test: TestCase) -> Lane:
    return lane_of(test.kind, (step for block in test.blocks for step in block.steps), writes=test.writes)


def _ids(file: SpecFile) -> frozenset[str]:
    return frozenset(test.id for test in file.tests)


async def _together(runs: Iterable[Coroutine[Any, Any, tuple[TestResult, ...]]]) -> list[TestResult]:
    """The results of runs at the same time. The first error ends all."""
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(run) for run in runs]
    except ExceptionGroup as errors:
        raise errors.exceptions[0] from errors
    return [result for task in tasks for result in task.result()]


async def _run(
    group: _Group,
    course: Course,
    repeat: int,
    *,
    seed: int,
    where: Literal["head", "base"] = "head",
) -> tuple[TestResult, ...]:
    url = course.address if where == "head" else course.base_address or course.address
    results = await course.runner.run(
        group.files,
        base_url=url,
        repeat=repeat,
        workers=group.workers,
        env=course.env,
        headers=course.headers if origin_of(url) == origin_of(course.address) else (),
        where=where,
        seed=seed,
        only=group.only,
    )
    return with_places(results, tests_of(group.files), course.hidden, course.standing)


def _so_far(files: Sequence[SpecFile], proof: Proof) -> Delivery:
    """The files whose tests all passed as often as they must."""
    whole = tuple(file for file in files if proof.complete(file))
    results = _marked(proof.results(), tests_of(whole))
    return Delivery(
        files=whole,
        results=results,
        rejected=(),
        repeated=proof.repeated,
        server_failures=proof.server_failures,
    )


def _marked(results: Sequence[TestResult], delivered: Sequence[TestCase]) -> tuple[TestResult, ...]:
    ids = {test.id for test in delivered}
    return tuple(
        one.model_copy(
            update={"delivered": one.test in ids, "reason": "" if one.test in ids else reason_of(one)}
        )
        for one in results
    )


async def _compared(
    files: Sequence[SpecFile], results: Sequence[TestResult], course: Course
) -> tuple[TestResult, ...]:
    """With each delivered test's outcome at the base address: passes there too, or shows new behaviour."""
    if course.base_address is None or not files:
        return tuple(results)
    base: dict[str, TestResult] = {}
    for stage in _stages(files, alone=course.alone):
        ran = await _together(_run(group, course, 1, seed=course.seed, where="base") for group in stage)
        base.update((one.test, one) for one in ran)
    return tuple(_with_base(one, base[one.test]) if one.test in base else one for one in results)


def _with_base(head: TestResult, base: TestResult) -> TestResult:
    runs = tuple(_unreached(run) for run in base.runs)
    comparison: Comparison | None = Comparison.GUARD if base.outcome == "passed" else Comparison.NEW_BEHAVIOUR
    if base.outcome == "skipped" or any(run.status is RunStatus.INTERRUPTED for run in runs):
        # It was not run there, so there is nothing to compare with.
        comparison = None
    return head.model_copy(update={"runs": (*head.runs, *runs), "comparison": comparison})


def _unreached(run: TestRun) -> TestRun:
    """A run at a base that does not answer says nothing about the application there."""
    found = _NO_ANSWER.search(run.error or "") if run.status is not RunStatus.PASSED else None
    if found is None:
        return run
    told = f"the base address did not answer ({found[0]})"
    return run.model_copy(update={"status": RunStatus.INTERRUPTED, "error": told})


def _rejections(tests: Sequence[TestCase], results: Sequence[TestResult]) -> tuple[Rejection, ...]:
    by_id = {test.id: test for test in tests}
    ran = {one.test for one in results}
    refused = [
        Rejection(
            scenario=by_id[one.test].scenario,
            title=by_id[one.test].title,
            stage="execute",
            reason=one.reason,
            server_failures=failures_in(one),
        )
        for one in results
        if not one.delivered and one.test in by_id
    ]
    refused += [
        Rejection(scenario=test.scenario, title=test.title, stage="execute", reason="it was not run")
        for test in tests
        if test.id not in ran
    ]
    return tuple(sorted(refused, key=lambda one: one.scenario))
