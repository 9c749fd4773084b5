"""The session of a crawl: noticing that it ended, signing in again, and telling what ended it."""

from typing import NamedTuple

from playwright.async_api import Error as PlaywrightError

from agents.browser.access import Session
from agents.browser.addresses import key, relative
from agents.browser.crawl import Crawl, called
from agents.browser.entry import FORBIDDEN, UNAUTHORISED
from agents.browser.frontier import Candidate
from agents.browser.locators import resolve
from agents.browser.record import Draft
from agents.browser.scan import Scan
from agents.browser.signin import View, find_form, find_way
from agents.browser.visit import Opened, Tab
from agents.domain.locator import Locator
from agents.domain.page import Element, NotDone
from agents.errors import AgentError

_MOST_LOSSES = 8
"""A session that ends again and again is of no use; something else than a control ends it."""


_TRIES = 2
_PASSWORD = "input[type=password]"  # noqa: S105 - a selector


class Check(NamedTuple):
    """Whether the session ended, and whether the tab had to leave its page to find out."""

    ended: bool = False
    left: bool = False


class _Suspect(NamedTuple):
    element: Element
    page: Draft


class _Home(NamedTuple):
    """What the page shows where one lands after signing in."""

    landed: str
    refused: bool
    shown: bool
    offers: bool

    def unlike(self, known: "_Home") -> bool:
        """Whether it shows in so many words that nobody is signed in, unlike it did before."""
        return self.refused or self.landed != known.landed or (self.offers and not known.offers)


def offers_sign_in(view: View) -> bool:
    """Whether a page asks one to sign in, or leads to where it is done."""
    return find_form(view) is not None or find_way(view) is not None


