"""A quick look at a page: did anything change, and is it still loading."""

import pytest
from playwright.async_api import Page

from agents.browser.glance import glance, is_busy

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_text_and_structure_are_told_apart(page: Page) -> None:
    await page.set_content("<p id=p>one</p>")
    before = await glance(page)
    assert await glance(page) == before
    await page.evaluate("p.textContent = 'two'")
    reworded = await glance(page)
    assert reworded.template == before.template
    assert reworded.text != before.text
    await page.evaluate("p.after(document.createElement('hr'))")
    assert (await glance(page)).template != before.template


async def test_frames_and_shadow_trees_are_looked_into(page: Page) -> None:
    await page.set_content("<div id=host></div><iframe srcdoc='<p>inner</p>'></iframe>")
    await page.evaluate("host.attachShadow({mode: 'open'}).innerHTML = '<p id=s>x</p>'")
    await page.frame_locator("iframe").get_by_text("inner").wait_for()
    before = await glance(page)
    await page.evaluate("host.shadowRoot.getElementById('s').textContent = 'y'")
    shadow = await glance(page)
    assert shadow.text != before.text
    await page.frame_locator("iframe").locator("p").evaluate("(el) => { el.textContent = 'changed' }")
    assert (await glance(page)).text != shadow.text


@pytest.mark.parametrize(
    ("content", "busy"),
    [
        ("<p>Loading…</p>", True),
        ("<p>Loading reviews ...</p>", True),
        ("<p>Bitte warten</p>", True),
        ("<div role=progressbar style='width:9px;height:9px'></div>", True),
        ("<div aria-busy=true>Items</div>", True),
        ("<p>Loading docks for sale</p>", False),
        ("<p hidden>Loading…</p>", False),
        ("<div role=progressbar aria-valuenow=3>3 of 5</div>", False),
        ("<p>Ready</p>", False),
    ],
)
async def test_a_page_that_says_it_is_loading_is_busy(page: Page, content: str, busy: bool) -> None:
    await page.set_content(content)
    assert await is_busy(page) is busy


async def test_a_closed_page_is_not_busy(page: Page) -> None:
    await page.close()
    assert not await is_busy(page)
