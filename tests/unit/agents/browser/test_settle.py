"""Waiting for a page to come to rest."""

import pytest
from playwright.async_api import Page

from agents.browser.settle import Settled, settle
from tests.unit.agents.browser.conftest import Answer, Site

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

ADD = "document.body.append(' late')"


async def text_after(page: Page, click: str) -> tuple[Settled, str]:
    await page.click(click)
    settled = await settle(page)
    return settled, await page.inner_text("body")


async def test_a_still_page_is_quiet_at_once(page: Page) -> None:
    await page.set_content("<p>Still</p>")
    await settle(page)
    settled = await settle(page)
    assert settled.quiet
    assert settled.waiting_for == ()
    assert settled.ms < 1000


@pytest.mark.parametrize(
    "handler",
    [
        "fetch('/data').then((answer) => answer.text()).then(add)",
        "const x = new XMLHttpRequest(); x.open('GET', '/data'); x.onload = add; x.send()",
        "setTimeout(add, 500)",
        "setTimeout(() => fetch('/data').then(add), 600)",
        "document.body.animate([{ opacity: 0 }, { opacity: 1 }], 400).finished.then(add)",
        "requestAnimationFrame(() => requestAnimationFrame(add))",
    ],
    ids=["fetch", "xhr", "timer", "timer-then-fetch", "animation", "frames"],
)
async def test_what_comes_late_is_waited_for(page: Page, site: Site, handler: str) -> None:
    site.answers |= {
        "/": Answer(
            f"<button>Go</button><script>const add = () => {ADD};"
            f"document.querySelector('button').onclick = () => {{ {handler} }};</script>"
        ),
        # Its headers end a fetch; what it changes on the page waits for the body.
        "/data": Answer("{}", delay_s=0.3, body_delay_s=0.3),
    }
    await page.goto(site.url)
    settled, text = await text_after(page, "button")
    assert settled.quiet
    assert "late" in text


async def test_it_says_whether_scripts_added_to_the_document_afterwards(page: Page, site: Site) -> None:
    site.answers |= {
        "/still": Answer("<p>Still</p><script>document.body.append(document.createElement('i'))</script>"),
        "/late": Answer(
            "<p>Late</p><script>fetch('/data').then(() => document.body.append(document.createElement('i')))"
            "</script>"
        ),
        "/data": Answer("{}", delay_s=0.2),
    }
    await page.goto(site.url + "/still")
    assert not (await settle(page)).late
    await page.goto(site.url + "/late")
    assert (await settle(page)).late


async def test_a_navigation_in_the_middle_is_waited_for(page: Page, site: Site) -> None:
    site.answers |= {
        "/": Answer("<a href=/slow>Slow</a>"),
        "/slow": Answer(f"<h1>Slow</h1><script>setTimeout(() => {ADD}, 200)</script>", delay_s=0.3),
    }
    await page.goto(site.url)
    settled, text = await text_after(page, "a")
    assert settled.quiet
    assert page.url.endswith("/slow")
    assert "late" in text
    await page.goto(site.url)
    await page.evaluate("setTimeout(() => { location.href = '/slow' }, 50)")
    assert (await settle(page)).quiet
    assert page.url.endswith("/slow")


async def test_what_repeats_for_ever_is_not_waited_for(page: Page, site: Site) -> None:
    """Polls, streams, endless animations and clocks never end; a page with them is at rest all the same."""
    site.answers |= {
        "/": Answer(
            "<p>Page</p><script>"
            "(function tick() { setTimeout(tick, 150) })();"
            "(function poll() { fetch('/data').then(() => setTimeout(poll, 100)) })();"
            "document.querySelector('p').animate([{ opacity: 0.5 }, { opacity: 1 }],"
            " { duration: 100, iterations: Infinity });"
            "setInterval(() => { document.querySelector('p').style.top = Math.random() + 'px' }, 20);"
            "</script>"
        ),
        "/data": Answer("{}"),
    }
    await page.goto(site.url)
    await settle(page)
    settled = await settle(page)
    assert settled.quiet
    assert settled.ms < 1500


async def test_a_restless_page_is_given_up_and_says_why(page: Page) -> None:
    await page.set_content("<p>Busy</p>")
    await page.evaluate("setInterval(() => document.body.append('x'), 10)")
    await page.wait_for_function("document.body.textContent.includes('xx')")
    settled = await settle(page, cap_ms=300)
    assert not settled.quiet
    assert settled.waiting_for == ("mutations",)
    assert 300 <= settled.ms < 2500


async def test_failed_and_refused_requests_are_over(page: Page, site: Site) -> None:
    site.answers["/"] = Answer("<p>Page</p>")
    await page.goto(site.url)
    await page.evaluate(
        """() => {
          fetch('http://127.0.0.1:1/').catch(() => {});
          try { fetch('http://[') } catch (error) { /* refused at once */ }
          const unopened = new XMLHttpRequest();
          try { unopened.send() } catch (error) { /* refused at once */ }
          fetch(new Request('/', { method: 'POST' }));
        }"""
    )
    assert (await settle(page)).quiet


async def test_timers_that_were_cleared_are_over(page: Page) -> None:
    await page.set_content("<p>Page</p>")
    await page.evaluate("clearTimeout(setTimeout(() => {}, 790))")
    settled = await settle(page)
    assert settled.quiet
    assert settled.ms < 700


async def test_frames_are_waited_for_too(page: Page, site: Site) -> None:
    site.answers |= {
        "/": Answer("<iframe src=/inner></iframe>"),
        "/inner": Answer(f"<p>Inner</p><script>setTimeout(() => {ADD}, 400)</script>"),
    }
    await page.goto(site.url)
    assert (await settle(page)).quiet
    assert "late" in await page.frame_locator("iframe").locator("body").inner_text()


async def test_a_closed_page_is_not_quiet(page: Page) -> None:
    await page.close()
    assert (await settle(page)).waiting_for == ("page",)


async def test_a_page_that_never_answers_is_given_up(page: Page, site: Site) -> None:
    site.answers |= {"/": Answer("<a href=/never>Never</a>"), "/never": Answer("late", delay_s=2)}
    await page.goto(site.url)
    await page.evaluate("setTimeout(() => { location.href = '/never' }, 0)")
    settled = await settle(page, cap_ms=400)
    assert not settled.quiet
    assert settled.ms < 1500


async def test_a_script_that_blocks_is_given_up(page: Page) -> None:
    await page.set_content("<p>Page</p>")
    await page.evaluate("setTimeout(() => { const end = Date.now() + 1500; while (Date.now() < end); }, 0)")
    settled = await settle(page, cap_ms=200)
    assert settled.waiting_for == ("script",)


async def test_recording_does_not_show(page: Page, site: Site) -> None:
    """The init script records; what the page sees of its own world stays as it was."""
    site.answers["/"] = Answer("<p>Page</p>")
    await page.goto(site.url)
    seen = await page.evaluate(
        "[fetch, setTimeout, EventTarget.prototype.addEventListener].map((one) => [one.name, String(one)])"
    )
    assert [name for name, _ in seen] == ["fetch", "setTimeout", "addEventListener"]
    assert all("[native code]" in source for _, source in seen)
    assert await page.evaluate("Object.keys(window).filter((key) => /record/.test(key))") == []
