"""Which revision a database has, and the way from there to the newest; the only user of Alembic.

Both functions run inside a transaction that holds the write lock: of two processes that start at once, the
second finds the work done, and an upgrade that is killed midway has never happened.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, column, inspect, table

from storage.database.errors import DatabaseExists, DatabaseMissing, DatabaseNewer

_MIGRATIONS = Path(__file__).parent / "migrations"
_VERSION = table("alembic_version", column("version_num"))


def lay(connection: Connection) -> None:
    """Make the tables of the newest revision.

    Raises:
        DatabaseExists: there are tables already.
    """
    if inspect(connection).get_table_names():
        raise DatabaseExists("there is a database already at the configured place")
    _upgrade(connection)


def bring_up(connection: Connection) -> None:
    """Upgrade the tables, if they are older than the program.

    Raises:
        DatabaseMissing: the file holds no database of ours.
        DatabaseNewer: its revision is unknown to this program.
    """
    heads = MigrationContext.configure(connection).get_current_heads()
    scripts = ScriptDirectory.from_config(_config(connection))
    if not heads:
        raise DatabaseMissing("the file at the configured place holds no database of this program")
    if not set(heads) <= {script.revision for script in scripts.walk_revisions()}:
        raise DatabaseNewer("the database has a revision that this program does not know")
    if set(heads) != set(scripts.get_heads()):
        _upgrade(connection)
    # A transaction that writes nothing begins on a read-only file too; this one shall show that it can be written.
    connection.execute(_VERSION.update().values(version_num=_VERSION.c.version_num))


def _config(connection: Connection) -> Config:
    config = Config()
    # Alembic reads its options with ConfigParser, where a percent sign is an escape.
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _upgrade(connection: Connection) -> None:
    command.upgrade(_config(connection), "head")
