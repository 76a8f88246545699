"""Where rows lie: tables, their revisions, and the one writer of a process.

The modules beside this package (:mod:`storage.cases`, :mod:`storage.inbox` and so on) are the only ones that
use its tables; everybody else holds a :class:`Database` and hands it units of work. Rows never leave.
"""

from storage.database.database import Database
from storage.database.errors import (
    DatabaseBusy,
    DatabaseClosed,
    DatabaseCorrupt,
    DatabaseExists,
    DatabaseMissing,
    DatabaseNewer,
    DatabaseUnwritable,
    DatabaseUrlRefused,
    NaiveInstant,
    NestedWrite,
    NotRead,
    NotSaved,
    RowRefused,
)
from storage.database.unit import Unit, Work
from storage.database.within import Within, Works

__all__ = [
    "Database",
    "DatabaseBusy",
    "DatabaseClosed",
    "DatabaseCorrupt",
    "DatabaseExists",
    "DatabaseMissing",
    "DatabaseNewer",
    "DatabaseUnwritable",
    "DatabaseUrlRefused",
    "NaiveInstant",
    "NestedWrite",
    "NotRead",
    "NotSaved",
    "RowRefused",
    "Unit",
    "Within",
    "Work",
    "Works",
]
