"""What the delivered tests touch of what was seen (C30). Counts only; shares are for the renderings."""

from collections.abc import Iterable, Iterator, Sequence

from agents.domain.locator import Locator
from agents.domain.page import Page, PageMap
from agents.domain.report import Coverage, PageSummary
from agents.domain.scenario import Scenario
from agents.domain.spec import TestCase


def touched(tests: Iterable[TestCase]) -> frozenset[Locator]:
    """All locators that the tests act on or assert."""
    return frozenset(_locators(tests))


def _locators(tests: Iterable[TestCase]) -> Iterator[Locator]:
    blocks = (block for test in tests for block in test.blocks)
    for part in (part for block in blocks for part in (*block.steps, *block.assertions)):
        locator = getattr(part, "on", None)
        if locator is not None:
            yield locator


def measure(page_map: PageMap, tests: Sequence[TestCase], scenarios: Iterable[Scenario]) -> Coverage:
    """Page, element and form coverage.

    An element is counted once for the whole application by its locator, so that a menu repeated on every page
    weighs as one; hidden, disabled and unreachable elements are not counted, since no test could act on them.
    A form is tested when a test fills at least one of its fields.
    """
    used = touched(tests)
    delivered = {test.scenario for test in tests}
    pages = {page for scenario in scenarios if scenario.id in delivered for page in scenario.pages}
    seen = {locator for page in page_map.pages for locator in _actionable(page)}
    forms = [fields for page in page_map.pages for fields in _forms(page)]
    return Coverage(
        pages_seen=len(page_map.pages),
        pages_tested=sum(page.id in pages for page in page_map.pages),
        elements_seen=len(seen),
        elements_tested=len(seen & used),
        forms_seen=len(set(forms)),
        forms_tested=sum(bool(fields & used) for fields in set(forms)),
    )


def summarise(page: Page, tests: Sequence[TestCase], screenshot: str | None) -> PageSummary:
    """One page as a line of the report."""
    actionable = _actionable(page)
    return PageSummary(
        id=page.id,
        path_pattern=page.path_pattern,
        title=page.title,
        page_type=page.page_type,
        states=len(page.states),
        elements=len(actionable),
        exercised=len(actionable & touched(tests)),
        forms=len(set(_forms(page))),
        screenshot=screenshot,
    )


def _actionable(page: Page) -> frozenset[Locator]:
    return frozenset(
        element.target
        for state in page.states
        for element in state.elements
        if element.target is not None and element.visible and element.enabled
    )


def _forms(page: Page) -> Iterator[frozenset[Locator]]:
    for state in page.states:
        targets = {element.id: element.target for element in state.elements}
        for form in state.forms:
            fields = {targets[field.element] for field in form.fields if field.element in targets}
            located = frozenset(locator for locator in fields if locator is not None)
            if located:
                yield located
