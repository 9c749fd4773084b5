"""The few figures that say what a stage has found, for people to watch."""

from agents.domain.figures import figures_of
from agents.domain.page import PageMap
from agents.domain.spec import SpecSet
from agents.messages import AgentName
from agents.orchestration.state import Workflow


def figures(stage: AgentName, workflow: Workflow) -> dict[str, int]:
    """Counts by name; empty when the stage has found nothing."""
    if stage is AgentName.OBSERVATION and workflow.page_map is not None:
        return observed_figures(workflow.page_map)
    if stage is AgentName.REQUIREMENTS and workflow.scenarios is not None:
        return {"scenarios": len(workflow.scenarios.scenarios)}
    if stage is AgentName.ANALYSIS and workflow.plan is not None:
        left_out = len(workflow.plan.left_out)
        return {"planned": len(workflow.plan.risks) - left_out, "left_out": left_out}
    if stage is AgentName.EVOLUTION and workflow.specs is not None:
        return _evolved(workflow.specs)
    return {}


def observed_figures(page_map: PageMap) -> dict[str, int]:
    """What a page map holds, counted as the report counts it."""
    return figures_of(page_map).model_dump()


def _evolved(specs: SpecSet) -> dict[str, int]:
    return {
        "tests": sum(len(file.tests) for file in specs.files),
        "files": len(specs.files),
        "rejected": len(specs.rejected),
    }
