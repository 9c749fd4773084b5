"""One tab: opens addresses, waits for rest, looks, acts; a crash costs the tab and nothing else."""

import asyncio
import time
from dataclasses import dataclass
from typing import NamedTuple

from playwright.async_api import BrowserContext, Page, Response
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeout

from agents.browser.bounded import CLOSE_S, at_most, within
from agents.browser.entry import Landing, network_error, page_error
from agents.browser.glance import ANSWER_S as GLANCE_S
from agents.browser.glance import Glance, glance, is_busy
from agents.browser.gone import open_tab, went_away
from agents.browser.hazards import Watch
from agents.browser.launch import NAVIGATION_TIMEOUT_MS
from agents.browser.locators import resolve
from agents.browser.scan import ANSWER_S, Scan, scan
from agents.browser.settle import SILENT, Settled, settle
from agents.domain.locator import Locator
from agents.domain.steps import Click, Hover, Press, Step
from agents.errors import AgentError, StageError

CAP_MS = 3_000
_RESTLESS_CAP_MS = 600
"""How long to wait for a page that is known never to come to rest."""

_ACT_MS = 2_000
_ALIVE_S = 5.0
_OPEN_S = 15.0
_CLOSING_MS = 500
"""How long a browser that goes away may still answer."""
_NAVIGATIONS = 3
"""A server may take as many times longer to answer than a script may keep its page busy."""

_SCANS = 3
_GLANCES = 2
"""How much longer a page may take to be read, when it did answer before: reading is work."""

_LEAST_S = 0.5
_KEY_S = 5.0
_BUSY_POLL_S = 0.1
_BUSY_CAP_S = 3.0
"""How long to wait for a page that says it is loading; one that says so for good is taken as it is."""


class HungError(PlaywrightError):
    """A script of the page runs in a circle, or as good as that."""

    def __init__(self) -> None:
        super().__init__("it keeps its page busy and never answers")


class ControlHungError(HungError):
    """A control of the page brought that about; the page is fine without it."""


class Opened(NamedTuple):
    """An address that was opened."""

    landing: Landing
    settled: Settled


