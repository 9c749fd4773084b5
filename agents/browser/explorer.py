"""Observing an application: enter, look round signed out, sign in, and visit what teaches most."""

import asyncio
from collections.abc import Coroutine
from functools import partial
from typing import Any

from playwright.async_api import Error as PlaywrightError

from agents.browser.access import Attempt, Session
from agents.browser.addresses import key, parse_address, rebase, relative
from agents.browser.conclude import conclude
from agents.browser.crawl import TIME_SHARE, Crawl
from agents.browser.entry import UNAUTHORISED, page_error
from agents.browser.frontier import Candidate, Frontier, words
from agents.browser.keeper import Keeper
from agents.browser.launch import BrowserHost
from agents.browser.network import NetworkGuard
from agents.browser.record import Draft, MapRecord
from agents.browser.scan import Scan
from agents.browser.signed_out import SignedOut
from agents.browser.signin import Mask, find_form
from agents.browser.visit import ControlHungError, Opened, Tab
from agents.browser.visitor import Visitor
from agents.domain.page import PageMap, Purpose, SignIn
from agents.domain.target import Credentials, RunRequest
from agents.errors import LoginWallError, StageError
from agents.ports import Artefacts, Clock, Progress, Secrets

_PUBLIC = (Purpose.SIGN_IN, Purpose.SIGN_UP)
"""Pages that are looked at signed out when a sign-in was asked for."""

_MOST_PUBLIC = 3
_GRACE_S = 20.0


async def observe(
    host: BrowserHost,
    request: RunRequest,
    secrets: Secrets,
    progress: Progress,
    clock: Clock,
    artefacts: Artefacts | None,
    cancelled: asyncio.Event,
    *,
    record: MapRecord | None = None,
) -> PageMap:
    """Find out what a user can see and do at the address of the request, within its limits and safety level.

    Args:
        host: the browser.
        cancelled: when set, the crawl ends in order and what was found is returned.
        record: grows while the crawl goes on; a caller that keeps it has the partial map if this raises.

    Raises:
        UsageError: the address or an environment variable is wrong.
        BlockedError: the target cannot be tested as given; the subclass and the advice say why.
        ToolError: the browser cannot be started.
    """
    url = parse_address(request.address)
    record = record or MapRecord(url)
    record.url = url
    limits = request.limits
    crawl = Crawl(
        request=request,
        site=url,
        record=record,
        frontier=Frontier(record.book, limits.max_depth, words(request.goal or ""), request.seed),
        guard=NetworkGuard(url, request.safety),
        clock=clock,
        progress=progress,
        artefacts=artefacts,
        cancelled=cancelled,
        deadline=clock.monotonic() + limits.time_budget_s * TIME_SHARE,
    )
    explorer = Explorer(host, crawl, secrets)
    await _until_cancelled(explorer.run(), limits.time_budget_s * TIME_SHARE + _GRACE_S, crawl)
    conclude(crawl)
    return record.build()


