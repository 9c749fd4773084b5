"""A browser session on the target: its context, its tab, and the sign-in by form."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, suppress
from typing import Self

from playwright.async_api import BrowserContext
from playwright.async_api import Error as PlaywrightError

from agents.browser.addresses import origin, relative
from agents.browser.gone import went_away
from agents.browser.hazards import SERVER_ERROR, Facts
from agents.browser.launch import BrowserHost
from agents.browser.locators import resolve
from agents.browser.network import NetworkGuard
from agents.browser.scan import ANSWER_S, Scan
from agents.browser.signin import Mask, SignInForm, asks_for_code, failure, find_form, find_proof
from agents.browser.visit import Tab
from agents.domain.locator import Locator
from agents.domain.page import Element, SignIn
from agents.domain.steps import Click, Env, Fill, Goto, Press, Step
from agents.domain.target import Access, Credentials
from agents.errors import LoginWallError
from agents.ports import Secrets

_PATIENT_MS = 10_000
"""Everything hangs on the sign-in, so it is given more time than a step of the crawl."""

_MOST_STEPS = 3
"""How many pages a sign-in may be spread over."""


class Session:
    """A context with one tab; opened again, and signed in again, when the browser has crashed."""

    def __init__(
        self, host: BrowserHost, site: str, access: Access, guard: NetworkGuard, *, stored: bool
    ) -> None:
        self.guard = guard
        self.site = site
        self._host = host
        self._access = access
        self._state = access.storage_state if stored else None
        self._stack = AsyncExitStack()
        self._tab: Tab | None = None
        self._context: BrowserContext | None = None
        self.patience_s = ANSWER_S
        """How long a page may keep silent before it counts as hung."""

        self.resume: Callable[[Tab], Awaitable[object]] | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """End the context; safe when the browser is gone."""
        self._tab = None
        with suppress(PlaywrightError):
            await self._stack.aclose()
        self._stack = AsyncExitStack()

    def lost(self, error: PlaywrightError) -> bool:
        """Whether an error is that the tab or its browser went away, by whosever doing."""
        return went_away(error) if self._tab is None else self._tab.lost(error)

    async def still_driven(self) -> None:
        """Raises ToolError when what drives the browser has ended: then no page is to blame."""
        await self._host.still_driven()

    @property
    def silent(self) -> bool:
        """Whether the page gave no answer before whatever went wrong."""
        return self._tab is not None and self._tab.silent_s > 0

    async def tab(self) -> Tab:
        """The tab; a new one after a crash. Raises ToolError when the browser cannot be started."""
        if self._tab is not None and self._tab.usable:
            return self._tab
        if self._tab is not None and self._context is not None:
            with suppress(PlaywrightError):
                # A new tab of the same context keeps the session; only a dead browser needs a new context.
                await self._tab.close()
            with suppress(PlaywrightError):
                self._tab = await Tab.open(self._context, self.site, patience_s=self.patience_s)
                return self._tab
            await self.close()
        return await self._fresh_tab()

    async def _fresh_tab(self) -> Tab:
        self._context = await self._stack.enter_async_context(
            self._host.context(
                headers=self._access.headers,
                origin=origin(self.site),
                storage_state=self._state,
                guard=self.guard,
            )
        )
        self._tab = await Tab.open(self._context, self.site, patience_s=self.patience_s)
        if self.resume is not None:
            await self.resume(self._tab)
        return self._tab


class Attempt:
    """Signs in by the form that was found, once, and remembers the steps as values."""

    def __init__(self, session: Session, credentials: Credentials, secrets: Secrets) -> None:
        self._session = session
        self._credentials = credentials
        self._secrets = secrets
        self.steps: list[Step] = []
        self.mask = Mask(())
        self.facts = Facts()
        """What happened meanwhile."""

    async def run(self, url: str, reach: Sequence[Step], before: Sequence[Element]) -> tuple[SignIn, Scan]:
        """Go to the form at `url`, fill it, submit it, and look what came of it.

        Args:
            url: where the form is.
            reach: the steps from a fresh load to the form.
            before: every element that was seen signed out.

        Raises:
            LoginWallError: the form is not there any more or cannot be filled.
            UsageError: an environment variable is not set.
        """
        username = self._secrets.resolve(self._credentials.username_env)
        password = self._secrets.resolve(self._credentials.password_env)
        self.mask = Mask((password, username))
        tab = await self._session.tab()
        try:
            with self._session.guard.signing_in():
                asked, after = await self._fill_in(tab, url, reach, username, password)
        except PlaywrightError as error:
            # The browser's message quotes what was typed.
            reason = self.mask(error.message.splitlines()[0])
            raise LoginWallError(
                f"the sign-in form at {relative(url)} cannot be filled: {reason}",
                "Sign in by hand once and give the session with --storage-state.",
            ) from None
        finally:
            self.facts = await tab.watch.take()
        answer = tab.watch.document
        outcome = self._judge(url, asked, after, before, answer.status if answer else None)
        if outcome.outcome == "signed-in":
            self._session.resume = self._again(tuple(self.steps))
        return outcome, after

    def _again(self, steps: tuple[Step, ...]) -> Callable[[Tab], Awaitable[None]]:
        async def sign_in_again(tab: Tab) -> None:
            with self._session.guard.signing_in():
                for step in steps:
                    await self._repeat(tab, step)

        return sign_in_again

    async def _repeat(self, tab: Tab, step: Step) -> None:
        match step:
            case Goto(path=path):
                await tab.goto(origin(self._session.site) + path)
            case Fill(on=target, value=Env(name=name)):
                await resolve(tab.page, target).fill(self._secrets.resolve(name))
            case _:
                await tab.act(step, within_ms=_PATIENT_MS)

    async def _fill_in(
        self, tab: Tab, url: str, reach: Sequence[Step], username: str, password: str
    ) -> tuple[Scan, Scan]:
        """What the page showed when it was last filled in, and what it shows now."""
        await tab.goto(url)
        self.steps.append(Goto(path=relative(url)))
        for step in reach:
            await tab.act(step, within_ms=_PATIENT_MS)
            self.steps.append(step)
        asked = view = await tab.look()
        for _ in range(_MOST_STEPS):
            form = find_form(view)
            if form is None:
                break
            asked = view
            asked_for_password = form.password is not None
            await self._fill_form(tab, form, username, password)
            view = await tab.look()
            if asked_for_password:
                break
        return asked, view

    async def _fill_form(self, tab: Tab, form: SignInForm, username: str, password: str) -> None:
        last: Locator | None = None
        for element, value, name in (
            (form.username, username, self._credentials.username_env),
            (form.password, password, self._credentials.password_env),
        ):
            if element is not None and element.target is not None:
                await resolve(tab.page, element.target).fill(value)
                self.steps.append(Fill(on=element.target, value=Env(name=name)))
                last = element.target
        submit = form.submit.target if form.submit else None
        step: Step = Click(on=submit) if submit else Press(key="Enter", on=last)
        await tab.act(step, within_ms=_PATIENT_MS)
        self.steps.append(step)

    def _judge(
        self, url: str, asked: Scan, after: Scan, before: Sequence[Element], status: int | None
    ) -> SignIn:
        proof = find_proof(before, after.elements)
        why = failure(after, proof, asked)
        if proof is None and status is not None and status >= SERVER_ERROR:
            # An error page has no form any more, and nothing of a signed-in user either.
            why = f"the server answered {status}"
        if all(step.do != "fill" for step in self.steps):
            why = "the sign-in form was not there in a fresh session"
        elif asks_for_code(after):
            why = "a one-time code is asked for; give a signed-in session with --storage-state instead"
        return SignIn(
            outcome="failed" if why else "signed-in",
            path=relative(url),
            steps=tuple(self.steps),
            landed_on=None if why else relative(after.url),
            proof=None if why else proof,
            detail=self.mask(why or ""),
        )
