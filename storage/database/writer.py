"""The one writer of a process: it takes units of work from everybody and lets them share a commit.

A commit waits for the disk, so the units that arrive during one commit go together into the next. Each runs in
its own savepoint and is undone alone if it fails; each caller is told, of success or failure, only after the
transaction has ended. The writer never drops a unit in silence: whatever happens, its caller hears of it.
"""

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage.database import sqlite
from storage.database.errors import DatabaseClosed, NestedWrite, NotSaved
from storage.database.unit import Unit, Work

T = TypeVar("T")

SHARE = 64
"""How many units share a commit at most: what a fault undoes, and what the first of them waits for."""


@dataclass(slots=True, kw_only=True, eq=False)
class _Order(Generic[T]):
    """A unit of work, how it went, and the caller who waits to be told."""

    work: Work[T]
    caller: asyncio.Future[T]
    result: T | None = None
    error: BaseException | None = None

    def tell(self) -> None:
        """Tell the caller how it went; nobody is told twice, and one who has gone is not told."""
        if self.caller.done():
            return
        if self.error is None:
            self.caller.set_result(self.result)  # type: ignore[arg-type]  # None only where T allows it
        elif isinstance(self.error, asyncio.CancelledError):
            self.caller.cancel()
        else:
            self.caller.set_exception(self.error)


class _TransactionLost(Exception):
    """One unit's fault ended the transaction of all; the others have to run again."""

    def __init__(self, order: _Order[Any]) -> None:
        self.order = order


class Writer:
    """Runs units of work in the order of their arrival; :meth:`serve` is its life."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._orders: asyncio.Queue[_Order[Any] | None] = asyncio.Queue()
        self._task: asyncio.Task[Any] | None = None
        self._closing = False
        self._log_holds_erased = False

    async def write(self, work: Work[T]) -> T:
        """Run a unit of work and return its result once it is on the disk.

        A caller that is cancelled does not know whether its unit was saved, but it was so wholly or not at all.

        Raises:
            NotSaved: nothing of it was applied.
            NestedWrite: called from inside another unit.
        """
        if asyncio.current_task() is self._task:
            raise NestedWrite("a unit of work began another one")
        if self._closing:
            raise DatabaseClosed("the database is closed")
        order: _Order[T] = _Order(work=work, caller=asyncio.get_running_loop().create_future())
        self._orders.put_nowait(order)
        return await order.caller

    def close(self) -> None:
        """Take no more units; :meth:`serve` returns once those that wait are done."""
        self._closing = True
        self._orders.put_nowait(None)

    async def serve(self) -> None:
        """Serve until closed or cancelled. Nobody is left waiting afterwards, whatever ended it."""
        self._task = asyncio.current_task()
        try:
            while batch := await self._gather():
                await self._settle(batch)
        finally:
            self._closing = True
            while not self._orders.empty():
                if order := self._orders.get_nowait():
                    order.error = DatabaseClosed("the database was closed before this could be saved")
                    order.tell()

    async def _gather(self) -> list[_Order[Any]]:
        """Wait for the first unit and take what waits behind it; nothing means that the writer is closed."""
        batch: list[_Order[Any]] = []
        while not batch or not (self._orders.empty() or len(batch) == SHARE):
            order = await self._orders.get()
            if order is None:
                if batch:
                    self._orders.put_nowait(None)
                break
            if not order.caller.done():
                batch.append(order)
        return batch

    async def _settle(self, batch: list[_Order[Any]]) -> None:
        """Bring every unit to its end, then tell the callers."""
        waiting = batch
        try:
            while waiting:
                waiting = await self._attempt(waiting)
            if self._log_holds_erased:
                await self.scrub()
        except BaseException:
            # Stopped in the middle, perhaps of the commit: neither "saved" nor "not saved" would be true.
            for order in waiting:
                order.error = asyncio.CancelledError()
            raise
        finally:
            for order in batch:
                order.tell()

    async def _attempt(self, batch: list[_Order[Any]]) -> list[_Order[Any]]:
        """Run the units in one transaction and commit it.

        Returns:
            Those that have to run again, because the fault of another one ended the transaction.
        """
        try:
            async with self._engine.connect() as connection:
                transaction = await connection.begin()
                try:
                    erased = [await self._run(connection, order) for order in batch]
                    await transaction.commit()
                except BaseException:
                    with suppress(SQLAlchemyError):
                        await transaction.rollback()
                    raise
            self._log_holds_erased |= any(erased)
        except _TransactionLost as lost:
            return [order for order in batch if order is not lost.order]
        except SQLAlchemyError as error:
            for order in batch:
                order.error = sqlite.refusal(error)
        except Exception as error:  # noqa: BLE001  # such as no memory for a thread; a dead writer would be worse
            for order in batch:
                order.error = NotSaved("the writer could not begin or end a transaction")
                order.error.__cause__ = error
        return []

    async def scrub(self) -> None:
        """Empty the write-ahead log, or try again after the next commit."""
        with suppress(SQLAlchemyError):
            async with self._engine.connect() as connection:
                self._log_holds_erased = not await sqlite.truncate_log(connection)

    async def _run(self, connection: AsyncConnection, order: _Order[Any]) -> bool:
        """Run one unit in its savepoint and keep what came of it.

        Returns:
            Whether it erased something that the log still holds.

        Raises:
            _TransactionLost: its fault ended the transaction.
        """
        unit = Unit(connection)
        order.error = None
        savepoint = await connection.begin_nested()
        try:
            order.result = await _perform(order.work, unit)
            if sqlite.ended(connection):
                raise NotSaved("the database failed during this unit of work")
        except BaseException as error:
            if self._task is not None and self._task.cancelling():
                raise
            order.error = error
            if sqlite.ended(connection):
                raise _TransactionLost(order) from error
            await savepoint.rollback()
            return False
        finally:
            unit.end()
        await savepoint.commit()
        return unit.erases


async def _perform(work: Work[T], unit: Unit) -> T:
    """Do the work; a stray StopIteration, which no future can carry, becomes a RuntimeError at this border."""
    return await work(unit)
