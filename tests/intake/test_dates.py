"""Dates as people type them, in three languages."""

from datetime import date

import pytest
from babel.dates import get_month_names
from hypothesis import given
from hypothesis import strategies as st

from intake.dates import (
    DateImpossible,
    DateUnreadable,
    find_date,
    first_day,
    last_day,
    read_date,
    says_more,
    write_date,
)
from storage.documents import DatePrecision, Language

TODAY = date(2026, 11, 22)
EXACT, ESTIMATE = DatePrecision.EXACT, DatePrecision.ESTIMATE
MONTH, YEAR = DatePrecision.UNKNOWN_DAY, DatePrecision.UNKNOWN_MONTH

READ = {
    "12.03.2026": ("2026-03-12", EXACT),
    "2026-03-12": ("2026-03-12", EXACT),
    "2026.3.12": ("2026-03-12", EXACT),
    "12/3/2026": ("2026-03-12", EXACT),
    "12-03-2026": ("2026-03-12", EXACT),
    "12 03 2026": ("2026-03-12", EXACT),
    "12.03.2026 р.": ("2026-03-12", EXACT),
    "12.03.2026г": ("2026-03-12", EXACT),
    "12.03.2026.": ("2026-03-12", EXACT),
    "(12.03.2026)": ("2026-03-12", EXACT),
    "29.02.2024": ("2024-02-29", EXACT),
    "١٢.٠٣.٢٠٢٦": ("2026-03-12", EXACT),
    "12 березня 2026": ("2026-03-12", EXACT),
    "12 БЕРЕЗНЯ 2026 року": ("2026-03-12", EXACT),
    "12 марта 2026 года": ("2026-03-12", EXACT),
    "12 March 2026": ("2026-03-12", EXACT),
    "March 12, 2026": ("2026-03-12", EXACT),
    "Sept 1 2025": None,
    "12 mar. 2026": ("2026-03-12", EXACT),
    "березень 2026": ("2026-03", MONTH),
    "март 2026 г.": ("2026-03", MONTH),
    "March 2026": ("2026-03", MONTH),
    "03.2026": ("2026-03", MONTH),
    "2026-03": ("2026-03", MONTH),
    "2026": ("2026", YEAR),
    "2026 рік": ("2026", YEAR),
    "about 12.03.2026": ("2026-03-12", ESTIMATE),
    "~12.03.2026": ("2026-03-12", ESTIMATE),
    "близько 12 березня 2026": ("2026-03-12", ESTIMATE),
    "примерно 12.03.2026": ("2026-03-12", ESTIMATE),
    "десь у 2024": None,
    "about 2024": ("2024", YEAR),
    "около марта 2024": ("2024-03", MONTH),
    "today": ("2026-11-22", EXACT),
    "Сьогодні": ("2026-11-22", EXACT),
    "сегодня!": ("2026-11-22", EXACT),
    "вчора": ("2026-11-21", EXACT),
    "учора": ("2026-11-21", EXACT),
    "вчера": ("2026-11-21", EXACT),
    "позавчера": ("2026-11-20", EXACT),
    "завтра": ("2026-11-23", EXACT),
    "about yesterday": ("2026-11-21", ESTIMATE),
    "1900": ("1900", YEAR),
    "2126": ("2126", YEAR),
    "": None,
    "soon": None,
    "12": None,
    "12.03": ("2026-03-12", EXACT),
    "12.03.26": ("2026-03-12", EXACT),
    "12.03.85": ("1985-03-12", EXACT),
    "31.12": ("2025-12-31", EXACT),
    "12.03.2026 14:30": ("2026-03-12", EXACT),
    "сьогодні вранці": ("2026-11-22", EXACT),
    "this morning": ("2026-11-22", EXACT),
    "12 березня": ("2026-03-12", EXACT),
    "12 smarch 2026": None,
    "smarch 12 2026": None,
    "2026-03-12-01": None,
    "٠": None,
    "<b>2026</b>": None,
    "1' OR '1'='1": None,
}
IMPOSSIBLE = ("30.02.2026", "29.02.2026", "00.03.2026", "12.00.2026", "2026-13", "32.01.2026", "1899", "2127", "0001")


