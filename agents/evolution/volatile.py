"""Texts that are true only for a moment: times, dates near today, machine-made ids. Pure."""

import re
from datetime import date, timedelta

_CLOCK = re.compile(r"\b\d{1,2}:\d{2}(:\d{2})?\b|\b\d{1,2}\s?(am|pm)\b|\b\d{1,2}h\d{2}\b", re.IGNORECASE)
_RELATIVE = re.compile(
    r"\b(just now|moments? ago|ago|yesterday|today|tomorrow|in \d+ (seconds?|minutes?|hours?|days?)"
    r"|gerade eben|vor \d+ \w+|gestern|heute|morgen"
    r"|à l['\u2019]instant|il y a|hier|aujourd['\u2019]hui|demain"
    r"|hace \d+ \w+|ayer|hoy|ma[nñ]ana|adesso|ieri|oggi|domani)\b",
    re.IGNORECASE,
)
_MACHINE_ID = re.compile(
    r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b|\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{12,}\b",
    re.IGNORECASE,
)
_NUMERIC_DATE = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b|\b(\d{1,2})[./](\d{1,2})[./](\d{2,4})\b")
_MONTHS = "jan|feb|f[eé]v|m[aä]r|mrz|apr|avr|abr|mai|may|jun|juin|jul|juil|aug|ao[uû]t|ago|sep|oct|okt|out|nov|dec|dez|d[eé]c|dic|ene"
_WORDED_DATE = re.compile(
    rf"\b(\d{{1,2}})\.?\s+({_MONTHS})\w*\.?,?\s+(\d{{4}})|\b({_MONTHS})\w*\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})",
    re.IGNORECASE,
)
_MONTH_NUMBERS = (
    ("jan|ene", 1), ("feb|f[eé]v", 2), ("m[aä]r|mrz", 3), ("apr|avr|abr", 4), ("mai|may", 5), ("juin|jun", 6),
    ("juil|jul", 7), ("aug|ao[uû]t|ago", 8), ("sep", 9), ("oct|okt|out", 10), ("nov", 11), ("d[eé][cz]|dic", 12),
)  # fmt: skip
_NEAR = timedelta(days=45)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year if year > 99 else 2000 + year, month, day)
    except ValueError:
        return None


def _month(word: str) -> int:
    return next(number for names, number in _MONTH_NUMBERS if re.match(names, word, re.IGNORECASE))


def _dates(text: str) -> list[date]:
    found: list[date | None] = []
    for iso_year, iso_month, iso_day, first, second, year in _NUMERIC_DATE.findall(text):
        if iso_year:
            found.append(_date(int(iso_year), int(iso_month), int(iso_day)))
        else:
            # 03/04 is read both ways: whichever is near today makes the text volatile.
            found += [_date(int(year), int(second), int(first)), _date(int(year), int(first), int(second))]
    for day, month, year, month2, day2, year2 in _WORDED_DATE.findall(text):
        found.append(_date(int(year or year2), _month(month or month2), int(day or day2)))
    return [day for day in found if day is not None]


def is_volatile(text: str, today: date) -> bool:
    """Whether a text would not be true on another day, or on another server.

    Dates within 45 days of today are taken for computed ones; older and later ones for data.
    """
    if _CLOCK.search(text) or _RELATIVE.search(text) or _MACHINE_ID.search(text):
        return True
    return any(abs(day - today) <= _NEAR for day in _dates(text))
