"""What form fields ask for, and what says so."""

import pytest

from agents.browser.facts import FieldFacts
from agents.browser.meanings import field_meaning, field_reading, in_their_form
from agents.domain.page import FieldMeaning, Purpose
from tests.unit.agents.browser.test_understand import field


@pytest.mark.parametrize(
    ("facts", "meaning"),
    [
        (field(autocomplete="shipping postal-code"), FieldMeaning.POSTCODE),
        (field(autocomplete="off", label="E-mail"), FieldMeaning.EMAIL),
        (field(type="password"), FieldMeaning.PASSWORD),
        (field(type="password", label="New password"), FieldMeaning.NEW_PASSWORD),
        (field(type="password", label="CVC"), FieldMeaning.CARD_CODE),
        (field(type="tel"), FieldMeaning.PHONE),
        (field(type="tel", label="Card number"), FieldMeaning.CARD_NUMBER),
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


@pytest.mark.parametrize(
    ("facts", "evidence"),
    [
        (field(autocomplete="email", type="email"), "autocomplete"),
        (field(type="email", label="Reach me at"), "type"),
        (field(type="email", label="E-mail"), "type and label"),
        (field(type="select", label="Country"), "type and label"),
        (field(label="City"), "label"),
        (field(name="city"), "hint"),
        (field(label="Frobnication"), "nothing"),
    ],
)
def test_the_evidence_of_a_meaning(facts: FieldFacts, evidence: str) -> None:
    assert field_reading(facts).evidence == evidence


def test_whoever_signs_up_has_no_password_yet() -> None:
    readings = [field_reading(field(type="email")), field_reading(field(type="password"))]
    there = [one.meaning for one in in_their_form(readings, Purpose.SIGN_UP)]
    assert there == [FieldMeaning.EMAIL, FieldMeaning.NEW_PASSWORD]
    elsewhere = [one.meaning for one in in_their_form(readings, Purpose.SIGN_IN)]
    assert elsewhere == [FieldMeaning.EMAIL, FieldMeaning.PASSWORD]
