"""A database of their own for the tests of the cellar."""

import os
import resource
import sqlite3
import subprocess
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.cases import Case, CaseState
from storage.database import Database
from storage.documents import Language, QuestionnaireKind, Urgency
from storage.ids import CaseId, draw_id, draw_reference

MakeCase = Callable[..., Case]


@pytest.fixture
def now() -> datetime:
    """An instant with microseconds, so that none is lost on the way."""
    return datetime(2026, 11, 22, 9, 30, 15, 123456, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the database lies."""
    return tmp_path / "solidarity.db"


@pytest.fixture
def url(file: Path) -> str:
    """The address of the database."""
    return f"sqlite+aiosqlite:///{file}"


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    """A new database, open."""
    await Database.create(url)
    async with await Database.open(url) as opened:
        yield opened


@pytest.fixture
def outside(database: Database, file: Path) -> Iterator[sqlite3.Connection]:
    """What another process would see of the database, and could do to it."""
    connection = sqlite3.connect(file, isolation_level=None)
    connection.row_factory = sqlite3.Row
    yield connection
    connection.close()


@pytest.fixture
def make_case(now: datetime) -> MakeCase:
    """Cases with ids of their own; the arguments replace what differs."""

    def make(**changes: object) -> Case:
        case = Case(
            id=CaseId(draw_id(os.urandom)),
            reference=draw_reference(os.urandom),
            questionnaire=QuestionnaireKind.REPORT,
            urgency=Urgency.NORMAL,
            state=CaseState.RECEIVED,
            language=Language.UK,
            received_at=now,
            changed_at=now,
        )
        return replace(case, **changes)

    return make


@pytest.fixture
def files_no_longer_than() -> Callable[[int], AbstractContextManager[None]]:
    """Lets every write beyond a file size fail, as it does where a disk or a quota ends."""

    @contextmanager
    def limited(size: int) -> Iterator[None]:
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    return limited


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 2 MiB, where the machine lets us mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "none", str(place)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("mounting a file system is not allowed here")
    yield place
    subprocess.run(["umount", str(place)], check=True)
