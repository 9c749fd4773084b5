"""What to put into fields: realistic, the same for a seed, valid or invalid by the stated constraints."""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from agents.domain.base import Model
from agents.domain.locator import Unique
from agents.domain.page import FieldMeaning, FormField
from agents.requirements.rules.patterns import matches, sample
from agents.requirements.rules.words import ANY_OPTION, starts_with_word

_TICKS = frozenset({"checkbox", "radio"})
_DRAWN = frozenset({"combobox", "listbox", "slider", "switch", "file", "range", "hidden"})
_NUMERIC = frozenset({"number", "range"})

# One made-up person a row, so that the fields of a form agree with one another.
_PEOPLE: tuple[dict[FieldMeaning, str], ...] = (
    {
        FieldMeaning.NAME: "Alex Morgan",
        FieldMeaning.USERNAME: "alex.morgan",
        FieldMeaning.EMAIL: "alex.morgan@example.test",
        FieldMeaning.PHONE: "+1 202 555 0143",
        FieldMeaning.ADDRESS: "12 High Street",
        FieldMeaning.CITY: "Springfield",
        FieldMeaning.POSTCODE: "12345",
        FieldMeaning.COUNTRY: "Germany",
    },
    {
        FieldMeaning.NAME: "Robin Weber",
        FieldMeaning.USERNAME: "robin.weber",
        FieldMeaning.EMAIL: "robin.weber@example.test",
        FieldMeaning.PHONE: "+1 202 555 0178",
        FieldMeaning.ADDRESS: "7 Mill Lane",
        FieldMeaning.CITY: "Riverton",
        FieldMeaning.POSTCODE: "54321",
        FieldMeaning.COUNTRY: "France",
    },
    {
        FieldMeaning.NAME: "Sam Rivera",
        FieldMeaning.USERNAME: "sam.rivera",
        FieldMeaning.EMAIL: "sam.rivera@example.test",
        FieldMeaning.PHONE: "+1 202 555 0119",
        FieldMeaning.ADDRESS: "48 Garden Road",
        FieldMeaning.CITY: "Lakeside",
        FieldMeaning.POSTCODE: "40213",
        FieldMeaning.COUNTRY: "Spain",
    },
)
_ALWAYS: dict[FieldMeaning, tuple[str, ...]] = {
    FieldMeaning.PASSWORD: ("Correct-Horse-42!",),
    FieldMeaning.NEW_PASSWORD: ("Correct-Horse-42!",),
    FieldMeaning.CARD_NUMBER: ("4242 4242 4242 4242", "4242424242424242"),
    FieldMeaning.CARD_EXPIRY: ("12/34", "12/2034", "2034-12", "12 / 34", "1234"),
    FieldMeaning.CARD_CODE: ("123", "1234"),
    FieldMeaning.PHONE: ("+12025550143", "2025550143", "202-555-0143"),
    FieldMeaning.POSTCODE: ("12345", "1234", "SW1A 1AA", "K1A 0B1", "12345-678"),
    FieldMeaning.URL: ("https://example.test/page",),
    FieldMeaning.LONG_TEXT: ("A short note, written by a test.",),
    FieldMeaning.TEXT: ("Sample text", "Sample", "42"),
    FieldMeaning.SEARCH: ("sample",),
    FieldMeaning.QUANTITY: ("2", "1"),
    FieldMeaning.NUMBER: ("5", "1"),
    FieldMeaning.PRICE: ("19.50", "20"),
    FieldMeaning.ONE_TIME_CODE: ("123456",),
}
_BY_TYPE: dict[str, tuple[str, ...]] = {
    "email": ("alex.morgan@example.test",),
    "url": ("https://example.test/page",),
    "tel": ("+1 202 555 0143", "2025550143"),
    "date": ("2034-05-15",),
    "datetime-local": ("2034-05-15T10:30",),
    "month": ("2034-12",),
    "week": ("2034-W20",),
    "time": ("10:30",),
    "color": ("#336699",),
}
_EXAMPLES = ("Sample text", "Sample", "abc", "ABC", "12345", "1234", "123", "42", "A1")
_WRONG_FOR: dict[FieldMeaning, tuple[str, ...]] = {
    FieldMeaning.CARD_NUMBER: ("1234", "1234 5678"),
    FieldMeaning.CARD_EXPIRY: ("13/99", "99", "1"),
    FieldMeaning.CARD_CODE: ("1", "12"),
    FieldMeaning.PHONE: ("12", "not a number"),
    FieldMeaning.POSTCODE: ("1", "ABC"),
    FieldMeaning.PRICE: ("abc", "-1"),
}
_WRONG = ("?", "x", "1", "not valid!", "###", "0000", "...")


