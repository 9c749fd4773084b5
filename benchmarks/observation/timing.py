"""How long a look takes: median of five scans after a first, beside the plain scan in the same page."""

import statistics
import time
from collections.abc import Awaitable, Callable, Sequence

from playwright.async_api import Page

from agents.browser.scan import Scan, scan
from benchmarks.observation.detectors import PLAIN
from benchmarks.observation.marking import script
from benchmarks.observation.models import Value

REPEATS = 5


class Timing(Value):
    """Milliseconds for one page. `detect` and `locate` are the scan's own parts of `ours`."""

    nodes: int
    elements: int
    first: float
    ours: float
    detect: float
    locate: float
    plain: float
    aria: float

    @property
    def ratio(self) -> float:
        """How many times the plain scan it takes."""
        return self.ours / self.plain if self.plain else 0.0


async def timed(page: Page) -> Timing:
    """Measure a page at rest."""
    scans: list[Scan] = []

    async def look() -> None:
        scans.append(await scan(page))

    code = f"(selector) => {{ {script('selectors.js')}\nreturn plainScan(selector); }}"

    async def plain() -> None:
        await page.evaluate(code, PLAIN)

    async def aria() -> None:
        await page.aria_snapshot(mode="ai")

    first = await _once(look)
    ours = await _median(look)
    await _once(plain)
    return Timing(
        nodes=scans[-1].nodes,
        elements=len(scans[-1].elements),
        first=first,
        ours=ours,
        detect=statistics.median(one.timing.detect for one in scans[1:]),
        locate=statistics.median(one.timing.locate for one in scans[1:]),
        plain=await _median(plain),
        aria=await _median(aria),
    )


async def _median(action: Callable[[], Awaitable[None]]) -> float:
    return round(statistics.median([await _once(action) for _ in range(REPEATS)]), 1)


async def _once(action: Callable[[], Awaitable[None]]) -> float:
    began = time.perf_counter()
    await action()
    return round((time.perf_counter() - began) * 1000, 1)


def percentile(values: Sequence[float], share: float) -> float:
    """The nearest-rank percentile. Raises ValueError when there are no values."""
    if not values:
        raise ValueError("no values")
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * round(share * 1000) // 1000) - 1)]
