"""Whether the browser, or what it had open, is no more there: then nothing that failed says anything."""

import asyncio
import re

from playwright.async_api import BrowserContext, Page
from playwright.async_api import Error as PlaywrightError

from agents.browser.bounded import LateError, within

_GONE = re.compile(r"\b(?:Target page, context or browser has been closed|Target crashed|Page crashed)\b")

_ANSWER_S = 5.0


class GoneError(PlaywrightError):
    """The page went away by itself."""

    def __init__(self) -> None:
        super().__init__("the browser or its tab went away")


async def open_tab(context: BrowserContext, most_s: float) -> Page:
    """A new tab. Raises GoneError when none comes: a browser that was just killed may never answer that."""
    try:
        return await within(most_s, context.new_page(), "opening a tab")
    except LateError as error:
        raise GoneError from error


class Life:
    """Watches whether a page is still there. What a dying browser cuts off can fail in many a way."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._crashed = False
        page.on("crash", self._on_crash)

    def _on_crash(self, _: Page) -> None:
        self._crashed = True

    async def over(self) -> bool:
        """Whether it is gone; one that is only too busy to answer is not."""
        try:
            async with asyncio.timeout(_ANSWER_S):
                await self._page.title()
        except TimeoutError:
            pass
        except PlaywrightError as error:
            return went_away(error) or self._crashed or self._page.is_closed()
        return self._crashed or self._page.is_closed()


def went_away(error: BaseException) -> bool:
    """Whether the error, or what it was raised from, says that a page, a context or the browser went away."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, GoneError):
            return True
        # The first line is the driver's own; later ones quote the page.
        if isinstance(cause, PlaywrightError) and _GONE.search(cause.message.strip().partition("\n")[0]):
            return True
        cause = cause.__cause__
    return False
