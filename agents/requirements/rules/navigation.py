"""Following links: the main navigation, the footer, and from a list to its details."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from agents.domain.page import Collection, Element, Purpose
from agents.domain.scenario import Expectation, Outcome, Phase, Priority, Scenario, ScenarioKind
from agents.domain.spoken import says_something
from agents.domain.steps import Click, Step
from agents.requirements.rules.draft import (
    Derived,
    Draft,
    Fact,
    build,
    expect,
    opening,
    page_name,
    refuse,
    then,
    when,
)
from agents.requirements.rules.facts import Facts, Spot, distinct, locator, path_of, same_path
from agents.requirements.rules.naming import naming
from agents.requirements.rules.words import quoted

FEATURE = "Navigation"
_MOST = 6
_MAIN = frozenset({"navigation", "banner"})
_NOT_A_WAY = frozenset(
    {Purpose.SIGN_OUT, Purpose.EXTERNAL, Purpose.DELETE, Purpose.PAGING, Purpose.SORT, Purpose.FILTER}
)


Part = Callable[[Spot, Element], bool]
"""Whether an element belongs to a part of a page."""


@dataclass(frozen=True)
class Way:
    """A link and the observed page that it leads to."""

    link: Element
    to: Spot


def derive(facts: Facts) -> Iterator[Derived]:
    """The main navigation, the footer, what pages lead to, and details of lists."""
    yield from _grouped(facts, _in_header, "main", "The main navigation leads where it says", Priority.MEDIUM)
    yield from _grouped(
        facts, _in_footer, "footer", "The links of the footer lead where they say", Priority.LOW
    )
    yield from _contents(facts)
    yield from _details(facts)


def _in_header(spot: Spot, element: Element) -> bool:
    return element.landmark in _MAIN and element.id not in spot.state.footer


def _in_footer(spot: Spot, element: Element) -> bool:
    return element.id in spot.state.footer


def arrival_expectations(way: Way, start: Spot) -> tuple[Expectation, ...]:
    """What shows that a link arrived: its address and, where it is known and new, the heading of the page."""
    here, there = urlsplit(start.page.url), urlsplit(way.link.href or way.to.page.url)
    expects: list[Expectation] = []
    if here.path != there.path:
        expects.append(expect(Outcome.ADDRESS_CHANGES, there.path or "/"))
    elif path_of(start.page.url) != path_of(way.link.href or way.to.page.url):
        expects.append(expect(Outcome.ADDRESS_CHANGES))
    heading = way.to.heading
    known = way.link.href is None or facts_same(way)
    if heading and known and heading not in {h.text.strip() for h in start.state.headings}:
        expects.append(expect(Outcome.TEXT_APPEARS, heading))
    return tuple(expects)


def facts_same(way: Way) -> bool:
    """Whether the very page behind the link was observed, not only one of its pattern."""
    return same_path(path_of(way.link.href or ""), way.to.path)


def arrived(way: Way) -> str:
    """What people call the page behind a link: its own name where it was opened, else that of the link."""
    return page_name(way.to) if facts_same(way) else quoted(naming(way.link))


def ways(facts: Facts, spot: Spot, part: Part) -> tuple[Way, ...]:
    """The links of a part of a page whose pages were observed, one for each page."""
    found: dict[str, Way] = {}
    for element in distinct(spot.acting()):
        fits = element.role in {"link", "menuitem"} and part(spot, element)
        if not fits or element.purpose in _NOT_A_WAY or not says_something(naming(element)):
            continue
        to = facts.arrival(element.href)
        # What a visitor does not see without signing in is followed by the signed-in user.
        if to is not None and to.page.id != spot.page.id and to.state.signed_in <= spot.state.signed_in:
            found.setdefault(to.page.id, Way(element, to))
    return tuple(found.values())


def _grouped(facts: Facts, part: Part, name: str, title: str, priority: Priority) -> Iterator[Derived]:
    everywhere = [(ways(facts, spot, part), spot) for spot in facts.loaded]
    offered = [(_of_the_site(found, spot, everywhere), spot) for found, spot in everywhere]
    most = max((len(found) for found, _ in offered), default=0)
    if most == 0:
        return
    # No page links to itself and some add links of their own, so most of the links are enough to start from.
    found, spot = next(pair for pair in offered if len(pair[0]) * 3 >= most * 2)
    yield _tour(spot, found[:_MOST], name, title, priority)
    if len(found) > _MOST:
        rest = ", ".join(quoted(naming(way.link)) for way in found[_MOST:])
        reason = f"the first {_MOST} links of the {name} navigation are followed"
        yield refuse(f"following {rest}", reason, spot.state.id)


def _of_the_site(
    found: tuple[Way, ...], spot: Spot, everywhere: Sequence[tuple[tuple[Way, ...], Spot]]
) -> tuple[Way, ...]:
    """The links that most pages have there; those of a section stand in a navigation too, on its pages only.

    A page need not link to itself, and what the signed-in are offered is looked for on their pages.
    """
    alike = [
        (at.page.id, {way.to.page.id for way in there})
        for there, at in everywhere
        if at.state.signed_in == spot.state.signed_in
    ]

    def is_common(way: Way) -> bool:
        to = way.to.page.id
        others = [to in offered for page, offered in alike if page != to]
        return sum(others) * 2 >= len(others)

    common = tuple(way for way in found if is_common(way))
    return common if len(common) > 1 else found


def _contents(facts: Facts) -> Iterator[Derived]:
    """Pages that a page was the first to lead to, such as the chapters of a guide."""
    done: set[str] = set()
    for spot in facts.loaded:
        if spot.page.id == facts.page_map.pages[0].id or spot.page.path_pattern in done:
            continue
        children = {page.id for page in facts.page_map.pages if page.found_on == spot.page.id}

        def leads_in(here: Spot, element: Element, children: frozenset[str] = frozenset(children)) -> bool:
            to = facts.arrival(element.href)
            return to is not None and to.page.id in children and element.collection is None

        found = ways(facts, spot, leads_in)
        if len(found) > 1:
            done.add(spot.page.path_pattern)
            title = f"The links of {page_name(spot)} lead where they say"
            yield _tour(spot, found[:_MOST], "contents", title, Priority.LOW)


def _tour(spot: Spot, found: tuple[Way, ...], name: str, title: str, priority: Priority) -> Scenario:
    phases: list[Phase] = [opening(spot)]
    here = spot
    for way in found:
        back = () if _has(here, way.link) else spot.entry
        start = here if _has(here, way.link) else spot
        again = f"opens {page_name(spot)} again and " if back else ""
        told = f"the user {again}follows {quoted(naming(way.link))}"
        phases.append(when(told, *back, Click(on=locator(way.link))))
        phases.append(then(f"the page {arrived(way)} opens", *arrival_expectations(way, start)))
        here = way.to
    basis: tuple[Fact, ...] = tuple(way.link for way in found)
    return build(
        Draft(
            kind=ScenarioKind.NAVIGATION,
            feature=FEATURE,
            title=title,
            name=name,
            spot=spot,
            phases=tuple(phases),
            basis=basis,
            visits=tuple(way.to for way in found),
            priority=priority,
        )
    )


def _has(spot: Spot, link: Element) -> bool:
    return any(e.target == link.target for e in spot.acting())


def _details(facts: Facts) -> Iterator[Derived]:
    """One for each kind of detail page, from where its heading is known, else the longest list."""
    best: dict[str, tuple[Spot, Collection, Way]] = {}
    for spot, collection in ((s, c) for s in facts.loaded for c in s.state.collections):
        way = _detail(facts, spot, collection)
        if way is None:
            continue
        known = best.get(way.to.page.path_pattern)
        rank = (facts_same(way), collection.count)
        if known is None or rank > (facts_same(known[2]), known[1].count):
            best[way.to.page.path_pattern] = (spot, collection, way)
    for found in best.values():
        yield _open_detail(*found)


def _detail(facts: Facts, spot: Spot, collection: Collection) -> Way | None:
    inside = (e for e in spot.acting() if e.collection == collection.id and e.role == "link" and e.href)
    links = [e for e in inside if e.purpose not in _NOT_A_WAY and e.landmark not in {*_MAIN, "contentinfo"}]
    found = [Way(e, to) for e in links for to in (facts.arrival(e.href),) if to is not None]
    found = [way for way in found if way.to.page.id != spot.page.id and _of_an_item(collection, way)]
    # A script may answer the click instead, such as with a dialog; that is told as what it is.
    found = [way for way in found if not _stays(facts, spot, way.link)]
    # The item whose page was really opened is the one whose heading is known.
    found.sort(key=lambda way: not facts_same(way))
    return found[0] if found else None


def _stays(facts: Facts, spot: Spot, link: Element) -> bool:
    """Whether such a link was seen to keep the page: itself, or the same of another entry."""
    same = [e for e in spot.acting() if e.collection == link.collection and e.found_by == link.found_by]
    moves = [move for move in (facts.led_to(spot, e) for e in same) if move is not None]
    return any(move.effect in {"state", "dialog"} for move in moves)


def _of_an_item(collection: Collection, way: Way) -> bool:
    """Whether the page behind a link is that of the item: one of a pattern, or headed by the item's title."""
    heading = way.to.heading
    return ":" in way.to.page.path_pattern or (heading is not None and heading in _title(collection, way))


