"""Reading a page map: where something was seen, what can be acted upon, where a link leads. Adds no facts."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from agents.domain.locator import Locator
from agents.domain.page import Collection, Element, Form, FormField, Page, PageMap, Purpose, State, Transition
from agents.domain.spoken import says_something, spoken
from agents.domain.steps import Goto, Step
from agents.domain.target import RunRequest, Safety
from agents.requirements.rules.naming import page_names

_CHROME = frozenset({"banner", "navigation", "contentinfo"})
_FEW_PAGES = 5
_EVERYWHERE = frozenset({Purpose.SEARCH, Purpose.SIGN_IN, Purpose.SUBSCRIBE, Purpose.CONTACT})


def path_of(url: str) -> str:
    """The address without its origin: path, query and fragment."""
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return f"{parts.path or '/'}{query}{fragment}"


def same_path(one: str, other: str) -> bool:
    """Whether two paths name the same page; a slash at the end makes no other page."""
    return one == other or (one.rstrip("/") or "/") == (other.rstrip("/") or "/")


def origin_of(url: str) -> str:
    """Scheme, host and port."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def usable(element: Element | None) -> bool:
    """Whether a test can act on it: located, reachable, visible and enabled."""
    return (
        element is not None
        and element.target is not None
        and element.reachable
        and element.visible
        and element.enabled
    )


def locator(element: Element) -> Locator:
    """The locator of a usable element. Raises ValueError when it has none."""
    if element.target is None:
        raise ValueError(f"element {element.id} has no locator")
    return element.target


@dataclass(frozen=True)
class Spot:
    """A state of a page: where something was seen."""

    page: Page
    state: State
    name: str = ""
    """What people call the page."""

    @property
    def called(self) -> str:
        """What people call the page; its heading, title or path where nothing better is known."""
        return self.name or self.heading or self.page.title or self.page.path_pattern

    @property
    def path(self) -> str:
        """Path, query and fragment of the page."""
        return path_of(self.page.url)

    @property
    def entry(self) -> tuple[Step, ...]:
        """The steps from a fresh context into this state."""
        steps = self.state.reached_by
        if steps and isinstance(steps[0], Goto):
            return steps
        return (Goto(path=self.path), *steps)

    @property
    def as_loaded(self) -> bool:
        """Whether nothing needs to be done to be here but to open the page."""
        return all(isinstance(step, Goto) for step in self.state.reached_by)

    @property
    def heading(self) -> str | None:
        """The main heading, if there is one: that which names the page, else the highest."""
        listed = {text.strip() for collection in self.state.collections for text in collection.samples}
        ranked = sorted((h for h in self.state.headings if says_something(h.text)), key=lambda h: h.level)
        texts = [text for text in (h.text.strip() for h in ranked) if text not in listed]
        named = (text for text in texts if spoken(text) == self.name)
        return next(named, next(iter(texts), None))

    def __contains__(self, fact: object) -> bool:
        """Whether an element, form or collection is part of this state."""
        return fact in self.state.elements or fact in self.state.forms or fact in self.state.collections

    def ref(self, fact: Element | Form | Collection) -> str:
        """The id of a fact in the whole page map; in the map itself it counts within its state."""
        return f"{self.state.id}/{fact.id}"

    def element(self, element_id: str | None) -> Element | None:
        """The element of this state with that id."""
        return next((e for e in self.state.elements if e.id == element_id), None)

    def usable(self, element_id: str | None) -> Element | None:
        """The element of this state with that id, when a test can act on it."""
        found = self.element(element_id)
        return found if usable(found) else None

    def acting(self) -> Iterator[Element]:
        """The elements that a test can act on."""
        return (element for element in self.state.elements if usable(element))

    def fields(self, form: Form) -> tuple[tuple[FormField, Element], ...]:
        """The fields of a form that can be filled, with their elements."""
        pairs = ((field, self.usable(field.element)) for field in form.fields)
        return tuple((field, element) for field, element in pairs if element is not None)


@dataclass(frozen=True)
class FormSpot:
    """A form and where it is."""

    spot: Spot
    form: Form

    @property
    def submit(self) -> Element | None:
        """What sends it, when it can be used, or could be once the form is filled in."""
        ready = self.spot.usable(self.form.submit)
        return ready if ready is not None else self._waiting

    @property
    def waits(self) -> bool:
        """Whether its button cannot be pressed before it is filled in."""
        return self.spot.usable(self.form.submit) is None and self._waiting is not None

    @property
    def _waiting(self) -> Element | None:
        element = self.spot.element(self.form.submit)
        if element is None or element.enabled or not self.fields:
            return None
        return element if usable(element.model_copy(update={"enabled": True})) else None

    @property
    def fields(self) -> tuple[tuple[FormField, Element], ...]:
        """Its usable fields with their elements."""
        return self.spot.fields(self.form)

    @property
    def stays_when_refused(self) -> bool:
        """Whether sending it leads to its own path, so that a refusal keeps the address."""
        if self.form.method == "script" or not self.form.action:
            return True
        return urlsplit(self.form.action).path == urlsplit(self.spot.page.url).path


