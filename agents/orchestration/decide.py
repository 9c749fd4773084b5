"""The state machine: from a workflow and a message to the next workflow and the messages to send. Pure.

A message that does not fit the state changes nothing: it is late, or it was delivered twice.
"""

from datetime import datetime
from typing import Literal, assert_never

from agents.base import Addressed
from agents.domain.base import Model
from agents.domain.report import STAGES as STAGE_NAMES
from agents.domain.report import StageTiming
from agents.domain.target import RunRequest
from agents.messages import (
    CRITICAL_PRIORITY,
    AgentName,
    Analysed,
    AnalyseTask,
    CancelRequested,
    DeadlinePassed,
    Evolved,
    EvolveTask,
    Failed,
    Observed,
    ObserveTask,
    Payload,
    Reported,
    ReportTask,
    Required,
    RequireTask,
    RunFinished,
    RunRequested,
    StopTask,
)
from agents.orchestration.budget import STOP_S, stage_budget
from agents.orchestration.fallback import report_without_reporting
from agents.orchestration.state import STAGES, RunState, Workflow

_MORE_TIME = "Give it more with --time-budget, or less to look at with --max-pages."

Status = Literal["completed", "failed", "cancelled", "skipped"]


class Decision(Model):
    """What follows from a message."""

    workflow: Workflow
    send: tuple[Addressed, ...] = ()


def decide(workflow: Workflow, message: Payload, now: datetime) -> Decision:
    """The next state of a run and what to send. Never raises."""
    if workflow.state.ended:
        return Decision(workflow=workflow)
    match message:
        case RunRequested():
            return _begin(workflow, message.request, now)
        case CancelRequested():
            return _cancel(workflow, message.reason)
        case DeadlinePassed():
            return _deadline(workflow, message, now)
        case Failed():
            return _failed(workflow, message, now) if message.stage is workflow.stage else _nothing(workflow)
        case Observed() | Required() | Analysed() | Evolved() | Reported():
            return _result(workflow, message, now)
        case ObserveTask() | RequireTask() | AnalyseTask() | EvolveTask() | ReportTask():
            return _nothing(workflow)
        case RunFinished() | StopTask():
            return _nothing(workflow)
        case _ as never:
            assert_never(never)


def _nothing(workflow: Workflow) -> Decision:
    return Decision(workflow=workflow)


def _begin(workflow: Workflow, request: RunRequest, now: datetime) -> Decision:
    if workflow.state is not RunState.PENDING:
        return _nothing(workflow)
    running = _changed(workflow, state=RunState.RUNNING, request=request, started_at=now)
    return _enter(running, AgentName.OBSERVATION, now)


def _cancel(workflow: Workflow, reason: str) -> Decision:
    """Stop the running stage and report. A run that is already being reported ends by itself in a moment.

    A cancellation is urgent, so it can overtake the request that it is about: that one then begins no stage.
    """
    if workflow.stage is AgentName.REPORTING or workflow.cancelled is not None:
        return _nothing(workflow)
    cancelled = _changed(workflow, cancelled=reason)
    if workflow.stage is None or workflow.stopping is not None:
        return _nothing(cancelled)
    return _stop(cancelled, "cancelled", reason)


def _deadline(workflow: Workflow, passed: DeadlinePassed, now: datetime) -> Decision:
    if passed.stage is not workflow.stage:
        return _nothing(workflow)
    seconds = _seconds(workflow.stage_began_at, now)
    if passed.phase == "work":
        if workflow.stopping is not None:
            return _nothing(workflow)
        return _stop(workflow, "timed-out", f"it exceeded its time of {seconds:.0f} s")
    reason = (
        workflow.cancelled or f"it exceeded its time and did not stop when told to, after {seconds:.0f} s"
    )
    return _failed(workflow, Failed(stage=passed.stage, error="timed-out", message=reason), now)


def _stop(workflow: Workflow, error: Literal["timed-out", "cancelled"], reason: str) -> Decision:
    assert workflow.stage is not None  # noqa: S101 - the callers have looked
    stop = StopTask(error=error, reason=reason)
    last_chance = DeadlinePassed(stage=workflow.stage, phase="stop")
    return Decision(
        workflow=_changed(workflow, stopping=error),
        send=(
            Addressed(receiver=workflow.stage, payload=stop, priority=CRITICAL_PRIORITY),
            Addressed(receiver=AgentName.ORCHESTRATION, payload=last_chance, delay_s=STOP_S),
        ),
    )


