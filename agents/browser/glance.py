"""A quick look at a page: whether an action changed anything, and whether the page still loads something."""

import asyncio

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Frame, Page

from agents.browser.locators import bundle
from agents.domain.base import Model

_PRINTS = bundle(
    "dom.js",
    "gather.js",
    main="""
        const all = [];
        walk(document, (el) => all.push(el));
        return JSON.stringify(fingerprints({ all }));
    """,
)
_BUSY = bundle("dom.js", "busy.js", main="return isBusy();")
ANSWER_S = 5.0


class _Prints(Model):
    template: str
    text: str


class Glance(Model):
    """Fingerprints of what a page shows; comparable with those of other glances only."""

    url: str
    template: str
    text: str


async def glance(page: Page, *, within_s: float = ANSWER_S) -> Glance:
    """The fingerprints of a page and its frames.

    Raises:
        playwright.async_api.Error: the page was closed, crashed, or moved on meanwhile.
        TimeoutError: the page does not answer within `within_s`.
    """
    main = await _prints(page.main_frame, within_s)
    inner = (frame for frame in page.frames if frame.parent_frame)
    others = await asyncio.gather(*(_of_frame(frame, within_s) for frame in inner))
    prints = (main, *(other for other in others if other is not None))
    return Glance(
        url=page.url,
        template=".".join(one.template for one in prints),
        text=".".join(one.text for one in prints),
    )


async def is_busy(page: Page) -> bool:
    """Whether the page says that it is still loading something: in words, by a spinner, or by `aria-busy`."""
    try:
        async with asyncio.timeout(ANSWER_S):
            return bool(await page.evaluate(_BUSY))
    except (PlaywrightError, TimeoutError):
        return False


async def _prints(frame: Frame, within_s: float) -> _Prints:
    async with asyncio.timeout(within_s):
        return _Prints.model_validate_json(await frame.evaluate(_PRINTS))


async def _of_frame(frame: Frame, within_s: float) -> _Prints | None:
    try:
        return await _prints(frame, within_s)
    except (PlaywrightError, TimeoutError):
        return None
