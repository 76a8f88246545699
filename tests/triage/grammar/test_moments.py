"""Days and times of day: what is understood, and what is none."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.grammar.moments import HOURS, MOMENT, Moment, read_hours, read_moment

DAY = date(2026, 12, 1)


def moment(typed):
    """Read a whole text; None if it is no moment, or one that there never is."""
    match = MOMENT.fullmatch(typed)
    return match and read_moment(match)


def hours(typed):
    """Read a whole text as hours."""
    match = HOURS.fullmatch(typed)
    return match and read_hours(match)


@pytest.mark.parametrize("typed", ["2026-12-01", "2026-12-1", "1.12.2026", "01.12.2026"])
def test_day(typed):
    """As a calendar, or as a person, writes it."""
    assert moment(typed) == Moment(day=DAY)


@pytest.mark.parametrize("typed", ["2026-12-01 9:30", "2026-12-01T09:30", "1.12.2026  09:30"])
def test_day_with_a_time(typed):
    """To the minute."""
    assert moment(typed) == Moment(day=DAY, at=time(9, 30))


@pytest.mark.parametrize(
    "typed",
    [
        "2026-13-01",
        "30.2.2026",
        "1.12.2026 24:00",
        "1.12.2026 9:60",
        "1.12.",
        "1.12.26",
        "+3",
        "tomorrow",
        "0000-01-01",
        "0001-01-01",
        "9999-12-31",
    ],
)
def test_what_is_no_day(typed):
    """Nothing is guessed."""
    assert moment(typed) is None


@pytest.mark.parametrize(
    ("typed", "span"),
    [
        ("22:00-07:00", (time(22), time(7))),
        ("22-7", (time(22), time(7))),
        ("9:30 – 17:45", (time(9, 30), time(17, 45))),
        ("0:00-24:00", (time(0), time(0))),
    ],
)
def test_hours(typed, span):
    """From one time of day to another, perhaps of the next day."""
    assert hours(typed) == span


@pytest.mark.parametrize("typed", ["22:00", "25-7", "22:60-7", "24:30-7", "off", "22:00-07:00h"])
def test_what_are_no_hours(typed):
    """No clock shows them."""
    assert hours(typed) is None


def test_moment_is_an_instant_where_it_was_meant():
    """Where only the day was said, at the usual time of it."""
    kyiv = ZoneInfo("Europe/Kyiv")
    assert Moment(day=DAY).instant(kyiv, time(9)) == datetime(2026, 12, 1, 7, tzinfo=UTC)
    assert Moment(day=DAY, at=time(23)).instant(UTC, time(9)) == datetime(2026, 12, 1, 23, tzinfo=UTC)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)), st.none() | st.times())
def test_what_a_calendar_writes_is_read(day, at):
    """Each day there is, with each minute."""
    minute = None if at is None else at.replace(second=0, microsecond=0)
    written = day.isoformat() if minute is None else f"{day.isoformat()} {minute.isoformat('minutes')}"
    assert moment(written) == Moment(day=day, at=minute)
