"""Look at a page: elements with verified locators, forms, collections, messages, fingerprints."""

import asyncio
import time
from collections.abc import Sequence

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Frame, Page

from agents.browser.assemble import FrameScan, assemble
from agents.browser.calibration import Share, share_right
from agents.browser.facts import DocumentFacts, FrameFacts
from agents.browser.locators import bundle
from agents.browser.verify import choose_locators
from agents.domain.base import Model
from agents.domain.page import Collection, Element, Form, Heading, Navigation, State
from agents.domain.steps import Step

DETECTION = ("dom.js", "locate.js", "evidence.js", "detect.js", "formless.js", "groups.js")
"""The scripts that find elements and what they belong to, in the order in which they build on each other."""

_SCRIPT = bundle(*DETECTION, "cover.js", "gather.js", main="return gather();")
# Evaluates to a function, which Playwright then calls with the iframe element.
_SELECTOR = bundle(
    "dom.js",
    "locate.js",
    "gather.js",
    main="return (frame) => JSON.stringify(frameFacts(frame, buildIndex(frame.ownerDocument)));",
)
_ARIA_LIMIT = 20_000
ANSWER_S = 20.0
"""What a page is given to answer, when there is time."""


class ScanTiming(Model):
    """Milliseconds, as PageTiming has them: finding elements; locating, naming and verifying them."""

    detect: float
    locate: float


class Scan(Model):
    """What one look at a page gave."""

    url: str
    title: str
    framework: str | None
    framework_confidence: float
    page_type: str
    page_type_confidence: float
    template: str
    text_hash: str
    aria: str
    elements: tuple[Element, ...]
    forms: tuple[Form, ...]
    headings: tuple[Heading, ...]
    collections: tuple[Collection, ...]
    navigations: tuple[Navigation, ...]
    messages: tuple[str, ...]
    nodes: int
    timing: ScanTiming
    veiled: bool = False
    """Something lies over the whole window, such as the ground of a dialog."""


async def scan(page: Page, *, within_s: float = ANSWER_S, share: Share = share_right) -> Scan:
    """Look at all frames of a page at once. The page should have come to rest (`settle`).

    Raises:
        playwright.async_api.Error: the page was closed, crashed, or went to another document meanwhile.
        TimeoutError: the page did not answer within `within_s`.
    """
    began = time.monotonic()
    main, *others = await asyncio.gather(
        _look(page.main_frame, (), within_s),
        *(_look_inside(frame, within_s) for frame in page.frames if frame.parent_frame),
    )
    if main is None:
        raise PlaywrightError("The page went away while it was scanned")
    frames = (main, *(other for other in others if other is not None))
    result = assemble(frames, share)
    detect = sum(frame.facts.detect_ms for frame in frames)
    whole = (time.monotonic() - began) * 1000
    return Scan(
        url=page.url,
        title=main.facts.title,
        framework=result.framework,
        framework_confidence=result.framework_confidence,
        page_type=result.page_type,
        page_type_confidence=result.page_type_confidence,
        template=".".join(frame.facts.template for frame in frames),
        text_hash=".".join(frame.facts.text for frame in frames),
        aria=_shortened(main.aria),
        elements=result.elements,
        forms=result.forms,
        headings=result.headings,
        collections=result.collections,
        navigations=result.navigations,
        messages=result.messages,
        nodes=sum(frame.facts.nodes for frame in frames),
        veiled=main.facts.veiled,
        timing=ScanTiming(detect=round(detect, 1), locate=round(max(0.0, whole - detect), 1)),
    )


def to_state(scan: Scan, *, id: str, reached_by: Sequence[Step], via: str, signed_in: bool) -> State:  # noqa: A002
    """The scan as a state of the page map."""
    return State(
        id=id,
        reached_by=tuple(reached_by),
        via=via,
        aria=scan.aria,
        fingerprint=scan.template,
        signed_in=signed_in,
        elements=scan.elements,
        forms=scan.forms,
        headings=scan.headings,
        collections=scan.collections,
        navigations=scan.navigations,
        messages=scan.messages,
    )


async def _look(frame: Frame, path: tuple[str, ...], within_s: float) -> FrameScan | None:
    async with asyncio.timeout(within_s):
        text, aria = await asyncio.gather(
            frame.evaluate(_SCRIPT), frame.locator("body").aria_snapshot(timeout=within_s * 1000)
        )
        facts = DocumentFacts.model_validate_json(text)
        chosen = await choose_locators(frame, facts.elements, aria)
    return FrameScan(facts=facts, chosen=chosen, aria=aria, path=path, x=0.0, y=0.0)


async def _look_inside(frame: Frame, within_s: float) -> FrameScan | None:
    """What an iframe shows; None when it cannot be seen or went away."""
    try:
        async with asyncio.timeout(within_s):
            path, x, y = await _place(frame)
        found = await _look(frame, path, within_s)
    except (PlaywrightError, TimeoutError, _Unseen):
        return None
    return found.model_copy(update={"x": x, "y": y}) if found is not None else None


class _Unseen(Exception):  # noqa: N818 - not an error
    """The iframe takes no space on the page."""


async def _place(frame: Frame) -> tuple[tuple[str, ...], float, float]:
    """The selectors of the iframes around a frame, outermost first, and where it is on the page."""
    owner = await frame.frame_element()
    box = await owner.bounding_box()
    if box is None or box["width"] < 2 or box["height"] < 2:
        raise _Unseen
    selectors: list[str] = []
    at: Frame | None = frame
    while at is not None and at.parent_frame is not None:
        element = await at.frame_element()
        text = await element.evaluate(_SELECTOR)
        selectors.insert(0, FrameFacts.model_validate_json(text).selector)
        at = at.parent_frame
    return tuple(selectors), box["x"], box["y"]


def _shortened(aria: str) -> str:
    if len(aria) <= _ARIA_LIMIT:
        return aria
    kept = aria[:_ARIA_LIMIT].rsplit("\n", 1)[0]
    return f"{kept}\n# shortened"