def _result(workflow: Workflow, message: Payload, now: datetime) -> Decision:
    match workflow.stage, message:
        case AgentName.OBSERVATION, Observed():
            found = _changed(workflow, page_map=message.page_map)
        case AgentName.REQUIREMENTS, Required():
            found = _changed(workflow, scenarios=message.scenarios)
        case AgentName.ANALYSIS, Analysed():
            found = _changed(workflow, plan=message.plan)
        case AgentName.EVOLUTION, Evolved():
            found = _changed(workflow, specs=message.specs, results=message.results)
        case AgentName.REPORTING, Reported():
            ended = RunState.COMPLETED if workflow.cancelled is None else RunState.CANCELLED
            closed = _close(workflow, "completed", "", now)
            return _finish(_changed(closed, state=ended, report=message.report), now)
        case _:
            return _nothing(workflow)
    if workflow.cancelled is not None:
        return _next(_close(found, "cancelled", workflow.cancelled, now), now)
    if workflow.stopping == "timed-out":
        detail = "stopped at its deadline; what was found until then is kept"
        failed = _changed(found, failure=_failure(workflow, detail))
        return _next(_close(failed, "failed", detail, now), now)
    return _next(_close(found, "completed", "", now), now)


def _failed(workflow: Workflow, failed: Failed, now: datetime) -> Decision:
    """Keep what was found, name the failed stage, and go on to whatever can still be done."""
    if failed.stage is AgentName.REPORTING:
        closed = _close(workflow, "failed", failed.message, now)
        report = report_without_reporting(closed, failed.message, now)
        return _finish(_changed(closed, state=RunState.FAILED, report=report), now)
    kept = _changed(
        workflow,
        page_map=failed.page_map or workflow.page_map,
        specs=failed.specs or workflow.specs,
        results=failed.results or workflow.results,
    )
    if workflow.cancelled is not None:
        return _next(_close(kept, "cancelled", workflow.cancelled, now), now)
    message = failed.message
    if workflow.stopping == "timed-out" and failed.error == "cancelled":
        # The agent only knows that it was told to stop, not why.
        message = "it exceeded its time; what was found until then is kept"
    advice = failed.advice or (_MORE_TIME if failed.error in ("timed-out", "cancelled") else "")
    words = _sentence(message, advice)
    if failed.error == "blocked":
        told = _changed(kept, blocked=words)
    else:
        told = _changed(kept, failure=_failure(workflow, words))
    return _next(_close(told, "failed", message, now), now)


def _failure(workflow: Workflow, words: str) -> str:
    """All failures so far, each with the stage that it happened in."""
    assert workflow.stage is not None  # noqa: S101 - what fails is a stage
    named = f"{STAGE_NAMES[workflow.stage]}: {words}"
    if workflow.failure is None:
        return named
    return f"{workflow.failure}{' ' if workflow.failure.endswith('.') else '; '}{named}"


def _sentence(message: str, advice: str) -> str:
    """What went wrong and what to do about it, as two sentences."""
    if not advice:
        return message
    end = "" if message.endswith((".", "!", "?")) else "."
    return f"{message}{end} {advice[:1].upper()}{advice[1:]}"


def _close(workflow: Workflow, status: Status, detail: str, now: datetime) -> Workflow:
    timing = StageTiming.model_validate(
        {
            "stage": workflow.stage,
            "seconds": _seconds(workflow.stage_began_at, now),
            "status": status,
            "detail": detail,
        }
    )
    return _changed(workflow, stages=(*workflow.stages, timing))


def _next(workflow: Workflow, now: datetime) -> Decision:
    assert workflow.stage is not None  # noqa: S101 - only a stage that was entered is left
    return _enter(workflow, STAGES[STAGES.index(workflow.stage) + 1], now)


