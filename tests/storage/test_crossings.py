"""Drafts on their way to another chat."""

from dataclasses import replace
from datetime import timedelta

import pytest

from storage import crossings
from storage.crossings import Crossing
from storage.ids import ChatKey

ANNA, BORYS = ChatKey("a" * 32), ChatKey("b" * 32)


@pytest.fixture
def crossing(now):
    return Crossing(locator="1" * 32, chat=ANNA, header=b"h\x00", payload=b"p\x00", until=now + timedelta(minutes=30))


@pytest.fixture
def save(database):
    async def each(*those):
        for one in those:
            await database.write(lambda unit, one=one: crossings.save(unit, one))

    return each


@pytest.fixture
def take(database, now):
    async def one(locator, after=timedelta()):
        return await database.write(lambda unit: crossings.take(unit, locator, now + after))

    return one


async def test_a_crossing_is_taken_once(crossing, save, take):
    """As it was saved."""
    await save(crossing)
    assert await take(crossing.locator) == crossing
    assert await take(crossing.locator) is None


async def test_an_unknown_code_takes_nothing(crossing, save, take):
    """And what waits goes on waiting."""
    await save(crossing)
    assert await take("2" * 32) is None
    assert await take(crossing.locator) == crossing


async def test_a_crossing_whose_time_is_over_is_not_taken(crossing, save, take):
    """Nor is it there any more."""
    await save(crossing)
    assert await take(crossing.locator, timedelta(minutes=30)) is None
    assert await take(crossing.locator) is None


async def test_a_crossing_is_found_as_long_as_it_can_be_taken(database, crossing, save, take, now):
    """And stays where it is."""
    await save(crossing)

    async def find(locator, after=timedelta()):
        return await database.read(lambda unit: crossings.find(unit, locator, now + after))

    last = timedelta(minutes=30) - timedelta(microseconds=1)
    assert [await find(crossing.locator), await find(crossing.locator, last)] == [crossing, crossing]
    assert [await find("2" * 32), await find(crossing.locator, timedelta(minutes=30))] == [None, None]
    assert await take(crossing.locator) == crossing


async def test_a_chat_has_one_crossing(crossing, save, take):
    """A new code makes the former one worthless; another chat's is left alone."""
    newer = replace(crossing, locator="2" * 32)
    other = replace(crossing, locator="3" * 32, chat=BORYS)
    await save(crossing, other, newer)
    assert [await take(one.locator) for one in (crossing, newer, other)] == [None, newer, other]


async def test_a_taking_that_failed_has_not_happened(database, crossing, save, take, now):
    """The draft did not arrive: the code may be typed again."""

    async def fail(unit):
        assert await crossings.take(unit, crossing.locator, now)
        raise ValueError

    await save(crossing)
    with pytest.raises(ValueError):  # noqa: PT011
        await database.write(fail)
    assert await take(crossing.locator) == crossing


async def test_a_dropped_crossing_is_gone(database, crossing, save, take):
    """Once the interview was finished where it was; dropping it again does nothing."""
    await save(crossing)
    for _ in range(2):
        await database.write(lambda unit: crossings.drop(unit, ANNA))
    assert await take(crossing.locator) is None


async def test_stale_crossings_are_forgotten(database, crossing, save, take, now):
    """Those whose time is over."""
    await save(crossing, replace(crossing, locator="2" * 32, chat=BORYS, until=now))
    assert await database.write(lambda unit: crossings.drop_stale(unit, now)) == 1
    assert await take(crossing.locator) == crossing
