"""Alerts over several channels at once."""

import pytest

from bots.staff.calling import Voice
from storage.documents import Urgency
from storage.members import Role
from tests.bots.staff.conftest import Staff


@pytest.fixture
async def staff(stage):
    """A process with two channels, the second with a room; Lena is bound on both."""
    staff = Staff(stage)
    staff.furnish(locked=True)
    staff.said = []

    def voice(channel, rooms):
        def word(notice, language, member):
            staff.said.append((channel, member.name if member else "room", notice.id))
            return [b"letter"]

        return Voice(channel=channel, account="1", word=word, rooms=rooms)

    staff.calling.add(voice("telegram", ()))
    staff.calling.add(voice("signal", ("group.1",)))
    await staff.bind("Lena", "telegram", "1")
    await staff.bind("Lena", "signal", "2")
    await stage.receive("lumeko-42", Urgency.EMERGENCY, alert=True)
    return staff


async def test_member_is_called_on_all_his_channels(staff):
    """And in the room; once each."""
    assert await staff.ringing.ring(staff.stage.now)
    assert staff.said == [
        ("telegram", "Lena", "watch-alert"),
        ("signal", "Lena", "watch-alert"),
        ("signal", "room", "watch-alert"),
    ]
    assert not await staff.ringing.ring(staff.stage.now)


async def test_channel_that_is_away_keeps_the_others_from_nothing(staff, monkeypatch):
    """What waits on one is not repeated there, and is repeated on the other."""
    await staff.ringing.ring(staff.stage.now)
    staff.said.clear()
    waits = staff.calling.waits

    async def away(unit, voice, chat):
        return voice.channel == "signal" and await waits(unit, voice, chat)

    monkeypatch.setattr(staff.calling, "waits", away)
    staff.stage.later(minutes=1)
    assert await staff.ringing.ring(staff.stage.now)
    assert staff.said == [("telegram", "Lena", "watch-alert")]


async def test_room_hears_of_a_case_once_a_step(staff):
    """Each step calls several people, each by an alert of his own."""
    await staff.stage.enrol("Roman", Role.REFERRER)
    await staff.stage.receive("munipo-17", Urgency.EMERGENCY, alert=True)
    await staff.ringing.ring(staff.stage.now)
    assert [said for said in staff.said if said[1] == "room"] == [("signal", "room", "watch-alert")] * 2
