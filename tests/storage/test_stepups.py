"""A code of an authenticator works once."""

import asyncio

import pytest

from storage import stepups
from storage.ids import MemberId

ANNA, BORYS = MemberId("a" * 32), MemberId("b" * 32)


@pytest.fixture
def use(database):
    async def one(step, member=ANNA):
        return await database.write(lambda unit: stepups.use(unit, member, step))

    return one


async def test_a_step_is_used_once(use):
    """Whoever has looked over a shoulder comes too late."""
    assert [await use(7), await use(7)] == [True, False]


async def test_only_later_steps_count(use):
    """A code that was shown before the one used is of no use any more."""
    assert [await use(7), await use(6), await use(8), await use(7)] == [True, False, True, False]


async def test_members_count_for_themselves(use):
    """Two of them may have the same step."""
    assert [await use(7), await use(7, BORYS)] == [True, True]


async def test_of_two_at_once_one_is_served(use):
    """A double tap confirms once."""
    assert sorted(await asyncio.gather(use(7), use(7))) == [False, True]


async def test_a_step_of_a_unit_that_failed_is_not_used(database, use):
    """What the code should have confirmed did not happen; it may be typed again."""

    async def fail(unit):
        assert await stepups.use(unit, ANNA, 7)
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011
        await database.write(fail)
    assert await use(7)
