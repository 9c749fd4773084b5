"""Keep out of the facts what is of one run only: made texts become marks, secrets are left out. Pure."""

import json
import re
from collections.abc import Sequence

from agents.browser.snapshot import CLOSE_MARK, OPEN_MARK, Address, Fact, Snapshot
from agents.domain.base import Model
from agents.domain.locator import ByRole, ByText, Locator, LocatorPart, Unique

_SHORTEST_SECRET = 3
"""Shorter values stand in so many texts that leaving those out would leave nothing."""

_ENTRIES = frozenset({"listitem", "row", "article"})


class Made(Model):
    """A text that was made for this run."""

    unique: Unique
    text: str


class _Foreign(Exception):  # noqa: N818 - control flow within this file
    """The fact holds something that must not be kept."""


def cleaned(snapshot: Snapshot, made: Sequence[Made], hidden: Sequence[str]) -> Snapshot:
    """The snapshot without secrets, and with marks where texts made for this run stood.

    A fact that holds such a text in another form (another case, cut off) is left out: it would differ
    next time.
    """
    secrets = tuple(value.casefold() for value in hidden if len(value) >= _SHORTEST_SECRET)
    # In JSON a quotation mark looks otherwise.
    secrets += tuple(json.dumps(value, ensure_ascii=False)[1:-1] for value in secrets if '"' in value)
    facts: list[Fact] = []
    for fact in snapshot.facts:
        plain = fact.model_dump_json().casefold()
        if not _touched(plain, made, secrets):
            facts.append(fact)
            continue
        try:
            facts.append(_clean(fact, made, secrets))
        except _Foreign:
            continue
    return snapshot.model_copy(
        update={
            "facts": tuple(facts),
            "title": _text_or(snapshot.title, made, secrets),
            "address": _address(snapshot.address, made, secrets),
        }
    )


def _touched(plain: str, made: Sequence[Made], secrets: Sequence[str]) -> bool:
    return any(_core(one).casefold() in plain for one in made) or any(secret in plain for secret in secrets)


def _core(made: Made) -> str:
    """The part that makes the text unique; it also stands in other forms of it."""
    text = made.text.removesuffix("@example.test")
    return text if made.unique.shape == "number" else re.split(r"[ -]", text)[-1]


def _text(text: str, made: Sequence[Made], secrets: Sequence[str]) -> str:
    if any(secret in text.casefold() for secret in secrets):
        raise _Foreign
    for one in made:
        text = text.replace(one.text, f"{OPEN_MARK}{one.unique.key}{CLOSE_MARK}")
    if any(_core(one).casefold() in text.casefold() for one in made):
        raise _Foreign
    return text


def _text_or(text: str, made: Sequence[Made], secrets: Sequence[str]) -> str:
    try:
        return _text(text, made, secrets)
    except _Foreign:
        return ""


def _clean(fact: Fact, made: Sequence[Made], secrets: Sequence[str]) -> Fact:
    value = _text(fact.value, made, secrets)
    on = _own_place(_locator(fact.on, made, secrets), value, made)
    return fact.model_copy(
        update={
            "value": value,
            "items": tuple(_text(item, made, secrets) for item in fact.items),
            "bodies": tuple(_text_or(body, made, secrets) for body in fact.bodies),
            "on": on,
            "field": _locator(fact.field, made, secrets),
            "described": fact.described and _text(fact.described, made, secrets),
            # Where the place is known by the text that was made, that it is there says it all.
            "circular": fact.circular or (OPEN_MARK in value and on is not None and _named_by_unique(on)),
        }
    )


def _own_place(on: Locator | None, value: str, made: Sequence[Made]) -> Locator | None:
    """The place of an entry that says nothing but a made text, by that text.

    Without another entry beside it, its role alone tells it; next time the first one stands there as well.
    """
    last = on.chain[-1] if on is not None else None
    said = next((one.unique for one in made if value == f"{OPEN_MARK}{one.unique.key}{CLOSE_MARK}"), None)
    if on is None or said is None or not isinstance(last, ByRole) or last.role not in _ENTRIES:
        return on
    if (last.name, last.nth, last.has_text) != (None, None, None):
        return on
    return on.model_copy(update={"chain": (*on.chain[:-1], last.model_copy(update={"has_text": said}))})


def _named_by_unique(on: Locator) -> bool:
    return any(
        isinstance(word, Unique)
        for part in on.chain
        for word in (part.has_text, getattr(part, "name", None), getattr(part, "text", None))
    )


def _locator(on: Locator | None, made: Sequence[Made], secrets: Sequence[str]) -> Locator | None:
    if on is None:
        return None
    return on.model_copy(update={"chain": tuple(_part(part, made, secrets) for part in on.chain)})


def _part(part: LocatorPart, made: Sequence[Made], secrets: Sequence[str]) -> LocatorPart:
    if not _touched(part.model_dump_json().casefold(), made, secrets):
        return part
    update: dict[str, str | Unique | None] = {}
    if part.has_text is not None:
        update["has_text"] = _word(part.has_text, made, secrets)
    if isinstance(part, ByRole) and part.name is not None:
        update["name"] = _word(part.name, made, secrets)
    elif isinstance(part, ByText):
        update["text"] = _word(part.text, made, secrets)
    if not update:
        raise _Foreign
    return part.model_copy(update=update)


def _word(word: str | Unique, made: Sequence[Made], secrets: Sequence[str]) -> str | Unique:
    if isinstance(word, Unique):
        return word
    for one in made:
        if word == one.text:
            return one.unique
    if OPEN_MARK in (clean := _text(word, made, secrets)):
        raise _Foreign
    return clean


def _address(address: Address, made: Sequence[Made], secrets: Sequence[str]) -> Address:
    def foreign(text: str) -> bool:
        return _touched(text.casefold(), made, secrets)

    return Address(
        path="/".join(":any" if foreign(segment) else segment for segment in address.path.split("/")),
        query=tuple(pair for pair in address.query if not foreign("=".join(pair))),
        fragment="" if foreign(address.fragment) else address.fragment,
    )
