"""Agents that answer from a script."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import ClassVar

from typing_extensions import override

from agents.base import Addressed, BaseAgent, Capability
from agents.domain.report import Verdict
from agents.messages import (
    AgentName,
    Analysed,
    AnalyseTask,
    Evolved,
    EvolveTask,
    Observed,
    ObserveTask,
    Payload,
    Reported,
    ReportTask,
    Required,
    RequireTask,
)
from tests.fakes import documents

Answer = Payload | Exception | Callable[[Payload], Awaitable[Payload]]


class ScriptedAgent(BaseAgent):
    """Answers every task in the same way: with a payload, an exception, or what a function returns."""

    capabilities: ClassVar[tuple[Capability, ...]] = (Capability(name="scripted"),)

    def __init__(self, name: AgentName, answer: Answer, *, confidence: float = 1.0) -> None:
        self.name = name  # type: ignore[misc]
        self.answer = answer
        self.confidence = confidence
        self.seen: list[Payload] = []

    @override
    def can_handle(self, payload: Payload) -> float:
        return self.confidence

    @override
    async def execute_task(self, payload: Payload) -> Sequence[Addressed]:
        self.seen.append(payload)
        if isinstance(self.answer, Exception):
            raise self.answer
        answer = await self.answer(payload) if callable(self.answer) else self.answer
        return (Addressed(receiver=AgentName.ORCHESTRATION, payload=answer),)


async def report_it(payload: Payload) -> Payload:
    """A reporting agent that judges just enough for tests."""
    assert isinstance(payload, ReportTask)
    verdict, reason = Verdict.PASSED, "All tests passed"
    if payload.cancelled:
        verdict, reason = Verdict.CANCELLED, payload.cancelled
    elif payload.blocked:
        verdict, reason = Verdict.BLOCKED, payload.blocked
    elif payload.specs is None:
        verdict, reason = Verdict.INCONCLUSIVE, payload.failure or "nothing was judged"
    return Reported(
        report=documents.report(
            verdict,
            run_id=payload.request.run_id,
            url=payload.request.address,
            reason=reason,
            incomplete=payload.cancelled is not None,
            degraded=(payload.failure,) if payload.failure else (),
        )
    )


def team(**changes: Answer) -> list[ScriptedAgent]:
    """The five specialists, all content; `changes` gives other answers by agent name."""
    answers: dict[str, Answer] = {
        "observation": Observed(page_map=documents.page_map()),
        "requirements": Required(scenarios=documents.scenarios()),
        "analysis": Analysed(plan=documents.plan()),
        "evolution": Evolved(specs=documents.specs(), results=documents.results()),
        "reporting": report_it,
    }
    answers.update(changes)
    return [ScriptedAgent(AgentName(name), answer) for name, answer in answers.items()]


async def never(_: Payload) -> Payload:
    """A stage that does not end by itself."""
    await asyncio.Event().wait()
    raise AssertionError


TASKS = (ObserveTask, RequireTask, AnalyseTask, EvolveTask, ReportTask)
