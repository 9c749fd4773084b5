"""Words by which the guard tells what is harmless and what can be undone."""

import re

import pytest

from agents.browser import guard_words as table
from agents.browser.guard_words import plain


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Löschen", "loschen"),
        ("SCHLIESSEN", "schliessen"),
        ("Schließen", "schliessen"),
        ("Réinitialiser  les\nfiltres", "reinitialiser les filtres"),
        ("deleteItem_now-or later", "delete item now or later"),
        ("HTMLView", "htmlview"),
        ("", ""),
    ],
)
def test_texts_are_folded_to_how_the_tables_are_written(text: str, told: str) -> None:
    assert plain(text) == told


@pytest.mark.parametrize(
    "pattern",
    [
        table.STRICTLY_HARMLESS,
        table.HARMLESS_BEGINNING,
        table.DESTRUCTIVE,
        table.DESTRUCTIVE_SEGMENT,
        table.REVERSIBLE,
    ],
)
def test_the_tables_are_written_as_texts_are_folded(pattern: re.Pattern[str]) -> None:
    """Else their words could never match."""
    assert pattern.pattern.isascii()
    assert pattern.pattern == pattern.pattern.lower()
    assert not set("_-") & set(pattern.pattern)
    assert not pattern.search("")


@pytest.mark.parametrize(
    ("name", "harmless"),
    [
        ("cancel", True),
        ("abbrechen", True),
        ("clear all filters", True),
        ("filter zurucksetzen", True),
        ("limpiar los filtros", True),
        ("cancel order", False),
        ("clear cart", False),
        ("closed", False),
    ],
)
def test_only_whole_names_are_strictly_harmless(name: str, *, harmless: bool) -> None:
    assert (table.STRICTLY_HARMLESS.fullmatch(name) is not None) is harmless


@pytest.mark.parametrize(
    ("name", "shows"),
    [
        ("show order history", True),
        ("zur kasse", True),
        ("sortieren nach preis", True),
        ("afficher le panier", True),
        ("mostrar", True),
        ("toon meer", True),
        ("showroom bestellen", False),
        ("pay and show", False),
        ("veranstaltung buchen", False),
    ],
)
def test_what_begins_with_showing_only_shows(name: str, *, shows: bool) -> None:
    assert (table.HARMLESS_BEGINNING.match(name) is not None) is shows


@pytest.mark.parametrize(
    ("name", "destroys"),
    [
        ("clear everything", True),
        ("empty my basket", True),
        ("close this account", True),
        ("cancel reservation", True),
        ("korb leeren", True),
        ("discard", True),
        ("discarded", False),
        ("clear filters", False),
        ("close", False),
        ("empty", False),
    ],
)
def test_what_the_common_vocabulary_leaves_open_destroys_by_what_it_is_about(
    name: str, *, destroys: bool
) -> None:
    assert (table.DESTRUCTIVE.search(name) is not None) is destroys


@pytest.mark.parametrize(
    ("segment", "destroys"),
    [
        ("delete", True),
        ("deleteitem", True),
        ("loschen", True),
        ("verwijderen", True),
        ("how to delete things", False),
        ("undelete", False),
        ("items", False),
    ],
)
def test_a_whole_segment_of_an_address_destroys(segment: str, *, destroys: bool) -> None:
    assert (table.DESTRUCTIVE_SEGMENT.fullmatch(segment) is not None) is destroys


@pytest.mark.parametrize(
    ("name", "undone"),
    [
        ("add", True),
        ("unfollow", True),
        ("favorite", True),
        ("favourite", True),
        ("in den warenkorb", True),
        ("opslaan", True),
        ("your address", False),
        ("renew", False),
        ("renewal", False),
        ("startseite", False),
    ],
)
def test_what_can_be_undone_is_known_by_whole_words(name: str, *, undone: bool) -> None:
    assert (table.REVERSIBLE.search(name) is not None) is undone