async def _until_cancelled(work: Coroutine[Any, Any, None], most_s: float, crawl: Crawl) -> None:
    """Do the work until it ends, the run is cancelled, or it hangs past all limits."""
    task = asyncio.ensure_future(work)
    stop = asyncio.ensure_future(crawl.cancelled.wait())
    try:
        await asyncio.wait({task, stop}, timeout=most_s, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            task.result()
        elif not crawl.over():
            crawl.record.limit("the crawl did not end by itself and was stopped")
    finally:
        for waiting in (task, stop):
            waiting.cancel()
        # All that a crawl closes has an end; should that ever be wrong, it must not hold up the run.
        await asyncio.wait({task, stop}, timeout=_GRACE_S)
        if task.done() and not task.cancelled():
            task.exception()


def _unseen(url: str, tab: Tab) -> StageError | None:
    """Why the first page cannot be looked at; None when the browser rather than the page is the cause."""
    if tab.watch.crashed:
        return StageError(f"{url} crashes the browser tab", "It may need more memory than this machine has.")
    if tab.hung:
        return StageError(
            f"{url} keeps its page busy and never answers", "A script of it may run in a circle."
        )
    return None


class Explorer:
    """Carries out one crawl."""

    def __init__(self, host: BrowserHost, crawl: Crawl, secrets: Secrets) -> None:
        self._host = host
        self._crawl = crawl
        self._record = crawl.record
        self._secrets = secrets
        self._visitor = Visitor(crawl)

    def _session(self, *, stored: bool) -> Session:
        crawl = self._crawl
        session = Session(self._host, crawl.site, crawl.request.access, crawl.guard, stored=stored)
        # Everything hangs on the first page, so it alone is given all the time.
        session.patience_s = crawl.patience_s if self._record.pages else session.patience_s
        return session

    async def run(self) -> None:
        """The whole crawl."""
        access = self._crawl.request.access
        async with self._session(stored=access.storage_state is not None) as session:
            self._crawl.signed_in = access.storage_state is not None
            start = await self._enter(session)
            if access.credentials is None or access.storage_state is not None:
                await self._all(session)
                return
            await self._public(session)
            while not self._crawl.over() and await self._visitor.catch_up(session):
                pass
            await self._try_empty(session)
        await self._signed_in(access.credentials, start)
        if self._crawl.signed_in:
            await SignedOut(self._crawl, partial(self._session, stored=False)).look_round()

    async def _enter(self, session: Session) -> Draft:
        """Open the address that was given.

        Raises:
            BlockedError: it cannot be tested.
            StageError: it crashes, or never answers.
            playwright.async_api.Error: the browser is gone.
        """
        crawl = self._crawl
        crawl.note(f"opening {crawl.site}")
        before = crawl.moment()
        try:
            return await self._opened(session, again=False)
        except PlaywrightError as error:
            if not session.lost(error) and not isinstance(error, ControlHungError):
                raise
        # The browser may have been killed; only a page that does it twice is to blame.
        crawl.back_to(before)
        return await self._opened(session, again=True)

    async def _opened(self, session: Session, *, again: bool) -> Draft:
        crawl = self._crawl
        tab = await session.tab()
        try:
            opened = await tab.goto(crawl.site)
            if not opened.landing.is_page and (problem := page_error(opened.landing, "", "")):
                raise problem
            seen = await tab.look()
        except PlaywrightError as error:
            if (session.lost(error) or isinstance(error, ControlHungError)) and not again:
                raise
            raise _unseen(crawl.site, tab) or error from None
        landing = opened.landing
        problem = page_error(landing, seen.title, seen.aria)
        if problem is not None and not (landing.status == UNAUTHORISED and find_form(seen)):
            raise problem
        # A redirect to https or www. moves the site there; everything after is judged by where it is now.
        crawl.site = crawl.guard.site = rebase(crawl.site, landing.url)
        crawl.frontier.done(crawl.site)
        session.patience_s = tab.patience_s = crawl.patience_s
        if crawl.request.access.storage_state is not None:
            await self._judge_stored(session, tab, opened, seen)
        return await self._visitor.first(tab, Candidate(url=crawl.site), opened, seen, again=again)

    async def _judge_stored(self, session: Session, tab: Tab, opened: Opened, seen: Scan) -> None:
        landed = opened.landing.url
        if find_form(seen) is not None:
            self._crawl.signed_in = False
            self._record.sign_in = SignIn(
                outcome="failed",
                path=relative(landed),
                detail="the session of the storage state no longer counts",
            )
            return
        proof = next((e.target for e in seen.elements if e.purpose is Purpose.SIGN_OUT and e.target), None)
        self._record.sign_in = SignIn(
            outcome="signed-in",
            landed_on=relative(landed),
            proof=proof,
            detail="by the storage state given",
        )
        keeper = Keeper(self._crawl, session, landed, proof)
        self._visitor.keeper = keeper if await keeper.know(tab, opened, seen) else None

    async def _public(self, session: Session) -> None:
        """The pages about signing in, seen signed out; all pages if that finds no way in."""
        for _ in range(_MOST_PUBLIC):
            candidate = self._next_public()
            if candidate is None or self._crawl.over() or self._crawl.full():
                return
            await self._visitor.safely(session, candidate)

    def _next_public(self) -> Candidate | None:
        waiting = self._crawl.frontier.left()
        for purpose in _PUBLIC:
            for candidate in waiting:
                if candidate.purpose is purpose:
                    self._crawl.frontier.done(candidate.url)
                    return candidate
        return None

    async def _try_empty(self, session: Session) -> None:
        """Submit the sign-in form empty: what it says then is worth knowing, and locks nobody out."""
        crawl = self._crawl
        place = next(((p, s) for p in self._record.pages for s in p.states if find_form(s)), None)
        form = find_form(place[1]) if place else None
        if place is None or form is None or form.submit is None or crawl.over():
            return
        with crawl.guard.signing_in():
            await self._visitor.try_submit(await session.tab(), place[0], place[1], form.submit)

    async def _signed_in(self, credentials: Credentials, start: Draft) -> None:
        async with self._session(stored=False) as session:
            landed = await self._sign_in(session, credentials)
            self._crawl.signed_in = landed is not None
            # What was put into a cart signed out is not in the cart of the new session.
            self._crawl.frontier.carted = False
            if landed is not None:
                keeper = Keeper(self._crawl, session, landed, self._record.sign_in.proof)
                self._visitor.keeper = keeper if await keeper.begin() else None
            for url in {key(url): url for url in (landed, start.url) if url is not None}.values():
                known = self._record.find(url)
                self._crawl.frontier.done(url)
                await self._visitor.safely(session, Candidate(url, depth=known.depth if known else 0))
            await self._all(session)

    async def _sign_in(self, session: Session, credentials: Credentials) -> str | None:
        """Sign in by the form that was found. The address it led to; None when it did not work."""
        crawl, record = self._crawl, self._record
        crawl.note("signing in")
        places = [(page, state) for page in record.pages for state in page.states if find_form(state)]
        if not places:
            record.sign_in = SignIn(
                outcome="no-form", detail="no sign-in form was found on the pages seen signed out"
            )
            record.degrade("credentials were given, but no sign-in form was found")
            return None
        page, state = places[0]
        before = [element for each in record.pages for known in each.states for element in known.elements]
        record.mask = Mask((self._secrets.resolve(credentials.password_env),))
        attempt = Attempt(session, credentials, self._secrets)
        try:
            record.sign_in, after = await attempt.run(page.url, state.reached_by, before)
        except LoginWallError as error:
            record.sign_in = SignIn(outcome="failed", path=relative(page.url), detail=error.message)
            record.degrade(error.message)
            return None
        finally:
            record.facts(page.id, attempt.facts, signing_in=True)
        if record.sign_in.outcome == "signed-in":
            return after.url
        record.degrade(f"the sign-in at {relative(page.url)} did not work: {record.sign_in.detail}")
        return None

    async def _all(self, session: Session) -> None:
        """Visit what the queue holds, best first, until nothing teaches any more or a limit is reached."""
        while not self._crawl.over():
            candidate = self._crawl.frontier.take() or self._changed()
            if candidate is not None and self._crawl.full():
                self._crawl.frontier.put_back(candidate)
                candidate = None
            if candidate is not None:
                await self._visitor.safely(session, candidate)
            elif not await self._visitor.catch_up(session):
                return

    def _changed(self) -> Candidate | None:
        """A page about the cart that was seen before anything was in it."""
        if not self._crawl.frontier.carted:
            return None
        for page in self._record.pages:
            if page.before_cart and page.scan.page_type in ("cart", "checkout"):
                page.before_cart = False
                return Candidate(page.url, depth=page.depth, found_on=page.found_on)
        return None
