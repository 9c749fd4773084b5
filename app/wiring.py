"""The one builder of the object graph."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass

from agents.base import BaseAgent
from agents.domain.spec import Evidence
from agents.messages import RunFinished
from agents.orchestration.agent import OrchestrationAgent
from agents.ports import Artefacts, Clock, Progress, RunStates, Secrets
from agents.specgen.config import print_config
from app.settings import Settings


@dataclass(frozen=True)
class Services:
    """The outside world of one run."""

    settings: Settings
    clock: Clock
    secrets: Secrets
    artefacts: Artefacts
    states: RunStates
    progress: Progress


Agents = Callable[[Services], AbstractAsyncContextManager[Sequence[BaseAgent]]]
"""Opens what the agents need and gives them; closes it when the run is over."""

Render = Callable[[RunFinished, Services], Awaitable[Mapping[str, bytes]]]
"""The report in its formats, and the pictures it shows, by path."""

Proof = Callable[[RunFinished], Sequence[Evidence]]
"""The evidence of the delivered tests, a document a spec file."""


@dataclass(frozen=True)
class Wiring:
    """What a door puts together; tests put fakes in its place."""

    agents: Agents
    render: Render
    proof: Proof
    config: Callable[[], str]


def production() -> Wiring:
    """The real parts."""
    return Wiring(agents=_agents, render=_render, proof=_proof, config=print_config)


@asynccontextmanager
async def _agents(services: Services) -> AsyncIterator[Sequence[BaseAgent]]:
    yield (OrchestrationAgent(services.states, services.clock, services.progress),)


async def _render(finished: RunFinished, services: Services) -> Mapping[str, bytes]:
    return {}


def _proof(finished: RunFinished) -> Sequence[Evidence]:
    return ()
