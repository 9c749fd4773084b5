"""A wiring of scripted agents, for tests of everything around them."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager

from agents.base import BaseAgent
from agents.domain.spec import Evidence
from agents.messages import RunFinished
from agents.orchestration.agent import OrchestrationAgent
from app.wiring import Services, Wiring
from tests.fakes import documents
from tests.fakes.agents import Answer, team


def scripted(**changes: Answer) -> Wiring:
    """Real orchestration over scripted specialists."""

    @asynccontextmanager
    async def agents(services: Services) -> AsyncIterator[Sequence[BaseAgent]]:
        yield (OrchestrationAgent(services.states, services.clock, services.progress), *team(**changes))

    async def render(finished: RunFinished, services: Services) -> Mapping[str, bytes]:
        return {"report.md": f"# {finished.report.verdict}\n".encode()}

    def proof(finished: RunFinished) -> Sequence[Evidence]:
        files = finished.specs.files if finished.specs else ()
        return [documents.evidence(file.name) for file in files]

    return Wiring(agents=agents, render=render, proof=proof, config=lambda: "// config\n")
