"""What words on controls and labels mean, in the languages of `vocabulary` and `vocabulary_more`.

The tables are generic web vocabulary, folded; nothing here knows an application.
Confidence is the share of the text that the matching phrase covers.
"""

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Generic, TypeVar

from agents.browser.folding import folded
from agents.browser.vocabulary import DANGER_WORDS, MEANING_WORDS, PURPOSE_WORDS, Danger
from agents.domain.base import Fraction, Model
from agents.domain.page import FieldMeaning, Purpose

__all__ = ["Danger", "Reading", "dangers_of", "has_word", "meaning_of", "purpose_of", "tokens"]

K = TypeVar("K", bound=StrEnum)

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_UNPARTED = "\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7a3"
"""Japanese, Chinese and Korean letters: what stands before or after a word is not parted from it."""

_KNOWN = sorted(
    {
        word
        for table in (PURPOSE_WORDS, MEANING_WORDS, DANGER_WORDS)
        for phrases in table.values()
        for phrase in phrases
        for word in phrase.split()
        if re.fullmatch(f"[{_UNPARTED}]+", word)
    },
    key=lambda word: (-len(word), word),
)
_AN_UNKNOWN = f"(?:(?!{'|'.join(_KNOWN)})[{_UNPARTED}])+"
_WORD = re.compile(f"{'|'.join(_KNOWN)}|{_AN_UNKNOWN}|(?:(?![{_UNPARTED}_])[\\w\u0900-\u097f])+")
_PREFIX = 3
"""Length of the beginnings under which phrases are filed; a shorter word is filed whole."""


class Reading(Model, Generic[K]):
    """What a text was read as, the share of its words that says so, and the words that do."""

    value: K
    confidence: Fraction
    phrase: str


class _Table(Generic[K]):
    """Phrases filed by the beginning of their first word, so that a text is compared with few of them."""

    def __init__(self, rows: Mapping[K, tuple[str, ...]]) -> None:
        self._filed: dict[str, list[tuple[int, K, tuple[str, ...]]]] = {}
        for order, (value, phrases) in enumerate(rows.items()):
            for phrase in phrases:
                parts = tuple(phrase.split())
                self._filed.setdefault(parts[0].rstrip("*")[:_PREFIX], []).append((order, value, parts))

    def matches(self, words: tuple[str, ...]) -> Iterator[tuple[int, int, int, K, tuple[str, ...]]]:
        """Every phrase in the text: minus its length, where it stands, its row, its value, its words."""
        for at, word in enumerate(words):
            for order, value, parts in self._filed.get(word[:_PREFIX], ()):
                if _fits(parts, words[at : at + len(parts)]):
                    yield -len(parts), at, order, value, parts

    def read(self, text: str) -> Reading[K] | None:
        """The longest phrase, then the one that stands first, then the earlier row of the table."""
        words = tokens(text)
        found = min(self.matches(words), key=lambda match: match[:3], default=None)
        if found is None:
            return None
        return Reading(value=found[3], confidence=-found[0] / len(words), phrase=" ".join(found[4]))


_PURPOSES = _Table(PURPOSE_WORDS)
_MEANINGS = _Table(MEANING_WORDS)
_DANGERS = _Table(DANGER_WORDS)


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[str, ...]:
    """The words of a text in lower case: accents folded, camelCase and punctuation split.

    Where words are not parted, those that the tables know are, and what stands between them.
    """
    return tuple(_WORD.findall(folded(_CAMEL.sub(" ", text))))


@lru_cache(maxsize=4096)
def purpose_of(text: str) -> Reading[Purpose] | None:
    """What a control or form with this text is for; None when no word is known."""
    return _PURPOSES.read(text)


@lru_cache(maxsize=4096)
def meaning_of(text: str) -> Reading[FieldMeaning] | None:
    """What a field with this label or name asks for; None when no word is known."""
    return _MEANINGS.read(text)


@lru_cache(maxsize=4096)
def dangers_of(text: str) -> tuple[Danger, ...]:
    """Why a control with this text must not be used without leave; empty when no word says so."""
    found = {match[3] for match in _DANGERS.matches(tokens(text))}
    return tuple(danger for danger in Danger if danger in found)


def has_word(text: str, *phrases: str) -> bool:
    """Whether any of these phrases (folded; `*` stands for any ending) is in the text."""
    words = tokens(text)
    wanted = [tuple(phrase.split()) for phrase in phrases]
    return any(_fits(parts, words[at : at + len(parts)]) for parts in wanted for at in range(len(words)))


def _fits(parts: tuple[str, ...], words: tuple[str, ...]) -> bool:
    if len(parts) != len(words):
        return False
    return all(
        word.startswith(part[:-1]) if part.endswith("*") else word == part
        for part, word in zip(parts, words, strict=True)
    )
