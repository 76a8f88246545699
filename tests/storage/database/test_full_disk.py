"""A disk without space: whoever writes is told that nothing was saved, and later it goes well by itself."""

import asyncio
import sqlite3
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from storage import papers
from storage.database import Database, NotSaved
from storage.documents import DocumentKind
from storage.ids import CaseId, DocumentId
from storage.papers import Paper


@pytest.fixture
def log(file: Path) -> Path:
    """The write-ahead log."""
    return file.with_name(f"{file.name}-wal")


async def limit_pages(database: Database, pages: int | None) -> None:
    """Let SQLite say SQLITE_FULL beyond so many pages more than there are."""

    async def limit(unit) -> None:
        there = (await unit.execute(text("PRAGMA page_count"))).scalar_one()
        await unit.execute(text(f"PRAGMA max_page_count={1_000_000 if pages is None else there + pages}"))

    await database.write(limit)


def chats(outside: sqlite3.Connection) -> set[str]:
    return {row["chat"] for row in outside.execute("SELECT chat FROM drafts")}


async def test_a_full_database_is_told_and_nothing_is_applied(database, work, outside):
    """SQLITE_FULL in a unit is NotSaved, with a hint about space."""
    await limit_pages(database, 2)
    with pytest.raises(NotSaved) as refused:
        await database.write(work("big", payload=bytes(100_000)))
    assert "space" in refused.value.hint
    assert chats(outside) == set()


async def test_a_unit_too_big_for_the_disk_does_not_disturb_its_neighbours(database, work, held, outside):
    """What fits is saved in the same commit."""
    await limit_pages(database, 4)
    async with held():
        together = asyncio.gather(
            database.write(work("before")),
            database.write(work("big", payload=bytes(100_000))),
            database.write(work("after")),
            return_exceptions=True,
        )
    before, big, after = await together
    assert isinstance(big, NotSaved)
    assert (before, after) == ("before", "after")
    assert chats(outside) == {"before", "after"}


async def test_the_same_database_works_again_once_there_is_space(database, work, outside):
    """No restart is needed."""
    await limit_pages(database, 2)
    with pytest.raises(NotSaved):
        await database.write(work("big", payload=bytes(100_000)))
    await limit_pages(database, None)
    await database.write(work("big", payload=bytes(100_000)))
    assert chats(outside) == {"big"}


async def test_a_commit_that_fails_is_told_to_everybody_in_it(database, work, held, outside, log, files_no_longer_than):
    """Nobody hears "saved"; nothing is applied; later the same units go well."""
    await database.write(work("there before"))
    with files_no_longer_than(log.stat().st_size):
        async with held():
            together = asyncio.gather(*(database.write(work(str(n))) for n in range(5)), return_exceptions=True)
        told = await together
    assert [type(each) for each in told] == [NotSaved] * 5
    assert chats(outside) == {"there before"}
    await asyncio.gather(*(database.write(work(str(n))) for n in range(5)))
    assert chats(outside) == {"there before", "0", "1", "2", "3", "4"}


async def test_a_unit_whose_own_write_ends_the_transaction_leaves_the_others_saved(
    database, work, held, outside, log, files_no_longer_than
):
    """It outgrows the cache, so SQLite writes, fails, and rolls everything back: the others run again."""
    await database.write(work("there before"))
    with files_no_longer_than(log.stat().st_size + 200_000):
        async with held():
            together = asyncio.gather(
                database.write(work("before")),
                database.write(work("big", payload=bytes(8_000_000))),
                database.write(work("after")),
                return_exceptions=True,
            )
        before, big, after = await together
    assert isinstance(big, NotSaved)
    assert (before, after) == ("before", "after")
    assert chats(outside) == {"there before", "before", "after"}


async def test_a_file_system_without_space_is_survived(small_disk, work):
    """The real thing: ENOSPC until a file goes, then the same database works again."""
    url = f"sqlite+aiosqlite:///{small_disk}/solidarity.db"
    await Database.create(url)
    async with await Database.open(url) as database:
        saved = [await database.write(work("there before"))]
        ballast = small_disk / "ballast"
        fill(ballast)
        told = await asyncio.gather(
            *(database.write(work(payload=bytes(50_000))) for _ in range(40)), return_exceptions=True
        )
        saved += [each for each in told if isinstance(each, str)]
        refused = [type(each) for each in told if not isinstance(each, str)]
        ballast.unlink()
        saved.append(await database.write(work("afterwards", payload=bytes(50_000))))
    assert set(refused) == {NotSaved}
    connection = sqlite3.connect(small_disk / "solidarity.db")
    assert {row[0] for row in connection.execute("SELECT chat FROM drafts")} == set(saved)
    connection.close()


def fill(ballast: Path) -> None:
    """Write until nothing more fits."""
    with ballast.open("wb", buffering=0) as filling, suppress(OSError):
        while filling.write(bytes(4096)):
            pass


async def test_an_erasure_that_the_log_still_holds_is_finished_later(
    database, work, outside, file, log, files_no_longer_than
):
    """The file cannot grow to take the log in, so the erased bytes stay in the log until there is space."""
    paper = Paper(
        id=DocumentId("d" * 32),
        case=CaseId("c" * 32),
        kind=DocumentKind.SUBMISSION,
        version=1,
        created_at=datetime(2026, 11, 22, tzinfo=UTC),
        payload=bytes(1_000_000),
        header=b"canary of a header",
        signature=b"s",
    )
    await database.write(lambda unit: papers.add(unit, paper))
    with files_no_longer_than(log.stat().st_size + 50_000):
        await database.write(lambda unit: papers.erase_header(unit, paper.id))
        assert outside.execute("SELECT count(*) FROM headers").fetchone()[0] == 0
        assert paper.header in log.read_bytes()
    await database.write(work())
    assert paper.header not in log.read_bytes() + file.read_bytes()
