"""Names as people say them: an accessible name may hold glyphs of icon fonts, which nobody says."""

import re

MASK = "••••"
"""What stands in place of a secret in texts that were seen."""

_GLYPHS = re.compile(r"[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_LIGATURE = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)+")


def spoken(name: str) -> str:
    """The name without icons, white space normalised; empty when it was nothing but glyphs.

    An icon font may spell its glyph as a word with underscores: before a label that begins with a capital
    letter it is left out, alone it is read as words.
    """
    words = _GLYPHS.sub(" ", name).split()
    if len(words) > 1 and _LIGATURE.fullmatch(words[0]) and words[1][0].isupper():
        words = words[1:]
    if len(words) == 1 and _LIGATURE.fullmatch(words[0]):
        return words[0].replace("_", " ")
    return " ".join(words)


def says_something(name: str) -> bool:
    """Whether a name has a letter in it that is not part of an icon."""
    return any(char.isalpha() for char in spoken(name))


def names_a_thing(name: str) -> bool:
    """Whether a name says something and is whole: one with a secret taken out is nobody's name."""
    return says_something(name) and MASK not in name
