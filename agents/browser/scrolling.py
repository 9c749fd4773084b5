"""Pages that show more as one scrolls: followed a little way, for what they lead to."""

from typing import Literal, NamedTuple

from agents.browser.bounded import within
from agents.browser.scan import Scan
from agents.browser.visit import Tab
from agents.domain.base import Model

MOST_TIMES = 3
"""How often the end of a page is scrolled to; one that still grows then is taken to have no end."""

_SCROLL_S = 5.0
_BOXES = """
  const page = document.scrollingElement || document.documentElement;
  const wide = (el) => el.clientHeight * el.clientWidth * 4 > innerHeight * innerWidth;
  const scrolls = (el) => el.scrollHeight > el.clientHeight + 1 && wide(el)
    && ['auto', 'scroll'].includes(getComputedStyle(el).overflowY);
  const inner = document.body ? [...document.body.querySelectorAll('*')].filter(scrolls) : [];
  const boxes = [page, ...inner];
"""
_MEASURE = f"""() => {{ {_BOXES}
  const nodes = document.querySelectorAll('*').length;
  const extent = boxes.reduce((sum, el) => sum + el.scrollHeight, 0);
  const further = boxes.some((el) => el.scrollHeight > el.clientHeight + 1);
  return JSON.stringify({{ nodes, extent, further }}); }}"""
_SCROLL = f"""(to) => {{ {_BOXES}
  for (const el of boxes) el.scrollTo({{ top: to === 'the end' ? el.scrollHeight : 0, behavior: 'instant' }});
  return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null)))); }}"""


class _Size(Model):
    nodes: int
    extent: float
    further: bool
    """Whether there is anything to scroll."""

    def grew(self, before: "_Size") -> bool:
        """Whether there is more than before: more elements, and more to scroll."""
        return self.nodes > before.nodes and self.extent > before.extent


class Growth(NamedTuple):
    """What came as one scrolled."""

    times: int
    endless: bool
    seen: Scan


async def follow(tab: Tab) -> Growth | None:
    """Scroll to the end as long as more comes, a few times at most. None when nothing came.

    A page that did not grow is back at its beginning; one that did has to be opened anew.

    Raises:
        playwright.async_api.Error: the page is gone, or never answers.
    """
    size, times = await _measure(tab), 0
    if not size.further:
        return None
    while times < MOST_TIMES:
        await _scroll(tab, "the end")
        await tab.rest()
        now = await _measure(tab)
        if not now.grew(size):
            break
        size, times = now, times + 1
    if times:
        return Growth(times, times == MOST_TIMES, await tab.look())
    await _scroll(tab, "the top")
    return None


async def _scroll(tab: Tab, to: Literal["the end", "the top"]) -> None:
    await within(_SCROLL_S, tab.page.evaluate(_SCROLL, to), f"scrolling to {to}")


async def _measure(tab: Tab) -> _Size:
    measured = await within(_SCROLL_S, tab.page.evaluate(_MEASURE), "measuring the page")
    return _Size.model_validate_json(measured)


def longest(seen: Scan) -> int:
    """How many items the longest list of a page holds."""
    return max((collection.count for collection in seen.collections), default=0)
