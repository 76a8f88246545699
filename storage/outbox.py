"""What waits to be said on a channel, sealed; a message leaves the table once the platform has taken it.

Sending is at least once. Within a chat the order of the numbers is kept: while a postponed message waits for
its next attempt, those behind it wait too. The time of day, which may be set back, decides only how long that is:
what was never postponed is due at once.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, or_, select, update

from storage.database import Unit, tables
from storage.ids import ChatKey


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMessage:
    """A message as it is written.

    Attributes:
        account: the bot's account that shall say it.
        chat: where.
        header: who can open it.
        payload: the sealed text and address.
        due_at: when it is written; it is due at once.
    """

    account: str
    chat: ChatKey
    header: bytes
    payload: bytes
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message that waits to be sent.

    Attributes:
        number: its place in the order.
        account: the bot's account that shall say it.
        chat: where.
        header: who can open it.
        payload: the sealed text and address.
        due_at: not before, if it was postponed.
        attempts: how many times it was postponed.
    """

    number: int
    account: str
    chat: ChatKey
    header: bytes
    payload: bytes
    due_at: datetime
    attempts: int


LONGEST = timedelta(days=1)
"""Nothing rests longer. Whoever writes to Telegram far too often has to wait for hours there, and no platform asks for
more than a day; so a time beyond that was noted before the clock was set back, and says nothing."""

_TABLE = tables.outbox


async def add(unit: Unit, message: NewMessage) -> int:
    """Write a message down.

    Returns:
        Its number.
    """
    statement = unit.insert(_TABLE).values(
        account=message.account,
        chat=message.chat,
        header=message.header,
        payload=message.payload,
        due_at=message.due_at,
        attempts=0,
    )
    number: int = (await unit.execute(statement.returning(_TABLE.c.number))).scalar_one()
    return number


async def due(unit: Unit, account: str, chat: ChatKey | None, now: datetime, limit: int) -> tuple[Message, ...]:
    """The messages an account has to send now, in their order; of each chat the oldest, however much another waits for.

    Args:
        unit: to read with.
        account: the bot's account.
        chat: only this chat's, or everybody's.
        now: the time.
        limit: how many at most.
    """
    first_resting = (
        select(_TABLE.c.chat, func.min(_TABLE.c.number).label("number"))
        .where(_TABLE.c.account == account, _rests(now))
        .group_by(_TABLE.c.chat)
        .subquery()
    )
    place = func.row_number().over(partition_by=_TABLE.c.chat, order_by=_TABLE.c.number)
    numbers = (
        select(_TABLE.c.number)
        .outerjoin(first_resting, first_resting.c.chat == _TABLE.c.chat)
        .where(
            _TABLE.c.account == account,
            or_(first_resting.c.number.is_(None), _TABLE.c.number < first_resting.c.number),
        )
        .order_by(place, _TABLE.c.number)
        .limit(limit)
    )
    if chat is not None:
        numbers = numbers.where(_TABLE.c.chat == chat)
    rows = await unit.execute(select(_TABLE).where(_TABLE.c.number.in_(numbers)).order_by(_TABLE.c.number))
    return tuple(
        Message(
            number=row.number,
            account=row.account,
            chat=ChatKey(row.chat),
            header=row.header,
            payload=row.payload,
            due_at=row.due_at,
            attempts=row.attempts,
        )
        for row in rows
    )


async def sent(unit: Unit, number: int) -> None:
    """Forget a message that the platform has taken; again does nothing."""
    await unit.execute(delete(_TABLE).where(_TABLE.c.number == number))


async def postpone(unit: Unit, number: int, due_at: datetime) -> None:
    """Try a message again later, as after the platform's retry-after; nothing if it was sent meanwhile."""
    later = {"due_at": due_at, "attempts": _TABLE.c.attempts + 1}
    await unit.execute(update(_TABLE).where(_TABLE.c.number == number).values(later))


async def drop_chat(unit: Unit, chat: ChatKey) -> int:
    """Forget all that waits for a chat that hears nothing any more, as one that has blocked the bot.

    Returns:
        How many messages were forgotten.
    """
    return (await unit.execute(delete(_TABLE).where(_TABLE.c.chat == chat))).rowcount


async def drop_stale(unit: Unit, before: datetime) -> int:
    """Forget what was to be said before: whoever it was for has long been elsewhere, and its key is mostly gone.

    Returns:
        How many messages were forgotten.
    """
    return (await unit.execute(delete(_TABLE).where(_TABLE.c.due_at < before))).rowcount


async def waits(unit: Unit, account: str, chat: ChatKey, *, before: datetime | None = None) -> bool:
    """Whether anything at all waits to be said in a chat, due or not.

    With ``before`` only what was written before then counts, or was postponed: what is merely on its way does not.
    """
    query = select(_TABLE.c.number).where(_TABLE.c.account == account, _TABLE.c.chat == chat).limit(1)
    if before is not None:
        query = query.where(or_(_TABLE.c.attempts > 0, _TABLE.c.due_at < before))
    return (await unit.execute(query)).first() is not None


async def stands(unit: Unit, number: int) -> bool:
    """Whether a message still waits: since it was read it may have been sent, or forgotten with its chat."""
    return (await unit.execute(select(_TABLE.c.number).where(_TABLE.c.number == number))).first() is not None


def _rests(now: datetime) -> ColumnElement[bool]:
    """What was postponed until later than now, as far as the clock can be believed."""
    return (_TABLE.c.attempts > 0) & (_TABLE.c.due_at > now) & (_TABLE.c.due_at <= now + LONGEST)
