"""Leaving the group: what is forgotten, what goes back to the others, and what is asked for."""

import os
from datetime import time

import pytest

from storage import actions, bindings, departures, hours, members, pagers, shifts, suspensions
from storage.actions import Action
from storage.audit import Act
from storage.bindings import Binding
from storage.documents import ActionKind, Language, Urgency
from storage.hours import Hours
from storage.ids import DocumentId, draw_id
from storage.members import Role, Standing
from storage.pagers import Pager
from storage.shifts import Day, Duty, Shift, ShiftId
from triage.desk import Stranger
from triage.membership import roster


async def departed(stage, name):
    """Whether a member's own row says that he has left."""
    return (await stage.read_roster()).called(name).standing is Standing.DEPARTED


async def test_who_has_left_is_a_stranger(stage, order):
    """On every channel, from the next line on; whoever is left is still known."""
    assert await order("Lena", "/depart Anna") == ["member-departed", "departed-keys"]
    assert await departed(stage, "Anna")
    assert await stage.ids("Anna", "/queue") == ["stranger"]
    assert await stage.ids("Bohdan", "/queue") == ["queue-empty"]
    assert (Act.MEMBER_DEPARTED, stage.people["Lena"], stage.people["Anna"]) in await stage.log()


async def test_member_leaves_by_himself(stage, order):
    """It takes a code, so that no slip of the finger, and nobody else's, does it."""
    assert await stage.ids("Anna", "/leave") == ["error-proof-needed"]
    assert await order("Anna", "/leave") == ["departed"]
    assert await departed(stage, "Anna")
    assert (Act.MEMBER_DEPARTED, stage.people["Anna"], stage.people["Anna"]) in await stage.log()


async def test_last_lead_cannot_leave(stage, order):
    """Neither by himself nor by his own order."""
    for line in ("/leave", "/depart Lena"):
        assert await order("Lena", line) == ["error-last-lead"]
    await stage.enrol("Olena", Role.LEAD)
    assert await order("Lena", "/leave") == ["departed"]


async def test_all_that_called_the_member_is_forgotten(stage, order):
    """Chats, pager, shifts and hours; those of others stay."""
    key, now = stage.keys.group.roster, stage.now

    async def furnish(unit):
        for name in ("Anna", "Bohdan"):
            member = stage.people[name]
            chat = Binding(channel="telegram", account="staff", chat=name, member=member, changed_at=now)
            await bindings.save(unit, bindings.sign(chat, key))
            await pagers.save(unit, pagers.sign(Pager(member=member, url="ntfys://x", changed_at=now), key))
            await hours.set_digest(unit, member, time(8))
            shift = Shift(
                id=ShiftId(draw_id(os.urandom)),
                member=member,
                days=(Day.MON,),
                start=time(8),
                end=time(9),
                zone="UTC",
                duty=Duty.ON_CALL,
                changed_at=now,
            )
            await shifts.add(unit, shifts.sign(shift, key))

    async def look(unit):
        anna, bohdan = stage.people["Anna"], stage.people["Bohdan"]
        kept, _ = await shifts.verified(unit, key.public)
        assert [shift.member for shift in kept] == [bohdan]
        assert [pager.member for pager in await pagers.all(unit, key.public)] == [bohdan]
        assert await bindings.of(unit, anna, key.public) == ()
        assert await hours.of(unit, anna) == Hours(member=anna)
        assert (await hours.of(unit, bohdan)).digest_at == time(8)

    await stage.database.write(furnish)
    await order("Lena", "/depart Anna")
    await stage.database.read(look)


async def test_what_the_member_held_goes_back(stage, order):
    """And an emergency that is not decided calls whoever is left."""
    await stage.receive("lumeko-42", Urgency.EMERGENCY, alert=True)
    await stage.say("Rafael", "/claim lumeko-42")
    await stage.say("Rafael", "/ack lumeko-42")
    await order("Lena", "/depart Rafael")
    assert (await stage.case("lumeko-42")).holder is None
    assert await stage.ids("Lena", "/alerts") == ["alerts-heading"]
    assert ("case_released", "departed") in await stage.acts("lumeko-42")


async def test_open_actions_of_the_member_are_listed(stage, order, code):
    """Somebody else has to see to them; with their case and when they are due."""
    await stage.receive("lumeko-42")
    case = await stage.case("lumeko-42")
    action = Action(
        case=case.id,
        document=DocumentId(draw_id(os.urandom)),
        kind=ActionKind.LETTER,
        owner=stage.people["Anna"],
        due_at=stage.now,
        priority=Urgency.NORMAL,
    )
    written = await stage.database.write(lambda unit: actions.add(unit, action))
    (answer, _) = await stage.say("Lena", f"/depart Anna code={code('Lena')}")
    ((line,),) = (heading.lines for heading in answer.lines)
    assert line.args == {"number": written.number, "reference": "lumeko-42", "due": stage.now}


async def test_departure_asks_for_newer_keys(stage, order):
    """Until there are some; somebody who never came knew nothing."""
    await stage.enrol("Ivan", standing=Standing.INVITED)
    version = stage.keys.group.manifest.version
    await order("Lena", "/depart Ivan")
    assert await stage.database.read(lambda unit: departures.awaiting(unit, version)) == ()
    await order("Lena", "/depart Anna")
    (left,) = await stage.database.read(lambda unit: departures.awaiting(unit, version))
    assert left.member == stage.people["Anna"]
    assert await stage.database.read(lambda unit: departures.awaiting(unit, version + 1)) == ()


async def test_invitation_of_who_was_invited_is_withdrawn(stage, order):
    """Whoever has the line comes too late."""

    async def invite(unit):
        return await roster.invite(unit, stage.keys.group, "Ivan", Role.MEMBER, now=stage.now, draw=os.urandom)

    line = await stage.database.write(invite)
    await order("Lena", "/depart Ivan")
    assert await stage.ids(Stranger(), f"/join {line}") == ["stranger"]


async def test_suspended_member_departs_too(stage, order):
    """Whether somebody could sign the suspension or not."""
    await stage.database.write(lambda unit: suspensions.add(unit, stage.people["Anna"], stage.now))
    assert await order("Lena", "/depart Anna") == ["member-departed", "departed-keys"]
    assert await departed(stage, "Anna")


async def test_suspension_takes_nothing_from_who_has_left(stage, order):
    """Whoever writes to the database cannot make a departure look like something from which one is taken back."""
    await order("Lena", "/depart Anna")
    await stage.database.write(lambda unit: suspensions.add(unit, stage.people["Anna"], stage.now))
    assert await departed(stage, "Anna")
    known, _ = await stage.database.read(lambda unit: members.verified(unit, stage.keys.group.manifest.roster))
    assert len(known) == 5


async def test_nobody_leaves_twice(stage, order):
    """There is nothing left to take."""
    await order("Lena", "/depart Anna")
    assert await order("Lena", "/depart Anna") == ["error-has-departed"]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(("name", "line"), [("Lena", "/depart Anna"), ("Anna", "/leave")])
async def test_it_is_worded_in_each_language(stage, code, language, name, line):
    """With nothing left out."""
    assert await stage.text(name, f"{line} code={code(name)}", language=language)
