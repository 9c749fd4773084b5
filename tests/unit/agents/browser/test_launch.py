"""Launching Chromium and fresh contexts."""

import asyncio
import os
import signal
from pathlib import Path

import pytest
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Request
from pydantic import SecretStr

from agents.browser import launch
from agents.browser.launch import BrowserHost, open_browser
from agents.browser.settle import settle
from agents.domain.target import Header
from agents.errors import ToolError, UsageError
from tests.unit.agents.browser.conftest import Answer, Chrome, Site
from tests.unit.agents.browser.stage import kill, process_of

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

KEY = Header(name="X-Key", value=SecretStr("secret"))


def moved(to: str, status: int = 302) -> Answer:
    return Answer(status=status, headers=(("Location", to),))


async def test_contexts_are_all_alike(host: BrowserHost) -> None:
    async with host.context() as context:
        page = await context.new_page()
        facts = await page.evaluate(
            "[innerWidth, innerHeight, navigator.language, Intl.DateTimeFormat().resolvedOptions().timeZone]"
        )
    assert facts == [1280, 720, "en-US", "UTC"]


async def test_nothing_is_kept_between_contexts(host: BrowserHost, site: Site) -> None:
    site.answers["/"] = Answer("<h1>Here</h1>")
    async with host.context() as context:
        page = await context.new_page()
        await page.goto(site.url)
        await page.evaluate("localStorage.setItem('a', '1'); document.cookie = 'b=2'")
    async with host.context() as context:
        page = await context.new_page()
        await page.goto(site.url)
        assert await page.evaluate("[localStorage.getItem('a'), document.cookie]") == [None, ""]


async def test_a_missing_browser_is_told_with_advice() -> None:
    """A browser that does not start is an error that says what to do."""
    with pytest.raises(ToolError, match="does not start") as caught:
        async with open_browser("/nonexistent/chromium", ()):
            pass
    assert "doctor" in caught.value.advice


async def test_a_crashed_browser_is_started_again(chrome: Chrome) -> None:
    async with open_browser(chrome.path, chrome.flags) as host:
        browser = await host.start()
        await browser.close()
        async with host.context() as context:
            page = await context.new_page()
            assert await page.evaluate("1 + 1") == 2


@pytest.mark.parametrize("stored", [False, True])
async def test_a_browser_that_is_killed_just_when_it_is_asked_is_started_again(
    chrome: Chrome, stored: bool, tmp_path: Path
) -> None:
    """It then counts as running still; and it is not the storage state that is wrong."""
    (tmp_path / "state.json").write_text('{"cookies": [], "origins": []}')
    state = str(tmp_path / "state.json") if stored else None
    async with open_browser(chrome.path, chrome.flags) as host:
        await kill(await host.start())
        async with host.context(storage_state=state) as context:
            page = await context.new_page()
            assert await page.evaluate("1 + 1") == 2


async def test_a_browser_that_is_killed_while_it_starts_is_started_again(
    chrome: Chrome, tmp_path: Path
) -> None:
    script = tmp_path / "chromium"
    mark = tmp_path / "killed"
    script.write_text(
        f'#!/bin/sh\n[ -e {mark} ] || {{ touch {mark}; kill -9 $$; }}\nexec {chrome.path} "$@"\n'
    )
    script.chmod(0o755)
    async with open_browser(str(script), chrome.flags) as host:
        assert mark.exists()
        assert (await host.start()).is_connected()


