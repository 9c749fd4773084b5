"""The verdict of a run, decided by the table in PRODUCT.md and by nothing else."""

from collections.abc import Sequence

from agents.domain.base import Model
from agents.domain.page import PageMap
from agents.domain.report import Finding, TestSummary, Verdict
from agents.domain.spec import Rejection
from agents.messages import ReportTask
from agents.reporting.words import count, first_line


class Judgement(Model):
    """A verdict and the one sentence that explains it."""

    verdict: Verdict
    reason: str


def judge(task: ReportTask, tests: Sequence[TestSummary], findings: Sequence[Finding]) -> Judgement:
    """Decide the verdict; the first rule that applies wins.

    A stage that failed after tests were judged degrades the run but does not change its verdict; one that
    failed before leaves nothing to judge and is inconclusive (promise 5: never green by absence of evidence).
    """
    if task.cancelled is not None:
        return Judgement(verdict=Verdict.CANCELLED, reason=_sentence(task.cancelled))
    if task.blocked is not None:
        return Judgement(verdict=Verdict.BLOCKED, reason=_sentence(task.blocked))
    counting = [finding for finding in findings if finding.counts]
    if counting:
        return Judgement(
            verdict=Verdict.FAILED, reason=count(len(counting), "finding") + f": {counting[0].title}."
        )
    flaky = [test for test in tests if test.result.outcome == "flaky"]
    if flaky:
        return Judgement(
            verdict=Verdict.FLAKY, reason=f"{count(len(flaky), 'test')} passed only on a repeat."
        )
    if not any(test.result.outcome == "passed" for test in tests):
        return Judgement(verdict=Verdict.INCONCLUSIVE, reason=_nothing_judged(task, tests))
    return Judgement(verdict=Verdict.PASSED, reason=_all_passed(tests))


def _all_passed(tests: Sequence[TestSummary]) -> str:
    runs = {sum(run.where == "head" for run in test.result.runs) for test in tests}
    least, most = min(runs), max(runs)
    times = count(most, "fresh run") if least == most else f"{least} to {most} fresh runs"
    return f"{count(len(tests), 'test')} delivered; {'it' if len(tests) == 1 else 'each'} passed in {times}."


def _nothing_judged(task: ReportTask, tests: Sequence[TestSummary]) -> str:
    if tests:
        why = next((test.result.reason for test in tests if test.result.reason), "no run came to an end")
        return f"Nothing could be judged: none of {count(len(tests), 'test')} passed; {_sentence(why)}"
    if task.failure is not None:
        return f"Nothing could be judged: {_sentence(task.failure)}"
    if task.scenarios is not None and not task.scenarios.scenarios:
        return f"Nothing could be judged: {_nothing_derived(task.page_map)}"
    if task.specs is not None and task.specs.rejected:
        return f"Nothing could be judged: {_none_held(task.specs.rejected)}"
    return "Nothing could be judged: no test was delivered."


def _none_held(rejected: Sequence[Rejection]) -> str:
    """Why, by the first: when nothing held, it is mostly for one cause, such as a server that is gone."""
    planned, first = count(len(rejected), "planned test"), rejected[0]
    return f"none of {planned} held; “{first.title}” did not because {_sentence(first_line(first.reason))}"


def _nothing_derived(page_map: PageMap | None) -> str:
    pages = page_map.pages if page_map else ()
    if any(state.elements for page in pages for state in page.states):
        return "nothing on the pages seen promises a result that a test could check."
    seen = "the page shows" if len(pages) == 1 else f"the {len(pages)} pages seen show"
    return f"{seen} nothing that a user could act on. Is this the right address, and does it need a sign-in?"


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "!", "?")) else f"{text}."
