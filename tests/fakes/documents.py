"""Small documents of each kind, all about the same made-up application."""

from agents.domain.locator import ByRole, Locator
from agents.domain.page import (
    Element,
    ElementKind,
    NotDone,
    Page,
    PageMap,
    PageTiming,
    State,
)
from agents.domain.report import Finding, FindingKind, RunReport, StageTiming, TestSummary, Verdict
from agents.domain.risk import Risk, RiskFactor, RiskPlan
from agents.domain.scenario import Citation, Phase, Priority, Scenario, ScenarioKind, ScenarioSet
from agents.domain.spec import (
    Evidence,
    FlakeBound,
    Performed,
    ResultSet,
    RunStatus,
    SpecFile,
    SpecSet,
    TestCase,
    TestEvidence,
    TestResult,
    TestRun,
)
from agents.domain.steps import Goto
from agents.domain.target import Limits, RunRequest, Safety, UrlTarget

URL = "http://127.0.0.1:9/"


def request(run_id: str = "run-1", time_budget_s: float = 100.0) -> RunRequest:
    return RunRequest(run_id=run_id, target=UrlTarget(url=URL), limits=Limits(time_budget_s=time_budget_s))


def locator(name: str = "Save") -> Locator:
    return Locator(chain=(ByRole(role="button", name=name),))


def element(name: str = "Save") -> Element:
    return Element(
        id="e1",
        role="button",
        name=name,
        tag="button",
        kind=ElementKind.NATIVE,
        locator=f"page.getByRole('button', {{ name: '{name}', exact: true }})",
        target=locator(name),
        visible=True,
        enabled=True,
        confidence=1.0,
        found_by=("aria",),
    )


def page_map(*names: str) -> PageMap:
    state = State(
        id="s1", reached_by=(), via="load", aria="", fingerprint="f", elements=(element(),), forms=()
    )
    pages = tuple(
        Page(
            id=name,
            url=f"{URL}{name}",
            path_pattern=f"/{name}",
            title=name,
            page_type="content",
            states=(state,),
            timing_ms=PageTiming(settle=1, detect=1, locate=1),
        )
        for name in names or ("home",)
    )
    return PageMap(url=URL, pages=pages, not_done=(NotDone(what="Delete", where="/home", reason="guarded"),))


def scenario(scenario_id: str = "open-home") -> Scenario:
    return Scenario(
        id=scenario_id,
        title="Opens the home page",
        feature="Home",
        kind=ScenarioKind.NAVIGATION,
        priority=Priority.LOW,
        phases=(Phase(keyword="Given", text="the home page", steps=(Goto(path="/"),)),),
        start="/",
        cites=(Citation(source="page", ref="home"),),
        pages=("home",),
        confidence=1.0,
    )


def scenarios(*ids: str) -> ScenarioSet:
    return ScenarioSet(scenarios=tuple(scenario(one) for one in ids or ("open-home",)))


def risk(scenario_id: str = "open-home") -> Risk:
    factor = RiskFactor(name="kind", value=0.2, weight=1.0, source="navigation")
    return Risk(scenario=scenario_id, score=0.2, level=Priority.LOW, factors=(factor,))


def plan(*ids: str, left_out: tuple[str, ...] = ()) -> RiskPlan:
    return RiskPlan(
        risks=tuple(risk(one) for one in ids or ("open-home",)), formula="mean", left_out=left_out
    )


def specs(text: str = "// a spec\n", name: str = "home") -> SpecSet:
    test = TestCase(
        id="open-home",
        scenario="open-home",
        title="Opens the home page",
        kind=ScenarioKind.NAVIGATION,
        feature="Home",
        start="/",
        blocks=(Performed(keyword="Given", text="the home page", steps=(Goto(path="/"),)),),
    )
    return SpecSet(files=(SpecFile(name=name, feature="Home", text=text, tests=(test,)),))


def result(error: str | None = None) -> TestResult:
    status = RunStatus.PASSED if error is None else RunStatus.FAILED
    return TestResult(
        test="open-home",
        title="Opens the home page",
        file="home.spec.ts",
        runs=(TestRun(repeat=1, status=status, duration_ms=5.0, error=error),),
        outcome="passed" if error is None else "failed",
        delivered=error is None,
    )


def results(error: str | None = None) -> ResultSet:
    return ResultSet(results=(result(error),), repeat=1)


def evidence(spec: str = "home") -> Evidence:
    test = TestEvidence(
        test="open-home",
        scenario="open-home",
        title="Opens the home page",
        cites=(Citation(source="page", ref="home"),),
        locators=(),
        assertions=1,
        performed=2,
        flake=FlakeBound(runs=3, failures=0, upper_bound=0.64),
        generator="greenroom",
    )
    return Evidence(spec=spec, sha256="0" * 64, tests=(test,))


def report(verdict: Verdict = Verdict.PASSED, **more: object) -> RunReport:
    base = RunReport(
        run_id="run-1",
        url=URL,
        generator="greenroom",
        verdict=verdict,
        reason="All 1 tests passed",
        safety=Safety.STANDARD,
        started_at="2026-03-01T12:00:00+00:00",
        duration_s=12.0,
        stages=(StageTiming(stage="observation", seconds=3.0, status="completed"),),
        tests=(
            TestSummary(
                id="open-home",
                title="Opens the home page",
                file="home.spec.ts",
                scenario="open-home",
                feature="Home",
                priority=Priority.LOW,
                risk=0.2,
                steps=1,
                assertions=1,
                result=result(),
            ),
        ),
    )
    return base.model_copy(update=more)


def finding(counts: bool = True) -> Finding:
    return Finding(
        id="f1",
        kind=FindingKind.SERVER_ERROR,
        title="500 on /x",
        where="/x",
        evidence=("500",),
        counts=counts,
    )
