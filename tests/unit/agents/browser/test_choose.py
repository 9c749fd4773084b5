"""Which elements of a state are acted on: one for each group, what reveals most first."""

import pytest

from agents.browser.choose import actions, links, marks
from agents.domain.locator import ByCss, Locator
from agents.domain.page import Box, Element, ElementKind, FieldMeaning, Purpose
from tests.unit.agents.browser.builders import element, field, form, link, seen


def tried(*elements: Element, **facts: object) -> list[tuple[str, str]]:
    return [(each.do, each.element.name) for each in actions(seen(*elements, **facts), "/p", set())]


def test_what_opens_comes_before_what_acts_and_hovering_before_clicking() -> None:
    menu = element("Menu", has_popup=True, landmark="navigation")
    add = element("Add", purpose=Purpose.ADD_TO_CART)
    tab = element("Tab", "tab", purpose=Purpose.TAB)
    other = element("Other")
    assert tried(other, add, tab, menu) == [
        ("hover", "Menu"),
        ("click", "Menu"),
        ("click", "Tab"),
        ("click", "Add"),
        ("click", "Other"),
    ]


def test_a_hover_trigger_that_is_a_link_is_hovered_and_not_clicked() -> None:
    assert tried(link("/x", "Products", found_by=("native", "hover"))) == [("hover", "Products")]


@pytest.mark.parametrize(
    "left_alone",
    [
        link("/x"),
        link("mailto:a@b.test"),
        link("tel:1"),
        element("x", "textbox"),
        element("x", "checkbox", tag="input", input_type="checkbox"),
        element("x", "combobox", tag="select"),
        element("x", "button", tag="input", input_type="file"),
        element("x", visible=False),
        element("x", enabled=False),
        element("x", target=None),
        element("x", reachable=False, kind=ElementKind.SHADOW),
        element("x", purpose=Purpose.CLOSE),
    ],
    ids=lambda each: f"{each.role} {each.href or each.tag}",
)
def test_fields_links_and_what_cannot_be_used_are_left_alone(left_alone: Element) -> None:
    assert tried(left_alone) == []


@pytest.mark.parametrize(
    "clicked",
    [
        element("x"),
        link("javascript:void(0)"),
        link("http://site.test/p#"),
        link("/book/1", "x", found_by=("native", "attribute")),
        element("x", "button", tag="input", input_type="submit"),
        element("x", "combobox", tag="div", has_popup=True),
        element("x", "switch", tag="button"),
        element("Close", purpose=Purpose.CLOSE, landmark="dialog"),
    ],
    ids=lambda each: f"{each.role} {each.href or each.tag}",
)
def test_buttons_of_all_sorts_are_clicked(clicked: Element) -> None:
    assert tried(clicked) == [("click", clicked.name)]


def test_a_button_that_submits_values_is_left_to_scenarios() -> None:
    name, save = element("Name", "textbox"), element("Save")
    sends = form(field(name, FieldMeaning.NAME), submit=save.id)
    assert tried(name, save, forms=(sends,)) == []
    hidden = form(field(name, FieldMeaning.TEXT, "hidden"), submit=save.id)
    assert tried(name, save, forms=(hidden,)) == [("click", "Save")]


def test_a_button_beside_loose_fields_that_opens_something_is_tried() -> None:
    name, new = element("Filter", "searchbox"), element("New", purpose=Purpose.CREATE)
    loose = form(field(name, FieldMeaning.SEARCH), submit=new.id, method="script")
    assert tried(name, new, forms=(loose,)) == [("click", "New")]
    assert tried(name, new, forms=(loose.model_copy(update={"method": "post"}),)) == []
    assert tried(name, new, forms=(loose.model_copy(update={"dialog": True}),)) == []


def test_one_row_stands_for_all() -> None:
    rows = [
        element(f"{do} row {n}", id=f"{do}{n}", collection="c1", item=n)
        for n in range(5)
        for do in ("Edit", "Copy")
    ]
    assert tried(*rows) == [("click", "Edit row 0"), ("click", "Copy row 0")]


def test_alike_purposes_in_one_place_stand_for_each_other() -> None:
    adds = [element(f"Add {n}", purpose=Purpose.ADD_TO_CART, landmark="main") for n in range(5)]
    assert tried(*adds) == [("click", "Add 0")]


def test_only_a_few_of_a_vague_kind_are_tried() -> None:
    assert len(tried(*[element(f"Thing {n}") for n in range(9)])) == 3
    assert len(tried(*[element(f"Tab {n}", "tab", purpose=Purpose.TAB) for n in range(9)])) == 6


def test_what_was_tried_or_belongs_to_the_state_before_is_not_tried_again() -> None:
    old, new, other = element("Old"), element("New"), element("Other")
    view = seen(old, new, other)
    done = {each.group for each in actions(seen(other), "/p", set())}
    assert [each.element for each in actions(view, "/p", done, {old.locator or ""})] == [new]


def test_the_head_of_the_page_is_tried_once_for_all_pages() -> None:
    menu = element("Menu", landmark="banner")
    inside = element("Thing", landmark="main")
    done = {each.group for each in actions(seen(menu, inside), "/p", set())}
    assert [each.element for each in actions(seen(menu, inside), "/q", done)] == [inside]


def test_links_are_what_leads_to_pages() -> None:
    assert links((link("/a"), link("mailto:x@y.test"), element("b"))) == (link("/a"),)


def test_a_nameless_box_is_used_only_when_it_looks_as_if_it_could_and_can_be_told() -> None:
    drawn = Locator(chain=(ByCss(selector="a.zoom"),))
    assert tried(element("", "generic", found_by=("listener", "cursor"), target=drawn)) == []
    assert tried(element("0.14", "generic", found_by=("hover",))) == []
    assert tried(element("", "generic", found_by=("listener",))) == []
    assert tried(element("", "generic", found_by=("listener", "cursor"))) == [("click", "")]


def test_an_element_is_known_by_its_place_when_its_locator_has_changed() -> None:
    box = Box(x=1, y=2, width=3, height=4)
    before, moved = element("Edit", box=box), element("Edit", box=Box(x=9, y=2, width=3, height=4))
    after = before.model_copy(update={"locator": "page.getByText('other')"})
    assert not marks(before).isdisjoint(marks(after))
    assert [a.element.name for a in actions(seen(after), "/p", set(), marks(before))] == []
    other = moved.model_copy(update={"locator": "page.getByText('third')"})
    assert [a.element.name for a in actions(seen(other), "/p", set(), marks(before))] == ["Edit"]
