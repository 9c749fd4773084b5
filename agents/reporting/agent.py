"""The Reporting agent (S043-S045): always answers, whatever part of the run is missing."""

from collections.abc import Sequence
from typing import ClassVar

from typing_extensions import override

from agents.base import Addressed, BaseAgent, Capability
from agents.messages import AgentName, Payload, Reported, ReportTask
from agents.reporting.build import build


class ReportingAgent(BaseAgent):
    """Turns what the other stages gave into the one report model. Uses no model and no clock."""

    name: ClassVar[AgentName] = AgentName.REPORTING
    capabilities: ClassVar[tuple[Capability, ...]] = (Capability(name="report"),)

    def __init__(self, generator: str) -> None:
        self._generator = generator

    @override
    def can_handle(self, payload: Payload) -> float:
        return 1.0 if isinstance(payload, ReportTask) else 0.0

    @override
    async def execute_task(self, payload: Payload) -> Sequence[Addressed]:
        if not isinstance(payload, ReportTask):
            raise TypeError(f"not a report task: {payload.type}")
        report = build(payload, self._generator)
        return (Addressed(receiver=AgentName.ORCHESTRATION, payload=Reported(report=report)),)
