"""What was lost with a browser or a test runner, in sentences: what passed is then not the whole. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from agents.domain.spec import RunStatus, TestResult

_NAMED = 3


def repeated(results: Iterable[TestResult]) -> dict[str, str]:
    """Why tests lost a run to the machine and were run again, by title."""
    return {
        result.title: run.lost_before
        for result in results
        for run in result.runs
        if run.lost_before is not None
    }


def losses(
    gone: Sequence[str],
    results: Sequence[TestResult],
    again: Mapping[str, str] | None = None,
    shut_out: Sequence[str] = (),
) -> tuple[str, ...]:
    """What the report says besides the verdict.

    Args:
        gone: titles of the scenarios that lost their browser twice.
        results: the runs of the printed tests.
        again: what `repeated` said, of runs too that do not count any more.
        shut_out: titles of the scenarios that could not sign in, though looking round could.
    """
    told = []
    if gone:
        told.append(f"The browser went away twice, so nothing is known of {_titles(gone)}")
    if shut_out:
        told.append(
            f"Signing in worked at first and then no more, so nothing is known of {_titles(shut_out)}; "
            "the account may be locked, or the application may allow only so many sign-ins"
        )
    cut = [(why, result.title) for result in results if (why := _why(result)) is not None]
    told += [f"Not every run of {titles} took place: {why}" for why, titles in _by_cause(cut)]
    lost = [(why, title) for title, why in {**(again or {}), **repeated(results)}.items()]
    told += [f"A run of {titles} was lost and made again: {why}" for why, titles in _by_cause(lost)]
    return tuple(told)


def _by_cause(entries: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for why in dict.fromkeys(why for why, _ in entries):
        yield why, _titles([title for each, title in entries if each == why])


def _why(result: TestResult) -> str | None:
    """Why a run did not take place; None when all did."""
    cut = (run for run in result.runs if run.status is RunStatus.INTERRUPTED)
    return next(((run.error or "no reason was given").splitlines()[0] for run in cut), None)


def _titles(titles: Sequence[str]) -> str:
    named = ", ".join(f"“{title}”" for title in titles[:_NAMED])
    more = len(titles) - _NAMED
    return f"{named} and {more} more" if more > 0 else named
