"""Waits that have an end."""

import asyncio

import pytest
from playwright.async_api import Error as PlaywrightError

from agents.browser.bounded import at_most, within


async def forever() -> str:
    await asyncio.Event().wait()
    return "never"


async def at_once() -> str:
    return "done"


async def gone() -> str:
    raise PlaywrightError("Target closed")


async def test_what_ends_gives_its_result() -> None:
    assert await within(60, at_once(), "waiting") == "done"
    await at_most(60, at_once())


async def test_what_does_not_end_is_named() -> None:
    with pytest.raises(PlaywrightError, match=r"opening a tab did not end within 0\.01 s"):
        await within(0.01, forever(), "opening a tab")


async def test_closing_what_is_gone_or_does_not_close_is_no_error() -> None:
    await at_most(60, gone())
    await at_most(0.01, forever())


async def test_other_errors_and_cancelling_pass_through() -> None:
    with pytest.raises(PlaywrightError, match="Target closed"):
        await within(60, gone(), "looking")
    task = asyncio.ensure_future(at_most(60, forever()))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
