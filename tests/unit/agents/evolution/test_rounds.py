"""Rounds: everything once, then everything again in another order; writers one at a time."""

import asyncio

import pytest

from agents.domain.scenario import Scenario
from agents.errors import ToolError
from agents.evolution.rounds import order, perform_round
from tests.unit.agents.evolution.builders import scenario

READERS = [scenario(name=f"read-{n}") for n in range(6)]
WRITERS = [scenario(name=f"write-{n}", writes=True) for n in range(3)]


def ids(scenarios: list[Scenario]) -> list[str]:
    return [one.id for one in scenarios]


def test_order_is_decided_by_seed_and_round_only() -> None:
    readers, writers = order([*READERS, *WRITERS], 7, 0)

    assert order([*WRITERS, *reversed(READERS)], 7, 0) == (readers, writers)
    assert (sorted(ids(readers)), sorted(ids(writers))) == (ids(READERS), ids(WRITERS))
    assert ids(order(READERS, 7, 1)[0]) != ids(readers)
    assert ids(order(READERS, 8, 0)[0]) != ids(readers)


async def test_readers_share_workers_and_writers_come_after_one_at_a_time() -> None:
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

    assert most == {"read": 2, "write": 1}
    assert log == ["read"] * 6 + ["write"] * 3


async def test_an_unexpected_error_ends_the_round() -> None:
    async def fails(_: Scenario) -> None:
        raise ToolError("no browser")

    with pytest.raises(ToolError, match="no browser"):
        await perform_round(READERS, fails, seed=0, number=0, workers=2)
