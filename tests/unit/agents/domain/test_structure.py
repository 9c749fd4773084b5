"""Collections and navigations as page maps hold them."""

import pytest
from pydantic import ValidationError

from agents.domain.element import Purpose
from agents.domain.structure import Collection, Navigation, NavigationEntry, RowAction


def test_a_collection_of_an_older_page_map_is_read() -> None:
    old = {
        "id": "c1",
        "role": "table",
        "name": "",
        "locator": None,
        "items": None,
        "count": 3,
        "samples": ["A"],
    }
    collection = Collection.model_validate(old)
    assert (collection.sortable, collection.row_actions, collection.confidence) == ((), (), None)


def test_an_action_that_no_item_offers_is_none() -> None:
    with pytest.raises(ValidationError, match="items"):
        RowAction(name="Edit", purpose=Purpose.EDIT, items=0)


def test_entries_of_a_navigation_lie_at_its_first_level_unless_told() -> None:
    assert NavigationEntry(element="e1", name="Home").level == 0
    with pytest.raises(ValidationError, match="level"):
        NavigationEntry(element="e1", name="Home", level=-1)
    with pytest.raises(ValidationError, match="kind"):
        Navigation.model_validate({"id": "n1", "kind": "ring", "name": "", "entries": []})
