"""The Requirements agent."""

from collections.abc import Sequence
from typing import ClassVar

from typing_extensions import override

from agents.base import Addressed, BaseAgent, Capability
from agents.errors import AgentError
from agents.messages import AgentName, Failed, Payload, Required, RequireTask
from agents.requirements.rules import derive


class RequirementsAgent(BaseAgent):
    """Turns a page map into scenarios in Given/When/Then (S020), by rules."""

    name: ClassVar[AgentName] = AgentName.REQUIREMENTS
    capabilities: ClassVar[tuple[Capability, ...]] = (Capability(name="derive-scenarios"),)

    @override
    def can_handle(self, payload: Payload) -> float:
        """Sure for a page map, not at all for anything else (S062)."""
        return 1.0 if isinstance(payload, RequireTask) else 0.0

    @override
    async def execute_task(self, payload: Payload) -> Sequence[Addressed]:
        """The scenarios of a page map; one without pages is a failure."""
        if not isinstance(payload, RequireTask):
            return ()
        try:
            answer: Payload = self._derive(payload)
        except AgentError as error:
            answer = Failed(stage=self.name, error="failed", message=error.message, advice=error.advice)
        return (Addressed(receiver=AgentName.ORCHESTRATION, payload=answer),)

    def _derive(self, task: RequireTask) -> Required:
        if not task.page_map.pages:
            raise NoPagesError(
                "the page map holds no page, so there is nothing to derive scenarios from",
                "See what Observation reports about the address",
            )
        return Required(scenarios=derive(task.request, task.page_map))


class NoPagesError(AgentError):
    """There is nothing to derive from."""
