"""Secrets by reference: looked up by name at the moment of use, and masked wherever text is shown."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar

from pydantic import JsonValue, TypeAdapter

from agents.domain.base import Model
from agents.errors import AgentError, UsageError
from agents.messages import AgentName
from agents.ports import Progress
from app.security.spellings import Spellings

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
        self._values = tuple(Spellings(value) for value in longest_first)

    def mask(self, text: str) -> str:
        """The text without any secret value."""
        for value in self._values:
            text = value.replaced(text, MASK)
        return text

    def finds(self, text: str) -> bool:
        """Whether a secret value stands in the text."""
        return self.mask(text) != text

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


class MaskedProgress:
    """Implements the `Progress` port: what a page calls itself, or its address, may hold a secret too."""

    def __init__(self, progress: Progress, masker: Masker) -> None:
        self._progress = progress
        self._masker = masker

    def stage(self, name: AgentName, state: str) -> None:
        """See the port."""
        self._progress.stage(name, state)

    def note(self, name: AgentName, text: str, **counts: int) -> None:
        """See the port."""
        self._progress.note(name, self._masker.mask(text), **counts)


@contextmanager
def masked_errors(masker: Masker) -> Iterator[None]:
    """Errors on their way to a person say no secret either."""
    try:
        yield
    except AgentError as error:
        error.message, error.advice = masker.mask(error.message), masker.mask(error.advice)
        error.args = (error.message,)
        raise
