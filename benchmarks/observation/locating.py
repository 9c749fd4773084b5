"""Whether locators hold: each resolved by Playwright itself, and compared with the node of its element."""

import asyncio
from typing import Literal

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page

from agents.browser.locators import resolve
from agents.domain.locator import Locator
from agents.domain.page import Element
from benchmarks.observation.detectors import Seen
from benchmarks.observation.marking import script
from benchmarks.observation.models import Value

Verdict = Literal["itself", "label", "part", "other", "many", "none", "no locator", "closed"]
ON_TARGET = frozenset(("itself", "label", "part"))
AT_ONCE = 12


class Located(Value):
    """What became of the locator of one element."""

    role: str
    name: str
    locator: str | None
    verdict: Verdict
    user_facing: bool
    kind: str
    visible: bool


async def located(page: Page, seen: Seen) -> list[Located]:
    """Resolve the locator of every element."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(element: Element, place: int) -> Located:
        async with gate:
            verdict = await hit(page, element, place)
        target = element.target
        return Located(
            role=element.role,
            name=element.name,
            locator=element.locator,
            verdict=verdict,
            user_facing=target is not None and is_user_facing(target),
            kind=kind_of(target) if target is not None else "-",
            visible=element.visible,
        )

    pairs = zip(seen.scan.elements, seen.places, strict=True)
    return list(await asyncio.gather(*(one(element, at) for element, (_, at) in pairs)))


async def hit(page: Page, element: Element, place: int) -> Verdict:
    """What the locator of an element matches now; `place` is that of its node in its frame."""
    if element.target is None:
        return "no locator" if element.reachable else "closed"
    try:
        return verdict_of(await resolve(page, element.target).evaluate_all(standing(), place))
    except PlaywrightError:
        return "none"


def standing() -> str:
    """Page-side: how many matches, and how the only one stands to a node of ours."""
    return (
        f"(els, at) => {{ {script('marks.js', 'relate.js')}\n"
        "return [els.length, els.length === 1 ? standsFor(els[0], marks().sets.ours[at]) : '']; }"
    )


def verdict_of(answer: tuple[int, Verdict]) -> Verdict:
    """None, many, or how the only match stands."""
    count, stands = answer
    return stands if count == 1 else "many" if count else "none"


def is_user_facing(locator: Locator) -> bool:
    """By what a user perceives, or a test id: not by css in the end, and by no position."""
    return locator.chain[-1].by != "css" and all(part.nth is None for part in locator.chain)


def kind_of(locator: Locator) -> str:
    """The rung of the ladder, as a word for tables."""
    last = locator.chain[-1]
    scoped = "scoped " if len(locator.chain) > 1 else ""
    return f"{scoped}{last.by}{'' if all(part.nth is None for part in locator.chain) else ' + nth'}"
