"""Finding the further states of a page: open what opens, click once for each group, and go back."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from playwright.async_api import Error as PlaywrightError

from agents.browser.addresses import key, origin, relative
from agents.browser.choose import Action, Group, actions, marks
from agents.browser.crawl import DIALOGS, Crawl, Place, called
from agents.browser.glance import Glance
from agents.browser.guard import classify
from agents.browser.hazards import Facts
from agents.browser.keeper import Check, Keeper, Suspect
from agents.browser.record import Draft, Effect
from agents.browser.scan import Scan
from agents.browser.visit import ControlHungError, Tab
from agents.domain.page import Element, NotDone, Purpose, State, Transition
from agents.domain.steps import Click, Hover, Press, Step
from agents.errors import AgentError

_DEEPEST = 2
"""How many actions a state may be away from the load of its page."""

_MOST_ACTIONS = 24
"""How much is tried on one page."""

_MOST_FAILURES = 3
"""Failures after which a page is left: something lies over it."""

_WINDOW_S = 0.1


@dataclass(frozen=True)
class _Done:
    """An action that was done."""

    action: Action
    step: Step
    before: Glance
    after: Glance
    facts: Facts


class Interaction:
    """Tries the actions of one page, depth first, going back lazily: only when something had changed."""

    def __init__(
        self,
        crawl: Crawl,
        tab: Tab,
        page: Draft,
        now: Glance | None = None,
        *,
        keeper: Keeper | None = None,
    ) -> None:
        """`now` is what the tab shows, when it has just been loaded; `keeper` looks after the session."""
        self._crawl = crawl
        self._tab = tab
        self._page = page
        self._now = now
        self._here: tuple[Step, ...] | None = None if now is None else ()
        self._count = 0
        self._failures = 0
        self._careful = True
        self._keeper = keeper
        self._pattern = crawl.record.book.pattern(page.url)

    async def explore(self, state: State, seen: Scan) -> None:
        """Try what the page offers.

        Raises:
            playwright.async_api.Error: the tab or the browser is gone.
        """
        if seen.veiled and not any(each.enabled and each.visible for each in seen.elements):
            self._crawl.record.degrade(f"{self._pattern} could not be acted on; something lies over it")
        await self._explore(Place(state, seen, state.reached_by))

    async def catch_up(self, places: Sequence[Place]) -> None:
        """Try what `explore` put off in these states. Raises as it does."""
        self._careful = False
        for place in places:
            await self._explore(place)

    async def submit(self, state: State, button: Element) -> None:
        """Press the button of a form as it stands, with nothing filled in. Raises as `explore` does."""
        place = Place(state, self._page.scan, state.reached_by)
        if await self._go_back(place.steps):
            group = Group(self._pattern, button.role, button.purpose.value, button.name, "submit")
            await self._try(Action(button, "click", group), place, held=False)

    async def _explore(self, place: Place) -> None:
        for action in actions(place.seen, self._pattern, self._crawl.tried, place.known):
            if self._crawl.over() or self._enough() or self._ends_session():
                return
            if action.group in self._crawl.tried:
                continue
            if self._careful and _is_vague(action) and self._crawl.fragile(self._page):
                self._put_off(place)
                continue
            self._crawl.tried.add(action.group)
            verdict = classify(action.element, action.form, place.seen)
            permission = self._crawl.permit(action.element, verdict, self._page)
            if not permission.do:
                continue
            if place.confirms(action.element):
                self._crawl.refuse_confirmation(action.element, self._page)
                continue
            if not await self._go_back(place.steps):
                return
            await self._try(action, place, held=permission.held)

    def _put_off(self, place: Place) -> None:
        _, places = self._crawl.later.setdefault(self._page.id, (self._page, []))
        if all(known.state.id != place.state.id for known in places):
            places.append(place)

    def _ends_session(self) -> bool:
        return self._keeper is not None and self._keeper.ends_at(self._page.url)

    def _enough(self) -> bool:
        most = self._crawl.request.limits.max_states_per_page
        if len(self._page.states) >= most:
            self._crawl.record.limit(f"max_states_per_page ({most}) was reached on {self._pattern}")
        elif self._count >= _MOST_ACTIONS:
            self._crawl.record.limit(f"{_MOST_ACTIONS} actions were tried on {self._pattern}; it offers more")
        elif self._failures >= _MOST_FAILURES:
            self._crawl.record.degrade(f"{self._pattern} could not be acted on; something may lie over it")
        else:
            return False
        return True

    async def _try(self, action: Action, place: Place, *, held: bool, again: bool = False) -> None:
        target, before = action.element.target, self._now
        if target is None or before is None:
            return
        self._count += 1
        blocked = self._crawl.guard.blocked
        step: Step = Hover(on=target) if action.do == "hover" else Click(on=target)
        try:
            await self._act(step, held=held)
            after = await self._tab.glance()
        except PlaywrightError as error:
            await self._failed(action, error)
            return
        facts = await self._tab.watch.take()
        if after.text == before.text and not facts.requests:
            # A new window is announced a little after the click that opens it.
            await asyncio.sleep(_WINDOW_S)
            facts = facts.with_windows(await self._tab.watch.take())
        if facts.wrote and after.text == before.text:
            # The answer to what was written may still be on its way into the page.
            await self._tab.rest()
            after = await self._tab.glance()
        if held and self._crawl.guard.blocked > blocked:
            # It would have written. It was only looked at, so there is nothing to tell of what it does.
            self._here = None
            return
        self._crawl.record.facts(self._page.id, facts)
        self._now = after
        done = _Done(action, step, before, after, facts)
        if self._keeper is None or await self._lasts(self._keeper, place, done, held=held, again=again):
            await self._outcome(place, done)

    async def _lasts(self, keeper: Keeper, place: Place, done: _Done, *, held: bool, again: bool) -> bool:
        """Whether the session lasts and the page is still there that the action led to.

        Where the session ended, one signs in again and does the action `again`: what ends it twice ends it.
        """
        steps, page = (*place.steps, done.step), self._page
        suspect = Suspect(page.url, steps, held=held, control=done.action.element, page=page)
        if done.facts.requests:
            keeper.suspect(suspect)
        moved = key(done.after.url) != key(done.before.url)
        changed = moved or done.after.text != done.before.text
        check = await keeper.acted(self._tab, place.seen, moved=moved, changed=changed)
        if not check.ended and (other := await keeper.went_on(relative(page.url))) is not None:
            self._tab, check, again = other, Check(left=True), False
        if not check.left:
            return True
        self._here = None
        if check.ended and not await self._regain(keeper, suspect, again=again):
            return False
        if moved and not check.ended:
            return True
        if not again and await self._go_back(place.steps):
            await self._try(done.action, place, held=held, again=True)
        return False

    async def _regain(self, keeper: Keeper, suspect: Suspect, *, again: bool) -> bool:
        """Sign in again. False when there is no more to do with this element."""
        tab = await keeper.regain(relative(self._page.url))
        if tab is None or again:
            tab = await keeper.blame(suspect)
        self._tab = tab or self._tab
        return tab is not None and not again

    async def _act(self, step: Step, *, held: bool) -> None:
        if not held:
            await self._tab.act(step)
            return
        with self._crawl.guard.holding():
            await self._tab.act(step)

    async def _failed(self, action: Action, error: PlaywrightError) -> None:
        self._here = None
        if self._tab.hung and not self._tab.gone:
            self._hung(action)
            raise ControlHungError from error
        if not self._tab.usable:
            raise error
        self._failures += 1
        await self._take_facts()
        covered = "intercepts pointer events" in error.message
        reason = "something else covers it" if covered else error.message.splitlines()[0]
        self._crawl.record.not_done(
            NotDone(
                what=called(action.element),
                where=relative(self._page.url),
                reason="unreachable",
                detail=reason,
            )
        )

    def _hung(self, action: Action) -> None:
        what, where = called(action.element), relative(self._page.url)
        self._crawl.hanging.add(action.group)
        self._crawl.record.degrade(f"{where}: {what} keeps the page busy, which then never answers")
        self._crawl.record.not_done(
            NotDone(what=what, where=where, reason="error", detail="the page never answered after it")
        )

    async def _outcome(self, place: Place, done: _Done) -> None:
        effect = _effect(done.before, done.after, done.facts, self._crawl.site)
        self._note(done, effect)
        seen: Scan | None = None
        target = place.state.id if effect == "none" else None
        if effect == "state":
            target = self._page.glances.get(done.after.template)
            if target is None:
                seen = await self._tab.look()
                target = self._page.state_of(seen.template, signed_in=self._crawl.signed_in)
        found = self._new_state(place, done, seen) if seen is not None and target is None else None
        if target is None and found is not None:
            target = found.id
        if target is not None and effect == "state":
            self._page.glances[done.after.template] = target
        self._crawl.record.move(
            Transition(
                source=place.state.id,
                element=done.action.element.id,
                step=done.step,
                target=target,
                effect=effect,
                requests=done.facts.requests,
            ),
            led_to=done.after.url if effect == "navigation" else None,
        )
        await self._continue(place, done, seen, found)

    def _new_state(self, place: Place, done: _Done, seen: Scan) -> State:
        element = done.action.element
        via = f"{done.action.do} {called(element)}"
        return self._crawl.record.add_state(
            self._page,
            seen,
            reached_by=(*place.steps, done.step),
            via=f"{place.state.via}, {via}" if place.steps else via,
            signed_in=self._crawl.signed_in,
        )

    async def _continue(self, place: Place, done: _Done, seen: Scan | None, found: State | None) -> None:
        """Look further from what was reached, then try the cheap ways back."""
        if key(done.after.url) != key(done.before.url):
            self._here = None
            return
        if done.after.text == done.before.text:
            return
        here = self._here = (*place.steps, done.step)
        if seen is not None:
            self._crawl.offer_links(seen.elements, self._page)
        if found is not None and seen is not None and len(here) < _DEEPEST:
            # What is hidden now, such as the items of a closed menu, belongs to the state that shows it.
            visible = (element for element in place.seen.elements if element.visible)
            shown = {mark for element in visible for mark in marks(element)}
            await self._explore(Place(found, seen, here, place.known | shown, done.action.element.name))
        if self._here == here:
            await self._undo(place, done, seen)

    async def _undo(self, place: Place, done: _Done, seen: Scan | None) -> None:
        opened = seen is not None and any(element.landmark in DIALOGS for element in seen.elements)
        if done.action.do == "hover":
            await self._tab.leave_hover()
        elif opened or done.action.element.has_popup or done.action.element.purpose is Purpose.MENU:
            await self._tab.act(Press(key="Escape"))
        else:
            return
        self._now = await self._tab.glance()
        await self._take_facts()
        same = self._now.text == done.before.text and key(self._now.url) == key(done.before.url)
        self._here = place.steps if same else None

    async def _go_back(self, steps: tuple[Step, ...]) -> bool:
        """Be where these steps lead from a fresh load. False when that cannot be reached any more."""
        if self._here == steps:
            return True
        try:
            if not await self._load():
                return False
            for step in steps:
                await self._tab.act(step)
            self._now = await self._tab.glance()
        except (AgentError, PlaywrightError) as error:
            if not self._tab.usable:
                raise
            self._note_lost(steps, str(error).splitlines()[0], gone=isinstance(error, AgentError))
            return False
        await self._take_facts()
        self._here = steps
        return True

    async def _load(self) -> bool:
        """Open the page freshly, with a session if there was one. False when opening it ends the session."""
        opened = await self._tab.goto(self._page.url)
        if self._keeper is None:
            return True
        check = await self._keeper.arrived(self._tab, opened)
        if check.ended:
            self._tab = await self._keeper.regain(relative(self._page.url)) or self._tab
            self._tab = await self._keeper.went_on(relative(self._page.url)) or self._tab
            if self._keeper.ends_at(self._page.url):
                return False
        if check.left:
            await self._tab.goto(self._page.url)
        return True

    def _note_lost(self, steps: tuple[Step, ...], reason: str, *, gone: bool) -> None:
        """Tell what cannot be reached again: the page, or a state whose way is not there on every load."""
        where = relative(self._page.url)
        if gone or not steps:
            self._crawl.record.degrade(f"{where} could not be reached again: {reason}")
            return
        via = next((state.via for state in self._page.states if state.reached_by == steps), "a state")
        detail = "what led there is not there on every load"
        self._crawl.record.not_done(NotDone(what=via, where=where, reason="unreachable", detail=detail))

    async def _take_facts(self) -> None:
        self._crawl.record.facts(self._page.id, await self._tab.watch.take())

    def _note(self, done: _Done, effect: Effect) -> None:
        """Keep what the action brought about besides a new state."""
        crawl, facts = self._crawl, done.facts
        if done.action.element.purpose is Purpose.ADD_TO_CART and (facts.wrote or effect != "none"):
            crawl.frontier.carted = True
        if facts.wrote and effect in ("navigation", "state"):
            crawl.made.add(key(done.after.url))
        for url in facts.windows:
            crawl.offer(url, self._page)
        if effect == "navigation":
            crawl.offer(done.after.url, self._page)
        where = relative(self._page.url)
        for url in facts.downloads:
            crawl.record.not_done(
                NotDone(what=relative(url), where=where, reason="download", detail="not kept")
            )


def _is_vague(action: Action) -> bool:
    """Whether nothing tells what a click does, and it does not just open something."""
    element = action.element
    opens = element.has_popup or element.expanded is not None
    return action.do == "click" and element.purpose is Purpose.OTHER and not opens


def _effect(before: Glance, after: Glance, facts: Facts, site: str) -> Effect:
    if facts.downloads:
        return "download"
    if origin(after.url) != origin(site):
        return "left-site"
    if key(after.url) != key(before.url):
        return "navigation"
    if facts.windows:
        return "navigation" if all(origin(url) == origin(site) for url in facts.windows) else "left-site"
    if facts.dialogs:
        return "dialog"
    return "none" if after.text == before.text else "state"
