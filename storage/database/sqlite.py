"""Everything that only SQLite needs: its file, its PRAGMAs, its BEGIN, its error codes, its write-ahead log.

SQLite commits to a write-ahead log that is synced at every commit, overwrites what is deleted, and lets one
writer in at a time. No other module names a PRAGMA or an error code.
"""

import os
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event, text
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, OperationalError, SQLAlchemyError, StatementError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from storage.database.errors import (
    DatabaseBusy,
    DatabaseCorrupt,
    DatabaseMissing,
    DatabaseUnwritable,
    DatabaseUrlRefused,
    NotSaved,
    RowRefused,
)
from storage.errors import StorageError, TemporaryError

__all__ = ["LOOK_THROUGH", "begin_file", "ended", "engine", "find_file", "insert", "refusal", "truncate_log"]

PATIENCE = 5
"""Seconds for which SQLite tries again while another process holds the lock."""

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",  # a commit is on the disk before it returns
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",  # what is deleted is overwritten with zeros
    "PRAGMA temp_store=MEMORY",  # sorting leaves nothing in a temporary file
)


LOOK_THROUGH = text("PRAGMA quick_check(1)")
"""Looks for damage in the whole file, some seconds for a gigabyte; a single row says "ok" if there is none."""


def _file(url: str) -> Path:
    """The file that an address names.

    Raises:
        DatabaseUrlRefused: it names none, or another kind of database.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise DatabaseUrlRefused("the address of the database cannot be read") from error
    if parsed.drivername != "sqlite+aiosqlite" or parsed.database in {None, "", ":memory:"} or parsed.query:
        raise DatabaseUrlRefused("the database is not a file of SQLite through aiosqlite")
    return Path(str(parsed.database))


def find_file(url: str) -> None:
    """See that the database's file is there.

    Raises:
        DatabaseMissing: it is not.
    """
    if not _file(url).is_file():
        raise DatabaseMissing("there is no database file at the configured place")


def begin_file(url: str) -> None:
    """Make an empty file that only its owner can read, unless there is one; its log takes the same mode.

    Raises:
        DatabaseUnwritable: the folder is missing or takes no writing.
    """
    path = _file(url)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600))
        folder = os.open(path.parent, os.O_RDONLY | os.O_CLOEXEC)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as error:
        raise DatabaseUnwritable("the database file cannot be created") from error


def engine(url: str, *, connections: int, writes: bool) -> AsyncEngine:
    """Make an engine whose transactions begin as ours must.

    A writer takes the lock at BEGIN, where SQLite waits for it; taken later, it would fail at once.
    """
    made = create_async_engine(
        url,
        connect_args={"isolation_level": None, "timeout": PATIENCE},
        pool_size=connections,
        max_overflow=0,
        hide_parameters=True,
    )
    pragmas = _PRAGMAS if writes else (*_PRAGMAS, "PRAGMA query_only=ON")
    begin = "BEGIN IMMEDIATE" if writes else "BEGIN"

    @event.listens_for(made.sync_engine, "connect")
    def _connected(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        try:
            for pragma in pragmas:
                cursor.execute(pragma)
        finally:
            cursor.close()

    @event.listens_for(made.sync_engine, "begin")
    def _begun(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return made


def ended(connection: AsyncConnection) -> bool:
    """Whether the transaction has ended behind our back, as it does after some faults.

    A COMMIT would then succeed and have saved nothing.
    """
    known = connection.sync_connection
    if known is None or known.invalidated:
        return True
    driver = known.connection.driver_connection
    return driver is None or not driver.in_transaction


def refusal(error: SQLAlchemyError, *, otherwise: type[TemporaryError] = NotSaved) -> StorageError:
    """What an error of the driver means; ``otherwise`` is the class of a fault that may pass."""
    # What the driver or SQLAlchemy refuses by itself carries no code: a value of a wrong type, say.
    refused = isinstance(error, StatementError) and not isinstance(error, OperationalError)
    codeless = sqlite3.SQLITE_MISUSE if refused else sqlite3.SQLITE_IOERR
    code = getattr(getattr(error, "orig", None), "sqlite_errorcode", codeless)
    if code in _NO_SPACE:
        return NotSaved("there is no space left for the database")
    match code & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return DatabaseBusy("another process holds the database")
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return DatabaseUnwritable("the database file or its folder takes no writing")
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return DatabaseCorrupt("the database file is damaged")
        case sqlite3.SQLITE_CONSTRAINT:
            return RowRefused("a rule of the tables does not allow this row")
        case sqlite3.SQLITE_ERROR | sqlite3.SQLITE_MISUSE:
            return RowRefused("the database does not take this statement")
        case _:
            return otherwise("the database failed")


# A full disk shows itself in the log and in the memory that processes share as well; a read can meet it, too.
_NO_SPACE = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE})


async def truncate_log(connection: AsyncConnection) -> bool:
    """Move the write-ahead log into the file and empty it, so that what was erased is nowhere on the disk.

    To be called between transactions.

    Returns:
        False if somebody still reads an older state, or the disk is full; later it may go well.
    """
    # Past SQLAlchemy, which would begin a transaction first.
    driver: Any = (await connection.get_raw_connection()).driver_connection
    try:
        async with driver.execute("PRAGMA wal_checkpoint(TRUNCATE)") as cursor:
            busy, _, _ = await cursor.fetchone()
    except sqlite3.Error:
        return False
    return not busy
