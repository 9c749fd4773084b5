"""What kinds of navigation a page has: pure rules over what was seen of them."""

from collections.abc import Sequence

from agents.browser.calibration import Share
from agents.browser.facts import EntryFacts, NavigationFacts
from agents.browser.words import has_word
from agents.domain.base import Model
from agents.domain.page import Element, Navigation, NavigationEntry, NavigationKind, Purpose

_CRUMBS = ("breadcrumb*", "brotkrum*", "ariane", "migas", "briciole", "kruimelpad", "you are here")
_PAGES = ("pagination", "pager", "paginator", "paging", "seitennummerierung", "paginacion", "paginering")
_STEPS = ("step*", "progress", "wizard", "schritte", "etapes", "pasos", "stappen")
_MAIN = ("main", "primary", "global", "site", "haupt*", "principal*", "hoofd*", "sidebar", "navbar", "topbar")
_INSIDE = (
    "on this page",
    "table of contents",
    "toc",
    "contents",
    "secondary",
    "inhalt",
    "sommaire",
    "sub*",
    "filter*",
)
_NAVIGATES = ("nav*", "menu*", "links", "sidebar")


class NavigationReading(Model):
    """The kind of a navigation, and which kind of evidence says so."""

    kind: NavigationKind
    evidence: str


def navigations_of(
    facts: Sequence[NavigationFacts], elements: Sequence[Element], share: Share
) -> tuple[Navigation, ...]:
    """The navigations of a document whose elements these are."""
    kinds = navigation_kinds(facts, elements)
    return tuple(
        Navigation(
            id=f"n{number}",
            kind=reading.kind,
            name=one.name,
            entries=tuple(_entry(entry, elements) for entry in one.entries),
            here=next((elements[e.element].name for e in one.entries if e.current), None) or one.here or None,
            confidence=share("navigation", f"{reading.kind} by {reading.evidence}"),
        )
        for number, (one, reading) in enumerate(zip(facts, kinds, strict=True), 1)
    )


def _entry(facts: EntryFacts, elements: Sequence[Element]) -> NavigationEntry:
    element = elements[facts.element]
    return NavigationEntry(element=element.id, name=element.name, level=facts.level, current=facts.current)


def navigation_kinds(
    facts: Sequence[NavigationFacts], elements: Sequence[Element]
) -> tuple[NavigationReading, ...]:
    """What each navigation of a document is; one is the main one: that which says so most plainly."""
    readings = [_own_kind(one, elements) for one in facts]
    open_ = [at for at, reading in enumerate(readings) if reading is None]
    main = max(open_, key=lambda at: (*_standing(facts[at], elements), -at), default=None)
    sub = NavigationReading(kind="sub", evidence="rest")
    told = NavigationReading(
        kind="main", evidence="role" if main is not None and facts[main].role else "links"
    )
    return tuple(reading or (told if at == main else sub) for at, reading in enumerate(readings))


def _own_kind(facts: NavigationFacts, elements: Sequence[Element]) -> NavigationReading | None:
    """The kind that a navigation tells by itself."""
    entries = [elements[entry.element] for entry in facts.entries]
    called = f"{facts.name} {facts.hint}"
    if facts.role == "tablist":
        return NavigationReading(kind="tabs", evidence="role")
    if facts.steps:
        return NavigationReading(kind="steps", evidence="role")
    if has_word(called, *_CRUMBS):
        return NavigationReading(kind="breadcrumb", evidence="name")
    paging = sum(entry.purpose is Purpose.PAGING for entry in entries)
    if has_word(called, *_PAGES) or paging * 2 > len(entries):
        return NavigationReading(kind="paging", evidence="name")
    if facts.role != "navigation" and has_word(called, *_STEPS):
        return NavigationReading(kind="steps", evidence="name")
    if facts.landmark == "contentinfo" or has_word(called, "footer", "fusszeile", "pied"):
        return NavigationReading(kind="footer", evidence="place")
    inner = all(entry.href is not None and "#" in entry.href and "#/" not in entry.href for entry in entries)
    # Style sheets call the second bar of a head secondary too, though it is the one that people use.
    beside = has_word(facts.name if facts.role == "navigation" else called, *_INSIDE)
    if beside or (inner and entries) or (facts.within_main and not facts.role):
        return NavigationReading(kind="sub", evidence="place")
    return None


def _standing(facts: NavigationFacts, elements: Sequence[Element]) -> tuple[int, int, int, int]:
    """How plainly a navigation is the main one: by name, by role, by what style sheets call it, by size.

    Ways in and out, the cart and the like stand beside the main navigation of many pages.
    """
    plain = sum(elements[entry.element].purpose is Purpose.NAVIGATION for entry in facts.entries)
    named = has_word(f"{facts.name} {facts.hint}", *_MAIN) and not facts.within_main
    role = (facts.role in ("navigation", "menubar")) * 2 - facts.within_main
    return int(named and bool(facts.role)), role, int(has_word(facts.hint, *_NAVIGATES)), plain