@pytest.mark.parametrize("typed", READ)
def test_a_date_is_read_or_refused(typed: str) -> None:
    """Each form with its precision; what has no form of a date is said to be unreadable."""
    expected = READ[typed]
    if expected is None:
        with pytest.raises(DateUnreadable):
            read_date(typed, today=TODAY)
    else:
        known = read_date(typed, today=TODAY)
        assert (known.iso, known.precision) == expected


@pytest.mark.parametrize("typed", IMPOSSIBLE)
def test_an_impossible_date_is_told_from_an_unreadable_one(typed: str) -> None:
    """There is no such day, or the year is out of reach."""
    with pytest.raises(DateImpossible):
        read_date(typed, today=TODAY)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("context", ["format", "stand-alone"])
@pytest.mark.parametrize("width", ["wide", "abbreviated"])
def test_every_name_of_a_month_is_known(language: Language, context: str, width: str) -> None:
    """In every language and case that CLDR has, and no language's name hides another's."""
    for number, name in get_month_names(width, context=context, locale=language.value).items():
        assert read_date(f"{name} 2025", today=TODAY).iso == f"2025-{number:02}"


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2126, 12, 31)))
def test_a_date_reads_itself_in_every_order(day: date) -> None:
    """ISO and European forms of every day give that day."""
    for typed in (day.isoformat(), day.strftime("%d.%m.") + str(day.year), f"{day.day}/{day.month}/{day.year}"):
        assert read_date(typed, today=TODAY).iso == day.isoformat()


@given(st.text())
def test_anything_typed_is_a_date_or_refused(typed: str) -> None:
    """Nothing else ever comes out, whatever was typed."""
    try:
        known = read_date(typed, today=TODAY)
    except (DateUnreadable, DateImpossible):
        return
    assert first_day(known.iso) <= last_day(known.iso)


@pytest.mark.parametrize(
    ("iso", "first", "last"),
    [
        ("2026-03-12", "2026-03-12", "2026-03-12"),
        ("2026-02", "2026-02-01", "2026-02-28"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026-12", "2026-12-01", "2026-12-31"),
        ("2026", "2026-01-01", "2026-12-31"),
    ],
)
def test_a_partial_date_is_a_stretch_of_days(iso: str, first: str, last: str) -> None:
    """From the first day that it may mean to the last."""
    assert (first_day(iso).isoformat(), last_day(iso).isoformat()) == (first, last)


@pytest.mark.parametrize(("typed", "iso"), [("24.11", "2026-11-24"), ("22.11", "2026-11-22"), ("20.11", "2027-11-20")])
def test_a_day_without_a_year_may_lie_ahead(typed, iso):
    """Where a coming date is asked for, it is the next one."""
    assert read_date(typed, today=TODAY, ahead=True).iso == iso


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12.12.2026", "2026-12-12"),
        ("2026-12-12, court", "2026-12-12"),
        ("Hearing on 12 December 2026 in Kyiv", "2026-12-12"),
        ("слухання 3 січня, казав адвокат", "2027-01-03"),
        ("12.12, суд", "2026-12-12"),
        ("справа 5/12 від 01.02.2026, суд 12.12.26", "2026-12-12"),
        ("грудень 2026", ""),
        ("12.12.2026 or 13.12.2026", ""),
        ("21.11.2026", ""),
        ("31.02.2027, court", ""),
        ("12 judges", ""),
        ("", ""),
    ],
)
def test_a_day_to_come_is_found_among_words(text: str, day: str) -> None:
    """Only to the day, and only if there is one."""
    assert find_date(text, today=TODAY) == day


@pytest.mark.parametrize(
    ("text", "more"),
    [("12.12.2026", False), ("about tomorrow!", False), ("12.12.2026, 10:30", True), ("завтра в суді", True)],
)
def test_what_a_date_leaves_out_is_noticed(text: str, more: bool) -> None:
    """An hour, or words after a day of this week."""
    assert says_more(text) is more


@pytest.mark.parametrize(("iso", "text"), [("2026-12-01", "01.12.2026"), ("2026-12", "12.2026"), ("2026", "2026")])
def test_a_date_is_written_as_it_is_typed(iso: str, text: str) -> None:
    """So that it can be read again."""
    assert write_date(iso) == text
    assert read_date(text, today=TODAY).iso == iso
