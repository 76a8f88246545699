"""Whom an emergency calls: whoever the signed rota names at that instant, and everybody else where it names nobody."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from intake.events import Choose, Steer, Text
from storage import alerts, members, shifts
from storage.ids import MemberId
from storage.members import Member, Role, Standing
from storage.shifts import Day, Duty, Shift, ShiftId

IRYNA, OLEH = (MemberId(digit * 32) for digit in "12")
ROLES = {IRYNA: Role.REFERRER, OLEH: Role.COORDINATOR}


async def send_emergency(intake):
    """An appeal of somebody in danger; what is said, without the code."""
    await intake.do(Steer.SHOW, Choose(codes=("appeal",)), Choose(codes=("now",)), Steer.SKIP, Text(text="They came."))
    said = await intake.do(Steer.SEND)
    return said[0]


async def put_on_duty(intake, person, duty, *, start=time(0), end=time(0), signed=True):
    """Let somebody be on duty every day, in Kyiv."""
    shift = Shift(
        id=ShiftId(person[0] * 32),
        member=person,
        days=tuple(Day),
        start=start,
        end=end,
        zone="Europe/Kyiv",
        duty=duty,
        changed_at=intake.now,
    )
    shift = shifts.sign(shift, intake.keys.group.roster)
    shift = shift if signed else replace(shift, signature=b"\0" * 64)
    await intake.database.write(lambda unit: shifts.add(unit, shift))


async def called(intake):
    """Who is called, step after step."""
    rows = await intake.database.read(lambda unit: alerts.due(unit, intake.now + timedelta(hours=1), None))
    return [(row.person, row.step) for row in rows]


@pytest.fixture
async def group(intake):
    """A referrer and a coordinator, both active."""
    for id_, role in ROLES.items():
        member = Member(
            id=id_, name=role.value, role=role, standing=Standing.ACTIVE, changed_at=intake.now, recipient=None
        )
        signed = members.sign(member, intake.keys.group.roster)
        await intake.database.write(lambda unit, signed=signed: members.save(unit, signed))
    return intake


async def test_the_rota_says_who_is_called_first(group):
    """On call at once, whatever their role would be without it, then the backup."""
    await put_on_duty(group, OLEH, Duty.ON_CALL)
    await put_on_duty(group, IRYNA, Duty.BACKUP)
    await send_emergency(group)
    assert await called(group) == [(OLEH, 0), (IRYNA, 1), (None, 2), (None, 3)]


async def test_the_hours_are_those_of_the_shift_s_own_zone(group):
    """Nine in the morning in UTC is eleven in Kyiv."""
    await put_on_duty(group, OLEH, Duty.ON_CALL, start=time(10, 59), end=time(11, 1))
    group.now = datetime(2026, 11, 22, 8, 59, 50, tzinfo=UTC)
    await send_emergency(group)
    assert (await called(group))[0] == (OLEH, 0)


@pytest.mark.parametrize(
    "hours",
    [
        {"start": time(1), "end": time(2)},
        {"signed": False},
    ],
)
async def test_an_empty_rota_keeps_nobody_from_being_called(group, hours):
    """The roles are called then; and nobody is promised more than with a full one."""
    await put_on_duty(group, OLEH, Duty.ON_CALL, **hours)
    assert await send_emergency(group) == "received-emergency"
    assert await called(group) == [(IRYNA, 0), (OLEH, 1), (None, 2), (None, 3)]


async def test_worse_news_call_whoever_is_on_duty_by_then(group):
    """Not who was when the case came."""
    await put_on_duty(group, OLEH, Duty.ON_CALL)
    await group.do(Steer.SHOW, Choose(codes=("report",)), Choose(codes=("no",)), Text(text="x y"), Steer.SEND)
    await group.do(Steer.SKIP, Steer.REVIEW, Choose(codes=("danger",)), Choose(codes=("now",)), Steer.SEND)
    assert (await called(group))[0] == (OLEH, 0)
