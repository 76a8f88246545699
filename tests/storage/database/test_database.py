"""A database that is created, opened, read, shared between processes, and closed."""

import asyncio
import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import pytest
from sqlalchemy import text

from storage import drafts
from storage.database import (
    Database,
    DatabaseBusy,
    DatabaseClosed,
    DatabaseCorrupt,
    DatabaseExists,
    DatabaseMissing,
    DatabaseUnwritable,
    DatabaseUrlRefused,
    NotRead,
    NotSaved,
    sqlite,
)
from storage.ids import ChatKey


def count(file: Path, table: str = "drafts") -> int:
    connection = sqlite3.connect(file)
    try:
        return connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    finally:
        connection.close()


async def test_a_new_file_is_for_its_owner_only(database, work, file):
    """Neither the file nor the log beside it can be read by another account."""
    await database.write(work())
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in file.parent.iterdir()}
    assert modes == {file.name: 0o600, f"{file.name}-wal": 0o600, f"{file.name}-shm": 0o600}


async def test_the_settings_that_durability_and_erasure_rest_on(database):
    """Write-ahead log, synced at every commit; deleted content is overwritten; foreign keys hold."""

    async def settings(unit):
        names = ("journal_mode", "synchronous", "secure_delete", "foreign_keys", "temp_store")
        return [(await unit.execute(text(f"PRAGMA {name}"))).scalar_one() for name in names]

    assert await database.write(settings) == ["wal", 2, 1, 1, 2]


async def test_a_second_creation_is_refused(database, url):
    """An existing database is never overwritten."""
    with pytest.raises(DatabaseExists):
        await Database.create(url)


async def test_a_creation_that_was_killed_can_be_repeated(url, file):
    """It leaves an empty file at most, and that is as good as none."""
    file.touch()
    await Database.create(url)
    async with await Database.open(url) as opened:
        assert await opened.read(lambda unit: drafts.find(unit, ChatKey("a"))) is None


async def test_creation_in_a_missing_folder_is_refused(tmp_path):
    """The folder is the operator's to make."""
    with pytest.raises(DatabaseUnwritable):
        await Database.create(f"sqlite+aiosqlite:///{tmp_path}/missing/file.db")


async def test_opening_never_makes_a_database(url, file):
    """A wrong path is an error, not an empty database."""
    with pytest.raises(DatabaseMissing) as missing:
        await Database.open(url)
    assert "solidarity init" in missing.value.hint
    assert not file.exists()


@pytest.mark.parametrize("statement", ["PRAGMA user_version=7", "CREATE TABLE other (a)"])
async def test_another_program_s_database_is_not_ours(url, file, statement):
    """A file without our revision is left as it is."""
    other = sqlite3.connect(file)
    other.execute(statement)
    other.close()
    with pytest.raises(DatabaseMissing):
        await Database.open(url)


@pytest.mark.parametrize(
    "url",
    [
        "sqlite+aiosqlite://",
        "sqlite+aiosqlite:///:memory:",
        "sqlite:///file.db",
        "mysql://host/name",
        "sqlite+aiosqlite:///file:x?uri=true",
        "no address",
    ],
)
async def test_an_address_of_another_kind_is_refused(url):
    """Nothing is guessed from an address."""
    with pytest.raises(DatabaseUrlRefused):
        await Database.create(url)


