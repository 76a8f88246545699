"""A case taken out: its sealed files as they lie, put together again, for any age implementation.

Nothing is opened here and no key is needed; what leaves is what a seized disk would yield. Whoever has the machine has
the files, so nobody is kept from it; whether two members were for it is said and logged.
"""

import asyncio
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bots.config import Config
from bots.staff.wiring import open_database, public_keys
from storage import audit, cases, papers, proposals
from storage.blobs import BlobStore
from storage.database import Unit
from storage.errors import PermanentError
from storage.ids import CaseId, Reference
from storage.papers import Paper
from storage.proposals import ProposalKind

_ID = re.compile("[0-9a-f]{32}")


class ExportRefused(PermanentError):
    """The case cannot be exported, or not to this place."""

    hint = "choose a new folder with -o"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What was written.

    Attributes:
        paths: the files.
        approved: whether another member was for it, or the group is one person.
    """

    paths: tuple[Path, ...]
    approved: bool


async def write_case(config: Config, reference: Reference, folder: Path, *, now: datetime) -> Exported:
    """Write every document of a case that was not erased; the audit log says so, and whether that was approved.

    Raises:
        CaseUnknown: no case is called that.
        ExportRefused: the case was erased; a row is not ours; the folder is not empty, or cannot be made.
    """
    alone, roster = config.group.members == "alone", public_keys(config).roster

    async def find(unit: Unit) -> tuple[CaseId, tuple[Paper, ...], bool]:
        case = await cases.find(unit, reference)
        sealed = await papers.of_case(unit, case.id)
        known = await proposals.of_case(unit, case.id, roster)
        stands = any(proposal.kind is ProposalKind.EXPORT and proposal.stands(now) for proposal in known)
        return case.id, tuple(paper for paper in sealed if paper.header is not None), stands

    blobs = BlobStore.open(config.blobs.url)
    async with open_database(config) as database:
        case, lying, stands = await database.read(find)
        if not lying:
            raise ExportRefused("the case was erased", hint="nothing of it is left that could be exported")
        # Rows are not signed, and an id names a file here: one from a seized intake must not lead out of the folder.
        if not all(_ID.fullmatch(paper.id) for paper in lying):
            raise ExportRefused("a document's row was not written by this program", hint="solidarity check")
        with made(folder):
            # Logged before anything is written: an export that was interrupted has still been made.
            code = "approved" if stands else "alone" if alone else "unapproved"
            act = audit.Act.CASE_EXPORTED
            await database.write(
                lambda unit: audit.write(unit, at=now, actor=audit.OPERATOR, act=act, case=case, code=code)
            )
            written = [await _write(paper, folder, blobs) for paper in lying]
            await asyncio.to_thread(_sync, folder)
            return Exported(paths=tuple(written), approved=stands or alone)


@contextmanager
def made(folder: Path) -> Iterator[None]:
    """Make the folder of an export; if it cannot be filled, nothing of it is left.

    Raises:
        ExportRefused: it holds something already, or cannot be made or filled.
    """
    new = [place for place in (folder, *folder.parents) if not place.exists()]
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise ExportRefused(f"{folder} is not empty")
    except OSError:
        raise ExportRefused(f"{folder} cannot be written") from None
    try:
        yield
    except BaseException as error:
        for path in folder.iterdir():
            path.unlink()
        for place in new:
            place.rmdir()
        if isinstance(error, OSError):
            raise ExportRefused(f"{folder} could not be filled: {error.strerror}") from None
        raise


async def _write(paper: Paper, folder: Path, blobs: BlobStore) -> Path:
    """Put header and payload together again: they are one age file."""
    path = folder / f"{paper.kind}-{paper.id}.age"
    handle = await asyncio.to_thread(os.open, path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(handle, "wb") as target:
        target.write(paper.header or b"")
        if paper.blob is None:
            target.write(paper.payload or b"")
        else:
            async for chunk in blobs.read(paper.blob):
                target.write(chunk)
        target.flush()
        await asyncio.to_thread(os.fsync, handle)
    return path


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
