"""Unfinished interviews, one a chat, sealed to a key that lives only in memory.

A power cut loses that key and with it every draft; whoever reads a draft must be ready to find it unreadable.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, exists, select

from storage.database import Unit, tables
from storage.ids import CaseId, ChatKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An unfinished interview.

    Attributes:
        chat: whose it is; it names nobody without the volatile key.
        case: the id that the case will have.
        key: which draft key sealed it; a row of another key can be opened by nobody any more.
        header: who can open it.
        payload: the sealed answers.
        changed_at: when the submitter last answered.
    """

    chat: ChatKey
    case: CaseId
    key: str
    header: bytes
    payload: bytes
    changed_at: datetime


_TABLE = tables.drafts


async def find(unit: Unit, chat: ChatKey) -> Draft | None:
    """The draft of a chat."""
    row = (await unit.execute(select(_TABLE).where(_TABLE.c.chat == chat))).one_or_none()
    return None if row is None else _draft(row)


async def save(unit: Unit, draft: Draft) -> None:
    """Write the draft of a chat in the place of the one before it."""
    changing = {
        "case": draft.case,
        "key": draft.key,
        "header": draft.header,
        "payload": draft.payload,
        "changed_at": draft.changed_at,
    }
    statement = unit.insert(_TABLE).values(chat=draft.chat, **changing)
    await unit.execute(statement.on_conflict_do_update(index_elements=[_TABLE.c.chat], set_=changing))


async def drop(unit: Unit, chat: ChatKey) -> None:
    """Forget the draft of a chat; again does nothing."""
    await unit.execute(delete(_TABLE).where(_TABLE.c.chat == chat))
    unit.erases = True


async def abandoned(unit: Unit, before: datetime) -> tuple[Draft, ...]:
    """The drafts that nobody has touched since, the oldest first."""
    query = select(_TABLE).where(_TABLE.c.changed_at < before).order_by(_TABLE.c.changed_at, _TABLE.c.chat)
    return tuple(_draft(row) for row in await unit.execute(query))


async def any_lost(unit: Unit, key: str) -> bool:
    """Whether there are drafts that were sealed with another draft key than this one."""
    return bool((await unit.execute(select(exists().where(_TABLE.c.key != key)))).scalar_one())


def _draft(row: Row[Any]) -> Draft:
    return Draft(
        chat=ChatKey(row.chat),
        case=CaseId(row.case),
        key=row.key,
        header=row.header,
        payload=row.payload,
        changed_at=row.changed_at,
    )
