"""A small but complete run, from which tests take facts away."""

from agents.domain.assertions import HasCount, HasText
from agents.domain.locator import ByCss, ByLabel, ByRole, Locator
from agents.domain.page import (
    Console,
    Element,
    ElementKind,
    FieldMeaning,
    Form,
    FormField,
    NotDone,
    Page,
    PageMap,
    PageTiming,
    Purpose,
    ServerError,
    SignIn,
    State,
    Transition,
)
from agents.domain.report import StageTiming
from agents.domain.risk import Risk, RiskFactor, RiskPlan
from agents.domain.scenario import Citation, Phase, Priority, Scenario, ScenarioKind, ScenarioSet
from agents.domain.spec import (
    Performed,
    Rejection,
    ResultSet,
    RunStatus,
    SpecFile,
    SpecSet,
    TestCase,
    TestResult,
    TestRun,
)
from agents.domain.steps import Click, Fill, Goto, Text
from agents.domain.target import RunRequest, UrlTarget
from agents.messages import ReportTask

BOX = Locator(chain=(ByRole(role="searchbox", name="Find"),))
GO = Locator(chain=(ByRole(role="button", name="Go"),))
DEAD = Locator(chain=(ByRole(role="button", name="Shine"),))
MAIL = Locator(chain=(ByLabel(text="E-mail"),))
ROWS = Locator(chain=(ByCss(selector="main li"),))


def element(identity: str, target: Locator | None, name: str, **changes: object) -> Element:
    base = Element(
        id=identity,
        role="button",
        name=name,
        tag="button",
        kind=ElementKind.NATIVE,
        locator=None if target is None else f"page.{name}",
        target=target,
        visible=True,
        enabled=True,
        confidence=1.0,
        found_by=("native",),
    )
    return base.model_copy(update=changes)


def page(identity: str, pattern: str, *, status: int = 200, **changes: object) -> Page:
    state = State(
        id=f"{identity}.load",
        reached_by=(),
        via="load",
        aria="- main",
        fingerprint="f",
        elements=(
            element("e1", BOX, "Find", role="searchbox"),
            element("e2", GO, "Go"),
            element("e3", DEAD, "Shine"),
            element("e4", None, "Closed", reachable=False),
            element("e5", MAIL, "E-mail", visible=False),
        ),
        forms=(
            Form(
                id="f1",
                name="Find",
                purpose=Purpose.SEARCH,
                confidence=1.0,
                method="get",
                fields=(
                    FormField(
                        element="e1", name="q", label="Find", meaning=FieldMeaning.SEARCH, type="search"
                    ),
                ),
                submit="e2",
            ),
        ),
    )
    base = Page(
        id=identity,
        url=f"http://app.test{pattern}",
        path_pattern=pattern,
        title=f"Title of {identity} | <b>&",
        page_type="list",
        status=status,
        states=(state,),
        timing_ms=PageTiming(settle=1, detect=1, locate=1),
    )
    return base.model_copy(update=changes)


def page_map(**changes: object) -> PageMap:
    base = PageMap(
        url="http://app.test/",
        pages=(page("p1", "/"), page("p2", "/list")),
        transitions=(
            Transition(source="p1.load", element="e3", step=Click(on=DEAD), target=None, effect="none"),
            Transition(
                source="p1.load", element="e2", step=Click(on=GO), target="p2.load", effect="navigation"
            ),
        ),
        sign_in=SignIn(outcome="signed-in"),
        console=(Console(page="p1", kind="error", text="bad thing 1234 at line 7\nmore"),),
        not_done=(
            *(NotDone(what=f"link {n}", where="/", reason="duplicate") for n in range(10)),
            NotDone(what="Delete", where="/list", reason="guarded", detail="destructive: “Delete”"),
        ),
    )
    return base.model_copy(update=changes)


def scenario(identity: str = "search-hit-find", **changes: object) -> Scenario:
    base = Scenario(
        id=identity,
        title="Searching finds what it names",
        feature="Search",
        kind=ScenarioKind.SEARCH_HIT,
        priority=Priority.HIGH,
        phases=(
            Phase(keyword="Given", text="Given the list is open", steps=(Goto(path="/list"),)),
            Phase(keyword="When", text="the user searches for “tea”"),
            Phase(keyword="Then", text="only matching items are listed"),
        ),
        start="/list",
        cites=(Citation(source="form", ref="p2.load/f1"),),
        pages=("p2",),
        confidence=1.0,
    )
    return base.model_copy(update=changes)


def case(identity: str = "search-hit-find") -> TestCase:
    return TestCase(
        id=identity,
        scenario=identity,
        title="searching finds what it names",
        kind=ScenarioKind.SEARCH_HIT,
        feature="Search",
        start="/list",
        blocks=(
            Performed(
                keyword="When",
                text="the user searches",
                steps=(Goto(path="/list"), Fill(on=BOX, value=Text(text="tea")), Click(on=GO)),
                assertions=(HasCount(on=ROWS, count=3), HasText(on=ROWS, text="Tea", exact=False)),
            ),
        ),
    )


def result(identity: str = "search-hit-find", **changes: object) -> TestResult:
    runs = tuple(TestRun(repeat=n, status=RunStatus.PASSED, duration_ms=400) for n in range(3))
    base = TestResult(
        test=identity,
        title="searching finds what it names",
        file="search.spec.ts",
        runs=runs,
        outcome="passed",
        delivered=True,
    )
    return base.model_copy(update=changes)


def task(**changes: object) -> ReportTask:
    base = ReportTask(
        request=RunRequest(run_id="r1", target=UrlTarget(url="http://app.test/")),
        started_at="2026-01-02T03:04:05Z",
        duration_s=61.4,
        stages=(
            StageTiming(stage="observation", seconds=20.5, status="completed"),
            StageTiming(stage="evolution", seconds=40.0, status="completed"),
        ),
        page_map=page_map(),
        scenarios=ScenarioSet(scenarios=(scenario(), scenario("paging-next", title="Paging goes on"))),
        plan=RiskPlan(
            risks=(
                Risk(
                    scenario="search-hit-find",
                    score=0.62,
                    level=Priority.HIGH,
                    factors=(RiskFactor(name="business", value=0.6, weight=1, source="search form"),),
                ),
                Risk(
                    scenario="paging-next",
                    score=0.3,
                    level=Priority.LOW,
                    factors=(RiskFactor(name="business", value=0.3, weight=1, source="paging"),),
                ),
            ),
            formula="weighted mean",
        ),
        specs=SpecSet(
            files=(SpecFile(name="search", feature="Search", text="// spec", tests=(case(),)),),
            rejected=(
                Rejection(
                    scenario="paging-next", title="Paging goes on", stage="observe", reason="nothing changed"
                ),
            ),
        ),
        results=ResultSet(results=(result(),), repeat=3),
    )
    return base.model_copy(update=changes)


def server_error(page_id: str = "p2") -> ServerError:
    return ServerError(page=page_id, method="GET", path="/list", status=500)
