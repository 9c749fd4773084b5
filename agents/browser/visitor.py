"""Visiting one address: what came, whether it is new, what it shows and what it leads to."""

from typing import NamedTuple

from playwright.async_api import Error as PlaywrightError

from agents.browser.access import Session
from agents.browser.addresses import key, origin, relative
from agents.browser.crawl import Crawl
from agents.browser.entry import FIRST_ERROR, Landing
from agents.browser.frontier import Candidate
from agents.browser.glance import Glance
from agents.browser.hazards import Facts
from agents.browser.interact import Interaction
from agents.browser.keeper import Keeper, Suspect
from agents.browser.record import Draft
from agents.browser.scan import Scan
from agents.browser.scrolling import Growth, follow, longest
from agents.browser.visit import ControlHungError, HungError, Opened, Tab
from agents.domain.page import Element, NotDone, State
from agents.errors import BlockedError, NotAPageError

_MOST_CRASHES = 5
"""Crashes after which the crawl gives up: the machine rather than a page is the cause."""


class Kept(NamedTuple):
    """The page that an address was recorded as, and the state that it added, if any."""

    page: Draft
    state: State | None


class Visitor:
    """Visits addresses one at a time for one crawl."""

    def __init__(self, crawl: Crawl) -> None:
        self._crawl = crawl
        self._record = crawl.record
        self.keeper: Keeper | None = None
        """Looks after the session, once there is one."""

    async def safely(self, session: Session, candidate: Candidate) -> None:
        """Visit one address; whatever goes wrong costs this page and nothing else.

        A visit that loses its tab is made once more: the browser may have been killed, and only what does
        it twice is to blame. One that went silent first is to blame at once, as waiting for it takes
        long; one that a control of the page made hang is made again without that control.

        Raises:
            PlaywrightError: the browser crashed too often.
            ToolError: what drives the browser has ended.
        """
        crawl = self._crawl
        if (pattern := crawl.record.book.pattern(candidate.url)) in crawl.stuck:
            self._not_done(candidate, "error", f"not opened: a page of {pattern} never answered")
            return
        crawl.note(f"visiting {relative(candidate.url)}")
        before = crawl.moment()
        try:
            await self._or_not_done(session, candidate)
            return
        except PlaywrightError as error:
            if not _deserves_another(session, error):
                await session.still_driven()
                self._crashed(candidate, error)
                return
        crawl.back_to(before)
        try:
            await self._or_not_done(session, candidate)
        except PlaywrightError as error:
            await session.still_driven()
            self._crashed(candidate, error)

    async def _or_not_done(self, session: Session, candidate: Candidate) -> None:
        try:
            await self._visit(await session.tab(), candidate)
        except BlockedError as error:
            reason = "download" if isinstance(error, NotAPageError) else "error"
            self._not_done(candidate, reason, error.message)

    async def first(
        self, tab: Tab, candidate: Candidate, opened: Opened, seen: Scan, *, again: bool = False
    ) -> Draft:
        """Keep the page that the crawl begins on.

        A control that crashes its tab `again`, in a second visit, costs no other page.

        Raises:
            PlaywrightError: the tab is gone.
        """
        try:
            return (await self.keep(tab, candidate, opened, seen)).page
        except PlaywrightError as error:
            page = self._record.find(opened.landing.url)
            if page is None or not page.states or (_may_recover(tab, error) and not again):
                raise
            self._crashed(candidate, error)
            return page

    def _crashed(self, candidate: Candidate, error: PlaywrightError) -> None:
        """Blame the page; raises the error when so many crashed that the machine is the cause."""
        if not isinstance(error, ControlHungError):
            self._crawl.stuck.add(self._record.book.pattern(candidate.url))
        if isinstance(error, HungError):
            self._not_done(candidate, "error", error.message)
            self._record.degrade(f"{relative(candidate.url)} keeps its page busy and never answers")
            return
        self._crawl.crashes += 1
        self._not_done(candidate, "error", f"the page crashed: {error.message.splitlines()[0]}")
        self._record.degrade(f"{relative(candidate.url)} crashed the browser tab")
        if self._crawl.crashes >= _MOST_CRASHES:
            raise error

    def _not_done(self, candidate: Candidate, reason: str, detail: str) -> None:
        page = next((page for page in self._record.pages if page.id == candidate.found_on), None)
        where = relative(page.url) if page else relative(candidate.url)
        self._record.not_done(
            NotDone.model_validate(
                {"what": relative(candidate.url), "where": where, "reason": reason, "detail": detail}
            )
        )

    async def _visit(self, tab: Tab, candidate: Candidate, *, again: bool = False) -> None:
        self._crawl.visits += 1
        opened = await tab.goto(candidate.url)
        if self.keeper is not None:
            check = await self.keeper.arrived(tab, opened)
            if check.ended:
                await self._once_more(self.keeper, candidate, again=again)
                return
            other = await self.keeper.went_on(relative(candidate.url))
            if self._crawl.ended:
                return
            tab = other or tab
            opened = await tab.goto(candidate.url) if check.left or other is not None else opened
            self.keeper.suspect(_suspect(candidate))
        if self._refused(opened.landing, candidate):
            facts = await tab.watch.take()
            # There is no page to hang this on but the one that led here; its console is not that page's own.
            self._record.facts(candidate.found_on or "p1", Facts(failures=facts.failures, count=facts.count))
            return
        seen = await tab.look()
        await self.keep(tab, candidate, opened, seen)

    async def _once_more(self, keeper: Keeper, candidate: Candidate, *, again: bool) -> None:
        """Sign in again and open the address again; if the session ends again, opening it is what ends it."""
        tab = await keeper.regain(relative(candidate.url))
        if again:
            await keeper.blame(_suspect(candidate))
        elif tab is not None:
            await self._visit(tab, candidate, again=True)

    def _refused(self, landing: Landing, candidate: Candidate) -> bool:
        if origin(landing.url) != origin(self._crawl.site):
            self._not_done(candidate, "other-site", f"it leads to {origin(landing.url)}")
        elif landing.status is not None and landing.status >= FIRST_ERROR:
            self._not_done(candidate, "error", f"status {landing.status}")
        elif not landing.is_page:
            self._not_done(candidate, "download", "not a page")
        else:
            return False
        return True

    async def keep(self, tab: Tab, candidate: Candidate, opened: Opened, seen: Scan) -> Kept:
        """Record what is shown now, and look round in it when it is new."""
        self._crawl.frontier.done(opened.landing.url)
        kept = self._file(candidate, opened, seen)
        await self._note_facts(tab, kept.page)
        self._crawl.offer_links(seen.elements, kept.page)
        if kept.state is not None:
            if kept.state is kept.page.states[0]:
                await self._screenshot(tab, kept.page)
            look = await tab.glance()
            if kept.state is kept.page.states[0]:
                look = await self._scrolled(tab, kept.page, look, seen)
            kept.page.glances[look.template] = kept.state.id
            await Interaction(self._crawl, tab, kept.page, look, keeper=self.keeper).explore(kept.state, seen)
        return kept

    async def _scrolled(self, tab: Tab, page: Draft, look: Glance, seen: Scan) -> Glance:
        """Follow a page that shows more as one scrolls; afterwards the tab shows it as it was loaded."""
        growth = await follow(tab)
        if growth is None and await tab.glance() == look:
            return look
        if growth is not None:
            self._crawl.offer_links(growth.seen.elements, page)
            self._tell_growth(page, growth, longest(seen))
        await tab.goto(page.url)
        return await tab.glance()

    def _tell_growth(self, page: Draft, growth: Growth, first: int) -> None:
        pattern, items = self._record.book.pattern(page.url), longest(growth.seen)
        far = f" ({items} items instead of {first})" if items > first else ""
        followed = f"followed {'once' if growth.times == 1 else f'{growth.times} times'}{far}"
        if growth.endless:
            self._record.limit(f"{pattern} goes on as one scrolls; {followed}, and no further")
            detail = f"{followed}, and no further, as it may have no end; only its links were read"
        else:
            detail = f"{followed}, to its end; only its links were read"
        self._record.not_done(
            NotDone(
                what=f"what {pattern} shows as one scrolls",
                where=relative(page.url),
                reason="limit",
                detail=detail,
            )
        )

    def _file(self, candidate: Candidate, opened: Opened, seen: Scan) -> Kept:
        crawl, record = self._crawl, self._record
        url = opened.landing.url
        record.book.learn(url, seen.template)
        page = record.find(url) or record.twin(url, seen.template)
        if page is None:
            page = record.add(_draft(record.next_id(), candidate, opened, seen, carted=crawl.frontier.carted))
        elif record.book.pattern(candidate.url) != record.book.pattern(url):
            # Nobody has seen that page, and the one that came instead says nothing of it.
            self._not_done(candidate, "redirected", f"it led to {relative(url)}")
        page.alike.update({key(url)} - {key(page.url)})
        page.redirected.update({key(candidate.url)} - {key(url), *page.alike, key(page.url)})
        enough = len(page.states) >= crawl.request.limits.max_states_per_page
        if enough or page.has(seen.template, signed_in=crawl.signed_in):
            return Kept(page, None)
        state = record.add_state(page, seen, reached_by=(), via=self._via(page), signed_in=crawl.signed_in)
        return Kept(page, state)

    def _via(self, page: Draft) -> str:
        if not page.states:
            return "load"
        changes = [
            "signed in" if self._crawl.signed_in and not page.states[-1].signed_in else "",
            "with something in the cart" if self._crawl.frontier.carted else "",
        ]
        return ", ".join(["load", *filter(None, changes)])

    async def catch_up(self, session: Session) -> bool:
        """Try what was put off on one page, now that its links were followed. False when there is none."""
        if not self._crawl.later:
            return False
        page, places = self._crawl.later.pop(next(iter(self._crawl.later)))
        try:
            tab = await session.tab()
            await Interaction(self._crawl, tab, page, keeper=self.keeper).catch_up(places)
        except PlaywrightError as error:
            self._crashed(Candidate(page.url, found_on=page.found_on), error)
        return True

    async def try_submit(self, tab: Tab, page: Draft, state: State, button: Element) -> None:
        """Press the button of a form with nothing filled in, and record what the page says to that."""
        try:
            await Interaction(self._crawl, tab, page).submit(state, button)
        except PlaywrightError as error:
            self._record.degrade(f"{relative(page.url)}: {error.message.splitlines()[0]}")

    async def _note_facts(self, tab: Tab, page: Draft) -> None:
        facts = await tab.watch.take()
        self._record.facts(page.id, facts)
        where = relative(page.url)
        for text in facts.dialogs:
            self._record.not_done(
                NotDone(what=text, where=where, reason="excluded", detail="native dialog on load")
            )
        for url in facts.downloads:
            self._record.not_done(NotDone(what=relative(url), where=where, reason="download"))
        for url in facts.windows:
            self._crawl.offer(url, page)

    async def _screenshot(self, tab: Tab, page: Draft) -> None:
        if self._crawl.artefacts is not None:
            await self._crawl.artefacts.put(f"screenshots/{page.id}.png", await tab.screenshot())


def _may_recover(tab: Tab, error: PlaywrightError) -> bool:
    return tab.lost(error) or isinstance(error, ControlHungError)


def _deserves_another(session: Session, error: PlaywrightError) -> bool:
    """Whether a visit that failed is made once more."""
    return (session.lost(error) and not session.silent) or isinstance(error, ControlHungError)


def _suspect(candidate: Candidate) -> Suspect:
    return Suspect(candidate.url, found_on=candidate.found_on)


def _draft(page_id: str, candidate: Candidate, opened: Opened, seen: Scan, *, carted: bool) -> Draft:
    return Draft(
        id=page_id,
        url=opened.landing.url,
        scan=seen,
        settle_ms=opened.settled.ms,
        status=opened.landing.status,
        depth=candidate.depth,
        found_on=candidate.found_on,
        restless=not opened.settled.quiet,
        before_cart=not carted,
    )
