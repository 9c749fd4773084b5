"""From facts that held to assertions."""

import pytest

from agents.browser.snapshot import Fact, FactKind
from agents.domain.assertions import (
    AllContain,
    Assertion,
    HasAttribute,
    HasCount,
    HasText,
    HasTexts,
    HasTitle,
    HasUrl,
    HasValue,
    IsChecked,
    IsEnabled,
    IsFocused,
    IsHidden,
    IsInvalid,
    IsVisible,
)
from agents.domain.locator import Locator
from agents.evolution.assertable import assertions_of, located
from agents.evolution.diff import How, address_fact
from agents.evolution.seen import mark
from agents.evolution.stable import Held
from tests.unit.agents.evolution.builders import NOTE, address, css, fact, held, role, text, words

ON = css("#it")
K = FactKind


def assertion(of: Held) -> Assertion | None:
    found = assertions_of(of, {"note": NOTE})
    assert len(found) <= 1
    return found[0] if found else None


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        (fact(K.HEADING, "Cart", ON), HasText(on=ON, text="Cart")),
        (fact(K.MESSAGE, "Saved", ON), HasText(on=ON, text="Saved")),
        (fact(K.TEXT, "5.00", ON, within=True), HasText(on=ON, text="5.00", exact=False)),
        (fact(K.TEXT, "Mug", words("Mug"), circular=True), IsVisible(on=words("Mug"))),
        (fact(K.DIALOG, "Edit", ON), IsVisible(on=ON)),
        (fact(K.REFUSED, "true", ON), IsInvalid(on=ON)),
        (fact(K.EACH, "Big", ON), AllContain(on=ON, text="Big")),
        (fact(K.SHOWN, "true", ON), IsVisible(on=ON)),
        (fact(K.SHOWN, "false", ON), IsHidden(on=ON)),
        (fact(K.COUNT, "3", ON), HasCount(on=ON, count=3)),
        (fact(K.ITEMS, "", ON, items=("a", "b")), HasTexts(on=ON, texts=("a", "b"))),
        (fact(K.VALUE, "x", ON), HasValue(on=ON, value="x")),
        (fact(K.CHECKED, "true", ON), IsChecked(on=ON)),
        (fact(K.CHECKED, "false", ON), IsChecked(on=ON, checked=False)),
        (fact(K.DISABLED, "true", ON), IsEnabled(on=ON, enabled=False)),
        (fact(K.FOCUS, "", ON), IsFocused(on=ON)),
        (fact(K.INVALID, "true", ON), HasAttribute(on=ON, name="aria-invalid", value="true")),
        (
            fact(K.SELECTED, "page", ON, attribute="aria-current"),
            HasAttribute(on=ON, name="aria-current", value="page"),
        ),
        (fact(K.SELECTED, "page", ON), None),
        (Fact(kind=K.TITLE, value="Cart"), HasTitle(title="Cart")),
        (Fact(kind=K.TITLE, value=mark(NOTE)), None),
        (Fact(kind=K.TEXT, value="nowhere"), None),
        (fact(K.TEXT, mark(NOTE), ON), HasText(on=ON, text=NOTE)),
        (fact(K.TEXT, f"Saved {mark(NOTE)}", ON), HasText(on=ON, text=NOTE, exact=False)),
        (fact(K.TEXT, mark(NOTE.model_copy(update={"key": "other"})), ON), None),
        (fact(K.VALUE, mark(NOTE), ON), HasValue(on=ON, value=NOTE)),
        (fact(K.VALUE, f"a {mark(NOTE)}", ON), None),
    ],
)
def test_each_kind_has_its_assertion(of: Fact, expected: Assertion | None) -> None:
    assert assertion(held(of)) == expected


def test_a_part_is_asserted_as_a_part() -> None:
    assert assertion(held(text("Order", ON), partial=True)) == HasText(on=ON, text="Order", exact=False)


def test_an_address_keeps_query_and_fragment_when_there_are_any() -> None:
    here = Held(how=How.CHANGED, fact=text("x"), address=address("/a?q=x&min=#top"))
    plain = Held(how=How.CHANGED, fact=text("x"), address=address("/a"))

    assert assertion(here) == HasUrl(path="/a", query=(("q", "x"),), fragment="top")
    assert assertion(plain) == HasUrl(path="/a")


def test_where_the_fragment_says_which_page_it_is_its_absence_says_so_too() -> None:
    left = held(address_fact(address("/"))).model_copy(update={"address": address("/")})
    from_route = left.model_copy(update={"was": address_fact(address("/#/about"))})
    from_place = left.model_copy(update={"was": address_fact(address("/#top"))})
    assert assertion(from_route) == HasUrl(path="/", fragment="")
    assert assertion(from_place) == HasUrl(path="/")


def test_long_lists_are_asserted_by_their_first_items() -> None:
    items = tuple(f"Thing {n}" for n in range(20))

    found = assertions_of(held(fact(K.ITEMS, "", ON, items=items)), {})

    assert [(one.text, one.exact, one.on.chain[-1].nth) for one in found if isinstance(one, HasText)] == [
        ("Thing 0", False, 0),
        ("Thing 1", False, 1),
        ("Thing 2", False, 2),
    ]


def test_a_list_with_a_made_item_is_asserted_by_that_item() -> None:
    of = held(fact(K.ITEMS, "", role("listitem"), items=("a", mark(NOTE))))

    assert assertion(of) == IsVisible(on=role("listitem", has_text=NOTE))
    assert assertions_of(of, {}) == ()


def test_absence_is_asserted_only_where_the_locator_means_the_thing() -> None:
    def absent(on: Locator, **more: object) -> Assertion | None:
        return assertion(held(fact(K.TEXT, "Mug", on, **more), How.GONE))

    assert absent(words("Mug"), circular=True) == IsHidden(on=words("Mug"))
    assert absent(ON) == IsHidden(on=ON)
    assert absent(role("alert", nth=0)) is None
    assert absent(css("p:nth-of-type(2)")) is None
    assert absent(ON, within=True) is None
    item = role("listitem", has_text="Mug")
    assert absent(item, within=True, circular=True) == IsHidden(on=item)


def test_where_an_assertion_looks() -> None:
    assert located(HasUrl(path="/")) is None
    assert located(IsVisible(on=ON)) == ON


def test_an_empty_list_is_told_by_its_number() -> None:
    assert not assertions_of(held(fact(K.ITEMS, "", ON)), {})
    assert assertions_of(held(fact(K.COUNT, "0", ON)), {}) == (HasCount(on=ON, count=0),)
