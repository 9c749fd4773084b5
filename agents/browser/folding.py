"""How texts are folded before words are looked for: lower case, no accents, in whatever script."""

import re
import unicodedata

_LETTERS = str.maketrans(
    {"ß": "ss", "ẞ": "ss", "ø": "o", "æ": "ae", "ł": "l", "đ": "d", "\u0131": "i", "œ": "oe"}
)
"""Letters that Unicode does not take apart."""

_TATWEEL = "\u0640"
_ARTICLE = re.compile("\\b(?:\u0627\u0644)+(?=[\u0621-\u064a]{3})")
"""The Arabic article, written as one with its word; what looks like it as well, so that twice is once."""


def folded(text: str) -> str:
    """Lower case and without marks; composed again, so that a Korean syllable stays one letter."""
    lower = text.lower().translate(_LETTERS).replace(_TATWEEL, "")
    apart = unicodedata.normalize("NFKD", lower)
    bare = "".join(one for one in apart if not unicodedata.combining(one))
    return _ARTICLE.sub("", unicodedata.normalize("NFC", bare))
