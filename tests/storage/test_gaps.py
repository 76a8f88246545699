"""Times in which nobody listened."""

from datetime import timedelta

import pytest

from storage import gaps
from storage.gaps import Gap

HERE, THERE = "signal:public", "signal:staff"


@pytest.fixture
def at(now):
    """Instants, by their second."""
    return lambda second: now + timedelta(seconds=second)


@pytest.fixture
def listen(database, at):
    async def one(second, account=HERE):
        await database.write(lambda unit: gaps.listening(unit, account, at(second)))

    return one


@pytest.fixture
def begin(database, at):
    async def one(second, account=HERE):
        return await database.write(lambda unit: gaps.open(unit, account, at(second), timedelta(seconds=15)))

    return one


@pytest.fixture
def since(database, at):
    async def those(second, account=HERE):
        return await database.read(lambda unit: gaps.since(unit, account, at(second)))

    return those


async def test_a_first_start_opens_no_gap(begin, since):
    """Nobody could have been told to write before."""
    assert await begin(0) is None
    assert await since(-9) == ()


async def test_a_short_silence_is_no_gap(listen, begin, since):
    """As long as the tolerance, and no longer."""
    await listen(0)
    assert await begin(15) is None
    assert await since(-9) == ()


async def test_a_silence_is_noted(listen, begin, since, at):
    """From when somebody listened last; the other account has heard everything."""
    await listen(0)
    await listen(10)
    await listen(99, THERE)
    gap = Gap(account=HERE, since=at(10), until=at(100))
    assert await begin(100) == gap
    assert await begin(100, THERE) is None
    assert await since(0) == (gap,)


async def test_a_gap_is_noted_once(begin):
    """Who begins to listen again at once has missed nothing more."""
    await begin(0)
    assert await begin(100) is not None
    assert await begin(101) is None


async def test_a_clock_that_went_back_opens_no_gap(begin, listen):
    """And the next silence is measured from there."""
    await begin(5000)
    assert await begin(0) is None
    assert await begin(100) is not None


async def test_a_gap_that_begins_where_another_did_takes_its_place(begin, listen, since, at):
    """A clock went back between the two."""
    await listen(0)
    await begin(100)
    await listen(0)
    gap = Gap(account=HERE, since=at(0), until=at(50))
    assert await begin(50) == gap
    assert await since(-9) == (gap,)


async def test_gaps_that_had_ended_are_not_told(begin, since):
    """Who wrote after one has missed nothing in it; who wrote during one has."""
    await begin(0)
    await begin(100)
    assert [len(await since(second)) for second in (0, 99, 100)] == [1, 1, 0]


async def test_the_gaps_of_all_accounts_are_told_in_order(begin, listen, since, at):
    """For whoever looks after the installation."""
    for second in (0, 100):
        await begin(second)
    await listen(200)
    await begin(300)
    await begin(0, THERE)
    await begin(150, THERE)
    found = [(gap.account, gap.since, gap.until) for gap in await since(50, None)]
    assert found == [(HERE, at(0), at(100)), (THERE, at(0), at(150)), (HERE, at(200), at(300))]


async def test_a_line_that_comes_and_goes_has_one_gap(begin, listen, since, at):
    """However often it is there for less than a minute; then another one begins."""
    await listen(0)
    for second in (30, 60, 90):
        await begin(second)
        await listen(second + 5)
    assert await since(-9) == (Gap(account=HERE, since=at(0), until=at(90)),)
    await listen(150)
    await begin(200)
    assert [(gap.since, gap.until) for gap in await since(-9)] == [(at(0), at(90)), (at(150), at(200))]


async def test_stale_gaps_are_forgotten(database, begin, listen, since, at):
    """Those that ended before."""
    await begin(0)
    await begin(100)
    await listen(200)
    await begin(300)
    assert await database.write(lambda unit: gaps.drop_stale(unit, at(150))) == 1
    assert [gap.until for gap in await since(0)] == [at(300)]
