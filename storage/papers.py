"""The rows of sealed documents: a payload in the row or in a blob, and the header in a table of its own.

Whoever rewrites a header re-wraps the document to other recipients; whoever deletes it erases the document.
Nothing here can open one.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, delete, select, union_all

from storage.cases import CaseState
from storage.database import Unit, tables
from storage.documents import DocumentKind
from storage.envelopes import Heading, SealedDocument
from storage.errors import PermanentError
from storage.ids import CaseId, DeploymentId, DocumentId, MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A sealed document as it lies.

    Attributes:
        id: of the document.
        case: the case it belongs to; an attachment may be there before its case.
        kind: what it holds.
        version: of the contents' format.
        author: the member who wrote it; nobody for what a submitter sent.
        created_at: when it was written.
        payload: the sealed bytes, unless they lie in a blob.
        blob: the name of the blob with the sealed bytes, unless they are here.
        header: who can open it; nothing once it was erased.
        signature: Ed25519, over everything but the header.
    """

    id: DocumentId
    case: CaseId
    kind: DocumentKind
    version: int
    author: MemberId | None = None
    created_at: datetime
    payload: bytes | None = None
    blob: str | None = None
    header: bytes | None
    signature: bytes


ROW_LIMIT = 1 << 16
"""Bytes of a payload that lies in its row; a larger one lies in a blob."""


def of_document(
    sealed: SealedDocument, *, created_at: datetime, author: MemberId | None = None, blob: str | None = None
) -> Paper:
    """The row of a sealed document; its payload lies in the row, unless it was stored as a blob."""
    return Paper(
        id=sealed.id,
        case=sealed.heading.case,
        kind=sealed.heading.kind,
        version=sealed.heading.version,
        author=author,
        created_at=created_at,
        payload=None if blob else sealed.payload,
        blob=blob,
        header=sealed.header,
        signature=sealed.signature,
    )


def document(paper: Paper, deployment: DeploymentId, payload: bytes | None = None) -> SealedDocument:
    """The sealed document of a row; ``payload`` is given where it lies in a blob.

    Raises:
        PaperErased: its header was deleted, or there is no payload.
    """
    payload = payload if paper.payload is None else paper.payload
    if paper.header is None or payload is None:
        raise PaperErased("a document without header or payload can be opened by nobody")
    heading = Heading(deployment=deployment, case=paper.case, kind=paper.kind, version=paper.version)
    return SealedDocument(id=paper.id, heading=heading, header=paper.header, payload=payload, signature=paper.signature)


class PaperErased(PermanentError):
    """The document was erased."""

    hint = "look at the audit log of the case"


class PaperUnknown(PermanentError):
    """There is no such document."""

    hint = "it may have been erased; look at the audit log of the case"


_DOCUMENTS = tables.documents
_HEADERS = tables.headers


async def add(unit: Unit, paper: Paper) -> None:
    """Write a document.

    Raises:
        RowRefused: its id or blob is taken, or its payload is in both places or in none.
    """
    await unit.execute(
        unit.insert(_DOCUMENTS).values(
            id=paper.id,
            case=paper.case,
            kind=paper.kind,
            version=paper.version,
            author=paper.author,
            created_at=paper.created_at,
            payload=paper.payload,
            blob=paper.blob,
            signature=paper.signature,
        )
    )
    if paper.header is not None:
        await unit.execute(unit.insert(_HEADERS).values(document=paper.id, header=paper.header))


async def of_case(unit: Unit, case: CaseId, kinds: Collection[DocumentKind] = tuple(DocumentKind)) -> tuple[Paper, ...]:
    """The documents of a case, of these kinds, the oldest first; whoever wants payloads of a few asks for no more."""
    query = _papers().where(_DOCUMENTS.c.case == case, _DOCUMENTS.c.kind.in_(kinds))
    return tuple(_paper(row) for row in await unit.execute(query.order_by(_DOCUMENTS.c.created_at, _DOCUMENTS.c.id)))