class Invalid(Model):
    """A value that breaks one stated constraint."""

    text: str
    why: str
    """Completes “the user enters … as …, ”: what is wrong with the value."""
    rule: str
    """The constraint: email, url, min, max, pattern, step or card."""


def person(seed: int) -> dict[FieldMeaning, str]:
    """The made-up person of a run."""
    return _PEOPLE[seed % len(_PEOPLE)]


def is_tick(field: FormField) -> bool:
    """Whether a field is ticked rather than filled."""
    return field.type in _TICKS


def is_choice(field: FormField) -> bool:
    """Whether an option of a list is chosen."""
    return field.type in {"select", "select-one"} and bool(field.options)


def is_text(field: FormField) -> bool:
    """Whether a text can be filled in."""
    return (
        field.type not in {*_TICKS, *_DRAWN, "select", "select-one", "select-multiple"}
        and field.meaning is not FieldMeaning.FILE
    )


def real_options(field: FormField) -> tuple[str, ...]:
    """The options of a list without its placeholder (“All”, “Please choose”)."""
    return tuple(o for o in field.options if o.strip() and not starts_with_word(o, ANY_OPTION))


def other_option(field: FormField) -> str | None:
    """An option that is not the chosen one, nor the first, which browsers choose by default."""
    options = [o for o in real_options(field) if o != field.value]
    if field.value is None and len(options) > 1 and len(options) == len(field.options):
        # Nothing says which is chosen; browsers show the first one.
        options = options[1:]
    return options[0] if options else None


def valid(field: FormField, seed: int) -> str | None:
    """A text that satisfies the constraints of a field; None when none is known."""
    wanted = [*_preferred(field, seed), *_numbers(field), *_EXAMPLES]
    for text in wanted:
        fitted = text[: field.max_length] if field.meaning is FieldMeaning.LONG_TEXT else text
        if _satisfies(field, fitted):
            return fitted
    if field.pattern:
        made = sample(field.pattern, field.min_length or 0)
        return made if made is not None and _satisfies(field, made) else None
    return _by_length(field)


def kept(field: FormField) -> str | None:
    """The present value, when it satisfies the constraints."""
    return field.value if field.value is not None and _satisfies(field, field.value) else None


def unique(field: FormField, prefix: str, key: str) -> Unique | None:
    """A made-up value that differs each time; None where a pattern or length leaves no room for it."""
    if field.pattern or (field.max_length is not None and field.max_length < len(prefix) + 9):
        return None
    if field.type in _NUMERIC or field.type not in {"text", "email", "search", "textarea", "contenteditable"}:
        return None
    if field.meaning is FieldMeaning.EMAIL or field.type == "email":
        return Unique(
            key=key, prefix=prefix.lower().replace(" ", "-"), shape="email", max_length=field.max_length
        )
    if field.meaning is FieldMeaning.USERNAME:
        return Unique(
            key=key, prefix=prefix.lower().replace(" ", "-"), shape="slug", max_length=field.max_length
        )
    return Unique(key=key, prefix=prefix, shape="text", max_length=field.max_length)


def changed(field: FormField, seed: int) -> str | None:
    """A valid value other than the present one, close to it for numbers; None when none is known."""
    if field.type in _NUMERIC or field.meaning in {
        FieldMeaning.QUANTITY,
        FieldMeaning.NUMBER,
        FieldMeaning.PRICE,
    }:
        near = _near(field)
        return near if near is not None and _satisfies(field, near) else None
    personal = [text for turn in range(len(_PEOPLE)) for text in _preferred(field, seed + turn)]
    differing = (text for text in (*personal, *_EXAMPLES) if text != field.value and _satisfies(field, text))
    other = next(differing, None) or valid(field, seed)
    return other if other != field.value else None


def invalid(field: FormField) -> Iterator[Invalid]:
    """Values that break the stated constraints, one each; none where nothing is stated."""
    if field.type == "email" or (field.meaning is FieldMeaning.EMAIL and not field.pattern):
        yield Invalid(text="not-an-email", why="which is not an e-mail address", rule="email")
    elif field.type == "url":
        yield Invalid(text="not a web address", why="which is not a web address", rule="url")
    if field.pattern and is_text(field) and field.type not in _NUMERIC:
        wrong = _against_pattern(field)
        if wrong is not None:
            yield Invalid(text=wrong, why="which does not have the stated form", rule="pattern")
    if field.type in _NUMERIC or field.type in _BY_TYPE:
        yield from _out_of_range(field)
    if field.type in _NUMERIC:
        yield from _off_step(field)


