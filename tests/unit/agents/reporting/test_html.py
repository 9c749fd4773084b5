"""The HTML report as a person sees it: on a telephone, and in light and dark."""

import os
from typing import Literal

import pytest

from agents.browser.chromium import find_chromium
from agents.browser.launch import open_browser
from agents.domain.report import RunReport, Verdict
from agents.domain.scenario import Priority
from agents.reporting.build import build
from agents.reporting.html import render_html
from tests.unit.agents.reporting import sample

pytestmark = [pytest.mark.browser, pytest.mark.asyncio]

PAST_THE_EDGE = """() => [...document.querySelectorAll('main *')]
  .filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
  .map((e) => `${e.tagName} ${e.textContent.slice(0, 40)}`)"""

ON_ONE_ANOTHER = """() => [...document.querySelectorAll('tr')].filter((row) => {
  const boxes = [...row.cells].map((cell) => cell.getBoundingClientRect());
  return boxes.some((a, i) => a.width < 8 || boxes.some((b, j) =>
    i < j && a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom));
}).length"""

CONTRASTS = """() => {
  const parts = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).map((n) => {
    const c = n / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  const light = (colour) => parts(colour).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  return [...document.querySelectorAll('.badge, .pill')].map((e) => {
    const style = getComputedStyle(e);
    const [a, b] = [light(style.color), light(style.backgroundColor)].sort((x, y) => y - x);
    return [e.textContent, (a + 0.05) / (b + 0.05)];
  });
}"""


def report(verdict: Verdict = Verdict.PASSED) -> RunReport:
    """One with a pill of each priority."""
    built = build(sample.task(), "g")
    tests = [built.tests[0].model_copy(update={"priority": priority, "risk": 0.5}) for priority in Priority]
    return built.model_copy(update={"verdict": verdict, "tests": tuple(tests)})


async def shown(
    html: str, script: str, *, width: int, scheme: Literal["light", "dark"] = "light"
) -> list[str]:
    found = find_chromium(os.environ)
    async with open_browser(str(found.path), found.flags) as host, host.context() as context:
        page = await context.new_page()
        await page.set_viewport_size({"width": width, "height": 800})
        await page.emulate_media(color_scheme=scheme)
        await page.set_content(html)
        seen: list[str] = await page.evaluate(script)
        return seen


async def test_on_a_narrow_screen_nothing_is_past_the_edge() -> None:
    assert await shown(render_html(report(), {}), PAST_THE_EDGE, width=400) == []


async def test_on_a_narrow_screen_no_cell_of_a_table_lies_on_another() -> None:
    assert await shown(render_html(report(), {}), ON_ONE_ANOTHER, width=400) == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("verdict", [Verdict.PASSED, Verdict.FAILED, Verdict.FLAKY, Verdict.INCONCLUSIVE])
async def test_coloured_words_can_be_read(verdict: Verdict, scheme: Literal["light", "dark"]) -> None:
    """WCAG AA asks for 4.5."""
    found = await shown(render_html(report(verdict), {}), CONTRASTS, width=1280, scheme=scheme)
    assert len(found) >= 5
    assert [(words, round(float(ratio), 1)) for words, ratio in found if float(ratio) < 4.5] == []
