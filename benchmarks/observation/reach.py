"""Bring a page into a labelled state: a fresh context each time, Greenroom's own browser and settle."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, Frame, Locator, Page

from agents.browser.chromium import find_chromium
from agents.browser.launch import BrowserHost, open_browser
from agents.browser.settle import Settled, settle
from benchmarks.observation.models import Action, App, Truth

WIDTH, HEIGHT = 1280, 800
"""What the labels were made with; lists that only draw what is in view depend on it."""

_STEP_MS = 15_000
_SETTLE_MS = 6_000


class UnreachedError(Exception):
    """A state that its steps do not lead to."""


@asynccontextmanager
async def open_host(*flags: str) -> AsyncIterator[BrowserHost]:
    """The browser that Greenroom itself would take on this machine."""
    chromium = find_chromium(os.environ)
    path = str(chromium.path) if chromium.path else None
    async with open_browser(path, [*chromium.flags, *flags]) as host:
        yield host


@asynccontextmanager
async def state_page(
    host: BrowserHost, url: str, app: App, truth: Truth
) -> AsyncIterator[tuple[Page, Settled]]:
    """The page in a labelled state, and how it came to rest in the end.

    Raises:
        UnreachedError: a step cannot be done, or what tells that the page is ready does not show.
    """
    async with host.context() as context:
        page = await context.new_page()
        await page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
        try:
            if app.sign_in:
                await page.goto(url + app.path)
                await _perform(page, url, app.sign_in)
            await page.goto(url + truth.path)
            await _perform(page, url, truth.steps)
            if truth.ready:
                await page.locator(truth.ready).first.wait_for(state="visible", timeout=_STEP_MS)
        except Exception as error:
            raise UnreachedError(f"{truth.app}/{truth.state}: {str(error).splitlines()[0]}") from error
        yield page, await settle(page, cap_ms=_SETTLE_MS)


async def _perform(page: Page, url: str, steps: tuple[Action, ...]) -> None:
    for step in steps:
        await settle(page, cap_ms=_SETTLE_MS)
        await _do(page, url, step)
    await settle(page, cap_ms=_SETTLE_MS)


async def _do(page: Page, url: str, step: Action) -> None:
    at = (await frame_of(page, step.frames)).locator(step.at) if step.at else None
    if step.do == "goto":
        await page.goto(url + step.path)
    elif at is None:
        await page.keyboard.press(step.key)
    else:
        await _act(at, step)


async def _act(at: Locator, step: Action) -> None:
    place = {"x": step.position[0], "y": step.position[1]} if step.position else None
    match step.do:
        case "click":
            await at.click(timeout=_STEP_MS, position=place)
        case "dblclick":
            await at.dblclick(timeout=_STEP_MS, position=place)
        case "rightclick":
            await at.click(button="right", timeout=_STEP_MS, position=place)
        case "hover":
            await at.hover(timeout=_STEP_MS, position=place)
        case "fill":
            await at.fill(step.text, timeout=_STEP_MS)
        case "press":
            await at.press(step.key, timeout=_STEP_MS)
        case "select":
            await at.select_option(step.text, timeout=_STEP_MS)
        case "check":
            await at.check(timeout=_STEP_MS)
        case _:
            await at.wait_for(state="visible", timeout=_STEP_MS)


async def frame_of(page: Page, path: tuple[str, ...]) -> Frame:
    """The frame inside these iframes. Raises UnreachedError when one of them is not there."""
    frame = page.main_frame
    for selector in path:
        owner = await frame.wait_for_selector(selector, state="attached", timeout=_STEP_MS)
        inner = await owner.content_frame() if owner else None
        if inner is None:
            raise UnreachedError(f"{selector} is no iframe")
        frame = inner
    return frame


def version_of(browser: Browser) -> str:
    """Which browser it is."""
    return browser.version
