"""How expected texts stand in the facts of a phase, and what differs from before it."""

from agents.browser.snapshot import CLOSE_MARK, OPEN_MARK, FactKind
from agents.evolution.diff import How
from agents.evolution.seen import fold, mark, told, wanted
from tests.unit.agents.evolution.builders import NOTE, css, fact, page, seen, text


def test_a_text_made_at_run_time_stands_in_the_facts_by_its_key() -> None:
    assert mark(NOTE) == OPEN_MARK + "note" + CLOSE_MARK
    assert wanted(NOTE) == mark(NOTE)


def test_a_plain_text_is_wanted_as_it_is() -> None:
    assert wanted("Blue Lamp") == "Blue Lamp"


def test_in_words_a_text_made_at_run_time_is_told_by_its_prefix() -> None:
    assert told(NOTE) == "the new Note"
    assert told("Blue lamp") == '"Blue lamp"'


def test_texts_are_compared_without_case_and_runs_of_white_space() -> None:
    assert fold("  Blue\n\tLAMP ") == "blue lamp"
    assert fold("STRASSE") == fold("straße")
    assert fold("bluelamp") != fold("blue lamp")


def test_changes_are_those_since_before_the_phase_and_what_appeared_in_it() -> None:
    before, prior = page("/", text("old", css("#a"))), page("/", text("mid", css("#b")))
    after = page("/", text("new", css("#b")))
    passing = fact(FactKind.APPEARED, "Added")

    found = seen(before, after, prior=prior, appeared=(passing,)).changes()

    assert [(one.how, one.fact.value) for one in found] == [
        (How.NEW, "new"),
        (How.NEW, "Added"),
        (How.GONE, "old"),
    ]
