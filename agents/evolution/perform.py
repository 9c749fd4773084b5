"""Perform a scenario in a fresh browser context and record what each phase led to."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path

from agents.browser.act import StepError, make_unique, perform
from agents.browser.answers import Answers
from agents.browser.bounded import within
from agents.browser.engine import BrowserContext, BrowserError, Page
from agents.browser.gone import GoneError, Life, open_tab, went_away
from agents.browser.locators import resolve
from agents.browser.look import Watch, prepare
from agents.browser.network import NetworkGuard
from agents.browser.redact import Made
from agents.domain.page import SignIn
from agents.domain.scenario import Outcome, Scenario, ScenarioKind
from agents.domain.spec import Rejection, ServerFailure
from agents.domain.steps import Goto
from agents.evolution.amend import amended
from agents.evolution.arrival import list_of
from agents.evolution.compile import rejection, server_failed, uniques_of
from agents.evolution.judge import Finding
from agents.evolution.lanes import WRITING, Lane, lane_of_scenario
from agents.evolution.left import stays
from agents.evolution.play import Performance, Rank, Scene, play, texts_of
from agents.evolution.standing import Standing
from agents.evolution.way_back import put_back
from agents.ports import Secrets

SCENARIO_S = 45.0
"""A scenario that takes longer is given up."""

BROWSER_GONE = "the browser or its tab went away, and again in a second try; the page may crash it"
"""Why a scenario is rejected that no browser stood to the end."""

_NOT_IN = ("sign in", "what a signed-in user sees is not there")
SHUT_OUT = ": ".join(_NOT_IN)
"""Why a scenario is rejected whose user was not let in any more."""

_OPEN_S = 15.0

_ITEM_OUTCOMES = (
    Outcome.ITEMS_CHANGE,
    Outcome.ITEMS_NARROWED,
    Outcome.ITEMS_MATCH,
    Outcome.ITEMS_EMPTY,
)
_ABSENCES = (Outcome.TEXT_VANISHES,)
_ABOUT_SESSIONS = (
    ScenarioKind.SIGN_IN_VALID,
    ScenarioKind.SIGN_IN_INVALID,
    ScenarioKind.SIGN_IN_MISSING,
    ScenarioKind.SIGN_OUT,
    ScenarioKind.CART_KEPT,
)
_NO_SIGN_IN = SignIn(outcome="not-asked")

OpenContext = Callable[[str | None, NetworkGuard], AbstractAsyncContextManager[BrowserContext]]
"""Opens a fresh, guarded context, from a storage state file when one is given."""


@dataclass(frozen=True)
class Stage:
    """Where scenarios are performed, and with what.

    `session` is a storage state of a signed-in user: for scenarios that only read (docs/adr/0020).
    `writing` is held, in its lane, by the one scenario that changes data.
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
    writing: Mapping[Lane, asyncio.Lock] = field(
        default_factory=lambda: {lane: asyncio.Lock() for lane in WRITING}
    )
    unseen: dict[str, list[Finding]] = field(default_factory=dict)
    """What scenarios showed that were given up because an outcome did not come about, by their ids."""
    signing_in: set[ServerFailure] = field(default_factory=set)
    """What the server failed at while signing in, where that went well nevertheless."""
    standing: Standing = frozenset()
    """What the server fails at wherever one is."""
    left: Counter[str] = field(default_factory=Counter)
    """How often scenarios left something on the application, by their ids."""
    paged: frozenset[str] = frozenset()
    """Paths of lists of several pages."""
    may_stay: bool = False
    """Whether what a test makes may stay on the application."""
    amended: dict[str, Scenario] = field(default_factory=dict)
    """Scenarios that were given up, in a form that may work, by their ids."""
    again: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held by the one scenario that is tried again: a page that crashes the browser must not cost others."""


async def perform_scenario(
    scenario: Scenario, stage: Stage, rank: Rank | None = None
) -> Performance | Rejection:
    """Perform all phases in a fresh context; once more when the browser goes away meanwhile.

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
    outcome = await _tried(scenario, stage, rank)
    if outcome is None:
        async with stage.again:
            outcome = await _tried(scenario, stage, rank)
    return outcome or rejection(scenario, "perform", BROWSER_GONE)


async def _tried(scenario: Scenario, stage: Stage, rank: Rank | None) -> Performance | Rejection | None:
    """What one performance led to; None when the browser went away, which says nothing of the application."""
    entering = Answers(stage.standing)
    try:
        async with AsyncExitStack() as stack:
            async with asyncio.timeout(SCENARIO_S):
                scene = await stack.enter_async_context(_opened(scenario, stage, entering))
            if scenario.writes:
                # The next one may sign in meanwhile, but only one at a time of a lane changes data.
                await stack.enter_async_context(stage.writing[lane_of_scenario(scenario)])
            outcome = await _played(scene, rank, stage)
            stage.unseen.update({scenario.id: scene.unseen} if scene.unseen else {})
            return outcome
    except (StepError, BrowserError, TimeoutError) as error:
        if went_away(error):
            return None
        return server_failed(scenario, entering.failures) or rejection(scenario, "perform", _why(error))


def _why(error: StepError | BrowserError | TimeoutError) -> str:
    if isinstance(error, TimeoutError):
        return f"it took longer than {SCENARIO_S:.0f} s"
    return error.message.strip().splitlines()[0][:160]


