"""From everything the stages gave to the one report model. Pure."""

from collections.abc import Mapping

from agents.domain.page import PageMap
from agents.domain.report import STAGES, RunReport, StageTiming, TestSummary
from agents.domain.risk import Risk
from agents.domain.spec import TestCase
from agents.messages import ReportTask
from agents.reporting.coverage import measure, summarise
from agents.reporting.findings import find
from agents.reporting.unsent import unsent
from agents.reporting.verdict import judge
from agents.reporting.words import count
from agents.specgen.statements import expects


def build(task: ReportTask, generator: str) -> RunReport:
    """Build the report of a run; whatever was not reached is left out, never invented."""
    delivered = _delivered(task)
    tests = _summaries(task, delivered)
    findings = find(task)
    judgement = judge(task, tests, findings)
    page_map = task.page_map
    scenarios = task.scenarios.scenarios if task.scenarios else ()
    cases = tuple(delivered.values())
    kept = [delivered[test.id] for test in tests]
    return RunReport(
        run_id=task.request.run_id,
        url=task.request.address,
        base_url=task.request.base_address,
        generator=generator,
        verdict=judgement.verdict,
        reason=judgement.reason,
        incomplete=task.cancelled is not None or bool(_failed_stages(task)),
        degraded=_degraded(task),
        limits_reached=_limits(task),
        safety=task.request.safety,
        goal=task.request.goal,
        started_at=task.started_at,
        duration_s=task.duration_s,
        stages=task.stages,
        coverage=measure(page_map, cases, scenarios) if page_map else None,
        pages=tuple(summarise(page, cases, None) for page in page_map.pages) if page_map else (),
        tests=tests,
        scenarios=scenarios,
        risks=task.plan.risks if task.plan else (),
        rejected=task.specs.rejected if task.specs else (),
        unplanned=task.scenarios.unplanned if task.scenarios else (),
        findings=findings,
        not_done=(*page_map.not_done, *unsent(task, kept)) if page_map else (),
        left=task.results.left if task.results else (),
        signed_in=page_map is not None and page_map.sign_in.outcome == "signed-in",
    )


def _delivered(task: ReportTask) -> dict[str, TestCase]:
    if task.specs is None:
        return {}
    return {test.id: test for spec in task.specs.files for test in spec.tests}


def _summaries(task: ReportTask, delivered: Mapping[str, TestCase]) -> tuple[TestSummary, ...]:
    if task.results is None:
        return ()
    risks: dict[str, Risk] = {risk.scenario: risk for risk in task.plan.risks} if task.plan else {}
    summaries = []
    for result in task.results.results:
        if not result.delivered or result.test not in delivered:
            continue
        test = delivered[result.test]
        summaries.append(
            TestSummary(
                id=test.id,
                scenario=test.scenario,
                title=test.title,
                file=result.file,
                feature=test.feature,
                priority=risks[test.scenario].level,
                risk=risks[test.scenario].score,
                steps=sum(len(block.steps) for block in test.blocks),
                assertions=expects(test),
                leaves=test.leaves,
                result=result,
            )
        )
    return tuple(sorted(summaries, key=lambda summary: (-summary.risk, summary.id)))


def _degraded(task: ReportTask) -> tuple[str, ...]:
    told = list(task.page_map.degraded) if task.page_map else []
    told += task.results.degraded if task.results else ()
    failed = [f"{STAGES[stage.stage]}: {stage.detail or 'failed'}" for stage in _failed_stages(task)]
    # The failure is the same in more words, with what to do about it.
    told += [line for line in failed if task.failure is None or line not in task.failure]
    if task.failure is not None and not any(task.failure in line for line in told):
        told.append(task.failure)
    if task.page_map is not None and task.page_map.sign_in.outcome in {"failed", "no-form"}:
        told.append(f"Signing in did not work: {task.page_map.sign_in.detail or 'no reason known'}")
    return tuple(dict.fromkeys(told))


def _failed_stages(task: ReportTask) -> tuple[StageTiming, ...]:
    """The stages that failed. One that found the application blocked has done its work: a verdict."""
    return () if task.blocked is not None else tuple(s for s in task.stages if s.status == "failed")


def _limits(task: ReportTask) -> tuple[str, ...]:
    reached = _page_limits(task.page_map)
    if task.plan is not None and task.plan.left_out:
        beyond = count(len(task.plan.left_out), "scenario")
        reached += (f"{beyond} beyond the limit of {count(task.request.limits.max_tests, 'test')}",)
    return reached


def _page_limits(page_map: PageMap | None) -> tuple[str, ...]:
    return page_map.limits_reached if page_map else ()