@dataclass
class Tab:
    """A page of a context, and what is heard of it."""

    page: Page
    watch: Watch
    restless: bool = False
    hung: bool = False
    busy: bool = False
    patience_s: float = ANSWER_S
    """How long a page may keep silent before it counts as hung."""

    silent_s: float = 0.0
    """How long the page has given no answer so far."""

    @classmethod
    async def open(cls, context: BrowserContext, site: str, *, patience_s: float = ANSWER_S) -> "Tab":
        """A new tab. Raises Playwright's error when the browser is gone."""
        page = await open_tab(context, min(_OPEN_S, _NAVIGATIONS * patience_s))
        return cls(page, Watch(page, site), patience_s=patience_s)

    @property
    def gone(self) -> bool:
        """Whether it crashed or was closed, alone or with its browser."""
        return self.watch.crashed or self.page.is_closed()

    def lost(self, error: PlaywrightError) -> bool:
        """Whether an error is that it went away, by whosever doing."""
        return self.gone or went_away(error)

    @property
    def usable(self) -> bool:
        """Whether the tab still answers."""
        return not (self.hung or self.gone)

    async def goto(self, url: str) -> Opened:
        """Open an address freshly and wait for rest.

        Raises:
            AgentError: nothing that can be shown came; the cause is named.
        """
        self.restless = self.busy = False
        self.watch.asked = self.watch.document = self.watch.failed = None
        try:
            response = await self.page.goto(url, wait_until="commit", timeout=self._navigation_ms)
            if response is None:
                # Only the fragment changed, so nothing was loaded; a state must be reached from a fresh load.
                response = await self.page.reload(wait_until="commit", timeout=self._navigation_ms)
        except PlaywrightError as error:
            if not await self._answers() or await self._is_closing(error):
                raise
            raise self._explained(url, error.message) from None
        landing = _landing(url, self.page.url, response)
        if not landing.is_page:
            # A picture or a file that the browser shows as it is: there is nothing in it to come to rest.
            return Opened(landing, Settled(quiet=True, ms=0))
        settled = await self.rest()
        if self.watch.failed is not None:
            # The page led on to one that cannot be had, or its own end never came.
            raise self._explained(url, self.watch.failed)
        return Opened(_landing(url, self.page.url, response), settled)

    @property
    def _navigation_ms(self) -> float:
        return min(NAVIGATION_TIMEOUT_MS, _NAVIGATIONS * self.patience_s * 1000)

    async def _answers(self) -> bool:
        """Whether the tab is alive: a browser that dies ends navigations as a download does."""
        try:
            async with asyncio.timeout(min(_ALIVE_S, self.patience_s)):
                await self.page.title()
        except (PlaywrightError, TimeoutError):
            self.hung = True
        return self.usable

    async def _is_closing(self, error: PlaywrightError) -> bool:
        """Whether a navigation that ended without any answer was cut off by a browser on its way out."""
        if "ERR_ABORTED" not in error.message or self.watch.document is not None:
            return False
        try:
            await self.page.wait_for_event("close", timeout=_CLOSING_MS)
        except PlaywrightTimeout:
            return False
        except PlaywrightError:
            pass
        return True

    def _explained(self, url: str, message: str) -> AgentError:
        answer = self.watch.document
        if "ERR_HTTP_RESPONSE_CODE_FAILURE" in message and answer is not None:
            # An error without a body: the browser shows a page of its own, but the status is known.
            landing = Landing(asked=url, url=url, status=answer.status, headers=answer.headers)
            return page_error(landing, "", "") or network_error(url, message)
        return network_error(url, message, self.watch.asked)

    async def rest(self) -> Settled:
        """Wait for rest, shorter on a page that is known never to come to it."""
        cap_ms = _RESTLESS_CAP_MS if self.restless else min(CAP_MS, self.patience_s * 1000)
        settled = await settle(self.page, cap_ms=cap_ms)
        self.silent_s = settled.ms / 1000 if SILENT in settled.waiting_for else 0.0
        self.restless = self.restless or not settled.quiet
        began = time.monotonic()
        while not self.restless and not self.busy and await is_busy(self.page):
            # A page may come to rest between the parts that it loads, and say so.
            if time.monotonic() - began >= _BUSY_CAP_S:
                self.busy = True
            await asyncio.sleep(_BUSY_POLL_S)
            settled = await settle(self.page, cap_ms=CAP_MS)
        return settled

    async def look(self) -> Scan:
        """What the page shows now."""
        try:
            return await scan(self.page, within_s=self._left_s(min(ANSWER_S, _SCANS * self.patience_s)))
        except TimeoutError:
            self.hung = True
            raise HungError from None

    async def glance(self) -> Glance:
        """A quick look, to tell whether anything changed."""
        try:
            return await glance(self.page, within_s=self._left_s(min(GLANCE_S, _GLANCES * self.patience_s)))
        except TimeoutError:
            self.hung = True
            raise HungError from None

    def _left_s(self, most_s: float) -> float:
        """The time for an answer: what is left of the patience when the page has kept silent already."""
        return max(_LEAST_S, self.patience_s - self.silent_s) if self.silent_s else most_s

    async def act(self, step: Step, *, within_ms: int = _ACT_MS) -> None:
        """Do one step of a crawl and wait for rest. Raises Playwright's error when it cannot be done."""
        match step:
            case Click(on=target):
                await self._click(target, within_ms)
            case Hover(on=target):
                await resolve(self.page, target).hover(timeout=within_ms)
            case Press(key=name, on=None):
                await within(_KEY_S, self.page.keyboard.press(name), f"pressing {name}")
            case Press(key=name, on=Locator() as target):
                await resolve(self.page, target).press(name, timeout=within_ms)
            case _:
                raise StageError(f"a crawl does not {step.do}")
        await self.rest()

    async def _click(self, target: Locator, within_ms: int) -> None:
        try:
            await resolve(self.page, target).click(timeout=within_ms)
        except PlaywrightTimeout as error:
            # The mouse was pressed and the page is late to say so, as one is that opens a window: doing it
            # again would do it twice, and calling it not done would lose what it did.
            if not _pressed(error.message):
                raise

    async def leave_hover(self) -> None:
        """Move the mouse off whatever it is on."""
        await within(_KEY_S, self.page.mouse.move(0, 0), "moving the mouse")
        await self.rest()

    async def screenshot(self) -> bytes:
        """The visible part of the page."""
        return await self.page.screenshot(scale="css", animations="disabled")

    async def close(self) -> None:
        """Close the tab without asking the page; one that does not close is left to its context."""
        await at_most(CLOSE_S, self.page.close())


def _pressed(log: str) -> bool:
    """Whether a click that timed out had come as far as pressing the mouse, by Playwright's notes."""
    last_attempt = log.rpartition("attempting click action")[2]
    return "performing click action" in last_attempt and "intercepts pointer events" not in last_attempt


def _landing(asked: str, url: str, response: Response | None) -> Landing:
    if response is None:
        return Landing(asked=asked, url=url)
    return Landing(asked=asked, url=url, status=response.status, headers=response.headers)
