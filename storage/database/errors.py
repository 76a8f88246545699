"""What can go wrong between the program and its database.

Whoever writes and meets a :class:`NotSaved`, of whatever kind, may tell a person that nothing was saved: it is
raised only when the unit left no trace.
"""

from sqlalchemy.exc import DontWrapMixin

from storage.errors import PermanentError, TemporaryError


class NotSaved(TemporaryError):
    """The unit of work was not saved, and nothing of it was applied."""

    hint = "free space on the disk, or see what the system's log says about it, and try again"


class DatabaseBusy(NotSaved):
    """Another process held the database for longer than we wait."""

    hint = "look for a backup or another program that keeps the database file locked"


class DatabaseUnwritable(NotSaved):
    """The file, or the folder it lies in, takes no writing."""

    hint = "give the program's user write access to the database file and to its folder, and check the mount"


class DatabaseClosed(NotSaved):
    """The database was closed before this unit of work could begin."""

    hint = "the program is stopping; try again once it runs"


class NotRead(TemporaryError):
    """The database could not be read at this moment."""

    hint = "see what the system's log says about the disk"


class DatabaseMissing(PermanentError):
    """There is no database of ours at this place."""

    hint = "restore it from a backup; solidarity init makes a new installation, and opens no case of this one"


class DatabaseExists(PermanentError):
    """Something lies already where a new database should begin."""

    hint = "choose another place; an existing database is never overwritten"


class DatabaseNewer(PermanentError):
    """A newer version of the program wrote this database."""

    hint = "upgrade the program to the version that wrote it, or a later one"


class DatabaseCorrupt(PermanentError):
    """The database file is damaged."""

    hint = "stop the program, keep the damaged file apart, and restore a backup"


class DatabaseUrlRefused(PermanentError):
    """The address of the database is not one this program can use."""

    hint = "write it as sqlite+aiosqlite:///path/to/the/file"


class RowRefused(PermanentError):
    """A rule of the tables does not allow this row."""

    hint = "this is a defect of the program: please report it"


class NestedWrite(PermanentError):
    """A unit of work waits for the writer that runs it; it would wait for ever."""

    hint = "this is a defect of the program: please report it"


class NaiveInstant(PermanentError, DontWrapMixin):
    """A time without a zone names no instant."""

    hint = "this is a defect of the program: please report it"
