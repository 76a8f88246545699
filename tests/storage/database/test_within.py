"""Units of work inside an open transaction: they share its fate, and their own failures end with them."""

import sqlite3

import pytest
from sqlalchemy import text

from storage import drafts
from storage.database import NotSaved, RowRefused, Within, sqlite


def chats(file):
    connection = sqlite3.connect(file)
    try:
        return [row[0] for row in connection.execute("SELECT chat FROM drafts ORDER BY chat")]
    finally:
        connection.close()


async def test_what_is_written_within_is_kept_with_the_rest(database, work, file, commits):
    """In one commit."""

    async def outer(unit):
        await work("a")(unit)
        return await Within(unit).write(work("b"))

    assert await database.write(outer) == "b"
    assert chats(file) == ["a", "b"]
    assert len(commits) == 1


async def test_what_is_written_within_is_undone_with_the_rest(database, work, file):
    """However well it went by itself."""

    async def outer(unit):
        await Within(unit).write(work("b"))
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011
        await database.write(outer)
    assert chats(file) == []


async def test_a_failure_within_undoes_itself_alone(database, work, file):
    """The transaction may go on, before and after it."""

    async def failing(unit):
        await work("b")(unit)
        raise LookupError

    async def outer(unit):
        await work("a")(unit)
        with pytest.raises(LookupError):
            await Within(unit).write(failing)
        await work("c")(unit)

    await database.write(outer)
    assert chats(file) == ["a", "c"]


async def test_units_within_units_undo_themselves(database, work, file):
    """Each has a savepoint of its own."""

    async def inner(unit):
        await work("c")(unit)
        raise LookupError

    async def middle(unit):
        await work("b")(unit)
        with pytest.raises(LookupError):
            await Within(unit).write(inner)

    await database.write(lambda unit: Within(unit).write(middle))
    assert chats(file) == ["b"]


async def test_a_reader_within_sees_what_was_written_before(database, work):
    """What nobody outside sees yet."""

    async def outer(unit):
        await work("a")(unit)
        return await Within(unit).read(lambda inside: drafts.find(inside, "a"))

    assert (await database.write(outer)).chat == "a"


async def test_a_reader_of_the_database_reads_within(database, work):
    """A use case that only reads need not know that it shares a state with others."""
    await database.write(work("a"))
    found = await database.read(lambda unit: Within(unit).read(lambda inside: drafts.find(inside, "a")))
    assert found.chat == "a"


async def test_a_refused_row_within_leaves_the_transaction_whole(database, work, file):
    """As a reference that is taken does."""

    async def refused(unit):
        await unit.execute(text("INSERT INTO drafts (chat) VALUES ('x')"))

    async def outer(unit):
        await work("a")(unit)
        with pytest.raises(RowRefused):
            await Within(unit).write(refused)

    await database.write(outer)
    assert chats(file) == ["a"]


async def test_an_erasure_within_empties_the_log(database, work, file):
    """The unit that it is part of is told."""
    await database.write(work("a", payload=b"canary of a draft" * 100))

    async def outer(unit):
        await Within(unit).write(lambda inside: drafts.drop(inside, "a"))

    await database.write(outer)
    assert b"canary of a draft" not in b"".join(path.read_bytes() for path in file.parent.iterdir())


async def test_a_transaction_that_ends_within_saves_nothing(database, work, file):
    """Even if the unit inside has swallowed the fault that ended it."""

    async def swallowing(unit):
        await work("b")(unit)
        await unit._connection.exec_driver_sql("ROLLBACK")

    async def outer(unit):
        await work("a")(unit)
        await Within(unit).write(swallowing)

    with pytest.raises(NotSaved):
        await database.write(outer)
    assert chats(file) == []


async def test_the_end_of_a_transaction_is_not_hidden_by_its_cause(database, work, file):
    """What the unit inside raised is what is raised; there is no savepoint left to go back to."""

    async def failing(unit):
        await unit._connection.exec_driver_sql("ROLLBACK")
        assert sqlite.ended(unit._connection)
        raise LookupError

    with pytest.raises(LookupError):
        await database.write(lambda unit: Within(unit).write(failing))
    assert chats(file) == []
