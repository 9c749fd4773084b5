"""The one place where foreign text becomes part of a TypeScript file.

Page text, issue text and model output are hostile: whatever they hold, a quoted string evaluates to exactly
that text, and a comment never ends before its line does.
"""

import json
import re
import unicodedata

_ESCAPE_OR_QUOTE = re.compile(r"\\.|'")
_SPACES = re.compile(r"\s+")
_BREAKING = ("Cc", "Cf", "Cs", "Zl", "Zp")


def quote(text: str) -> str:
    r"""The text as a TypeScript string literal; never a template literal, where `${` of a page would run.

    JSON does the escaping. Letters of any script stay readable; whatever a reader cannot see (controls,
    bidirectional marks, odd spaces, U+2028, lone surrogates, unassigned code points) becomes `\uXXXX`. As
    Prettier does, double quotes are used where they spare an escape.
    """
    inner = "".join(map(_visible, json.dumps(text, ensure_ascii=False)[1:-1]))
    if "'" in text and '"' not in text:
        return f'"{inner}"'
    return f"'{_ESCAPE_OR_QUOTE.sub(_single, inner)}'"


def _visible(char: str) -> str:
    category = unicodedata.category(char)
    hidden = category.startswith("C") or (category.startswith("Z") and char != " ")
    return json.dumps(char)[1:-1] if hidden else char


def one_line(text: str) -> str:
    """The text without control and format characters, white space collapsed: a title or a comment."""
    visible = "".join(" " if unicodedata.category(char) in _BREAKING else char for char in text)
    return _SPACES.sub(" ", visible).strip()


def comment(text: str) -> str:
    """The text as one `//` line.

    U+2028 and U+2029 end a line comment in JavaScript, and bidirectional controls can make code look like a
    comment: every line terminator, control and format character becomes a space.
    """
    return f"// {one_line(text)}".rstrip()


def _single(match: re.Match[str]) -> str:
    found = match.group()
    if found == '\\"':
        return '"'
    return "\\'" if found == "'" else found
