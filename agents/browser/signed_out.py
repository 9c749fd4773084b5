"""What visitors see of the pages that were seen signed in: the same page, or the way to the sign-in."""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack, suppress

from playwright.async_api import Error as PlaywrightError

from agents.browser.access import Session
from agents.browser.crawl import Crawl
from agents.browser.entry import FIRST_ERROR
from agents.browser.record import Draft
from agents.browser.scan import Scan
from agents.browser.signin import find_form
from agents.domain.page import Visitors
from agents.errors import AgentError

_AT_ONCE = 6
_REFUSALS = (401, 403)
_MOST = 24
_CLOSED_IN_A_ROW = 6
"""Pages closed to visitors after which an application is taken to be closed as a whole."""


class SignedOut:
    """Opens pages once more without signing in; acts on nothing there."""

    def __init__(self, crawl: Crawl, session: Callable[[], Session]) -> None:
        """`session` gives a new session of somebody who is not signed in."""
        self._crawl = crawl
        self._session = session

    async def look_round(self) -> None:
        """Add what visitors see as a state of the page, and note which pages turn them away.

        Whatever goes wrong with a page leaves it as it was seen signed in.
        """
        seen = [page for page in self._crawl.record.pages if page.states]
        todo = [page for page in seen if all(state.signed_in for state in page.states)][:_MOST]
        if todo:
            self._crawl.note(f"looking at {len(todo)} pages as a visitor")
        closed = 0
        async with AsyncExitStack() as stack:
            sessions = [await stack.enter_async_context(self._session()) for _ in todo[:_AT_ONCE]]
            for some in (todo[at : at + _AT_ONCE] for at in range(0, len(todo), _AT_ONCE)):
                # Batch by batch in the order of the pages: what is known must not depend on speed.
                if self._crawl.over() or closed >= _CLOSED_IN_A_ROW:
                    return
                await asyncio.gather(*map(self._judge, sessions, some))
                for page in some:
                    closed = closed + 1 if page.visitors == "turned-away" else 0

    async def _judge(self, session: Session, page: Draft) -> None:
        with suppress(AgentError, PlaywrightError):
            page.visitors = await self._look(session, page)

    async def _look(self, session: Session, page: Draft) -> Visitors | None:
        tab, record = await session.tab(), self._crawl.record
        landing = (await tab.goto(page.url)).landing
        if landing.status in _REFUSALS:
            return "turned-away"
        if not landing.is_page or (landing.status or 200) >= FIRST_ERROR:
            return None
        seen = await tab.look()
        if record.find(landing.url) is page and self._is_same(seen, page):
            if len(page.states) < self._crawl.request.limits.max_states_per_page:
                record.add_state(page, seen, reached_by=(), via="load, as a visitor", signed_in=False)
            return "admitted"
        return "turned-away" if find_form(seen) is not None else None

    def _is_same(self, seen: Scan, page: Draft) -> bool:
        """Whether what came is the page and not another one at its address, such as the sign-in.

        A heading that other pages have too, such as one at the foot of all, tells nothing.
        """
        others = (one for one in self._crawl.record.pages if one is not page and one.states)
        common = {heading.text for one in others for heading in one.states[0].headings}
        own = {heading.text for heading in page.states[0].headings} - common
        if own:
            return bool(own & {heading.text for heading in seen.headings})
        return seen.title == page.scan.title and find_form(seen) is None
