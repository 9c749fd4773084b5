"""The one report model, rendered in every format."""

from enum import StrEnum
from typing import Literal

from pydantic import Field

from agents.domain.base import Document, Fraction, Model
from agents.domain.page import NotDone
from agents.domain.risk import Risk
from agents.domain.scenario import Priority, Scenario, Unplanned
from agents.domain.spec import LeftBehind, Rejection, TestResult
from agents.domain.target import Safety


class Verdict(StrEnum):
    """PRODUCT.md, verdicts."""

    PASSED = "passed"
    FAILED = "failed"
    FLAKY = "flaky"
    BLOCKED = "blocked"
    INCONCLUSIVE = "inconclusive"
    SKIPPED = "skipped"
    CANCELLED = "cancelled"

    @property
    def exit_code(self) -> int:
        """Exit code of the command line (PRODUCT.md, verdicts)."""
        return _EXIT_CODES[self]


_EXIT_CODES = {
    Verdict.PASSED: 0,
    Verdict.FAILED: 1,
    Verdict.FLAKY: 1,
    Verdict.BLOCKED: 3,
    Verdict.INCONCLUSIVE: 5,
    Verdict.SKIPPED: 0,
    Verdict.CANCELLED: 130,
}


class FindingKind(StrEnum):
    REGRESSION = "regression"
    FAILING_SPEC = "failing-spec"
    SERVER_ERROR = "server-error"
    CONSOLE_ERROR = "console-error"
    DEAD_CONTROL = "dead-control"
    BROKEN_LINK = "broken-link"


class Finding(Model):
    """Something wrong with the application; the id is stable across runs."""

    id: str
    kind: FindingKind
    title: str
    where: str
    evidence: tuple[str, ...]
    counts: bool = Field(description="Whether it makes the verdict failed, or is only told")


class PageSummary(Model):
    id: str
    path_pattern: str
    title: str
    page_type: str
    states: int
    elements: int = Field(description="Controls: visible, enabled and located, each counted once")
    exercised: int = Field(description="Controls that a delivered test acts on or asserts")
    forms: int
    screenshot: str | None = None


class Coverage(Model):
    """What the delivered tests touch of what was seen (C30: page and control coverage, not code coverage)."""

    pages_seen: int
    pages_tested: int
    elements_seen: int = Field(
        description="Controls, each counted once however many pages and states show it"
    )
    elements_tested: int
    forms_seen: int
    forms_tested: int


class TestSummary(Model):
    """One delivered test as the report tells it."""

    __test__ = False

    id: str
    scenario: str
    title: str
    file: str
    feature: str
    priority: Priority
    risk: Fraction
    steps: int
    assertions: int
    leaves: str = Field(default="", description="Why what it stores stays there each time it is run")
    result: TestResult


STAGES = {
    "observation": "Observe",
    "requirements": "Derive",
    "analysis": "Rank",
    "evolution": "Write and prove",
    "reporting": "Report",
}
"""The stages of a run as people read them, in the console and in the report."""


class StageTiming(Model):
    stage: Literal["observation", "requirements", "analysis", "evolution", "reporting"]
    seconds: float
    status: Literal["completed", "failed", "cancelled", "skipped"]
    detail: str = ""


class ModelUse(Model):
    """What a language model added, and what it cost. All zero when none was used."""

    name: str | None = None
    calls: int = 0
    tokens: int = 0
    cost_usd: float = 0.0
    added: str = "No model was used."


class RunReport(Document):
    """The result of a run, whichever door it came through."""

    run_id: str
    url: str
    base_url: str | None = None
    generator: str = Field(description="greenroom and its version")
    verdict: Verdict
    reason: str = Field(description="One sentence: why this verdict")
    incomplete: bool = False
    degraded: tuple[str, ...] = ()
    limits_reached: tuple[str, ...] = ()
    safety: Safety
    goal: str | None = None
    started_at: str = Field(description="ISO 8601, UTC")
    duration_s: float
    stages: tuple[StageTiming, ...] = ()
    coverage: Coverage | None = None
    pages: tuple[PageSummary, ...] = ()
    tests: tuple[TestSummary, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    risks: tuple[Risk, ...] = ()
    rejected: tuple[Rejection, ...] = ()
    unplanned: tuple[Unplanned, ...] = ()
    findings: tuple[Finding, ...] = ()
    not_done: tuple[NotDone, ...] = ()
    left: tuple[LeftBehind, ...] = Field(default=(), description="What the run left on the application")
    signed_in: bool = False
    model: ModelUse = ModelUse()
