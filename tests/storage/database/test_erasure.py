"""What was erased is on the disk no more: neither in the file nor in the log beside it."""

import asyncio
import os

import pytest

from storage import cases, papers
from storage.database import Database, sqlite
from storage.documents import DocumentKind
from storage.ids import DocumentId, draw_id
from storage.papers import Paper

HEADER = b"canary of a header that must not be found " * 40
PAYLOAD = b"canary of a payload that must not be found " * 400


@pytest.fixture
def lies(file):
    """The canaries that lie anywhere in the folder of the database."""

    def look() -> set[bytes]:
        content = b"".join(path.read_bytes() for path in file.parent.iterdir())
        return {canary for canary in (HEADER[:42], PAYLOAD[:43]) if canary in content}

    return look


@pytest.fixture
def case(make_case):
    return make_case()


@pytest.fixture
def store(case, now):
    """Writes a case with one document."""
    paper = Paper(
        id=DocumentId(draw_id(os.urandom)),
        case=case.id,
        kind=DocumentKind.SUBMISSION,
        version=1,
        created_at=now,
        payload=PAYLOAD,
        header=HEADER,
        signature=b"s",
    )

    async def write(database) -> DocumentId:
        async def both(unit):
            await cases.add(unit, case)
            await papers.add(unit, paper)

        await database.write(both)
        return paper.id

    return write


async def test_before_it_is_erased_it_lies_there(database, store, lies):
    """Otherwise the other tests would prove nothing."""
    await store(database)
    assert lies() == {HEADER[:42], PAYLOAD[:43]}


async def test_an_erased_case_is_gone_once_the_caller_is_told(database, store, case, now, lies):
    """Not only at the end of the process: a seizure does not wait for it."""
    await store(database)
    await database.write(lambda unit: cases.erase(unit, case.id, at=now))
    assert lies() == set()


async def test_an_erased_header_is_gone_and_the_payload_stays(database, store, lies):
    """Deleting who can open it is enough to erase."""
    document = await store(database)
    await database.write(lambda unit: papers.erase_header(unit, document))
    assert lies() == {PAYLOAD[:43]}


async def test_a_replaced_header_is_gone(database, store, lies):
    """Whoever lost access finds no old copy to open."""
    document = await store(database)
    await database.write(lambda unit: papers.replace_header(unit, document, b"another"))
    assert lies() == {PAYLOAD[:43]}


async def test_an_erased_case_is_gone_after_the_end(database, store, case, now, lies):
    """In no file that the program leaves behind."""
    await store(database)
    await database.write(lambda unit: cases.erase(unit, case.id, at=now))
    await database.close()
    assert lies() == set()


async def test_a_refused_erasure_erases_nothing(database, store, case, now, lies):
    """It is rolled back like everything else of its unit."""
    await store(database)

    async def change_of_mind(unit):
        await cases.erase(unit, case.id, at=now)
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011
        await database.write(change_of_mind)
    assert lies() == {HEADER[:42], PAYLOAD[:43]}


async def test_a_reader_delays_the_erasure_to_the_next_write(url, store, case, now, lies, work, monkeypatch):
    """As long as somebody reads the older state the log cannot be emptied; it is tried again."""
    monkeypatch.setattr(sqlite, "PATIENCE", 0.05)
    await Database.create(url)
    async with await Database.open(url) as database:
        await store(database)
        begun, released = asyncio.Event(), asyncio.Event()

        async def read_slowly(unit):
            await cases.by_id(unit, case.id)
            begun.set()
            await released.wait()

        reading = asyncio.ensure_future(database.read(read_slowly))
        await begun.wait()
        await database.write(lambda unit: cases.erase(unit, case.id, at=now))
        assert lies() == {HEADER[:42], PAYLOAD[:43]}
        released.set()
        await reading
        await database.write(work())
        assert lies() == set()
