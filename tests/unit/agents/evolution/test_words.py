"""The words of a Then sentence: the planned ones, or what was observed where that says more."""

import pytest

from agents.browser.snapshot import Fact, FactKind
from agents.domain.locator import Unique
from agents.domain.scenario import Outcome, ScenarioKind
from agents.evolution.choose import candidates
from agents.evolution.seen import mark
from agents.evolution.words import sentence
from tests.unit.agents.evolution.builders import (
    NOTE,
    css,
    expect,
    fact,
    held,
    listing,
    message,
    role,
    text,
    then,
    when,
)

PLANNED = "it happens"


def said(outcome: Outcome, *facts: Fact, text: str | Unique | None = None, supports: bool = True) -> str:
    of = [held(one) for one in facts]
    proof, beside = (of, []) if supports else ([], of)
    chosen = candidates(proof, beside, ScenarioKind.SEARCH_HIT, {"note": NOTE})
    return sentence(then(expect(outcome, text)), chosen)


def test_sentences_tell_what_was_observed() -> None:
    assert said(Outcome.ITEMS_MATCH, *listing("a", "b"), text="x") == "2 items are listed for “x”"
    assert said(Outcome.ITEMS_MATCH, *listing("a"), text=NOTE) == "1 item is listed"
    assert said(Outcome.ITEMS_MATCH, listing("a", "b", "c")[0]) == "3 items are listed"
    assert said(Outcome.ITEMS_EMPTY, listing()[0]) == "no items are listed"
    assert said(Outcome.MESSAGE_APPEARS, message("Saved")) == "the message “Saved” is shown"
    assert said(Outcome.MESSAGE_APPEARS, fact(FactKind.APPEARED, "Sent")) == "the message “Sent” is shown"


def test_that_all_that_is_listed_was_chosen_is_said_only_where_every_item_says_so() -> None:
    row = role("listitem")
    every = fact(FactKind.EACH, "Garden", row)
    lost = fact(FactKind.SHOWN, "false", role("listitem", has_text="Kettle"))
    of = listing("Spade")

    assert said(Outcome.ITEMS_NARROWED, *of, every, text="Garden") == PLANNED
    assert said(Outcome.ITEMS_NARROWED, *of, lost, text="x") == "other items are listed, without “Kettle”"
    assert said(Outcome.ITEMS_NARROWED, *of, text="x") == "other items are listed"


def test_a_dialog_is_more_than_a_change() -> None:
    named = fact(FactKind.DIALOG, "Clean up", role("alertdialog", "Clean up"))
    unnamed = fact(FactKind.DIALOG, "", role("dialog"))
    assert said(Outcome.CONTENT_CHANGES, named) == "the dialog “Clean up” opens"
    assert said(Outcome.CONTENT_CHANGES, named, supports=False) == "the dialog “Clean up” opens"
    assert said(Outcome.CONTENT_CHANGES, unnamed) == "a dialog opens"
    assert said(Outcome.CONTENT_CHANGES, named, text="Clean") == PLANNED
    made = fact(FactKind.DIALOG, mark(NOTE), role("dialog"))
    assert said(Outcome.CONTENT_CHANGES, made) == "a dialog opens"
    assert said(Outcome.CONTENT_CHANGES, fact(FactKind.DIALOG, "Units", role("menu", "Units"))) == PLANNED


@pytest.mark.parametrize(
    ("outcome", "of"),
    [
        (Outcome.CONTENT_CHANGES, message("x")),
        (Outcome.MESSAGE_APPEARS, message("word " * 30)),
        (Outcome.MESSAGE_APPEARS, message(f"Made {mark(NOTE)}")),
        (Outcome.MESSAGE_APPEARS, fact(FactKind.DIALOG, "x")),
        (Outcome.ITEMS_MATCH, message("x")),
    ],
)
def test_sentences_stay_as_planned_where_nothing_more_exact_is_known(outcome: Outcome, of: Fact) -> None:
    assert said(outcome, of) == PLANNED


@pytest.mark.parametrize("length", [60, 61])
def test_a_message_is_quoted_when_it_is_short_enough_to_read(length: int) -> None:
    words = "x" * length
    quoted = said(Outcome.MESSAGE_APPEARS, message(words)) == f"the message “{words}” is shown"
    assert quoted == (length == 60)


def test_what_only_stands_beside_the_outcome_is_not_told() -> None:
    assert said(Outcome.MESSAGE_APPEARS, message("Saved"), supports=False) == PLANNED
    assert said(Outcome.ITEMS_MATCH, *listing("a", "b"), supports=False) == PLANNED


def test_a_phase_with_several_expectations_keeps_its_words() -> None:
    both = then(expect(Outcome.MESSAGE_APPEARS), expect(Outcome.ADDRESS_STAYS))
    chosen = candidates([held(message("Saved"))], [], ScenarioKind.WIDGET, {})

    assert sentence(both, chosen) == PLANNED


def test_a_phase_that_expects_nothing_keeps_its_words() -> None:
    assert sentence(when(), ()) == "the user acts"


FIELD = role("textbox", "Name")


@pytest.mark.parametrize("outcome", [Outcome.FIELD_REFUSED, Outcome.MESSAGE_APPEARS])
def test_a_refusal_that_is_not_about_the_field_is_told_as_it_was_observed(outcome: Outcome) -> None:
    asked = then(expect(outcome, on=FIELD))

    def told(*facts: Fact) -> str:
        return sentence(asked, candidates([held(one) for one in facts], [], ScenarioKind.SIGN_IN_MISSING, {}))

    assert told(message("No such user")) == "it is refused with the message “No such user”"
    assert told(text("No such user", beside=True)) == "it is refused with the message “No such user”"
    looked_for = text("No such user here", css("#m > p"))
    assert told(looked_for) == "it is refused with the message “No such user here”"
    assert told(message("word " * 30)) == "it is refused with a message"
    assert told(message("Needed", field=FIELD)) == PLANNED
    assert told(message("No such user"), fact(FactKind.REFUSED, on=FIELD)) == PLANNED
    assert told() == PLANNED
