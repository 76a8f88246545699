"""A unit of work: one transaction's worth of statements, wholly applied or wholly not."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import CursorResult, Executable, Table
from sqlalchemy.dialects.sqlite import Insert
from sqlalchemy.exc import StatementError
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import sqlite
from storage.database.errors import NotSaved, RowRefused
from storage.errors import TemporaryError

T = TypeVar("T")


class Unit:
    """What a repository gets to work with; it is of no use once its work has ended.

    Nothing slow belongs in a unit of work: everybody else who writes waits behind it.
    """

    __slots__ = ("_connection", "_ended", "_fault", "erases")

    def __init__(self, connection: AsyncConnection, *, fault: type[TemporaryError] = NotSaved) -> None:
        self._connection = connection
        self._fault = fault
        self._ended = False
        self.erases = False
        """Set by whoever removes what must not be found on the disk any more, in the write-ahead log either."""

    async def execute(
        self, statement: Executable, rows: Sequence[Mapping[str, object]] | None = None
    ) -> CursorResult[Any]:
        """Run one statement, or run it once for each of some rows.

        After some faults SQLite ends the transaction on its own, and what came after would be applied by
        itself; so every later statement of such a unit is refused.

        Raises:
            RowRefused: a rule of the tables forbids it, or a value fits no column; the unit may go on.
            NotSaved: the disk is full, or another fault of the database; NotRead where nothing is written.
            DatabaseCorrupt: the file is damaged.
        """
        if self._ended or sqlite.ended(self._connection):
            raise self._fault("a statement came after the end of its transaction")
        try:
            return await self._connection.execute(statement, rows)
        except (UnicodeEncodeError, OverflowError):
            # Without the cause, which carries the value.
            raise RowRefused("a value does not fit its column") from None
        except StatementError as error:
            raise sqlite.refusal(error, otherwise=self._fault) from error

    def insert(self, table: Table) -> Insert:
        """Begin an INSERT that can say ON CONFLICT, which every database writes in its own way."""
        return sqlite.insert(table)

    async def attempt(self, work: "Work[T]") -> T:
        """Do a part of the work in a savepoint: if it raises, nothing of it stays, and the rest of the unit may go on.

        Raises:
            NotSaved: the transaction ended before its time; NotRead where nothing is written.
            Exception: whatever the work raised.
        """
        savepoint = await self._connection.begin_nested()
        try:
            result = await work(self)
            if sqlite.ended(self._connection):
                raise self._fault("the database failed during this unit of work")
        except BaseException:
            if not sqlite.ended(self._connection):
                await savepoint.rollback()
            raise
        await savepoint.commit()
        return result

    def end(self) -> None:
        """Refuse every further statement."""
        self._ended = True


Work = Callable[[Unit], Awaitable[T]]
"""What is done in a unit of work. It may be done again from the start, if another unit broke the transaction."""