async def authors(unit: Unit, case: CaseId, kind: DocumentKind) -> tuple[tuple[MemberId, datetime], ...]:
    """Which members wrote documents of a kind in a case, and when, the oldest first; no payload is read.

    The rows say so, and a row is not signed: what matters is decided by the documents themselves.
    """
    query = select(_DOCUMENTS.c.author, _DOCUMENTS.c.created_at)
    written = query.where(_DOCUMENTS.c.case == case, _DOCUMENTS.c.kind == kind, _DOCUMENTS.c.author.is_not(None))
    rows = await unit.execute(written.order_by(_DOCUMENTS.c.created_at, _DOCUMENTS.c.id))
    return tuple((MemberId(row.author), row.created_at) for row in rows)


async def find(unit: Unit, id: DocumentId) -> Paper:  # noqa: A002
    """Find a document by its id.

    Raises:
        PaperUnknown: there is none.
    """
    row = (await unit.execute(_papers().where(_DOCUMENTS.c.id == id))).one_or_none()
    if row is None:
        raise PaperUnknown("there is no such document")
    return _paper(row)


async def replace_header(unit: Unit, id: DocumentId, header: bytes) -> None:  # noqa: A002
    """Give a document other recipients. The former header is gone from the disk once the caller is told.

    Raises:
        PaperUnknown: there is no such document, or its header was erased.
    """
    statement = _HEADERS.update().where(_HEADERS.c.document == id).values(header=header)
    if (await unit.execute(statement)).rowcount == 0:
        raise PaperUnknown("there is no header to replace")
    unit.erases = True


async def erase_header(unit: Unit, id: DocumentId) -> None:  # noqa: A002
    """Make a document unreadable for everybody; again does nothing."""
    await unit.execute(delete(_HEADERS).where(_HEADERS.c.document == id))
    unit.erases = True


async def drop(unit: Unit, id: DocumentId) -> str | None:  # noqa: A002
    """Erase a document wholly; again does nothing.

    Returns:
        The blob to delete after the commit, if it has one.
    """
    dropped = await _drop(unit, _DOCUMENTS.c.id == id)
    return dropped[0] if dropped else None


async def drop_orphans(unit: Unit, *, before: datetime) -> tuple[str, ...]:
    """Erase files that came before ``before`` for an interview that was neither sent nor is still open.

    Files that reached a case after it was erased go the same way.

    Returns:
        The blobs to delete after the commit.
    """
    living = select(tables.cases.c.id).where(tables.cases.c.state != CaseState.WITHDRAWN)
    alive = union_all(living, select(tables.drafts.c.case))
    return await _drop(unit, (_DOCUMENTS.c.created_at < before) & _DOCUMENTS.c.case.not_in(alive))


async def blobs_in_use(unit: Unit) -> frozenset[str]:
    """The names of all blobs that a document needs."""
    query = select(_DOCUMENTS.c.blob).where(_DOCUMENTS.c.blob.is_not(None))
    return frozenset((await unit.execute(query)).scalars())


async def _drop(unit: Unit, which: ColumnElement[bool]) -> tuple[str, ...]:
    # The headers go with their documents: ON DELETE CASCADE.
    dropped = (await unit.execute(delete(_DOCUMENTS).where(which).returning(_DOCUMENTS.c.blob))).scalars().all()
    unit.erases |= bool(dropped)
    return tuple(blob for blob in dropped if blob is not None)


def _papers() -> Select[Any]:
    return select(_DOCUMENTS, _HEADERS.c.header).outerjoin(_HEADERS)


def _paper(row: Row[Any]) -> Paper:
    return Paper(
        id=DocumentId(row.id),
        case=CaseId(row.case),
        kind=DocumentKind(row.kind),
        version=row.version,
        author=None if row.author is None else MemberId(row.author),
        created_at=row.created_at,
        payload=row.payload,
        blob=row.blob,
        header=row.header,
        signature=row.signature,
    )
