"""When something is overdue."""

from dataclasses import replace
from datetime import timedelta

import pytest

from storage import deadlines
from storage.deadlines import Deadline, DeadlineKind
from storage.ids import CaseId


@pytest.fixture
def deadline(now):
    return Deadline(case=CaseId("c" * 32), kind=DeadlineKind.FIRST_ANSWER, due_at=now)


async def add(database, *new):
    await database.write(lambda unit: deadlines.add(unit, new))


async def due(database, at):
    return await database.read(lambda unit: deadlines.due(unit, at))


async def meet(database, deadline, at):
    return await database.write(lambda unit: deadlines.meet(unit, deadline.case, deadline.kind, at))


async def test_a_deadline_is_due_from_its_time_on(database, deadline, now):
    """Not a microsecond earlier."""
    await add(database, deadline)
    assert await due(database, now - timedelta(microseconds=1)) == ()
    assert await due(database, now) == (deadline,)


async def test_a_late_deadline_is_still_due(database, deadline, now):
    """However long nobody asked: a clock or a host that stood still loses none."""
    await add(database, deadline)
    assert await due(database, now + timedelta(days=365)) == (deadline,)


async def test_the_longest_overdue_is_first(database, deadline, now):
    """Across cases."""
    earlier = replace(deadline, case=CaseId("d" * 32), due_at=now - timedelta(hours=1))
    await add(database, deadline, earlier)
    assert await due(database, now) == (earlier, deadline)


async def test_a_met_deadline_is_not_due(database, deadline, now):
    """And it says when it was met."""
    await add(database, deadline)
    assert await meet(database, deadline, now)
    assert await due(database, now) == ()
    found = await database.read(lambda unit: deadlines.of_case(unit, deadline.case))
    assert found == (replace(deadline, met_at=now),)


async def test_of_several_who_settle_a_deadline_one_was_first(database, deadline, now):
    """So that two schedulers fire it once; the first time stays."""
    await add(database, deadline)
    assert [await meet(database, deadline, now + timedelta(hours=hours)) for hours in (0, 1)] == [True, False]
    (found,) = await database.read(lambda unit: deadlines.of_case(unit, deadline.case))
    assert found.met_at == now


async def test_an_unknown_deadline_is_not_met(database, deadline, now):
    """There was nothing to settle."""
    assert not await meet(database, deadline, now)


async def test_a_deadline_of_the_same_kind_begins_anew(database, deadline, now):
    """As when a submitter adds to a case."""
    await add(database, deadline)
    await meet(database, deadline, now)
    again = replace(deadline, due_at=now + timedelta(days=1))
    await add(database, again)
    assert await database.read(lambda unit: deadlines.of_case(unit, deadline.case)) == (again,)


async def test_deadlines_of_a_case_are_in_their_order(database, deadline, now):
    """The earliest first, and no other case's."""
    later = replace(deadline, kind=DeadlineKind.ASSESSMENT, due_at=now + timedelta(days=1))
    await add(database, later, deadline, replace(deadline, case=CaseId("o" * 32)))
    assert await database.read(lambda unit: deadlines.of_case(unit, deadline.case)) == (deadline, later)
