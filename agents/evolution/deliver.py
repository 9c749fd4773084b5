"""Run the printed files, keep only the tests that passed every time, and compare with the base."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from agents.domain.assertions import Assertion
from agents.domain.spec import Comparison, Rejection, SpecFile, TestCase, TestResult
from agents.domain.steps import Step
from agents.evolution.proof import Proof, reason_of
from agents.specgen.files import print_files

READERS = 2
"""Workers for files that only read; files that write run one after the other."""


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
        where: Literal["head", "base"],
        seed: int,
    ) -> tuple[TestResult, ...]:
        """One result a test, with all its runs. Raises ToolError when the tool does not start."""
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


@dataclass(frozen=True)
class Delivery:
    """What came of running."""

    files: tuple[SpecFile, ...]
    results: tuple[TestResult, ...]
    rejected: tuple[Rejection, ...]


def writes(file: SpecFile) -> bool:
    """Whether any test of the file changes data that others may see."""
    return any(test.writes for test in file.tests)


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
        for part in _parts(batch):
            proof.add(part, await _run(part, course, times, seed=seed))
            keep(_so_far(files, proof))
        proof.batches += 1
        kept = [test for test in tests_of(files) if proof.stands(test)]
        if len(kept) < len(tests_of(files)):
            files = reprinted(kept, opening)
    final = _marked(proof.results(), tests_of(files))
    compared = await _compared(files, final, course)
    return Delivery(files=files, results=compared, rejected=_rejections(tests, compared))


async def _run(
    files: Sequence[SpecFile],
    course: Course,
    repeat: int,
    *,
    seed: int,
    where: Literal["head", "base"] = "head",
) -> tuple[TestResult, ...]:
    address = course.address if where == "head" else course.base_address or course.address
    results: list[TestResult] = []
    for group in _parts(files):
        results += await course.runner.run(
            group,
            base_url=address,
            repeat=repeat,
            workers=1 if writes(group[0]) else READERS,
            env=course.env,
            where=where,
            seed=seed,
        )
    return tuple(results)


def _parts(files: Sequence[SpecFile]) -> tuple[list[SpecFile], ...]:
    """Readers, then writers; what is empty left out."""
    readers = [file for file in files if not writes(file)]
    writers = [file for file in files if writes(file)]
    return tuple(group for group in (readers, writers) if group)


def _so_far(files: Sequence[SpecFile], proof: Proof) -> Delivery:
    """The files whose tests all passed as often as they must."""
    whole = tuple(file for file in files if proof.complete(file))
    return Delivery(files=whole, results=_marked(proof.results(), tests_of(whole)), rejected=())


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
    base = {one.test: one for one in await _run(files, course, 1, seed=course.seed, where="base")}
    return tuple(_with_base(one, base[one.test]) if one.test in base else one for one in results)


def _with_base(head: TestResult, base: TestResult) -> TestResult:
    same = base.outcome == "passed"
    comparison = Comparison.GUARD if same else Comparison.NEW_BEHAVIOUR
    return head.model_copy(update={"runs": (*head.runs, *base.runs), "comparison": comparison})


def _rejections(tests: Sequence[TestCase], results: Sequence[TestResult]) -> tuple[Rejection, ...]:
    by_id = {test.id: test for test in tests}
    ran = {one.test for one in results}
    refused = [
        Rejection(
            scenario=by_id[one.test].scenario, title=by_id[one.test].title, stage="execute", reason=one.reason
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
