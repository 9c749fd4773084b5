"""Texts that a test makes at run time: `const name = unique('Mug ');`."""

from collections.abc import Iterable, Iterator

from agents.domain.assertions import Assertion
from agents.domain.locator import Locator, Unique
from agents.domain.spec import TestCase
from agents.domain.steps import Step
from agents.specgen.quote import quote

TOKEN_LENGTH = 12
"""Characters of a full token: eight of the time in base 36, four at random."""

_EMAIL_HOST = "@example.test"
_NAMES_TAKEN = frozenset(
    """
    page test expect unique env signIn tidyUp failure process url
    arguments await async break case catch class const continue debugger default delete do else enum eval
    export extends false finally for function if implements import in instanceof interface let new null
    package private protected public return static super switch this throw true try typeof undefined var
    void while with yield
    """.split()  # noqa: SIM905 - a list of words reads better as words
)


def variable(text: Unique) -> str:
    """The name of the variable that holds the text; a word that TypeScript or the file needs is avoided."""
    return f"{text.key}Text" if text.key in _NAMES_TAKEN else text.key


def declaration(text: Unique) -> str:
    """The statement that makes the text. A length limit is met here, so that the spec needs no logic."""
    separator = " " if text.shape == "text" else "-"
    ending = _EMAIL_HOST if text.shape == "email" else ""
    limit = text.max_length if text.max_length is not None else 10_000
    if text.shape == "number":
        # A leading digit of its own: a number does not keep its leading zeros.
        value = f"unique('1', {max(1, min(limit, 10) - 1)}, 10)"
    else:
        length = max(1, min(TOKEN_LENGTH, limit - len(ending)))
        room = limit - len(ending) - length - len(separator)
        head = text.prefix[: max(0, room)].rstrip()
        start = f"{head}{separator}" if head else ""
        short = f", {length}" if length < TOKEN_LENGTH else ""
        value = f"unique({quote(start)}{short})" + (f" + {quote(ending)}" if ending else "")
    return f"const {variable(text)} = {value};"


def uniques(test: TestCase) -> tuple[Unique, ...]:
    """The texts that the test makes, in the order of their first use."""
    found: dict[Unique, None] = {}
    for block in test.blocks:
        found.update(dict.fromkeys(_in_all(block.steps)))
        found.update(dict.fromkeys(_in_all(block.assertions)))
    return tuple(found)


def locators(test: TestCase) -> tuple[Locator, ...]:
    """The locators that the test uses, in the order of their first use."""
    found: dict[Locator, None] = {}
    for block in test.blocks:
        for part in (*block.steps, *block.waits, *block.assertions):
            on = getattr(part, "on", None)
            if isinstance(on, Locator):
                found[on] = None
    return tuple(found)


def _in_all(parts: Iterable[Step | Assertion]) -> Iterator[Unique]:
    for part in parts:
        on = getattr(part, "on", None)
        if isinstance(on, Locator):
            yield from _in_locator(on)
        for name in ("value", "text"):
            text = getattr(part, name, None)
            if isinstance(text, Unique):
                yield text


def _in_locator(locator: Locator) -> Iterator[Unique]:
    for part in locator.chain:
        for name in ("name", "text", "has_text"):
            text = getattr(part, name, None)
            if isinstance(text, Unique):
                yield text
