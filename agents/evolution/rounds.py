"""Perform many scenarios again and again, each time in a fresh context and in another order."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from agents.domain.scenario import Scenario
from agents.evolution.lanes import WRITING, Lane, lane_of_scenario

PerformOne = Callable[[Scenario], Awaitable[None]]

_IN_A_LANE = 2
"""Workers for a lane of writers: while one changes data, the next gets ready."""


def order(scenarios: Sequence[Scenario], seed: int, number: int) -> tuple[list[Scenario], list[Scenario]]:
    """The readers and the writers of one round. Pure.

    The first round keeps the order of risk, so that a short time is spent on what matters most. Later ones
    are shuffled by seed and round: a change that one scenario makes to what another one sees shows only when
    the order differs.
    """
    ordered = list(scenarios)
    if number > 0:
        ordered.sort(key=lambda scenario: scenario.id)
        random.Random(f"{seed}/{number}").shuffle(ordered)  # noqa: S311 - an order, not a secret
    return [one for one in ordered if not one.writes], [one for one in ordered if one.writes]


async def perform_round(
    scenarios: Sequence[Scenario],
    perform_one: PerformOne,
    *,
    seed: int,
    number: int,
    workers: int,
    alone: bool = False,
) -> None:
    """Readers, then writers in their lanes, each by several workers. The first unexpected error ends all.

    The writers of a lane take turns by themselves (`Stage.writing`); with `alone` all do.
    """
    readers, writers = order(scenarios, seed, number)
    if alone:
        await _perform_all({Lane.READS: [*readers, *writers]}, perform_one, 1)
        return
    await _perform_all({Lane.READS: readers}, perform_one, workers)
    lanes = {lane: [one for one in writers if lane_of_scenario(one) is lane] for lane in WRITING}
    await _perform_all(lanes, perform_one, _IN_A_LANE)


async def _perform_all(
    lanes: Mapping[Lane, Sequence[Scenario]], perform_one: PerformOne, workers: int
) -> None:
    queues = [queue for scenarios in lanes.values() for queue in [iter(scenarios)] * workers]
    try:
        async with asyncio.TaskGroup() as group:
            for waiting in queues:
                group.create_task(_work(waiting, perform_one))
    except ExceptionGroup as errors:
        raise errors.exceptions[0] from errors


async def _work(waiting: Iterator[Scenario], perform_one: PerformOne) -> None:
    for scenario in waiting:
        await perform_one(scenario)


@dataclass(frozen=True)
class Schedule:
    """When the scenarios of a round must have begun, so that every round, and writers too, get a share.

    Times are seconds of a monotonic clock.
    """

    began: float
    per_round_s: float
    readers: int
    writers: int

    def latest(self, number: int, *, writes: bool) -> float:
        """The moment after which no further scenario of that kind begins in a round."""
        share = 1.0 if writes else self.readers / max(1, self.readers + self.writers)
        return self.began + self.per_round_s * (number + share)
