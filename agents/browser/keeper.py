"""The session of a crawl: noticing that it ended, signing in again, and telling what ended it."""

from contextlib import nullcontext
from typing import NamedTuple

from playwright.async_api import Error as PlaywrightError

from agents.browser.access import Session
from agents.browser.addresses import key, relative
from agents.browser.crawl import Crawl, called
from agents.browser.entry import FORBIDDEN, UNAUTHORISED
from agents.browser.locators import resolve
from agents.browser.record import Draft
from agents.browser.scan import Scan
from agents.browser.signin import View, find_form, find_way
from agents.browser.visit import Opened, Tab
from agents.domain.locator import Locator
from agents.domain.page import Element, NotDone
from agents.domain.steps import Step
from agents.errors import AgentError

_MOST_LOSSES = 8
"""A session that ends again and again is of no use; something else than a control ends it."""


_MOST_SUSPECTS = 16
"""When so many have gathered, the page where one lands is asked: that clears them, at the cost of a visit."""

_TRIES = 2
_PASSWORD = "input[type=password]"  # noqa: S105 - a selector


class Check(NamedTuple):
    """Whether the session ended, and whether the tab had to leave its page to find out."""

    ended: bool = False
    left: bool = False


class Suspect(NamedTuple):
    """What may have ended the session: the opening of an address, or a control."""

    at: str
    """The address that was opened."""

    steps: tuple[Step, ...] = ()
    """What was done there; the control comes last."""

    held: bool = False
    """Whether its requests that write were held back."""

    control: Element | None = None
    page: Draft | None = None
    found_on: str | None = None

    def comes_before(self, other: "Suspect") -> bool:
        """Whether it is part of the way to the other one, which therefore cannot be tried without it."""
        shorter = len(self.steps) < len(other.steps)
        return shorter and key(self.at) == key(other.at) and self.steps == other.steps[: len(self.steps)]


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

        self._closed: set[str] = set()
        """Path patterns that were refused, or led elsewhere, when the session had ended."""

        self._ending: set[str] = set()
        """Addresses whose opening ends the session."""

        self._suspects: list[Suspect] = []
        """What was done since the session was last known to hold, in order.

        A page that shows the proof does not tell that it holds: it may need no session, or be made before
        what it does itself ends it. One that was refused without a session does, and so does the page where
        one lands, which decides anyway.
        """

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
        if opened.landing.status != UNAUTHORISED and await self._looks_held(tab, opened, seen, pattern):
            if self._vouches(opened, pattern):
                self._clear()
            if len(self._suspects) < _MOST_SUSPECTS:
                return Check()
        check = await self._verify(tab, pattern)
        if check.ended:
            self._closed.add(self._crawl.record.book.pattern(opened.landing.asked))
        return check

    def _clear(self) -> None:
        """The session holds, so nothing done so far ended it; unless it is one that was had again."""
        if not self._unexplained:
            self._suspects.clear()

    async def _looks_held(self, tab: Tab, opened: Opened, seen: Scan | None, pattern: str) -> bool:
        if await self._shown(tab):
            return True
        own = pattern in self._bare and key(opened.landing.asked) == key(opened.landing.url)
        return await self._keeps_cookies(tab) and (own or not await self._doubt(tab, seen))

    def _vouches(self, opened: Opened, pattern: str) -> bool:
        """Whether a page that looks as if the session held could not do so without one."""
        asked = key(opened.landing.asked)
        if asked != key(opened.landing.url):
            return False
        return asked == key(self._address) or pattern in self._closed

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

    def suspect(self, one: Suspect) -> None:
        """Note what asked the server for something, until a page shows that the session held."""
        if key(one.at) == key(self._address) and not one.steps:
            return
        if all(known[:2] != one[:2] for known in self._suspects):
            self._suspects.append(one)

    def ends_at(self, url: str) -> bool:
        """Whether opening this address is known to end the session: there is nothing to be tried there."""
        return key(url) in self._ending

    async def regain(self, where: str) -> Tab | None:
        """Sign in again after it ended at `where`. None when that cannot be done: the crawl then ends."""
        self._losses += 1
        if self._losses > _MOST_LOSSES:
            self._give_up(where, f"it ended {self._losses} times")
            return None
        self._unexplained = True
        return await self._sign_in_again(where)

    async def _sign_in_again(self, where: str) -> Tab | None:
        self._crawl.note("signing in again")
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

    async def blame(self, one: Suspect) -> Tab | None:
        """Keep that this ends the session, or what comes before it, if that was it already.

        The tab to go on with; None when the session could not be had again.
        """
        if not self._crawl.ended:
            one = await self._first_cause(one, self._suspects)
        self._keep(one)
        return None if self._crawl.ended else await self._session.tab()

    async def went_on(self, where: str) -> Tab | None:
        """After what was done when the session ended was done again, and was not the cause: find the cause.

        The tab to go on with, when it had to leave its page for that; None when it is where it was.
        """
        if not self._unexplained or self._crawl.ended:
            return None
        self._unexplained = False
        suspects, self._suspects = self._suspects, []
        found = await self._find(suspects, where)
        if found is not None:
            self._keep(found)
        elif self._crawl.over():
            self._crawl.record.degrade(f"the session ended at {where}; there was no time to see by what")
        else:
            self._crawl.record.degrade(f"the session ended by itself at {where}; signed in again")
        if not suspects or self._crawl.ended:
            return None
        tab = await self._session.tab()
        await tab.watch.take()  # What was seen of the suspects was told when they were first tried.
        return tab

    async def _find(self, suspects: list[Suspect], where: str) -> Suspect | None:
        """Try the suspects again, the last one first, and see after which the session is gone."""
        fresh = True
        for one in reversed(suspects):
            if self._crawl.over():
                return None
            if not await self._ends(one):
                fresh = False
                continue
            if await self._sign_in_again(where) is None:
                return one
            # One that ends by itself may do so at any time: only right after signing in it tells.
            if not fresh and not await self._ends(one):
                continue
            if not fresh and await self._sign_in_again(where) is None:
                return one
            return await self._first_cause(one, suspects)
        return None

    async def _first_cause(self, one: Suspect, suspects: list[Suspect]) -> Suspect:
        """The first part of the way to what ends the session that ends it already; with a session again."""
        earlier = [other for other in suspects if other.comes_before(one)]
        for other in sorted(earlier, key=lambda other: len(other.steps)):
            if await self._ends(other):
                await self._sign_in_again(relative(other.at))
                return other
        return one

    async def _ends(self, one: Suspect) -> bool:
        """Whether the session is gone after this was done once more."""
        try:
            tab = await self._session.tab()
            await tab.goto(one.at)
            with self._crawl.guard.holding() if one.held else nullcontext():
                for step in one.steps:
                    await tab.act(step)
            return self._lost(await self._look_at_home(tab))
        except (AgentError, PlaywrightError):
            return False

    def _keep(self, one: Suspect) -> None:
        record = self._crawl.record
        self._unexplained = False
        self._suspects.clear()
        control, page = one.control, one.page
        if control is None:
            self._ending.add(key(one.at))
            links = (e for known in record.pages for state in known.states for e in state.elements if e.href)
            control = next((e for e in links if key(e.href or "") == key(one.at)), None)
            page = next((known for known in record.pages if known.id == one.found_on), None)
        if control is not None and record.signs_out(control):
            return
        if control is not None:
            record.sign_outs.append(control)
        what = called(control) if control is not None else relative(one.at)
        self._tell(what, relative(page.url) if page is not None else "/")

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
        shown = await self._shown(tab)
        try:
            home = await self._look_at_home(tab)
        except AgentError:
            return Check(left=True)
        if self._lost(home):
            return Check(ended=True, left=True)
        if not shown:
            self._bare.add(pattern)
        self._clear()
        await self._remember(tab)
        return Check(left=True)

    def _lost(self, home: _Home) -> bool:
        known = self._home
        return known is not None and not home.shown and (self._proof is not None or home.unlike(known))

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
