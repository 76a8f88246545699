"""Who may not act, without a key."""

from datetime import timedelta

from storage import suspensions
from storage.ids import MemberId
from storage.suspensions import Suspension

ANNA, BORYS = MemberId("a" * 32), MemberId("b" * 32)


async def those(database):
    return await database.read(suspensions.all)


async def test_who_is_suspended_stays_so_since_the_first_time(database, now):
    """A later one changes nothing."""
    for member, at in ((BORYS, now), (ANNA, now - timedelta(hours=1)), (BORYS, now + timedelta(hours=1))):
        await database.write(lambda unit, member=member, at=at: suspensions.add(unit, member, at))
    assert await those(database) == (
        Suspension(member=ANNA, at=now - timedelta(hours=1)),
        Suspension(member=BORYS, at=now),
    )


async def test_a_lifted_suspension_is_gone(database, now):
    """Lifting it again does nothing; another's stays."""
    for member in (ANNA, BORYS):
        await database.write(lambda unit, member=member: suspensions.add(unit, member, now))
    for _ in range(2):
        await database.write(lambda unit: suspensions.lift(unit, ANNA))
    assert await those(database) == (Suspension(member=BORYS, at=now),)
