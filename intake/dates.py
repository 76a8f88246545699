"""Dates as people type them: 12.03.2026, 2026-03-12, березень 2026, "about 2024", yesterday.

Month names come from CLDR through Babel. What is known is kept as ISO 8601 as far as it goes, with its precision
(HURIDOCS 2111_1) beside it. Ambiguous forms are read the European way: the day before the month.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from babel.dates import get_month_names

from intake.errors import IntakeError
from storage.documents import DatePrecision, Language

# Words that people type instead of a date; recognised, never shown.
_DAYS_AGO = {
    "today": 0, "this": 0, "сьогодні": 0, "сегодня": 0,
    "yesterday": 1, "вчора": 1, "учора": 1, "вчера": 1,
    "позавчора": 2, "позавчера": 2,
    "tomorrow": -1, "завтра": -1,
}  # fmt: skip
_ABOUT = re.compile(
    r"^(?:~|≈|about|around|approx\.?|ca\.?|близько|приблизно|десь|около|примерно|где-то)\s*", re.IGNORECASE
)
_CLOCK = re.compile(r"[,\s]+(?:(?:at|about|о|об|в|во|близько|около)\s+)*\d{1,2}:\d{2}.*$", re.IGNORECASE)
_AFTER = re.compile(r"\s*(?:р\.?|г\.?|року|рік|года|год)$", re.IGNORECASE)
_AROUND = " \t\n.,;!?()"
_ISO = re.compile(r"^(\d{4})(?:[-./](\d{1,2})(?:[-./](\d{1,2}))?)?$")
_EUROPEAN = re.compile(r"^(?:(\d{1,2})[-./\s]+)?(\d{1,2})[-./\s]+(\d{4})$")
_NAMED = re.compile(r"^(?:(\d{1,2})\.?\s+)?([^\W\d]+)\.?,?\s+(\d{4})$")
_NO_YEAR = re.compile(r"^(\d{1,2})[./](\d{1,2})$|^(\d{1,2})\.?\s+([^\W\d]+)$")
_SHORT_YEAR = re.compile(r"^(\d{1,2})[./](\d{1,2})[./](\d{2})$")
_NAMED_FIRST = re.compile(r"^([^\W\d]+)\.?\s+(\d{1,2}),?\s+(\d{4})$")
_AMONG = re.compile(
    r"(?<![\d./-])(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})"
    r"|\d{1,2}\.?\s+[^\W\d]{3,}(?:\s+\d{4})?)(?!\d)"
)
_PIECES = re.compile(r"[,;:!?\n]|\.\s")

EARLIEST_YEAR = 1900


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownDate:
    """A date as far as it is known: ``iso`` is YYYY, YYYY-MM or YYYY-MM-DD."""

    iso: str
    precision: DatePrecision


class DateUnreadable(IntakeError):
    """What was typed is no date in any form that is known here."""


class DateImpossible(IntakeError):
    """It has the form of a date, but there is no such day, or the year is out of reach."""


def read_date(text: str, *, today: date, ahead: bool = False) -> KnownDate:
    """Read a full or partial date; a time of the day after it is passed over.

    A day without a year is the latest one that has been, or with ``ahead`` the next one to come.

    Raises:
        DateUnreadable: it has no form of a date.
        DateImpossible: there is no such day, or it lies before 1900 or more than a century ahead.
    """
    typed = _AFTER.sub("", _CLOCK.sub("", text.strip(_AROUND).lower()))
    plain = _ABOUT.sub("", typed)
    first, *rest = plain.split() or [""]
    if first in _DAYS_AGO and not any(char.isdigit() for word in rest for char in word):
        year, month, day = _parts(today - timedelta(days=_DAYS_AGO[first]))
    else:
        year, month, day = _split(plain, today, ahead=ahead)
    if not EARLIEST_YEAR <= year <= today.year + 100:
        raise DateImpossible("the year is out of reach")
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        raise DateImpossible("there is no such day") from None
    if not month:
        return KnownDate(iso=f"{year:04}", precision=DatePrecision.UNKNOWN_MONTH)
    if not day:
        return KnownDate(iso=f"{year:04}-{month:02}", precision=DatePrecision.UNKNOWN_DAY)
    precision = DatePrecision.EXACT if plain == typed else DatePrecision.ESTIMATE
    return KnownDate(iso=f"{year:04}-{month:02}-{day:02}", precision=precision)


def find_date(text: str, *, today: date) -> str:
    """The one day to come that can be read among other words, in ISO 8601; nothing if there is none, or several."""
    found = set()
    for words in (text, *_PIECES.split(text), *_AMONG.findall(text)):
        try:
            known = read_date(words, today=today, ahead=True)
        except (DateUnreadable, DateImpossible):
            continue
        if known.iso.count("-") == 2 and first_day(known.iso) >= today:
            found.add(known.iso)
    return found.pop() if len(found) == 1 else ""


def says_more(text: str) -> bool:
    """Whether there is more in what was typed than the date that is read from it, such as an hour."""
    typed = text.strip(_AROUND).lower()
    first, *rest = _ABOUT.sub("", typed).split() or [""]
    return bool(_CLOCK.search(typed)) or (first in _DAYS_AGO and bool(rest))


def write_date(iso: str) -> str:
    """A full or partial date as people are told to type it: 12.03.2026, 03.2026 or 2026."""
    return ".".join(reversed(iso.split("-")))


def first_day(iso: str) -> date:
    """The first day that a partial date may mean."""
    year, month, day = (*(int(part) for part in iso.split("-")), 1, 1)[:3]
    return date(year, month, day)


def last_day(iso: str) -> date:
    """The last day that a partial date may mean."""
    first = first_day(iso)
    if iso.count("-") == 2:
        return first
    if iso.count("-") == 1:
        return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return first.replace(month=12, day=31)


def _parts(day: date) -> tuple[int, int, int]:
    return day.year, day.month, day.day


def _split(text: str, today: date, *, ahead: bool) -> tuple[int, int, int]:
    """Year, month and day; 0 for what is not known."""
    if match := _NO_YEAR.match(text):
        day, month, named_day, name = match.groups()
        return _nearest(int(day or named_day), _month(name) if name else int(month), today, ahead=ahead)
    if match := _SHORT_YEAR.match(text):
        day, month, year = match.groups()
        century = 2000 if int(year) <= today.year % 100 + 1 else 1900
        return century + int(year), _given(month), _given(day)
    if match := _ISO.match(text):
        year, month, day = match.groups()
        return int(year), _given(month), _given(day)
    if match := _EUROPEAN.match(text):
        day, month, year = match.groups()
        return int(year), _given(month), _given(day)
    if match := _NAMED.match(text):
        day, name, year = match.groups()
        return int(year), _month(name), _given(day)
    if match := _NAMED_FIRST.match(text):
        name, day, year = match.groups()
        return int(year), _month(name), _given(day)
    raise DateUnreadable("no known form of a date")


def _nearest(day: int, month: int, today: date, *, ahead: bool) -> tuple[int, int, int]:
    """The year in which a day without one lies next to today: before it, or after it."""
    later = (month, day) > (today.month, today.day)
    if ahead:
        return today.year + (not later and (month, day) != (today.month, today.day)), month, day
    return today.year - later, month, day


def _given(part: str | None) -> int:
    """A month or day that was typed; nothing typed is 0, and a typed zero is impossible."""
    if part is None:
        return 0
    if not int(part):
        raise DateImpossible("there is no month or day 0")
    return int(part)


def _month(name: str) -> int:
    try:
        return _months()[name]
    except KeyError:
        raise DateUnreadable("no known name of a month") from None


@cache
def _months() -> dict[str, int]:
    names: dict[str, int] = {}
    for language in Language:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                table = get_month_names(width, context=context, locale=language.value)
                names.update({str(name).lower().rstrip("."): number for number, name in table.items()})
    return names
