"""Rounds: everything once, then everything again in another order; writers in their lanes."""

import asyncio

import pytest

from agents.domain.scenario import Scenario, ScenarioKind
from agents.domain.steps import Fill
from agents.errors import ToolError
from agents.evolution.rounds import Schedule, order, perform_round
from tests.unit.agents.evolution.builders import NOTE, role, scenario, when

READERS = [scenario(name=f"read-{n}") for n in range(6)]
WRITERS = [scenario(name=f"write-{n}", writes=True) for n in range(3)]


def ids(scenarios: list[Scenario]) -> list[str]:
    return [one.id for one in scenarios]


def test_later_orders_are_decided_by_seed_and_round_only() -> None:
    readers, writers = order([*READERS, *WRITERS], 7, 1)

    assert order([*WRITERS, *reversed(READERS)], 7, 1) == (readers, writers)
    assert (sorted(ids(readers)), sorted(ids(writers))) == (ids(READERS), ids(WRITERS))
    assert ids(order(READERS, 7, 2)[0]) != ids(readers)
    assert ids(order(READERS, 8, 1)[0]) != ids(readers)


def test_the_first_round_goes_by_risk() -> None:
    by_risk = [READERS[4], WRITERS[2], READERS[1], WRITERS[0]]

    assert order(by_risk, 7, 0) == ([READERS[4], READERS[1]], [WRITERS[2], WRITERS[0]])


def test_every_round_and_writers_too_get_their_share_of_the_time() -> None:
    schedule = Schedule(began=100.0, per_round_s=40.0, readers=6, writers=2)

    assert [schedule.latest(number, writes=writes) for number in (0, 1) for writes in (False, True)] == [
        130.0,
        140.0,
        170.0,
        180.0,
    ]
    assert Schedule(began=0.0, per_round_s=9.0, readers=0, writers=0).latest(0, writes=False) == 0.0


async def test_readers_share_workers_and_writers_come_after_them() -> None:
    running: set[str] = set()
    most: dict[str, int] = {"read": 0, "write": 0}
    log: list[str] = []

    async def one(of: Scenario) -> None:
        running.add(of.id)
        kind = of.id.split("-")[0]
        most[kind] = max(most[kind], len(running))
        await asyncio.sleep(0)
        running.discard(of.id)
        log.append(kind)

    await perform_round([*WRITERS, *READERS], one, seed=0, number=0, workers=2)

    assert most == {"read": 2, "write": 2}
    assert log == ["read"] * 6 + ["write"] * 3


async def test_writers_of_a_record_of_their_own_and_of_the_account_work_beside_each_other() -> None:
    made = [
        scenario(
            when(Fill(on=role("textbox", "Name"), value=NOTE)),
            name=f"own-{n}",
            kind=ScenarioKind.CREATE,
            writes=True,
        )
        for n in range(3)
    ]
    running: set[str] = set()
    most: set[tuple[str, ...]] = set()

    async def one(of: Scenario) -> None:
        running.add(of.id)
        most.add(tuple(sorted(name.split("-")[0] for name in running)))
        await asyncio.sleep(0)
        running.discard(of.id)

    await perform_round([*WRITERS, *made], one, seed=0, number=0, workers=3)

    assert max(most, key=len) == ("own", "own", "write", "write")


async def test_alone_nothing_runs_beside_another() -> None:
    running: set[str] = set()
    log: list[str] = []

    async def one(of: Scenario) -> None:
        assert not running
        running.add(of.id)
        await asyncio.sleep(0)
        running.discard(of.id)
        log.append(of.id)

    await perform_round([*WRITERS, *READERS], one, seed=0, number=0, workers=3, alone=True)

    assert log == [*ids(READERS), *ids(WRITERS)]


async def test_an_unexpected_error_ends_the_round() -> None:
    async def fails(_: Scenario) -> None:
        raise ToolError("no browser")

    with pytest.raises(ToolError, match="no browser"):
        await perform_round(READERS, fails, seed=0, number=0, workers=2)
