"""The rota as members see and change it."""

import pytest

from storage import hours, rota
from storage.audit import Act
from storage.database import tables
from storage.members import Role
from storage.shifts import Day, Duty
from triage.notices import flatten


async def duties(stage):
    return await stage.database.read(lambda unit: rota.read(unit, stage.keys.group.manifest.roster))


async def names_on_call(stage):
    names = {member: name for name, member in stage.people.items()}
    return [names[member] for member in (await duties(stage)).at(stage.now).on_call]


async def test_a_shift_is_written_as_it_was_typed(stage):
    """With its days in the order of the week, and logged."""
    assert await stage.ids("Clara", "/shift Rafael sat,workdays 8-20:30 backup Europe/Kyiv") == ["shift-added"]
    (shift,) = (await duties(stage)).shifts
    assert shift.member == stage.people["Rafael"]
    assert shift.days == tuple(Day)[:6]
    assert (f"{shift.start:%H:%M}", f"{shift.end:%H:%M}") == ("08:00", "20:30")
    assert (shift.zone, shift.duty) == ("Europe/Kyiv", Duty.BACKUP)
    assert (await stage.log())[-1] == (Act.SHIFT_ADDED, stage.people["Clara"], stage.people["Rafael"])


async def test_a_shift_is_on_call_in_the_members_own_zone_if_nothing_else_is_said(stage):
    """The zone is the one's who is on duty, not the one's who types."""
    await stage.ids("Rafael", "/zone Kyiv")
    await stage.ids("Clara", "/zone Europe/Warsaw")
    await stage.ids("Clara", "/shift rafael daily 00:00-24:00")
    (shift,) = (await duties(stage)).shifts
    assert (shift.zone, shift.duty) == ("Europe/Kyiv", Duty.ON_CALL)


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("/shift Rafael mon 8-20 Europe/Kiiv", "error-zone-not-found"),
        ("/shift Nobody mon 8-20", "error-name-unknown"),
        ("/shift Anna mon 8-20", "error-not-for-duty"),
        ("/shift Rafael mon 8-25", "error-wrong-usage"),
        ("/unshift 7", "error-shift-not-found"),
    ],
)
async def test_what_cannot_be_is_refused(stage, line, error):
    """And nothing is written."""
    assert await stage.ids("Clara", line) == [error]
    assert (await duties(stage)).shifts == ()
    assert await stage.log() == []


async def test_a_locked_desk_adds_no_shift(stage):
    """It could not be signed."""
    locked = stage.open_desk(locked=True)
    assert await stage.ids("Clara", "/shift Rafael daily 0-24", desk=locked) == ["error-locked"]


async def test_a_shift_is_dropped_by_its_number(stage):
    """That needs no key, and is logged."""
    await stage.ids("Clara", "/shift Rafael daily 0-24")
    assert await stage.ids("Lena", "/unshift 1", desk=stage.open_desk(locked=True)) == ["shift-dropped"]
    assert (await duties(stage)).shifts == ()
    assert (await stage.log())[-1] == (Act.SHIFT_DROPPED, stage.people["Lena"], "1")


async def test_who_is_made_a_plain_member_is_on_duty_no_more(stage):
    """Whoever is on duty has to be able to take over."""
    await stage.ids("Clara", "/shift Rafael daily 0-24")
    assert await names_on_call(stage) == ["Rafael"]
    await stage.enrol("Olena", Role.REFERRER)
    await stage.ids("Clara", "/shift Olena daily 0-24")

    async def demote(unit):
        await unit.execute(tables.members.update().where(tables.members.c.name == "Rafael").values(role="member"))

    await stage.database.write(demote)
    assert await names_on_call(stage) == ["Olena"]


async def test_duty_says_that_nobody_is_on_call(stage):
    """And that the whole week is a gap."""
    heading, gaps, zone = await stage.say("Anna", "/duty")
    assert (heading.id, heading.lines, gaps.id, zone.args["zone"]) == ("duty-nobody", (), "duty-gaps", "UTC")
    assert [line.args for line in gaps.lines] == [{"start": "2026-11-22 09:00", "end": "2026-11-29 09:00"}]


async def test_duty_says_who_is_on_call_now_and_next(stage):
    """In the reader's own time, with the shifts and their numbers."""
    await stage.ids("Clara", "/shift Rafael daily 8-20")
    await stage.ids("Clara", "/shift Lena daily 20-8")
    await stage.ids("Anna", "/zone Europe/Kyiv")
    text = await stage.text("Anna", "/duty")
    assert text.splitlines() == [
        "On duty now:",
        "on-call: Rafael, from 2026-11-22 10:00 to 2026-11-22 22:00",
        "Next:",
        "on-call: Lena, from 2026-11-22 22:00 to 2026-11-23 10:00",
        "on-call: Rafael, from 2026-11-23 10:00 to 2026-11-23 22:00",
        "on-call: Lena, from 2026-11-23 22:00 to 2026-11-24 10:00",
        "on-call: Rafael, from 2026-11-24 10:00 to 2026-11-24 22:00",
        "Week after week:",
        "1 · Rafael · mon, tue, wed, thu, fri, sat, sun · 08:00–20:00 (UTC) · on-call",
        "2 · Lena · mon, tue, wed, thu, fri, sat, sun · 20:00–08:00 (UTC) · on-call",
        "Somebody is on call at every hour of the coming seven days.",
        "Times in Europe/Kyiv. Yours is another one? /zone",
    ]


async def test_a_channel_that_reads_along_learns_no_names(stage):
    """It is told whether it is oneself."""
    await stage.ids("Clara", "/shift Rafael daily 0-24")
    for reader, held in (("Rafael", "you"), ("Lena", "other")):
        answer = await stage.say(reader, "/duty", words=False)
        shown = [notice.args for notice in flatten(answer) if "held" in notice.args]
        assert {(args["held"], args["holder"]) for args in shown} == {(held, "")}


async def test_a_forged_shift_is_an_alarm(stage):
    """It puts nobody on duty."""
    await stage.ids("Clara", "/shift Rafael daily 0-24")

    async def forge(unit):
        await unit.execute(tables.shifts.update().values(member=stage.people["Anna"]))

    await stage.database.write(forge)
    assert (await stage.ids("Lena", "/duty"))[:2] == ["alarm-rota", "duty-nobody"]


async def test_an_emergency_calls_whoever_is_on_call(stage):
    """Also one that a member has found to be one."""
    await stage.ids("Clara", "/shift Lena daily 0-24")
    await stage.receive("lumeko-42")
    await stage.ids("Clara", "/urgency lumeko-42 emergency news")
    assert await stage.ids("Lena", "/alerts") == ["alerts-heading"]
    assert await stage.ids("Rafael", "/alerts") == ["alerts-none"]


async def test_hours_of_everybody_are_their_own(stage):
    """What one says changes nothing for another."""
    await stage.ids("Anna", "/zone Europe/Kyiv")
    found = await stage.database.read(lambda unit: hours.of(unit, stage.people["Bohdan"]))
    assert found.zone == "UTC"
