"""What can be done with one item of a collection."""

from agents.browser.row_actions import with_row_actions
from agents.domain.page import Collection, Element, Purpose, RowAction
from tests.unit.agents.browser.builders import element

ROWS = Collection(id="c1", role="table", name="", locator=None, items=None, count=4, samples=())


def button(name: str, item: int, **facts: object) -> Element:
    told = {
        "name": name,
        "role": "button",
        "collection": "c1",
        "item": item,
        "purpose": Purpose.EDIT,
        **facts,
    }
    return element().model_copy(update=told)


def test_what_half_of_the_items_offer_is_an_action_of_the_rows() -> None:
    controls = [button("Edit", 0), button("Edit", 2), button("Undo", 1)]
    found = with_row_actions(ROWS, controls)
    assert found.row_actions == (RowAction(name="Edit", purpose=Purpose.EDIT, items=2),)


def test_titles_fields_and_controls_of_other_lists_are_none() -> None:
    controls = [
        *(button(f"Item {item}", item) for item in range(4)),
        *(button("Pick", item, role="checkbox") for item in range(4)),
        *(button("Size", item, input_type="number") for item in range(4)),
        *(button("", item) for item in range(4)),
        *(button("Hidden", item, visible=False) for item in range(4)),
        *(button("Else", item, collection="c2") for item in range(4)),
        *(button("Twice in one", 0) for _ in range(4)),
    ]
    assert with_row_actions(ROWS, controls) == ROWS
