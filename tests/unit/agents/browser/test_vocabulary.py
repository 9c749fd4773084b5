"""The word tables: written as texts are folded, and each phrase means something."""

from collections.abc import Iterator, Mapping

import pytest

from agents.browser.vocabulary import DANGER_WORDS, MEANING_WORDS, PURPOSE_WORDS, Danger
from agents.browser.words import meaning_of, purpose_of, tokens
from agents.domain.page import FieldMeaning, Purpose

Table = Mapping[str, tuple[str, ...]]
TABLES: tuple[Table, ...] = (
    {str(row): said for row, said in PURPOSE_WORDS.items()},
    {str(row): said for row, said in MEANING_WORDS.items()},
    {str(row): said for row, said in DANGER_WORDS.items()},
)


def phrases(table: Table) -> Iterator[tuple[str, str]]:
    return ((row, phrase) for row, all_of_it in table.items() for phrase in all_of_it)


def spoken(phrase: str) -> str:
    """A text that holds the phrase."""
    return phrase.replace("*", "")


@pytest.mark.parametrize("table", TABLES)
def test_phrases_are_written_as_texts_are_folded(table: Table) -> None:
    """Else they could never match."""
    unlike = [
        phrase for _, phrase in phrases(table) if list(tokens(spoken(phrase))) != spoken(phrase).split()
    ]
    assert unlike == []


@pytest.mark.parametrize("table", TABLES)
def test_any_ending_is_allowed_at_the_end_of_words_of_some_length_only(
    table: Table,
) -> None:
    open_words = [word for _, phrase in phrases(table) for word in phrase.split() if "*" in word]
    assert open_words
    assert [word for word in open_words if word.index("*") != len(word) - 1 or len(word) < 6] == []


def test_a_phrase_alone_means_its_row_or_an_earlier_one_that_has_it_too() -> None:
    for table, read in ((TABLES[0], purpose_of), (TABLES[1], meaning_of)):
        order = list(table)
        for row, phrase in phrases(table):
            reading = read(spoken(phrase))
            assert reading is not None, phrase
            assert reading.confidence == 1.0, phrase
            assert order.index(reading.value) <= order.index(row), phrase


@pytest.mark.parametrize(
    ("text", "purpose"),
    [
        ("Log out", Purpose.SIGN_OUT),
        ("Log in", Purpose.SIGN_IN),
        ("Add", Purpose.CREATE),
        ("Add to cart", Purpose.ADD_TO_CART),
        ("Cart", Purpose.CART),
        ("Weiter", Purpose.PAGING),
        ("Jetzt bestellen", Purpose.CHECKOUT),
        ("Jetzt kaufen", Purpose.PAYMENT),
        ("Konto", Purpose.PROFILE),
        ("Konto anlegen", Purpose.SIGN_UP),
    ],
)
def test_of_purposes_that_share_words_the_more_specific_one_stands_first(text: str, purpose: Purpose) -> None:
    reading = purpose_of(text)
    assert reading is not None
    assert reading.value is purpose


def test_what_deletes_is_destructive_and_what_pays_is_costly() -> None:
    assert set(PURPOSE_WORDS[Purpose.DELETE]) <= set(DANGER_WORDS[Danger.DESTRUCTIVE])
    assert set(PURPOSE_WORDS[Purpose.PAYMENT]) <= set(DANGER_WORDS[Danger.COSTLY])
    assert set(PURPOSE_WORDS[Purpose.SEARCH]) <= set(MEANING_WORDS[FieldMeaning.SEARCH])
    assert set(DANGER_WORDS) == set(Danger)
