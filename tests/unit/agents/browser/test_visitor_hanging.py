"""Visits that go wrong: what hangs costs little, is named, and costs nothing else."""

import asyncio

import pytest

from agents.browser.launch import BrowserHost
from tests.unit.agents.browser.site import crawl, page, serve

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

HANGING = page("<p>x</p><script>onload = () => setTimeout(() => { for (;;); }, 50)</script>")
TIGHT_S = 20.0


async def test_with_little_time_a_page_that_hangs_costs_little_of_it(host: BrowserHost) -> None:
    body = "<a href=/hang>Hang</a><a href=/z>Z</a>"
    async with serve({"/": page(body), "/hang": HANGING, "/z": page("z")}) as site:
        found = await asyncio.wait_for(crawl(host, site.url, time_budget_s=TIGHT_S), TIGHT_S / 2)
        assert site.methods("/hang") == ["GET"]
    assert [each.path_pattern for each in found.pages] == ["/", "/z"]
    assert found.degraded == ("/hang keeps its page busy and never answers",)


async def test_no_second_page_is_opened_of_a_pattern_of_which_one_hangs(host: BrowserHost) -> None:
    body = "<a href=/items/1>One</a><a href=/items/2>Two</a><a href=/z>Z</a>"
    async with serve({"/": page(body), "/items/*": HANGING, "/z": page("z")}) as site:
        found = await crawl(host, site.url, time_budget_s=TIGHT_S)
        assert [one.path for one in site.asked if one.path.startswith("/items")] == ["/items/1"]
    told = {entry.what: entry.detail for entry in found.not_done if entry.reason == "error"}
    assert list(told) == ["/items/1", "/items/2"]
    assert told["/items/2"] == "not opened: a page of /items/:id never answered"


@pytest.mark.parametrize("first", ["/", "/a"])
async def test_a_control_that_hangs_costs_no_other_control_and_no_page(host: BrowserHost, first: str) -> None:
    body = """<main><button onclick="for (;;);">Calculate</button>
    <button onclick="o.innerHTML = '<ul><li>shown</li></ul>'">Reveal</button><p id=o></p></main>"""
    routes = {"/": page("<a href=/a>A</a>"), "/a": page("a"), "/z": page("z")}
    routes[first] = page(f"{body}<a href=/a>A</a><a href=/z>Z</a>")
    async with serve({**routes}) as site:
        found = await crawl(host, site.url, time_budget_s=TIGHT_S)
    assert [each.path_pattern for each in found.pages] == ["/", "/a", "/z"]
    tried = next(each for each in found.pages if each.path_pattern == first)
    assert [state.via for state in tried.states] == ["load", "click button 'Reveal'"]
    named = [(entry.what, entry.where) for entry in found.not_done if entry.reason == "error"]
    assert named == [("button 'Calculate'", first)]
    assert found.degraded == (f"{first}: button 'Calculate' keeps the page busy, which then never answers",)
