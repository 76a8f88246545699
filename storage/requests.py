"""What a submitter was asked after the interview, one row a question: which stand open, and since when.

Between the wings: triage asks, and seals the question in a document; intake shows it to whoever presents the receipt
code, and notes here that it was answered. A row holds what kind of thing was asked for, and no word.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update

from storage.database import Unit, tables
from storage.documents import RequestKind
from storage.ids import CaseId, DocumentId


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A question to a submitter.

    Attributes:
        document: the sealed :class:`storage.documents.Question`.
        case: about which.
        what: what was asked for.
        asked_at: when.
        answered_at: when the answer was received.
    """

    document: DocumentId
    case: CaseId
    what: RequestKind
    asked_at: datetime
    answered_at: datetime | None = None


_TABLE = tables.requests


async def add(unit: Unit, request: Request) -> None:
    """Write a question whose document is there.

    Raises:
        RowRefused: its document is not there, or it was asked before.
    """
    await unit.execute(
        unit.insert(_TABLE).values(
            document=request.document,
            case=request.case,
            what=request.what,
            asked_at=request.asked_at,
            answered_at=request.answered_at,
        )
    )


async def of_case(unit: Unit, case: CaseId) -> tuple[Request, ...]:
    """All questions of a case, the oldest first."""
    query = select(_TABLE).where(_TABLE.c.case == case).order_by(_TABLE.c.asked_at, _TABLE.c.document)
    return tuple(_request(row) for row in await unit.execute(query))


async def open_of(unit: Unit, case: CaseId) -> tuple[Request, ...]:
    """The questions of a case that nobody has answered, the oldest first."""
    return tuple(request for request in await of_case(unit, case) if request.answered_at is None)


async def answer(unit: Unit, document: DocumentId, at: datetime) -> bool:
    """Note that a question was answered.

    Returns:
        Whether this call noted it; False if it was answered before, or there is no such question.
    """
    this = (_TABLE.c.document == document, _TABLE.c.answered_at.is_(None))
    return (await unit.execute(update(_TABLE).where(*this).values(answered_at=at))).rowcount == 1


def _request(row: Row[Any]) -> Request:
    return Request(
        document=DocumentId(row.document),
        case=CaseId(row.case),
        what=RequestKind(row.what),
        asked_at=row.asked_at,
        answered_at=row.answered_at,
    )
