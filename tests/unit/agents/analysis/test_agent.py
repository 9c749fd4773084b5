"""The Analysis agent."""

from agents.analysis.agent import AnalysisAgent
from agents.domain.page import PageMap
from agents.messages import AgentName, Analysed, AnalyseTask, Failed, ObserveTask
from agents.requirements.rules import derive
from tests.unit.agents import sample_maps
from tests.unit.agents.maps import run_request


def task(page_map: PageMap) -> AnalyseTask:
    request = run_request()
    return AnalyseTask(request=request, page_map=page_map, scenarios=derive(request, page_map))


async def test_scenarios_become_a_plan() -> None:
    """S025."""
    agent, given = AnalysisAgent(), task(sample_maps.shop())
    assert agent.can_handle(given) == 1.0
    (reply,) = await agent.execute_task(given)
    assert reply.receiver is AgentName.ORCHESTRATION
    assert isinstance(reply.payload, Analysed)
    assert len(reply.payload.plan.risks) == len(given.scenarios.scenarios)


async def test_taking_a_fact_away_changes_what_it_says() -> None:
    shop = sample_maps.shop()
    fewer = shop.model_copy(update={"pages": shop.pages[:3]})
    agent = AnalysisAgent()
    assert await agent.execute_task(task(shop)) != await agent.execute_task(task(fewer))


async def test_scenarios_of_other_pages_are_refused() -> None:
    given, shop = task(sample_maps.shop()), sample_maps.shop()
    strange = given.model_copy(update={"page_map": shop.model_copy(update={"pages": shop.pages[:1]})})
    (reply,) = await AnalysisAgent().execute_task(strange)
    assert isinstance(reply.payload, Failed)
    assert reply.payload.stage is AgentName.ANALYSIS
    assert "were not observed" in reply.payload.message


async def test_other_tasks_are_not_its_own() -> None:
    agent, other = AnalysisAgent(), ObserveTask(request=run_request())
    assert agent.can_handle(other) == 0.0
    assert await agent.execute_task(other) == ()
