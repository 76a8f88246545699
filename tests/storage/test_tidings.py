"""Cases whose submitters should hear that there is an answer."""

from datetime import timedelta

from storage import tidings
from storage.ids import CaseId

A, B, C = (CaseId(letter * 32) for letter in "abc")


async def leave(database, *of):
    for case, at in of:
        await database.write(lambda unit, case=case, at=at: tidings.add(unit, case, at))


async def waiting(database, limit=10):
    return await database.read(lambda unit: tidings.waiting(unit, limit))


async def test_the_longest_waiting_is_first(database, now):
    """And no more are named than asked for."""
    await leave(database, (A, now), (B, now - timedelta(hours=1)), (C, now + timedelta(hours=1)))
    assert await waiting(database) == (B, A, C)
    assert await waiting(database, 2) == (B, A)


async def test_a_case_is_told_of_once(database, now):
    """A second reply, before the submitter has heard of the first, changes nothing, not its place either."""
    await leave(database, (A, now), (B, now), (A, now + timedelta(hours=1)))
    assert await waiting(database) == (A, B)


async def test_a_dropped_tiding_does_not_wait(database, now):
    """Dropping it again does nothing; a later answer leaves another."""
    await leave(database, (A, now), (B, now))
    for _ in range(2):
        await database.write(lambda unit: tidings.drop(unit, A))
    assert await waiting(database) == (B,)
    await leave(database, (A, now))
    assert await waiting(database) == (A, B)
