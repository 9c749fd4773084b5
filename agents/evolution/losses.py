"""What was lost with a browser or a test runner, in sentences: what passed is then not the whole. Pure."""

from collections.abc import Sequence

from agents.domain.spec import RunStatus, TestResult

_NAMED = 3


def losses(gone: Sequence[str], results: Sequence[TestResult]) -> tuple[str, ...]:
    """What the report says besides the verdict.

    Args:
        gone: titles of the scenarios that lost their browser twice.
        results: the runs of the printed tests.
    """
    told = []
    if gone:
        told.append(f"The browser went away twice, so nothing is known of {_titles(gone)}")
    cut = [(why, result.title) for result in results if (why := _why(result)) is not None]
    for why in dict.fromkeys(why for why, _ in cut):
        titles = [title for each, title in cut if each == why]
        told.append(f"Not every run of {_titles(titles)} took place: {why}")
    return tuple(told)


def _why(result: TestResult) -> str | None:
    """Why a run did not take place; None when all did."""
    cut = (run for run in result.runs if run.status is RunStatus.INTERRUPTED)
    return next(((run.error or "no reason was given").splitlines()[0] for run in cut), None)


def _titles(titles: Sequence[str]) -> str:
    named = ", ".join(f"“{title}”" for title in titles[:_NAMED])
    more = len(titles) - _NAMED
    return f"{named} and {more} more" if more > 0 else named
