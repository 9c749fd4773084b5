"""A wiring of scripted agents, for tests of everything around them."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager

from agents.base import BaseAgent
from agents.domain.spec import Evidence, RunStatus, TestResult, TestRun
from agents.errors import UnreachableError
from agents.execution.runner import OnProgress, Progress
from agents.messages import AgentName, RunFinished
from agents.orchestration.agent import OrchestrationAgent
from app.publish.rendering import Rendered
from app.runner.verify import SpecTests
from app.settings import Settings
from app.wiring import Services, Wiring
from tests.fakes import documents
from tests.fakes.agents import Answer, team

DOWN = "http://down.test"
"""Nothing answers here."""


def scripted(**changes: Answer) -> Wiring:
    """Real orchestration over scripted specialists."""

    @asynccontextmanager
    async def agents(services: Services) -> AsyncIterator[Sequence[BaseAgent]]:
        yield (OrchestrationAgent(services.states, services.clock, services.progress), *team(**changes))

    async def render(finished: RunFinished, services: Services) -> Rendered:
        return Rendered(finished.report, {"report.md": f"# {finished.report.verdict}\n".encode()})

    def evidence(finished: RunFinished) -> Sequence[Evidence]:
        files = finished.specs.files if finished.specs else ()
        return [documents.evidence(file.filename) for file in files]

    @asynccontextmanager
    async def observer(services: Services) -> AsyncIterator[Sequence[BaseAgent]]:
        yield [agent for agent in team(**changes) if agent.name is AgentName.OBSERVATION]

    async def tests(settings: Settings) -> SpecTests:
        return FakeTests()

    async def reach(url: str) -> None:
        if url == DOWN:
            raise UnreachableError("app.test refuses the connection", "Is it running?")

    return Wiring(
        agents=agents,
        observer=observer,
        render=render,
        tests=tests,
        reach=reach,
        evidence=evidence,
        config=lambda: "// config\n",
    )


class FakeTests:
    """Runs nothing: a spec whose text says `fails` fails, `skips` is skipped, `lost` could not be run.

    One that says `waits` never ends.
    """

    async def run(
        self,
        files: Mapping[str, str],
        *,
        base_url: str,
        repeat: int = 1,
        env: Mapping[str, str] | None = None,
        seed: int | None = None,
        on_progress: OnProgress | None = None,
    ) -> tuple[TestResult, ...]:
        results = []
        for name, text in sorted(files.items()):
            if "waits" in text:
                await asyncio.Event().wait()
            if "fixture" in name:
                continue
            result = _cut(text) or documents.result("Error: it fails\nat line 1" if "fails" in text else None)
            results.append(result.model_copy(update={"file": name, "reason": f"{base_url} {seed} {env}"}))
            if on_progress is not None:
                ran = Progress(file=name, title=result.title, run=result.runs[0], done=len(results), total=1)
                on_progress(ran)
        return tuple(results)


def _cut(text: str) -> TestResult | None:
    """A result without a judgement, when the text asks for one."""
    found = {"skips": RunStatus.SKIPPED, "lost": RunStatus.INTERRUPTED}
    status = next((status for word, status in found.items() if word in text), None)
    if status is None:
        return None
    error = "it could not be run" if status is RunStatus.INTERRUPTED else None
    run = TestRun(repeat=0, status=status, duration_ms=0, error=error)
    plain = documents.result()
    return plain.model_copy(update={"runs": (run,), "outcome": "skipped", "delivered": False})
