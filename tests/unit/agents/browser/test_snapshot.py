"""Facts of one moment: which is the same thing on two snapshots, and what of it is compared."""

import pytest

from agents.browser.snapshot import Address, Fact, FactKind, Snapshot
from agents.domain.locator import ByCss, Locator

HERE, THERE = Locator(chain=(ByCss(selector="#a"),)), Locator(chain=(ByCss(selector="#b"),))
FIRST = Fact(kind=FactKind.TEXT, on=HERE, value="one")


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ({"value": "two"}, True),
        ({"items": ("x",), "late": True, "region": "main"}, True),
        ({"on": THERE}, False),
        ({"on": None}, False),
        ({"kind": FactKind.MESSAGE}, False),
        ({"within": True}, False),
    ],
)
def test_a_fact_is_known_by_its_kind_and_place(other: dict[str, object], *, same: bool) -> None:
    assert (FIRST.model_copy(update=other).key == FIRST.key) is same


def test_parts_of_one_longer_text_are_told_apart_by_their_value() -> None:
    part = FIRST.model_copy(update={"within": True})
    assert part.key == part.model_copy(update={"late": True}).key
    assert part.key != part.model_copy(update={"value": "two"}).key


def test_value_and_items_are_compared_and_nothing_else() -> None:
    listed = FIRST.model_copy(update={"items": ("x", "y"), "bodies": ("x 1", "y 2"), "region": "main"})
    assert listed.seen == ("one", ("x", "y"))


def page(*facts: Fact) -> Snapshot:
    return Snapshot(address=Address(path="/"), facts=facts)


def test_of_two_facts_with_one_identity_the_first_counts() -> None:
    again = FIRST.model_copy(update={"value": "again"})
    other = FIRST.model_copy(update={"on": THERE})
    assert page(FIRST, other, again).by_key() == {FIRST.key: FIRST, other.key: other}
    assert page(again, FIRST).at(HERE, FactKind.TEXT) == again


def test_facts_of_some_kinds_come_in_page_order() -> None:
    said = FIRST.model_copy(update={"kind": FactKind.MESSAGE})
    titled = FIRST.model_copy(update={"kind": FactKind.HEADING})
    shown = page(said, FIRST, titled)
    assert shown.of(FactKind.TEXT, FactKind.MESSAGE) == (said, FIRST)
    assert shown.of() == ()


def test_a_fact_is_found_at_exactly_its_place() -> None:
    assert page(FIRST).at(THERE, FactKind.TEXT) is None
    assert page(FIRST).at(HERE, FactKind.MESSAGE) is None
    assert page(FIRST).at(HERE, FactKind.TEXT) == FIRST


@pytest.mark.parametrize(
    ("fragment", "place"),
    [("", "/a"), ("top", "/a"), ("/new", "/a#/new"), ("!/new", "/a#!/new"), ("/new?e=1", "/a#/new")],
)
def test_a_fragment_is_a_place_only_where_scripts_lead_by_it(fragment: str, place: str) -> None:
    assert Address(path="/a", query=(("q", "x"),), fragment=fragment).place == place
