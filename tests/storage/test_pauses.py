"""Accounts that rest."""

from dataclasses import replace
from datetime import timedelta

import pytest

from storage import pauses
from storage.pauses import Pause


@pytest.fixture
def pause(now):
    return Pause(account="signal:public", since=now, until=now + timedelta(hours=1), challenges=("one", "two"))


@pytest.fixture
def save(database):
    async def each(*those):
        for one in those:
            await database.write(lambda unit, one=one: pauses.save(unit, one))

    return each


async def find(database, account="signal:public"):
    return await database.read(lambda unit: pauses.find(unit, account))


async def test_a_pause_comes_back_as_it_was_saved(database, pause, save):
    """Also without a challenge; another account does not rest."""
    plain = replace(pause, account="telegram:staff", challenges=())
    await save(pause, plain)
    assert [await find(database), await find(database, "telegram:staff")] == [pause, plain]
    assert await find(database, "signal:staff") is None


async def test_a_pause_that_goes_on_keeps_when_it_began(database, pause, save, now):
    """And has the newest challenges."""
    later = replace(pause, since=now + timedelta(hours=1), until=now + timedelta(hours=3), challenges=("three",))
    await save(pause, later)
    assert await find(database) == replace(later, since=now)


async def test_a_challenge_stays_until_another_comes(database, pause, save, now):
    """Somebody may be solving it."""
    later = replace(pause, until=now + timedelta(hours=3), challenges=())
    await save(pause, later)
    assert await find(database) == replace(later, challenges=("one", "two"))


async def test_a_dropped_pause_is_over(database, pause, save):
    """Dropping it again does nothing; the next one begins anew."""
    await save(pause)
    for _ in range(2):
        await database.write(lambda unit: pauses.drop(unit, "signal:public"))
    assert await find(database) is None


async def test_all_pauses_are_listed(database, pause, save):
    """By account."""
    other = replace(pause, account="signal:a")
    await save(pause, other)
    assert await database.read(pauses.all) == (other, pause)