def _preferred(field: FormField, seed: int) -> list[str]:
    own = person(seed).get(field.meaning)
    typed = _BY_TYPE.get(field.type, ())
    personal = [own] if own is not None else []
    if field.type in _BY_TYPE and field.type not in {"email", "tel"}:
        return list(typed)
    return [*personal, *_ALWAYS.get(field.meaning, ()), *typed]


def _numbers(field: FormField) -> list[str]:
    bounds = [b for b in (_decimal(field.min), _decimal(field.max)) if b is not None]
    if field.type in _NUMERIC:
        return ["5", "1", *(_plain(b) for b in bounds), "0"]
    return [b for b in (field.min, field.max) if b and field.type in _BY_TYPE]


def _satisfies(field: FormField, text: str) -> bool:
    length_fits = (field.min_length or 0) <= len(text) and (
        field.max_length is None or len(text) <= field.max_length
    )
    pattern_fits = not field.pattern or matches(field.pattern, text) is not False
    return length_fits and pattern_fits and _in_range(field, text)


def _in_range(field: FormField, text: str) -> bool:
    if field.type in _NUMERIC:
        number, low, high = _decimal(text), _decimal(field.min), _decimal(field.max)
        if number is None or (low is not None and number < low) or (high is not None and number > high):
            return False
        step = _decimal(field.step)
        return step is None or step <= 0 or (number - (low or Decimal(0))) % step == 0
    if field.type in _BY_TYPE and (field.min or field.max):
        # Dates, months, weeks and times in their HTML form sort as text.
        return (not field.min or text >= field.min) and (not field.max or text <= field.max)
    return True


def _by_length(field: FormField) -> str | None:
    if field.type in _NUMERIC or field.type in _BY_TYPE:
        return None
    length = max(field.min_length or 1, 1)
    text = ("sample text " * (length // 12 + 1))[:length].replace(" ", "x")
    return text if _satisfies(field, text) else None


def _near(field: FormField) -> str | None:
    present = _decimal(field.value)
    if present is None:
        return None
    step = _decimal(field.step) or Decimal(1)
    high = _decimal(field.max)
    moved = present + step if high is None or present + step <= high else present - step
    # The sum keeps the decimals of the present value, as the page will show them again.
    return f"{moved:f}"


def _against_pattern(field: FormField) -> str | None:
    for text in (*_WRONG_FOR.get(field.meaning, ()), *_WRONG):
        fits = len(text) <= (field.max_length or len(text))
        if fits and field.pattern and matches(field.pattern, text) is False:
            return text
    return None


def _out_of_range(field: FormField) -> Iterator[Invalid]:
    low, high = _decimal(field.min), _decimal(field.max)
    step = _decimal(field.step) or Decimal(1)
    if field.type == "range":
        return
    if field.type in _NUMERIC and low is not None:
        text = _plain(low - step)
        yield Invalid(text=text, why=f"less than the least allowed ({field.min})", rule="min")
    if field.type in _NUMERIC and high is not None:
        text = _plain(high + step)
        yield Invalid(text=text, why=f"more than the most allowed ({field.max})", rule="max")
    if field.type == "date" and field.min and re.fullmatch(r"\d{4}-\d\d-\d\d", field.min):
        early = f"{int(field.min[:4]) - 1:04d}{field.min[4:]}".replace("-02-29", "-02-28")
        yield Invalid(text=early, why=f"before the first day allowed ({field.min})", rule="min")
    if field.type == "date" and field.max and re.fullmatch(r"\d{4}-\d\d-\d\d", field.max):
        late = f"{int(field.max[:4]) + 1:04d}{field.max[4:]}".replace("-02-29", "-02-28")
        yield Invalid(text=late, why=f"after the last day allowed ({field.max})", rule="max")


def _off_step(field: FormField) -> Iterator[Invalid]:
    step = _decimal(field.step)
    if step is None or step <= 0:
        return
    off = (_decimal(field.min) or Decimal(0)) + step + step / 2
    text = _plain(off)
    if not _in_range(field, text) and _in_range(field.model_copy(update={"step": None}), text):
        yield Invalid(text=text, why=f"not a multiple of {field.step}", rule="step")


def _decimal(text: str | None) -> Decimal | None:
    try:
        number = Decimal(text) if text else None
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() else None


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
