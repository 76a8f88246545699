"""Who was called about which alert, where, how often and until when: rows decide who of several processes calls.

Beside :mod:`storage.alerts`, on the path to the outbox: a call is noted in the transaction that holds its letters, so
that two processes ring once, and one that is killed neither loses a call nor makes it twice. A row holds numbers, times
and the digest of a place; never a case, a chat or a word. It outlives an alert that was erased until everybody who was
called has heard that it is over.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, exists, select, update

from storage.database import Unit, tables
from storage.ids import CaseId, MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What has been said of one alert in one place.

    Attributes:
        alert: its number.
        place: the digest of the chat, room or pager in which it was said; it names nobody.
        channel: such as ``telegram``.
        member: who is called there; nobody where several read along.
        count: how often it was said.
        first_at: when for the first time.
        last_at: when for the last time.
        silenced_at: when it was said that it rings no more.
    """

    alert: int
    place: str
    channel: str
    member: MemberId | None = None
    count: int = 1
    first_at: datetime
    last_at: datetime
    silenced_at: datetime | None = None


_TABLE = tables.calls


async def begin(unit: Unit, call: Call) -> bool:
    """Note a first call; whether it is the first, and nobody else has made it meanwhile."""
    row = {
        "alert": call.alert,
        "place": call.place,
        "channel": call.channel,
        "member": call.member,
        "said": 1,
        "first_at": call.first_at,
        "last_at": call.first_at,
    }
    return (await unit.execute(unit.insert(_TABLE).values(**row).on_conflict_do_nothing())).rowcount == 1


async def repeat(unit: Unit, call: Call, at: datetime) -> bool:
    """Note one call more than ``call`` knows of; whether nobody else has made it meanwhile."""
    known = (_TABLE.c.alert == call.alert, _TABLE.c.place == call.place, _TABLE.c.said == call.count)
    again = update(_TABLE).where(*known).values(said=call.count + 1, last_at=at, silenced_at=None)
    return (await unit.execute(again)).rowcount == 1


async def silence(unit: Unit, call: Call, at: datetime) -> bool:
    """Note that it is said in a place that an alert rings no more; whether nobody else has said it meanwhile.

    Of an alert that was erased with its case nothing stays.
    """
    this = (_TABLE.c.alert == call.alert, _TABLE.c.place == call.place, _TABLE.c.silenced_at.is_(None))
    first = (await unit.execute(update(_TABLE).where(*this).values(silenced_at=at))).rowcount == 1
    gone = ~exists().where(tables.alerts.c.number == _TABLE.c.alert)
    await unit.execute(delete(_TABLE).where(_TABLE.c.alert == call.alert, _TABLE.c.place == call.place, gone))
    return first


async def open_at(unit: Unit, place: str) -> tuple[Call, ...]:
    """The calls in a place after which nothing was said of a silence, by the number of their alert."""
    here = select(_TABLE).where(_TABLE.c.place == place, tables.call_open)
    return tuple(_call(row) for row in await unit.execute(here.order_by(_TABLE.c.alert)))


async def is_any_open(unit: Unit) -> bool:
    """Whether anybody, anywhere, was called and has not heard of a silence."""
    return (await unit.execute(select(_TABLE.c.alert).where(tables.call_open).limit(1))).first() is not None


async def of_case(unit: Unit, case: CaseId) -> tuple[Call, ...]:
    """All calls about the alerts of a case, the first one first."""
    about = select(tables.alerts.c.number).where(tables.alerts.c.case == case)
    query = select(_TABLE).where(_TABLE.c.alert.in_(about))
    rows = await unit.execute(query.order_by(_TABLE.c.first_at, _TABLE.c.alert, _TABLE.c.place))
    return tuple(_call(row) for row in rows)


async def abandon(unit: Unit, at: datetime) -> None:
    """Note, once nothing rings any more, that whoever has not heard so is not there to be told."""
    await unit.execute(update(_TABLE).where(tables.call_open).values(silenced_at=at))
    gone = ~exists().where(tables.alerts.c.number == _TABLE.c.alert)
    await unit.execute(delete(_TABLE).where(gone))


def _call(row: Row[Any]) -> Call:
    return Call(
        alert=row.alert,
        place=row.place,
        channel=row.channel,
        member=None if row.member is None else MemberId(row.member),
        count=row.said,
        first_at=row.first_at,
        last_at=row.last_at,
        silenced_at=row.silenced_at,
    )
