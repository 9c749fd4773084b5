"""Start Chromium and hand out fresh contexts, all alike, so that what is observed can be repeated."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress

from playwright.async_api import (
    Browser,
    BrowserContext,
    Download,
    Page,
    Playwright,
    Request,
    Route,
)
from playwright.async_api import Error as PlaywrightError

from agents.browser.bounded import CLOSE_S, LateError, at_most, within
from agents.browser.driver import driver_error, has_ended, open_driver
from agents.browser.gone import went_away
from agents.browser.headers import OwnHeaders, origin_of
from agents.browser.locators import source
from agents.domain.base import Model
from agents.domain.target import Header
from agents.errors import ToolError, UsageError

__all__ = ["BrowserHost", "DownloadSeen", "Guard", "open_browser", "origin_of"]

VIEWPORT_WIDTH = 1280
VIEWPORT_HEIGHT = 720
LOCALE = "en-US"
TIMEZONE = "UTC"
ACTION_TIMEOUT_MS = 5_000
NAVIGATION_TIMEOUT_MS = 15_000
_OPEN_S = 15.0

Guard = Callable[[Request], bool]
"""Decides whether a request may leave the browser; what it refuses is aborted."""


class DownloadSeen(Model):
    """A download that a page started; its content is not kept."""

    url: str
    file_name: str


class BrowserHost:
    """One Chromium, started again when it has crashed."""

    def __init__(
        self, playwright: Playwright, executable: str | None, args: Sequence[str], *, headless: bool
    ) -> None:
        self._playwright = playwright
        self._executable = executable
        self._args = tuple(args)
        self._headless = headless
        self._browser: Browser | None = None
        self._launching = asyncio.Lock()
        self._downloads: list[DownloadSeen] = []
        self._tasks: set[asyncio.Future[None]] = set()

    @property
    def downloads(self) -> tuple[DownloadSeen, ...]:
        """Downloads of all contexts so far, in the order in which they began."""
        return tuple(self._downloads)

    async def start(self) -> Browser:
        """The running browser; launched when there is none or when it has crashed.

        Raises:
            ToolError: Chromium does not start, or Playwright's driver has ended.
        """
        async with self._launching:
            if self._browser is None or not self._browser.is_connected():
                self._browser = await self._launch()
            return self._browser

    async def still_driven(self) -> None:
        """Raises ToolError when Playwright's driver has ended: then no page is to blame for anything."""
        if await has_ended(self._playwright):
            raise driver_error()

    async def close(self) -> None:
        """End the browser; safe to call when it has crashed or was never started."""
        if self._browser is not None:
            await at_most(CLOSE_S, self._browser.close())

    @asynccontextmanager
    async def context(
        self,
        *,
        headers: Sequence[Header] = (),
        origin: str | None = None,
        storage_state: str | None = None,
        guard: Guard | None = None,
    ) -> AsyncIterator[BrowserContext]:
        """A fresh context: nothing stored, fixed viewport, language and time zone, recording script in it.

        Args:
            headers: sent with requests to `origin` only.
            origin: the target's scheme, host and port.
            storage_state: path of a Playwright storage state file.
            guard: asked for every request before it leaves; the hops of a redirect are not requests of
                their own and are not asked for.

        Raises:
            ToolError: Chromium does not start.
            UsageError: the storage state cannot be read.
        """
        own = OwnHeaders(headers, origin) if headers and origin is not None else None
        context = await self._open(storage_state, routed=guard is not None or own is not None)
        context.set_default_timeout(ACTION_TIMEOUT_MS)
        context.set_default_navigation_timeout(NAVIGATION_TIMEOUT_MS)
        await context.add_init_script(source("record.js"))
        context.on("page", self._watch)
        if guard is not None or own is not None:
            await context.route("**/*", _router(own, guard))
        try:
            yield context
        finally:
            await at_most(CLOSE_S, context.close())

    async def _launch(self) -> Browser:
        try:
            return await self._launch_once()
        except PlaywrightError:
            # One that was killed while it started is no reason to give up all that is found already.
            pass
        try:
            return await self._launch_once()
        except PlaywrightError as error:
            await self.still_driven()
            reason = error.message.strip().splitlines()[0]
            where = self._executable or "the Chromium of Playwright"
            raise ToolError(
                f"Chromium does not start ({where}): {reason}",
                "Run `greenroom doctor` to see which browsers were tried, and `make setup` to install one.",
            ) from error

    async def _launch_once(self) -> Browser:
        return await self._playwright.chromium.launch(
            executable_path=self._executable,
            args=list(self._args),
            headless=self._headless,
            # Ctrl-C is answered by the one who runs us: it ends the run in order, browser included.
            handle_sigint=False,
            handle_sigterm=False,
            handle_sighup=False,
        )

    async def _open(self, storage_state: str | None, *, routed: bool) -> BrowserContext:
        browser = await self.start()
        try:
            return await _opened(browser, storage_state, routed=routed)
        except PlaywrightError as error:
            if not went_away(error) and not isinstance(error, LateError):
                raise
        # It was killed just now and may not have been told to be gone, or its process is stuck.
        await self._leave(browser)
        return await _opened(await self.start(), storage_state, routed=routed)

    async def _leave(self, browser: Browser) -> None:
        if self._browser is browser:
            self._browser = None
            await at_most(CLOSE_S, browser.close())

    def _watch(self, page: Page) -> None:
        page.on("download", self._note_download)
        page.on("requestfailed", self._note_failed)

    def _note_failed(self, request: Request) -> None:
        """A download, or an answer without content, ends a navigation without a new document."""
        if request.is_navigation_request():
            task = asyncio.ensure_future(_forget_navigation(request))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def _note_download(self, download: Download) -> None:
        self._downloads.append(DownloadSeen(url=download.url, file_name=download.suggested_filename))


