"""What form fields ask for: pure rules over what was seen, words in the languages of `words`."""

import re
from collections.abc import Sequence

from agents.browser.facts import FieldFacts
from agents.browser.words import meaning_of
from agents.domain.base import Model
from agents.domain.page import FieldMeaning, Purpose

_AUTOCOMPLETE: dict[str, FieldMeaning] = {
    "username": FieldMeaning.USERNAME,
    "email": FieldMeaning.EMAIL,
    "current-password": FieldMeaning.PASSWORD,
    "new-password": FieldMeaning.NEW_PASSWORD,
    "one-time-code": FieldMeaning.ONE_TIME_CODE,
    "name": FieldMeaning.NAME,
    "given-name": FieldMeaning.NAME,
    "family-name": FieldMeaning.NAME,
    "additional-name": FieldMeaning.NAME,
    "nickname": FieldMeaning.NAME,
    "organization": FieldMeaning.NAME,
    "tel": FieldMeaning.PHONE,
    "tel-national": FieldMeaning.PHONE,
    "street-address": FieldMeaning.ADDRESS,
    "address-line1": FieldMeaning.ADDRESS,
    "address-line2": FieldMeaning.ADDRESS,
    "address-level2": FieldMeaning.CITY,
    "address-level1": FieldMeaning.TEXT,
    "postal-code": FieldMeaning.POSTCODE,
    "country": FieldMeaning.COUNTRY,
    "country-name": FieldMeaning.COUNTRY,
    "cc-name": FieldMeaning.NAME,
    "cc-number": FieldMeaning.CARD_NUMBER,
    "cc-exp": FieldMeaning.CARD_EXPIRY,
    "cc-exp-month": FieldMeaning.CARD_EXPIRY,
    "cc-exp-year": FieldMeaning.CARD_EXPIRY,
    "cc-csc": FieldMeaning.CARD_CODE,
    "bday": FieldMeaning.DATE,
    "url": FieldMeaning.URL,
}

_TYPES: dict[str, FieldMeaning] = {
    "email": FieldMeaning.EMAIL,
    "tel": FieldMeaning.PHONE,
    "url": FieldMeaning.URL,
    "date": FieldMeaning.DATE,
    "datetime-local": FieldMeaning.DATE,
    "month": FieldMeaning.DATE,
    "week": FieldMeaning.DATE,
    "time": FieldMeaning.TIME,
    "file": FieldMeaning.FILE,
    "search": FieldMeaning.SEARCH,
    "searchbox": FieldMeaning.SEARCH,
}

_CHOICES = frozenset(("radio", "select", "combobox", "listbox", "switch", "checkbox"))
_NUMBERS = frozenset(("number", "range", "spinbutton", "slider"))
_CHOICE_WORDS = frozenset((FieldMeaning.COUNTRY, FieldMeaning.QUANTITY))
_CARD_WORDS = frozenset((FieldMeaning.CARD_NUMBER, FieldMeaning.CARD_CODE, FieldMeaning.CARD_EXPIRY))
_NUMBER_WORDS = frozenset((FieldMeaning.QUANTITY, FieldMeaning.PRICE, FieldMeaning.CARD_CODE))


class FieldReading(Model):
    """What a field asks for, and which kind of evidence says so."""

    meaning: FieldMeaning
    evidence: str


def field_meaning(field: FieldFacts) -> FieldMeaning:
    """What a field asks for: its autocomplete token, else its type, else the words of label, name, hints."""
    return field_reading(field).meaning


def field_reading(field: FieldFacts) -> FieldReading:
    """What a field asks for, and by what: `autocomplete`, `type`, `label`, `hint`, `shape` or `nothing`."""
    for token in (field.autocomplete or "").lower().split():
        if token in _AUTOCOMPLETE:
            return FieldReading(meaning=_AUTOCOMPLETE[token], evidence="autocomplete")
    said, by = _words_of(field)
    typed = _by_type(field.type, said)
    if typed is not None:
        # What a type alone says is one thing, that a word bears it out or names it more closely another.
        return FieldReading(meaning=typed, evidence=f"type and {by}" if said is typed else "type")
    if said is FieldMeaning.CONSENT or said is None:
        return FieldReading(meaning=FieldMeaning.TEXT, evidence="nothing")
    return FieldReading(meaning=said, evidence=by)


def _by_type(kind: str, said: FieldMeaning | None) -> FieldMeaning | None:
    """What the type of a field leaves open, its words decide; None where the type says nothing."""
    if kind == "password":
        return said if said in (FieldMeaning.NEW_PASSWORD, FieldMeaning.CARD_CODE) else FieldMeaning.PASSWORD
    if kind in _TYPES:
        # Telephone keys are asked for by fields of many numbers.
        return said if kind == "tel" and said in _CARD_WORDS else _TYPES[kind]
    if kind in ("checkbox", "switch"):
        return FieldMeaning.CONSENT if said is FieldMeaning.CONSENT else FieldMeaning.CHOICE
    if kind in _CHOICES:
        return said if said in _CHOICE_WORDS else FieldMeaning.CHOICE
    if kind in _NUMBERS:
        return said if said in _NUMBER_WORDS else FieldMeaning.NUMBER
    if kind in ("textarea", "contenteditable"):
        return FieldMeaning.ADDRESS if said is FieldMeaning.ADDRESS else FieldMeaning.LONG_TEXT
    return None


_DATE_SHAPE = re.compile(
    r"\b(?:[dtjg]{2}|mm|yyyy|aaaa|jjjj|rrrr)[./ -](?:mm|[dtjg]{2})[./ -](?:yyyy|aaaa|jjjj|rrrr|[dtjg]{2})\b",
    re.IGNORECASE,
)
"""As a placeholder shows how to write a date, in any order and language of Latin letters."""


def _words_of(field: FieldFacts) -> tuple[FieldMeaning | None, str]:
    texts = (
        ("label", field.label),
        ("hint", field.name or ""),
        ("hint", field.placeholder),
        ("hint", field.id),
    )
    for by, text in texts:
        reading = meaning_of(text)
        if reading is not None:
            return reading.value, by
    dated = any(_DATE_SHAPE.search(text) for text in (field.placeholder, field.label))
    return (FieldMeaning.DATE, "shape") if dated else (None, "nothing")


def in_their_form(readings: Sequence[FieldReading], form: Purpose) -> tuple[FieldReading, ...]:
    """The readings with what only the form can tell: whoever signs up has no password yet."""
    if form is not Purpose.SIGN_UP:
        return tuple(readings)
    new = FieldReading(meaning=FieldMeaning.NEW_PASSWORD, evidence="form")
    return tuple(new if one.meaning is FieldMeaning.PASSWORD else one for one in readings)
