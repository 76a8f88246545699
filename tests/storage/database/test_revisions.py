"""Revisions: the migrated tables are the declared ones; older databases are brought up, newer ones refused."""

import asyncio
import shutil
import sqlite3

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from storage import tidings
from storage.database import Database, DatabaseNewer, revisions, sqlite
from storage.database.tables import metadata
from storage.ids import CaseId

_NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "next"
down_revision = "{newest}"


def upgrade() -> None:
    with op.batch_alter_table("consents") as table:
        table.add_column(sa.Column("note", sa.String(length=8)))
        table.alter_column("grant", nullable=True)
"""


@pytest.fixture
def next_revision(tmp_path, monkeypatch):
    """A program with one revision more than ours."""
    migrations = tmp_path / "100% of the migrations"
    shutil.copytree(revisions._MIGRATIONS, migrations, ignore=shutil.ignore_patterns("__pycache__"))
    newest = ScriptDirectory(str(revisions._MIGRATIONS)).get_current_head()
    (migrations / "versions" / "next.py").write_text(_NEXT.format(newest=newest))
    monkeypatch.setattr(revisions, "_MIGRATIONS", migrations)


def columns(file, table):
    connection = sqlite3.connect(file)
    names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    connection.close()
    return names


def definitions(file):
    """Each table and index, as the set of its columns and constraints and what stands around them.

    Without quotation marks, in which SQLite puts the name of a table that a revision has copied.
    """
    connection = sqlite3.connect(file)
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'alembic%' AND sql NOT NULL")
    found = {}
    for name, sql in rows:
        head, _, rest = " ".join(sql.replace('"', "").split()).partition("(")
        body, _, tail = rest.rpartition(")")
        found[name] = (head.strip(), {part.strip() for part in body.split(", ")}, tail.strip())
    connection.close()
    return found


async def test_the_migrated_tables_are_the_declared_ones(database, file):
    """Alembic finds nothing that a revision would have to change."""
    engine = create_engine(f"sqlite:///{file}")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


async def test_the_migrated_definitions_are_the_declared_ones(database, file, tmp_path):
    """Checks, partial indexes and AUTOINCREMENT too, which Alembic does not compare."""
    engine = create_engine(f"sqlite:///{tmp_path}/declared.db")
    metadata.create_all(engine)
    engine.dispose()
    assert definitions(file) == definitions(tmp_path / "declared.db")


async def test_a_newer_database_is_refused(database, url, file):
    """A program must not write into tables it does not know."""
    await database.close()
    connection = sqlite3.connect(file)
    connection.execute("UPDATE alembic_version SET version_num='9999'")
    connection.commit()
    connection.close()
    with pytest.raises(DatabaseNewer) as newer:
        await Database.open(url)
    assert "upgrade" in newer.value.hint


async def test_an_older_database_is_brought_up(database, url, file, request):
    """Its rows stay."""
    await database.close()
    connection = sqlite3.connect(file)
    connection.execute("INSERT INTO consents (\"case\", \"use\", \"grant\", at) VALUES ('c', 'un', 'yes', 1)")
    connection.commit()
    request.getfixturevalue("next_revision")
    async with await Database.open(url):
        pass
    assert columns(file, "consents")[-1] == "note"
    assert connection.execute("SELECT count(*) FROM consents").fetchone() == (1,)
    connection.close()


async def test_a_database_of_the_first_revision_is_brought_up(url, file, tmp_path, now):
    """A group that has worked with the first version keeps its rows, and gets the tables that were declared since."""
    sqlite.begin_file(url)
    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        command.upgrade(revisions._config(connection), "0001")
    engine.dispose()
    connection = sqlite3.connect(file)
    connection.execute("INSERT INTO consents (\"case\", \"use\", \"grant\", at) VALUES ('c', 'un', 'yes', 1)")
    connection.commit()
    async with await Database.open(url) as opened:
        await opened.write(lambda unit: tidings.add(unit, CaseId("c"), now))
    assert connection.execute("SELECT count(*) FROM consents").fetchone() == (1,)
    connection.close()
    engine = create_engine(f"sqlite:///{tmp_path}/declared.db")
    metadata.create_all(engine)
    engine.dispose()
    assert definitions(file) == definitions(tmp_path / "declared.db")


async def test_two_processes_that_start_at_once_upgrade_once(database, url, file, request):
    """The second waits for the first and finds nothing to do."""
    await database.close()
    request.getfixturevalue("next_revision")
    both = await asyncio.gather(Database.open(url), Database.open(url))
    for opened in both:
        await opened.close()
    assert columns(file, "consents")[-1] == "note"


async def test_a_failed_upgrade_has_never_happened(database, url, file, request, monkeypatch):
    """Tables and revision are as before; the next start tries again."""
    await database.close()
    request.getfixturevalue("next_revision")
    broken = revisions._MIGRATIONS / "versions" / "next.py"
    whole = broken.read_text()
    broken.write_text(whole + '    raise RuntimeError("in the middle")\n')
    with pytest.raises(RuntimeError):
        await Database.open(url)
    assert "note" not in columns(file, "consents")
    broken.write_text(whole)
    async with await Database.open(url):
        pass
    assert "note" in columns(file, "consents")
