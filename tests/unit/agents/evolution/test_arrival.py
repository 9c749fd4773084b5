"""What a test must see before it goes on (docs/adr/0021)."""

import pytest

from agents.browser.snapshot import Fact, FactKind
from agents.evolution.arrival import contested, waits
from tests.unit.agents.evolution.builders import css, fact, heading, page, role, text

ROWS = css("tbody tr")


def rows(*titles: str, late: bool = True, region: str = "main") -> Fact:
    return fact(FactKind.ITEMS, "", ROWS, items=titles, late=late, region=region)


def test_late_content_that_changes_again_is_contested() -> None:
    first, later = rows("A", "B"), rows("B")

    assert contested(page("/a", first), page("/a", later)) == (first,)
    assert contested(page("/a", first), page("/a")) == (first,)
    # A script that changes the address keeps the document, and the race.
    assert contested(page("/a", first), page("/b", later)) == (first,)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (page("/a", rows("A", late=False)), page("/a", rows("B"))),
        (page("/a", rows("A")), page("/a", rows("A"))),
        (page("/a", rows("A"), loaded="1"), page("/a", rows("B"), loaded="2")),
        (page("/a", fact(FactKind.VALUE, "1", late=True)), page("/a", fact(FactKind.VALUE, "2"))),
    ],
    ids=["not late", "unchanged", "another document", "no content"],
)
def test_other_content_is_not(before: object, after: object) -> None:
    assert contested(before, after) == ()  # type: ignore[arg-type]


def test_the_first_item_of_a_list_is_waited_for_before_other_content() -> None:
    found = (text("3 of 9", css("#count"), late=True), rows("A", "B"))

    assert waits([{(0, 1): found}, {(0, 1): found}]) == {
        (0, 1): css("tbody tr").model_copy(
            update={"chain": (ROWS.chain[0].model_copy(update={"nth": 0}),)},
        )
    }


def test_a_race_that_was_seen_once_is_a_race() -> None:
    """A loaded machine may show it in one repeat only; what most repeats showed goes first."""
    one, other = {(0, 1): (heading("A"),)}, {(0, 1): (heading("A"), rows("A"))}

    assert waits([one, {}]) == waits([one, other]) == {(0, 1): role("heading", level=1)}
    assert waits([{(0, 1): (fact(FactKind.TEXT, "A", None),)}, {}]).keys() == {(0, 1)}
    assert waits([]) == waits([{}, {}]) == {}
