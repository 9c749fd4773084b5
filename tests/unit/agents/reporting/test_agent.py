"""The Reporting agent answers every report task and nothing else."""

import pytest

from agents.base import Addressed
from agents.messages import AgentName, CancelRequested, Reported
from agents.reporting.agent import ReportingAgent
from agents.reporting.build import build
from tests.unit.agents.reporting import sample


async def test_it_reports_to_orchestration() -> None:
    task = sample.task()
    expected = Addressed(receiver=AgentName.ORCHESTRATION, payload=Reported(report=build(task, "g 1")))
    assert list(await ReportingAgent("g 1").execute_task(task)) == [expected]


async def test_it_takes_nothing_else() -> None:
    agent = ReportingAgent("g 1")
    assert agent.can_handle(sample.task()) == 1.0
    assert agent.can_handle(CancelRequested(reason="x")) == 0.0
    with pytest.raises(TypeError, match="cancel-requested"):
        await agent.execute_task(CancelRequested(reason="x"))
