"""A plain row to write, and a way to make units meet in one commit."""

import asyncio
import os
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime

import pytest
from sqlalchemy import event

from storage import drafts
from storage.database import Database, Unit
from storage.drafts import Draft
from storage.ids import CaseId, ChatKey, draw_id

Work = Callable[[Unit], Awaitable[str]]


@pytest.fixture(autouse=True)
async def threads_end() -> AsyncIterator[None]:
    """Waits, while the loop still runs, for the threads of connections that broke; they end on their own."""
    before = set(threading.enumerate())
    yield
    for thread in set(threading.enumerate()) - before:
        if "_connection_worker_thread" in thread.name:
            thread.join(timeout=10)
            assert not thread.is_alive()


@pytest.fixture
def work(now: datetime) -> Callable[..., Work]:
    """Units of work that write one draft and return its chat."""

    def make(chat: str | None = None, *, payload: bytes = b"payload") -> Work:
        draft = Draft(
            chat=ChatKey(chat or draw_id(os.urandom)),
            case=CaseId(draw_id(os.urandom)),
            key="key",
            header=b"header",
            payload=payload,
            changed_at=now,
        )

        async def save(unit: Unit) -> str:
            await drafts.save(unit, draft)
            return draft.chat

        return save

    return make


@pytest.fixture
def held(database: Database) -> Callable[[], AbstractAsyncContextManager[None]]:
    """Keeps the writer busy, so that whatever is begun inside shares the next commit."""

    @asynccontextmanager
    async def hold():
        begun, released = asyncio.Event(), asyncio.Event()

        async def wait(_: Unit) -> None:
            begun.set()
            await released.wait()

        blocking = asyncio.ensure_future(database.write(wait))
        await begun.wait()
        try:
            yield
            # Let what was begun inside come as far as the writer's queue.
            for _ in range(3):
                await asyncio.sleep(0)
        finally:
            released.set()
            await blocking

    return hold


@pytest.fixture
def commits(database: Database) -> list[None]:
    """Grows by one with each commit of the writer."""
    seen: list[None] = []
    event.listen(database._writing.sync_engine, "commit", lambda _: seen.append(None))
    return seen
