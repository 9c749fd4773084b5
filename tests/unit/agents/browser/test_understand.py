"""What elements, fields, forms and pages are for."""

import pytest

from agents.browser.facts import ElementFacts, FieldFacts, FormFacts
from agents.browser.understand import (
    confidence_of,
    element_purpose,
    form_purpose,
)
from agents.domain.page import FieldMeaning, Purpose

ORIGIN = "http://app.test/page"


def element(**changes: object) -> ElementFacts:
    base = ElementFacts(
        role="button",
        name="",
        tag="button",
        shadow=False,
        found=("native",),
        locators=(),
        css="",
        closed=False,
        visible=True,
        enabled=True,
        box=(0, 0, 1, 1),
        landmark=None,
        input_type=None,
        href=None,
        value=None,
        checked=None,
        expanded=None,
        has_popup=False,
        here=False,
        hint="",
        rel="",
        target="",
        download=False,
        current="",
        sorts=False,
        collection=None,
        item=None,
    )
    return base.model_copy(update=changes)


def field(**changes: object) -> FieldFacts:
    base = FieldFacts(
        element=0,
        name=None,
        label="",
        type="text",
        required=False,
        min=None,
        max=None,
        step=None,
        min_length=None,
        max_length=None,
        pattern=None,
        options=(),
        value=None,
        autocomplete=None,
        placeholder="",
        id="",
        inputmode="",
        accept="",
    )
    return base.model_copy(update=changes)


def form(**changes: object) -> FormFacts:
    base = FormFacts(
        name="",
        method="post",
        action=None,
        no_validate=False,
        fields=(),
        submits=(0,),
        declared=True,
        dialog=False,
        text="",
        id="",
        role="",
    )
    return base.model_copy(update=changes)


def test_confidence_is_computed_from_the_evidence() -> None:
    """More evidence, and more kinds of it, leave less doubt; the same evidence twice adds nothing."""
    assert confidence_of(("cursor",)) == 0.5
    assert confidence_of(("cursor", "hover")) == 0.75
    assert confidence_of(("listener",)) == confidence_of(("listener", "framework")) == 0.875
    assert (
        confidence_of(("native",))
        < confidence_of(("native", "listener"))
        < confidence_of(("native", "listener", "cursor"))
    )


@pytest.mark.parametrize(
    ("facts", "purpose"),
    [
        (element(role="tab", name="Delete"), Purpose.TAB),
        (element(role="textbox", name="Name"), Purpose.INPUT),
        (element(role="searchbox"), Purpose.SEARCH),
        (element(role="combobox", name="Sort by"), Purpose.SORT),
        (element(role="checkbox", hint="filter-brand"), Purpose.FILTER),
        (element(role="generic", found=("editable",)), Purpose.INPUT),
        (element(role="link", name="Docs", href="http://other.test/"), Purpose.EXTERNAL),
        (element(role="link", name="Write", href="mailto:a@app.test"), Purpose.EXTERNAL),
        (element(role="link", name="Script", href="javascript:void(0)"), Purpose.NAVIGATION),
        (element(role="link", name="Sign in", href="http://app.test/in"), Purpose.SIGN_IN),
        (element(role="link", name="Save the whales", href="http://app.test/w"), Purpose.NAVIGATION),
        (element(role="link", name="3", href="http://app.test/?p=3"), Purpose.PAGING),
        (element(role="button", name="3"), Purpose.PAGING),
        (element(name="More", has_popup=True), Purpose.MENU),
        (element(name="Cart", has_popup=True), Purpose.CART),
        (element(name="Delete"), Purpose.DELETE),
        (element(name="A long sentence that says delete once"), Purpose.OTHER),
        (element(name="", hint="icon-trash"), Purpose.DELETE),
        (element(name="Unit", sorts=True), Purpose.SORT),
        (element(name="Section", expanded=False), Purpose.DISCLOSURE),
        (element(name="Section", tag="summary"), Purpose.DISCLOSURE),
        (element(name="×"), Purpose.CLOSE),  # noqa: RUF001 - the cross of many close buttons
        (element(name="Frobnicate", input_type="submit"), Purpose.SUBMIT),
        (element(name="Frobnicate"), Purpose.OTHER),
        (element(role="link", name="Amount", href="http://app.test/page?o=2", sorts=True), Purpose.SORT),
        (element(role="link", name="Amount", href="http://app.test/page?sort=2"), Purpose.SORT),
        (element(role="link", name="Blue", href="http://app.test/page?colour=blue"), Purpose.FILTER),
        (element(role="link", name="Blue", href="http://app.test/page?tab=blue"), Purpose.NAVIGATION),
        (element(role="link", name="Blue", href="http://app.test/other?colour=blue"), Purpose.NAVIGATION),
        (element(role="link", name="Bli medlem", href="http://app.test/register"), Purpose.SIGN_UP),
        (element(role="link", name="As a table", href="http://app.test/all.csv"), Purpose.OTHER),
        (element(role="link", name="Back to basket", href="http://app.test/x"), Purpose.NAVIGATION),
        (element(name="Can I cancel?", expanded=False), Purpose.DISCLOSURE),
        (element(name="Filter", expanded=False), Purpose.FILTER),
        (element(name="Continue with Google"), Purpose.SIGN_IN),
        (element(name="Delete my account"), Purpose.DELETE),
        (element(name="Mein Konto löschen"), Purpose.DELETE),
        (element(role="switch", name="Let others find me"), Purpose.INPUT),
        (element(role="textbox", name="Find"), Purpose.SEARCH),
    ],
)
def test_purposes_of_elements(facts: ElementFacts, purpose: Purpose) -> None:
    assert element_purpose(facts, ORIGIN) is purpose


