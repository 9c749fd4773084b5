"""Texts that are true only for a moment: times, dates near today, machine-made ids. Pure."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

_CLOCK = re.compile(r"\b\d{1,2}:\d{2}(:\d{2})?\b|\b\d{1,2}\s?(am|pm)\b|\b\d{1,2}h\d{2}\b", re.IGNORECASE)
_UNIT = r"(s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?|mo|months?|y|yrs?|years?)"
_PAST_FR = (
    r"(\d+|une?|quelques) ?(s|min|h|j|secondes?|minutes?|heures?|jours?|semaines?|mois|ans?|ann[ée]es?)"
)
_RELATIVE = re.compile(
    rf"\b(just now|moments? ago|(\d+|an?|one|few|some|several) ?{_UNIT} ago|yesterday|today|tomorrow"
    r"|in \d+ (seconds?|minutes?|hours?|days?)"
    r"|gerade eben|vor \d+ \w+|gestern|heute|morgen"
    rf"|à l['\u2019]instant|il y a {_PAST_FR}|hier|aujourd['\u2019]hui|demain"
    r"|hace \d+ \w+|ayer|hoy|ma[nñ]ana|adesso|ieri|oggi|domani)\b",
    re.IGNORECASE,
)
_MACHINE_ID = re.compile(
    r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b|\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{12,}\b",
    re.IGNORECASE,
)
_NUMERIC_DATE = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b|\b(\d{1,2})[./](\d{1,2})[./](\d{2,4})\b")
_MONTHS = (
    "jan|feb|f[eé]v|m[aä]r|mrz|apr|avr|abr|mai|may|jun|juin|jul|juil|aug|ao[uû]t|ago|sep|oct|okt|out|nov"
    "|dec|dez|d[eé]c|dic|ene"
)
_WORDED_DATE = re.compile(
    rf"\b(\d{{1,2}})\.?\s+({_MONTHS})\w*\.?,?\s+(\d{{4}})"
    rf"|\b({_MONTHS})\w*\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})",
    re.IGNORECASE,
)
_MONTH_NUMBERS = (
    ("jan|ene", 1), ("feb|f[eé]v", 2), ("m[aä]r|mrz", 3), ("apr|avr|abr", 4), ("mai|may", 5),
    ("juin|jun", 6), ("juil|jul", 7), ("aug|ao[uû]t|ago", 8), ("sep", 9), ("oct|okt|out", 10),
    ("nov", 11), ("d[eé][cz]|dic", 12),
)  # fmt: skip
_NEAR = timedelta(days=45)
_EDGES = re.compile(r"^\W+|[\s#(\[{\u2013\u2014,:;-]+$")
_FEWEST_LETTERS = 8

Span = tuple[int, int]


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year if year > 99 else 2000 + year, month, day)
    except ValueError:
        return None


def _month(word: str) -> int:
    return next(number for names, number in _MONTH_NUMBERS if re.match(names, word, re.IGNORECASE))


def _dates(text: str) -> Iterator[tuple[Span, date]]:
    """The dates in a text, and where they stand."""
    for found in _NUMERIC_DATE.finditer(text):
        iso_year, iso_month, iso_day, first, second, year = found.groups()
        if iso_year:
            read = [_date(int(iso_year), int(iso_month), int(iso_day))]
        else:
            # 03/04 is read both ways: whichever is near today makes the text volatile.
            read = [_date(int(year), int(second), int(first)), _date(int(year), int(first), int(second))]
        yield from ((found.span(), day) for day in read if day is not None)
    for found in _WORDED_DATE.finditer(text):
        day, month, year, month2, day2, year2 = found.groups()
        said = _date(int(year or year2), _month(month or month2), int(day or day2))
        if said is not None:
            yield found.span(), said


def _moments(text: str, today: date) -> Iterator[Span]:
    """Where a text holds what is true only for a moment.

    Dates within 45 days of today are taken for computed ones; older and later ones for data.
    """
    for pattern in (_CLOCK, _RELATIVE, _MACHINE_ID):
        yield from (found.span() for found in pattern.finditer(text))
    yield from (span for span, day in _dates(text) if abs(day - today) <= _NEAR)


def is_volatile(text: str, today: date) -> bool:
    """Whether a text would not be true on another day, or on another server."""
    return any(True for _ in _moments(text, today))


def lasting(text: str, today: date) -> str | None:
    """The longest part of a text beside what is true only for a moment; None where it says too little."""
    pieces: list[str] = []
    at = 0
    for start, end in sorted(_moments(text, today)):
        pieces.append(text[at : max(at, start)])
        at = max(at, end)
    told = (_EDGES.sub("", piece) for piece in (*pieces, text[at:]))
    longest = max(told, key=len)
    says = sum(character.isalpha() for character in longest) >= _FEWEST_LETTERS and " " in longest
    return longest if says else None
