"""Check locators against Playwright: by its accessibility snapshot, and by counting what that leaves open."""

import asyncio
import json
import re
from collections import Counter
from collections.abc import Sequence

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Frame

from agents.browser.facts import ElementFacts
from agents.browser.locators import count
from agents.domain.base import Model
from agents.domain.locator import ByRole, Locator

_MOST_COUNTED = 24
"""How many doubtful locators of one document are counted one by one; a count costs some milliseconds."""

_LINE = re.compile(r"""^\s*- (?P<quote>'?)(?P<role>[a-z]+)(?: (?P<name>"(?:[^"\\]|\\.)*"))?""")

Names = Counter[tuple[str, str]]


class Chosen(Model):
    """The locators of one element that hold, best first; none when nothing matches it alone."""

    locators: tuple[Locator, ...]


def names_in(aria: str) -> Names:
    """How often each pair of role and name stands in an aria snapshot."""
    found: Names = Counter()
    for line in aria.splitlines():
        match = _LINE.match(line)
        if match is None:
            continue
        quoted = match["name"]
        if quoted is not None and match["quote"]:
            quoted = quoted.replace("''", "'")
        found[match["role"], _unquoted(quoted)] += 1
    return found


def _unquoted(quoted: str | None) -> str:
    if quoted is None:
        return ""
    try:
        return str(json.loads(quoted))
    except ValueError:
        return quoted[1:-1]


def is_doubtful(locator: Locator, names: Names) -> bool:
    """Whether Playwright's snapshot contradicts a locator, or cannot speak of it.

    One role with an exact name must stand there exactly once; a role with a name inside a container at least
    once. Everything else (label, text, css) follows rules that the page-side script shares with Playwright.
    """
    parts = [part for part in locator.chain if isinstance(part, ByRole) and part.exact]
    for part in parts:
        if not isinstance(part.name, str):
            continue
        seen = names[part.role, part.name]
        alone = len(locator.chain) == 1 and part.nth is None and part.has_text is None
        if seen == 0 or (alone and seen != 1):
            return True
    return False


async def choose_locators(frame: Frame, elements: Sequence[ElementFacts], aria: str) -> tuple[Chosen, ...]:
    """For each element of a document the locators that Playwright confirms, best first."""
    names = names_in(aria)
    doubtful: dict[Locator, None] = {}
    for element in elements:
        for locator in element.locators[:2]:
            if is_doubtful(locator, names):
                doubtful[locator] = None
    asked = tuple(doubtful)[:_MOST_COUNTED]
    counted = dict(zip(asked, await _counts(frame, asked), strict=True))
    return tuple(
        Chosen(
            locators=tuple(
                locator
                for locator in element.locators
                if not is_doubtful(locator, names) or counted.get(locator) == 1
            )
        )
        for element in elements
    )


async def _counts(frame: Frame, locators: Sequence[Locator]) -> list[int]:
    return list(await asyncio.gather(*(_count(frame, locator) for locator in locators)))


async def _count(frame: Frame, locator: Locator) -> int:
    try:
        return await count(frame, locator)
    except PlaywrightError:
        return 0
