"""Looks at the labelled pages in a real browser and lays what was seen beside what they truly are."""

import asyncio
import hashlib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from playwright.async_api import BrowserContext, Route
from playwright.async_api import Page as Tab
from pydantic import TypeAdapter

from agents.browser.calibration import Share, share_right
from agents.browser.launch import BrowserHost
from agents.browser.locators import bundle
from agents.browser.scan import DETECTION, Scan, scan
from agents.domain.base import Model

PAGES = Path(__file__).parent / "pages"
HOST = "http://labelled.test"
TABS = 2
Half = Literal["fit", "held"]

# The labels become a value that no page script looks for, and the page is as its makers wrote it.
_TAKEN_OFF = """<script>(() => {
  const truth = new Map();
  for (const el of document.querySelectorAll('*')) {
    for (const { name, value } of [...el.attributes]) {
      if (!/^t-[a-z]+$/.test(name)) continue;
      truth.set(el, { ...truth.get(el), [name.slice(2)]: value });
      el.removeAttribute(name);
    }
  }
  Object.defineProperty(window, Symbol.for('truth'), { value: truth });
  document.currentScript.remove();
})()</script>"""

_MATCH = bundle(*DETECTION, main=(Path(__file__).parent / "match.js").read_text(encoding="utf-8"))


class Mark(Model):
    """One labelled element, with the places of what was seen of it; -1 where nothing was."""

    what: str
    element: int
    purposes: tuple[str, ...]
    meanings: tuple[str, ...]
    form: tuple[str, ...]
    inside: tuple[int, ...]
    not_: bool | None
    list: tuple[str, ...]
    collection: int
    count: int | None
    columns: tuple[str, ...]
    actions: tuple[str, ...]
    sorts: tuple[str, ...]
    nav: tuple[str, ...]
    entries: tuple[int, ...]
    current: str | None
    levels: tuple[int, ...]


class Head(Model):
    """What is true of a whole page."""

    page: str
    framework: str | None
    path: str


class Looked(Model):
    """A labelled page, what was seen there, and what is true."""

    name: str
    half: Half
    head: Head
    seen: Scan
    marks: tuple[Mark, ...]


def half_of(name: str) -> Half:
    """The half of the set that a file belongs to, by a rule that nobody chooses by."""
    return "held" if hashlib.sha256(name.encode()).digest()[0] % 2 else "fit"


def names() -> list[str]:
    """The file names of the set."""
    return sorted(path.name for path in PAGES.glob("*.html"))


async def look_at_all(host: BrowserHost, share: Share = share_right) -> tuple[Looked, ...]:
    """Look at every page of the set, on a few tabs at once. `share` gives the readings their confidence."""
    waiting = names()
    async with host.context() as context:
        found = await asyncio.gather(*(_tab(context, waiting, share) for _ in range(TABS)))
    return tuple(sorted((one for some in found for one in some), key=lambda one: one.name))


async def _tab(context: BrowserContext, waiting: list[str], share: Share) -> list[Looked]:
    tab = await context.new_page()
    looked = []
    while waiting:
        looked.append(await _look(tab, waiting.pop(), share))
    return looked


async def _look(tab: Tab, name: str, share: Share) -> Looked:
    text = (PAGES / name).read_text(encoding="utf-8")
    told = re.match(r"<!-- truth (.*?) -->\s*", text)
    assert told is not None, name
    head = Head.model_validate_json(told[1])
    body = text[told.end() :].replace("</body>", f"{_TAKEN_OFF}</body>")

    async def answer(route: Route) -> None:
        if route.request.resource_type == "document":
            await route.fulfill(body=body, content_type="text/html; charset=utf-8")
        else:
            await route.abort()

    await tab.unroute_all()
    await tab.route("**/*", answer)
    await tab.goto("about:blank")
    await tab.goto(HOST + head.path)
    seen = await scan(tab, share=share)
    marks = await tab.evaluate(_MATCH)
    return Looked(name=name, half=half_of(name), head=head, seen=seen, marks=_marks(marks))


def _marks(text: str) -> Sequence[Mark]:
    return TypeAdapter(tuple[Mark, ...]).validate_json(text)
