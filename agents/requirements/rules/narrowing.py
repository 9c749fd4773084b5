"""Finding one's own record in a list that may be long: by the list's own filter, where one was observed."""

from agents.domain.locator import Unique
from agents.domain.page import Element, Purpose
from agents.domain.steps import Fill, Goto, Press, Step
from agents.requirements.rules.facts import Facts, locator
from agents.requirements.rules.rows import Table

_FIELDS = frozenset({"searchbox", "textbox", "combobox"})
_OF_THE_WHOLE_SITE = frozenset({"banner", "navigation", "contentinfo", "search"})


def listing(facts: Facts, table: Table, name: Unique) -> tuple[Step, ...]:
    """The steps that open a list such that the record of that name shows, on whichever of its pages it is."""
    return (Goto(path=table.spot.path), *narrowing(facts, table, name))


def narrowing(facts: Facts, table: Table, name: Unique) -> tuple[Step, ...]:
    """Typing the name into the list's own filter; nothing where it has none.

    Enter sends what does not filter while one types. A button beside the field is left alone: it may belong
    to something else.
    """
    field = next((e for e in table.spot.acting() if _filters(facts, table, e)), None)
    if field is None:
        return ()
    on = locator(field)
    return (Fill(on=on, value=name), Press(key="Enter", on=on))


def _filters(facts: Facts, table: Table, element: Element) -> bool:
    """A search or filter field of the list's page that stands neither in the list nor in the site's frame."""
    if element.role not in _FIELDS or element.frame is not None or element.collection == table.items.id:
        return False
    if element.landmark in _OF_THE_WHOLE_SITE:
        return False
    forms = (found for found in facts.forms if found.spot.state.id == table.spot.state.id)
    purposes = {found.form.purpose for found in forms if any(e.id == element.id for _, e in found.fields)}
    return bool({element.purpose, *purposes} & {Purpose.SEARCH, Purpose.FILTER})
