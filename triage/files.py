"""Files that a submitter attached: they stay sealed, and are checked to be what intake signed.

Beside :mod:`triage.reading`, on the path to a case's record and to whoever takes the files out. A file is read piece by
piece, whatever its size, and never opened. Reading many is slow, so it can be done before a transaction begins.
"""

import hashlib
from collections.abc import Mapping
from contextlib import suppress

from storage import papers
from storage.blobs import BlobMissing
from storage.database import Unit
from storage.documents import DocumentKind
from storage.envelopes import Heading, verify_attachment
from storage.errors import PermanentError
from storage.ids import DocumentId, Reference
from storage.papers import Paper, PaperErased
from storage.sealed import open_header
from triage.finding import authorise, find
from triage.grammar.rights import Command
from triage.reading import Record, alarm, fault_of
from triage.turn import Turn


async def check_files(turn: Turn, record: Record) -> Mapping[DocumentId, int]:
    """Name the attachments that are there and are what intake signed, with the sizes of their payloads in bytes.

    The reader is alarmed of those that are something else; one that has no row, or whose blob is gone, is merely not
    named.
    """
    intact = {}
    for paper in record.attachments:
        try:
            intact[paper.id] = await _measure(turn, paper)
        except BlobMissing:
            continue
        except PermanentError as error:
            await alarm(turn, record.card, paper.kind, paper.id, fault_of(paper, error))
    return intact


async def look_ahead(turn: Turn, reference: Reference) -> None:
    """Check the files of a case that is about to be opened, so that they need not be read again a moment later.

    Raises:
        TriageError: there is no such case, the member may not open it, or the desk is locked.
    """
    turn.room.unlocked()

    async def work(unit: Unit) -> tuple[Paper, ...]:
        case = await find(unit, reference)
        authorise(turn, Command.OPEN, case)
        return await papers.of_case(unit, case.id, {DocumentKind.ATTACHMENT})

    for paper in await turn.room.database.read(work):
        with suppress(PermanentError):
            await _measure(turn, paper)


async def _measure(turn: Turn, paper: Paper) -> int:
    """Check one file, and give the size of its payload in bytes.

    Raises:
        PermanentError: it is not there, not what intake signed, or the group cannot open it.
    """
    known = turn.room.checked.size(paper, turn.now)
    if known is not None:
        return known
    if paper.header is None:
        raise PaperErased("a file without its header can be opened by nobody")
    payload, size = hashlib.sha256(paper.payload or b""), len(paper.payload or b"")
    if paper.blob is not None:
        async for chunk in turn.room.blobs.read(paper.blob):
            payload.update(chunk)
            size += len(chunk)
    manifest = turn.room.manifest
    heading = Heading(deployment=manifest.deployment, case=paper.case, kind=paper.kind, version=paper.version)
    verify_attachment(paper.id, heading, payload.digest(), paper.signature, manifest.intake)
    # Nobody signs a header, since it may be re-wrapped: one that does not fit is found by opening it.
    open_header(paper.header, (turn.room.unlocked().identity,))
    turn.room.checked.keep(paper, size, turn.now)
    return size
