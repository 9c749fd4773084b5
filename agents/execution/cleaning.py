"""Makes an error message fit to be shown: no colours, no paths of this machine, no secrets."""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import quote, quote_plus

_ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_SHORTEST_SECRET = 3
LONGEST_MESSAGE = 2_000
MASK = "***"


def clean(
    message: str, *, folders: Iterable[str], secrets: Iterable[str], longest: int = LONGEST_MESSAGE
) -> str:
    """The message as it may stand in a report. Folders are removed with the slash after them."""
    text = _CONTROL.sub("", _ANSI.sub("", message).replace("\r\n", "\n")).strip()
    text = mask(text, secrets)
    for folder in sorted(set(folders), key=len, reverse=True):
        text = text.replace(f"{folder}/", "").replace(folder, "")
    return text if len(text) <= longest else f"{text[:longest]} ..."


def mask(text: str, secrets: Iterable[str]) -> str:
    """The text without the secrets; the longest first, since one may be part of another.

    Very short values stay: hiding every "1" would hide the message, and hide no secret.
    """
    for secret in sorted(set(secrets), key=len, reverse=True):
        if len(secret) >= _SHORTEST_SECRET:
            text = text.replace(secret, MASK)
    return text


def secrets_in(env: Mapping[str, str]) -> tuple[str, ...]:
    """The values that must not be seen, also in the forms that they take within an address."""
    forms = (form for value in env.values() for form in (value, quote(value, safe=""), quote_plus(value)))
    return tuple(dict.fromkeys(form for form in forms if form))
