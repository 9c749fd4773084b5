"""What a diff touches, in words that pages and scenarios can be matched with."""

import re

from agents.domain.base import Model

_HEADER = re.compile(r"^(?:\+\+\+|---) (?:[ab]/)?([^\t\n]+)", re.MULTILINE)
_CHANGED = re.compile(r"^[+-](?![+-]{2} )(.*)$", re.MULTILINE)
# Parts of paths and code that say nothing about a feature.
_COMMON = frozenset(
    """
    src app apps lib libs main index test tests spec specs page pages component components view
    views route routes controller controllers model models service services template templates
    static public assets common shared core util utils helper helpers type types style styles html
    css scss json yaml yml tsx jsx java kotlin swift php ruby python const let var def class
    function return import from export default async await null none true false this self new get
    set the and for with not are was use string number int void div span
    """.split()  # noqa: SIM905
)


class ChangedWords(Model):
    """The words of the changed paths and of the changed lines; both lower case."""

    paths: tuple[str, ...]
    in_paths: frozenset[str]
    in_lines: frozenset[str]


def read_diff(diff: str) -> ChangedWords:
    """The words of a unified diff. What is not a diff has no words."""
    paths = tuple(dict.fromkeys(p.strip() for p in _HEADER.findall(diff) if p.strip() != "/dev/null"))
    return ChangedWords(
        paths=paths,
        in_paths=frozenset(word for path in paths for word in words(path)),
        in_lines=frozenset(word for line in _CHANGED.findall(diff) for word in words(line)),
    )


def words(text: str) -> tuple[str, ...]:
    """Words of identifiers and prose, camelCase taken apart, plural and singular alike."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    found = re.findall(r"[^\W\d_]{3,}", apart)
    return tuple(_singular(word.casefold()) for word in found if word.casefold() not in _COMMON)


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word
