"""What tells where one is, and what is only data there."""

import pytest

from agents.browser.snapshot import Fact, FactKind
from agents.domain.scenario import ScenarioKind
from agents.evolution.whereabouts import is_beside_the_point
from tests.unit.agents.evolution.builders import css, fact, heading, listing, message, role, text

COUNT, ITEMS = listing("Curry x 2", "Soup x 1")
SAVE = text("Save", role("button", "Save"), role="button", region="main")


@pytest.mark.parametrize(
    "told",
    [
        COUNT,
        ITEMS,
        text("Curry x 2", css("li"), entry=True),
        text("Drop", role("button", "Drop"), role="button", region="main", entry=True),
        text("You have no courses yet.", css("p"), role="paragraph"),
        text("Bag 3", role("link", "Bag 3"), role="link", region="banner"),
        message("You have new mail"),
        heading("3 recipes"),
        fact(FactKind.TITLE, "Inbox (3)"),
        fact(FactKind.VALUE, "Lee", role("textbox", "Name")),
        fact(FactKind.CHECKED, "true", role("checkbox", "News")),
    ],
    ids=[
        "number", "list", "cell", "row's control", "state", "counter", "message", "tally", "title", "value",
        "choice",
    ],
)  # fmt: skip
def test_a_way_is_not_about_what_stands_at_its_end(told: Fact) -> None:
    assert is_beside_the_point(ScenarioKind.NAVIGATION, told)


@pytest.mark.parametrize(
    "told",
    [
        fact(FactKind.ADDRESS, "/recipes/3"),
        fact(FactKind.TITLE, "Inbox"),
        heading("Recipes"),
        SAVE,
        text("Home", role("link", "Home"), role="link", region="navigation", entry=True),
        fact(FactKind.SELECTED, "page", role("link", "Home"), region="navigation", entry=True),
    ],
    ids=["address", "title", "heading", "control", "entry of a navigation", "where one is in it"],
)
def test_a_way_is_about_where_it_leads(told: Fact) -> None:
    assert not is_beside_the_point(ScenarioKind.NAVIGATION, told)


def test_a_menu_is_about_what_it_lists_but_not_about_how_much() -> None:
    inside = text("Profile", role("menuitem", "Profile"), role="menuitem", region="menu", entry=True)

    assert not is_beside_the_point(ScenarioKind.MENU, inside)
    assert is_beside_the_point(ScenarioKind.MENU, inside.model_copy(update={"value": "Inbox 4"}))
    assert is_beside_the_point(ScenarioKind.MENU, ITEMS)
    assert not is_beside_the_point(ScenarioKind.MENU, ITEMS.model_copy(update={"region": "menu"}))


def test_a_detail_page_is_about_its_figures_but_not_about_those_around_it() -> None:
    price = text("4.00 EUR", css(".price"), region="main")

    assert not is_beside_the_point(ScenarioKind.DETAIL, price)
    assert is_beside_the_point(ScenarioKind.DETAIL, text("Bag 3", role("link", "Bag 3"), region="banner"))
    assert not is_beside_the_point(ScenarioKind.DETAIL, ITEMS)


def test_other_scenarios_are_about_data() -> None:
    assert not is_beside_the_point(ScenarioKind.FILTER, ITEMS)
    assert not is_beside_the_point(ScenarioKind.CREATE, text("Bag 3", region="banner"))
