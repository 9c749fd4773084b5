"""Facts that the data of others decides are not asserted of an own record."""

import pytest

from agents.browser.snapshot import Fact, FactKind
from agents.domain.locator import Locator
from agents.domain.scenario import Outcome, ScenarioKind
from agents.domain.steps import Fill, Goto, Text
from agents.evolution.diff import How
from agents.evolution.others import decided_by_others, is_tally, tallies
from agents.evolution.seen import mark
from agents.evolution.stable import Held
from tests.unit.agents.evolution.builders import (
    NOTE,
    change,
    css,
    expect,
    fact,
    given,
    heading,
    held,
    message,
    role,
    scenario,
    text,
    then,
    when,
)

NAME, PRICE = role("textbox", "Name"), role("textbox", "Price")
OWN = when(Fill(on=NAME, value=NOTE), Fill(on=PRICE, value=Text(text="20.50")))
CREATING = scenario(given(), OWN, then(), kind=ScenarioKind.CREATE)


@pytest.mark.parametrize(
    "told",
    [
        text("Page 17 of 17 (241 products)"),
        heading("241 products"),
        message("You now have 12 notes"),
        fact(FactKind.COUNT, "1", css("tr")),
        fact(FactKind.ITEMS, "", css("tr"), items=("Another", "Third")),
        text("Remove", own=True),
        fact(FactKind.CHECKED, "false", role("checkbox", "Done"), own=True),
    ],
    ids=["tally", "heading", "message", "number", "neighbours", "a row's control", "a row's state"],
)
def test_tallies_and_neighbours_are(told: Fact) -> None:
    assert decided_by_others(CREATING, 1, held(told))


@pytest.mark.parametrize(
    "told",
    [
        text(f"{mark(NOTE)} saved as number 7"),
        text("£20.50", role("row", has_text=NOTE)),
        text("Remove", Locator(chain=(*role("row", has_text=NOTE).chain, *role("button").chain)), own=True),
        text(mark(NOTE), own=True),
        text("Price 20.50"),
        message("Saved"),
        fact(FactKind.COUNT, "0", css("tr")),
        fact(FactKind.ITEMS, "", css("tr"), items=("Another", mark(NOTE))),
        fact(FactKind.VALUE, "7", role("spinbutton", "Stock")),
    ],
    ids=[
        "own name",
        "own row",
        "control in own row",
        "name in own row",
        "typed figure",
        "words",
        "nothing left",
        "own in list",
        "field",
    ],
)
def test_what_speaks_of_the_own_record_is_not(told: Fact) -> None:
    assert not decided_by_others(CREATING, 1, held(told))


def test_the_very_place_that_is_asked_for_counts_wherever_it_stands() -> None:
    kept = fact(FactKind.VALUE, "Blue", NAME, own=True)
    editing = scenario(given(), OWN, then(expect(Outcome.VALUE_KEPT, "Blue", NAME)), kind=ScenarioKind.EDIT)

    assert not decided_by_others(editing, 2, held(kept))
    assert decided_by_others(editing, 1, held(kept))


def test_scenarios_without_an_own_record_may_count() -> None:
    count = held(fact(FactKind.COUNT, "3", css("tr")))

    assert not decided_by_others(scenario(), 1, count)
    assert not decided_by_others(scenario(given(), when(), kind=ScenarioKind.CREATE), 1, count)
    assert isinstance(count.fact.on, Locator)


def test_that_nothing_is_left_counts_where_only_the_own_record_was_asked_for() -> None:
    none_left = held(fact(FactKind.COUNT, "0", css("tr")))
    elsewhere = scenario(given(), OWN, when(Goto(path="/list")), then(), kind=ScenarioKind.DELETE)
    filtered = scenario(
        given(), OWN, when(Goto(path="/list"), Fill(on=NAME, value=NOTE)), then(), kind=ScenarioKind.DELETE
    )

    assert decided_by_others(elsewhere, 3, none_left)
    assert not decided_by_others(filtered, 3, none_left)


def test_figures_that_move_with_an_own_record_are_tallies() -> None:
    before, after = text("240 products", css("p")), text("241 products", css("p"))
    counted = change(after, How.CHANGED, before)
    reworded = change(text("Nothing here", css("i")), How.CHANGED, text("3 here", css("i")))
    new = change(text("7 more", css("b")))

    assert list(tallies(CREATING, [counted, reworded, new])) == [after.key]
    assert list(tallies(scenario(), [counted])) == []


def test_the_price_in_the_own_row_is_no_tally() -> None:
    cell = role("row", has_text=NOTE)
    priced = change(text("20.50", cell), How.CHANGED, text("19.50", cell))

    assert list(tallies(CREATING, [priced])) == []


def test_words_that_take_the_place_of_a_figure_are_no_tally() -> None:
    """A search that finds nothing says so where it else says how many there are."""
    some, none, other = (message(words) for words in ("3 notes", "Nothing found", "4 notes"))
    moving = {some.key}

    def said(now: Fact, was: Fact | None) -> Held:
        return Held(how=How.CHANGED, fact=now, was=was)

    assert not is_tally(said(none, some), moving)
    assert is_tally(said(other, some), moving)
    assert is_tally(said(some, none), moving)
    assert is_tally(said(none, None), moving), (
        "that there is nothing yet changes with the first entry of anybody"
    )
    assert not is_tally(said(other, some), ())
