"""What the server failed at while printed tests ran, told as it is where scenarios are performed. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import unquote

from agents.browser.patterns import VARIABLE, place_of
from agents.domain.locator import Unique
from agents.domain.spec import FailureMet, ServerFailure, TestCase, TestResult, TestRun
from agents.domain.steps import Fill, Text
from agents.evolution.standing import Standing


def with_places(
    results: Sequence[TestResult],
    tests: Iterable[TestCase],
    hidden: Sequence[str],
    known: Standing = frozenset(),
) -> tuple[TestResult, ...]:
    """With what differs from run to run left out of the paths: what tests type, and make at run time.

    What stands is left out altogether.
    """
    by_id = {test.id: test for test in tests}
    return tuple(
        one.model_copy(
            update={"runs": tuple(_placed(run, by_id.get(one.test), hidden, known) for run in one.runs)}
        )
        for one in results
    )


def _placed(run: TestRun, test: TestCase | None, hidden: Sequence[str], known: Standing) -> TestRun:
    if not run.server_failures:
        return run
    steps = [step for block in test.blocks for step in block.steps] if test else []
    filled = [step.value for step in steps if isinstance(step, Fill)]
    typed = (*hidden, *(value.text for value in filled if isinstance(value, Text)))
    made = tuple(value.prefix for value in filled if isinstance(value, Unique))
    placed = (
        one.model_copy(update={"path": place_of(_without(one.path, made), typed)})
        for one in run.server_failures
    )
    told = (one for one in placed if (one.method, one.path) not in known)
    return run.model_copy(update={"server_failures": tuple(dict.fromkeys(told))})


def _without(path: str, prefixes: Sequence[str]) -> str:
    """Without what a test made: how it begins is known, and that figures of the run follow."""

    def made(segment: str) -> bool:
        text = unquote(segment).casefold()
        return any(char.isdigit() for char in text) and any(
            prefix.strip() and prefix.casefold() in text for prefix in prefixes
        )

    return "/".join(VARIABLE if made(one) else one for one in path.split("/"))


def failures_in(result: TestResult) -> tuple[ServerFailure, ...]:
    """What the server failed at in the runs of a test on the application itself, once each."""
    runs = (run for run in result.runs if run.where == "head")
    return tuple(dict.fromkeys(failure for run in runs for failure in run.server_failures))


def met_by(result: TestResult) -> Iterator[FailureMet]:
    """The same, with the test that met with it."""
    for failure in failures_in(result):
        yield FailureMet(failure=failure, when=f"while the printed test “{result.title}” ran")
