"""Alerts over several channels at once, by rows that decide who calls."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bots.staff.calling import Voice
from bots.staff.ringing import Ringing
from storage import alerts, calls, cases, outbox
from storage.alerts import NewAlert
from storage.documents import Urgency
from storage.members import Role, Standing
from tests.bots.staff.conftest import Staff
from tests.triage.conftest import NOW


@pytest.fixture
async def staff(stage):
    """A process with two channels, the second with a room; Lena is bound on both."""
    staff = Staff(stage)
    staff.furnish(locked=True)
    staff.said = []
    furnish(staff)
    await staff.bind("Lena", "telegram", "1")
    await staff.bind("Lena", "signal", "2")
    await stage.receive("lumeko-42", Urgency.EMERGENCY, alert=True)
    return staff


def furnish(staff):
    """Add the channels."""

    def voice(channel, rooms):
        def word(notice, language, member):
            staff.said.append((channel, member.name if member else "room", notice))
            return [b"letter"]

        return Voice(channel=channel, account="1", word=word, rooms=rooms)

    staff.calling.add(voice("telegram", ()))
    staff.calling.add(voice("signal", ("group.1",)))


async def ring(staff, *, deliver=True):
    """What is said in one look: channel, who hears it, and the message; it is delivered at once."""
    staff.said.clear()
    called = await staff.ringing.ring(staff.stage.now)
    assert called is bool(staff.said)
    if deliver:
        await staff.database.write(drop_all)
    return [(channel, name, notice.id) for channel, name, notice in staff.said]


async def drop_all(unit):
    """Take all letters out of the outbox."""
    for box in ("telegram:1", "signal:1"):
        for letter in await outbox.due(unit, box, None, LATER, 10_000):
            await outbox.sent(unit, letter.number)


LATER = NOW + timedelta(days=30)

EVERYWHERE = [("telegram", "Lena"), ("signal", "Lena"), ("signal", "room")]


def all_hear(message, *, times=1):
    """The message in each place, in each so often in a row."""
    return [(*place, message) for place in EVERYWHERE for _ in range(times)]


async def test_member_is_called_on_all_his_channels(staff):
    """And in the room; once each."""
    assert await ring(staff) == all_hear("watch-alert")
    assert await ring(staff) == []


async def test_calls_are_repeated_and_numbered(staff):
    """Every minute, until somebody takes over; then it is said once that it is over."""
    numbers = []
    for _ in range(3):
        assert await ring(staff) == all_hear("watch-alert")
        numbers.append({notice.args["call"] for _, _, notice in staff.said})
        staff.stage.later(seconds=59)
        assert await ring(staff) == []
        staff.stage.later(seconds=1)
    assert numbers == [{1}, {2}, {3}]
    await staff.stage.say("Rafael", "/ack 1")
    assert await ring(staff) == all_hear("watch-silent")
    assert await ring(staff) == []


async def test_channel_that_is_away_keeps_the_others_from_nothing(staff):
    """What waits on one is not repeated there, and is repeated on the other."""
    await ring(staff, deliver=False)

    async def deliver(unit):
        for letter in await outbox.due(unit, "telegram:1", None, LATER, 100):
            await outbox.sent(unit, letter.number)

    await staff.database.write(deliver)
    staff.stage.later(minutes=1)
    assert await ring(staff) == [("telegram", "Lena", "watch-alert")]


async def test_process_that_begins_anew_repeats_no_call(staff):
    """What was said stands in rows: after a kill the next process goes on where the last one was."""
    await ring(staff)
    staff.furnish(locked=True)
    furnish(staff)
    assert await ring(staff) == []
    staff.stage.later(minutes=1)
    await ring(staff)
    assert {notice.args["call"] for _, _, notice in staff.said} == {2}


async def test_two_processes_ring_once(staff, monkeypatch):
    """Both find that somebody has to be called; the rows say which of them does."""
    other = Ringing(staff.database, staff.calling)
    write, raced = staff.database.write, []

    async def late(work):
        if not raced:
            raced.append(True)
            assert await other.ring(staff.stage.now)
        return await write(work)

    monkeypatch.setattr(staff.database, "write", late)
    await staff.ringing.ring(staff.stage.now)
    assert [(channel, name, notice.id) for channel, name, notice in staff.said] == all_hear("watch-alert")


async def test_whoever_is_suspended_between_looking_and_writing_is_not_called(staff, monkeypatch):
    """Somebody else may read along there by then."""
    write, changed = staff.database.write, []

    async def late(work):
        if not changed:
            changed.append(True)
            await staff.change("Lena", standing=Standing.SUSPENDED)
        return await write(work)

    monkeypatch.setattr(staff.database, "write", late)
    assert await staff.ringing.ring(staff.stage.now)
    assert [(channel, name) for channel, name, _ in staff.said] == [("signal", "room")]


async def test_call_that_another_process_has_made_is_not_made(staff, monkeypatch):
    """Also where both have read the rows before either wrote, as on a database with several writers."""

    async def lost(*_args):
        return False

    monkeypatch.setattr(calls, "begin", lost)
    assert await ring(staff) == []


async def test_room_hears_of_a_case_once(staff):
    """Each step calls several people, each by an alert of his own."""
    await staff.stage.enrol("Roman", Role.REFERRER)
    await staff.stage.receive("munipo-17", Urgency.EMERGENCY, alert=True)
    said = await ring(staff)
    assert [one for one in said if one[1] == "room"] == [("signal", "room", "watch-alert")] * 2


async def test_whoever_is_called_on_a_later_step_hears_only_that(staff):
    """Anna is called by her own alert, and not by those of others."""
    await staff.bind("Anna", "telegram", "9")
    case = await staff.stage.case("lumeko-42")
    lena = staff.stage.people["Lena"]
    await staff.database.write(lambda unit: alerts.acknowledge(unit, case.id, lena, staff.stage.now))
    alert = NewAlert(case=case.id, reference=case.reference, person=lena, step=3, due_at=staff.stage.now)
    await staff.database.write(lambda unit: alerts.add(unit, [alert]))
    assert {name for _, name, _ in await ring(staff)} == {"Lena", "room"}


async def test_flood_is_one_message_in_each_place(staff):
    """Ten more emergencies are said in one breath, and fall silent in one."""
    await ring(staff)
    for number in range(10, 20):
        await staff.stage.receive(f"munipo-{number}", Urgency.EMERGENCY, alert=True)
    staff.stage.later(seconds=15)
    assert await ring(staff) == all_hear("watch-many")
    assert {notice.args["count"] for _, _, notice in staff.said} == {11}
    ringing = await staff.database.read(lambda unit: alerts.due(unit, staff.stage.now, None))
    await staff.stage.say("Rafael", "/ack " + "+".join(str(alert.number) for alert in ringing))
    assert await ring(staff) == all_hear("watch-silent-many")


async def test_those_called_about_an_erased_case_hear_that_it_is_over(staff):
    """The case is gone, and its alerts; whoever was called need not look for it. Then nothing is left."""
    await ring(staff)
    case = await staff.stage.case("lumeko-42")
    await staff.database.write(lambda unit: cases.erase(unit, case.id, at=staff.stage.now))
    assert await ring(staff) == all_hear("watch-silent")
    assert not await staff.database.read(calls.is_any_open)


async def test_whoever_has_left_leaves_nothing_open(staff):
    """Nobody can tell him that it is over."""
    await ring(staff)
    await staff.change("Lena", standing=Standing.SUSPENDED)
    await staff.stage.say("Rafael", "/ack 1")
    assert await ring(staff) == [("signal", "room", "watch-silent")]
    assert not await staff.database.read(calls.is_any_open)


async def test_calls_are_told_of_with_the_case(staff):
    """Whom, on what and how often, for whoever looks back."""
    await ring(staff)
    case = await staff.stage.case("lumeko-42")
    made = await staff.database.read(lambda unit: calls.of_case(unit, case.id))
    lena = staff.stage.people["Lena"]
    assert {(call.channel, call.member, call.count) for call in made} == {
        ("telegram", lena, 1),
        ("signal", lena, 1),
        ("signal", None, 1),
    }


async def test_quiet_house_is_looked_at_once(staff, monkeypatch):
    """Where nothing rings and nothing was said, nobody's chat is looked up."""
    await staff.stage.say("Rafael", "/ack 1")
    monkeypatch.setattr(staff.calling, "reachable", None)
    assert await ring(staff) == []


async def test_what_waits_in_a_place_that_hushes_is_dropped_once_nothing_rings(staff):
    """A phone must not be woken for what is over; a place that does not hush hears all of it."""
    staff.calling._voices[0] = replace(staff.calling.voices[0], hushes=True, only=frozenset({"watch-alert"}))
    await ring(staff, deliver=False)
    await staff.stage.say("Rafael", "/ack 1")
    await ring(staff, deliver=False)
    waiting = {
        box: len(await staff.database.read(lambda unit, box=box: outbox.due(unit, box, None, LATER, 100)))
        for box in ("telegram:1", "signal:1")
    }
    assert waiting == {"telegram:1": 0, "signal:1": 4}
