"""Perform a scenario in a fresh browser context and record what each phase led to."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path

from agents.browser.act import StepError, make_unique, perform
from agents.browser.confirm import holds
from agents.browser.engine import BrowserContext, BrowserError, Page
from agents.browser.locators import resolve
from agents.browser.look import Look, Watch, look, prepare
from agents.browser.network import NetworkGuard
from agents.browser.redact import Made
from agents.browser.snapshot import Address, Snapshot
from agents.domain.page import SignIn
from agents.domain.scenario import Outcome, Scenario, ScenarioKind
from agents.domain.spec import Rejection
from agents.domain.steps import Goto, Step
from agents.evolution.choose import Candidate, choose
from agents.evolution.compile import acted_on, rejection, uniques_of
from agents.evolution.judge import Finding, find, limit_of
from agents.evolution.seen import Seen
from agents.evolution.verdict import NotObserved
from agents.ports import Secrets

SCENARIO_S = 45.0
"""A scenario that takes longer is given up."""

_SPARE = 6
"""How many candidates beyond the limit are tried on the live page."""

_ITEM_OUTCOMES = (Outcome.ITEMS_CHANGE, Outcome.ITEMS_MATCH, Outcome.ITEMS_EMPTY)
_ABOUT_SESSIONS = (
    ScenarioKind.SIGN_IN_VALID,
    ScenarioKind.SIGN_IN_INVALID,
    ScenarioKind.SIGN_IN_MISSING,
    ScenarioKind.SIGN_OUT,
)
_NO_SIGN_IN = SignIn(outcome="not-asked")
_NOWHERE = Snapshot(address=Address(path=""))

OpenContext = Callable[[str | None, NetworkGuard], AbstractAsyncContextManager[BrowserContext]]
"""Opens a fresh, guarded context, from a storage state file when one is given."""

Rank = Callable[[Scenario, int, Finding], Sequence[Candidate]]
"""What could be asserted after a phase, given its last repeat; best first."""


@dataclass(frozen=True)
class Stage:
    """Where scenarios are performed, and with what.

    `session` is a storage state of a signed-in user: for scenarios that only read (docs/adr/0020).
    """

    open_context: OpenContext
    guard: Callable[[], NetworkGuard]
    base_url: str
    secrets: Secrets
    token: Callable[[], str]
    sign_in: SignIn = _NO_SIGN_IN
    hidden: tuple[str, ...] = ()
    session: str | None = None
    given_state: str | None = None


@dataclass
class Performance:
    """A scenario as performed once."""

    findings: list[Finding] = field(default_factory=list)
    chosen: list[tuple[Candidate, ...]] = field(default_factory=list)
    dialogs: set[tuple[int, int]] = field(default_factory=set)


@dataclass
class _Scene:
    """The page of one performance, with the texts made for it."""

    page: Page
    stage: Stage
    scenario: Scenario
    made: tuple[Made, ...]
    watch: Watch

    @property
    def uniques(self) -> dict[str, str]:
        return {one.unique.key: one.text for one in self.made}

    async def act(self, step: Step) -> bool:
        """Do a step; whether it opened a dialog that was accepted."""
        done = await perform(
            self.page,
            step,
            base_url=self.stage.base_url,
            secrets=self.stage.secrets,
            uniques=self.uniques,
        )
        return done.accepted_dialog

    async def look(self) -> Look:
        return await look(self.page, watch=self.watch, made=self.made, hidden=self.stage.hidden)


async def perform_scenario(
    scenario: Scenario, stage: Stage, rank: Rank | None = None
) -> Performance | Rejection:
    """Perform all phases in a fresh context.

    Args:
        scenario: what to do.
        stage: where and with what.
        rank: for the last repeat: gives the candidates, which are then confirmed on the live page.

    Returns:
        What was found, or why the scenario could not be performed or its outcome was not observed.

    Raises:
        UsageError: a secret is not set.
        ToolError: the browser does not start.
    """
    try:
        async with asyncio.timeout(SCENARIO_S), _opened(scenario, stage) as scene:
            return await _play(scene, rank)
    except StepError as error:
        return rejection(scenario, "perform", error.message)
    except TimeoutError:
        return rejection(scenario, "perform", f"it took longer than {SCENARIO_S:.0f} s")
    except BrowserError as error:
        return rejection(scenario, "perform", error.message.strip().splitlines()[0][:160])


@asynccontextmanager
async def _opened(scenario: Scenario, stage: Stage) -> AsyncIterator[_Scene]:
    state = stage.session if reuses_session(scenario) else None
    guard = stage.guard()
    async with stage.open_context(
        state or (stage.given_state if scenario.signed_in else None), guard
    ) as context:
        await prepare(context)
        page = await context.new_page()
        made = tuple(
            Made(unique=unique, text=make_unique(unique, stage.token()))
            for unique in uniques_of(scenario).values()
        )
        scene = _Scene(page=page, stage=stage, scenario=scenario, made=made, watch=watch_of(scenario, stage))
        if scenario.signed_in and not (state and await _still_in(scene)):
            with guard.signing_in():
                await sign_in(page, stage)
        with guard.signing_in() if scenario.kind in _ABOUT_SESSIONS else nullcontext():
            yield scene


def reuses_session(scenario: Scenario) -> bool:
    """Whether a stored session serves: not where data is written or the session itself is at stake."""
    return scenario.signed_in and not scenario.writes and scenario.kind not in _ABOUT_SESSIONS


async def with_session(stage: Stage, path: Path) -> Stage:
    """Sign in once and store the session. After a failure the scenarios sign in themselves."""
    guard = stage.guard()
    try:
        async with stage.open_context(stage.given_state, guard) as context:
            page = await context.new_page()
            with guard.signing_in():
                await sign_in(page, stage)
            await context.storage_state(path=path)
    except (StepError, BrowserError):
        return stage
    return replace(stage, session=str(path))


async def _still_in(scene: _Scene) -> bool:
    """Whether the stored session still holds, so far as the page where one lands can tell."""
    how = scene.stage.sign_in
    if how.proof is None:
        return True
    await scene.act(Goto(path=how.landed_on or scene.scenario.start))
    return await resolve(scene.page, how.proof).count() == 1


async def sign_in(page: Page, stage: Stage) -> None:
    """Sign in by the observed steps. Raises StepError when they cannot be done or do not let one in."""
    for step in stage.sign_in.steps:
        await perform(page, step, base_url=stage.base_url, secrets=stage.secrets, uniques={})
    proof = stage.sign_in.proof
    if stage.sign_in.steps and proof is not None and await resolve(page, proof).count() != 1:
        raise StepError("sign in", "what a signed-in user sees is not there")


def watch_of(scenario: Scenario, stage: Stage) -> Watch:
    """What the expectations of a scenario are about."""
    expectations = [one for phase in scenario.phases for one in phase.expects if one.on is not None]
    lists = [one.on for one in expectations if one.outcome in _ITEM_OUTCOMES]
    places = [one.on for one in expectations if one.outcome not in _ITEM_OUTCOMES]
    sessions = any(
        one.outcome in (Outcome.SIGNED_IN, Outcome.SIGNED_OUT)
        for phase in scenario.phases
        for one in phase.expects
    )
    proof = [stage.sign_in.proof] if sessions else []
    return Watch(
        places=tuple(dict.fromkeys(on for on in (*places, *proof) if on is not None)),
        lists=tuple(dict.fromkeys(on for on in lists if on is not None)),
    )


def steps_of(scenario: Scenario, number: int) -> tuple[Step, ...]:
    """The steps of a phase; the first phase opens the start address unless it opens one itself."""
    steps = scenario.phases[number].steps
    if number == 0 and not (steps and isinstance(steps[0], Goto)):
        return (Goto(path=scenario.start), *steps)
    return steps


async def _play(scene: _Scene, rank: Rank | None) -> Performance | Rejection:
    scenario = scene.scenario
    performance = Performance()
    base = latest = _NOWHERE
    shown = Look(snapshot=_NOWHERE)
    requested: str | None = None
    for number, phase in enumerate(scenario.phases):
        steps = steps_of(scenario, number)
        prior = latest
        if steps:
            base = base if phase.keyword == "Then" else latest
            await _act_all(scene, number, steps, performance)
            shown = await scene.look()
            latest = shown.snapshot
            requested = steps[-1].path if isinstance(steps[-1], Goto) else None
        seen = Seen(
            before=base,
            prior=prior,
            after=latest,
            appeared=shown.appeared,
            requested=requested,
            proof=scene.stage.sign_in.proof,
        )
        finding = find(phase, seen)
        if isinstance(finding, NotObserved):
            return rejection(scenario, "observe", finding.reason)
        performance.findings.append(finding)
        if rank is not None:
            performance.chosen.append(await _confirmed(scene, number, rank(scenario, number, finding)))
    return performance


async def _act_all(scene: _Scene, number: int, steps: Sequence[Step], performance: Performance) -> None:
    offset = len(steps) - len(scene.scenario.phases[number].steps)
    for at, step in enumerate(steps):
        if await scene.act(step):
            performance.dialogs.add((number, at - offset))


async def _confirmed(scene: _Scene, number: int, ranked: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates to assert, each confirmed by Playwright on the page as it is now."""
    limit = limit_of(scene.scenario, number)
    if not limit:
        return ()
    tried = ranked[: limit + _SPARE]
    checks: list[Awaitable[bool]] = [holds(scene.page, one.assertion, scene.uniques) for one in tried]
    confirmed = await asyncio.gather(*checks)
    standing = {one.assertion.model_dump_json() for one, ok in zip(tried, confirmed, strict=True) if ok}
    return choose(
        tried,
        limit=limit,
        acted_on=[on for phase in scene.scenario.phases[: number + 1] for on in acted_on(phase)],
        holds=lambda one: one.assertion.model_dump_json() in standing,
    )
