"""Makes an error message fit to be shown: no colours, no paths of this machine, no secrets."""

import re
from collections.abc import Iterable, Mapping

_ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_SHORTEST_SECRET = 3
_LONGEST_MESSAGE = 2_000
MASK = "***"


def clean(message: str, *, folders: Iterable[str], secrets: Iterable[str]) -> str:
    """The message as it may stand in a report. Folders are removed with the slash after them."""
    text = _CONTROL.sub("", _ANSI.sub("", message).replace("\r\n", "\n")).strip()
    text = mask(text, secrets)
    for folder in sorted(set(folders), key=len, reverse=True):
        text = text.replace(f"{folder}/", "").replace(folder, "")
    return text if len(text) <= _LONGEST_MESSAGE else f"{text[:_LONGEST_MESSAGE]} ..."


def mask(text: str, secrets: Iterable[str]) -> str:
    """The text without the secrets; the longest first, since one may be part of another.

    Very short values stay: hiding every "1" would hide the message, and hide no secret.
    """
    for secret in sorted(set(secrets), key=len, reverse=True):
        if len(secret) >= _SHORTEST_SECRET:
            text = text.replace(secret, MASK)
    return text


def secrets_in(env: Mapping[str, str]) -> tuple[str, ...]:
    """The values that must not be seen, also as they look within an address."""
    return tuple(value for value in env.values() if value)