@dataclass(frozen=True)
class Facts:
    """A page map with the questions that rules ask of it."""

    request: RunRequest
    page_map: PageMap

    @property
    def full(self) -> bool:
        """Whether costly and outward actions are allowed."""
        return self.request.safety is Safety.FULL

    @property
    def read_only(self) -> bool:
        """Whether nothing may be sent but what only reads."""
        return self.request.safety is Safety.READ_ONLY

    @property
    def origin(self) -> str:
        """Origin of the application."""
        return origin_of(self.page_map.url)

    @cached_property
    def spots(self) -> tuple[Spot, ...]:
        """All states: of the simplest way there first (signed out, as loaded), else in the order observed."""
        names = page_names(self.page_map.pages)
        inner = page_names([_behind(page) for page in self.page_map.pages])
        spots = [
            Spot(page, state, (inner if _is_behind(page, state) else names)[page.id])
            for page in self.page_map.pages
            for state in page.states
        ]
        healthy = [spot for spot in spots if (spot.page.status or 200) < 400]
        return tuple(sorted(healthy, key=lambda s: (s.state.signed_in, len(s.state.reached_by))))

    @cached_property
    def loaded(self) -> tuple[Spot, ...]:
        """States as loaded."""
        return tuple(spot for spot in self.spots if spot.as_loaded)

    @cached_property
    def _by_state(self) -> dict[str, Spot]:
        return {spot.state.id: spot for spot in self.spots}

    @cached_property
    def forms(self) -> tuple[FormSpot, ...]:
        """Every distinct form once, at the simplest place where it was seen."""
        seen: dict[tuple[object, ...], FormSpot] = {}
        for spot in self.spots:
            for form in spot.state.forms:
                found, signature = FormSpot(spot, form), _form_signature(spot, form)
                if signature not in seen and not any(_grew(found, known) for known in seen.values()):
                    seen[signature] = found
        return tuple(seen.values())

    def forms_for(self, *purposes: Purpose) -> Iterator[FormSpot]:
        """The distinct forms of these purposes."""
        return (found for found in self.forms if found.form.purpose in purposes)

    def spot(self, state_id: str | None) -> Spot | None:
        """The state with that id."""
        return self._by_state.get(state_id) if state_id else None

    def led_to(self, spot: Spot, element: Element) -> Transition | None:
        """What acting on this element was seen to do: in this state, else in another of the page as loaded.

        Visitors see much of what the signed-in user acted on.
        """
        moves = self.page_map.transitions
        own = next((t for t in moves if t.source == spot.state.id and t.element == element.id), None)
        if own is not None or element.target is None or not spot.as_loaded:
            return own
        return next((t for t in moves if self._is_twin(t, spot, element)), None)

    def _is_twin(self, move: Transition, spot: Spot, element: Element) -> bool:
        source = self._by_state.get(move.source)
        if source is None or source.page.id != spot.page.id or not source.as_loaded:
            return False
        acted = source.element(move.element)
        return acted is not None and acted.target == element.target

    def opened_by(self, spot: Spot) -> tuple[Spot, Element] | None:
        """The state and the element through which a state that is not as loaded was reached."""
        if spot.as_loaded:
            return None
        last = spot.state.reached_by[-1]
        target = getattr(last, "on", None)
        before = [s for s in self.spots if s.page.id == spot.page.id and s.state.id != spot.state.id]
        before.sort(
            key=lambda s: (
                s.state.reached_by != spot.state.reached_by[:-1],
                s.state.signed_in != spot.state.signed_in,
            )
        )
        hits = ((s, e) for s in before for e in s.state.elements if e.target == target and target)
        return next(hits, None)

    def for_visitors(self, spot: Spot, element: Element) -> tuple[Spot, Element]:
        """The same control of the same page as a visitor sees it; as given where none does."""
        if not spot.state.signed_in:
            return spot, element
        public = (s for s in self.loaded if s.page.id == spot.page.id and not s.state.signed_in)
        twins = ((s, e) for s in public for e in s.acting() if e.target == element.target)
        return next(twins, (spot, element))

    def arrival(self, url: str | None) -> Spot | None:
        """The observed page that a link leads to, as loaded; None when it was not visited."""
        if not url or origin_of(url) != self.origin:
            return None
        wanted = path_of(url)
        exact = next((s for s in self.loaded if same_path(s.path, wanted)), None)
        if exact is not None:
            return exact
        alike = next((s for s in self.loaded if wanted in map(path_of, s.page.alike)), None)
        return alike or self._by_pattern(url)

    def _by_pattern(self, url: str) -> Spot | None:
        parts = urlsplit(url)
        if parts.fragment.startswith(("/", "!")):
            return None
        return next((s for s in self.loaded if _matches(s.page.path_pattern, parts.path)), None)

    @cached_property
    def shared_links(self) -> frozenset[str]:
        """Addresses that most pages link to: the frame of the site, whatever its landmarks say."""
        linking: dict[str, set[str]] = {}
        for spot in self.loaded:
            for element in spot.state.elements:
                if element.href is not None:
                    linking.setdefault(element.href, set()).add(spot.page.id)
        count = len({spot.page.id for spot in self.loaded})
        most = count // 2 if count >= _FEW_PAGES else count
        return frozenset(address for address, pages in linking.items() if len(pages) > most)

    def collection(self, spot: Spot) -> Collection | None:
        """The list or table that a page is about: the largest that is not part of the site's frame."""
        ranked = sorted(
            (c for c in _lists(spot) if _likeness(c) not in self._furniture),
            key=lambda c: (-any(says_something(text) for text in c.samples), -c.count),
        )
        return ranked[0] if ranked else None

    @cached_property
    def _furniture(self) -> frozenset[tuple[str, ...]]:
        """Lists that several pages show beside a longer one of their own, such as suggestions."""
        patterns: dict[tuple[str, ...], set[str]] = {}
        beside: set[tuple[str, ...]] = set()
        for spot in self.loaded:
            lists = _lists(spot)
            for one in lists:
                patterns.setdefault(_likeness(one), set()).add(spot.page.path_pattern)
                beside |= {_likeness(one)} if any(other.count > one.count for other in lists) else set()
        return frozenset(key for key in beside if len(patterns[key]) > 1)


