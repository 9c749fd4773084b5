"""What the twin adds to the contract of every bus (tests/contract): it stays small and ends clean."""

import asyncio

import pytest

from agents.messages import AgentName
from agents.ports import BusClosedError, InboxFullError
from app.inprocess import bus as module
from app.inprocess.bus import InProcessBus
from tests.contract.test_bus import TO, message, taken
from tests.fakes.clock import FakeClock


async def test_the_oldest_ids_are_forgotten_to_bound_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "REMEMBERED_IDS", 2)
    bus = InProcessBus(FakeClock())
    for name in ("a", "b", "b", "c"):
        await bus.publish(message(name))
    assert [await taken(bus) for _ in range(4)] == ["a", "b", "c", None]

    for name in ("b", "c", "a"):
        await bus.publish(message(name))

    assert [await taken(bus) for _ in range(2)] == ["a", None], "only the first was forgotten"


async def test_an_inbox_holds_five_thousand_messages_by_default() -> None:
    bus = InProcessBus(FakeClock())
    for number in range(module.INBOX_BOUND):
        await bus.publish(message(str(number)))
    assert module.INBOX_BOUND == 5000
    with pytest.raises(InboxFullError, match="observation holds 5000 messages"):
        await bus.publish(message("one more"))


async def test_a_message_that_was_refused_may_be_published_again() -> None:
    bus = InProcessBus(FakeClock(), bound=1)
    await bus.publish(message("a"))
    with pytest.raises(InboxFullError):
        await bus.publish(message("b"))
    await bus.acknowledge(await bus.receive(TO))

    await bus.publish(message("b"))

    assert await taken(bus) == "b"


async def test_the_same_id_in_two_inboxes_is_two_messages() -> None:
    bus = InProcessBus(FakeClock())
    await bus.publish(message("a"))
    await bus.publish(message("a", to=AgentName.ANALYSIS))
    assert await taken(bus) == "a"
    assert (await asyncio.wait_for(bus.receive(AgentName.ANALYSIS), 1)).message_id == "a"


async def test_what_was_pending_comes_back_after_exactly_more_than_the_time() -> None:
    clock = FakeClock()
    bus = InProcessBus(clock)
    await bus.publish(message("a"))
    assert await taken(bus) == "a"
    clock.advance(30)
    assert await bus.reclaim(TO, idle_s=30) == 0
    clock.advance(0.5)
    assert await bus.reclaim(AgentName.ANALYSIS, idle_s=30) == 0
    assert await bus.reclaim(TO, idle_s=30) == 1


async def test_closing_leaves_no_timer_behind_and_may_be_repeated() -> None:
    bus = InProcessBus(FakeClock())
    before = asyncio.all_tasks()
    await bus.publish(message("later"), delay_s=60)
    assert len(asyncio.all_tasks() - before) == 1

    async with asyncio.timeout(1):
        await bus.close()
        await bus.close()

    assert asyncio.all_tasks() == before
    with pytest.raises(BusClosedError, match="closed"):
        await bus.receive(TO)
