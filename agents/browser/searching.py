"""Which fields search: by what is said there, and by a mere name only where a form reads. Pure."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from agents.browser.facts import FieldFacts, FormFacts
from agents.browser.meanings import FieldReading, field_reading
from agents.browser.words import meaning_of, purpose_of, tokens
from agents.domain.page import FieldMeaning, Purpose

_CHOSEN = frozenset(("radio", "select", "combobox", "listbox", "switch", "checkbox"))
_GO = frozenset(("go", "ok", "los", "submit", "x", "filter"))
"""What a button says that only sets a search going."""


def field_meanings(form: FormFacts, buttons: Sequence[str]) -> list[FieldMeaning]:
    """What the fields of a form ask for, as `field_readings` has it."""
    return [reading.meaning for reading in field_readings(form, buttons)]


def field_readings(form: FormFacts, buttons: Sequence[str]) -> list[FieldReading]:
    """What the fields of a form ask for, and by what. `buttons` are the names of what may send it.

    Many things are called `q`, such as a question that is posted: only a form that reads searches by that.
    """
    readings = [field_reading(field) for field in form.fields]
    typed = sum(field.type not in _CHOSEN for field in form.fields)
    return [
        FieldReading(meaning=_asks_else(field), evidence="form")
        if reading.meaning is FieldMeaning.SEARCH and not _searches(field, form, buttons, alone=typed == 1)
        else reading
        for field, reading in zip(form.fields, readings, strict=True)
    ]


def _searches(field: FieldFacts, form: FormFacts, buttons: Sequence[str], *, alone: bool) -> bool:
    if field.type in ("search", "searchbox") or form.role == "search":
        return True
    path = urlsplit(form.action or "").path
    own = any(map(_says_search, (field.label, field.placeholder, field.name or "", field.id)))
    around = any(map(_says_search, (*buttons, form.name, form.id, path)))
    posts = "post" in (form.method, form.declares)
    if own or around or posts:
        return (own or around) and (alone or not posts)
    return "get" in (form.method, form.declares) or not any(map(_says_what_it_does, buttons))


def _says_search(text: str) -> bool:
    reading = purpose_of(text)
    return reading is not None and reading.value is Purpose.SEARCH


def _says_what_it_does(button: str) -> bool:
    return bool(tokens(button)) and " ".join(tokens(button)) not in _GO


def _asks_else(field: FieldFacts) -> FieldMeaning:
    said = next((r.value for text in (field.label, field.placeholder) if (r := meaning_of(text))), None)
    return FieldMeaning.TEXT if said in (None, FieldMeaning.SEARCH, FieldMeaning.CONSENT) else said
