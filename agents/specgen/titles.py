"""Names of files and titles of tests: clean, unique, and accepted by the linter."""

import re
import unicodedata
from collections.abc import Collection, Sequence

from agents.domain.spec import TestCase
from agents.specgen.quote import one_line

_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_LONGEST_NAME = 60


def titled(tests: Sequence[TestCase]) -> tuple[TestCase, ...]:
    """The tests with the titles to print; a repeated title gets a number."""
    taken: set[str] = set()
    found = []
    for test in tests:
        title = _free(spoken(test.title, "test") or test.id, taken, "{} ({})")
        taken.add(title)
        found.append(test.model_copy(update={"title": title}))
    return tuple(found)


def describe_title(feature: str) -> str:
    """The title of a file's `test.describe`."""
    return spoken(feature, "describe") or "Feature"


def spoken(title: str, function: str) -> str:
    """The title on one line. One that begins with the name of its function, which the linter takes for a
    slip (`test('Test ...')`), begins with a quotation mark instead."""
    clean = one_line(title)
    first, _, rest = clean.partition(" ")
    return f'"{first}" {rest}'.rstrip() if first.lower() == function else clean


def file_name(feature: str, taken: Collection[str]) -> str:
    """A file name for the feature, in ASCII, not among those taken."""
    ascii_only = unicodedata.normalize("NFKD", feature).encode("ascii", "ignore").decode()
    slug = _NOT_SLUG.sub("-", ascii_only.lower())[:_LONGEST_NAME].strip("-")
    return _free(slug or "feature", taken, "{}-{}")


def _free(wanted: str, taken: Collection[str], pattern: str) -> str:
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = pattern.format(wanted, number)
    return name
