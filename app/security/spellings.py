"""How a secret value may be spelled in text: plainly, in addresses, JSON, HTML, programs, Base64 or hex.

Pure. What is encrypted, hashed, compressed or cut in two cannot be recognised.
"""

import html.entities
import json
import re
from base64 import b64encode
from collections.abc import Iterator
from contextlib import suppress

_SHORTEST_ENCODED = 6
"""Shorter values give so little Base64 and hexadecimal that it would be found in what means another thing."""

_ESCAPES = re.compile(r"[%&\\\0+]")
_NUL = r"(?:\0|%00|\\{1,8}u0000|\\{1,8}x00)?"
"""What stands between the characters of UTF-16 that is read as if it were ASCII."""

_DIGIT = "[A-Za-z0-9+/_-]"


class Spellings:
    """Finds one value however it is spelled."""

    def __init__(self, value: str) -> None:
        self._plain = re.compile("|".join((re.escape(value), *_encoded(value))))
        self._escaped = re.compile(_NUL.join(map(_character, value)))

    def replaced(self, text: str, mask: str) -> str:
        """The text with the mask in place of the value."""
        # Most texts hold no escape at all, and this pattern is much slower. It comes first: an escape that
        # begins with the value would be taken apart.
        text = self._escaped.sub(mask, text) if _ESCAPES.search(text) else text
        return self._plain.sub(mask, text)


def _character(character: str) -> str:
    """A pattern for a character as it stands in text, addresses, JSON, HTML and programs, or in one in one.

    Repetitions are bounded: without, a long run of backslashes would take time by the square of its length.
    """
    special = not (character.isascii() and character.isalnum())
    forms = {rf"\\{{0,8}}{re.escape(character)}" if special else re.escape(character)}
    forms |= {r"\+"} if character == " " else set()
    in_json = json.dumps(character)[1:-1]
    if len(in_json) == 2 and in_json != r"\\":
        forms.add(rf"\\{{1,8}}{re.escape(in_json[1])}")
    escapes = "|".join((*_percent(character), *_code_units(character), *_entities(character)))
    # The longest first: what is left of a longer one would stay to be read.
    return f"(?:(?i:{escapes})|{'|'.join(sorted(forms, key=lambda form: (-len(form), form)))})"


def _percent(character: str) -> Iterator[str]:
    for encoding in ("utf-8", "latin-1"):
        with suppress(UnicodeEncodeError):
            data = character.encode(encoding, "surrogateescape")
            yield "".join(f"%(?:25){{0,3}}{byte:02x}" for byte in data)


def _code_units(character: str) -> Iterator[str]:
    """As JSON and JavaScript number a character."""
    data = character.encode("utf-16-be", "surrogatepass")
    yield "".join(rf"\\{{1,8}}u{data[at : at + 2].hex()}" for at in range(0, len(data), 2))
    code = ord(character)
    yield rf"\\{{1,8}}u\{{0{{0,6}}{code:x}\}}"
    if code < 256:
        yield rf"\\{{1,8}}x{code:02x}"


def _entities(character: str) -> Iterator[str]:
    """As HTML numbers or names a character; an ampersand of theirs may be escaped again."""
    code = ord(character)
    yield rf"&(?:amp;){{0,3}}\#(?:0{{0,6}}{code}|x0{{0,6}}{code:x})(?:;|(?![0-9a-f]))"
    names = {html.entities.codepoint2name.get(code), "apos" if character == "'" else None}
    for name in sorted(filter(None, names)):
        yield "&(?:amp;){1,3}" if name == "amp" else f"&(?:amp;){{0,3}}{name};"


def _encoded(value: str) -> Iterator[str]:
    for encoding in ("utf-8", "utf-16-le"):
        data = value.encode(encoding, "surrogatepass")
        if len(data) >= _SHORTEST_ENCODED:
            yield f"(?i:{data.hex()})"
            yield from (_base64(data, offset) for offset in range(3))


def _base64(data: bytes, offset: int) -> str:
    """A pattern for bytes within longer Base64, at one of the three places that they may have in it.

    What stands before and after them, as the name does before the password in basic authentication, shares a
    digit with them: that is taken along, for it holds some bits of them.
    """
    text = b64encode(bytes(offset) + data).decode().rstrip("=")
    first, bits = -(-offset * 8 // 6), (offset + len(data)) * 8
    core = "".join(map(_digit, text[first : bits // 6]))
    return f"{_DIGIT if offset else ''}{core}{_DIGIT if bits % 6 else ''}(?:=|%3[Dd]){{0,2}}"


def _digit(digit: str) -> str:
    forms = {"+": r"(?:[+-]|%2[Bb])", "/": r"(?:[/_]|\\/|%2[Ff])"}
    return forms.get(digit, digit)
