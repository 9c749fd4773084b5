"""What the delivered tests touch of what was seen (C30). Counts only; shares are for the renderings."""

from collections.abc import Iterable, Iterator, Sequence

from agents.domain.figures import controls, figures, figures_of, forms
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
    """Page, control and form coverage, of what `agents.domain.figures` counts.

    A form is tested when a test fills at least one of its fields.
    """
    used = touched(tests)
    delivered = {test.scenario for test in tests}
    pages = {page for scenario in scenarios if scenario.id in delivered for page in scenario.pages}
    states = [state for page in page_map.pages for state in page.states]
    seen = figures_of(page_map)
    return Coverage(
        pages_seen=seen.pages,
        pages_tested=sum(page.id in pages for page in page_map.pages),
        elements_seen=seen.controls,
        elements_tested=len(used.intersection(controls(states).values())),
        forms_seen=seen.forms,
        forms_tested=sum(bool(fields & used) for fields in forms(states)),
    )


def summarise(page: Page, tests: Sequence[TestCase], screenshot: str | None) -> PageSummary:
    """One page as a line of the report."""
    seen = figures([page.states])
    return PageSummary(
        id=page.id,
        path_pattern=page.path_pattern,
        title=page.title,
        page_type=page.page_type,
        states=seen.states,
        elements=seen.controls,
        exercised=len(touched(tests).intersection(controls(page.states).values())),
        forms=seen.forms,
        screenshot=screenshot,
    )