async def test_a_browser_whose_process_is_stuck_is_replaced(
    chrome: Chrome, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(launch, "_OPEN_S", 1.0)
    async with open_browser(chrome.path, chrome.flags) as host:
        stuck = await host.start()
        pid = await process_of(stuck)
        os.kill(pid, signal.SIGSTOP)
        try:
            async with host.context() as context:
                page = await context.new_page()
                assert await page.evaluate("1 + 1") == 2
            assert await host.start() is not stuck
        finally:
            os.kill(pid, signal.SIGKILL)


async def test_a_host_that_never_started_closes_quietly(chrome: Chrome) -> None:
    async with open_browser(chrome.path, chrome.flags) as host:
        unstarted = BrowserHost(host._playwright, chrome.path, chrome.flags, headless=True)
        await unstarted.close()
        assert unstarted._browser is None


async def test_an_unreadable_storage_state_is_a_usage_error(host: BrowserHost, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be used"):
        async with host.context(storage_state=str(tmp_path / "none.json")):
            pass
    (tmp_path / "bad.json").write_text("not json")
    with pytest.raises(UsageError, match="cannot be used"):
        async with host.context(storage_state=str(tmp_path / "bad.json")):
            pass


async def test_a_storage_state_signs_in(host: BrowserHost, site: Site, tmp_path: Path) -> None:
    site.answers["/"] = Answer("<h1>Here</h1>")
    async with host.context() as context:
        page = await context.new_page()
        await page.goto(site.url)
        await page.evaluate("localStorage.setItem('token', 't')")
        await context.storage_state(path=tmp_path / "state.json")
    async with host.context(storage_state=str(tmp_path / "state.json")) as context:
        page = await context.new_page()
        await page.goto(site.url)
        assert await page.evaluate("localStorage.getItem('token')") == "t"


async def test_headers_go_to_the_own_origin_only(host: BrowserHost, site: Site, other_site: Site) -> None:
    """PRODUCT.md: `--header` is sent to the target's origin only."""
    site.answers["/"] = Answer(f"<h1>Here</h1><img src='{other_site.url}/pixel'>")
    async with host.context(headers=(KEY,), origin=site.url) as context:
        page = await context.new_page()
        await page.goto(site.url)
        assert await page.locator("h1").inner_text() == "Here"
    assert [asked.key for asked in site.asked if asked.path == "/"] == ["secret"]
    assert [asked.key for asked in other_site.asked] == [None]


async def test_headers_survive_a_redirect_within_the_origin(host: BrowserHost, site: Site) -> None:
    site.answers |= {"/old": moved("/mid"), "/mid": moved("/new"), "/new": Answer("<h1>New</h1>")}
    async with host.context(headers=(KEY,), origin=site.url) as context:
        page = await context.new_page()
        await page.goto(site.url + "/old")
        assert page.url == site.url + "/new"
    assert {asked.key for asked in site.asked} == {"secret"}


async def test_headers_do_not_follow_a_redirect_to_another_origin(
    host: BrowserHost, site: Site, other_site: Site
) -> None:
    site.answers |= {"/out": moved("/further"), "/further": moved(other_site.url + "/in")}
    other_site.answers["/in"] = Answer("<h1>Elsewhere</h1>")
    async with host.context(headers=(KEY,), origin=site.url) as context:
        page = await context.new_page()
        await page.goto(site.url + "/out")
        assert await page.locator("h1").inner_text() == "Elsewhere"
    assert [asked.key for asked in other_site.asked if asked.path == "/in"] == [None]


async def test_headers_do_not_outlast_a_long_way_to_another_origin(
    host: BrowserHost, site: Site, other_site: Site
) -> None:
    """Only so many hops are looked at; beyond them nobody knows whose they are."""
    site.answers |= {f"/{hop}": moved(f"/{hop + 1}") for hop in range(14)}
    site.answers["/14"] = moved(other_site.url + "/in")
    other_site.answers["/in"] = Answer("<h1>Elsewhere</h1>")
    async with host.context(headers=(KEY,), origin=site.url) as context:
        page = await context.new_page()
        await page.goto(site.url + "/0")
        assert await page.locator("h1").inner_text() == "Elsewhere"
    assert [asked.key for asked in other_site.asked if asked.path == "/in"] == [None]


async def test_a_form_is_sent_once_and_leads_on_with_headers(host: BrowserHost, site: Site) -> None:
    site.answers |= {
        "/": Answer("<form method=post action=/save><button>Save</button></form>"),
        "/save": moved("/done", 303),
        "/done": Answer("<h1>Done</h1>"),
    }
    async with host.context(headers=(KEY,), origin=site.url) as context:
        page = await context.new_page()
        await page.goto(site.url)
        await page.get_by_role("button").click()
        await page.wait_for_url("**/done")
        assert await page.locator("h1").inner_text() == "Done"
    assert [asked.key for asked in site.asked if asked.method == "POST"] == ["secret"]
    assert [asked.key for asked in site.asked if asked.path == "/done"][-1] == "secret"


async def test_requests_of_scripts_follow_redirects(host: BrowserHost, site: Site, other_site: Site) -> None:
    cors = (("Access-Control-Allow-Origin", "*"),)
    site.answers |= {
        "/": Answer("<p>Page</p>"),
        "/api": moved("/api2"),
        "/api2": Answer("own"),
        "/away": moved(other_site.url + "/api"),
        "/stream": Answer("data: x\n\n", headers=(("Content-Type", "text/event-stream"),)),
        "/loop": moved("/loop"),
    }
    other_site.answers["/api"] = Answer("theirs", headers=cors)
    async with host.context(headers=(KEY,), origin=site.url) as context:
        page = await context.new_page()
        await page.goto(site.url)
        get = "(path) => fetch(path).then((answer) => answer.text()).catch(() => 'failed')"
        assert await page.evaluate(get, "/api") == "own"
        assert await page.evaluate(get, "/away") == "theirs"
        assert await page.evaluate(get, "/loop") == "failed"
        stream = "new Promise((done) => new EventSource('/stream').onmessage = (event) => done(event.data))"
        assert await page.evaluate(stream) == "x"
    assert [asked.key for asked in other_site.asked if asked.path == "/api"] == [None]


async def test_a_guard_stops_what_it_refuses(host: BrowserHost, site: Site) -> None:
    site.answers |= {"/": Answer("<p>Page</p>"), "/api": Answer("{}")}

    def reading_only(request: Request) -> bool:
        return request.method == "GET"

    async with host.context(guard=reading_only) as context:
        page = await context.new_page()
        await page.goto(site.url)
        send = "(method) => fetch('/api', { method }).then(() => 'sent').catch(() => 'stopped')"
        assert await page.evaluate(send, "POST") == "stopped"
        assert await page.evaluate(send, "GET") == "sent"
    assert "POST" not in {asked.method for asked in site.asked}


async def test_downloads_are_recorded_and_end_a_navigation(host: BrowserHost, site: Site) -> None:
    before = len(host.downloads)
    attached = (("Content-Disposition", "attachment; filename=list.csv"),)
    site.answers |= {
        "/": Answer("<a href=/list>List</a> <a href=/empty>Nothing</a>"),
        "/list": Answer("a,b", headers=attached),
        "/empty": Answer(status=204, headers=()),
    }
    async with host.context() as context:
        page = await context.new_page()
        await page.goto(site.url)
        async with page.expect_download():
            await page.get_by_text("List").click()
        assert (await settle(page)).quiet
        await page.get_by_text("Nothing").click()
        assert (await settle(page)).quiet
    assert [download.file_name for download in host.downloads[before:]] == ["list.csv"]


async def test_a_context_of_a_dead_browser_still_closes(chrome: Chrome) -> None:
    async with open_browser(chrome.path, chrome.flags) as host, host.context() as context:
        page = await context.new_page()
        await (await host.start()).close()
        await asyncio.sleep(0)
        with pytest.raises(PlaywrightError):
            await page.evaluate("1")
