"""The first of two who take somebody back, and rows that the roster key did not sign."""

from datetime import timedelta

import pytest

from storage import vouches
from storage.database import NaiveInstant
from storage.ids import MemberId
from storage.sealed import SigningKey
from storage.vouches import Vouch

ROSTER, FORGER = SigningKey.from_seed(bytes(32)), SigningKey.from_seed(b"\x01" * 32)
ANNA, BORYS, CLARA = (MemberId(letter * 32) for letter in "abc")
PART = "d" * 64


@pytest.fixture
def vouch(now):
    return vouches.sign(Vouch(member=ANNA, by=BORYS, at=now, part=PART), ROSTER)


@pytest.fixture
def save(database):
    async def one(vouch):
        await database.write(lambda unit: vouches.save(unit, vouch))

    return one


@pytest.fixture
def find(database):
    async def one(member=ANNA):
        return await database.read(lambda unit: vouches.find(unit, member, ROSTER.public))

    return one


async def test_a_vouch_comes_back_as_it_was_signed(vouch, save, find):
    """For whom it was given, and for nobody else."""
    await save(vouch)
    assert await find() == vouch
    assert await find(BORYS) is None


async def test_a_later_vouch_takes_the_place_of_the_one_before(vouch, save, find, now):
    """One a member."""
    later = vouches.sign(Vouch(member=ANNA, by=CLARA, at=now + timedelta(days=8), part=PART), ROSTER)
    await save(vouch)
    await save(later)
    assert await find() == later


async def test_a_dropped_vouch_is_gone(database, vouch, save, find):
    """Dropping it again does nothing."""
    await save(vouch)
    for _ in range(2):
        await database.write(lambda unit: vouches.drop(unit, ANNA))
    assert await find() is None


FORGERIES = {"by": CLARA, "at": 0, "part": "e" * 64, "signature": b"\x00" * 64}


@pytest.mark.parametrize("column", FORGERIES)
async def test_a_forged_column_is_noticed(vouch, save, outside, find, column):
    """Nobody vouches in another's name, later than he did, or with a part of the invitation that he never had."""
    await save(vouch)
    outside.execute(f'UPDATE vouches SET "{column}" = ?', (FORGERIES[column],))
    assert await find() is None


async def test_a_vouch_for_one_is_none_for_another(vouch, save, outside, find):
    """For whom is signed, too."""
    await save(vouch)
    outside.execute("UPDATE vouches SET member = ?", (CLARA,))
    assert await find(CLARA) is None


async def test_a_value_that_is_none_of_ours_is_a_forgery(vouch, save, outside, find):
    """No TypeError escapes."""
    await save(vouch)
    outside.execute("UPDATE vouches SET signature = 'emperor'")
    assert await find() is None


def test_a_time_without_a_zone_is_not_signed(now):
    """It would be read as another instant elsewhere."""
    with pytest.raises(NaiveInstant):
        vouches.sign(Vouch(member=ANNA, by=BORYS, at=now.replace(tzinfo=None), part=PART), ROSTER)
