"""Finding the sign-in by itself, knowing whether it worked, and keeping secrets out of texts."""

import pytest

from agents.browser.signin import (
    Mask,
    answer_of,
    asks_for_code,
    complaint_of,
    failure,
    find_form,
    find_proof,
    find_way,
)
from agents.domain.page import FieldMeaning, Form, Purpose
from tests.unit.agents.browser.builders import element, field, form, link, seen

USER = element("User name", "textbox")
PASSWORD = element("Password", "textbox")
OTHER = element("Company", "textbox")
BUTTON = element("Go on")
LOGIN = form(
    field(USER, FieldMeaning.USERNAME),
    field(PASSWORD, FieldMeaning.PASSWORD, "password"),
    purpose=Purpose.SIGN_IN,
    submit=BUTTON.id,
)


def test_the_form_and_its_parts_are_found() -> None:
    """On a login page it must find the form, the user and password fields and the submit button (S007)."""
    found = find_form(seen(USER, PASSWORD, BUTTON, forms=(form(), LOGIN)))
    assert found is not None
    assert (found.form, found.username, found.password, found.submit) == (LOGIN, USER, PASSWORD, BUTTON)


@pytest.mark.parametrize(
    "other",
    [
        form(field(PASSWORD, FieldMeaning.NEW_PASSWORD, "password")),
        LOGIN.model_copy(update={"purpose": Purpose.SIGN_UP}),
        form(field(PASSWORD, FieldMeaning.PASSWORD), field(OTHER, FieldMeaning.PASSWORD)),
        form(*[field(OTHER, FieldMeaning.TEXT)] * 4, field(PASSWORD, FieldMeaning.PASSWORD)),
        form(field(OTHER, FieldMeaning.TEXT), purpose=Purpose.SIGN_IN),
        form(),
    ],
    ids=["new password", "sign-up", "two passwords", "many fields", "no name", "empty"],
)
def test_other_forms_are_no_sign_in(other: Form) -> None:
    assert find_form(seen(USER, PASSWORD, OTHER, forms=(other,))) is None


def test_a_form_that_cannot_be_reached_is_no_way_in() -> None:
    lost = [each.model_copy(update={"target": None}) for each in (USER, PASSWORD)]
    assert find_form(seen(*lost, forms=(LOGIN,))) is None


def test_a_field_before_the_password_is_the_user_name_whatever_it_is_called() -> None:
    odd = form(field(OTHER, FieldMeaning.TEXT), field(PASSWORD, FieldMeaning.PASSWORD, "password"))
    found = find_form(seen(OTHER, PASSWORD, forms=(odd,)))
    assert found is not None
    assert found.username == OTHER
    assert found.submit is None


def test_a_first_step_asks_for_the_name_alone() -> None:
    first = form(field(USER, FieldMeaning.EMAIL), purpose=Purpose.SIGN_IN)
    found = find_form(seen(USER, forms=(first,)))
    assert found is not None
    assert (found.username, found.password) == (USER, None)


def test_a_link_to_the_sign_in_is_preferred_to_a_button() -> None:
    button = element("Sign in", purpose=Purpose.SIGN_IN)
    way = link("/login", "Sign in", purpose=Purpose.SIGN_IN)
    assert find_way(seen(button, way)) == way
    assert find_way(seen(button)) == button
    assert find_way(seen(element("Sign in", purpose=Purpose.SIGN_IN, visible=False))) is None


def test_the_proof_is_what_was_not_there_before() -> None:
    home, menu = link("/", "Home", landmark="banner"), element("Menu", landmark="navigation")
    out = element("Sign out", purpose=Purpose.SIGN_OUT)
    profile = link("/me", "Ann", purpose=Purpose.PROFILE)
    assert find_proof((home,), (home, menu, profile, out)) == out.target
    assert find_proof((home,), (home, menu, profile)) == profile.target
    assert find_proof((home,), (home, menu)) == menu.target
    assert find_proof((home,), (home, element("x"))) is None
    assert find_proof((home, out), (home, out)) is None


def test_failing_is_told_in_the_words_of_the_page() -> None:
    out = element("Sign out", purpose=Purpose.SIGN_OUT)
    again = seen(USER, PASSWORD, forms=(LOGIN,))
    assert failure(seen(out), out.target) is None
    assert failure(seen(), None) is None
    assert "does not say why" in (failure(again, None) or "")
    refused = again.model_copy(update={"messages": ("Welcome", "Konto gesperrt")})
    assert failure(refused, None) == "Konto gesperrt"
    assert failure(seen(messages=("Account locked",)), None) == "Account locked"
    stays = seen(USER, PASSWORD, out, forms=(LOGIN,))
    assert failure(stays, out.target) is None


def test_a_complaint_is_read_from_plain_text_too() -> None:
    aria = '- heading "Sign in"\n- paragraph: Invalid user name or password\n- text: ok'
    assert complaint_of(seen(aria=aria)) == "Invalid user name or password"
    assert complaint_of(seen(aria="- paragraph: All is well")) is None


def test_a_one_time_code_is_noticed() -> None:
    code = form(field(element("Code", "textbox"), FieldMeaning.ONE_TIME_CODE))
    assert asks_for_code(seen(forms=(code,)))
    assert not asks_for_code(seen(forms=(LOGIN,)))


def test_secrets_are_taken_out_of_texts_and_ordinary_words_are_not() -> None:
    mask = Mask(("correct-horse", "correct-horse-battery", "abc", "Password"))
    assert mask("is correct-horse-battery or correct-horse, Password abc") == "is •••• or ••••, Password abc"
    assert mask.holds("xcorrect-horsex")
    assert not Mask(()).holds("anything")
    assert Mask(())("anything") == "anything"


def test_a_new_alert_is_the_answer_in_whatever_language() -> None:
    before = seen(USER, PASSWORD, forms=(LOGIN,), messages=("Tervetuloa",))
    after = before.model_copy(update={"messages": ("Tervetuloa", "Salasana ei kelpaa")})
    assert failure(after, None, before) == "Salasana ei kelpaa"
    assert "does not say why" in (failure(before, None, before) or "")
    # Where the form is gone, a message is no complaint unless it reads like one.
    assert failure(seen(messages=("Hei Anna",)), None, before) is None


def test_one_new_line_by_the_form_is_the_answer_and_several_are_another_page() -> None:
    before = seen(USER, PASSWORD, forms=(LOGIN,), aria="- paragraph: Kirjaudu sisään nyt")
    one = before.model_copy(update={"aria": before.aria + "\n- text: Salasana ei kelpaa\n- text: ok"})
    two = one.model_copy(update={"aria": one.aria + "\n- text: Uusi rivi täällä"})
    assert answer_of(before, one) == "Salasana ei kelpaa"
    assert answer_of(before, two) is None
