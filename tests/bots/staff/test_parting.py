"""Chats that are no member's any more: nothing more is sent there, and nothing offered."""

from datetime import timedelta

import pytest

from bots.staff.calling import Voice
from bots.staff.parting import Parting
from storage import bindings, outbox
from tests.bots.staff.conftest import Staff
from triage.notices import say


@pytest.fixture
async def staff(stage):
    """A process with one channel, on which Anna and Lena are bound; a letter waits for each."""
    staff = Staff(stage)
    staff.furnish()
    staff.calling.add(Voice(channel="signal", account="1", word=lambda *_: [b"words"], parting=(b"farewell",)))
    await staff.bind("Anna", "signal", "3")
    await staff.bind("Lena", "signal", "4")
    staff.parting = Parting(staff.office, staff.calling)
    await staff.parting.look()
    for name in ("Anna", "Lena"):
        await staff.database.write(lambda unit, name=name: write(unit, staff, name))
    return staff


async def write(unit, staff, name):
    """Leave something for a member."""
    await staff.calling.tell_one(unit, staff.stage.people[name], say("staff-ready", what="keys"))


async def waiting(staff):
    """What waits in the outbox."""
    later = staff.stage.now + timedelta(days=300)
    letters = await staff.database.read(lambda unit: outbox.due(unit, "signal:1", None, later, 100))
    return len(letters)


LINES = [("Lena", "/suspend Anna"), ("Lena", "/depart Anna"), ("Anna", "/leave"), ("Anna", "/channels drop signal")]


@pytest.mark.parametrize(("actor", "line"), LINES)
async def test_what_waits_for_who_has_gone_is_dropped(staff, actor, line):
    """However he has gone; what the channel offered is taken away, once, and others' letters stay."""
    assert await staff.parting.look() is False
    answer = await staff.office.desk.obey(staff.stage.people[actor], line, staff.stage.now, proven=True)
    assert not answer[0].id.startswith("error"), answer
    assert await waiting(staff) == 2
    assert await staff.parting.look() is True
    assert await staff.parting.look() is False
    assert await waiting(staff) == 2  # a farewell to Anna, and what waits for Lena
    kept = await staff.database.read(
        lambda unit: bindings.all(unit, "signal", "staff", staff.office.desk.manifest.roster)
    )
    assert [binding.chat for binding in kept] == ["4"]