class Keeper:
    """Looks after the session of one crawl.

    What was seen with the session is the measure: a page without the proof of it, or with a way to sign in,
    only raises a doubt, and the page where one lands after signing in decides.
    """

    def __init__(self, crawl: Crawl, session: Session, home: str, proof: Locator | None) -> None:
        """`home` is where one lands after signing in; `proof` is seen only when signed in."""
        self._crawl = crawl
        self._session = session
        self._address = home
        self._proof = proof
        self._home: _Home | None = None
        self._cookies: frozenset[str] = frozenset()
        self._bare: set[str] = set()
        """Path patterns that lack the proof though the session held."""

        self._suspects: list[_Suspect] = []
        self._losses = 0
        self._unexplained = False

    async def begin(self) -> bool:
        """Open where one lands and see what the session looks like; then as `know`."""
        tab = await self._session.tab()
        try:
            opened = await tab.goto(self._address)
            return await self.know(tab, opened, await tab.look())
        except (AgentError, PlaywrightError):
            return False

    async def know(self, tab: Tab, opened: Opened, seen: Scan) -> bool:
        """Take what the tab shows for what the session looks like. False when it cannot be told from none."""
        self._home = home = await self._home_of(tab, opened, seen)
        self._proof = self._proof if home.shown else None
        await self._remember(tab)
        return not home.refused and (home.shown or not home.offers)

    async def arrived(self, tab: Tab, opened: Opened, seen: Scan | None = None) -> Check:
        """Judge a page that was just opened; `seen` is what it shows, when that is known."""
        pattern = self._crawl.record.book.pattern(tab.page.url)
        if opened.landing.status != UNAUTHORISED:
            if await self._shown(tab):
                self._suspects.clear()
                return Check()
            own = pattern in self._bare and key(opened.landing.asked) == key(opened.landing.url)
            if await self._keeps_cookies(tab) and (own or not await self._doubt(tab, seen)):
                return Check()
        return await self._verify(tab, pattern)

    async def acted(self, tab: Tab, before: Scan, *, moved: bool, changed: bool) -> Check:
        """Judge what an action led to: whether the address `moved`, and whether the page `changed` at all."""
        kept = await self._keeps_cookies(tab)
        pattern = self._crawl.record.book.pattern(tab.page.url)
        own = pattern in self._bare and await tab.page.locator(_PASSWORD).count() == 0
        if kept and (not changed or own or await self._shown(tab)):
            return Check()
        if kept and (self._proof is None or not moved):
            # A dialog may hide the proof; only a way to sign in that was not there before is a reason.
            seen = await tab.look()
            if not offers_sign_in(seen) or offers_sign_in(before):
                return Check()
        return await self._verify(tab, pattern)

    def suspect(self, element: Element, page: Draft) -> None:
        """Note a control that asked the server for something, until a page shows that the session held."""
        if all(known.element.id != element.id for known in self._suspects):
            self._suspects.append(_Suspect(element, page))

    async def regain(self, where: str) -> Tab | None:
        """Sign in again after it ended at `where`. None when that cannot be done: the crawl then ends."""
        self._losses += 1
        if self._losses > _MOST_LOSSES:
            self._give_up(where, f"it ended {self._losses} times")
            return None
        self._crawl.note("signing in again")
        self._unexplained = True
        why = ""
        for _ in range(_TRIES):
            try:
                await self._session.close()
                tab = await self._session.tab()
                home = await self._look_at_home(tab)
            except (AgentError, PlaywrightError) as error:
                why = str(error).splitlines()[0]
                continue
            if self._home is not None and (home.shown or not home.unlike(self._home)):
                # One that holds without its proof was never lost: that comes and goes.
                self._proof = self._proof if home.shown else None
                await self._remember(tab)
                return tab
            why = "signing in again leads to the sign-in"
        self._give_up(where, why)
        return None

    def explain(self) -> None:
        """Blame the control that may have ended the session unseen, if there is just one."""
        if len(self._suspects) == 1:
            self.blame(*self._suspects[0])
        self._suspects.clear()

    def blame(self, element: Element, page: Draft) -> None:
        """Keep that a control ends the session."""
        self._unexplained = False
        self._suspects.clear()
        if not self._crawl.record.signs_out(element):
            self._crawl.record.sign_outs.append(element)
            self._tell(called(element), relative(page.url))

    def blame_address(self, candidate: Candidate) -> None:
        """Keep that opening an address ends the session."""
        record = self._crawl.record
        self._unexplained = False
        links = (e for page in record.pages for state in page.states for e in state.elements if e.href)
        leading = next((e for e in links if key(e.href or "") == key(candidate.url)), None)
        if leading is not None:
            record.sign_outs.append(leading)
        where = next((relative(page.url) for page in record.pages if page.id == candidate.found_on), "/")
        self._tell(called(leading) if leading else relative(candidate.url), where)

    def went_on(self, where: str) -> None:
        """After what was done when the session ended was done again: it was not the cause."""
        if self._unexplained and not self._crawl.ended:
            self._unexplained = False
            self._crawl.record.degrade(f"the session ended by itself at {where}; signed in again")

    def _tell(self, what: str, where: str) -> None:
        after = "" if self._crawl.ended else "; signed in again"
        detail = f"it was tried and ended the session{after}"
        self._crawl.record.not_done(NotDone(what=what, where=where, reason="sign-out", detail=detail))

    def _give_up(self, where: str, why: str) -> None:
        crawl, record = self._crawl, self._crawl.record
        crawl.ended = True
        lost = f"the session ended at {where} and could not be had again ({why})"
        record.degrade(f"{lost}; what is behind the sign-in and was not seen by then is missing")
        if crawl.request.access.storage_state is not None:
            detail = f"the session of the storage state no longer counts: {why}"
            record.sign_in = record.sign_in.model_copy(update={"outcome": "failed", "detail": detail})

    async def _verify(self, tab: Tab, pattern: str) -> Check:
        try:
            home = await self._look_at_home(tab)
        except AgentError:
            return Check(left=True)
        if self._home is not None and not home.shown and (self._proof or home.unlike(self._home)):
            return Check(ended=True, left=True)
        self._bare.add(pattern)
        self._suspects.clear()
        await self._remember(tab)
        return Check(left=True)

    async def _look_at_home(self, tab: Tab) -> _Home:
        opened = await tab.goto(self._address)
        return await self._home_of(tab, opened, await tab.look())

    async def _home_of(self, tab: Tab, opened: Opened, seen: Scan) -> _Home:
        refused = opened.landing.status in (UNAUTHORISED, FORBIDDEN)
        return _Home(key(opened.landing.url), refused, await self._shown(tab), offers_sign_in(seen))

    async def _shown(self, tab: Tab) -> bool:
        return self._proof is not None and await resolve(tab.page, self._proof).count() > 0

    async def _doubt(self, tab: Tab, seen: Scan | None) -> bool:
        if self._proof is not None:
            return True
        known = self._home is not None and self._home.offers
        return not known and offers_sign_in(seen or await tab.look())

    async def _keeps_cookies(self, tab: Tab) -> bool:
        return self._cookies <= await self._cookies_of(tab)

    async def _remember(self, tab: Tab) -> None:
        self._cookies = await self._cookies_of(tab)

    async def _cookies_of(self, tab: Tab) -> frozenset[str]:
        """Names of what only the server can set: a script's own cookies come and go."""
        cookies = await tab.page.context.cookies(self._crawl.site)
        return frozenset(cookie.get("name", "") for cookie in cookies if cookie.get("httpOnly"))
