"""The observation agent: one task in, the page map or the reason out, and nothing lost."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import cast

import pytest
from playwright.async_api import Error as PlaywrightError

from agents.browser.launch import BrowserHost
from agents.domain.target import RunRequest
from agents.errors import ToolError
from agents.messages import AgentName, CancelRequested, Failed, Observed, ObserveTask
from agents.observation.agent import Hosts, ObservationAgent
from tests.unit.agents.browser.builders import run_request
from tests.unit.agents.browser.site import Answer, Asked, Said, Ticking, Vault, page, serve

in_browser = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


def lent(host: BrowserHost) -> Hosts:
    """The one browser of the test session, again and again."""

    @asynccontextmanager
    async def borrow() -> AsyncIterator[BrowserHost]:
        yield host

    return borrow


@asynccontextmanager
async def no_browser() -> AsyncIterator[BrowserHost]:
    raise ToolError("Chromium does not start", "Run doctor")
    yield


def agent(hosts: Hosts, cancelled: asyncio.Event | None = None) -> ObservationAgent:
    return ObservationAgent(hosts, secrets=Vault(), progress=Said(), clock=Ticking(), cancelled=cancelled)


async def done(by: ObservationAgent, request: RunRequest) -> Observed | Failed:
    (answer,) = await by.execute_task(ObserveTask(request=request))
    assert answer.receiver is AgentName.ORCHESTRATION
    assert isinstance(answer.payload, Observed | Failed)
    return answer.payload


async def test_it_takes_tasks_to_observe_and_no_others() -> None:
    one, other = agent(no_browser), CancelRequested(reason="x")
    assert one.can_handle(ObserveTask(request=run_request())) == 1.0
    assert one.can_handle(other) == 0.0
    assert await one.execute_task(other) == ()


async def test_a_browser_that_does_not_start_is_a_failure_with_advice() -> None:
    failed = await done(agent(no_browser), run_request())
    assert isinstance(failed, Failed)
    assert (failed.stage, failed.error, failed.advice) == (AgentName.OBSERVATION, "failed", "Run doctor")
    assert failed.page_map is None


async def test_a_browser_that_gives_out_for_good_is_a_failure() -> None:
    class Broken:
        """A browser that opens no context."""

        def context(self, **_: object) -> None:
            raise PlaywrightError("Target page, context or browser has been closed\nlog")

    failed = await done(agent(lent(cast("BrowserHost", Broken()))), run_request())
    assert isinstance(failed, Failed)
    assert failed.error == "failed"
    assert failed.message == "the browser failed: Target page, context or browser has been closed"


class TestInABrowser:
    """With the real thing."""

    pytestmark = in_browser

    async def test_a_page_map_comes_back(self, host: BrowserHost) -> None:
        async with serve({"/": page("<h1>Home</h1>")}) as site:
            observed = await done(agent(lent(host)), run_request(site.url))
        assert isinstance(observed, Observed)
        assert [each.url for each in observed.page_map.pages] == [site.url]

    async def test_what_cannot_be_tested_is_blocked(self, host: BrowserHost) -> None:
        async with serve({"/": Answer("no", 403)}) as site:
            failed = await done(agent(lent(host)), run_request(site.url))
        assert isinstance(failed, Failed)
        assert failed.error == "blocked"
        assert "--storage-state" in failed.advice

    async def test_a_login_wall_keeps_the_sign_in_page(self, host: BrowserHost) -> None:
        form = """<h1>Sign in</h1><form method=post><label>User name <input name=user></label>
        <label>Password <input type=password></label><button>Sign in</button></form>"""
        async with serve({"/": page(form, "Sign in")}) as site:
            failed = await done(agent(lent(host)), run_request(site.url))
        assert isinstance(failed, Failed)
        assert failed.error == "blocked"
        assert failed.page_map is not None
        assert failed.page_map.pages[0].page_type == "sign-in"

    async def test_cancelling_by_event_or_by_task_keeps_what_was_found(self, host: BrowserHost) -> None:
        reached = asyncio.Event()

        def slow(_: Asked) -> Answer:
            reached.set()
            return Answer(page("slow"), delay_s=5.0)

        async with serve({"/": page("<a href=/slow>Slow</a>"), "/slow": slow}) as site:
            by_event = asyncio.Event()
            work = asyncio.ensure_future(done(agent(lent(host), by_event), run_request(site.url)))
            await reached.wait()
            by_event.set()
            first = await work
            reached.clear()
            work = asyncio.ensure_future(done(agent(lent(host)), run_request(site.url)))
            await reached.wait()
            work.cancel()
            second = await work
        for failed in (first, second):
            assert isinstance(failed, Failed)
            assert failed.error == "cancelled"
            assert failed.page_map is not None
            assert len(failed.page_map.pages) == 1

    async def test_a_browser_that_dies_is_started_again(self, host: BrowserHost) -> None:
        died: list[asyncio.Task[None]] = []

        async def die() -> None:
            await (await host.start()).close()

        def last(_: Asked) -> Answer:
            died.append(asyncio.ensure_future(die()))
            return Answer(page("x"), delay_s=0.5)

        body = "<a href=/dies>Dies</a><a href=/lives>Lives</a>"
        async with serve({"/": page(body), "/dies": last, "/lives": page("<p>Here</p>")}) as site:
            observed = await done(agent(lent(host)), run_request(site.url))
        await asyncio.gather(*died)
        assert isinstance(observed, Observed)
        assert [each.path_pattern for each in observed.page_map.pages] == ["/", "/lives"]
        assert observed.page_map.degraded == ("/dies crashed the browser tab",)
