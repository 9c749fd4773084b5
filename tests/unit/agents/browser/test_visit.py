"""One tab: steps, and what is no step of a crawl."""

import pytest
from playwright.async_api import Error as PlaywrightError

from agents.browser.launch import BrowserHost
from agents.browser.visit import Tab
from agents.domain.locator import ByRole, Locator
from agents.domain.steps import Click, Press, Reload
from agents.errors import StageError
from tests.unit.agents.browser.site import page, serve

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_keys_are_pressed_on_the_page_and_on_an_element(host: BrowserHost) -> None:
    body = "<input aria-label=Name onkeydown='this.value = event.key'>"
    async with serve({"/": page(body)}) as site, host.context() as context:
        tab = await Tab.open(context, site.url)
        await tab.goto(site.url)
        field = Locator(chain=(ByRole(role="textbox", name="Name"),))
        await tab.act(Press(key="Enter", on=field))
        assert await tab.page.get_by_role("textbox").input_value() == "Enter"
        await tab.act(Press(key="Escape"))
        assert await tab.page.get_by_role("textbox").input_value() == "Escape"
        with pytest.raises(StageError):
            await tab.act(Reload())
        await tab.close()
        assert not tab.usable
        with pytest.raises(PlaywrightError):
            await tab.goto(site.url)


async def test_only_another_fragment_is_a_fresh_load_too(host: BrowserHost) -> None:
    async with serve({"/": page("x")}) as site, host.context() as context:
        tab = await Tab.open(context, site.url)
        await tab.goto(site.url)
        opened = await tab.goto(f"{site.url}#/route")
        assert opened.landing.status == 200
        assert len(site.methods("/")) == 2


async def test_a_click_that_the_page_answers_late_is_done_once(host: BrowserHost) -> None:
    late = "let n = 0; const end = Date.now() + 1500; while (Date.now() < end); this.textContent += '+'"
    async with serve({"/": page(f'<button onclick="{late}">Go</button>')}) as site, host.context() as context:
        tab = await Tab.open(context, site.url)
        await tab.goto(site.url)
        await tab.act(Click(on=Locator(chain=(ByRole(role="button"),))), within_ms=700)
        assert await tab.page.get_by_role("button").inner_text() == "Go+"


async def test_a_click_on_what_is_covered_or_missing_is_not_done(host: BrowserHost) -> None:
    body = "<button>Under</button><div style='position:fixed; inset:0'>Over</div>"
    async with serve({"/": page(body)}) as site, host.context() as context:
        tab = await Tab.open(context, site.url)
        await tab.goto(site.url)
        for name in ("Under", "Nowhere"):
            with pytest.raises(PlaywrightError):
                await tab.act(Click(on=Locator(chain=(ByRole(role="button", name=name),))), within_ms=500)
