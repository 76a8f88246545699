"""A bare loop that makes the commits of a step and nothing else: what any bot pays that keeps what it was told."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from storage import drafts, inbox, outbox, traces
from storage.database import Database, Unit
from storage.ids import CaseId, ChatKey, draw_id

HEADER, UPDATE, DRAFT, WINDOW, TRACE = 1300, 500, 2500, 1200, 100
"""Bytes of what a step writes: the header of an age file, and payloads as long as the measured ones are."""


class Commits:
    """The statements of a step, with bytes that mean nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._numbers = count(1)

    async def step(self, chat: ChatKey) -> None:
        """Take an update in, handle it, take its answer out, as three commits."""
        database, now = self._database, datetime.now(UTC)
        arrived = inbox.NewUpdate(
            account="telegram:1",
            update_id=str(next(self._numbers)),
            chat=chat,
            header=os.urandom(HEADER),
            payload=os.urandom(UPDATE),
            received_at=now,
        )
        await database.write(lambda unit: inbox.put(unit, arrived))
        update = await database.read(lambda unit: inbox.next(unit, chat))
        assert update is not None  # noqa: S101 - it was put there
        number = update.number
        await database.read(lambda unit: drafts.find(unit, chat))

        async def handle(unit: Unit) -> int:
            await inbox.done_next(unit, chat, number)
            await drafts.save(unit, _draft(chat, now))
            return await outbox.add(unit, _window(chat, now))

        written = await database.write(handle)
        await database.read(lambda unit: outbox.due(unit, "telegram:1", None, datetime.now(UTC), 100))
        await database.read(lambda unit: traces.find(unit, chat))

        async def sent(unit: Unit) -> None:
            await outbox.sent(unit, written)
            lies = traces.Trace(chat=chat, header=os.urandom(HEADER), payload=os.urandom(TRACE), changed_at=now)
            await traces.save(unit, lies)

        await database.write(sent)


@asynccontextmanager
async def open_commits(folder: Path) -> AsyncIterator[Commits]:
    """A new database in a folder that is there."""
    url = f"sqlite+aiosqlite:///{folder / 'commits.db'}"
    await Database.create(url)
    async with await Database.open(url) as database:
        yield Commits(database)


def _draft(chat: ChatKey, now: datetime) -> drafts.Draft:
    case = CaseId(draw_id(os.urandom))
    return drafts.Draft(
        chat=chat, case=case, key="bench", header=os.urandom(HEADER), payload=os.urandom(DRAFT), changed_at=now
    )


def _window(chat: ChatKey, now: datetime) -> outbox.NewMessage:
    return outbox.NewMessage(
        account="telegram:1", chat=chat, header=os.urandom(HEADER), payload=os.urandom(WINDOW), due_at=now
    )
