"""The Requirements agent."""

from agents.domain.page import PageMap
from agents.messages import AgentName, Failed, ObserveTask, Required, RequireTask
from agents.requirements.agent import RequirementsAgent
from tests.unit.agents import sample_maps
from tests.unit.agents.maps import ORIGIN, run_request


async def test_a_page_map_becomes_scenarios() -> None:
    """S020."""
    agent = RequirementsAgent()
    task = RequireTask(request=run_request(), page_map=sample_maps.shop())
    assert agent.can_handle(task) == 1.0
    (reply,) = await agent.execute_task(task)
    assert reply.receiver is AgentName.ORCHESTRATION
    assert isinstance(reply.payload, Required)
    assert reply.payload.scenarios.scenarios


async def test_taking_a_fact_away_changes_what_it_says() -> None:
    agent, shop = RequirementsAgent(), sample_maps.shop()
    fewer = shop.model_copy(update={"pages": shop.pages[:1]})
    answers = [
        await agent.execute_task(RequireTask(request=run_request(), page_map=m)) for m in (shop, fewer)
    ]
    assert answers[0] != answers[1]


async def test_nothing_can_be_derived_from_nothing() -> None:
    empty = RequireTask(request=run_request(), page_map=PageMap(url=ORIGIN, pages=()))
    (reply,) = await RequirementsAgent().execute_task(empty)
    assert isinstance(reply.payload, Failed)
    assert (reply.payload.stage, reply.payload.error) == (AgentName.REQUIREMENTS, "failed")
    assert reply.payload.advice


async def test_other_tasks_are_not_its_own() -> None:
    agent, task = RequirementsAgent(), ObserveTask(request=run_request())
    assert agent.can_handle(task) == 0.0
    assert await agent.execute_task(task) == ()
