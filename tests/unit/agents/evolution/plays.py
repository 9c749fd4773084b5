"""Scenarios on the small application, and a stage to perform them on."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from itertools import count

from playwright.async_api import BrowserContext

from agents.browser.launch import BrowserHost, open_browser
from agents.browser.network import NetworkGuard
from agents.domain.locator import ByRole, Locator, Unique
from agents.domain.page import PageMap, SignIn
from agents.domain.risk import Risk, RiskFactor, RiskPlan
from agents.domain.scenario import Expectation, Outcome, Phase, Priority, Scenario, ScenarioKind, ScenarioSet
from agents.domain.steps import Click, Env, Fill, Goto, Step, Text
from agents.domain.target import Access, Credentials, RunRequest, Safety, UrlTarget
from agents.evolution.perform import Stage
from agents.messages import EvolveTask
from tests.unit.agents.browser.stage import CHROMIUM, Secrets
from tests.unit.agents.evolution.builders import expect, role, scenario, then
from tests.unit.agents.evolution.small_app import PASSWORD, USER

SECRETS = Secrets(APP_USER=USER, APP_PASSWORD=PASSWORD)
NOTE = Unique(key="note", prefix="Note")
SEARCH = role("searchbox", "Search")
LETTERS: tuple[Step, ...] = (
    Fill(on=role("textbox", "E-mail"), value=Env(name="APP_USER")),
    Fill(on=role("textbox", "Password"), value=Env(name="APP_PASSWORD")),
    Click(on=role("button", "Sign in")),
)
SIGN_IN = SignIn(
    outcome="signed-in",
    path="/login",
    steps=(Goto(path="/login"), *LETTERS),
    landed_on="/notes",
    proof=role("link", "Sign out"),
)


def given(*steps: Step) -> Phase:
    return Phase(keyword="Given", text="the page is open", steps=steps)


def when(*steps: Step) -> Phase:
    return Phase(keyword="When", text="the user acts", steps=steps)


def searching(term: str, *expectations: Expectation, name: str = "search") -> Scenario:
    steps = (Fill(on=SEARCH, value=Text(text=term)), Click(on=role("button", "Find")))
    return scenario(given(Goto(path="/things")), when(*steps), then(*expectations), name=name)


def writing(name: str, *phases: Phase, kind: ScenarioKind) -> Scenario:
    new = (
        Goto(path="/notes"),
        Click(on=role("button", "New note")),
        Fill(on=role("textbox", "Text"), value=NOTE),
        Click(on=role("button", "Save")),
    )
    return scenario(
        given(new[0]) if kind is ScenarioKind.CREATE else given(*new),
        *(() if kind is not ScenarioKind.CREATE else (when(*new[1:]),)),
        *phases,
        name=name,
        kind=kind,
        feature="Notes",
        signed_in=True,
        writes=True,
        start="/notes",
    )


DELETE = Locator(chain=(ByRole(role="listitem", has_text=NOTE), ByRole(role="button", name="Delete")))
FIND = searching("lamp", expect(Outcome.ITEMS_MATCH, "lamp"))
SIGNING_IN = scenario(
    given(Goto(path="/login")),
    when(*LETTERS),
    then(expect(Outcome.SIGNED_IN)),
    name="sign-in",
    kind=ScenarioKind.SIGN_IN_VALID,
    feature="Sign-in",
)
COUNTING = scenario(
    given(Goto(path="/counter")),
    when(Click(on=role("button", "Add one"))),
    then(expect(Outcome.CONTENT_CHANGES)),
    name="count",
    kind=ScenarioKind.WIDGET,
    feature="Counter",
)
CREATING = writing("create", then(expect(Outcome.TEXT_APPEARS, NOTE)), kind=ScenarioKind.CREATE)
DELETING = writing(
    "delete", when(Click(on=DELETE)), then(expect(Outcome.TEXT_VANISHES, NOTE)), kind=ScenarioKind.DELETE
)
READING = scenario(
    given(Goto(path="/notes")),
    when(Click(on=role("button", "New note"))),
    then(expect(Outcome.OVERLAY_OPENS)),
    name="open-note",
    kind=ScenarioKind.DIALOG,
    feature="Notes",
    signed_in=True,
    start="/notes",
)
IMPOSSIBLE = scenario(
    given(Goto(path="/things")),
    when(Click(on=role("button", "Buy"))),
    then(expect(Outcome.ITEMS_CHANGE)),
    name="buy",
)
DRIFTING = scenario(
    given(Goto(path="/")),
    when(Goto(path="/things")),
    then(expect(Outcome.TEXT_APPEARS, "Opened")),
    name="drift",
    kind=ScenarioKind.NAVIGATION,
    start="/",
)


@asynccontextmanager
async def browser() -> AsyncIterator[BrowserHost]:
    async with open_browser(str(CHROMIUM.path), CHROMIUM.flags) as host:
        yield host


def stage(host: BrowserHost, url: str, **more: object) -> Stage:
    numbers = count(1)

    def open_context(state: str | None, guard: NetworkGuard) -> AbstractAsyncContextManager[BrowserContext]:
        return host.context(storage_state=state, guard=guard)

    values = {
        "open_context": open_context,
        "guard": lambda: NetworkGuard(url, Safety.FULL),
        "base_url": url,
        "secrets": SECRETS,
        "token": lambda: f"tok{next(numbers):09d}",
        "sign_in": SIGN_IN,
        "hidden": (PASSWORD, USER),
    }
    return Stage(**{**values, **more})  # type: ignore[arg-type]


def task(url: str, *scenarios: Scenario, left_out: tuple[str, ...] = (), **request: object) -> EvolveTask:
    factor = RiskFactor(name="stakes", value=0.5, weight=1.0, source="a test")
    return EvolveTask(
        request=RunRequest.model_validate(
            {
                "run_id": "r1",
                "target": UrlTarget(url=url),
                "access": Access(
                    credentials=Credentials(username_env="APP_USER", password_env="APP_PASSWORD")
                ),
                "safety": Safety.FULL,
                **request,
            }
        ),
        page_map=PageMap(url=url, pages=(), sign_in=SIGN_IN),
        scenarios=ScenarioSet(scenarios=scenarios),
        plan=RiskPlan(
            risks=tuple(
                Risk(scenario=one.id, score=0.5, level=Priority.HIGH, factors=(factor,)) for one in scenarios
            ),
            formula="even",
            left_out=left_out,
        ),
    )
