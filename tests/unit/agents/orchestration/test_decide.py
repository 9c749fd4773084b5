"""The state machine of a run (S037-S039, C07; rule learned 31)."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from agents.base import Addressed
from agents.domain.report import STAGES as WORDS
from agents.domain.report import Verdict
from agents.domain.spec import ResultSet
from agents.messages import (
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
from agents.orchestration.budget import REPORTING_S, STOP_S
from agents.orchestration.decide import decide
from agents.orchestration.state import RunState, Workflow
from tests.fakes import documents
from tests.fakes.clock import BEGIN

PENDING = Workflow(run_id="run-1")
START = RunRequested(request=documents.request())
OBSERVED = Observed(page_map=documents.page_map())
REQUIRED = Required(scenarios=documents.scenarios())
ANALYSED = Analysed(plan=documents.plan())
EVOLVED = Evolved(specs=documents.specs(), results=documents.results())
REPORTED = Reported(report=documents.report())
CANCEL = CancelRequested(reason="interrupted")
HAPPY: tuple[Payload, ...] = (START, OBSERVED, REQUIRED, ANALYSED, EVOLVED, REPORTED)
STAGES = ("observation", "requirements", "analysis", "evolution", "reporting")


class Run:
    """A run that is told one message after another, a second apart."""

    def __init__(self, *messages: Payload) -> None:
        self.workflow = PENDING
        self.sent: tuple[Addressed, ...] = ()
        self.passed_s = 0.0
        for message in messages:
            self.tell(message)

    def tell(self, message: Payload, after_s: float = 1.0) -> "Run":
        self.passed_s += after_s
        decision = decide(self.workflow, message, BEGIN + timedelta(seconds=self.passed_s))
        self.workflow, self.sent = decision.workflow, decision.send
        return self

    def told(self, kind: type[Payload]) -> Payload:  # type: ignore[valid-type]
        return next(one.payload for one in self.sent if isinstance(one.payload, kind))

    @property
    def task(self) -> Payload:
        return self.sent[0].payload

    @property
    def report_task(self) -> ReportTask:
        task = self.told(ReportTask)
        assert isinstance(task, ReportTask)
        return task

    @property
    def statuses(self) -> list[tuple[str, str]]:
        return [(timing.stage, timing.status) for timing in self.workflow.stages]


def failed(stage: str, **more: object) -> Failed:
    return Failed.model_validate({"stage": stage, "error": "failed", "message": "it broke", **more})


def passed(stage: str, phase: str = "work") -> DeadlinePassed:
    return DeadlinePassed.model_validate({"stage": stage, "phase": phase})


def test_the_stages_follow_one_another_and_hand_on_what_was_found() -> None:
    run = Run()
    expected: Sequence[tuple[Payload, type]] = (
        (START, ObserveTask),
        (OBSERVED, RequireTask),
        (REQUIRED, AnalyseTask),
        (ANALYSED, EvolveTask),
        (EVOLVED, ReportTask),
    )
    for (message, task), stage in zip(expected, STAGES, strict=True):
        run.tell(message)
        assert [type(one.payload) for one in run.sent] == [task, DeadlinePassed]
        assert [one.receiver for one in run.sent] == [stage, "orchestration"]
        assert run.workflow.stage == stage
        assert run.workflow.state is RunState.RUNNING
    task = run.report_task
    assert (task.page_map, task.scenarios, task.plan) == (
        OBSERVED.page_map,
        REQUIRED.scenarios,
        ANALYSED.plan,
    )
    assert (task.specs, task.results) == (EVOLVED.specs, EVOLVED.results)
    assert (task.blocked, task.failure, task.cancelled) == (None, None, None)
    assert task.duration_s == 4.0
    assert task.started_at == "2026-03-01T12:00:01+00:00"


def test_a_finished_run_tells_the_door_everything() -> None:
    run = Run(*HAPPY)
    assert run.workflow.state is RunState.COMPLETED
    assert run.workflow.stage is None
    assert run.statuses == [(stage, "completed") for stage in STAGES]
    (message,) = run.sent
    assert message.receiver is AgentName.DOOR
    finished = message.payload
    assert isinstance(finished, RunFinished)
    assert finished.report.stages == run.workflow.stages
    assert finished.report.duration_s == 5.0
    assert finished.specs == EVOLVED.specs
    assert finished.page_map == OBSERVED.page_map


def test_stage_times_are_measured() -> None:
    run = Run(START).tell(OBSERVED, after_s=12.5).tell(REQUIRED, after_s=0.25)
    assert [timing.seconds for timing in run.workflow.stages] == [12.5, 0.25]


def test_each_agent_is_told_its_own_share_of_the_time() -> None:
    """A stage that ends early leaves its time to the later ones; reporting is told the whole budget."""
    run = Run(START)
    assert isinstance(run.task, ObserveTask)
    assert run.task.request.limits.time_budget_s == pytest.approx(35.0)
    run.tell(OBSERVED).tell(REQUIRED).tell(ANALYSED)
    assert isinstance(run.task, EvolveTask)
    assert run.task.request.limits.time_budget_s == pytest.approx(97.0)
    deadline = run.sent[1]
    assert deadline.delay_s > 97.0
    run.tell(EVOLVED)
    assert run.report_task.request == START.request
    assert run.sent[1].delay_s == REPORTING_S


@pytest.mark.parametrize("number", range(len(HAPPY)))
def test_a_message_delivered_twice_changes_nothing(number: int) -> None:
    """Rule learned 30: at least once means sometimes twice."""
    once = Run(*HAPPY[: number + 1])
    before = once.workflow
    once.tell(HAPPY[number])
    assert once.workflow == before
    assert once.sent == ()


EVERY_MESSAGE: tuple[Payload, ...] = (
    *HAPPY,
    CANCEL,
    *(failed(stage) for stage in STAGES),
    *(passed(stage, phase) for stage in STAGES for phase in ("work", "stop")),
    ObserveTask(request=documents.request()),
    RequireTask(request=documents.request(), page_map=OBSERVED.page_map),
    AnalyseTask(request=documents.request(), page_map=OBSERVED.page_map, scenarios=REQUIRED.scenarios),
    EvolveTask(
        request=documents.request(),
        page_map=OBSERVED.page_map,
        scenarios=REQUIRED.scenarios,
        plan=ANALYSED.plan,
    ),
    ReportTask(request=documents.request(), started_at="", duration_s=0, stages=()),
    RunFinished(report=documents.report()),
    StopTask(error="cancelled", reason="x"),
)
RESULT_OF = dict(zip(STAGES, HAPPY[1:], strict=True))


@pytest.mark.parametrize("message", EVERY_MESSAGE, ids=lambda message: message.type)
@pytest.mark.parametrize("stage", STAGES)
def test_every_message_in_every_stage_is_either_meant_for_it_or_ignored(stage: str, message: Payload) -> None:
    """Exhaustive: stage by message."""
    run = Run(*HAPPY[: STAGES.index(stage) + 1])
    before = run.workflow
    assert before.stage == stage
    run.tell(message)
    for_this_stage = (
        message == RESULT_OF[stage]
        or (isinstance(message, (Failed, DeadlinePassed)) and message.stage == stage)
        or (isinstance(message, CancelRequested) and stage != "reporting")
    )
    if for_this_stage:
        assert run.workflow != before
        assert run.sent
    else:
        assert run.workflow == before
        assert run.sent == ()


@pytest.mark.parametrize("message", EVERY_MESSAGE, ids=lambda message: message.type)
@pytest.mark.parametrize("end", ["completed", "failed", "cancelled"])
def test_nothing_changes_a_run_that_has_ended(end: str, message: Payload) -> None:
    run = Run(*HAPPY)
    run.workflow = run.workflow.model_copy(update={"state": RunState(end)})
    before = run.workflow
    run.tell(message)
    assert run.workflow == before
    assert run.sent == ()


@pytest.mark.parametrize(
    "message", [one for one in EVERY_MESSAGE if one not in (START, CANCEL)], ids=lambda one: one.type
)
def test_a_run_that_was_not_asked_for_does_not_begin(message: Payload) -> None:
    run = Run(message)
    assert run.workflow == PENDING
    assert run.sent == ()


def test_a_blocked_target_goes_straight_to_reporting() -> None:
    blocked = failed("observation", error="blocked", message="nothing answers", advice="start it")
    run = Run(START, blocked)
    assert run.report_task.blocked == "nothing answers. Start it"
    assert run.report_task.failure is None
    assert run.statuses == [
        ("observation", "failed"),
        ("requirements", "skipped"),
        ("analysis", "skipped"),
        ("evolution", "skipped"),
    ]
    assert run.workflow.stages[1].detail == "the application could not be tested"


@pytest.mark.parametrize("stage", STAGES[:-1])
def test_a_failed_stage_is_named_and_reporting_still_runs(stage: str) -> None:
    run = Run(*HAPPY[: STAGES.index(stage) + 1], failed(stage, message="ValueError: x", advice="a defect"))
    assert run.report_task.failure == f"{WORDS[stage]}: ValueError: x. A defect"
    assert (stage, "failed") in run.statuses
    assert [name for name, _ in run.statuses] == list(STAGES[:-1])


def test_what_was_found_before_the_failure_is_kept() -> None:
    """Rule learned 31: a failure never overwrites partial results."""
    run = Run(START, OBSERVED, REQUIRED, ANALYSED, failed("evolution", specs=documents.specs()))
    task = run.report_task
    assert task.page_map == OBSERVED.page_map
    assert task.specs == documents.specs()
    assert task.results is None


def test_a_partial_page_map_is_worked_on() -> None:
    partial = documents.page_map("a", "b")
    run = Run(START, failed("observation", error="timed-out", page_map=partial))
    assert isinstance(run.task, RequireTask)
    assert run.task.page_map == partial
    run.tell(REQUIRED).tell(ANALYSED).tell(failed("evolution", results=documents.results()))
    assert run.report_task.failure == (
        "Observe: it broke. Give it more with --time-budget, or less to look at with --max-pages."
        " Write and prove: it broke"
    )
    assert run.report_task.results == documents.results()


@pytest.mark.parametrize(
    ("messages", "stage", "detail"),
    [
        (
            (START, Observed(page_map=documents.page_map().model_copy(update={"pages": ()}))),
            1,
            "no page was observed",
        ),
        (
            (START, OBSERVED, Required(scenarios=documents.scenarios().model_copy(update={"scenarios": ()}))),
            2,
            "no scenario was derived",
        ),
        (
            (START, OBSERVED, REQUIRED, Analysed(plan=documents.plan(left_out=("open-home",)))),
            3,
            "no scenario is planned",
        ),
    ],
)
def test_a_stage_without_anything_to_do_is_skipped(
    messages: tuple[Payload, ...], stage: int, detail: str
) -> None:
    run = Run(*messages)
    assert isinstance(run.task, ReportTask)
    assert run.task.failure is None
    assert run.workflow.stages[stage].status == "skipped"
    assert run.workflow.stages[stage].detail == detail


def test_a_used_up_time_budget_ends_the_run_in_order() -> None:
    """Promise 10: reaching a limit is named."""
    run = Run(START, OBSERVED, REQUIRED).tell(ANALYSED, after_s=98.0)
    assert (
        run.report_task.failure == "Write and prove: the time budget of 100 s was used up before this stage"
    )
    assert run.workflow.stages[-1].status == "skipped"


def test_a_stage_that_exceeds_its_time_is_stopped_and_its_partial_result_worked_on() -> None:
    run = Run(START).tell(passed("observation"), after_s=40)
    stop, last_chance = run.sent
    assert stop.receiver is AgentName.OBSERVATION
    assert isinstance(stop.payload, StopTask)
    assert stop.payload.error == "timed-out"
    assert stop.payload.reason == "it exceeded its time of 40 s"
    assert stop.priority == 10
    assert last_chance.payload == passed("observation", "stop")
    assert last_chance.delay_s == STOP_S
    run.tell(OBSERVED)
    assert isinstance(run.task, RequireTask)
    assert run.statuses == [("observation", "failed")]
    run.tell(REQUIRED).tell(ANALYSED).tell(EVOLVED)
    assert run.report_task.failure is not None
    assert run.report_task.failure.startswith("Observe: stopped at its deadline")


def test_a_stage_that_does_not_stop_is_left_behind() -> None:
    run = Run(START, OBSERVED, REQUIRED, ANALYSED, passed("evolution"), passed("evolution", "stop"))
    assert run.report_task.failure is not None
    assert "did not stop when told to" in run.report_task.failure
    before = run.workflow
    run.tell(EVOLVED)
    assert run.workflow == before
    assert run.sent == ()


def test_a_deadline_that_passed_during_the_stop_says_nothing_new() -> None:
    run = Run(START, CANCEL)
    before = run.workflow
    run.tell(passed("observation"))
    assert run.workflow == before
    assert run.sent == ()


@pytest.mark.parametrize("stage", STAGES[:-1])
def test_cancelling_stops_the_stage_and_reports_what_there_is(stage: str) -> None:
    run = Run(*HAPPY[: STAGES.index(stage) + 1], CANCEL)
    stop = run.sent[0]
    assert stop.receiver == stage
    assert stop.payload == StopTask(error="cancelled", reason="interrupted")
    run.tell(RESULT_OF[stage])
    assert run.report_task.cancelled == "interrupted"
    assert (stage, "cancelled") in run.statuses
    kept = {"observation": "page_map", "requirements": "scenarios", "analysis": "plan", "evolution": "specs"}
    assert getattr(run.report_task, kept[stage]) is not None
    assert all(status == "skipped" for name, status in run.statuses[STAGES.index(stage) + 1 :])
    report = documents.report(Verdict.CANCELLED)
    run.tell(Reported(report=report))
    assert run.workflow.state is RunState.CANCELLED


def test_a_cancellation_that_overtakes_its_request_is_not_lost() -> None:
    """Ctrl-C right after the start: both wait in the inbox, and the urgent one is read first."""
    run = Run(CANCEL)
    assert run.workflow.state is RunState.PENDING
    assert run.sent == ()
    run.tell(START)
    assert run.report_task.cancelled == "interrupted"
    assert run.statuses == [(stage, "skipped") for stage in STAGES[:-1]]
    run.tell(Reported(report=documents.report(Verdict.CANCELLED)))
    assert run.workflow.state is RunState.CANCELLED


def test_cancelling_a_stage_that_answers_with_a_failure() -> None:
    run = Run(START, CANCEL, failed("observation", error="cancelled", page_map=documents.page_map("a")))
    assert run.report_task.cancelled == "interrupted"
    assert run.report_task.failure is None
    assert run.report_task.page_map == documents.page_map("a")


def test_cancelling_a_stage_that_does_not_answer() -> None:
    run = Run(START, CANCEL, passed("observation", "stop"))
    assert run.report_task.cancelled == "interrupted"
    assert run.statuses[0] == ("observation", "cancelled")


def test_cancelling_twice_is_cancelling_once() -> None:
    run = Run(START, CANCEL)
    before = run.workflow
    run.tell(CancelRequested(reason="again"))
    assert run.workflow == before
    assert run.sent == ()


def test_cancelling_a_stage_that_is_being_stopped_already() -> None:
    run = Run(START, passed("observation"), CANCEL)
    assert run.sent == ()
    run.tell(OBSERVED)
    assert run.report_task.cancelled == "interrupted"


def test_a_run_that_is_being_reported_finishes_its_report() -> None:
    run = Run(START, OBSERVED, CANCEL, RESULT_OF["requirements"], CANCEL, REPORTED)
    assert run.workflow.state is RunState.CANCELLED
    other = Run(*HAPPY[:-1], CANCEL, REPORTED)
    assert other.workflow.state is RunState.COMPLETED


@pytest.mark.parametrize(
    ("messages", "verdict", "reason"),
    [
        (HAPPY[:-1], Verdict.INCONCLUSIVE, "The results could not be judged: it broke"),
        ((START, failed("observation", error="blocked", message="a wall")), Verdict.BLOCKED, "a wall"),
        ((START, CANCEL, OBSERVED), Verdict.CANCELLED, "interrupted"),
    ],
)
def test_a_failed_report_is_replaced_by_the_facts_and_never_green(
    messages: tuple[Payload, ...], verdict: Verdict, reason: str
) -> None:
    """Promise 5."""
    run = Run(*messages, failed("reporting"))
    assert run.workflow.state is RunState.FAILED
    finished = run.told(RunFinished)
    assert isinstance(finished, RunFinished)
    report = finished.report
    assert (report.verdict, report.reason) == (verdict, reason)
    assert report.incomplete
    assert report.degraded == ("The report could not be made: it broke",)
    assert report.stages[-1].status == "failed"
    assert report.stages[-1].stage == "reporting"


def test_a_replaced_report_holds_what_is_known() -> None:
    report = Run(*HAPPY[:-1], failed("reporting")).workflow.report
    assert report is not None
    assert report.scenarios == REQUIRED.scenarios.scenarios
    assert report.risks == ANALYSED.plan.risks
    assert report.not_done == OBSERVED.page_map.not_done
    assert report.rejected == EVOLVED.specs.rejected
    assert report.tests == ()


def test_reporting_has_a_deadline_too() -> None:
    run = Run(*HAPPY[:-1], passed("reporting"), passed("reporting", "stop"))
    assert run.workflow.state is RunState.FAILED


def test_two_runs_with_the_same_messages_decide_the_same() -> None:
    assert Run(*HAPPY).workflow == Run(*HAPPY).workflow


def test_a_workflow_survives_being_stored() -> None:
    for number in range(len(HAPPY)):
        workflow = Run(*HAPPY[: number + 1]).workflow
        assert Workflow.model_validate_json(workflow.model_dump_json()) == workflow


def test_results_of_evolution_alone_are_kept() -> None:
    results = ResultSet(results=(), repeat=1)
    run = Run(START, OBSERVED, REQUIRED, ANALYSED, failed("evolution", results=results))
    assert run.report_task.results == results
