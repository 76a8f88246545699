"""How instants and ranks lie in a column."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.database import NaiveInstant, RowRefused
from storage.database.columns import Instant


@given(st.datetimes(min_value=datetime(2, 1, 1), max_value=datetime(9998, 1, 1), timezones=st.timezones()))  # noqa: DTZ001
def test_an_instant_comes_back_as_itself(instant):
    """To the microsecond, whatever zone it was said in; and in UTC."""
    back = Instant().process_result_value(Instant().process_bind_param(instant, None), None)
    # Compared in UTC, for Python holds two zones' readings of a doubtful hour to be unequal.
    assert back == instant.astimezone(UTC)
    assert back.tzinfo is UTC


def test_an_instant_lies_as_microseconds_of_utc():
    """The number on the disk is the one the documents name."""
    instant = datetime(1970, 1, 1, 2, 0, 0, 5, tzinfo=timezone(timedelta(hours=2)))
    assert Instant().process_bind_param(instant, None) == 5


async def test_a_naive_datetime_is_refused(database, make_case, now):
    """Nobody knows which instant it means."""
    from storage import cases

    case = make_case(received_at=now.replace(tzinfo=None))
    with pytest.raises(NaiveInstant):
        await database.write(lambda unit: cases.add(unit, case))


async def test_a_code_without_a_rank_is_refused(database, make_case):
    """Rather than written as something else."""
    from storage import cases

    with pytest.raises(RowRefused):
        await database.write(lambda unit: cases.add(unit, make_case(urgency="whenever")))
