"""Reminders and digests over several channels, by rows that decide who says them."""

import pytest

from bots.staff.calling import Voice
from bots.staff.reminding import Reminding
from storage import deadlines, hours
from storage.deadlines import Deadline, DeadlineKind
from tests.bots.staff.conftest import Staff


@pytest.fixture
async def staff(stage):
    """A process with two chats and a pager; Clara, the coordinator, has all of them, and a case is overdue."""
    staff = Staff(stage)
    staff.furnish(locked=True)
    staff.said = []
    for channel, only in (("telegram", ()), ("signal", ()), ("pager", {"watch-alert"})):
        staff.calling.add(voice(staff, channel, only))
        await staff.bind("Clara", channel, f"{channel}-1")
    await stage.receive("lumeko-42")
    case = await stage.case("lumeko-42")
    overdue = Deadline(case=case.id, kind=DeadlineKind.DECISION, due_at=stage.now)
    await stage.database.write(lambda unit: deadlines.add(unit, [overdue]))
    staff.reminding = Reminding(staff.office, staff.calling)
    return staff


def voice(staff, channel, only):
    """A channel that notes what is said on it."""

    def word(notice, _language, member):
        staff.said.append((channel, member.name, notice.id))
        return [b"letter"]

    return Voice(channel=channel, account="1", word=word, only=frozenset(only))


async def look(staff):
    """What is said in one look."""
    staff.said.clear()
    told = await staff.reminding.look(staff.stage.now)
    assert told is bool(staff.said)
    return sorted(staff.said)


async def want_digest(staff, name):
    """Let a digest be due."""
    await staff.database.write(lambda unit: hours.set_digest(unit, staff.stage.people[name], staff.stage.now.time()))


async def test_reminder_goes_to_all_chats_of_a_member_and_to_no_pager(staff):
    """Once."""
    assert await look(staff) == [("signal", "Clara", "reminder"), ("telegram", "Clara", "reminder")]
    assert await look(staff) == []


async def test_digest_goes_the_same_way(staff):
    """Once a day."""
    await look(staff)
    await want_digest(staff, "Clara")
    assert await look(staff) == [("signal", "Clara", "digest"), ("telegram", "Clara", "digest")]
    assert await look(staff) == []


async def test_who_is_bound_nowhere_is_told_nothing_and_noted_nowhere(staff):
    """A digest comes once there is a chat."""
    await look(staff)
    await want_digest(staff, "Anna")
    assert await look(staff) == []
    await staff.bind("Anna", "signal", "2")
    assert await look(staff) == [("signal", "Anna", "digest")]


async def test_two_processes_say_it_once(staff):
    """And the next one after a kill says nothing again."""
    other = Reminding(staff.office, staff.calling)
    await want_digest(staff, "Clara")
    assert await staff.reminding.look(staff.stage.now)
    assert not await other.look(staff.stage.now)
    staff.stage.later(days=1)
    assert await other.look(staff.stage.now)
    assert not await staff.reminding.look(staff.stage.now)


async def test_what_was_said_by_another_process_meanwhile_is_not_said(staff, monkeypatch):
    """Between a look and its writing; a transaction finds out."""
    other = Reminding(staff.office, staff.calling)
    await want_digest(staff, "Clara")
    write = staff.database.write
    races = iter((True,))

    async def written_later(_, work):
        if next(races, False):
            assert await other.look(staff.stage.now)
            staff.said.clear()
        return await write(work)

    monkeypatch.setattr(type(staff.database), "write", written_later)
    assert await look(staff) == []


async def test_what_cannot_be_said_is_said_at_a_later_look(staff, monkeypatch):
    """The note and the letters are one transaction."""

    async def fail(*_):
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr(staff.office.post, "write", fail)
        with pytest.raises(RuntimeError):
            await staff.reminding.look(staff.stage.now)
    staff.stage.later(minutes=1)
    assert await look(staff) == [("signal", "Clara", "reminder"), ("telegram", "Clara", "reminder")]
