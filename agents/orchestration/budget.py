"""How the time of a run is shared among its stages, in seconds."""

from agents.domain.base import Model
from agents.messages import AgentName

REPORTING_S = 90.0
"""Reporting always runs, so its time is not taken from the budget of the run."""

STOP_S = 15.0
"""How long a stage may take to end after it was told to."""

EXHAUSTED_BELOW_S = 1.0

_WEIGHTS = {
    AgentName.OBSERVATION: 35.0,
    AgentName.REQUIREMENTS: 3.0,
    AgentName.ANALYSIS: 2.0,
    AgentName.EVOLUTION: 60.0,
}


class StageBudget(Model):
    """The time of one stage: an agent is told `work_s` and ends by itself, else the deadline stops it."""

    work_s: float
    deadline_s: float


def stage_budget(stage: AgentName, total_s: float, spent_s: float) -> StageBudget | None:
    """The share of what is left of the run's budget, so that time saved by a stage goes to the later ones.

    None when so little is left that the stage cannot do anything.
    """
    if stage is AgentName.REPORTING:
        return StageBudget(work_s=REPORTING_S, deadline_s=REPORTING_S)
    left = total_s - spent_s
    if left < EXHAUSTED_BELOW_S:
        return None
    order = list(_WEIGHTS)
    ahead = sum(_WEIGHTS[name] for name in order[order.index(stage) :])
    work_s = left * _WEIGHTS[stage] / ahead
    return StageBudget(work_s=work_s, deadline_s=work_s + max(5.0, 0.1 * work_s))
