"""What a page map holds in numbers, defined here and nowhere else, so that all that is shown agrees. Pure.

A *control* is an element that a user can act on and a test can address: visible, enabled and located. It
is counted once however many pages and states show it: a menu repeated on every page weighs as one. A *form*
is a set of located fields, counted once likewise.
"""

from collections.abc import Iterable, Iterator

from agents.domain.base import Model
from agents.domain.locator import Locator
from agents.domain.page import PageMap, State


class Figures(Model):
    """The counts that consoles, reports and progress show, under the names that they have there."""

    pages: int
    states: int
    controls: int
    forms: int


def figures(pages: Iterable[Iterable[State]]) -> Figures:
    """The counts of some pages, each given by its states."""
    listed = [tuple(states) for states in pages]
    states = [state for page in listed for state in page]
    return Figures(
        pages=len(listed), states=len(states), controls=len(controls(states)), forms=len(forms(states))
    )


def figures_of(page_map: PageMap) -> Figures:
    """The counts of a page map."""
    return figures(page.states for page in page_map.pages)


def controls(states: Iterable[State]) -> dict[str, Locator]:
    """The controls by their locators, once as text and once as value: comparing texts is much faster."""
    return {
        element.locator: element.target
        for state in states
        for element in state.elements
        if element.locator is not None and element.target is not None and element.visible and element.enabled
    }


def forms(states: Iterable[State]) -> frozenset[frozenset[Locator]]:
    """The forms, each by its fields. One without a field that can be located is not counted."""
    return frozenset(fields for state in states for fields in _fields(state))


def _fields(state: State) -> Iterator[frozenset[Locator]]:
    located = {each.id: each.target for each in state.elements if each.target is not None}
    for form in state.forms:
        fields = frozenset(located[field.element] for field in form.fields if field.element in located)
        if fields:
            yield fields
