"""A database that is open: one writer for everybody in the process, and a few readers beside it.

It never lets a statement through outside of a unit of work.
"""

import asyncio
from collections.abc import Callable
from types import TracebackType
from typing import Self, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.database import revisions, sqlite
from storage.database.errors import DatabaseClosed, DatabaseCorrupt, NotRead
from storage.database.unit import Unit, Work
from storage.database.writer import Writer

T = TypeVar("T")

READERS = 4
"""Connections that read beside the writer; each is a thread."""


class Database:
    """The tables of one deployment, opened by one process; several processes may hold the same file.

    Use :meth:`open`, and :meth:`close` or ``async with``.
    """

    def __init__(self, url: str) -> None:
        self._writing = sqlite.engine(url, connections=1, writes=True)
        self._reading = sqlite.engine(url, connections=READERS, writes=False)
        self._slots = asyncio.Semaphore(READERS)
        self._closed = False
        self._writer = Writer(self._writing)
        self._serving: asyncio.Task[None]  # begun by open

    @classmethod
    async def create(cls, url: str) -> None:
        """Lay a new database, readable by its owner only; it is not opened.

        Raises:
            DatabaseExists: there is one already.
            DatabaseUnwritable: the folder is missing or takes no writing.
            DatabaseUrlRefused: the address is not ``sqlite+aiosqlite:///`` and a path.
        """
        sqlite.begin_file(url)
        engine = sqlite.engine(url, connections=1, writes=True)
        try:
            await _within(engine, revisions.lay)
        finally:
            await engine.dispose()

    @classmethod
    async def open(cls, url: str) -> Self:
        """Open a database, after a look through the whole file, and bring its tables up to this program.

        Raises:
            DatabaseMissing: there is none; one is never made in passing.
            DatabaseNewer: a later version of the program wrote it.
            DatabaseCorrupt: the file is damaged.
            DatabaseUnwritable: the file or its folder takes no writing.
            DatabaseBusy: another process held it for too long.
            DatabaseUrlRefused: the address is not ``sqlite+aiosqlite:///`` and a path.
        """
        sqlite.find_file(url)
        database = cls(url)
        try:
            # The long look holds no lock against those who write meanwhile.
            if not await database.read(_is_sound):
                raise DatabaseCorrupt("the check of the database file found damage")
            await _within(database._writing, revisions.bring_up)
        except BaseException:
            await database._dispose()
            raise
        database._serving = asyncio.create_task(database._writer.serve(), name="database writer")
        return database

    async def write(self, work: Work[T]) -> T:
        """Run a unit of work and return its result once it is on the disk.

        The work may be run again from the start, when another unit broke the transaction they shared; it
        does nothing slow and touches nothing but its unit.

        Raises:
            NotSaved: the disk is full, the database busy or closed; nothing of it was applied.
            NestedWrite: called from inside another unit.
            Exception: whatever the work raised; nothing of it was applied.
        """
        return await self._writer.write(work)

    async def read(self, work: Work[T]) -> T:
        """Run work that only reads, on one state of the database from beginning to end.

        Raises:
            NotRead: the database failed.
            DatabaseClosed: it was closed before.
        """
        async with self._slots:
            if self._closed:
                raise DatabaseClosed("the database is closed")
            try:
                async with self._reading.connect() as connection, connection.begin():
                    unit = Unit(connection, fault=NotRead)
                    try:
                        return await work(unit)
                    finally:
                        unit.end()
            except SQLAlchemyError as error:
                raise sqlite.refusal(error, otherwise=NotRead) from error

    async def close(self) -> None:
        """Finish what was begun, leave nothing in the write-ahead log, and close; again does nothing."""
        if self._closed:
            return
        self._closed = True
        self._writer.close()
        await asyncio.wait([self._serving])
        for _ in range(READERS):
            await self._slots.acquire()
        try:
            await self._writer.scrub()
            await self._dispose()
        finally:
            # Whoever waited meanwhile is let in to be told that the database is closed.
            for _ in range(READERS):
                self._slots.release()

    async def _dispose(self) -> None:
        await self._writing.dispose()
        await self._reading.dispose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()


async def _is_sound(unit: Unit) -> bool:
    return bool((await unit.execute(sqlite.LOOK_THROUGH)).scalar_one() == "ok")


async def _within(engine: AsyncEngine, work: Callable[[Connection], None]) -> None:
    """Run work on the tables themselves in a transaction of its own."""
    try:
        async with engine.connect() as connection, connection.begin():
            await connection.run_sync(work)
    except SQLAlchemyError as error:
        raise sqlite.refusal(error) from error
