"""The agent that runs the workflow. It decides with `decide`; here are only its effects."""

from collections.abc import Sequence
from typing import ClassVar

from pydantic import ValidationError
from typing_extensions import override

from agents.base import Addressed, BaseAgent, Capability
from agents.errors import AgentError, StageError
from agents.messages import (
    AgentName,
    AnalyseTask,
    Envelope,
    EvolveTask,
    ObserveTask,
    Payload,
    ReportTask,
    RequireTask,
    RunFinished,
    StopTask,
)
from agents.orchestration.decide import Decision, decide
from agents.orchestration.figures import figures
from agents.orchestration.state import Workflow
from agents.ports import Clock, Progress, RunStates

_NOT_FOR_ME = (ObserveTask, RequireTask, AnalyseTask, EvolveTask, ReportTask, RunFinished, StopTask)


class OrchestrationAgent(BaseAgent):
    """Carries each run through its stages; keeps its state so that it can be read and resumed."""

    name: ClassVar[AgentName] = AgentName.ORCHESTRATION
    capabilities: ClassVar[tuple[Capability, ...]] = (Capability(name="workflow"),)
    max_concurrent: ClassVar[int] = 1
    """Messages of a run are decided one after another: each decision stands on the state before it."""

    def __init__(self, states: RunStates, clock: Clock, progress: Progress) -> None:
        self._states = states
        self._clock = clock
        self._progress = progress
        self._workflows: dict[str, Workflow] = {}
        """What this process works with. Stored states hold no header values: those are secret."""

    @override
    def can_handle(self, payload: Payload) -> float:
        """Everything but the tasks of other agents."""
        return 0.0 if isinstance(payload, _NOT_FOR_ME) else 1.0

    @override
    async def execute_task(self, payload: Payload) -> Sequence[Addressed]:
        """Not used: a decision needs to know the run, which only the envelope tells."""
        raise StageError(f"{payload.type!r} came without its run")

    @override
    async def process_message(self, envelope: Envelope) -> Sequence[Addressed]:
        """Decide on one message, save the state when it changed, and return what to send."""
        if not self.can_handle(envelope.payload):
            return ()
        before = await self._load(envelope.conversation_id)
        decision = decide(before, envelope.payload, self._clock.now())
        if decision.workflow != before:
            await self._states.save(before.run_id, decision.workflow.model_dump_json())
            self._remember(decision.workflow)
        self._tell(before, decision)
        return decision.send

    @override
    def failed(self, error: Exception) -> Sequence[Addressed]:
        """Nobody else could end the run, so a failure here ends the process that serves it."""
        raise error

    async def _load(self, run_id: str) -> Workflow:
        if run_id in self._workflows:
            return self._workflows[run_id]
        saved = await self._states.load(run_id)
        if saved is None:
            return Workflow(run_id=run_id)
        try:
            return Workflow.model_validate_json(saved)
        except ValidationError as error:
            raise AgentError(
                f"the saved state of run {run_id} cannot be read", "delete its folder and start the run again"
            ) from error

    def _remember(self, workflow: Workflow) -> None:
        if workflow.state.ended:
            self._workflows.pop(workflow.run_id, None)
        else:
            self._workflows[workflow.run_id] = workflow

    def _tell(self, before: Workflow, decision: Decision) -> None:
        """Show which stages ended and which began."""
        after = decision.workflow
        for timing in after.stages[len(before.stages) :]:
            stage = AgentName(timing.stage)
            self._progress.note(stage, timing.detail, **figures(stage, after))
            self._progress.stage(stage, timing.status)
        if after.stage is not None and after.stage is not before.stage:
            self._progress.stage(after.stage, "running")
