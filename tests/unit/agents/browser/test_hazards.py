"""What pages do unasked, as facts."""

import asyncio
from collections.abc import Callable
from typing import cast

from playwright.async_api import Page

from agents.browser.hazards import Complaint, Facts, Failure, Watch
from agents.domain.page import Request


def test_only_an_answered_writing_request_counts_as_written() -> None:
    def facts(method: str, status: int | None) -> Facts:
        return Facts(requests=(Request(method=method, path="/", status=status, resource="fetch"),))

    assert facts("POST", 201).wrote
    assert not facts("POST", 422).wrote
    assert not facts("POST", None).wrote
    assert not facts("GET", 200).wrote
    assert not Facts().wrote


def test_what_comes_a_moment_later_is_added() -> None:
    first = Facts(windows=("a",), complaints=(Complaint("error", "y"),), count=1)
    later = Facts(
        windows=("b",),
        complaints=(Complaint("error", "x"), Complaint("error", "y")),
        failures=(Failure("GET", "/", 500),),
        dialogs=("alert: z",),
        downloads=("d",),
        count=2,
    )
    both = first.with_windows(later)
    assert both.windows == ("a", "b")
    assert [text for _, text in both.complaints] == ["x", "y"]
    assert (both.count, both.downloads, both.dialogs, len(both.failures)) == (3, ("d",), ("alert: z",), 1)


class Stage:
    """As much of a page as a `Watch` listens to."""

    def __init__(self) -> None:
        self._heard: dict[str, Callable[[object], object]] = {}

    def on(self, event: str, hear: Callable[[object], object]) -> None:
        """Keep a listener."""
        self._heard[event] = hear

    def happen(self, event: str, what: object) -> None:
        """Tell a listener."""
        self._heard[event](what)


class Stuck:
    """A window that is never reported as closed, as one is that goes away at the wrong moment."""

    url = "http://127.0.0.1/help"

    async def close(self) -> None:
        """Wait for good."""
        await asyncio.Event().wait()


async def test_a_window_that_never_closes_does_not_hold_up_the_crawl() -> None:
    stage = Stage()
    watch = Watch(cast("Page", stage), "http://127.0.0.1/", patience_s=0.01)
    stage.happen("popup", Stuck())
    facts = await watch.take()
    assert facts.windows == (Stuck.url,)
    assert (await watch.take()).windows == ()
