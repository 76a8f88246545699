"""The rota as members see and change it: who is on call, which shifts there are, and when nobody is.

On the path between orders and ``storage.rota``. Reading needs no key; a shift is signed, so adding one does. Names are
shown only where the channel may carry words.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from storage import audit, hours, shifts
from storage import rota as cellar
from storage.audit import Act
from storage.database import Unit
from storage.hours import Hours
from storage.ids import Draw, draw_id
from storage.keys.group import GroupKeys
from storage.members import Member
from storage.rota import Gap, Rota, Stint
from storage.shifts import Day, Shift, ShiftId
from storage.swaps import Swap
from triage.card import who_holds
from triage.duty import zones
from triage.duty.errors import NotForDuty, ShiftNotFound
from triage.errors import NameUnknown
from triage.grammar.duty import AddShift, DropShift, ShowDuty
from triage.grammar.labels import Days, word
from triage.grammar.rights import Command, includes
from triage.membership.roster import Roster
from triage.notices import Notice, say
from triage.turn import Turn

AHEAD = timedelta(days=7)
"""How far ahead gaps are looked for: the rota is one week, again and again."""

_NEXT = 4
"""Stints to come that are shown."""

_WORKDAYS = (Day.MON, Day.TUE, Day.WED, Day.THU, Day.FRI)
_SEVERAL = {Days.WORKDAYS: _WORKDAYS, Days.WEEKEND: (Day.SAT, Day.SUN), Days.DAILY: tuple(Day)}


async def show(turn: Turn, order: ShowDuty) -> tuple[Notice, ...]:  # noqa: ARG001
    """Say who is on duty now and next, which shifts there are, who asks for a swap, and when nobody is on call."""

    async def work(unit: Unit) -> tuple[Rota, Hours]:
        known = await cellar.read(unit, turn.room.manifest.roster)
        return known, await hours.of(unit, turn.member.id)

    rota, mine = await turn.room.database.read(work)
    if rota.forged:
        turn.alarm(say("alarm-rota", count=rota.forged))
    stints = rota.stints(turn.now, turn.now + AHEAD)
    present = [word_stint(stint, turn, mine) for stint in stints if stint.start <= turn.now]
    coming = [word_stint(stint, turn, mine) for stint in stints if stint.start > turn.now][:_NEXT]
    return (
        say("duty-now", *present) if rota.at(turn.now).staffed else say("duty-nobody", *present),
        *((say("duty-next", *coming),) if coming else ()),
        *((say("duty-shifts", *(word_shift(shift, turn) for shift in rota.shifts)),) if rota.shifts else ()),
        *(_word_swap(swap, stint, turn, mine) for swap, stint in rota.asked(turn.now) if _concerns(swap, turn)),
        _word_gaps(rota.gaps(turn.now, turn.now + AHEAD), mine),
        say("duty-zone", zone=mine.zone),
    )


async def add(turn: Turn, order: AddShift) -> tuple[Notice, ...]:
    """Put a member on duty on some days of every week, in his own time zone if no other is named."""
    keys = turn.room.unlocked()
    member = find_for_duty(turn.roster, order.name)

    async def work(unit: Unit) -> Shift:
        return await write(unit, keys, member, order, draw=turn.room.draw, now=turn.now, actor=turn.member.id)

    shift = await turn.room.database.write(work)
    return (say("shift-added", word_shift(shift, turn)),)


async def drop(turn: Turn, order: DropShift) -> tuple[Notice, ...]:
    """Take a shift out of the rota."""

    async def work(unit: Unit) -> None:
        await remove(unit, order.shift, now=turn.now, actor=turn.member.id)

    await turn.room.database.write(work)
    return (say("shift-dropped", number=order.shift),)


async def write(
    unit: Unit, keys: GroupKeys, member: Member, order: AddShift, *, draw: Draw, now: datetime, actor: str
) -> Shift:
    """Sign and write a shift of a member, for the rota and for the audit log.

    Raises:
        ZoneNotFound: the order names a zone, and there is none of that name.
    """
    start, end = order.hours
    shift = shifts.sign(
        Shift(
            id=ShiftId(draw_id(draw)),
            member=member.id,
            days=_days(order.days),
            start=start,
            end=end,
            zone=zones.find(order.zone) if order.zone else (await hours.of(unit, member.id)).zone,
            duty=order.duty,
            changed_at=now,
        ),
        keys.roster,
    )
    number = await shifts.add(unit, shift)
    await audit.write(unit, at=now, actor=actor, act=Act.SHIFT_ADDED, code=member.id)
    return replace(shift, number=number)


async def remove(unit: Unit, number: int, *, now: datetime, actor: str) -> None:
    """Forget a shift; raises :class:`ShiftNotFound`."""
    if not await shifts.drop(unit, number):
        raise ShiftNotFound
    await audit.write(unit, at=now, actor=actor, act=Act.SHIFT_DROPPED, code=str(number))


def find_for_duty(roster: Roster, name: str) -> Member:
    """Find an active member who may take over an emergency.

    Raises:
        NameUnknown: no active member has this name.
        NotForDuty: his role does not let him take over.
    """
    member = roster.named(name)
    if member is None:
        raise NameUnknown
    if not includes(member.role, Command.ACK):
        raise NotForDuty
    return member


def word_shift(shift: Shift, turn: Turn) -> Notice:
    """Word a shift in one line."""
    days = ", ".join(word(turn.room.labels, "days", day, turn.language) for day in shift.days)
    return say(
        "duty-shift",
        number=shift.number or 0,
        days=days,
        start=f"{shift.start:%H:%M}",
        end=f"{shift.end:%H:%M}",
        zone=shift.zone,
        duty=shift.duty,
        **who_holds(turn, shift.member),
    )


def word_stint(stint: Stint, turn: Turn, mine: Hours) -> Notice:
    """Word one shift of one date in one line, in the reader's own time."""
    return say(
        "duty-stint",
        duty=stint.shift.duty,
        start=_clock(stint.start, mine),
        end=_clock(stint.end, mine),
        **who_holds(turn, stint.member),
    )


def _days(chosen: tuple[Days, ...]) -> tuple[Day, ...]:
    wanted = {day for days in chosen for day in _SEVERAL.get(days) or (Day(days),)}
    return tuple(day for day in Day if day in wanted)


def _concerns(swap: Swap, turn: Turn) -> bool:
    return turn.member.id in {swap.giver, swap.taker}


def _word_swap(swap: Swap, stint: Stint, turn: Turn, mine: Hours) -> Notice:
    shown = word_stint(stint, turn, mine)
    if swap.taker == turn.member.id:
        return say("duty-swap-asked", shown, number=swap.number or 0, **who_holds(turn, swap.giver))
    return say("duty-swap-waits", shown, number=swap.number or 0, **who_holds(turn, swap.taker))


def _word_gaps(gaps: tuple[Gap, ...], mine: Hours) -> Notice:
    if not gaps:
        return say("duty-staffed")
    lines = (say("duty-gap", start=_clock(gap.start, mine), end=_clock(gap.end, mine)) for gap in gaps)
    return say("duty-gaps", *lines)


def _clock(at: datetime, mine: Hours) -> str:
    return f"{mine.local(at):%Y-%m-%d %H:%M}"
