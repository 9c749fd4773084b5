"""Sharing the time of a run among its stages."""

import pytest

from agents.messages import AgentName
from agents.orchestration.budget import EXHAUSTED_BELOW_S, REPORTING_S, stage_budget

WORK = (AgentName.OBSERVATION, AgentName.REQUIREMENTS, AgentName.ANALYSIS, AgentName.EVOLUTION)


@pytest.mark.parametrize("total_s", [10.0, 120.0, 3600.0])
def test_stages_that_use_their_whole_share_use_the_whole_budget(total_s: float) -> None:
    spent = 0.0
    for stage in WORK:
        budget = stage_budget(stage, total_s, spent)
        assert budget is not None
        assert budget.work_s > 0
        assert budget.deadline_s >= budget.work_s + 5
        spent += budget.work_s
    assert spent == pytest.approx(total_s)


def test_time_saved_goes_to_the_later_stages() -> None:
    early = stage_budget(AgentName.EVOLUTION, 100, 10)
    late = stage_budget(AgentName.EVOLUTION, 100, 60)
    assert early is not None
    assert late is not None
    assert (early.work_s, late.work_s) == (90, 40)


def test_the_last_second_is_not_worth_a_stage() -> None:
    assert stage_budget(AgentName.EVOLUTION, 100, 100 - EXHAUSTED_BELOW_S + 0.01) is None
    assert stage_budget(AgentName.EVOLUTION, 100, 500) is None


def test_reporting_always_has_its_time() -> None:
    budget = stage_budget(AgentName.REPORTING, 1, 500)
    assert budget is not None
    assert budget.deadline_s == REPORTING_S