def _is_behind(page: Page, state: State) -> bool:
    """Whether a state is what a sign-in at the same address gave way to: another page in all but address."""
    asks = [any(form.purpose is Purpose.SIGN_IN for form in one.forms) for one in (page.states[0], state)]
    return state.signed_in and not page.states[0].signed_in and asks == [True, False]


def _behind(page: Page) -> Page:
    """The page as it is behind its sign-in; the title is that of the sign-in."""
    states = tuple(sorted(page.states, key=lambda state: not _is_behind(page, state)))
    title = page.title if states[0] is page.states[0] else ""
    return page.model_copy(update={"states": states, "title": title})


def _lists(spot: Spot) -> list[Collection]:
    chrome = {e.collection for e in spot.state.elements if e.collection is not None and e.landmark in _CHROME}
    listed = (c for c in spot.state.collections if c.items is not None and c.count > 1)
    return [c for c in listed if c.id not in chrome]


def _likeness(collection: Collection) -> tuple[str, ...]:
    """What lists of different pages share when they are one: their name, else what they list."""
    return (collection.role, collection.name) if collection.name else (collection.role, *collection.samples)


def _grew(found: FormSpot, known: FormSpot) -> bool:
    """Whether a form of an opened state is one that the page showed before, give or take a field."""
    if found.spot.as_loaded or found.spot.page.id != known.spot.page.id:
        return False
    mine = {element.locator for _, element in found.fields}
    common = mine & {element.locator for _, element in known.fields}
    return found.form.purpose is known.form.purpose and len(common) * 2 > len(mine)


def _form_signature(spot: Spot, form: Form) -> tuple[object, ...]:
    """What makes two forms the same: purpose, name, fields and how they are sent, not where they stand."""
    submit = spot.element(form.submit)
    return (
        form.purpose,
        form.name,
        form.dialog,
        tuple((field.name, field.label, field.type) for field in form.fields),
        submit.name if submit else None,
        # A form that posts to its own page has another action on every page of a pattern.
        spot.page.path_pattern if form.purpose not in _EVERYWHERE else None,
    )


def _matches(pattern: str, path: str) -> bool:
    if ":" not in pattern:
        return pattern == path
    shape = re.sub(r"\\?:[A-Za-z_]\w*", r"[^/]+", re.escape(pattern))
    return re.fullmatch(shape, path) is not None


def distinct(elements: Iterable[Element]) -> Iterator[Element]:
    """Elements, each locator once."""
    seen: set[str] = set()
    for element in elements:
        key = element.target.model_dump_json() if element.target else element.id
        if key not in seen:
            seen.add(key)
            yield element
