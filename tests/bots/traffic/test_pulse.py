"""Pulses: what no longer moves is dead, whatever the clock says."""

from datetime import timedelta

import pytest

from bots.traffic.pulse import Eye, beat
from storage.database import Database
from storage.pulses import Process
from tests.bots.traffic.conftest import BEGINNING


@pytest.fixture
async def database(tmp_path):
    """A new one."""
    url = f"sqlite+aiosqlite:///{tmp_path / 'pulses.db'}"
    await Database.create(url)
    async with await Database.open(url) as opened:
        yield opened


@pytest.fixture
def sees_dead(database):
    """What an eye on triage sees at a time of the loop."""
    eye = Eye(Process.TRIAGE)

    async def look(tick, *, missed=False):
        return await database.read(lambda unit: eye.sees_dead(unit, tick, missed=missed))

    return look


async def test_what_never_lived_is_not_missed(sees_dead):
    """An installation without staff bots has no such process."""
    assert not await sees_dead(0)
    assert not await sees_dead(10_000)


async def test_what_no_longer_beats_is_dead_after_three_minutes(database, sees_dead):
    """And lives again with the next beat."""
    await beat(database, (Process.TRIAGE, Process.UNLOCKED), BEGINNING)
    assert not await sees_dead(0)
    assert not await sees_dead(179)
    assert await sees_dead(180)
    await beat(database, (Process.TRIAGE,), BEGINNING + timedelta(minutes=3))
    assert not await sees_dead(181)


async def test_clock_that_was_set_kills_nobody_and_hides_nobody(database, sees_dead):
    """A beat is one whichever way the clock has jumped; an old beat at a start is no death yet."""
    assert not await sees_dead(0)
    for tick, jump in enumerate((timedelta(), timedelta(days=-1), timedelta(days=2)), start=1):
        await beat(database, (Process.TRIAGE,), BEGINNING + jump)
        assert not await sees_dead(tick * 150)
    assert await sees_dead(3 * 150 + 180)


async def test_beat_that_lay_there_at_a_start_shows_no_life_yet(database):
    """Only one that comes does, and no longer once they stop."""
    eye = Eye(Process.TRIAGE)
    await beat(database, (Process.TRIAGE,), BEGINNING)
    seen = []
    for tick in (0, 100, 150, 400):
        if tick == 150:
            await beat(database, (Process.TRIAGE,), BEGINNING + timedelta(seconds=30))
        await database.read(lambda unit, tick=tick: eye.sees_dead(unit, tick))
        seen.append(eye.sees_living)
    assert seen == [False, False, True, False]


async def test_what_was_missed_is_dead_until_it_beats(database, sees_dead):
    """An eye that opens, or that looks later than the one that told so, takes nobody for alive who does not move."""
    assert not await sees_dead(0, missed=True)
    await beat(database, (Process.TRIAGE,), BEGINNING)
    assert not await sees_dead(5)
    assert await sees_dead(6, missed=True)
    await beat(database, (Process.TRIAGE,), BEGINNING + timedelta(minutes=1))
    assert not await sees_dead(7, missed=True)
    assert not await sees_dead(8)
