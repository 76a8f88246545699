"""Members' own hours."""

from datetime import UTC, datetime, time, timedelta

import pytest

from storage import hours
from storage.hours import Hours
from storage.ids import MemberId
from storage.shifts import ZoneUnknown

OLHA = MemberId("1" * 32)
KYIV = Hours(member=OLHA, zone="Europe/Kyiv", quiet_from=time(22), quiet_to=time(7))


async def of(database):
    return await database.read(lambda unit: hours.of(unit, OLHA))


async def test_who_said_nothing_has_no_quiet_hours(database):
    """And no digest; times are those of UTC."""
    assert await of(database) == Hours(member=OLHA, zone="UTC")


async def test_each_setting_stays_what_it_is_while_another_is_changed(database):
    """They are set one by one."""

    async def work(unit):
        await hours.set_zone(unit, OLHA, "Europe/Kyiv")
        await hours.set_quiet(unit, OLHA, (time(22), time(7)))
        await hours.set_digest(unit, OLHA, time(8, 30))

    await database.write(work)
    assert await of(database) == Hours(
        member=OLHA, zone="Europe/Kyiv", quiet_from=time(22), quiet_to=time(7), digest_at=time(8, 30)
    )
    await database.write(lambda unit: hours.set_quiet(unit, OLHA, None))
    await database.write(lambda unit: hours.set_digest(unit, OLHA, None))
    assert await of(database) == Hours(member=OLHA, zone="Europe/Kyiv")


async def test_what_is_no_time_zone_is_not_written(database):
    """The former one stays."""
    await database.write(lambda unit: hours.set_zone(unit, OLHA, "Europe/Kyiv"))
    with pytest.raises(ZoneUnknown):
        await database.write(lambda unit: hours.set_zone(unit, OLHA, "Nowhere/None"))
    assert (await of(database)).zone == "Europe/Kyiv"


@pytest.mark.parametrize(("column", "value"), [("zone", "Nowhere/None"), ("quiet_from", "late"), ("digest_at", 8)])
async def test_a_row_that_was_changed_holds_up_no_reminder(database, outside, column, value):
    """The defaults stand in its place."""
    await database.write(lambda unit: hours.set_zone(unit, OLHA, "Europe/Kyiv"))
    outside.execute(f"UPDATE hours SET {column} = ?", (value,))
    assert await of(database) == Hours(member=OLHA)


@pytest.mark.parametrize(
    ("asked", "wakes"),
    [
        (datetime(2026, 11, 22, 19, 59, tzinfo=UTC), datetime(2026, 11, 22, 19, 59, tzinfo=UTC)),
        (datetime(2026, 11, 22, 20, 0, tzinfo=UTC), datetime(2026, 11, 23, 5, 0, tzinfo=UTC)),
        (datetime(2026, 11, 23, 4, 59, tzinfo=UTC), datetime(2026, 11, 23, 5, 0, tzinfo=UTC)),
        (datetime(2026, 11, 23, 5, 0, tzinfo=UTC), datetime(2026, 11, 23, 5, 0, tzinfo=UTC)),
    ],
)
def test_quiet_hours_pass_midnight(asked, wakes):
    """They are those of the member's own clock."""
    assert KYIV.wakes_at(asked) == wakes


def test_quiet_hours_may_lie_within_a_day(now):
    """An afternoon is as good as a night."""
    siesta = Hours(member=OLHA, quiet_from=time(9), quiet_to=time(10))
    assert siesta.wakes_at(now) == now.replace(hour=10, minute=0, second=0, microsecond=0)
    assert siesta.wakes_at(now + timedelta(hours=1)) == now + timedelta(hours=1)


def test_quiet_hours_that_are_never_over_are_none(now):
    """Whoever writes to the database must not silence anybody for good."""
    assert Hours(member=OLHA, quiet_from=time(9), quiet_to=time(9)).wakes_at(now) == now


def test_without_quiet_hours_now_is_as_good_as_any(now):
    """Nothing waits."""
    assert Hours(member=OLHA).wakes_at(now) == now


def test_the_end_of_quiet_hours_is_the_one_after_clocks_were_changed():
    """The night of the change is longer."""
    asked = datetime(2026, 10, 24, 22, 0, tzinfo=UTC)
    assert KYIV.wakes_at(asked) == datetime(2026, 10, 25, 5, 0, tzinfo=UTC)


async def test_who_has_left_has_no_hours(database):
    """Dropping them again does nothing."""
    await database.write(lambda unit: hours.set_zone(unit, OLHA, "Europe/Kyiv"))
    for _ in range(2):
        await database.write(lambda unit: hours.drop(unit, OLHA))
    assert await of(database) == Hours(member=OLHA)
