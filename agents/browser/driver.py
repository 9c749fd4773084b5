"""Playwright's driver, the program between us and the browser: its start, its end, and how that is told."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Playwright, async_playwright

from agents.browser.bounded import CLOSE_S, LateError, within
from agents.errors import ToolError

_CUT = "Connection closed while reading from the driver"


def driver_error() -> ToolError:
    """What to say when it is no more there."""
    return ToolError(
        "Playwright's driver ended; it may have been killed, or the machine ran out of memory",
        "Run it again with more memory free; `dmesg` or the log of the system may tell what ended it.",
    )


@asynccontextmanager
async def open_driver() -> AsyncIterator[Playwright]:
    """Start the driver and end it when done. Raises ToolError when it ends while it starts."""
    _expect_its_end(asyncio.get_running_loop())
    async with AsyncExitStack() as stack:
        try:
            playwright = await stack.enter_async_context(async_playwright())
        except Exception as error:
            # Playwright has no class of its own for this.
            if str(error) != _CUT:
                raise
            raise driver_error() from error
        yield playwright


async def has_ended(playwright: Playwright) -> bool:
    """Whether the driver is no more there; it is asked for something that needs no browser.

    A browser that ends while it starts is told in the same words as a driver that is gone.
    """
    try:
        asked = await within(CLOSE_S, playwright.request.new_context(), "asking the driver")
        await within(CLOSE_S, asked.dispose(), "asking the driver")
    except LateError:
        return False
    except PlaywrightError:
        return True
    return False


def _expect_its_end(loop: asyncio.AbstractEventLoop) -> None:
    """Keep quiet of the note on its end that Playwright leaves lying: whoever needs the driver says it."""
    before = loop.get_exception_handler()
    if getattr(before, "expects_driver", False):
        return

    def handler(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        if str(context.get("exception")) == _CUT:
            return
        if before is None:
            loop.default_exception_handler(context)
        else:
            before(loop, context)

    handler.expects_driver = True  # type: ignore[attr-defined]
    loop.set_exception_handler(handler)
