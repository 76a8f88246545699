"""The same two verbs inside a transaction as outside of it, so that a use case need not know where it runs.

Who has an open unit, and wants what another part of the program writes to share its fate, hands that part a
:class:`Within` in the place of the database.
"""

from typing import Protocol, TypeVar

from storage.database.unit import Unit, Work

T = TypeVar("T")


class Works(Protocol):
    """Where units of work can be done: a database, or a transaction that is already open."""

    async def write(self, work: Work[T]) -> T:
        """Run a unit of work: wholly applied, or wholly not if it raises."""
        ...

    async def read(self, work: Work[T]) -> T:
        """Run work that only reads."""
        ...


class Within:
    """An open transaction. What is written is on the disk only once that transaction is, and is undone with it."""

    __slots__ = ("_unit",)

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    async def write(self, work: Work[T]) -> T:
        """Run a unit of work in a savepoint: one that raises leaves nothing, and the transaction may go on.

        Raises:
            NotSaved: the transaction failed; nothing of it was applied.
            Exception: whatever the work raised.
        """
        return await self._unit.attempt(work)

    async def read(self, work: Work[T]) -> T:
        """Run work that only reads; it sees what the transaction has written so far."""
        return await work(self._unit)