async def _played(scene: Scene, rank: Rank | None, stage: Stage) -> Performance | Rejection:
    """Play it; however it is given up, what it has changed by then is put back.

    Where the server failed meanwhile, that is what there is to say, whatever the page made of it: an error
    page must not become what a test expects.
    """
    outcome: Performance | Rejection | None = None
    try:
        async with asyncio.timeout(SCENARIO_S):
            outcome = await play(scene, rank)
            if isinstance(outcome, Rejection):
                await _amend(scene, stage)
        return server_failed(scene.scenario, scene.answers.failures) or outcome
    except (StepError, BrowserError, TimeoutError) as error:
        failed = server_failed(scene.scenario, scene.answers.failures)
        if failed is None or went_away(error):
            if isinstance(error, StepError) and not went_away(error):
                await _amend(scene, stage)
            raise
        return failed
    finally:
        whole = isinstance(outcome, Performance)
        if not whole and not scene.back:
            await put_back(scene)
        if _stays(scene, whole=whole):
            stage.left[scene.scenario.id] += 1


async def _amend(scene: Scene, stage: Stage) -> None:
    """Note in what form the scenario may work; not where the server failed, which is what there is to say."""
    if scene.answers.failures:
        return
    other = await amended(scene, stage.paged, may_stay=stage.may_stay)
    if other is not None and other != scene.scenario:
        stage.amended[scene.scenario.id] = other


def _stays(scene: Scene, *, whole: bool) -> bool:
    answers = scene.answers
    return stays(scene.scenario, whole=whole, back=scene.back, wrote=answers.changed, kept=answers.kept)


@asynccontextmanager
async def _opened(scenario: Scenario, stage: Stage, entering: Answers) -> AsyncIterator[Scene]:
    """Its page, signed in where it needs that; `entering` hears what the server fails at until then."""
    state = stage.session if reuses_session(scenario) else None
    guard = stage.guard()
    async with stage.open_context(
        state or (stage.given_state if scenario.signed_in else None), guard
    ) as context:
        await prepare(context)
        page = await open_tab(context, _OPEN_S)
        made = tuple(
            Made(unique=unique, text=make_unique(unique, stage.token()))
            for unique in uniques_of(scenario).values()
        )
        scene = Scene(
            page=page,
            base_url=stage.base_url,
            secrets=stage.secrets,
            hidden=stage.hidden,
            proof=stage.sign_in.proof,
            scenario=scenario,
            made=made,
            watch=watch_of(scenario, stage),
            answers=Answers(stage.standing),
        )
        async with _alive(page):
            with entering.listening(context, stage.base_url, texts_of(scene)):
                await _enter(scene, stage, guard, stored=state is not None)
            stage.signing_in.update(entering.failures)
            entering.clear()
            with guard.signing_in() if scenario.kind in _ABOUT_SESSIONS else nullcontext():
                yield scene


async def _enter(scene: Scene, stage: Stage, guard: NetworkGuard, *, stored: bool) -> None:
    """Sign in where the scenario needs it, unless the stored session still holds."""
    if scene.scenario.signed_in and not (stored and await _still_in(scene, stage)):
        await _sign_in_guarded(scene.page, stage, guard)


async def _sign_in_guarded(page: Page, stage: Stage, guard: NetworkGuard) -> None:
    with guard.signing_in():
        await sign_in(page, stage)


@asynccontextmanager
async def _alive(page: Page) -> AsyncIterator[None]:
    """Raises GoneError when the page went away, whatever that looked like to what was done meanwhile."""
    life = Life(page)
    try:
        yield
    except (StepError, BrowserError, TimeoutError) as error:
        if await life.over():
            raise GoneError from error
        raise
    if await life.over():
        raise GoneError


def reuses_session(scenario: Scenario) -> bool:
    """Whether a stored session serves: not where data is written or the session itself is at stake."""
    return scenario.signed_in and not scenario.writes and scenario.kind not in _ABOUT_SESSIONS


async def with_session(stage: Stage, path: Path) -> Stage:
    """Sign in once and store the session. After a failure the scenarios sign in themselves."""
    guard, answers = stage.guard(), Answers(stage.standing)
    try:
        async with stage.open_context(stage.given_state, guard) as context:
            page = await open_tab(context, _OPEN_S)
            with answers.listening(context, stage.base_url, stage.hidden):
                await _sign_in_guarded(page, stage, guard)
            await within(_OPEN_S, context.storage_state(path=path), "storing the session")
    except (StepError, BrowserError):
        return stage
    finally:
        stage.signing_in.update(answers.failures)
    return replace(stage, session=str(path))


async def _still_in(scene: Scene, stage: Stage) -> bool:
    """Whether the stored session still holds, so far as the page where one lands can tell."""
    how = stage.sign_in
    if how.proof is None:
        return True
    await scene.act(Goto(path=how.landed_on or scene.scenario.start))
    return await resolve(scene.page, how.proof).count() == 1


async def sign_in(page: Page, stage: Stage) -> None:
    """Sign in by the observed steps. Raises StepError when they cannot be done or do not let one in."""
    for step in stage.sign_in.steps:
        await perform(page, step, base_url=stage.base_url, secrets=stage.secrets, uniques={}, goes_on=True)
    proof = stage.sign_in.proof
    if stage.sign_in.steps and proof is not None and await resolve(page, proof).count() != 1:
        raise StepError(*_NOT_IN)


def watch_of(scenario: Scenario, stage: Stage) -> Watch:
    """What the expectations of a scenario are about."""
    expectations = [one for phase in scenario.phases for one in phase.expects if one.on is not None]
    lists = [one.on for one in expectations if one.outcome in _ITEM_OUTCOMES]
    lists += [list_of(one.on) for one in expectations if one.on is not None and one.outcome in _ABSENCES]
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