@pytest.mark.parametrize("damage", ["head", "middle", "end"])
async def test_a_damaged_file_is_noticed_at_start(url, file, work, damage):
    """And refused with the way out, wherever the damage is."""
    await Database.create(url)
    async with await Database.open(url) as opened:
        await asyncio.gather(*(opened.write(work(payload=bytes(4000))) for _ in range(50)))
    content = bytearray(file.read_bytes())
    match damage:
        case "head":
            content[:100] = b"x" * 100
        case "middle":
            content[len(content) // 2 : len(content) // 2 + 5000] = b"x" * 5000
        case "end":
            del content[-50_000:]
    file.write_bytes(content)
    with pytest.raises(DatabaseCorrupt) as corrupt:
        await Database.open(url)
    assert "backup" in corrupt.value.hint


async def test_a_failed_opening_leaves_no_thread_behind(url, file):
    """Each connection is a thread; none outlives the error."""
    file.write_bytes(b"x" * 5000)
    before = set(threading.enumerate())
    with pytest.raises(DatabaseCorrupt):
        await Database.open(url)
    for thread in set(threading.enumerate()) - before:
        thread.join(timeout=10)
        assert not thread.is_alive()


async def test_a_folder_in_the_place_of_the_file_is_no_database(url, file):
    """It is left as it is."""
    file.mkdir()
    with pytest.raises(DatabaseMissing):
        await Database.open(url)


_OPEN = textwrap.dedent(
    """
    import asyncio, sys
    from storage.database import Database, DatabaseUnwritable
    async def main():
        try:
            async with await Database.open(sys.argv[1]):
                print("opened")
        except DatabaseUnwritable as error:
            print("unwritable:", error.hint)
    asyncio.run(main())
    """
)


def run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize(
    ("folder", "mode", "said"),
    [
        (0o700, 0o600, "opened"),
        (0o700, 0o400, "unwritable: give the program's user write access"),
        (0o500, 0o600, "unwritable: give the program's user write access"),
        (0o500, 0o400, "unwritable: give the program's user write access"),
    ],
)
async def test_a_file_or_folder_that_takes_no_writing_is_refused_at_start(url, file, folder, mode, said):
    """Seen by a process that may not pass over permissions, as root may unless that is taken away."""
    await Database.create(url)
    command = [sys.executable, "-c", _OPEN, url]
    if os.geteuid() == 0:
        if shutil.which("setpriv") is None:
            pytest.skip("root passes over permissions, and there is no setpriv here")
        command = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", *command]
    file.chmod(mode)
    file.parent.chmod(folder)
    done = run(command)
    file.parent.chmod(0o700)
    assert done.stdout.startswith(said), done.stderr


async def test_reading_sees_what_was_written(database, work):
    """A read that begins after a write's end sees it."""
    await database.write(work("a"))
    draft = await database.read(lambda unit: drafts.find(unit, ChatKey("a")))
    assert draft is not None


async def test_reading_stays_on_one_state(database, work):
    """A write that ends during a read does not change what it sees."""

    async def look_twice(unit):
        before = await drafts.find(unit, ChatKey("a"))
        await database.write(work("a"))
        return before, await drafts.find(unit, ChatKey("a"))

    assert await database.read(look_twice) == (None, None)


async def test_reading_cannot_write(database, work, file):
    """A reader's connection refuses."""
    with pytest.raises(DatabaseUnwritable):
        await database.read(work("a"))
    assert count(file) == 0


async def test_what_the_work_of_a_reader_raises_is_the_caller_s(database):
    """And the reader is free for the next."""

    async def fail(_):
        raise ValueError

    for _ in range(10):
        with pytest.raises(ValueError):  # noqa: PT011
            await database.read(fail)


async def test_a_reader_that_cannot_connect_says_so(database, file, url):
    """A file that went away while the program runs is a fault that may pass."""
    away = file.with_suffix(".away")
    file.rename(away)
    file.mkdir()
    try:
        with pytest.raises((NotRead, DatabaseUnwritable)):
            # More at once than connections that are open already.
            await asyncio.gather(*(database.read(lambda unit: drafts.find(unit, ChatKey("a"))) for _ in range(8)))
    finally:
        file.rmdir()
        away.rename(file)


async def test_closing_waits_for_those_who_read(database):
    """No connection is left open behind the end."""
    begun, released = asyncio.Event(), asyncio.Event()

    async def slow(unit):
        begun.set()
        await released.wait()
        return await drafts.find(unit, ChatKey("a"))

    reading = asyncio.ensure_future(database.read(slow))
    await begun.wait()
    closing = asyncio.ensure_future(database.close())
    await asyncio.sleep(0)
    released.set()
    await closing
    assert await reading is None


async def test_a_closed_database_is_not_read(database):
    """Whoever comes after the end is told."""
    await database.close()
    with pytest.raises(DatabaseClosed):
        await database.read(lambda unit: drafts.find(unit, ChatKey("a")))


async def test_closing_again_does_nothing(database):
    """So that every owner may close."""
    await database.close()
    await database.close()


async def test_two_processes_write_one_file(database, work, url, file):
    """Each waits for the other's commit; nothing is lost between them."""
    async with await Database.open(url) as second:
        both = [place.write(work()) for place in (database, second) for _ in range(100)]
        chats = await asyncio.gather(*both)
    assert len(set(chats)) == 200
    assert count(file) == 200


async def test_a_lock_that_lasts_too_long_is_told(url, file, work, monkeypatch):
    """The unit was not saved; once the lock is gone, the same database works again."""
    monkeypatch.setattr(sqlite, "PATIENCE", 0.05)
    await Database.create(url)
    async with await Database.open(url) as database:
        other = sqlite3.connect(file, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseBusy):
            await database.write(work("a"))
        other.execute("ROLLBACK")
        other.close()
        await database.write(work("b"))
    assert count(file) == 1


async def test_opening_while_another_writes_for_too_long_is_told(url, file, monkeypatch):
    """It is the same fault as later, and passes."""
    monkeypatch.setattr(sqlite, "PATIENCE", 0.05)
    await Database.create(url)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseBusy):
        await Database.open(url)
    other.close()