M = FieldMeaning


@pytest.mark.parametrize(
    ("facts", "meanings", "submit", "purpose"),
    [
        (form(), (M.EMAIL, M.PASSWORD), "Go", Purpose.SIGN_IN),
        (form(), (M.EMAIL, M.PASSWORD, M.CHOICE), "Anmelden", Purpose.SIGN_IN),
        (form(), (M.EMAIL, M.PASSWORD), "Register", Purpose.SIGN_UP),
        (form(), (M.NAME, M.EMAIL, M.NEW_PASSWORD), "Go", Purpose.SIGN_UP),
        (form(), (M.PASSWORD, M.NEW_PASSWORD, M.NEW_PASSWORD), "Change", Purpose.PROFILE),
        (form(name="Sign up"), (M.PASSWORD, M.NEW_PASSWORD), "", Purpose.SIGN_UP),
        (form(name="Add user"), (M.USERNAME, M.EMAIL, M.PASSWORD), "Save", Purpose.CREATE),
        (form(name="Kim's profile"), (M.EMAIL, M.PASSWORD, *[M.CHOICE] * 9), "Save", Purpose.PROFILE),
        (form(), (M.CARD_NUMBER, M.CARD_EXPIRY), "Go", Purpose.PAYMENT),
        (form(), (M.CARD_NUMBER, M.ADDRESS), "Go", Purpose.CHECKOUT),
        (form(method="get"), (M.SEARCH, M.CHOICE), "", Purpose.SEARCH),
        (form(method="get"), (M.CHOICE, M.PRICE), "Go", Purpose.FILTER),
        (form(), (M.NAME, M.EMAIL, M.LONG_TEXT), "Send", Purpose.CONTACT),
        (form(name="Edit entry"), (M.NAME, M.LONG_TEXT), "Save", Purpose.EDIT),
        (form(), (M.EMAIL,), "Subscribe", Purpose.SUBSCRIBE),
        (form(), (M.EMAIL,), "Frobnicate", Purpose.SUBMIT),
        (form(name="Add entry"), (M.TEXT,), "Save", Purpose.CREATE),
        (form(), (M.TEXT,), "Save", Purpose.SAVE),
        (form(), (M.PASSWORD, M.NUMBER), "Create", Purpose.CREATE),
        (form(submits=()), (M.TEXT,), "", Purpose.OTHER),
    ],
)
def test_purposes_of_forms(
    facts: FormFacts, meanings: tuple[FieldMeaning, ...], submit: str, purpose: Purpose
) -> None:
    assert form_purpose(facts, meanings, submit, ORIGIN).purpose is purpose


def test_how_the_witnesses_of_a_form_speak_is_its_evidence() -> None:
    """Together, alone, against one another, or not at all: what its confidence is counted by."""
    meanings = (M.EMAIL, M.PASSWORD)
    assert form_purpose(form(), meanings, "", ORIGIN).evidence == "alone"
    assert form_purpose(form(name="Sign in", id="login"), meanings, "Sign in", ORIGIN).evidence == "agreeing"
    assert form_purpose(form(action="http://app.test/search"), meanings, "", ORIGIN).evidence == "torn"
    assert form_purpose(form(), (M.TEXT,), "", ORIGIN).evidence == "silent"


def test_a_form_that_asks_for_a_code_alone_signs_in() -> None:
    assert form_purpose(form(), (M.ONE_TIME_CODE, M.CHOICE), "Check", ORIGIN).purpose is Purpose.SIGN_IN
    assert (
        form_purpose(form(), (M.ONE_TIME_CODE, M.LONG_TEXT), "Check", ORIGIN).purpose is not Purpose.SIGN_IN
    )


def test_an_address_with_a_word_about_letters_is_subscribed() -> None:
    letters = form(text="Our newsletter, once a month")
    assert form_purpose(letters, (M.EMAIL, M.CONSENT), "Go", ORIGIN).purpose is Purpose.SUBSCRIBE
    assert form_purpose(letters, (M.EMAIL, M.DATE), "Go", ORIGIN).purpose is not Purpose.SUBSCRIBE


def test_apply_in_an_address_is_no_saving() -> None:
    asked = (field(label="Full name"),)
    reading = form_purpose(form(fields=asked), [FieldMeaning.NAME], "Next", "http://app.test/apply/1")
    assert reading.purpose is Purpose.SUBMIT
    reading = form_purpose(form(fields=asked), [FieldMeaning.NAME], "Next", "http://app.test/contact")
    assert reading.purpose is Purpose.CONTACT
