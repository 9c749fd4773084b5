"""The page map while it grows: can be read at any moment, so nothing is lost when a crawl ends early."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from agents.browser.addresses import key
from agents.browser.hazards import Facts
from agents.browser.patterns import PatternBook
from agents.browser.scan import Scan, to_state
from agents.browser.signin import Mask
from agents.domain.figures import Figures, figures
from agents.domain.page import (
    Collection,
    Console,
    Element,
    Form,
    Heading,
    Navigation,
    NotDone,
    Page,
    PageMap,
    PageTiming,
    Purpose,
    ServerError,
    SignIn,
    State,
    Transition,
    Visitors,
)
from agents.domain.steps import Step

Effect = Literal["navigation", "state", "none", "download", "dialog", "left-site"]
_MOST_ALIKE = 50
_MOST_NAMED = 3


@dataclass
class Draft:
    """A page that was visited."""

    id: str
    url: str
    scan: Scan
    settle_ms: float
    status: int | None
    depth: int
    found_on: str | None
    states: list[State] = field(default_factory=list)
    alike: set[str] = field(default_factory=set)
    redirected: set[str] = field(default_factory=set)
    """Addresses that were redirected here; once signed in they may lead elsewhere."""
    restless: bool = False
    visitors: Visitors | None = None
    before_cart: bool = True
    glances: dict[str, str] = field(default_factory=dict)
    """Which state each quick look at the page showed."""

    def has(self, template: str, *, signed_in: bool) -> bool:
        """Whether a state of this structure is recorded."""
        return self.state_of(template, signed_in=signed_in) is not None

    def state_of(self, template: str, *, signed_in: bool) -> str | None:
        """The id of the state with this structure."""
        alike = (state for state in self.states if state.fingerprint == template)
        return next((state.id for state in alike if state.signed_in == signed_in), None)


@dataclass(frozen=True)
class _Move:
    """A transition whose target may be an address that is visited later."""

    transition: Transition
    led_to: str | None


@dataclass(frozen=True)
class Mark:
    """How far the record was at some moment."""

    pages: tuple[tuple[Draft, int, dict[str, str]], ...]
    """With the number of their states, and which of them each quick look showed."""

    moves: int


@dataclass
class MapRecord:
    """Collects what was observed. `build` may be called at any time."""

    url: str
    book: PatternBook = field(default_factory=PatternBook)
    mask: Mask = field(default_factory=lambda: Mask(()))
    sign_in: SignIn = field(default_factory=lambda: SignIn(outcome="not-asked"))
    pages: list[Draft] = field(default_factory=list)
    sign_outs: list[Element] = field(default_factory=list)
    """Controls that turned out to end the session, whatever they are called."""

    requests: int = 0
    _moves: list[_Move] = field(default_factory=list)
    _console: dict[Console, None] = field(default_factory=dict)
    _server_errors: dict[ServerError, None] = field(default_factory=dict)
    _not_done: dict[NotDone, None] = field(default_factory=dict)
    _limits: dict[str, None] = field(default_factory=dict)
    _degraded: dict[str, None] = field(default_factory=dict)

    def figures(self) -> Figures:
        """How much was found so far, counted as the map will be."""
        return figures(page.states for page in self.pages if page.states)

    @property
    def failed_signing_in(self) -> bool:
        """Whether the server failed while signing in."""
        return any(error.signing_in for error in self._server_errors)

    def signs_out(self, element: Element) -> bool:
        """Whether it is one of the controls that turned out to end the session, on whichever page."""
        return any(_same_control(element, known) for known in self.sign_outs)

    def next_id(self) -> str:
        """The id that the next page will have."""
        return f"p{len(self.pages) + 1}"

    def find(self, url: str) -> Draft | None:
        """The page that was visited at this address, or stands for it."""
        name = key(url)
        return next((page for page in self.pages if key(page.url) == name or name in page.alike), None)

    def twin(self, url: str, template: str) -> Draft | None:
        """A page of the same pattern and structure."""
        path = self.book.shape(url).path
        for page in self.pages:
            if self.book.shape(page.url).path == path and any(s.fingerprint == template for s in page.states):
                return page
        return None

    def add(self, draft: Draft) -> Draft:
        """Keep a page."""
        self.pages.append(draft)
        return draft

    def mark(self) -> Mark:
        """A moment to go back to."""
        pages = tuple((page, len(page.states), dict(page.glances)) for page in self.pages)
        return Mark(pages, len(self._moves))

    def back_to(self, mark: Mark) -> None:
        """Forget the pages, states and moves since then, so that they can be found anew.

        What else was noted stays: it happened.
        """
        del self._moves[mark.moves :]
        self.pages[:] = [page for page, _, _ in mark.pages]
        for page, states, glances in mark.pages:
            del page.states[states:]
            page.glances = dict(glances)

    def add_state(
        self, page: Draft, scan: Scan, *, reached_by: tuple[Step, ...], via: str, signed_in: bool
    ) -> State:
        """Keep a state of a page, secrets taken out of its texts."""
        state_id = f"{page.id}.s{len(page.states) + 1}"
        state = to_state(scan, id=state_id, reached_by=reached_by, via=via, signed_in=signed_in)
        page.states.append(self._masked(state))
        return page.states[-1]

    def _masked(self, state: State) -> State:
        mask = self.mask
        elements = tuple(
            element.model_copy(
                update={"name": mask(element.name), "target": None, "locator": None, "alternates": ()}
            )
            if mask.holds(f"{element.name} {element.locator}")
            else element.model_copy(update={"value": mask(element.value)})
            if element.value and mask.holds(element.value)
            else element
            for element in state.elements
        )
        return state.model_copy(
            update={
                "aria": mask(state.aria),
                "via": mask(state.via),
                "elements": elements,
                "messages": tuple(mask(message) for message in state.messages),
                "headings": tuple(_masked_heading(heading, mask) for heading in state.headings),
                "forms": tuple(_masked_form(form, mask) for form in state.forms),
                "collections": tuple(_masked_samples(each, mask) for each in state.collections),
                "navigations": tuple(_masked_entries(each, mask) for each in state.navigations),
            }
        )

    def move(self, transition: Transition, led_to: str | None = None) -> None:
        """Keep what an action did; `led_to` is the address it led to."""
        self._moves.append(_Move(transition, led_to))

    def facts(self, page_id: str, facts: Facts, *, signing_in: bool = False) -> None:
        """Keep what happened on a page, perhaps while signing in there."""
        self.requests += facts.count
        for complaint in facts.complaints:
            kind: Literal["error", "exception"] = "error" if complaint.kind == "error" else "exception"
            self._console[Console(page=page_id, kind=kind, text=self.mask(complaint.text))] = None
        for method, path, status in facts.failures:
            error = ServerError(page=page_id, method=method, path=path, status=status, signing_in=signing_in)
            self._server_errors[error] = None

    def not_done(self, *entries: NotDone) -> None:
        """Keep what was not visited or done, and why."""
        for entry in entries:
            self._not_done[entry] = None

    def limit(self, text: str) -> None:
        """Name a limit that was reached."""
        self._limits[text] = None

    def degrade(self, text: str) -> None:
        """Name what went wrong without ending the crawl."""
        self._degraded[self.mask(text)] = None

    def build(self) -> PageMap:
        """The page map as far as it is known."""
        by_address = {name: page for page in self.pages for name in (*page.redirected, *page.alike)}
        by_address |= {key(page.url): page for page in self.pages}
        return PageMap(
            url=self.url,
            pages=tuple(self._page(page) for page in self.pages if page.states),
            transitions=tuple(self._resolved(move, by_address) for move in self._moves),
            sign_in=self.sign_in.model_copy(update={"detail": self.mask(self.sign_in.detail)}),
            console=tuple(self._console),
            server_errors=tuple(self._server_errors),
            not_done=tuple(_once(self._not_done)),
            limits_reached=tuple(self._limits),
            degraded=(*self._degraded, *self._restless()),
            requests=self.requests,
        )

    def _restless(self) -> Iterable[str]:
        """That pages never came to rest, in one sentence however many there are."""
        restless = [page for page in self.pages if page.restless and page.states]
        names = list(dict.fromkeys(self.mask(self.book.pattern(page.url)) for page in restless))
        if not names:
            return
        told, more = names[:_MOST_NAMED], len(names) - _MOST_NAMED
        if more > 0:
            told.append(f"{more} more {'page' if more == 1 else 'pages'}")
        shown = "what it shows" if len(names) == 1 else "what they show"
        subject = f"{', '.join(told[:-1])} and {told[-1]}" if told[1:] else told[0]
        yield f"{subject} never came to rest; {shown} may be incomplete"

    def _page(self, draft: Draft) -> Page:
        known = {key(page.url) for page in self.pages}
        alike = {*draft.alike, *(key(url) for url in self._unvisited_alike(draft))} | draft.redirected - known
        alike -= {key(draft.url)}
        return Page(
            id=draft.id,
            url=draft.url,
            path_pattern=self.book.pattern(draft.url),
            title=self.mask(draft.scan.title),
            page_type=draft.scan.page_type,
            page_type_confidence=draft.scan.page_type_confidence,
            framework=draft.scan.framework,
            framework_confidence=draft.scan.framework_confidence,
            status=draft.status,
            states=tuple(self._told(state) for state in draft.states),
            timing_ms=PageTiming(
                settle=draft.settle_ms, detect=draft.scan.timing.detect, locate=draft.scan.timing.locate
            ),
            depth=draft.depth,
            found_on=draft.found_on,
            alike=tuple(sorted(alike)[:_MOST_ALIKE]),
            restless=draft.restless,
            visitors=draft.visitors,
        )

    def _told(self, state: State) -> State:
        """A state with what was found out about its controls later."""
        if not any(self.signs_out(element) for element in state.elements):
            return state
        elements = tuple(
            e.model_copy(update={"purpose": Purpose.SIGN_OUT}) if self.signs_out(e) else e
            for e in state.elements
        )
        return state.model_copy(update={"elements": elements})

    def _unvisited_alike(self, draft: Draft) -> Iterable[str]:
        # Only the first page of a pattern stands for the addresses that were never opened.
        path = self.book.shape(draft.url).path
        first = next(page for page in self.pages if self.book.shape(page.url).path == path)
        visited = {name for page in self.pages for name in (*page.alike, key(page.url))}
        return (url for url in self.book.alike(draft.url) if first is draft and key(url) not in visited)

    def _resolved(self, move: _Move, by_address: dict[str, Draft]) -> Transition:
        if move.led_to is None or move.transition.target is not None:
            return move.transition
        shape = self.book.shape(move.led_to)
        alike = (page for page in self.pages if page.states and self.book.shape(page.url) == shape)
        page = by_address.get(key(move.led_to)) or next(alike, None)
        if page is None or not page.states:
            return move.transition
        return move.transition.model_copy(update={"target": page.states[0].id})


def _same_control(one: Element, other: Element) -> bool:
    if one.href and other.href and one.role == other.role == "link":
        return key(one.href) == key(other.href)
    named = bool(one.name.strip()) and (one.role, one.name) == (other.role, other.name)
    return named or (one.locator is not None and one.locator == other.locator)


def _masked_heading(heading: Heading, mask: Mask) -> Heading:
    hidden = {"text": mask(heading.text), "locator": None}
    return heading.model_copy(update=hidden) if mask.holds(heading.text) else heading


def _masked_form(form: Form, mask: Mask) -> Form:
    fields = tuple(
        field.model_copy(update={"value": mask(field.value)}) if field.value else field
        for field in form.fields
    )
    return form.model_copy(update={"fields": fields})


def _masked_samples(collection: Collection, mask: Mask) -> Collection:
    actions = tuple(one.model_copy(update={"name": mask(one.name)}) for one in collection.row_actions)
    samples = tuple(mask(text) for text in collection.samples)
    return collection.model_copy(update={"samples": samples, "row_actions": actions})


def _masked_entries(navigation: Navigation, mask: Mask) -> Navigation:
    entries = tuple(one.model_copy(update={"name": mask(one.name)}) for one in navigation.entries)
    here = mask(navigation.here) if navigation.here else navigation.here
    return navigation.model_copy(update={"entries": entries, "here": here})


def _once(entries: Iterable[NotDone]) -> Iterable[NotDone]:
    """One entry for each thing and reason, the first place kept and the others counted."""
    listed = list(entries)
    counts = Counter((entry.what, entry.reason) for entry in listed)
    seen: set[tuple[str, str]] = set()
    for entry in listed:
        same = (entry.what, entry.reason)
        if same in seen:
            continue
        seen.add(same)
        more = counts[same] - 1
        detail = f"{entry.detail}; and {more} more of these".lstrip("; ") if more else entry.detail
        yield entry.model_copy(update={"detail": detail})
