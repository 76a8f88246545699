"""Days and times of day, as they are typed: ``2026-12-01``, ``1.12.2026 10:30``, ``22:00-07:00``.

On the path from a typed line to an order. Pure. A day is one where its reader is: which instant it means, only a time
zone says. Nothing is guessed: a day without its year, or one that no calendar has, is none.
"""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo

MOMENT = re.compile(
    r"(?:(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})|(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4}))"
    r"(?:(?:\s+|T)(?P<hour>\d{1,2}):(?P<minute>\d{2}))?(?![^\s,;])",
    re.ASCII,
)
"""What a moment looks like, whether there is one or not."""

TIME = re.compile(r"(\d{1,2}):(\d{2})(?![^\s,;])", re.ASCII)
"""What a time of day looks like."""

_TIME = r"(\d{1,2})(?::(\d{2}))?"
HOURS = re.compile(rf"{_TIME}\s*[-‐‑–—−]\s*{_TIME}(?![^\s,;])", re.ASCII)
"""What a span of hours looks like."""

_MIDNIGHT = 24

_YEARS = range(1900, 2200)
"""Those that anybody means; at the ends of the calendar a day has no next one, or none in another time zone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A day, and perhaps a time of day.

    Attributes:
        day: in the calendar of whoever typed it.
        at: on the clock there, to the minute; nothing if only the day was said.
    """

    day: date
    at: time | None = None

    def instant(self, zone: tzinfo, usual: time) -> datetime:
        """Say which instant it is in a zone; where only the day was said, at the usual time of it."""
        return datetime.combine(self.day, self.at or usual, tzinfo=zone)


def read_moment(match: re.Match[str]) -> Moment | None:
    """Read what :data:`MOMENT` has matched; None if there is no such day or time, or nobody means it."""
    part = match.groupdict()
    with suppress(ValueError):
        day = date(*(int(part[iso] or part[dotted]) for iso, dotted in (("year", "y"), ("month", "m"), ("day", "d"))))
        at = None if part["hour"] is None else time(int(part["hour"]), int(part["minute"]))
        return Moment(day=day, at=at) if day.year in _YEARS else None
    return None


def read_time(match: re.Match[str]) -> time | None:
    """Read what :data:`TIME` has matched; None if no clock shows it."""
    with suppress(ValueError):
        return time(int(match[1]), int(match[2]))
    return None


def read_hours(match: re.Match[str]) -> tuple[time, time] | None:
    """Read what :data:`HOURS` has matched, from and to; None if no clock shows them. The end of a day is 24 or 0."""
    hours = [(int(hour), int(minute or 0)) for hour, minute in (match.group(1, 2), match.group(3, 4))]
    with suppress(ValueError):
        start, end = (time(0) if shown == (_MIDNIGHT, 0) else time(*shown) for shown in hours)
        return start, end
    return None