def _enter(workflow: Workflow, stage: AgentName, now: datetime) -> Decision:
    """Begin a stage, or skip it and begin the next one that can do something; reporting always can."""
    assert workflow.request is not None  # noqa: S101 - `_begin` has set it
    total_s = workflow.request.limits.time_budget_s
    budget = stage_budget(stage, total_s, _seconds(workflow.started_at, now))
    at_stage = _changed(workflow, stage=stage, stage_began_at=now, stopping=None)
    if budget is None and _why_skipped(workflow, stage) is None:
        used_up = f"the time budget of {total_s:.0f} s was used up before this stage"
        failed = _changed(at_stage, failure=_failure(at_stage, used_up))
        return _next(_close(failed, "skipped", used_up, now), now)
    reason = _why_skipped(workflow, stage)
    if reason is not None or budget is None:
        return _next(_close(at_stage, "skipped", reason or "", now), now)
    request = workflow.request
    limits = request.limits.model_copy(update={"time_budget_s": budget.work_s})
    task = _task(at_stage, request.model_copy(update={"limits": limits}), now)
    deadline = DeadlinePassed(stage=stage, phase="work")
    return Decision(
        workflow=at_stage,
        send=(
            Addressed(receiver=stage, payload=task),
            Addressed(receiver=AgentName.ORCHESTRATION, payload=deadline, delay_s=budget.deadline_s),
        ),
    )


def _why_skipped(workflow: Workflow, stage: AgentName) -> str | None:
    if stage is AgentName.REPORTING:
        return None
    if workflow.cancelled is not None:
        return "the run was cancelled"
    if workflow.blocked is not None:
        return "the application could not be tested"
    if stage is AgentName.REQUIREMENTS and not (workflow.page_map and workflow.page_map.pages):
        return "no page was observed"
    if stage is AgentName.ANALYSIS and not (workflow.scenarios and workflow.scenarios.scenarios):
        return "no scenario was derived"
    if stage is AgentName.EVOLUTION and not _planned(workflow):
        return "no scenario is planned"
    return None


def _planned(workflow: Workflow) -> bool:
    if workflow.plan is None:
        return False
    return bool({risk.scenario for risk in workflow.plan.risks} - set(workflow.plan.left_out))


def _task(workflow: Workflow, request: RunRequest, now: datetime) -> Payload:
    """The task of the stage that is being entered; `_why_skipped` has seen to it that its input is there."""
    match workflow.stage, workflow.page_map, workflow.scenarios, workflow.plan:
        case AgentName.REQUIREMENTS, page_map, _, _ if page_map is not None:
            return RequireTask(request=request, page_map=page_map)
        case AgentName.ANALYSIS, page_map, scenarios, _ if page_map is not None and scenarios is not None:
            return AnalyseTask(request=request, page_map=page_map, scenarios=scenarios)
        case AgentName.EVOLUTION, page_map, scenarios, plan if page_map and scenarios and plan:
            return EvolveTask(request=request, page_map=page_map, scenarios=scenarios, plan=plan)
        case AgentName.REPORTING, _, _, _:
            return _report_task(workflow, now)
        case _:
            return ObserveTask(request=request)


def _report_task(workflow: Workflow, now: datetime) -> ReportTask:
    assert workflow.request is not None  # noqa: S101 - `_begin` has set both
    assert workflow.started_at is not None  # noqa: S101
    return ReportTask(
        request=workflow.request,
        started_at=workflow.started_at.isoformat(timespec="seconds"),
        duration_s=_seconds(workflow.started_at, now),
        stages=workflow.stages,
        page_map=workflow.page_map,
        scenarios=workflow.scenarios,
        plan=workflow.plan,
        specs=workflow.specs,
        results=workflow.results,
        blocked=workflow.blocked,
        failure=workflow.failure,
        cancelled=workflow.cancelled,
    )


def _finish(workflow: Workflow, now: datetime) -> Decision:
    """Tell the door. Reporting could not know how long it would take itself."""
    assert workflow.report is not None  # noqa: S101 - both callers have set it
    duration_s = _seconds(workflow.started_at, now)
    report = workflow.report.model_copy(update={"stages": workflow.stages, "duration_s": duration_s})
    finished = RunFinished(
        report=report,
        page_map=workflow.page_map,
        scenarios=workflow.scenarios,
        plan=workflow.plan,
        specs=workflow.specs,
        results=workflow.results,
    )
    return Decision(
        workflow=_changed(workflow, stage=None, stage_began_at=None, stopping=None, report=report),
        send=(Addressed(receiver=AgentName.DOOR, payload=finished),),
    )


def _seconds(since: datetime | None, now: datetime) -> float:
    return 0.0 if since is None else round(max(0.0, (now - since).total_seconds()), 3)


def _changed(workflow: Workflow, **update: object) -> Workflow:
    return workflow.model_copy(update=update)