def _title(collection: Collection, way: Way) -> str:
    """The item's title as its list shows it."""
    index = way.link.item
    sample = collection.samples[index] if index is not None and index < len(collection.samples) else ""
    return (sample or naming(way.link)).strip()


def _alike(collection: Collection) -> bool:
    """Whether the titles of a list tell its entries apart no more than that they are entries."""
    return len(collection.samples) > 1 and len(set(collection.samples)) == 1


def _open_detail(spot: Spot, collection: Collection, way: Way) -> Scenario:
    title, heading = _title(collection, way), way.to.heading
    expects = [expect(Outcome.ADDRESS_CHANGES, urlsplit(way.link.href or "").path)]
    told = "its page opens"
    if heading and facts_same(way) and (heading in title or title in heading or heading in way.link.name):
        expects.append(expect(Outcome.TEXT_APPEARS, heading))
        told = f"the page of {quoted(heading)} opens"
    what = "an entry" if _alike(collection) else quoted(title)
    steps: tuple[Step, ...] = (Click(on=locator(way.link)),)
    return build(
        Draft(
            kind=ScenarioKind.DETAIL,
            feature="Details",
            title=f"Opening {what} from a list shows its page",
            name=way.to.page.path_pattern,
            spot=spot,
            phases=(
                opening(spot),
                when(f"the user opens {what}", *steps),
                then(told, *expects),
            ),
            basis=(way.link, collection, way.to.page),
            visits=(way.to,),
        )
    )
