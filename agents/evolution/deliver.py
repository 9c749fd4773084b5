"""Run the printed files, keep only the tests that passed every time, and compare with the base."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from agents.domain.assertions import Assertion
from agents.domain.spec import Comparison, Rejection, SpecFile, TestCase, TestResult
from agents.domain.steps import Step
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


def changed(before: Sequence[SpecFile], after: Sequence[SpecFile]) -> tuple[SpecFile, ...]:
    """The files whose bytes differ from the ones that were run."""
    texts = {file.name: file.text for file in before}
    return tuple(file for file in after if texts.get(file.name) != file.text)


def failed_ids(results: Sequence[TestResult]) -> frozenset[str]:
    """Tests that did not pass every single time."""
    return frozenset(result.test for result in results if result.outcome != "passed")


def reason_of(result: TestResult) -> str:
    """Why a test is not delivered, in a sentence."""
    passed = sum(run.status == "passed" for run in result.runs)
    error = next((run.error for run in result.runs if run.error), None)
    words = f"it passed in {passed} of {len(result.runs)} runs of the printed spec"
    first = error.strip().splitlines()[0][:200] if error and error.strip() else ""
    return f"{words}: {first}" if first else words


async def deliver(
    tests: Sequence[TestCase],
    opening: Opening,
    course: Course,
    keep: Callable[[Delivery], None] = lambda _: None,
) -> Delivery:
    """Print, run, drop what failed once, print again, and run what changed by that once more.

    Args:
        tests: what was compiled.
        opening: how the printed specs sign in.
        course: how they are run.
        keep: told of what could be delivered already, while more is still running.

    Raises:
        ToolError: the test runner does not start.
    """
    files = reprinted(tests, opening)
    results: dict[str, TestResult] = {}
    for part in _parts(files):
        results.update((one.test, one) for one in await _run(part, course, course.repeat))
        keep(_so_far(files, tuple(results.values())))
    bad = failed_ids(tuple(results.values())) | _unrun(files, results)
    while bad:
        kept = [test for test in tests_of(files) if test.id not in bad]
        again = reprinted(kept, opening)
        # Dropping a test changes the bytes of its file (helpers, the common opening), so these bytes have not run.
        reruns = await _run(changed(files, again), course, 1)
        for one in reruns:
            results[one.test] = _joined(results[one.test], one)
        files, bad = again, failed_ids(reruns)
    final = _marked(tuple(results.values()), tests_of(files))
    compared = await _compared(files, final, course)
    return Delivery(files=files, results=compared, rejected=_rejections(tests, compared))


def _unrun(files: Sequence[SpecFile], results: Mapping[str, TestResult]) -> frozenset[str]:
    """Printed tests without a result: never passed, so never delivered."""
    return frozenset(test.id for test in tests_of(files) if test.id not in results)


async def _run(
    files: Sequence[SpecFile], course: Course, repeat: int, where: Literal["head", "base"] = "head"
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
            seed=course.seed,
        )
    return tuple(results)


def _parts(files: Sequence[SpecFile]) -> tuple[list[SpecFile], ...]:
    """Readers, then writers; what is empty left out."""
    readers = [file for file in files if not writes(file)]
    writers = [file for file in files if writes(file)]
    return tuple(group for group in (readers, writers) if group)


def _so_far(files: Sequence[SpecFile], results: tuple[TestResult, ...]) -> Delivery:
    """The files whose tests all passed every time."""
    good = {one.test for one in results} - failed_ids(results)
    whole = tuple(file for file in files if all(test.id in good for test in file.tests))
    return Delivery(files=whole, results=_marked(results, tests_of(whole)), rejected=())


def _joined(first: TestResult, again: TestResult) -> TestResult:
    both = (*first.runs, *again.runs)
    outcome = "passed" if all(run.status == "passed" for run in both) else "flaky"
    if again.outcome == "skipped":
        outcome = "failed"
    return first.model_copy(update={"runs": both, "outcome": outcome, "file": again.file})


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
    base = {one.test: one for one in await _run(files, course, 1, "base")}
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
