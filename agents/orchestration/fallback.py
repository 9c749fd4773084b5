"""The report of a run whose reporting stage failed: what is known, and never green."""

from datetime import datetime

from agents.domain.report import RunReport, Verdict
from agents.orchestration.state import Workflow


def report_without_reporting(workflow: Workflow, why: str, now: datetime) -> RunReport:
    """The facts that need no judging. Its verdict is never passed: nothing has weighed the evidence."""
    request = workflow.request
    assert request is not None  # noqa: S101 - a stage can only fail after the run began
    verdict, reason = _verdict(workflow, why)
    began = workflow.started_at or now
    return RunReport(
        run_id=workflow.run_id,
        url=request.address,
        base_url=request.base_address,
        generator="greenroom",
        verdict=verdict,
        reason=reason,
        incomplete=True,
        degraded=(f"The report could not be made: {why}",),
        safety=request.safety,
        goal=request.goal,
        started_at=began.isoformat(timespec="seconds"),
        duration_s=max(0.0, (now - began).total_seconds()),
        stages=workflow.stages,
        scenarios=workflow.scenarios.scenarios if workflow.scenarios else (),
        risks=workflow.plan.risks if workflow.plan else (),
        rejected=workflow.specs.rejected if workflow.specs else (),
        not_done=workflow.page_map.not_done if workflow.page_map else (),
    )


def _verdict(workflow: Workflow, why: str) -> tuple[Verdict, str]:
    if workflow.cancelled is not None:
        return Verdict.CANCELLED, workflow.cancelled
    if workflow.blocked is not None:
        return Verdict.BLOCKED, workflow.blocked
    return Verdict.INCONCLUSIVE, f"The results could not be judged: {why}"
