"""What agents say to one another: an envelope around a closed union of payloads."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from agents.domain.base import Document, Model
from agents.domain.page import PageMap
from agents.domain.report import RunReport, StageTiming
from agents.domain.risk import RiskPlan
from agents.domain.scenario import ScenarioSet
from agents.domain.spec import ResultSet, SpecSet
from agents.domain.target import RunRequest


class AgentName(StrEnum):
    """The six agent types (S003), and the door that a run came through."""

    OBSERVATION = "observation"
    REQUIREMENTS = "requirements"
    ANALYSIS = "analysis"
    EVOLUTION = "evolution"
    ORCHESTRATION = "orchestration"
    REPORTING = "reporting"
    DOOR = "door"


class RunRequested(Model):
    """door → orchestration: test this."""

    type: Literal["run-requested"] = "run-requested"
    request: RunRequest


class CancelRequested(Model):
    """door → orchestration: end the run in order and keep what was found."""

    type: Literal["cancel-requested"] = "cancel-requested"
    reason: str


class ObserveTask(Model):
    """orchestration → observation."""

    type: Literal["observe"] = "observe"
    request: RunRequest


class Observed(Model):
    type: Literal["observed"] = "observed"
    page_map: PageMap


class RequireTask(Model):
    """orchestration → requirements."""

    type: Literal["require"] = "require"
    request: RunRequest
    page_map: PageMap


class Required(Model):
    type: Literal["required"] = "required"
    scenarios: ScenarioSet


class AnalyseTask(Model):
    """orchestration → analysis."""

    type: Literal["analyse"] = "analyse"
    request: RunRequest
    page_map: PageMap
    scenarios: ScenarioSet


class Analysed(Model):
    type: Literal["analysed"] = "analysed"
    plan: RiskPlan


class EvolveTask(Model):
    """orchestration → evolution."""

    type: Literal["evolve"] = "evolve"
    request: RunRequest
    page_map: PageMap
    scenarios: ScenarioSet
    plan: RiskPlan


class Evolved(Model):
    type: Literal["evolved"] = "evolved"
    specs: SpecSet
    results: ResultSet


class ReportTask(Model):
    """orchestration → reporting. What is None was not reached."""

    type: Literal["report"] = "report"
    request: RunRequest
    started_at: str
    duration_s: float
    stages: tuple[StageTiming, ...]
    page_map: PageMap | None = None
    scenarios: ScenarioSet | None = None
    plan: RiskPlan | None = None
    specs: SpecSet | None = None
    results: ResultSet | None = None
    blocked: str | None = Field(default=None, description="Why the target could not be tested, with advice")
    failure: str | None = Field(default=None, description="Why a stage failed")
    cancelled: str | None = None


class Reported(Model):
    type: Literal["reported"] = "reported"
    report: RunReport


class Failed(Model):
    """agent → orchestration: the task could not be done; what was found so far is kept."""

    type: Literal["failed"] = "failed"
    stage: AgentName
    error: Literal["blocked", "failed", "timed-out", "cancelled"]
    message: str
    advice: str = ""
    page_map: PageMap | None = None
    specs: SpecSet | None = None
    results: ResultSet | None = None


class RunFinished(Model):
    """orchestration → door: the report, and what it was made from. What is None was not reached."""

    type: Literal["run-finished"] = "run-finished"
    report: RunReport
    page_map: PageMap | None = None
    scenarios: ScenarioSet | None = None
    plan: RiskPlan | None = None
    specs: SpecSet | None = None
    results: ResultSet | None = None


class StopTask(Model):
    """orchestration → agent: end the work on this run now and answer with what there is.

    The loop acts on it by cancelling the task. An agent with partial results catches
    `asyncio.CancelledError` in `execute_task` and returns them (its usual result, or `Failed` with them);
    else the loop answers for it.
    """

    type: Literal["stop"] = "stop"
    error: Literal["timed-out", "cancelled"]
    reason: str


class DeadlinePassed(Model):
    """orchestration → itself, delayed: a stage's time, or the time it was given to stop, is over."""

    type: Literal["deadline-passed"] = "deadline-passed"
    stage: AgentName
    phase: Literal["work", "stop"]


Payload = Annotated[
    RunRequested
    | CancelRequested
    | ObserveTask
    | Observed
    | RequireTask
    | Required
    | AnalyseTask
    | Analysed
    | EvolveTask
    | Evolved
    | ReportTask
    | Reported
    | Failed
    | RunFinished
    | StopTask
    | DeadlinePassed,
    Field(discriminator="type"),
]


NORMAL_PRIORITY = 5
CRITICAL_PRIORITY = 10
"""Steers work that is under way, so an agent takes it even when it is at capacity."""


class Envelope(Document):
    """A message on the bus (REQUIREMENTS.md 2.6). Holds only what can be serialised."""

    message_id: str
    conversation_id: str = Field(description="The run")
    tenant_id: str = "local"
    sender: AgentName
    receiver: AgentName
    priority: int = Field(default=NORMAL_PRIORITY, ge=0, le=CRITICAL_PRIORITY)
    payload: Payload
