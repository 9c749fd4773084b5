"""Secrets by reference: looked up by name at the moment of use, and masked wherever text is shown."""

import html
import json
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import TypeVar

from pydantic import JsonValue, TypeAdapter

from agents.domain.base import Model
from agents.errors import UsageError

MASK = "***"
M = TypeVar("M", bound=Model)
_JSON: TypeAdapter[JsonValue] = TypeAdapter(JsonValue)
_SHORTEST_MASKED = 4
"""Masking shorter values would blot out ordinary words without hiding anything worth hiding."""


class EnvironSecrets:
    """Implements the `Secrets` port on a mapping of environment variables."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ

    def resolve(self, name: str) -> str:
        """The value of a variable. Raises UsageError when it is not set or empty."""
        value = self._environ.get(name)
        if not value:
            state = "is empty" if value == "" else "is not set"
            raise UsageError(
                f"the environment variable {name} {state}",
                f"set it before the run, for example: export {name}=...",
            )
        return value


class Masker:
    """Replaces known secret values in text that people or files see, however addresses or code spell them."""

    def __init__(self, values: Iterable[str]) -> None:
        # The longest first, so that a secret containing another one is masked whole.
        wanted = {value for value in values if len(value) >= _SHORTEST_MASKED}
        longest_first = sorted(wanted, key=lambda value: (-len(value), value))
        self._values = tuple(re.compile("".join(map(_spellings, value))) for value in longest_first)

    def mask(self, text: str) -> str:
        """The text without any secret value."""
        for value in self._values:
            text = value.sub(MASK, text)
        return text

    def mask_json(self, text: str) -> str:
        """A JSON document without any secret value in its texts; names of members stay as they are."""
        if not self._values:
            return text
        return json.dumps(self._walk(_JSON.validate_json(text)), ensure_ascii=False)

    def mask_model(self, model: M) -> M:
        """The same document without any secret value in its texts."""
        if not self._values:
            return model
        return type(model).model_validate_json(self.mask_json(model.model_dump_json()))

    def _walk(self, value: JsonValue) -> JsonValue:
        if isinstance(value, str):
            return self.mask(value)
        if isinstance(value, list):
            return [self._walk(item) for item in value]
        if isinstance(value, dict):
            return {name: self._walk(item) for name, item in value.items()}
        return value


def _spellings(character: str) -> str:
    """A pattern for a character as it stands in text, addresses, JSON, HTML and program text."""
    if character.isascii() and character.isalnum():
        return character  # nothing writes these in another way
    found = {re.escape(character), rf"\\{re.escape(character)}"}
    if character == " ":
        found.add(r"\+")
    for encoding in ("utf-8", "latin-1"):
        with suppress(UnicodeEncodeError):
            found.add("".join(f"%{byte:02x}" for byte in character.encode(encoding, "surrogateescape")))
    found |= {re.escape(html.escape(character)), re.escape(json.dumps(character)[1:-1])}
    # The longest first: what is left of a longer one would stay to be read.
    return f"(?i:{'|'.join(sorted(found, key=lambda form: (-len(form), form)))})"
