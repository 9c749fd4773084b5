"""The words shared by all renderings, so that every format tells the same story."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from agents.domain.base import Model
from agents.domain.page import NotDone
from agents.domain.report import RunReport, TestSummary, Verdict
from agents.domain.scenario import Scenario, ScenarioKind
from agents.domain.spec import Comparison, LeftBehind

VERDICT_WORDS = {
    Verdict.PASSED: "Passed",
    Verdict.FAILED: "Failed",
    Verdict.FLAKY: "Flaky",
    Verdict.BLOCKED: "Blocked",
    Verdict.INCONCLUSIVE: "Inconclusive",
    Verdict.SKIPPED: "Skipped",
    Verdict.CANCELLED: "Cancelled",
}

_COMPARED = {
    Comparison.REGRESSION: "regression",
    Comparison.NEW_BEHAVIOUR: "new behaviour",
    Comparison.GUARD: "guarding what was there",
    Comparison.NOT_BLAMED: "not blamed",
    None: "not compared",
}

_UNTRIED = "A wrong password for the account that signed in was not tried: it could be locked by that"

REASON_WORDS = {
    "guarded": "Not done, to keep the application safe",
    "limit": "Not visited: a limit was reached",
    "duplicate": "Not visited: alike to a page that was",
    "other-site": "Not visited: leads to another site",
    "download": "Not opened: a download",
    "error": "Did not work",
    "unreachable": "Not reachable by a test",
    "excluded": "Left out on purpose",
    "redirected": "Not seen: led on to a page that was",
    "sign-out": "Not done: it would end the session",
    "not-sent": "Not sent while looking round, so what comes after was not seen",
}

STAGE_WORDS = {
    "perform": "a step could not be performed",
    "observe": "what it promises was not observed",
    "repeat": "it did not behave the same in a fresh context",
    "execute": "the written test did not pass every time",
    "print": "it could not be written as a test",
    "limit": "it was not got to",
    "safety": "the safety level forbids it",
}


_TENTHS_BELOW = 9.95
"""Seconds that are told with a tenth; from here on it would be rounded to 10."""


class NotDoneGroup(Model):
    """Things not visited or done for one reason."""

    reason: str
    total: int
    examples: tuple[NotDone, ...]


def title(report: RunReport) -> str:
    """The headline; a degraded or incomplete run says so (PRODUCT.md, verdicts)."""
    marks = [word for word, on in (("degraded", report.degraded), ("incomplete", report.incomplete)) if on]
    verdict = VERDICT_WORDS[report.verdict]
    return f"{verdict} ({', '.join(marks)})" if marks else verdict


def by_feature(report: RunReport) -> tuple[tuple[str, tuple[TestSummary, ...]], ...]:
    """Delivered tests in groups; the group with the riskiest test first."""
    groups: dict[str, list[TestSummary]] = {}
    for test in report.tests:
        groups.setdefault(test.feature, []).append(test)
    return tuple((feature, tuple(tests)) for feature, tests in groups.items())


def by_risk(report: RunReport) -> tuple[Scenario, ...]:
    """The scenarios, the riskiest first; those that were not ranked come last."""
    scores = {risk.scenario: risk.score for risk in report.risks}
    return tuple(sorted(report.scenarios, key=lambda scenario: -scores.get(scenario.id, -1.0)))


def tested(report: RunReport) -> frozenset[str]:
    """Ids of the scenarios that a delivered test performs."""
    return frozenset(test.scenario for test in report.tests) & {one.id for one in report.scenarios}


def not_done_groups(entries: Sequence[NotDone], most: int = 8) -> tuple[NotDoneGroup, ...]:
    """What was not visited or done, grouped by reason, the largest group first."""
    counts = Counter(entry.reason for entry in entries)
    return tuple(
        NotDoneGroup(
            reason=REASON_WORDS[reason],
            total=total,
            examples=tuple([entry for entry in entries if entry.reason == reason][:most]),
        )
        for reason, total in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    )


def passes(test: TestSummary, where: str = "head") -> str:
    """Such as `3 of 3`."""
    runs = [run for run in test.result.runs if run.where == where]
    return f"{sum(run.status == 'passed' for run in runs)} of {len(runs)}"


def compared(report: RunReport) -> str | None:
    """What the delivered tests show against the base, such as `2 new behaviour, 3 not compared`."""
    if report.base_url is None or not report.tests:
        return None
    kinds = Counter(test.result.comparison for test in report.tests)
    told = [f"{kinds[kind]} {name}" for kind, name in _COMPARED.items() if kinds[kind]]
    return ", ".join(told)


def untried(report: RunReport) -> str | None:
    """What the tests of a sign-in with wrong words leave out, lest the account of the run be locked."""
    refused = any(scenario.kind is ScenarioKind.SIGN_IN_INVALID for scenario in report.scenarios)
    return _UNTRIED if refused and report.signed_in else None


UNPLANNED = "Recognised but not planned"
"""The heading of what could be tested and is not, because no scenario could be made of it."""

LEFT = "Left on the application"
"""The heading of what the run stored and nothing took away again."""

LEAVES = "leaves what it stores behind"


def unplanned(report: RunReport) -> tuple[str, ...]:
    """A line for each thing that no scenario could be made of, told once however often it was seen."""
    return tuple(dict.fromkeys(f"{one.what}: {one.reason}" for one in report.unplanned))


def left(report: RunReport) -> tuple[str, ...]:
    """A line for each scenario that left something: what, how often, and why."""
    return tuple(_left(one) for one in report.left)


def _left(one: LeftBehind) -> str:
    times = one.performed + one.ran
    how = [f"{one.performed} while it was performed"] if one.performed else []
    how += [f"{one.ran} in runs of its test"] if one.ran else []
    what = "; ".join(one.stored) or "what it sends"
    again = "; its test stores it again each time it is run" if one.again else ""
    return f"{one.title}: {what}; stored {count(times, 'time')} at most ({', '.join(how)}): {one.why}{again}"


def duration(seconds: float) -> str:
    """Such as `0.4 s`, `48 s` or `2 min 05 s`."""
    if seconds < _TENTHS_BELOW:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02d} s" if minutes else f"{rest} s"


def moment(iso: str) -> str:
    """Such as `2026-03-04 05:06 UTC`, from an ISO 8601 time in UTC."""
    return f"{datetime.fromisoformat(iso):%Y-%m-%d %H:%M} UTC"


def count(number: int, noun: str) -> str:
    """Such as `1 page`, `3 pages`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def first_line(text: str) -> str:
    """What a message says before its details."""
    return text.strip().partition("\n")[0].rstrip()
