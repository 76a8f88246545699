"""How our values lie in a column, where the database has no type of its own for them."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Generic, TypeVar

from sqlalchemy import BigInteger, Dialect, Integer, TypeDecorator

from storage.database.errors import NaiveInstant

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

Code = TypeVar("Code", bound=StrEnum)


class Instant(TypeDecorator[datetime]):
    """An instant as microseconds since 1970-01-01T00:00Z; it comes back in UTC.

    An integer compares and sorts alike on every database. A naive datetime raises :class:`NaiveInstant`.
    """

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """To the column."""
        if value is None:
            return None
        if value.utcoffset() is None:
            raise NaiveInstant("a time without a zone cannot be stored")
        return (value - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """From the column."""
        return None if value is None else _EPOCH + value * _MICROSECOND


class Ranked(TypeDecorator[Code], Generic[Code]):
    """A code as its rank, so that an index holds the rows in the order people read them.

    The ranks are what lies on the disk: they never change once published.
    """

    impl = Integer
    cache_ok = True

    def __init__(self, *codes: Code) -> None:
        super().__init__()
        self.codes = codes

    def process_bind_param(self, value: Code | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """To the column."""
        return None if value is None else self.codes.index(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Code | None:  # noqa: ARG002
        """From the column."""
        return None if value is None else self.codes[value]
