"""What a bot keeps of a chat between two updates: one sealed row a chat.

On the path back to a platform. The public bot keeps which messages of its own lie there, to edit them and to clear them
away: its sender reads that before it speaks, and writes it with the removal of what it sent. The staff bot keeps the
language there and what was pressed last. What is inside is the channel's own affair, sealed to the volatile key of the
process; who seals it also binds it to the chat.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from storage.database import Unit, tables
from storage.ids import ChatKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What is kept of a chat.

    Attributes:
        chat: which; it names nobody without the volatile key.
        header: who can open it.
        payload: the channel's own, sealed.
        changed_at: when it was last written.
    """

    chat: ChatKey
    header: bytes
    payload: bytes
    changed_at: datetime


_TABLE = tables.traces


async def find(unit: Unit, chat: ChatKey) -> Trace | None:
    """The trace of a chat, if there is one."""
    row = (await unit.execute(select(_TABLE).where(_TABLE.c.chat == chat))).one_or_none()
    if row is None:
        return None
    return Trace(chat=ChatKey(row.chat), header=row.header, payload=row.payload, changed_at=row.changed_at)


async def save(unit: Unit, trace: Trace) -> None:
    """Write the trace of a chat in the place of the one before it."""
    changing = {"header": trace.header, "payload": trace.payload, "changed_at": trace.changed_at}
    statement = unit.insert(_TABLE).values(chat=trace.chat, **changing)
    await unit.execute(statement.on_conflict_do_update(index_elements=[_TABLE.c.chat], set_=changing))


async def drop(unit: Unit, chat: ChatKey) -> None:
    """Forget the trace of a chat; again does nothing."""
    await unit.execute(delete(_TABLE).where(_TABLE.c.chat == chat))


async def drop_stale(unit: Unit, before: datetime) -> int:
    """Forget the traces that were not written since; it is too late to clear anything away in those chats.

    Returns:
        How many were forgotten.
    """
    return (await unit.execute(delete(_TABLE).where(_TABLE.c.changed_at < before))).rowcount
