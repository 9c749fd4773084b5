"""A form was accepted when the page answers and nothing refuses it: any answer alone shows neither."""

import pytest

from agents.browser.snapshot import Fact, FactKind
from agents.domain.scenario import Outcome
from agents.evolution.seen import Seen
from tests.unit.agents.evolution.answers import observed, refused
from tests.unit.agents.evolution.builders import (
    css,
    expect,
    fact,
    heading,
    listing,
    message,
    page,
    role,
    seen,
)

EMAIL = role("textbox", "E-mail")
ACCEPTED = expect(Outcome.FORM_ACCEPTED)
ANSWERED = expect(Outcome.FORM_ANSWERED)
TYPED = "kim@example.test"
FILLED = fact(FactKind.VALUE, TYPED, EMAIL)
EMPTY = fact(FactKind.VALUE, "", EMAIL)
NO = message("This e-mail is not allowed", tone="error")
UNREADABLE = fact(FactKind.REFUSED, "true", css("#e:invalid"), field=EMAIL)
FOCUS = fact(FactKind.FOCUS, "", EMAIL)


def sent(*facts: Fact, path: str = "/a", passwords: int = 0, loaded: str = "", **more: object) -> Seen:
    after = page(path, *facts, passwords=passwords, loaded=loaded)
    return seen(page("/a", EMPTY), after, **{"typed": (TYPED,), "wrote": True, **more})


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
    anew = {"passwords": 1, "loaded": "2"}
    assert "stayed as it was filled in" in refused(ACCEPTED, sent(NO, **anew))


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


ALERT = message("Your data was kept", tone="error", urgent=True, role="alert")
TOAST = fact(FactKind.APPEARED, "Kept", role="alert")


@pytest.mark.parametrize(
    "after",
    [
        sent(ALERT, FILLED, taken=True),
        sent(FILLED, taken=True, appeared=(TOAST,)),
        sent(ALERT, FILLED, taken=True, loaded="2"),
        sent(ALERT, EMPTY, passwords=1),
    ],
)
def test_an_alert_tells_of_a_success_where_the_server_took_it_or_the_form_was_emptied(after: Seen) -> None:
    assert observed(ACCEPTED, after)


@pytest.mark.parametrize(
    "after",
    [
        sent(ALERT, FILLED),
        sent(FILLED, appeared=(TOAST,)),
        # An error by its colour or its class, whatever the server said.
        sent(NO, FILLED, taken=True),
        # Its password is cleared, by the server or by a script that heard 200, and the rest given back.
        sent(ALERT, FILLED, passwords=1, taken=True),
        sent(ALERT, passwords=1, typed=(), taken=True),
        sent(ALERT, EMPTY, passwords=1, loaded="2"),
        sent(NO, EMPTY, passwords=1),
    ],
)
def test_an_alert_by_a_form_that_was_given_back_refuses_it(after: Seen) -> None:
    assert "stayed as it was filled in" in refused(ACCEPTED, after)


@pytest.mark.parametrize("alarm", [ALERT, NO])
def test_an_alarm_alone_shows_nothing_unless_the_server_took_what_was_sent(alarm: Fact) -> None:
    """The form comes back empty in a new document: from a question, or because nothing is given back."""
    back = {"loaded": "2"}
    assert refused(ACCEPTED, sent(alarm, EMPTY, **back)) == (
        f'not observed: all that the page answers is "{alarm.value}", '
        "and nothing shows that the server took what was sent"
    )
    toast = fact(FactKind.APPEARED, "No such number", role="alert")
    assert '"No such number"' in refused(ACCEPTED, sent(EMPTY, appeared=(toast,), **back))
    assert observed(ACCEPTED, sent(alarm, EMPTY, taken=True, **back))


def test_an_alarm_beside_another_sign_does_not_hide_it() -> None:
    done = heading("Your application was received")
    assert observed(ACCEPTED, sent(ALERT, EMPTY, done, loaded="2"))
    assert observed(ACCEPTED, sent(ALERT, EMPTY, *listing("Kim"), loaded="2"))


def test_what_stores_nothing_accepts_nothing() -> None:
    """Such as a field that only chooses what of a list is shown."""
    chosen = sent(FILLED, *listing("Kim"), wrote=False)
    assert refused(ACCEPTED, chosen).startswith("not observed: nothing was sent that could be stored")
    assert refused(ACCEPTED, sent(heading("Thank you"), wrote=False))


def test_a_question_is_answered_by_more_than_an_alarm() -> None:
    assert observed(ANSWERED, sent(heading("In review"), wrote=False))
    unknown = sent(ALERT, EMPTY, path="/a?ref=1", wrote=False, loaded="2")
    assert refused(ANSWERED, unknown) == f'not observed: all that the page answers is "{ALERT.value}"'
    assert refused(ANSWERED, sent(FILLED, NO, heading("Sum"), wrote=False))
    assert refused(ANSWERED, sent(EMPTY, wrote=False)).endswith("the page stayed as it was")
