"""What a test must see before it goes on (docs/adr/0021)."""

import pytest

from agents.browser.snapshot import Fact, FactKind
from agents.domain.locator import Locator
from agents.domain.scenario import Outcome, Phase
from agents.domain.steps import Click, Fill, Goto, Text
from agents.evolution.arrival import (
    Shown,
    contested,
    fields,
    list_of,
    of_others,
    overtaken,
    shown_anew,
    shown_in_all,
    waits,
)
from agents.evolution.seen import mark
from tests.unit.agents.evolution.builders import NOTE, css, expect, fact, heading, page, role, text, then

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


def test_what_every_entry_shows_is_not_awaited() -> None:
    """One control was all there was; a server that others use has none, or many."""
    control, tally = text("Remove", role("button"), late=True), text("1 of 9", css("#count"), late=True)
    own = (text("Remove", css(".new"), own=True), text(mark(NOTE), css(".title"), own=True))

    assert contested(page("/a", control, tally), page("/a", *own)) == (tally,)


def test_a_list_that_was_once_empty_is_not_awaited_where_only_an_own_record_matters() -> None:
    found = {(0, 1): (rows("A", "B"),)}
    filled, own = of_others(page("/a", rows("A", mark(NOTE)))), of_others(page("/a", rows(mark(NOTE))))

    assert waits([{}, found], [own, filled]) == {}
    assert waits([found, found], [frozenset(), filled]) == {}
    # That a repeat did not come upon it in time does not make it empty.
    assert waits([{}, found], [filled, filled]) == waits([found, found]) != {}


def test_what_belongs_to_the_own_record_is_not_there_without_it() -> None:
    own = fact(FactKind.TEXT, "Delete", css("b")).model_copy(update={"own": True})
    other = text("3 notes", css("i"))
    assert of_others(page("/a", own, other, rows())) == {other.key}


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


ROW = css("tbody tr").model_copy(update={"chain": (ROWS.chain[0].model_copy(update={"has_text": NOTE}),)})
MISSING = then(expect(Outcome.TEXT_VANISHES, NOTE, ROW), steps=(Goto(path="/a"),))


def at_row(nth: int) -> Locator:
    return ROWS.model_copy(update={"chain": (ROWS.chain[0].model_copy(update={"nth": nth}),)})


def missed(*facts: Fact, late: bool = True, earlier: tuple[Fact, ...] = (), phase: Phase = MISSING) -> Shown:
    shown = shown_anew(phase, page("/a", *facts), [page("/a", *earlier)], late=late)
    assert shown is not None
    return shown


def test_what_is_missed_in_a_list_is_missed_when_the_list_has_come() -> None:
    assert list_of(ROW) == ROWS
    assert missed(rows("A")) == Shown(on=at_row(0), late=True)
    # Rows of a menu that stand there with the document tell nothing of those that come.
    assert missed(rows("Menu", "A").model_copy(update={"late_at": 1})).on == at_row(1)
    assert not missed(rows("A", late=False), late=False).unproven


def test_an_empty_list_tells_nothing_unless_it_was_there_with_the_document() -> None:
    assert missed().unproven
    assert missed(rows()).unproven
    assert missed(earlier=(rows("A"),)).unproven
    assert not missed(earlier=(rows("A", late=False),)).unproven
    assert missed(late=False, earlier=(rows("A"),)).unproven, "what comes empty puts nothing in"
    assert not missed(late=False).unproven
    nowhere = then(expect(Outcome.TEXT_VANISHES, NOTE), steps=(Goto(path="/a"),))
    assert missed(rows("A"), phase=nowhere).unproven


def test_only_what_is_missed_is_asked_for() -> None:
    assert shown_anew(then(expect(Outcome.TEXT_APPEARS, NOTE)), page("/a"), [], late=True) is None


def test_what_one_repeat_could_not_tell_is_not_told() -> None:
    told, untold = Shown(on=at_row(0), late=True), Shown(late=True)

    assert shown_in_all([{4: told}, {4: told}]) == {4: told}
    assert shown_in_all([{4: told}, {4: untold}])[4].unproven
    assert shown_in_all([{4: untold}, {4: told}])[4].unproven
    assert shown_in_all([{4: untold}, {4: Shown()}])[4].unproven, "late once is late"


CITY = role("textbox", "City")


def test_a_field_that_a_script_fills_is_not_overtaken() -> None:
    put = (Fill(on=CITY, value=Text(text="Oslo")), Click(on=role("button", "Save")))
    came = fact(FactKind.VALUE, "Leeds", CITY, filled=True)

    assert overtaken(page("/a", came), put) == (came,)
    assert overtaken(page("/a", came), put[1:]) == (), "it is left alone"
    assert overtaken(page("/a", came.model_copy(update={"filled": False})), put) == ()
    assert overtaken(page("/a", came.model_copy(update={"value": ""})), put) == ()
    other = came.model_copy(update={"on": role("textbox", "Street")})
    assert fields([{(0, 1): (came,)}, {(0, 1): (came, other)}]) == {(0, 1): (CITY, other.on)}
