"""Shifts: who is on duty on which days of the week, each row signed with the roster key.

On the path of an emergency, below :mod:`storage.rota`, which makes instants of them. Whoever can only write to the
database cannot put somebody of theirs on duty. As with members, a row that was dropped can be put back by them; the
audit log shows the change that is missing.
"""

from dataclasses import dataclass, replace
from datetime import datetime, time
from enum import StrEnum
from typing import Any, NewType
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import Row, delete, select

from storage import signed
from storage.database import Unit, tables
from storage.errors import PermanentError
from storage.ids import MemberId
from storage.sealed import SigningKey, VerifyKey

ShiftId = NewType("ShiftId", str)
"""32 lowercase hexadecimal digits."""


class Day(StrEnum):
    """A day of the week, in its order."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"


class Duty(StrEnum):
    """Whom an emergency calls first, and whom then."""

    ON_CALL = "on_call"
    BACKUP = "backup"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """Somebody's hours of duty, week after week.

    Attributes:
        id: what swaps name it by.
        member: whose it is.
        days: on which it begins.
        start: when it begins there, to the minute.
        end: when it is over; not later than ``start`` means on the next day.
        zone: where these are the hours (IANA), such as ``Europe/Kyiv``.
        duty: whether its member is called first.
        changed_at: when it was signed.
        number: what people call it; None until it was written. Not signed.
        signature: Ed25519 with the roster key, over all but the number.
    """

    id: ShiftId
    member: MemberId
    days: tuple[Day, ...]
    start: time
    end: time
    zone: str
    duty: Duty
    changed_at: datetime
    number: int | None = None
    signature: bytes = b""


class ZoneUnknown(PermanentError):
    """This is no time zone."""

    hint = "write it as the IANA does, such as Europe/Kyiv"


SIGNATURE_DOMAIN = b"solidarity-intake/shift/1\0"

_TABLE = tables.shifts


def zone(name: str) -> ZoneInfo:
    """Find a time zone by its IANA name.

    Raises:
        ZoneUnknown: there is none of that name.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # a folder of zones, or a path, is no zone either
        raise ZoneUnknown("there is no such time zone") from None


def sign(shift: Shift, roster: SigningKey) -> Shift:
    """Sign a shift; whatever signature it had is replaced.

    Raises:
        NaiveInstant: ``changed_at`` has no zone.
        ZoneUnknown: its zone is none.
    """
    zone(shift.zone)
    return replace(shift, signature=roster.sign(_message(shift)))


async def add(unit: Unit, shift: Shift) -> int:
    """Write a signed shift, and give the number that it got."""
    row = {
        "id": shift.id,
        "member": shift.member,
        "days": _days(shift),
        "start": _clock(shift.start),
        "end": _clock(shift.end),
        "zone": shift.zone,
        "duty": shift.duty,
        "changed_at": shift.changed_at,
        "signature": shift.signature,
    }
    await unit.execute(unit.insert(_TABLE).values(row))
    number = await unit.execute(select(_TABLE.c.number).where(_TABLE.c.id == shift.id))
    return int(number.scalar_one())


async def drop(unit: Unit, number: int) -> bool:
    """Forget a shift; False if there is none of this number."""
    return (await unit.execute(delete(_TABLE).where(_TABLE.c.number == number))).rowcount == 1


async def drop_of(unit: Unit, member: MemberId) -> int:
    """Forget the shifts of somebody who has left, and say how many there were."""
    return (await unit.execute(delete(_TABLE).where(_TABLE.c.member == member))).rowcount


async def verified(unit: Unit, roster: VerifyKey) -> tuple[tuple[Shift, ...], int]:
    """The shifts that the roster key signed, by number, and how many rows it did not sign."""
    rows = (await unit.execute(select(_TABLE).order_by(_TABLE.c.number))).all()
    genuine = tuple(shift for row in rows if (shift := _shift(row, roster)) is not None)
    return genuine, len(rows) - len(genuine)


def _shift(row: Row[Any], roster: VerifyKey) -> Shift | None:
    """The shift of a row; none if the roster key did not sign it, or its zone is unknown here."""
    try:
        shift = Shift(
            id=ShiftId(row.id),
            member=MemberId(row.member),
            days=tuple(Day(day) for day in row.days.split(",")),
            start=time.fromisoformat(row.start),
            end=time.fromisoformat(row.end),
            zone=row.zone,
            duty=Duty(row.duty),
            changed_at=row.changed_at,
            number=row.number,
            signature=row.signature,
        )
        roster.verify(_message(shift), shift.signature)
        zone(shift.zone)
    except (*signed.NOT_GENUINE, ZoneUnknown):
        return None
    return shift


def _days(shift: Shift) -> str:
    return ",".join(day for day in Day if day in shift.days)


def _clock(at: time) -> str:
    return at.isoformat(timespec="minutes")


def _message(shift: Shift) -> bytes:
    return signed.message(
        SIGNATURE_DOMAIN,
        shift.id,
        shift.member,
        _days(shift),
        _clock(shift.start),
        _clock(shift.end),
        shift.zone,
        shift.duty,
        shift.changed_at,
    )
