"""A browser page for tests of what is done and seen in one, without any server."""

import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, Page, Route

from agents.browser.chromium import find_chromium
from agents.browser.launch import open_browser
from agents.browser.look import prepare
from agents.browser.settle import settle
from agents.errors import UsageError

CHROMIUM = find_chromium(os.environ)
SITE = "http://site.test/"


class Secrets:
    """Secrets that a test gives."""

    def __init__(self, **values: str) -> None:
        self._values = values

    def resolve(self, name: str) -> str:
        """As the port says."""
        if name not in self._values:
            raise UsageError(f"{name} is not set")
        return self._values[name]


@asynccontextmanager
async def opened() -> AsyncIterator[Page]:
    """A page in a fresh, prepared context."""
    async with open_browser(str(CHROMIUM.path), CHROMIUM.flags) as host, host.context() as context:
        await prepare(context)
        yield await context.new_page()


async def show(page: Page, html: str, path: str = "", **others: str) -> None:
    """Serve this text at the site's address (and others at theirs) and open it."""
    texts = {(SITE + path).partition("#")[0]: html, **{SITE + name: text for name, text in others.items()}}

    async def answer(route: Route) -> None:
        body = texts.get(route.request.url.partition("#")[0], "<h1>Other</h1>")
        await route.fulfill(content_type="text/html; charset=utf-8", body=f"<!doctype html>{body}")

    await page.unroute_all()
    await page.route("**/*", answer)
    await page.goto(SITE + path)
    await settle(page)


async def kill(browser: Browser) -> None:
    """End a Chromium as `kill -9` or a machine without memory does."""
    os.kill(await process_of(browser), signal.SIGKILL)


async def process_of(browser: Browser) -> int:
    """The id of the main process of a Chromium."""
    session = await browser.new_browser_cdp_session()
    told = await session.send("SystemInfo.getProcessInfo")
    (pid,) = (int(one["id"]) for one in told["processInfo"] if one["type"] == "browser")
    return pid
