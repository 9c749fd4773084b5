"""Compiled tests: performed steps with observed expectations, and the files printed from them."""

from enum import StrEnum
from typing import Literal

from pydantic import Field

from agents.domain.assertions import Assertion
from agents.domain.base import Document, Fraction, Model
from agents.domain.locator import Locator
from agents.domain.scenario import Citation, ScenarioKind
from agents.domain.steps import Step


class Wait(Model):
    """What must be seen before the next step, because a test is faster than the page (docs/adr/0021)."""

    after: int = Field(ge=0, description="How many steps of the block are done by then")
    on: Locator
    filled: bool = Field(default=False, description="A field is waited for until a script has filled it")


class Performed(Model):
    """One Given/When/Then sentence as performed: steps, then what was observed and held in every repeat."""

    keyword: Literal["Given", "When", "Then"]
    text: str
    steps: tuple[Step, ...] = ()
    waits: tuple[Wait, ...] = ()
    assertions: tuple[Assertion, ...] = ()
    restores: bool = Field(
        default=False, description="Sets back what the blocks before it changed, also when one of them fails"
    )


class TestCase(Model):
    """The master form of a test (C02): printable in any language, executable step by step."""

    __test__ = False

    id: str
    scenario: str
    title: str
    kind: ScenarioKind
    feature: str
    start: str
    signed_in: bool = False
    writes: bool = False
    leaves: str = Field(
        default="", description="Why what it stores stays there each time it is run; empty where nothing does"
    )
    blocks: tuple[Performed, ...] = Field(min_length=1)


class SpecFile(Model):
    """One printed file."""

    name: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", description="Without .spec.ts")
    feature: str
    text: str
    tests: tuple[TestCase, ...] = Field(min_length=1)

    @property
    def filename(self) -> str:
        """Name of the file on disk."""
        return f"{self.name}.spec.ts"


class ServerFailure(Model):
    """A 5xx answer of the target's own origin to what a scenario did."""

    method: str
    path: str = Field(description="Without what differs from run to run")
    status: int


class FailureMet(Model):
    """A server error that no planned test was given up for."""

    failure: ServerFailure
    when: str = Field(description="What was being done, such as `while signing in`")


class Rejection(Model):
    """A planned test that is not delivered, and why."""

    scenario: str
    title: str
    stage: Literal["perform", "observe", "repeat", "execute", "print", "limit", "safety"]
    reason: str
    server_failures: tuple[ServerFailure, ...] = Field(
        default=(), description="What the server failed at meanwhile: findings, whatever else came of it"
    )


class SpecSet(Document):
    """What Evolution delivers."""

    files: tuple[SpecFile, ...]
    sign_in: tuple[Step, ...] = Field(default=(), description="Steps of the printed sign-in helper")
    signed_in_when: tuple[Assertion, ...] = Field(default=(), description="What shows that they worked")
    rejected: tuple[Rejection, ...] = ()


class RunStatus(StrEnum):
    PASSED = "passed"
    FAILED = "failed"
    TIMED_OUT = "timed-out"
    SKIPPED = "skipped"
    INTERRUPTED = "interrupted"


class TestRun(Model):
    """One execution of one test in a fresh context."""

    __test__ = False

    repeat: int
    where: Literal["head", "base"] = "head"
    status: RunStatus
    duration_ms: float
    error: str | None = None
    screenshot: str | None = Field(default=None, description="Path relative to the run's folder")
    lost_before: str | None = Field(
        default=None, description="Why an earlier attempt at this run was lost and made again, if one was"
    )
    server_failures: tuple[ServerFailure, ...] = Field(
        default=(), description="What the server failed at meanwhile, whether or not the test noticed"
    )


class Comparison(StrEnum):
    """A spec on base and head (PRODUCT.md, verdicts)."""

    REGRESSION = "regression"
    NEW_BEHAVIOUR = "new-behaviour"
    GUARD = "guard"
    NOT_BLAMED = "not-blamed"


class TestResult(Model):
    """All executions of one test."""

    __test__ = False

    test: str
    title: str
    file: str
    runs: tuple[TestRun, ...]
    outcome: Literal["passed", "flaky", "failed", "skipped"]
    delivered: bool
    comparison: Comparison | None = None
    reason: str = ""


class LeftBehind(Model):
    """What a scenario stored on the application that was not seen to be taken away again."""

    scenario: str
    title: str
    stored: tuple[str, ...] = Field(description="What was filled in and chosen, in words; never a secret")
    why: str = Field(description="Why it stayed")
    performed: int = Field(ge=0, description="How often it was stored while the scenario was performed")
    ran: int = Field(ge=0, description="How often at most while its printed test was run")
    again: bool = Field(default=False, description="Its delivered test stores it each time it is run")


class ResultSet(Document):
    results: tuple[TestResult, ...]
    repeat: int
    duration_s: float = 0.0
    degraded: tuple[str, ...] = Field(default=(), description="What went wrong without ending the stage")
    server_failures: tuple[FailureMet, ...] = Field(
        default=(), description="Server errors met with while signing in or while printed tests ran: findings"
    )
    left: tuple[LeftBehind, ...] = Field(default=(), description="What the run left on the application")


class FlakeBound(Model):
    """95 % upper bound of the failure rate after `runs` runs without a failure (exact binomial)."""

    runs: int
    failures: int
    upper_bound: Fraction


class TestEvidence(Model):
    """Why a test deserves trust. Holds no times, so that it is the same for the same application."""

    __test__ = False

    test: str
    scenario: str
    title: str
    cites: tuple[Citation, ...]
    locators: tuple[str, ...]
    assertions: int
    performed: int = Field(description="Fresh contexts in which all its facts were observed alike")
    flake: FlakeBound
    faults_caught: tuple[str, ...] = ()
    generator: str
    model: str | None = None


class Evidence(Document):
    """One file of evidence a spec file."""

    spec: str
    sha256: str
    tests: tuple[TestEvidence, ...]
