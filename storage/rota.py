"""The rota: who is on duty at an instant, made of the shifts of the week and the swaps of single dates.

On the path of an emergency, above :mod:`storage.shifts` and :mod:`storage.swaps`: intake asks it whom to call. Only
what the roster key signed counts, and only active members who may take over are on duty. It needs no key but the public
one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain
from zoneinfo import ZoneInfo

from storage import members, shifts, swaps
from storage.database import Unit
from storage.ids import MemberId
from storage.members import Member, Role, Standing
from storage.sealed import VerifyKey
from storage.shifts import Day, Duty, Shift
from storage.swaps import Swap

_DAYS = tuple(Day)
_DAY = timedelta(days=1)
_REACH = 2 * _DAY
"""How far from an instant a shift that covers it can begin or end by the calendar, whatever its zone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OnDuty:
    """Who is on duty at an instant.

    Attributes:
        on_call: who is called first, each once.
        backup: who is called then, each once.
    """

    on_call: tuple[MemberId, ...] = ()
    backup: tuple[MemberId, ...] = ()

    @property
    def staffed(self) -> bool:
        """Whether an emergency would find somebody on call."""
        return bool(self.on_call)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stint:
    """One shift on one date, with whoever has it then.

    Attributes:
        shift: which.
        day: on which it begins, where its hours are counted.
        member: who is on duty.
        start: its first instant, in UTC.
        end: the first instant after it, in UTC.
    """

    shift: Shift
    day: date
    member: MemberId
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A time in which nobody is on call: from its first instant to the first one after it, in UTC."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Rota:
    """All that decides who is on duty.

    Attributes:
        shifts: that the roster key signed.
        swaps: that it signed, asked or taken.
        active: the members who may act, and take over an emergency.
        forged: how many shifts it did not sign; they count for nothing.
    """

    shifts: tuple[Shift, ...]
    swaps: tuple[Swap, ...]
    active: frozenset[MemberId]
    forged: int = 0

    def at(self, now: datetime) -> OnDuty:
        """Say who is on duty at an instant."""
        present = tuple(self.stints(now, now + timedelta.resolution))
        return OnDuty(on_call=_members(present, Duty.ON_CALL), backup=_members(present, Duty.BACKUP))

    def stints(self, since: datetime, until: datetime) -> tuple[Stint, ...]:
        """List the stints that touch a span of time, the earliest first."""
        touching = chain.from_iterable(self._of(shift, since, until) for shift in self.shifts)
        return tuple(sorted(touching, key=lambda stint: (stint.start, stint.end, stint.shift.id)))

    def of_day(self, day: date) -> tuple[Stint, ...]:
        """List the stints that begin on a day, each by the calendar of its own zone."""
        return tuple(stint for shift in self.shifts if (stint := self._on(shift, day)) is not None)

    def gaps(self, since: datetime, until: datetime) -> tuple[Gap, ...]:
        """List the times within a span in which nobody is on call."""
        found = []
        covered = since.astimezone(UTC)
        for stint in self.stints(since, until):
            if stint.shift.duty is not Duty.ON_CALL:
                continue
            if stint.start > covered:
                found.append(Gap(start=covered, end=stint.start))
            covered = max(covered, stint.end)
        if covered < until:
            found.append(Gap(start=covered, end=until.astimezone(UTC)))
        return tuple(found)

    def asked(self, now: datetime) -> tuple[tuple[Swap, Stint], ...]:
        """List the swaps that can still be taken, each with the stint that it is about, by number."""
        known = {shift.id: shift for shift in self.shifts}
        found = []
        for swap in self.swaps:
            stint = self._on(known[swap.shift], swap.day) if swap.shift in known else None
            if swap.taken_at is None and stint is not None and stint.member == swap.giver and now < stint.end:
                found.append((swap, stint))
        return tuple(found)

    def _of(self, shift: Shift, since: datetime, until: datetime) -> Iterator[Stint]:
        """Walk the stints of one shift that touch a span of time."""
        day, last = (since - _REACH).date(), (until + _DAY).date()
        while day <= last:
            stint = self._on(shift, day)
            if stint is not None and stint.start < until and since < stint.end:
                yield stint
            day += _DAY

    def _on(self, shift: Shift, day: date) -> Stint | None:
        """The stint of a shift that begins on a day, if one does, and somebody has it who may take over."""
        member = self._holder(shift, day)
        if member is None or _DAYS[day.weekday()] not in shift.days:
            return None
        start, end = _span(shift, day)
        return Stint(shift=shift, day=day, member=member, start=start, end=end)

    def _holder(self, shift: Shift, day: date) -> MemberId | None:
        """Follow a shift from hand to hand; who cannot be called any more gives it back to whoever had it before."""
        hands = [shift.member]
        taken = [swap for swap in self.swaps if swap.taken_at and (swap.shift, swap.day) == (shift.id, day)]
        for swap in sorted(taken, key=lambda swap: swap.taken_at or swap.asked_at):
            if swap.giver == hands[-1]:
                hands.append(swap.taker)
        return next((member for member in reversed(hands) if member in self.active), None)


async def read(unit: Unit, roster: VerifyKey) -> Rota:
    """Read what is genuine of the rota."""
    known, _ = await members.verified(unit, roster)
    genuine, forged = await shifts.verified(unit, roster)
    return Rota(
        shifts=genuine,
        swaps=await swaps.verified(unit, roster),
        active=frozenset(member.id for member in known if _takes_over(member)),
        forged=forged,
    )


async def on_duty(unit: Unit, roster: VerifyKey, now: datetime) -> OnDuty:
    """Who is on duty now, as far as the roster key says so."""
    return (await read(unit, roster)).at(now)


def _takes_over(member: Member) -> bool:
    """A plain member assesses; who was made one since is on duty no more."""
    return member.standing is Standing.ACTIVE and member.role is not Role.MEMBER


def _members(stints: tuple[Stint, ...], duty: Duty) -> tuple[MemberId, ...]:
    return tuple(dict.fromkeys(stint.member for stint in stints if stint.shift.duty is duty))


def _span(shift: Shift, day: date) -> tuple[datetime, datetime]:
    """When a shift of a date begins and is over.

    Where clocks are changed an hour comes twice, or not at all. A shift then begins at the earlier and is over at the
    later of the two instants that its hours can mean: shifts that meet on other days overlap on that day, and never
    leave nobody.
    """
    zone = shifts.zone(shift.zone)
    last = day if shift.end > shift.start else day + _DAY
    return min(_instants(day, shift.start, zone)), max(_instants(last, shift.end, zone))


def _instants(day: date, clock: time, zone: ZoneInfo) -> tuple[datetime, datetime]:
    at = datetime.combine(day, clock, zone)
    return at.astimezone(UTC), at.replace(fold=1).astimezone(UTC)
