"""Swaps of single dates."""

import os
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from storage import swaps
from storage.database import NaiveInstant
from storage.ids import MemberId
from storage.sealed import SigningKey
from storage.shifts import ShiftId
from storage.swaps import Swap

ROSTER = SigningKey.generate(os.urandom)
OLHA, PETRO = MemberId("1" * 32), MemberId("2" * 32)


@pytest.fixture
def swap(now):
    unsigned = Swap(shift=ShiftId("a" * 32), day=date(2026, 12, 24), giver=OLHA, taker=PETRO, asked_at=now)
    return swaps.sign(unsigned, ROSTER)


async def ask(database, swap):
    return await database.write(lambda unit: swaps.ask(unit, swap))


async def take(database, swap, at, key=ROSTER):
    taken = swaps.sign(replace(swap, taken_at=at), key)
    return await database.write(lambda unit: swaps.take(unit, taken))


async def verified(database):
    return await database.read(lambda unit: swaps.verified(unit, ROSTER.public))


async def test_a_swap_comes_back_as_it_was_asked_for(database, swap):
    """Nobody has taken it."""
    number = await ask(database, swap)
    assert await verified(database) == (replace(swap, number=number),)


async def test_a_swap_is_taken_once(database, swap, now):
    """The first one's time stands."""
    asked = replace(swap, number=await ask(database, swap))
    assert await take(database, asked, now)
    assert not await take(database, asked, now + timedelta(hours=1))
    (found,) = await verified(database)
    assert found.taken_at == now


async def test_what_was_not_asked_for_cannot_be_taken(database, swap, now):
    """Nothing is written."""
    assert not await take(database, replace(swap, number=7), now)
    assert await verified(database) == ()


async def test_nobody_else_can_take_a_swap_in_somebodys_name(database, swap, now):
    """A row that another key signed is none."""
    asked = replace(swap, number=await ask(database, swap))
    await take(database, asked, now, SigningKey.generate(os.urandom))
    assert await verified(database) == ()


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("day", "2026-12-25"),
        ("day", "Christmas"),
        ("day", 24),
        ("taker", "3" * 32),
        ("taken_at", 1),
        ("shift", "b" * 32),
    ],
)
async def test_a_row_that_was_changed_is_no_swap(database, outside, swap, column, value):
    """Whatever was changed in it, and whatever it holds now."""
    await ask(database, swap)
    outside.execute(f"UPDATE swaps SET {column} = ?", (value,))
    assert await verified(database) == ()


@pytest.mark.parametrize("field", ["asked_at", "taken_at"])
def test_a_time_without_a_zone_is_not_signed(swap, field):
    """Nobody could say when it was."""
    with pytest.raises(NaiveInstant):
        swaps.sign(replace(swap, **{field: datetime(2026, 11, 22)}), ROSTER)  # noqa: DTZ001
