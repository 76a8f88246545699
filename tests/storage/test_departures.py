"""Who has left, as long as the keys of that time are in use."""

from datetime import timedelta

from storage import departures
from storage.departures import Departure
from storage.ids import MemberId

ANNA, BORYS = (MemberId(letter * 32) for letter in "ab")


async def test_departure_waits_for_newer_keys(database, now):
    """It is told of until the keys are newer than those that were in use."""
    left = Departure(member=ANNA, at=now, manifest=1)
    await database.write(lambda unit: departures.note(unit, left))
    assert await database.read(lambda unit: departures.awaiting(unit, 1)) == (left,)
    assert await database.read(lambda unit: departures.awaiting(unit, 2)) == ()


async def test_who_leaves_again_has_left_then(database, now):
    """One row a member, and the others keep theirs."""
    for member, away, manifest in ((ANNA, 0, 1), (BORYS, 1, 2), (ANNA, 2, 2)):
        left = Departure(member=member, at=now + timedelta(days=away), manifest=manifest)
        await database.write(lambda unit, left=left: departures.note(unit, left))
    waiting = await database.read(lambda unit: departures.awaiting(unit, 2))
    assert [(one.member, one.at) for one in waiting] == [
        (BORYS, now + timedelta(days=1)),
        (ANNA, now + timedelta(days=2)),
    ]
