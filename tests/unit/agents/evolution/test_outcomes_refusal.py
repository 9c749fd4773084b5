"""A form was accepted when the page answers and nothing refuses it: any answer alone shows neither."""

import pytest

from agents.browser.snapshot import Fact, FactKind
from agents.domain.scenario import Outcome
from agents.evolution.seen import Seen
from tests.unit.agents.evolution.answers import observed, refused
from tests.unit.agents.evolution.builders import css, expect, fact, heading, message, page, role, seen

EMAIL = role("textbox", "E-mail")
ACCEPTED = expect(Outcome.FORM_ACCEPTED)
TYPED = "kim@example.test"
FILLED = fact(FactKind.VALUE, TYPED, EMAIL)
EMPTY = fact(FactKind.VALUE, "", EMAIL)
NO = message("This e-mail is not allowed", tone="error")
UNREADABLE = fact(FactKind.REFUSED, "true", css("#e:invalid"), field=EMAIL)
FOCUS = fact(FactKind.FOCUS, "", EMAIL)


def sent(*facts: Fact, path: str = "/a", passwords: int = 0, **more: object) -> Seen:
    after = page(path, *facts, passwords=passwords)
    return seen(page("/a", EMPTY), after, **{"typed": (TYPED,), **more})


def test_an_answer_shows_it() -> None:
    assert (FactKind.MESSAGE, "Thank you") in observed(ACCEPTED, sent(message("Thank you"), EMPTY))
    assert observed(ACCEPTED, sent(heading("Thank you"), path="/thanks"))
    assert refused(ACCEPTED, sent(EMPTY)).endswith("the page stayed as it was")


def test_the_status_of_the_answer_refuses_it_whatever_the_page_says() -> None:
    reason = refused(ACCEPTED, sent(message("Thank you"), EMPTY, refusal=422))
    assert reason == "not observed: what was sent was refused with status 422"


def test_a_field_that_is_marked_refuses_it() -> None:
    marked = sent(fact(FactKind.INVALID, "true", EMAIL), message("Oh"))
    assert refused(ACCEPTED, marked).endswith("a field was marked as invalid")


def test_an_error_by_the_form_as_it_was_sent_refuses_it() -> None:
    assert refused(ACCEPTED, sent(NO, FILLED)) == (
        'not observed: the form stayed as it was filled in, with the message "This e-mail is not allowed"'
    )
    alarm = fact(FactKind.APPEARED, "No", role="alert")
    assert "stayed as it was filled in" in refused(ACCEPTED, sent(FILLED, appeared=(alarm,)))
    assert "stayed as it was filled in" in refused(ACCEPTED, sent(NO, passwords=1))


@pytest.mark.parametrize(
    "after",
    [
        sent(NO, EMPTY),
        sent(message("Saved"), FILLED),
        sent(NO, path="/thanks", passwords=1),
    ],
)
def test_an_alarm_by_an_empty_form_and_a_calm_word_by_a_full_one_are_no_refusal(after: Seen) -> None:
    assert observed(ACCEPTED, after)


def test_the_browser_refuses_what_is_still_there_and_not_what_is_empty_again() -> None:
    """An empty required field is invalid from the start, and an accepted form may put the cursor there."""
    thanks = message("Thank you")
    assert refused(ACCEPTED, sent(thanks, FILLED, UNREADABLE, FOCUS)).endswith(
        "the browser did not let it be sent"
    )
    assert observed(ACCEPTED, sent(thanks, EMPTY, UNREADABLE, FOCUS))
