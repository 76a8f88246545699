"""Unfinished interviews on their way from one chat to another, found by the code that was given for it.

On the path of a submitter who leaves one channel for a safer one. A row says where the draft lies, and, sealed to the
volatile key, how its chat is told that it has gone. The locator is a keyed hash: whoever reads the table cannot try
codes without that key. What is inside is intake's own affair; a code is good once, and not for long.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, select

from storage.database import Unit, tables
from storage.ids import ChatKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """A draft that may be taken over.

    Attributes:
        locator: the keyed hash of the code.
        chat: where the draft lies.
        header: who can open it.
        payload: intake's own, sealed.
        until: from when on the code is worth nothing.
    """

    locator: str
    chat: ChatKey
    header: bytes
    payload: bytes
    until: datetime


_TABLE = tables.crossings


async def save(unit: Unit, crossing: Crossing) -> None:
    """Write a crossing in the place of the chat's one before it, whose code is worth nothing then."""
    await drop(unit, crossing.chat)
    row = {
        "locator": crossing.locator,
        "chat": crossing.chat,
        "header": crossing.header,
        "payload": crossing.payload,
        "until": crossing.until,
    }
    await unit.execute(unit.insert(_TABLE).values(row))


async def find(unit: Unit, locator: str, now: datetime) -> Crossing | None:
    """A crossing that can still be taken; it stays where it is."""
    query = select(_TABLE).where(_TABLE.c.locator == locator, _TABLE.c.until > now)
    row = (await unit.execute(query)).one_or_none()
    return None if row is None else _crossing(row)


async def take(unit: Unit, locator: str, now: datetime) -> Crossing | None:
    """Take a crossing, which is gone then.

    Returns:
        None if there is none, or its time was over.
    """
    taken = await unit.execute(delete(_TABLE).where(_TABLE.c.locator == locator).returning(*_TABLE.c))
    row = taken.one_or_none()
    if row is None or row.until <= now:
        return None
    return _crossing(row)


async def drop(unit: Unit, chat: ChatKey) -> None:
    """Let a chat's code be worth nothing any more; again does nothing."""
    await unit.execute(delete(_TABLE).where(_TABLE.c.chat == chat))


async def drop_stale(unit: Unit, now: datetime) -> int:
    """Forget the crossings whose time is over.

    Returns:
        How many were forgotten.
    """
    return (await unit.execute(delete(_TABLE).where(_TABLE.c.until <= now))).rowcount


def _crossing(row: Row[Any]) -> Crossing:
    return Crossing(
        locator=row.locator, chat=ChatKey(row.chat), header=row.header, payload=row.payload, until=row.until
    )
