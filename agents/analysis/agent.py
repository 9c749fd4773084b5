"""The Analysis agent."""

from collections.abc import Sequence
from typing import ClassVar

from typing_extensions import override

from agents.analysis.risk import assess
from agents.base import Addressed, BaseAgent, Capability
from agents.messages import AgentName, Analysed, AnalyseTask, Failed, Payload


class AnalysisAgent(BaseAgent):
    """Says how much it would hurt if a scenario broke, and in which order to test (S024-S028), by rules."""

    name: ClassVar[AgentName] = AgentName.ANALYSIS
    capabilities: ClassVar[tuple[Capability, ...]] = (Capability(name="assess-risk"),)

    @override
    def can_handle(self, payload: Payload) -> float:
        """Sure for scenarios, not at all for anything else (S062)."""
        return 1.0 if isinstance(payload, AnalyseTask) else 0.0

    @override
    async def execute_task(self, payload: Payload) -> Sequence[Addressed]:
        """The plan; scenarios of pages that the page map does not hold are a failure."""
        if not isinstance(payload, AnalyseTask):
            return ()
        return (Addressed(receiver=AgentName.ORCHESTRATION, payload=self._analyse(payload)),)

    def _analyse(self, task: AnalyseTask) -> Analysed | Failed:
        known = {page.id for page in task.page_map.pages}
        strange = sorted({p for s in task.scenarios.scenarios for p in s.pages if p not in known})
        if strange:
            return Failed(
                stage=self.name,
                error="failed",
                message=f"scenarios touch pages that were not observed: {', '.join(strange[:3])}",
                advice="Derive the scenarios anew from this page map",
            )
        return Analysed(plan=assess(task.request, task.page_map, task.scenarios))
