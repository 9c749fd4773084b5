"""The one builder of the object graph."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass

from agents.analysis.agent import AnalysisAgent
from agents.base import BaseAgent
from agents.browser.chromium import Chromium, find_chromium
from agents.browser.launch import BrowserHost, open_browser
from agents.domain.spec import Evidence
from agents.errors import ToolError
from agents.evolution.agent import EvolutionAgent
from agents.execution.runner import PlaywrightRunner
from agents.execution.toolchain import ToolchainError, ensure_toolchain
from agents.messages import RunFinished
from agents.observation.agent import ObservationAgent
from agents.orchestration.agent import OrchestrationAgent
from agents.ports import Artefacts, Clock, Progress, RunStates, Secrets
from agents.reporting.agent import ReportingAgent
from agents.requirements.agent import RequirementsAgent
from agents.specgen.config import print_config
from app.publish.evidence import evidence_of
from app.publish.rendering import Hosts, Rendered, render_report
from app.runner.reach import reach
from app.runner.specs import SpecRunner
from app.runner.verify import SpecTests
from app.settings import Settings
from app.version import version

ROUNDS = 2
"""Fresh contexts in which each scenario is performed; only what was alike in all of them is asserted."""


@dataclass(frozen=True)
class Services:
    """The outside world of one run."""

    settings: Settings
    clock: Clock
    secrets: Secrets
    artefacts: Artefacts
    states: RunStates
    progress: Progress
    tells: Callable[[str], bool] = lambda _: False
    """Whether a text holds the value of a secret."""


Agents = Callable[[Services], AbstractAsyncContextManager[Sequence[BaseAgent]]]
"""Opens what the agents need and gives them; closes it when the run is over. Raises ToolError."""

Render = Callable[[RunFinished, Services], Awaitable[Rendered]]
"""The report in its formats, and the pictures it shows."""

Tests = Callable[[Settings], Awaitable[SpecTests]]
"""What runs spec files. Raises ToolError."""


@dataclass(frozen=True)
class Wiring:
    """What a door puts together; tests put fakes in its place."""

    agents: Agents
    observer: Agents
    render: Render
    tests: Tests
    reach: Callable[[str], Awaitable[None]]
    """Whether anything answers at an address. Raises UnreachableError."""

    evidence: Callable[[RunFinished], Sequence[Evidence]]
    config: Callable[[], str]


def production() -> Wiring:
    """The real parts."""
    return Wiring(
        agents=_agents,
        observer=_observer,
        render=_render,
        tests=playwright_runner,
        reach=reach,
        evidence=lambda finished: evidence_of(finished, generator(), ROUNDS),
        config=print_config,
    )


def generator() -> str:
    """What reports and evidence name as their author."""
    return f"greenroom {version()}"


async def chromium(settings: Settings) -> Chromium:
    """The Chromium to drive. Raises ToolError."""
    found = await asyncio.to_thread(find_chromium, settings.variables, explicit=settings.chromium)
    if found.path is None:
        raise ToolError(
            f"no Chromium was found; tried {'; '.join(found.tried)}",
            "run `make setup`, or name one in GREENROOM_CHROMIUM; `greenroom doctor` shows more",
        )
    return found


async def playwright_runner(settings: Settings) -> PlaywrightRunner:
    """Playwright Test with its Node and its browser. Raises ToolError."""
    browser = await chromium(settings)
    try:
        tools = await asyncio.to_thread(ensure_toolchain, settings.cache_dir, settings.variables)
    except ToolchainError as error:
        raise ToolError(f"{error.problem} Tried: {'; '.join(error.tried)}", error.advice) from error
    return PlaywrightRunner(
        tools.runtime.node,
        tools.node_modules,
        settings.variables,
        chromium=browser.path,
        args=browser.flags,
    )


@asynccontextmanager
async def _agents(services: Services) -> AsyncIterator[Sequence[BaseAgent]]:
    runner = SpecRunner(await playwright_runner(services.settings), services.artefacts, services.progress)
    hosts = _hosts(await chromium(services.settings))
    yield (
        OrchestrationAgent(services.states, services.clock, services.progress),
        _observation(hosts, services),
        RequirementsAgent(),
        AnalysisAgent(),
        EvolutionAgent(
            hosts,
            runner,
            secrets=services.secrets,
            progress=services.progress,
            clock=services.clock,
            rounds=ROUNDS,
            tells=services.tells,
        ),
        ReportingAgent(generator()),
    )


@asynccontextmanager
async def _observer(services: Services) -> AsyncIterator[Sequence[BaseAgent]]:
    yield (_observation(_hosts(await chromium(services.settings)), services),)


async def _render(finished: RunFinished, services: Services) -> Rendered:
    return await render_report(finished, services.artefacts, lambda: _browser(services.settings))


def _observation(hosts: Hosts, services: Services) -> ObservationAgent:
    return ObservationAgent(
        hosts,
        secrets=services.secrets,
        progress=services.progress,
        clock=services.clock,
        artefacts=services.artefacts,
    )


@asynccontextmanager
async def _browser(settings: Settings) -> AsyncIterator[BrowserHost]:
    """A browser that is looked for when it is needed, so that not finding one is an error of its use."""
    found = await chromium(settings)
    async with open_browser(str(found.path), found.flags) as host:
        yield host


def _hosts(browser: Chromium) -> Hosts:
    return lambda: open_browser(str(browser.path), browser.flags)
