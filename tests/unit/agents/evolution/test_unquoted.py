"""A made-up password is never quoted from the page."""

from agents.browser.snapshot import Fact, FactKind
from agents.domain.assertions import HasText, IsVisible
from agents.domain.scenario import Outcome, ScenarioKind
from agents.domain.steps import Fill, Text
from agents.evolution.assertable import assertions_of
from agents.evolution.judge import Finding, rank
from agents.evolution.unquoted import made_up, unquoted
from tests.unit.agents.evolution.builders import (
    NOTE,
    TODAY,
    change,
    expect,
    fact,
    given,
    held,
    message,
    role,
    scenario,
    text,
    then,
    when,
    words,
)

WRONG = "Wrong-password-1!"
TYPED = when(Fill(on=role("textbox"), value=NOTE), Fill(on=role("textbox", "P"), value=Text(text=WRONG)))
REFUSED = scenario(given(), TYPED, then(expect(Outcome.MESSAGE_APPEARS)), kind=ScenarioKind.SIGN_IN_INVALID)


def left(of: Fact) -> Fact | None:
    found = unquoted([change(of)], (WRONG,))
    return found[0].fact if found else None


def test_only_passwords_that_a_sign_in_is_tried_with_are_made_up() -> None:
    assert made_up(REFUSED) == (WRONG,)
    assert made_up(REFUSED.model_copy(update={"kind": ScenarioKind.SEARCH_HIT})) == ()


def test_a_message_is_told_without_the_password() -> None:
    told = left(message(f"No such user or wrong password {WRONG}."))
    assert told is not None
    (asserted,) = assertions_of(held(told), {})
    assert asserted == HasText(on=role("alert"), text="No such user or wrong password", exact=False)


def test_of_a_message_that_says_nothing_else_is_told_that_it_is_there() -> None:
    told = left(message(f"{WRONG}!"))
    assert told is not None
    assert assertions_of(held(told), {}) == (IsVisible(on=role("alert")),)
    assert left(text(WRONG)) is None


def test_a_place_or_a_value_that_holds_it_is_dropped() -> None:
    assert left(message("No", words(f"No {WRONG}"))) is None
    assert left(fact(FactKind.VALUE, WRONG)) is None
    assert left(fact(FactKind.ITEMS, "", items=(WRONG,))) is None


def test_what_does_not_hold_it_stays_as_it_is() -> None:
    plain = message("No such user")
    assert left(plain) is plain
    assert unquoted([change(message(WRONG))], ())[0].fact.value == WRONG


def test_no_candidate_quotes_it() -> None:
    said = change(message(f"Wrong: {WRONG}"))
    ranked = rank(REFUSED, 2, [Finding(supports=(said,), changes=(said,))] * 2, TODAY)
    assert [one.assertion for one in ranked] == [HasText(on=role("alert"), text="Wrong", exact=False)]
