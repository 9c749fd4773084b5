"""What elements, fields, forms and pages are for."""

import pytest

from agents.browser.facts import ElementFacts, FieldFacts, FormFacts
from agents.browser.understand import (
    confidence_of,
    element_purpose,
    field_meaning,
    form_purpose,
    page_type,
)
from agents.domain.page import Collection, FieldMeaning, Form, FormField, Heading, Purpose

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
    ],
)
def test_purposes_of_elements(facts: ElementFacts, purpose: Purpose) -> None:
    assert element_purpose(facts, ORIGIN) is purpose


@pytest.mark.parametrize(
    ("facts", "meaning"),
    [
        (field(autocomplete="shipping postal-code"), FieldMeaning.POSTCODE),
        (field(autocomplete="off", label="E-mail"), FieldMeaning.EMAIL),
        (field(type="password"), FieldMeaning.PASSWORD),
        (field(type="password", label="New password"), FieldMeaning.NEW_PASSWORD),
        (field(type="password", label="CVC"), FieldMeaning.CARD_CODE),
        (field(type="tel"), FieldMeaning.PHONE),
        (field(type="checkbox", label="I accept the terms"), FieldMeaning.CONSENT),
        (field(type="checkbox", label="Gift wrap"), FieldMeaning.CHOICE),
        (field(type="select", label="Country"), FieldMeaning.COUNTRY),
        (field(type="select", label="Colour"), FieldMeaning.CHOICE),
        (field(type="radio"), FieldMeaning.CHOICE),
        (field(type="number", name="qty"), FieldMeaning.QUANTITY),
        (field(type="number"), FieldMeaning.NUMBER),
        (field(type="textarea", label="Delivery address"), FieldMeaning.ADDRESS),
        (field(type="contenteditable"), FieldMeaning.LONG_TEXT),
        (field(label="Terms"), FieldMeaning.TEXT),
        (field(placeholder="City"), FieldMeaning.CITY),
        (field(id="phone"), FieldMeaning.PHONE),
        (field(), FieldMeaning.TEXT),
    ],
)
def test_meanings_of_fields(facts: FieldFacts, meaning: FieldMeaning) -> None:
    assert field_meaning(facts) is meaning


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


def test_witnesses_that_agree_make_a_form_surer() -> None:
    meanings = (M.EMAIL, M.PASSWORD)
    alone = form_purpose(form(), meanings, "", ORIGIN)
    agreeing = form_purpose(form(name="Sign in", id="login"), meanings, "Sign in", ORIGIN)
    torn = form_purpose(form(action="http://app.test/search"), meanings, "", ORIGIN)
    assert torn.confidence < alone.confidence < agreeing.confidence


def shown(kind: Purpose, *, dialog: bool = False, fields: int = 0) -> Form:
    one = FormField(element="e1", name=None, label="", meaning=M.TEXT, type="text")
    return Form(
        id="f1",
        name="",
        purpose=kind,
        confidence=0.5,
        method="post",
        fields=(one,) * fields,
        submit=None,
        dialog=dialog,
    )


def rows(role: str, count: int) -> Collection:
    return Collection(id="c1", role=role, name="", locator=None, items=None, count=count, samples=())


@pytest.mark.parametrize(
    ("url", "heading", "forms", "collections", "kind"),
    [
        ("http://a.test/x", "Page not found", (), (), "error"),
        ("http://a.test/x", "Hello", (shown(Purpose.SIGN_IN),), (), "sign-in"),
        ("http://a.test/x", "Hello", (shown(Purpose.SIGN_IN, dialog=True),), (), "content"),
        ("http://a.test/x", "Hello", (shown(Purpose.PAYMENT),), (), "checkout"),
        ("http://a.test/basket", "Hello", (), (), "cart"),
        ("http://a.test/#/warenkorb", "Hello", (), (), "cart"),
        ("http://a.test/x", "Mein Konto", (), (), "profile"),
        ("http://a.test/", "Hello", (), (), "home"),
        ("http://a.test/things/12", "Hello", (), (rows("group", 4),), "detail"),
        ("http://a.test/things", "Hello", (), (rows("table", 4),), "list"),
        ("http://a.test/things/new", "Hello", (shown(Purpose.CREATE, fields=2),), (), "form"),
        ("http://a.test/things", "Hello", (), (rows("list", 4),), "list"),
        ("http://a.test/things/red-mug", "Hello", (), (), "detail"),
        ("http://a.test/about", "Hello", (), (), "content"),
    ],
)
def test_types_of_pages(
    url: str, heading: str, forms: tuple[Form, ...], collections: tuple[Collection, ...], kind: str
) -> None:
    headings = (Heading(text=heading, level=1),)
    assert page_type(url, "Title", headings, forms, collections) == kind


def test_apply_in_an_address_is_no_saving() -> None:
    asked = (field(label="Full name"),)
    reading = form_purpose(form(fields=asked), [FieldMeaning.NAME], "Next", "http://app.test/apply/1")
    assert reading.purpose is Purpose.SUBMIT
    reading = form_purpose(form(fields=asked), [FieldMeaning.NAME], "Next", "http://app.test/contact")
    assert reading.purpose is Purpose.CONTACT
