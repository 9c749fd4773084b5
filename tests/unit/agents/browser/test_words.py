"""Reading purposes, meanings and dangers from words."""

import pytest

from agents.browser.words import Danger, dangers_of, has_word, meaning_of, purpose_of, tokens
from agents.domain.page import FieldMeaning, Purpose


def test_words_are_folded_and_split() -> None:
    assert tokens("Straße: Übersicht: userName_2") == ("strasse", "ubersicht", "user", "name", "2")
    assert tokens("…") == ()


@pytest.mark.parametrize(
    ("text", "purpose"),
    [
        ("Sign in", Purpose.SIGN_IN),
        ("Abmelden", Purpose.SIGN_OUT),
        ("Se déconnecter", Purpose.SIGN_OUT),
        ("Crear cuenta", Purpose.SIGN_UP),
        ("In den Warenkorb", Purpose.ADD_TO_CART),
        ("Ajouter au panier", Purpose.ADD_TO_CART),
        ("Panier", Purpose.CART),
        ("Zur Kasse", Purpose.CHECKOUT),
        ("Zoeken", Purpose.SEARCH),
        ("Elimina", Purpose.DELETE),
        ("Salvar", Purpose.SAVE),
        ("Next page", Purpose.PAGING),
        ("Filtres", Purpose.FILTER),
        ("Schließen", Purpose.CLOSE),
    ],
)
def test_purposes_in_seven_languages(text: str, purpose: Purpose) -> None:
    reading = purpose_of(text)
    assert reading is not None
    assert reading.value is purpose
    assert reading.confidence == 1.0


def test_the_longest_phrase_wins_and_its_share_is_the_confidence() -> None:
    reading = purpose_of("Add to cart: Blue mug")
    assert reading is not None
    assert (reading.value, reading.phrase, reading.confidence) == (Purpose.ADD_TO_CART, "add to cart", 0.6)


def test_unknown_words_are_read_as_nothing() -> None:
    assert purpose_of("Lorem ipsum") is None
    assert meaning_of("") is None
    assert dangers_of("Lorem") == ()


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("E-Mail-Adresse", FieldMeaning.EMAIL),
        ("Mot de passe", FieldMeaning.PASSWORD),
        ("Confirm password", FieldMeaning.NEW_PASSWORD),
        ("PLZ", FieldMeaning.POSTCODE),
        ("cardNumber", FieldMeaning.CARD_NUMBER),
        ("Valid until", FieldMeaning.CARD_EXPIRY),
        ("Menge", FieldMeaning.QUANTITY),
        ("Ich stimme zu", FieldMeaning.CONSENT),
        ("Nachname", FieldMeaning.NAME),
    ],
)
def test_meanings(text: str, meaning: FieldMeaning) -> None:
    reading = meaning_of(text)
    assert reading is not None
    assert reading.value is meaning


@pytest.mark.parametrize(
    ("text", "dangers"),
    [
        ("Delete account", (Danger.DESTRUCTIVE,)),
        ("Konto löschen", (Danger.DESTRUCTIVE,)),
        ("Place order", (Danger.COSTLY,)),
        ("Jetzt kaufen", (Danger.COSTLY,)),
        ("Send invitation", (Danger.OUTWARD,)),
        ("Remove and notify", (Danger.DESTRUCTIVE, Danger.OUTWARD)),
        ("Reset filters", ()),
        ("Deleted items report", ()),
    ],
)
def test_dangers(text: str, dangers: tuple[Danger, ...]) -> None:
    """S012: what must not be pressed without leave."""
    assert dangers_of(text) == dangers


def test_phrases_with_any_ending() -> None:
    assert has_word("Our newsletters", "newsletter*")
    assert not has_word("Our newsletters", "newsletter")
    assert has_word("a not found page", "not found")
