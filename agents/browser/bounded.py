"""Ends for waits that Playwright leaves open: it sets no limit for opening, closing, keys and scripts.

A window that goes away at the wrong moment may never be reported as closed; closing it then never returns.
"""

import asyncio
from collections.abc import Awaitable
from contextlib import suppress
from typing import Any, TypeVar

from playwright.async_api import Error as PlaywrightError

CLOSE_S = 5.0
"""How long something may take to close before it is left to the end of its browser."""

T = TypeVar("T")


class LateError(PlaywrightError):
    """Something did not end in the time that it was given."""


async def within(seconds: float, work: Awaitable[T], doing: str) -> T:
    """The result of `work`.

    Raises:
        LateError: it did not end in time; `doing` names it, such as `opening a tab`.
    """
    try:
        async with asyncio.timeout(seconds):
            return await work
    except TimeoutError:
        raise LateError(f"{doing} did not end within {seconds:g} s") from None


async def at_most(seconds: float, work: Awaitable[Any]) -> None:
    """Do `work` as far as it gets in this time; what is gone already is no error."""
    with suppress(PlaywrightError, TimeoutError):
        async with asyncio.timeout(seconds):
            await work
