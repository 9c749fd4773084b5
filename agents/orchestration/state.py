"""The state of a run: what has been done, what was found, and how it ended (S039, C07)."""

from datetime import datetime
from enum import StrEnum
from typing import Literal

from agents.domain.base import Document
from agents.domain.page import PageMap
from agents.domain.report import RunReport, StageTiming
from agents.domain.risk import RiskPlan
from agents.domain.scenario import ScenarioSet
from agents.domain.spec import ResultSet, SpecSet
from agents.domain.target import RunRequest
from agents.messages import AgentName

STAGES = (
    AgentName.OBSERVATION,
    AgentName.REQUIREMENTS,
    AgentName.ANALYSIS,
    AgentName.EVOLUTION,
    AgentName.REPORTING,
)


class RunState(StrEnum):
    """The life of a workflow (C07). The last three are ends."""

    PENDING = "pending"
    RUNNING = "running"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def ended(self) -> bool:
        """Whether nothing can happen any more."""
        return self in {RunState.COMPLETED, RunState.FAILED, RunState.CANCELLED}


class Workflow(Document):
    """All that Orchestration knows of a run. Saved after each stage; what is None was not reached."""

    run_id: str
    state: RunState = RunState.PENDING
    request: RunRequest | None = None
    started_at: datetime | None = None
    stage: AgentName | None = None
    stage_began_at: datetime | None = None
    stopping: Literal["timed-out", "cancelled"] | None = None
    stages: tuple[StageTiming, ...] = ()
    page_map: PageMap | None = None
    scenarios: ScenarioSet | None = None
    plan: RiskPlan | None = None
    specs: SpecSet | None = None
    results: ResultSet | None = None
    blocked: str | None = None
    failure: str | None = None
    cancelled: str | None = None
    report: RunReport | None = None
