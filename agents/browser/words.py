"""What words on controls and labels mean, in seven languages (en, de, fr, es, it, nl, pt).

The tables (`vocabulary`) are generic web vocabulary, folded to ASCII; nothing here knows an application.
Confidence is the share of the text that the matching phrase covers.
"""

import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Generic, TypeVar

from agents.browser.vocabulary import DANGER_WORDS, MEANING_WORDS, PURPOSE_WORDS
from agents.domain.base import Fraction, Model
from agents.domain.page import FieldMeaning, Purpose

K = TypeVar("K", bound=StrEnum)


class Danger(StrEnum):
    """Why an action needs leave: it destroys, costs money, or reaches other people."""

    DESTRUCTIVE = "destructive"
    COSTLY = "costly"
    OUTWARD = "outward"


class Reading(Model, Generic[K]):
    """What a text was read as, and the share of its words that says so."""

    value: K
    confidence: Fraction
    phrase: str


_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_WORD = re.compile(r"[a-z0-9]+")


def tokens(text: str) -> tuple[str, ...]:
    """The words of a text in lower-case ASCII: accents folded, camelCase and punctuation split."""
    split = _CAMEL.sub(" ", text).replace("ß", "ss").replace("ø", "o").replace("æ", "ae")
    folded = unicodedata.normalize("NFKD", split).encode("ascii", "ignore").decode()
    return tuple(_WORD.findall(folded.lower().replace("'", " ")))


def purpose_of(text: str) -> Reading[Purpose] | None:
    """What a control or form with this text is for; None when no word is known."""
    return _read(text, PURPOSE_WORDS)


def meaning_of(text: str) -> Reading[FieldMeaning] | None:
    """What a field with this label or name asks for; None when no word is known."""
    return _read(text, MEANING_WORDS)


def dangers_of(text: str) -> tuple[Danger, ...]:
    """Why a control with this text must not be used without leave; empty when no word says so."""
    words = tokens(text)
    return tuple(
        danger
        for danger in Danger
        if any(_finds(phrase, words) is not None for phrase in DANGER_WORDS[danger.value])
    )


def has_word(text: str, *phrases: str) -> bool:
    """Whether any of these phrases (folded, `*` for any ending) stands in the text."""
    words = tokens(text)
    return any(_finds(phrase, words) is not None for phrase in phrases)


def _read(text: str, table: Mapping[K, tuple[str, ...]]) -> Reading[K] | None:
    words = tokens(text)
    best: Reading[K] | None = None
    best_rank = (0, 0)
    for value, phrases in table.items():
        for phrase in phrases:
            at = _finds(phrase, words)
            if at is None:
                continue
            length = len(_parts(phrase))
            # The longest phrase wins, then the one that stands first, then the order of the table.
            if best is None or (length, -at) > best_rank:
                best = Reading(value=value, confidence=length / len(words), phrase=phrase)
                best_rank = (length, -at)
    return best


def _finds(phrase: str, words: tuple[str, ...]) -> int | None:
    """Where the phrase begins among the words; None when it is not there."""
    parts = _parts(phrase)
    for at in range(len(words) - len(parts) + 1):
        if all(_fits(part, word) for part, word in zip(parts, words[at:], strict=False)):
            return at
    return None


def _fits(part: str, word: str) -> bool:
    return word.startswith(part[:-1]) if part.endswith("*") else word == part


@cache
def _parts(phrase: str) -> tuple[str, ...]:
    return tuple(phrase.split())
