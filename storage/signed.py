"""What the roster key signs of a row: its fields in order, written so that two of them cannot run into each other.

Under the repositories whose rows name somebody: members, their chats, pagers and shifts, partners, proposals. Whoever
can only write to the database can make no such row. Each kind of row signs under a domain of its own.
"""

import json
from collections.abc import Sequence
from datetime import UTC, datetime

from storage.database import NaiveInstant
from storage.sealed import BadSignature

Field = str | int | datetime | Sequence[str] | None
"""What a row is made of; a code of an enum is its value."""

NOT_GENUINE = (ValueError, TypeError, AttributeError, BadSignature)
"""What reading a row raises that somebody else wrote: SQLite lets a column hold what it was not made for."""


def message(domain: bytes, *fields: Field) -> bytes:
    """Write the fields of a row as they are signed: the domain, then a JSON array in ASCII; times in UTC.

    Raises:
        NaiveInstant: a time has no zone.
    """
    return domain + json.dumps([_plain(field) for field in fields], separators=(",", ":")).encode("ascii")


def _plain(field: Field) -> str | int | list[str] | None:
    match field:
        case datetime():
            if field.utcoffset() is None:
                raise NaiveInstant("a time without a zone cannot be signed")
            return field.astimezone(UTC).isoformat(timespec="microseconds")
        case str() | int() | None:
            return field
        case _:
            return list(field)
