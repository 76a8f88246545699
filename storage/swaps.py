"""Swaps: one date's shift that one member asks another to take, each row signed with the roster key.

On the path of an emergency, below :mod:`storage.rota`. Until it is taken a swap changes nothing; it is signed when it
is asked for and again when it is taken, so whoever can only write to the database can neither ask nor take.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, select, update

from storage import signed
from storage.database import Unit, tables
from storage.ids import MemberId
from storage.sealed import SigningKey, VerifyKey
from storage.shifts import ShiftId


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """A shift of one date, asked to be somebody else's.

    Attributes:
        shift: which.
        day: on which it begins, where its hours are counted.
        giver: who asked, and has it.
        taker: who was asked.
        asked_at: when it was asked for.
        taken_at: when the other took it.
        number: what people call it; None until it was written. Not signed.
        signature: Ed25519 with the roster key, over all but the number.
    """

    shift: ShiftId
    day: date
    giver: MemberId
    taker: MemberId
    asked_at: datetime
    taken_at: datetime | None = None
    number: int | None = None
    signature: bytes = b""


SIGNATURE_DOMAIN = b"solidarity-intake/swap/1\0"

_TABLE = tables.swaps


def sign(swap: Swap, roster: SigningKey) -> Swap:
    """Sign a swap; whatever signature it had is replaced.

    Raises:
        NaiveInstant: one of its times has no zone.
    """
    return replace(swap, signature=roster.sign(_message(swap)))


async def ask(unit: Unit, swap: Swap) -> int:
    """Write a signed swap that nobody has taken yet, and give the number that it got."""
    row = {
        "shift": swap.shift,
        "day": swap.day.isoformat(),
        "giver": swap.giver,
        "taker": swap.taker,
        "asked_at": swap.asked_at,
        "taken_at": None,
        "signature": swap.signature,
    }
    returned = await unit.execute(unit.insert(_TABLE).values(row).returning(_TABLE.c.number))
    return int(returned.scalar_one())


async def take(unit: Unit, swap: Swap) -> bool:
    """Write that a swap was taken, signed again; False if it was taken before, or there is none."""
    waits = (_TABLE.c.number == swap.number, _TABLE.c.taken_at.is_(None))
    taken = update(_TABLE).where(*waits).values(taken_at=swap.taken_at, signature=swap.signature)
    return (await unit.execute(taken)).rowcount == 1


async def verified(unit: Unit, roster: VerifyKey) -> tuple[Swap, ...]:
    """The swaps that the roster key signed, asked or taken, by number."""
    rows = await unit.execute(select(_TABLE).order_by(_TABLE.c.number))
    return tuple(swap for row in rows if (swap := _swap(row, roster)) is not None)


def _swap(row: Row[Any], roster: VerifyKey) -> Swap | None:
    """The swap of a row; none if the roster key did not sign it."""
    try:
        swap = Swap(
            shift=ShiftId(row.shift),
            day=date.fromisoformat(row.day),
            giver=MemberId(row.giver),
            taker=MemberId(row.taker),
            asked_at=row.asked_at,
            taken_at=row.taken_at,
            number=row.number,
            signature=row.signature,
        )
        roster.verify(_message(swap), swap.signature)
    except signed.NOT_GENUINE:
        return None
    return swap


def _message(swap: Swap) -> bytes:
    return signed.message(
        SIGNATURE_DOMAIN, swap.shift, swap.day.isoformat(), swap.giver, swap.taker, swap.asked_at, swap.taken_at
    )
