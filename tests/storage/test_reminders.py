"""Of what members were reminded, and what runs on."""

from datetime import date, timedelta

import pytest

from storage import cases, deadlines, reminders
from storage.cases import CaseState
from storage.deadlines import Deadline, DeadlineKind
from storage.documents import Urgency
from storage.ids import CaseId, MemberId

ANNA = MemberId("a" * 32)
BOHDAN = MemberId("b" * 32)
TODAY = date(2026, 11, 22)


@pytest.fixture
def receive(database, make_case, now):
    """Write a case with a deadline."""

    async def receive(due_at=now, kind=DeadlineKind.DECISION, item="", **changes):
        case = make_case(**changes)
        deadline = Deadline(case=case.id, kind=kind, item=item, due_at=due_at)
        await database.write(lambda unit: cases.add(unit, case))
        await database.write(lambda unit: deadlines.add(unit, [deadline]))
        return case

    return receive


async def running(database, until):
    """The references of what runs."""
    return [one.reference for one in await database.read(lambda unit: reminders.running(unit, until))]


async def test_what_runs_comes_with_what_is_readable_of_its_case(database, receive, now):
    """So that it can be worded and given to somebody without another look."""
    case = await receive(kind=DeadlineKind.ACTION, item="7", holder=ANNA, lease_until=now)
    (found,) = await database.read(lambda unit: reminders.running(unit, now))
    assert found.thing == (case.id, DeadlineKind.ACTION, "7")
    assert (found.reference, found.urgency, found.state) == (case.reference, case.urgency, case.state)
    assert (found.holder, found.lease_until, found.deadline.due_at) == (ANNA, now, now)


async def test_the_most_urgent_runs_first_then_the_longest_late(database, receive, now):
    """In the order in which somebody should look."""
    late = await receive(due_at=now - timedelta(days=9))
    later = await receive(due_at=now - timedelta(days=8))
    emergency = await receive(urgency=Urgency.EMERGENCY)
    await receive(due_at=now + timedelta(seconds=1))
    assert await running(database, now) == [emergency.reference, late.reference, later.reference]


async def test_nothing_runs_that_is_met_or_over(database, receive, now):
    """A closed case waits for nothing."""
    case = await receive()
    await receive(state=CaseState.CLOSED)
    await receive(state=CaseState.WITHDRAWN)
    assert await running(database, now) == [case.reference]
    await database.write(lambda unit: deadlines.meet(unit, case.id, DeadlineKind.DECISION, now))
    assert await running(database, now) == []


async def test_case_for_which_nothing_runs_rests(database, receive, make_case, now):
    """Nobody would ever be reminded of it; the one that has rested longest is first."""
    await receive()
    await receive(state=CaseState.CLOSED)
    older, newer = make_case(changed_at=now - timedelta(days=1)), make_case()
    met = await receive(changed_at=now - timedelta(days=2))
    await database.write(lambda unit: cases.add(unit, newer))
    await database.write(lambda unit: cases.add(unit, older))
    await database.write(lambda unit: deadlines.meet(unit, met.id, DeadlineKind.DECISION, now))
    idle = await database.read(lambda unit: reminders.idle(unit, 2))
    assert idle == (met.reference, older.reference)


THING = (CaseId("c" * 32), DeadlineKind.DECISION, "")


async def note(database, member, stage):
    """Note a reminder; whether this one was the first."""
    return await database.write(lambda unit: reminders.note(unit, THING, member, stage))


async def test_member_is_reminded_once_a_stage(database, now):
    """Of two processes one is told that it was the first; an earlier stage comes too late."""
    assert await note(database, ANNA, now)
    assert not await note(database, ANNA, now)
    assert await note(database, BOHDAN, now)
    assert await note(database, ANNA, now + timedelta(days=1))
    assert not await note(database, ANNA, now)
    told = await database.read(reminders.told)
    assert told == {(THING, ANNA): now + timedelta(days=1), (THING, BOHDAN): now}


async def test_digest_comes_once_a_day(database):
    """Whoever notes it second is told so; a day that is over does not come again."""
    for day, first in ((TODAY, True), (TODAY, False), (TODAY + timedelta(1), True), (TODAY, False)):
        assert await database.write(lambda unit, day=day: reminders.note_digest(unit, ANNA, day)) is first
    assert await database.read(reminders.digests) == {ANNA: TODAY + timedelta(1)}


async def test_what_is_over_is_forgotten(database, receive, now):
    """A row stays for as long as its deadline runs."""
    case = await receive()
    thing = (case.id, DeadlineKind.DECISION, "")
    await database.write(lambda unit: reminders.note(unit, thing, ANNA, now))
    await note(database, ANNA, now)
    assert await database.write(reminders.forget) == 1
    assert set(await database.read(reminders.told)) == {(thing, ANNA)}
    await database.write(lambda unit: deadlines.meet(unit, case.id, DeadlineKind.DECISION, now))
    assert await database.write(reminders.forget) == 1
    assert await database.read(reminders.told) == {}


async def test_who_has_left_is_forgotten(database, now):
    """The others are not."""
    await note(database, ANNA, now)
    await note(database, BOHDAN, now)
    await database.write(lambda unit: reminders.note_digest(unit, ANNA, TODAY))
    await database.write(lambda unit: reminders.drop(unit, ANNA))
    assert set(await database.read(reminders.told)) == {(THING, BOHDAN)}
    assert await database.read(reminders.digests) == {}


async def test_reminders_go_with_their_case(database, receive, now):
    """An erased case leaves none behind."""
    case = await receive()
    await database.write(lambda unit: reminders.note(unit, (case.id, DeadlineKind.DECISION, ""), ANNA, now))
    await database.write(lambda unit: cases.erase(unit, case.id, at=now))
    assert await database.read(reminders.told) == {}
