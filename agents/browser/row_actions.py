"""What can be done with one item of a collection: controls that many of its items have alike. Pure."""

from collections import defaultdict
from collections.abc import Sequence

from agents.domain.page import Collection, Element, Purpose, RowAction

_ROLES = frozenset(("button", "link", "menuitem", "generic"))
_HALF = 0.5


def with_row_actions(collection: Collection, elements: Sequence[Element]) -> Collection:
    """The collection with the actions that at least half of its items offer under one name."""
    items: dict[tuple[str, Purpose], set[int]] = defaultdict(set)
    for element in elements:
        if element.collection == collection.id and element.item is not None and _acts(element):
            items[element.name, element.purpose].add(element.item)
    least = max(2, collection.count * _HALF)
    actions = tuple(
        RowAction(name=name, purpose=purpose, items=len(found))
        for (name, purpose), found in items.items()
        if len(found) >= least
    )
    return collection.model_copy(update={"row_actions": actions}) if actions else collection


def _acts(element: Element) -> bool:
    return element.visible and bool(element.name) and element.role in _ROLES and element.input_type is None
