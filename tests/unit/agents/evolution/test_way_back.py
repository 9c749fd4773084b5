"""What was changed is put back when a scenario is given up, in a real browser."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from agents.domain.scenario import Outcome, Phase, Scenario, ScenarioKind
from agents.domain.spec import Rejection
from agents.domain.steps import Click, Fill, Goto, Step, Text
from agents.evolution import perform
from agents.evolution.perform import Stage, perform_scenario
from agents.evolution.way_back import BACK_S, steps_back
from agents.orchestration.budget import STOP_S
from tests.unit.agents.evolution.builders import expect, role, scenario, then
from tests.unit.agents.evolution.plays import browser, given, stage, when
from tests.unit.agents.evolution.small_app import small_app

TOWN, SAVE = role("textbox", "Town"), Click(on=role("button", "Save"))
OPEN = Goto(path="/profile")
MISSING = Click(on=role("button", "Buy"))


def town(name: str) -> tuple[Step, ...]:
    return (OPEN, Fill(on=TOWN, value=Text(text=name)), SAVE)


def editing(*between: Phase) -> Scenario:
    """The town is changed, something else follows, and the town is set back."""
    return scenario(
        given(OPEN),
        when(*town("Bergen")[1:]),
        *between,
        Phase(keyword="When", text="it is set back", steps=town("Oslo"), way_back=True),
        then(expect(Outcome.VALUE_KEPT, "Oslo", TOWN), steps=(OPEN,)),
        name="edit",
        kind=ScenarioKind.EDIT,
        writes=True,
        start="/profile",
    )


UNSEEN = editing(then(expect(Outcome.TEXT_APPEARS, "Nothing says this")))
IMPOSSIBLE = editing(when(MISSING))


def test_the_way_back_is_open_from_the_first_change_until_it_is_gone() -> None:
    assert [bool(steps_back(UNSEEN, reached)) for reached in range(5)] == [False, True, True, True, False]
    assert steps_back(UNSEEN, 1) == town("Oslo")
    ordering = scenario(given(OPEN), when(*town("Bergen")), when(MISSING), writes=True)
    assert steps_back(ordering, 1) == (), "only what is meant as a way back is done"


def test_a_stage_has_time_to_put_back_when_it_is_told_to_stop() -> None:
    assert BACK_S < STOP_S


async def towns_after(do: Callable[[Stage], Awaitable[None]]) -> list[str]:
    with small_app() as app:
        async with browser() as host:
            await do(stage(host, app.url))
        return app.model.towns


@pytest.mark.browser
@pytest.mark.parametrize(
    ("given_up", "why"),
    [
        (UNSEEN, 'not observed: the text "Nothing says this" did not appear'),
        (IMPOSSIBLE, 'click button "Buy": 0 elements match instead of one'),
    ],
)
async def test_a_change_is_set_back_and_the_reason_stays(given_up: Scenario, why: str) -> None:
    async def do(on: Stage) -> None:
        refused = await perform_scenario(given_up, on)
        assert isinstance(refused, Rejection)
        assert refused.reason == why

    assert await towns_after(do) == ["Oslo", "Bergen", "Oslo"]


@pytest.mark.browser
async def test_a_way_back_that_is_blocked_changes_nothing_of_the_reason() -> None:
    blocked = Phase(keyword="When", text="it is set back", steps=(OPEN, MISSING), way_back=True)
    unseen = UNSEEN.model_copy(update={"phases": (*UNSEEN.phases[:3], blocked)})

    async def do(on: Stage) -> None:
        refused = await perform_scenario(unseen, on)
        assert isinstance(refused, Rejection)
        assert refused.stage == "observe"

    assert await towns_after(do) == ["Oslo", "Bergen"]


@pytest.mark.browser
async def test_out_of_time_or_cancelled_it_is_set_back_too(monkeypatch: pytest.MonkeyPatch) -> None:
    changed = asyncio.Event()

    async def hang(scene: perform.Scene, _rank: object) -> None:
        scene.reached = 1
        for step in town("Bergen"):
            await scene.act(step)
        changed.set()
        await asyncio.sleep(600)

    monkeypatch.setattr(perform, "play", hang)

    async def late(on: Stage) -> None:
        monkeypatch.setattr(perform, "SCENARIO_S", 4.0)
        refused = await perform_scenario(UNSEEN, on)
        assert isinstance(refused, Rejection)
        assert refused.reason == "it took longer than 4 s"

    async def cancelled(on: Stage) -> None:
        changed.clear()
        monkeypatch.setattr(perform, "SCENARIO_S", 60.0)
        task = asyncio.create_task(perform_scenario(UNSEEN, on))
        await changed.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    assert await towns_after(late) == ["Oslo", "Bergen", "Oslo"]
    assert await towns_after(cancelled) == ["Oslo", "Bergen", "Oslo"]
