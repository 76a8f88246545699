"""What comes late is not obeyed, and what never came is asked for again."""

from datetime import timedelta

import pytest

from bots.signal.account import CHANNEL
from storage import gaps
from storage.documents import Urgency


async def be_deaf(office):
    """Hear nothing for five minutes."""
    box, tolerance = office.line.box, timedelta(seconds=2)
    await office.database.write(lambda unit: gaps.listening(unit, box, office.stage.now))
    office.stage.later(minutes=5)
    await office.database.write(lambda unit: gaps.open(unit, box, office.stage.now, tolerance))
    office.stage.later(minutes=1)


@pytest.mark.parametrize(("hours", "late"), [(25, True), (23, False)])
async def test_line_that_was_long_under_way_is_not_obeyed(office, clara, hours, late):
    """It is said, so that he can write it again."""
    office.people[clara].types("lang uk")
    office.stage.later(hours=hours)
    await office.settle()
    assert ("came late" in office.people[clara].bots[-1].text) is late
    assert ("українською" in office.people[clara].bots[-1].text) is not late


async def test_line_from_before_the_chat_was_bound_is_not_obeyed(office, clara):
    """As one that was held back until its key was trusted, and he was taken back."""
    person = office.people[clara]
    person.types("release lumeko-42")
    office.stage.later(minutes=1)
    await office.bind(clara, CHANNEL, person.user.uuid, person.user.fingerprint.replace(" ", ""))
    await office.settle()
    assert "came late" in person.bots[-1].text
    assert (await office.stage.case("lumeko-42")).holder is not None


async def test_binding_from_a_clock_that_was_ahead_says_nothing(office, clara):
    """It must not make a member dumb until its time has come."""
    office.stage.later(hours=-5)
    office.account._last = 0
    await office.say(clara, "release lumeko-42")
    assert (await office.stage.case("lumeko-42")).holder is None


async def test_late_acknowledgement_in_the_room_takes_over_nothing(office):
    """Nor does one from before its sender's chat was bound."""
    lena = await office.seat("Lena")
    there = lena.gathers("On duty")
    office.room = there.group.id
    await office.start()
    await office.settle()
    there.types("ack 1")
    office.stage.later(hours=25)
    await office.stage.receive("munipo-17", Urgency.EMERGENCY, alert=True)
    await office.ring()
    await office.settle()
    assert "came late" in there.bots[-1].text


async def test_member_is_told_once_that_nothing_was_heard(office, clara):
    """With his next line, also over a restart; once more for the next time; in the others' chats likewise."""
    await be_deaf(office)
    answer = await office.say(clara, "queue")
    assert answer.startswith("I heard nothing from 2026-11-22 09:00 UTC to 2026-11-22 09:05 UTC. What you wrote")
    assert "heard nothing" not in await office.say(clara, "queue")
    await office.start()
    assert "I heard nothing" not in await office.say(clara, "queue")
    await be_deaf(office)
    await be_deaf(office)
    assert "I heard nothing 2 times, last from" in await office.say(clara, "queue")
    assert "I heard nothing 3 times" in await office.say("Lena", "queue")


async def test_new_member_is_told_nothing_of_what_was_before(office):
    """He had written nothing then."""
    await be_deaf(office)
    office.stage.later(minutes=1)
    await office.seat("Anna")
    assert "heard nothing" not in await office.say("Anna", "queue")
