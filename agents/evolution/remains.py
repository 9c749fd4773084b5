"""What the crawl has left behind: facts that its own writes may have made. Pure.

At the standard level of safety the crawl tries what can be undone, such as a button of an entry. What that
has put on a list or into a figure is there on this server only, so no scenario that did not do it asserts it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from agents.browser.methods import SAFE_METHODS
from agents.browser.snapshot import Address, Fact, FactKind
from agents.domain.base import Model
from agents.domain.locator import Locator
from agents.domain.page import Element, Page, PageMap, State, Transition
from agents.domain.scenario import Scenario, ScenarioKind
from agents.domain.steps import Goto

_NO_EFFECT = ("ping", "beacon", "cspreport")
_REFUSED = 400
_AS_LOADED = (ScenarioKind.NAVIGATION, ScenarioKind.DETAIL, ScenarioKind.SIGN_IN_VALID)
"""Scenarios that do nothing on the page that they come to: it shows what it showed when it was first seen."""

_LOOKING = (
    *_AS_LOADED,
    ScenarioKind.MENU,
    ScenarioKind.TAB,
    ScenarioKind.DISCLOSURE,
    ScenarioKind.DIALOG,
    ScenarioKind.WIDGET,
    ScenarioKind.FRAME,
)
"""Scenarios that take what they come to as it is; what a search or a cart shows is of their own making."""

_LISTED = (FactKind.ITEMS, FactKind.COUNT, FactKind.EACH)
_WORDED = (FactKind.TEXT, FactKind.HEADING, FactKind.MESSAGE, FactKind.APPEARED, FactKind.TITLE)
_FIGURE = re.compile(r"\d+")
_MONEY = re.compile(r"[$€£¥]\s?\d|\d\s?[$€£¥]|\b(EUR|USD|GBP|CHF|JPY)\b")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')


class Remains(Model):
    """What the crawl wrote with, where that led, whose entries it was, and what pages showed at first."""

    by: tuple[Locator, ...] = ()
    landed: frozenset[str] = frozenset()
    """Paths of the pages that a write led to: what they list may be what it has put there."""
    entries: frozenset[str] = frozenset()
    """Paths of the pages of entries that were written to before they were opened: figures may count it."""
    first: Mapping[str, tuple[str, ...]] = {}
    """The texts of each page at the first look, by path and query."""


NOTHING = Remains()


def remains(page_map: PageMap) -> Remains:
    """What a crawl may have left behind, by the requests that its actions were seen to send."""
    states = {state.id: (page, state) for page in page_map.pages for state in page.states}
    acted = [(*states[move.source], move) for move in page_map.transitions if move.source in states]
    wrote = [
        (page, state, element, move)
        for page, state, move in acted
        if _wrote(move)
        for element in _used(state, move)
    ]
    led = [states[move.target][0] for *_, move in wrote if move.target in states and _leaves(move)]
    entries = {path for _, state, element, _ in wrote for path in _pages_of(state, element)}
    return Remains(
        by=tuple(element.target for _, _, element, _ in wrote if element.target is not None),
        landed=frozenset(map(_path, led)),
        # A page that was looked at before it was written from tells by itself what that has moved.
        entries=frozenset(entries - {_path(page) for page, *_ in wrote}),
        first={_whole(page): tuple(_texts(page)) for page in page_map.pages},
    )


def _leaves(move: Transition) -> bool:
    return move.effect == "navigation"


def _wrote(move: Transition) -> bool:
    return any(
        one.method not in SAFE_METHODS
        and one.resource not in _NO_EFFECT
        and one.status is not None
        and one.status < _REFUSED
        for one in move.requests
    )


def _used(state: State, move: Transition) -> Iterator[Element]:
    """What was acted on; a link that is followed writes nothing, whatever is told to the server meanwhile."""
    return (one for one in state.elements if one.id == move.element and one.role != "link")


def _pages_of(state: State, acted: Element) -> Iterator[str]:
    """The pages of the entry in which something was acted on."""
    if acted.collection is None:
        return
    for one in state.elements:
        if one.href and (one.collection, one.item) == (acted.collection, acted.item):
            yield urlsplit(one.href).path or "/"


def _path(page: Page) -> str:
    return urlsplit(page.url).path or "/"


def _whole(page: Page) -> str:
    parts = urlsplit(page.url)
    return f"{parts.path or '/'}?{parts.query}"


def _texts(page: Page) -> Iterator[str]:
    """All that its aria snapshots say as it was opened: what is named, and what follows a colon."""
    loaded = (one for one in page.states if all(isinstance(step, Goto) for step in one.reached_by))
    for line in (line for state in loaded for line in state.aria.splitlines()):
        yield from (name.replace('\\"', '"') for name in _QUOTED.findall(line))
        yield line.partition(": ")[2].strip(" \"'")


def left_by_crawl(left: Remains, scenario: Scenario, at: Address | None, fact: Fact) -> bool:
    """Whether a fact may be what the crawl has left behind, and not what the application shows anybody.

    Args:
        left: from `remains`.
        scenario: what was performed; one that writes, or does the same, speaks of what it does itself.
        at: the address of the page that showed the fact.
        fact: what was seen there.
    """
    looks_on = scenario.kind in _LOOKING and not scenario.writes
    if at is None or not looks_on or _does_it_itself(left, scenario):
        return False
    if scenario.kind in _AS_LOADED and _moved(left.first.get(_key(at), ()), fact):
        return True
    if at.path in left.landed and (fact.kind in _LISTED or fact.entry or _counts(fact)):
        return True
    return at.path in left.entries and _counts(fact) and not _MONEY.search(fact.value)


def _does_it_itself(left: Remains, scenario: Scenario) -> bool:
    steps = (step for phase in scenario.phases for step in phase.steps)
    return any(getattr(step, "on", None) in left.by for step in steps)


def _key(at: Address) -> str:
    return f"{at.path}?{'&'.join(f'{name}={value}' for name, value in at.query)}"


def _counts(fact: Fact) -> bool:
    return fact.kind in _WORDED and bool(_FIGURE.search(fact.value)) and fact.kind is not FactKind.HEADING


def _moved(first: Sequence[str], fact: Fact) -> bool:
    """Whether the page said the same at first but for a figure."""
    if fact.kind not in _WORDED or not _FIGURE.search(fact.value) or fact.value in first:
        return False
    return _masked(fact.value) in {_masked(text) for text in first}


def _masked(text: str) -> str:
    return _FIGURE.sub("#", text)