_WRITE_UNTIL_KILLED = textwrap.dedent(
    """
    import asyncio, os, sys
    from datetime import UTC, datetime
    from storage import drafts, receipts
    from storage.database import Database
    from storage.drafts import Draft
    from storage.receipts import Receipt

    async def client(database):
        while True:
            name = os.urandom(16).hex()
            now = datetime.now(UTC)
            draft = Draft(chat=name, case=name, key="key", header=b"h", payload=bytes(3000), changed_at=now)
            async def both(unit):
                await drafts.save(unit, draft)
                await receipts.add(unit, Receipt(locator=name, case=name, signature=b"s"))
            await database.write(both)
            os.write(1, name.encode() + b"\\n")

    async def main():
        async with await Database.open(sys.argv[1]) as database, asyncio.TaskGroup() as clients:
            for _ in range(8):
                clients.create_task(client(database))

    asyncio.run(main())
    """
)


def confirmed_before_kill(url: str, confirmations: int) -> set[str]:
    """What a process confirmed until it was killed, some time after so many confirmations."""
    with subprocess.Popen([sys.executable, "-c", _WRITE_UNTIL_KILLED, url], stdout=subprocess.PIPE) as process:
        lines = [process.stdout.readline() for _ in range(confirmations)]
        process.send_signal(signal.SIGKILL)
        lines += list(process.stdout)
    return {line.decode().strip() for line in lines if line.endswith(b"\n")}


@pytest.mark.parametrize("confirmations", [1, 40, 333])
async def test_a_killed_process_keeps_every_confirmed_write(url, file, confirmations):
    """After kill -9 in the middle of writes, what was confirmed is there, and no unit is there by half."""
    await Database.create(url)
    confirmed = confirmed_before_kill(url, confirmations)
    async with await Database.open(url):
        connection = sqlite3.connect(file)
        chats = {row[0] for row in connection.execute("SELECT chat FROM drafts")}
        locators = {row[0] for row in connection.execute("SELECT locator FROM receipts")}
        connection.close()
    assert len(confirmed) >= confirmations
    assert confirmed <= chats
    assert chats == locators


async def test_every_error_says_what_to_do():
    """A hint belongs to each of them."""
    for error in (NotSaved, DatabaseBusy, DatabaseUnwritable, DatabaseMissing, DatabaseExists, DatabaseCorrupt):
        assert error("rule").hint
        assert not error("rule").hint.endswith(".")
