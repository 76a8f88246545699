"""The week's shifts."""

import os
from dataclasses import replace
from datetime import datetime, time

import pytest

from storage import shifts
from storage.database import NaiveInstant
from storage.ids import MemberId, draw_id
from storage.sealed import SigningKey
from storage.shifts import Day, Duty, Shift, ShiftId, ZoneUnknown

ROSTER = SigningKey.generate(os.urandom)
OLHA, PETRO = MemberId("1" * 32), MemberId("2" * 32)


@pytest.fixture
def shift(now):
    return Shift(
        id=ShiftId(draw_id(os.urandom)),
        member=OLHA,
        days=(Day.MON, Day.SUN),
        start=time(22),
        end=time(7, 30),
        zone="Europe/Kyiv",
        duty=Duty.ON_CALL,
        changed_at=now,
    )


async def add(database, shift):
    return await database.write(lambda unit: shifts.add(unit, shifts.sign(shift, ROSTER)))


async def verified(database, key=ROSTER):
    return await database.read(lambda unit: shifts.verified(unit, key.public))


async def test_a_shift_comes_back_as_it_was_signed(database, shift):
    """With the number that it got."""
    number = await add(database, shift)
    (found,), forged = await verified(database)
    assert found == replace(shifts.sign(shift, ROSTER), number=number)
    assert forged == 0


async def test_a_number_is_never_given_twice(database, shift):
    """Whoever types an old one must not drop another shift."""
    first = await add(database, shift)
    assert await database.write(lambda unit: shifts.drop(unit, first))
    assert await add(database, replace(shift, id=ShiftId("f" * 32))) == first + 1


async def test_dropping_what_is_not_there_is_told(database):
    """Nothing was dropped."""
    assert not await database.write(lambda unit: shifts.drop(unit, 1))


async def test_the_shifts_of_somebody_who_has_left_are_dropped(database, shift):
    """And nobody else's."""
    await add(database, shift)
    await add(database, replace(shift, id=ShiftId("e" * 32)))
    await add(database, replace(shift, id=ShiftId("f" * 32), member=PETRO))
    assert await database.write(lambda unit: shifts.drop_of(unit, OLHA)) == 2
    (left,), _ = await verified(database)
    assert left.member == PETRO


async def test_another_key_signs_no_shift(database, shift):
    """It is counted, and left out."""
    await add(database, shift)
    assert await verified(database, SigningKey.generate(os.urandom)) == ((), 1)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("member", "2" * 32),
        ("days", "mon"),
        ("days", "someday"),
        ("days", b"\x01"),
        ("start", "21:00"),
        ("start", "late"),
        ("end", "08:00"),
        ("zone", "Europe/Warsaw"),
        ("zone", "Nowhere/None"),
        ("duty", "backup"),
        ("duty", "never"),
        ("changed_at", 1),
        ("signature", b"0" * 64),
    ],
)
async def test_a_row_that_was_changed_is_no_shift(database, outside, shift, column, value):
    """Whatever was changed in it, and whatever it holds now."""
    await add(database, shift)
    outside.execute(f"UPDATE shifts SET {column} = ?", (value,))
    assert await verified(database) == ((), 1)


def test_a_time_without_a_zone_is_not_signed(shift):
    """Nobody could say when it was."""
    with pytest.raises(NaiveInstant):
        shifts.sign(replace(shift, changed_at=datetime(2026, 11, 22)), ROSTER)  # noqa: DTZ001


@pytest.mark.parametrize("name", ["Nowhere/None", "Europe", "../etc/passwd", "/etc/passwd", ""])
def test_what_is_no_time_zone_is_told(shift, name):
    """It would put nobody on duty."""
    with pytest.raises(ZoneUnknown):
        shifts.sign(replace(shift, zone=name), ROSTER)
