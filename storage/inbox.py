"""What the platforms delivered, sealed and committed before the platform is told, taken from here in order.

Each channel puts its raw updates in; workers take one chat's updates one after the other. A done update leaves
a marker, by which a repetition is recognised, until it is pruned.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, or_, select, update

from storage.database import Unit, tables
from storage.errors import PermanentError
from storage.ids import ChatKey


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUpdate:
    """An update as it arrives.

    Attributes:
        account: the bot's account, as the wiring calls it.
        update_id: unique within the account. It stays readable, so it must not name the sender.
        chat: where it was said.
        header: who can open it.
        payload: the sealed update.
        received_at: when it arrived.
    """

    account: str
    update_id: str
    chat: ChatKey
    header: bytes
    payload: bytes
    received_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """An update that waits to be handled.

    Attributes:
        number: its place in the order of arrival.
        account: the bot's account.
        update_id: unique within the account.
        chat: where it was said.
        header: who can open it.
        payload: the sealed update.
        received_at: when it arrived.
        attempts: how many times handling it has failed.
    """

    number: int
    account: str
    update_id: str
    chat: ChatKey
    header: bytes
    payload: bytes
    received_at: datetime
    attempts: int


class UpdateUnknown(PermanentError):
    """There is no such update, or it is done."""

    hint = "this is a defect of the program: please report it"


_TABLE = tables.inbox
_WAITS = tables.inbox_waits
_EMPTIED = {"chat": None, "header": None, "payload": None, "set_aside_at": None}


async def put(unit: Unit, arrived: NewUpdate) -> bool:
    """Write an update down.

    Returns:
        False if this account has had an update of this id; nothing was written then.
    """
    statement = unit.insert(_TABLE).values(
        account=arrived.account,
        update_id=arrived.update_id,
        chat=arrived.chat,
        header=arrived.header,
        payload=arrived.payload,
        received_at=arrived.received_at,
        attempts=0,
    )
    once = statement.on_conflict_do_nothing(index_elements=[_TABLE.c.account, _TABLE.c.update_id])
    return (await unit.execute(once)).rowcount == 1


async def next(unit: Unit, chat: ChatKey) -> Update | None:  # noqa: A001
    """The oldest update of a chat that is neither done nor set aside."""
    query = select(_TABLE).where(_WAITS, _TABLE.c.chat == chat).order_by(_TABLE.c.number).limit(1)
    row = (await unit.execute(query)).one_or_none()
    if row is None:
        return None
    return Update(
        number=row.number,
        account=row.account,
        update_id=row.update_id,
        chat=ChatKey(row.chat),
        header=row.header,
        payload=row.payload,
        received_at=row.received_at,
        attempts=row.attempts,
    )


async def chats_waiting(unit: Unit, accounts: Collection[str]) -> tuple[ChatKey, ...]:
    """The chats with something to handle, the one that waits longest first.

    Args:
        unit: to read with.
        accounts: only theirs; the public and the staff bots share the table, not the key.
    """
    query = (
        select(_TABLE.c.chat)
        .where(_WAITS, _TABLE.c.account.in_(accounts))
        .group_by(_TABLE.c.chat)
        .order_by(func.min(_TABLE.c.number))
    )
    return tuple(ChatKey(chat) for chat in (await unit.execute(query)).scalars())


async def done(unit: Unit, number: int) -> None:
    """Leave of an update only what a repetition is recognised by; again does nothing."""
    await unit.execute(update(_TABLE).where(_TABLE.c.number == number).values(_EMPTIED))


async def done_next(unit: Unit, chat: ChatKey, number: int) -> bool:
    """Finish an update as :func:`done` does, if it is the one that its chat has to handle next.

    Returns:
        False if another worker has finished it, or set it aside; nothing was written then.
    """
    following = select(func.min(_TABLE.c.number)).where(_WAITS, _TABLE.c.chat == chat).scalar_subquery()
    this = update(_TABLE).where(_TABLE.c.number == number, _TABLE.c.number == following)
    return (await unit.execute(this.values(_EMPTIED))).rowcount == 1


async def failed(unit: Unit, number: int) -> int:
    """Count a failed attempt.

    Returns:
        How many there have been.

    Raises:
        UpdateUnknown: there is no such update to handle.
    """
    statement = update(_TABLE).where(_TABLE.c.number == number, _TABLE.c.chat.is_not(None))
    counted = await unit.execute(statement.values(attempts=_TABLE.c.attempts + 1).returning(_TABLE.c.attempts))
    attempts: int | None = counted.scalar_one_or_none()
    if attempts is None:
        raise UpdateUnknown("there is no such update to handle")
    return attempts


async def set_aside(unit: Unit, number: int, at: datetime) -> None:
    """Keep an update sealed and let the chat behind it go on; again does nothing."""
    await unit.execute(update(_TABLE).where(_TABLE.c.number == number, _WAITS).values(set_aside_at=at))


async def prune(unit: Unit, before: datetime) -> int:
    """Forget what is done or set aside and arrived before; what waits is never pruned.

    Returns:
        How many updates were forgotten.
    """
    over = or_(_TABLE.c.chat.is_(None), _TABLE.c.set_aside_at.is_not(None))
    return (await unit.execute(delete(_TABLE).where(over, _TABLE.c.received_at < before))).rowcount


async def drop_stale(unit: Unit, before: datetime) -> int:
    """Forget what has waited since before: nobody waits for its answer any more, and its key is mostly gone.

    Returns:
        How many updates were forgotten.
    """
    return (await unit.execute(delete(_TABLE).where(_WAITS, _TABLE.c.received_at < before))).rowcount


async def count_set_aside(unit: Unit, *, besides: Collection[str] = ()) -> int:
    """How many updates could not be handled and are kept sealed, those of some accounts left out."""
    query = select(func.count()).select_from(_TABLE).where(tables.inbox_aside, _TABLE.c.account.not_in(besides))
    count: int = (await unit.execute(query)).scalar_one()
    return count