@asynccontextmanager
async def open_browser(
    executable: str | None, args: Sequence[str], *, headless: bool = True
) -> AsyncIterator[BrowserHost]:
    """Start Playwright and Chromium, and end both when done.

    Args:
        executable: path of the Chromium to start; None for Playwright's own.
        args: command line flags.

    Raises:
        ToolError: Chromium does not start.
    """
    async with open_driver() as playwright:
        host = BrowserHost(playwright, executable, args, headless=headless)
        try:
            await host.start()
            yield host
        finally:
            await host.close()


async def _opened(browser: Browser, storage_state: str | None, *, routed: bool) -> BrowserContext:
    """A new context. Raises UsageError when the storage state cannot be read."""
    try:
        opening = browser.new_context(
            viewport={"width": VIEWPORT_WIDTH, "height": VIEWPORT_HEIGHT},
            locale=LOCALE,
            timezone_id=TIMEZONE,
            accept_downloads=True,
            # A document that was fetched on its behalf counts as public, and may not ask loopback.
            permissions=["local-network-access"] if routed else None,
            storage_state=storage_state,
            # Requests of a service worker pass by the router, so headers and guard would not hold.
            service_workers="block" if routed else "allow",
        )
        return await within(_OPEN_S, opening, "opening a browser context")
    except PlaywrightError as error:
        if storage_state is None or went_away(error):
            raise
        reason = error.message.strip().splitlines()[-1]
        raise UsageError(
            f"The storage state {storage_state} cannot be used: {reason}",
            "Give the path of a file written by Playwright's `context.storage_state(path=...)`.",
        ) from error


_FORGET = """(url) => {
  const record = window[Symbol.for('page-record')];
  if (record && record.leaving === url) record.leaving = null;
}"""


async def _forget_navigation(request: Request) -> None:
    # The frame may be gone, and with it what was to be forgotten.
    with suppress(PlaywrightError):
        await at_most(CLOSE_S, request.frame.evaluate(_FORGET, request.url))


def _router(own: OwnHeaders | None, guard: Guard | None) -> Callable[[Route, Request], Awaitable[None]]:
    async def route_request(route: Route, request: Request) -> None:
        with suppress(PlaywrightError):  # The page may be gone before the answer is given.
            if guard is not None and not guard(request):
                await route.abort("blockedbyclient")
            elif own is not None and own.concern(request):
                await own.send(route, request)
            else:
                await route.continue_()

    return route_request
