"""What a scenario touches: the observed elements, fields and links that its steps act on."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from urllib.parse import urlsplit

from agents.domain.locator import Locator
from agents.domain.page import Element, FieldMeaning, Form, FormField, Page, PageMap, Purpose, State
from agents.domain.scenario import Outcome, Scenario
from agents.domain.steps import Env, Fill, Goto, Press, Reload, Step


def steps_of(scenario: Scenario) -> tuple[Step, ...]:
    """All steps of a scenario in order."""
    return tuple(step for phase in scenario.phases for step in phase.steps)


def acting_steps(scenario: Scenario) -> tuple[Step, ...]:
    """The steps that act on something, not those that only open a page."""
    return tuple(step for step in steps_of(scenario) if not isinstance(step, Goto | Reload))


def target_of(step: Step) -> Locator | None:
    """What a step acts on."""
    match step:
        case Goto() | Reload():
            return None
        case _:
            return getattr(step, "on", None)


_REFUSED = frozenset({Outcome.FIELD_REFUSED, Outcome.MESSAGE_APPEARS})


@dataclass(frozen=True)
class Touched:
    """The observed things that the steps of one scenario act on."""

    elements: tuple[Element, ...]
    at_foot: bool
    """Whether all of them are at the foot of their pages."""
    fields: tuple[FormField, ...]
    asked: tuple[FormField, ...]
    """All fields of the forms that are sent, also those left empty."""
    at_issue: FormField | None
    """The field that is expected to be refused."""
    purposes: frozenset[Purpose]
    """Purposes of the elements, and of the forms that are sent."""
    credentials: bool
    """Whether credentials are entered by reference."""

    def field(self, *meanings: FieldMeaning) -> FormField | None:
        """The first field with one of these meanings that is filled, or asked for by what is sent."""
        return next((field for field in (*self.fields, *self.asked) if field.meaning in meanings), None)


class Hit(NamedTuple):
    """An element with the field that it is and the form that it belongs to, if any."""

    page: str
    element: Element
    field: FormField | None
    form: Form | None
    at_foot: bool


class _Way(NamedTuple):
    """That one page leads to another."""

    source: str
    to: str
    at_foot: bool


class Atlas:
    """A page map indexed by locator, and as a graph of links."""

    def __init__(self, page_map: PageMap) -> None:
        self._page_map = page_map

    @cached_property
    def _by_target(self) -> dict[Locator, tuple[Hit, ...]]:
        found: dict[Locator, list[Hit]] = {}
        for page in self._page_map.pages:
            for hit in (hit for state in page.states for hit in _hits_in(page, state)):
                if hit.element.target is not None:
                    found.setdefault(hit.element.target, []).append(hit)
        return {target: tuple(hits) for target, hits in found.items()}

    def page(self, page_id: str) -> Page | None:
        """The page with that id."""
        return next((page for page in self._page_map.pages if page.id == page_id), None)

    @property
    def size(self) -> int:
        """Number of observed pages."""
        return len(self._page_map.pages)

    def touched(self, scenario: Scenario) -> Touched:
        """What its steps act on; the own records of a test have no element in the page map."""
        steps = steps_of(scenario)
        hits = [hit for step in steps for hit in self._hits(scenario, step)]
        sent = tuple(dict.fromkeys(form for step in steps for form in self._sent_by(scenario, step)))
        purposes = {hit.element.purpose for hit in hits} | {form.purpose for form in sent}
        return Touched(
            elements=tuple(dict.fromkeys(hit.element for hit in hits)),
            at_foot=bool(hits) and all(hit.at_foot for hit in hits),
            fields=tuple(dict.fromkeys(hit.field for hit in hits if hit.field is not None)),
            asked=tuple(dict.fromkeys(field for form in sent for field in form.fields)),
            at_issue=self._refused(scenario),
            purposes=frozenset(purposes),
            credentials=any(isinstance(s, Fill) and isinstance(s.value, Env) for s in steps),
        )

    def _refused(self, scenario: Scenario) -> FormField | None:
        expects = (e for phase in scenario.phases for e in phase.expects)
        on = next((e.on for e in expects if e.outcome in _REFUSED and e.on is not None), None)
        hits = self._by_target.get(on, ()) if on is not None else ()
        return next((hit.field for hit in hits if hit.page in scenario.pages), None)

    def _sent_by(self, scenario: Scenario, step: Step) -> Iterator[Form]:
        """The forms that a step sends: by their button, or by a key in one of their fields."""
        for hit in self._hits(scenario, step):
            button = hit.form is not None and hit.form.submit == hit.element.id
            if hit.form is not None and (button or isinstance(step, Press)):
                yield hit.form

    def _hits(self, scenario: Scenario, step: Step) -> tuple[Hit, ...]:
        target = target_of(step)
        hits = self._by_target.get(target, ()) if target is not None else ()
        # The same locator may mean something else on a page that the scenario never visits.
        return tuple(hit for hit in hits if hit.page in scenario.pages) or hits

    @cached_property
    def _ways(self) -> frozenset["_Way"]:
        """All ways from one page to another that were seen."""
        known = {page.id for page in self._page_map.pages}
        ways = (*self._links(), *self._moves())
        return frozenset(way for way in ways if way.to in known and way.to != way.source)

    def _sources(self, page_id: str, *, at_foot: bool) -> frozenset[str]:
        return frozenset(way.source for way in self._ways if way.to == page_id and way.at_foot is at_foot)

    def _links(self) -> Iterator["_Way"]:
        for page in self._page_map.pages:
            for hit in (hit for state in page.states for hit in _hits_in(page, state)):
                to = self._page_at(hit.element.href)
                if to is not None:
                    yield _Way(page.id, to, hit.at_foot)

    def _moves(self) -> Iterator["_Way"]:
        places = {state.id: (page, state) for page in self._page_map.pages for state in page.states}
        for move in self._page_map.transitions:
            source, to = places.get(move.source), places.get(move.target or "")
            if source is None or to is None:
                continue
            yield _Way(source[0].id, to[0].id, move.element in source[1].footer)

    def _page_at(self, href: str | None) -> str | None:
        if href is None:
            return None
        known = self._addresses
        exact = known.get(href) or known.get(href.rstrip("/"))
        return exact or self._page_like(href)

    def _page_like(self, href: str) -> str | None:
        """The one page of that path, whatever the query; else the one whose pattern the path fits."""
        parts = urlsplit(href)
        if parts.fragment.startswith(("/", "!")):
            # The fragment is the path there.
            return None
        place = (parts.netloc, parts.path.rstrip("/"))
        same = self._by_path.get(place, frozenset())
        fits = same or {
            page.id
            for page in self._page_map.pages
            if urlsplit(page.url).netloc == parts.netloc and _fits(parts.path, page.path_pattern)
        }
        return next(iter(fits)) if len(fits) == 1 else None

    @cached_property
    def _by_path(self) -> dict[tuple[str, str], frozenset[str]]:
        found: dict[tuple[str, str], set[str]] = {}
        for url, page in self._addresses.items():
            parts = urlsplit(url)
            if not parts.fragment:
                found.setdefault((parts.netloc, parts.path.rstrip("/")), set()).add(page)
        return {place: frozenset(pages) for place, pages in found.items()}

    @cached_property
    def _addresses(self) -> dict[str, str]:
        pages = self._page_map.pages
        found = {url.rstrip("/"): page.id for page in pages for url in (page.url, *page.alike)}
        return {**found, **{page.url: page.id for page in pages}}

    def inbound_share(self, page_id: str) -> float | None:
        """The share of the other pages that lead to this one; None when there is no other page.

        The links of footers do not count: they stand on every page, whatever it is about.
        """
        if self.size < 2 or self.page(page_id) is None:
            return None
        return len(self._sources(page_id, at_foot=False)) / (self.size - 1)

    def only_footed(self, page_id: str) -> int:
        """How many other pages lead to this one by their footer alone."""
        return len(self._sources(page_id, at_foot=True) - self._sources(page_id, at_foot=False))

    def troubles(self, page_ids: tuple[str, ...]) -> tuple[str, ...]:
        """Server and console errors that were seen on these pages, in words."""
        names = {*page_ids, *(page.url for page in self._page_map.pages if page.id in page_ids)}
        server = [
            f"{e.method} {e.path} answered {e.status}"
            for e in self._page_map.server_errors
            if e.page in names
        ]
        console = [f"console {c.kind}" for c in self._page_map.console if c.page in names]
        return tuple(dict.fromkeys((*server, *console)))

    def path(self, page_id: str) -> str:
        """Path pattern of a page, for words."""
        page = self.page(page_id)
        return page.path_pattern if page else urlsplit(page_id).path


def _fits(path: str, pattern: str) -> bool:
    have, want = path.rstrip("/").split("/"), pattern.rstrip("/").split("/")
    if len(have) != len(want) or not any(part.startswith(":") for part in want):
        return False
    return all(part.startswith(":") or part == mine for mine, part in zip(have, want, strict=True))


def _hits_in(page: Page, state: State) -> Iterator[Hit]:
    fields = {f.element: (f, form) for form in state.forms for f in form.fields}
    submits = {form.submit: form for form in state.forms if form.submit is not None}
    foot = state.footer
    for element in state.elements:
        field, form = fields.get(element.id, (None, submits.get(element.id)))
        yield Hit(page.id, element, field, form, element.id in foot)
