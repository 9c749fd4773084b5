"""The verdict of a run, decided by the table in PRODUCT.md and by nothing else."""

from collections.abc import Sequence

from agents.domain.base import Model
from agents.domain.report import Finding, TestSummary, Verdict
from agents.messages import ReportTask
from agents.reporting.words import count


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
    if not tests:
        return Judgement(verdict=Verdict.INCONCLUSIVE, reason=_nothing_judged(task))
    return Judgement(verdict=Verdict.PASSED, reason=_all_passed(tests))


def _all_passed(tests: Sequence[TestSummary]) -> str:
    runs = {sum(run.where == "head" for run in test.result.runs) for test in tests}
    times = str(runs.pop()) if len(runs) == 1 else f"{min(runs)} to {max(runs)}"
    return f"{count(len(tests), 'test')} delivered; each passed in {times} fresh runs."


def _nothing_judged(task: ReportTask) -> str:
    if task.failure is not None:
        return f"Nothing could be judged: {_sentence(task.failure)}"
    if task.scenarios is not None and not task.scenarios.scenarios:
        return "Nothing could be judged: no scenario could be derived from the pages seen."
    if task.specs is not None and task.specs.rejected:
        return f"Nothing could be judged: none of {count(len(task.specs.rejected), 'planned test')} held."
    return "Nothing could be judged: no test was delivered."


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "!", "?")) else f"{text}."
