"""What every bus must do (C31, C32, C34; rule learned 30). Each implementation runs the same tests."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

import pytest

from agents.messages import AgentName, CancelRequested, Envelope
from agents.ports import Bus, BusClosedError, InboxFullError
from app.inprocess.bus import InProcessBus
from tests.fakes.clock import FakeClock

TO = AgentName.OBSERVATION


@dataclass
class Harness:
    bus: Bus
    advance: Callable[[float], None]
    bounded: Bus
    """One that holds at most two messages an inbox."""
    close: Callable[[], object]


def _in_process() -> Harness:
    clock = FakeClock()
    bus = InProcessBus(clock)
    return Harness(bus, clock.advance, InProcessBus(clock, bound=2), bus.close)


@pytest.fixture(params=[_in_process], ids=["in-process"])
async def harness(request: pytest.FixtureRequest) -> AsyncIterator[Harness]:
    made: Harness = request.param()
    yield made
    for bus in (made.bus, made.bounded):
        assert isinstance(bus, InProcessBus)
        await bus.close()


def message(message_id: str, *, priority: int = 5, to: AgentName = TO) -> Envelope:
    return Envelope(
        message_id=message_id,
        conversation_id="run-1",
        sender=AgentName.DOOR,
        receiver=to,
        priority=priority,
        payload=CancelRequested(reason=message_id),
    )


async def taken(bus: Bus, **more: int) -> str | None:
    """The id of the next message; None when there is none."""
    try:
        async with asyncio.timeout(0.05):
            return (await bus.receive(TO, **more)).message_id
    except TimeoutError:
        return None


async def test_messages_arrive_in_the_order_of_publishing(harness: Harness) -> None:
    for name in "abc":
        await harness.bus.publish(message(name))
    assert [await taken(harness.bus) for _ in "abcd"] == ["a", "b", "c", None]


async def test_each_inbox_gets_only_its_own(harness: Harness) -> None:
    await harness.bus.publish(message("theirs", to=AgentName.ANALYSIS))
    assert await taken(harness.bus) is None


async def test_the_most_urgent_comes_first(harness: Harness) -> None:
    for name, priority in (("low", 0), ("normal", 5), ("critical", 10), ("normal too", 5)):
        await harness.bus.publish(message(name, priority=priority))
    assert [await taken(harness.bus) for _ in range(4)] == ["critical", "normal", "normal too", "low"]


async def test_a_receiver_can_ask_for_urgent_messages_only(harness: Harness) -> None:
    await harness.bus.publish(message("normal"))
    assert await taken(harness.bus, at_least=10) is None
    await harness.bus.publish(message("critical", priority=10))
    assert await taken(harness.bus, at_least=10) == "critical"


async def test_a_waiting_receiver_is_woken(harness: Harness) -> None:
    waiting = asyncio.create_task(harness.bus.receive(TO))
    await asyncio.sleep(0)
    await harness.bus.publish(message("a"))
    assert (await asyncio.wait_for(waiting, 1)).message_id == "a"


async def test_two_receivers_never_get_the_same_message(harness: Harness) -> None:
    await harness.bus.publish(message("a"))
    await harness.bus.publish(message("b"))
    first, second = await asyncio.gather(
        harness.bus.receive(TO, consumer="1"), harness.bus.receive(TO, consumer="2")
    )
    assert {first.message_id, second.message_id} == {"a", "b"}


async def test_what_comes_out_is_what_went_in(harness: Harness) -> None:
    sent = message("a")
    await harness.bus.publish(sent)
    assert await harness.bus.receive(TO) == sent


async def test_a_message_id_is_delivered_once_however_often_it_is_published(harness: Harness) -> None:
    """C31: publishing again after a crash does no harm, before and after it was acknowledged."""
    await harness.bus.publish(message("a"))
    await harness.bus.publish(message("a"))
    envelope = await harness.bus.receive(TO)
    await harness.bus.publish(message("a"))
    await harness.bus.acknowledge(envelope)
    await harness.bus.publish(message("a"))
    assert await taken(harness.bus) is None


async def test_an_unacknowledged_message_is_delivered_again_when_reclaimed(harness: Harness) -> None:
    """C31: a consumer that died loses nothing."""
    await harness.bus.publish(message("a"))
    await harness.bus.publish(message("b"))
    assert await taken(harness.bus) == "a"
    harness.advance(60)
    assert await harness.bus.reclaim(TO, idle_s=30) == 1
    assert [await taken(harness.bus), await taken(harness.bus)] == ["a", "b"]


async def test_a_message_in_work_is_not_reclaimed_too_early(harness: Harness) -> None:
    await harness.bus.publish(message("a"))
    assert await taken(harness.bus) == "a"
    harness.advance(10)
    assert await harness.bus.reclaim(TO, idle_s=30) == 0
    assert await taken(harness.bus) is None


async def test_an_acknowledged_message_is_gone(harness: Harness) -> None:
    await harness.bus.publish(message("a"))
    envelope = await harness.bus.receive(TO)
    await harness.bus.acknowledge(envelope)
    await harness.bus.acknowledge(envelope)
    harness.advance(60)
    assert await harness.bus.reclaim(TO, idle_s=0) == 0
    assert await taken(harness.bus) is None


async def test_a_released_message_is_delivered_again_at_once_and_in_its_old_place(harness: Harness) -> None:
    """C34: unfinished work goes back."""
    await harness.bus.publish(message("a"))
    await harness.bus.publish(message("b"))
    envelope = await harness.bus.receive(TO)
    await harness.bus.release(envelope)
    await harness.bus.release(envelope)
    assert [await taken(harness.bus) for _ in range(3)] == ["a", "b", None]


async def test_a_receiver_that_is_cancelled_takes_nothing_with_it(harness: Harness) -> None:
    waiting = asyncio.create_task(harness.bus.receive(TO))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    await harness.bus.publish(message("a"))
    assert await taken(harness.bus) == "a"


async def test_a_full_inbox_refuses(harness: Harness) -> None:
    """The bound counts what is in work too, and does not hit other inboxes or what is there already."""
    await harness.bounded.publish(message("a"))
    await harness.bounded.publish(message("b"))
    envelope = await harness.bounded.receive(TO)
    with pytest.raises(InboxFullError, match="holds 2 messages"):
        await harness.bounded.publish(message("c"))
    await harness.bounded.publish(message("b"))
    await harness.bounded.publish(message("c", to=AgentName.ANALYSIS))
    await harness.bounded.acknowledge(envelope)
    await harness.bounded.publish(message("c"))


async def test_a_delayed_message_arrives_after_its_time(harness: Harness) -> None:
    await harness.bus.publish(message("later"), delay_s=0.1)
    await harness.bus.publish(message("now"))
    assert [await taken(harness.bus), await taken(harness.bus)] == ["now", None]
    assert (await asyncio.wait_for(harness.bus.receive(TO), 1)).message_id == "later"


async def test_a_delayed_message_takes_its_place_at_once(harness: Harness) -> None:
    """Else any number of them could come due together and fill the inbox far beyond its bound."""
    await harness.bounded.publish(message("later"), delay_s=0.05)
    await harness.bounded.publish(message("much later"), delay_s=60)
    for delay_s in (0.0, 60.0):
        with pytest.raises(InboxFullError, match="holds 2 messages, 2 of them not due yet"):
            await harness.bounded.publish(message("c"), delay_s=delay_s)
    await harness.bounded.publish(message("c", to=AgentName.ANALYSIS), delay_s=60)
    envelope = await asyncio.wait_for(harness.bounded.receive(TO), 1)
    assert envelope.message_id == "later"
    with pytest.raises(InboxFullError, match="holds 2 messages, 1 of them not due yet"):
        await harness.bounded.publish(message("c"))
    await harness.bounded.acknowledge(envelope)
    await harness.bounded.publish(message("c"), delay_s=60)


async def test_a_closed_bus_wakes_and_refuses(harness: Harness) -> None:
    waiting = asyncio.create_task(harness.bus.receive(TO))
    await harness.bus.publish(message("never"), delay_s=60)
    await asyncio.sleep(0)
    await harness.close()  # type: ignore[misc]
    with pytest.raises(BusClosedError):
        await asyncio.wait_for(waiting, 1)
    with pytest.raises(BusClosedError):
        await harness.bus.publish(message("b"))
    with pytest.raises(BusClosedError):
        await harness.bus.receive(TO)
