"""Finding the further states of a page: open what opens, click once for each group, see what it does, go back."""

from playwright.async_api import Error as PlaywrightError

from agents.browser.addresses import key, origin, relative
from agents.browser.choose import Action, actions
from agents.browser.crawl import Crawl
from agents.browser.guard import classify
from agents.browser.hazards import Facts
from agents.browser.record import Draft, Effect
from agents.browser.scan import Scan
from agents.browser.visit import Tab
from agents.domain.page import NotDone, Purpose, State, Transition
from agents.domain.steps import Click, Hover, Press, Step
from agents.errors import AgentError

_DEEPEST = 2
"""How many actions a state may be away from the load of its page."""

_MOST_ACTIONS = 24
"""How much is tried on one page."""


class Interaction:
    """Tries the actions of one page, depth first, going back lazily: only when something had changed."""

    def __init__(self, crawl: Crawl, tab: Tab, page: Draft, first: Scan) -> None:
        self._crawl = crawl
        self._tab = tab
        self._page = page
        self._now = first
        self._here: tuple[Step, ...] | None = ()
        self._count = 0
        self._pattern = crawl.record.book.pattern(page.url)

    async def explore(
        self, state: State, seen: Scan, steps: tuple[Step, ...] = (), known: frozenset[str] = frozenset()
    ) -> None:
        """Try what this state offers and the states before did not.

        Raises Playwright's error when the tab or the browser is gone.
        """
        for action in actions(seen, self._pattern, self._crawl.tried, known):
            if self._crawl.over() or self._enough():
                return
            if action.group in self._crawl.tried:
                continue
            self._crawl.tried.add(action.group)
            verdict = classify(action.element, action.form, seen)
            permission = self._crawl.permit(action.element, verdict, self._page)
            if not permission.do:
                continue
            if not await self._go_back(steps):
                return
            if permission.held:
                with self._crawl.guard.holding():
                    await self._try(action, state, steps, known, held=True)
            else:
                await self._try(action, state, steps, known, held=False)

    def _enough(self) -> bool:
        most = self._crawl.request.limits.max_states_per_page
        if len(self._page.states) >= most:
            self._crawl.record.limit(f"max_states_per_page ({most}) was reached on {self._pattern}")
            return True
        if self._count >= _MOST_ACTIONS:
            self._crawl.record.limit(f"{_MOST_ACTIONS} actions were tried on {self._pattern}; it offers more")
            return True
        return False

    async def _try(
        self, action: Action, state: State, steps: tuple[Step, ...], known: frozenset[str], *, held: bool
    ) -> None:
        target = action.element.target
        if target is None:
            return
        self._count += 1
        before, blocked = self._now, self._crawl.guard.blocked
        step: Step = Hover(on=target) if action.do == "hover" else Click(on=target)
        try:
            await self._tab.act(step)
            after = await self._tab.look()
        except PlaywrightError as error:
            await self._failed(action, error)
            return
        facts = await self._tab.watch.take()
        self._crawl.record.facts(self._page.id, facts)
        if held and self._crawl.guard.blocked > blocked:
            # It would have written: only looked at, so there is nothing to tell of what it does.
            self._here = None
            return
        await self._outcome(action, state, step, steps, known, before, after, facts)

    async def _failed(self, action: Action, error: PlaywrightError) -> None:
        self._here = None
        if not self._tab.usable:
            raise error
        await self._tab.watch.take()
        reason = error.message.splitlines()[0]
        what = f"{action.element.role} {action.element.name!r}"
        self._crawl.record.not_done(
            NotDone(what=what, where=relative(self._page.url), reason="unreachable", detail=reason)
        )

    async def _outcome(
        self,
        action: Action,
        state: State,
        step: Step,
        steps: tuple[Step, ...],
        known: frozenset[str],
        before: Scan,
        after: Scan,
        facts: Facts,
    ) -> None:
        effect = _effect(before, after, facts, self._crawl.site)
        self._note_cart(action, effect, facts)
        for window in facts.windows:
            self._crawl.offer(window, self._page)
        if effect == "navigation":
            self._crawl.offer(after.url, self._page)
        self._note_downloads(facts)
        target = (
            self._page.state_of(after.template, signed_in=self._crawl.signed_in)
            if effect == "state"
            else None
        )
        fresh = effect == "state" and target is None
        found: State | None = None
        if fresh:
            via = f"{state.via}, " if steps else ""
            found = self._crawl.record.add_state(
                self._page,
                after,
                reached_by=(*steps, step),
                via=f"{via}{action.do} {action.element.role} {action.element.name!r}",
                signed_in=self._crawl.signed_in,
            )
            target = found.id
        self._crawl.record.move(
            Transition(
                source=state.id,
                element=action.element.id,
                step=step,
                target=state.id if effect == "none" else target,
                effect=effect,
                requests=facts.requests,
            ),
            led_to=after.url if effect == "navigation" else None,
        )
        await self._continue(action, found, step, steps, known, before, after, effect)

    async def _continue(
        self,
        action: Action,
        found: State | None,
        step: Step,
        steps: tuple[Step, ...],
        known: frozenset[str],
        before: Scan,
        after: Scan,
        effect: Effect,
    ) -> None:
        self._now = after
        if effect in ("navigation", "left-site"):
            self._here = None
            return
        if after.text_hash == before.text_hash:
            return
        self._here = (*steps, step)
        self._crawl.offer_links(after.elements, self._page)
        if found is not None and len(steps) + 1 < _DEEPEST:
            shown = {element.locator for element in before.elements if element.locator}
            await self.explore(found, after, (*steps, step), known | shown)
        if self._here == (*steps, step):
            await self._undo(action, steps, before)

    async def _undo(self, action: Action, steps: tuple[Step, ...], before: Scan) -> None:
        """Try the cheap ways back: the mouse away, or Escape."""
        if action.do == "hover":
            await self._tab.leave_hover()
        elif action.element.has_popup or _shows_dialog(self._now) or action.element.purpose is Purpose.MENU:
            await self._tab.act(Press(key="Escape"))
        else:
            return
        self._now = await self._tab.look()
        await self._take_facts()
        same = self._now.text_hash == before.text_hash and key(self._now.url) == key(before.url)
        self._here = steps if same else None

    async def _go_back(self, steps: tuple[Step, ...]) -> bool:
        """Be where these steps lead from a fresh load. False when that cannot be reached any more."""
        if self._here == steps:
            return True
        try:
            await self._tab.goto(self._page.url)
            for step in steps:
                await self._tab.act(step)
            self._now = await self._tab.look()
        except (AgentError, PlaywrightError) as error:
            if not self._tab.usable:
                raise
            self._crawl.record.degrade(
                f"{relative(self._page.url)} could not be reached again: {error}".splitlines()[0]
            )
            return False
        await self._take_facts()
        self._here = steps
        return True

    async def _take_facts(self) -> None:
        self._crawl.record.facts(self._page.id, await self._tab.watch.take())

    def _note_cart(self, action: Action, effect: Effect, facts: Facts) -> None:
        if action.element.purpose is Purpose.ADD_TO_CART and (facts.wrote or effect != "none"):
            self._crawl.frontier.carted = True

    def _note_downloads(self, facts: Facts) -> None:
        for url in facts.downloads:
            self._crawl.record.not_done(
                NotDone(
                    what=relative(url), where=relative(self._page.url), reason="download", detail="not kept"
                )
            )


def _shows_dialog(scan: Scan) -> bool:
    return any(element.landmark in ("dialog", "alertdialog") for element in scan.elements)


def _effect(before: Scan, after: Scan, facts: Facts, site: str) -> Effect:
    if facts.downloads:
        return "download"
    if origin(after.url) != origin(site) or (facts.windows and key(after.url) == key(before.url)):
        ours = facts.windows and all(origin(url) == origin(site) for url in facts.windows)
        return "navigation" if ours and origin(after.url) == origin(site) else "left-site"
    if key(after.url) != key(before.url):
        return "navigation"
    if facts.dialogs:
        return "dialog"
    return "none" if after.text_hash == before.text_hash else "state"
