"""The keyed index of names: which cases may be about the same person, without a name in any row.

Triage writes it from the answers and asks it. A row holds the HMAC of one part of a name, folded so that spellings
meet; the key is the group's, so that a seized disk shows that two cases share a name and not which.
"""

import hmac
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import FromClause, ScalarSelect, func, literal, or_, select

from storage.database import Unit, tables
from storage.database.columns import Instant
from storage.documents import DocumentKind
from storage.ids import CaseId, DocumentId

_NAMES = tables.names
_INDEXED = tables.indexed
_DOCUMENTS = tables.documents
_TOLD = (DocumentKind.SUBMISSION, DocumentKind.ADDITION)
_DIGITS = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A case in which somebody is called like this.

    Attributes:
        case: which.
        shared: how many parts of the name one person in it shares.
    """

    case: CaseId
    shared: int


def digest(key: bytes, token: str) -> str:
    """Give what stands in a row for a part of a name: 128 bits of HMAC-SHA-256. Key and part are secret."""
    return hmac.new(key, token.encode(), sha256).hexdigest()[:_DIGITS]


async def unread(unit: Unit, *, case: CaseId | None = None, limit: int) -> tuple[DocumentId, ...]:
    """Some of the documents whose names are not in the index yet, of one case or of all, the oldest first."""
    query = (
        select(_DOCUMENTS.c.id)
        .outerjoin(_INDEXED, _INDEXED.c.document == _DOCUMENTS.c.id)
        .where(_INDEXED.c.document.is_(None), _DOCUMENTS.c.kind.in_(_TOLD))
    )
    if case is not None:
        query = query.where(_DOCUMENTS.c.case == case)
    found = await unit.execute(query.order_by(_DOCUMENTS.c.created_at, _DOCUMENTS.c.id).limit(limit))
    return tuple(DocumentId(document) for document in found.scalars())


async def add(unit: Unit, case: CaseId, document: DocumentId, persons: Sequence[Collection[str]], at: datetime) -> bool:
    """Write the names in a document, once.

    Args:
        unit: to write with.
        case: of the document.
        document: which.
        persons: for each person whom it names, the digests of the parts of the name.
        at: when it was read.

    Returns:
        Whether this call wrote them; False if the document was in the index already, or has been erased.
    """
    there = select(_DOCUMENTS.c.id, literal(at, Instant)).where(_DOCUMENTS.c.id == document)
    mark = unit.insert(_INDEXED).from_select(["document", "at"], there).on_conflict_do_nothing()
    if (await unit.execute(mark)).rowcount == 0:
        return False
    rows = [
        {"document": document, "person": person, "token": token, "case": case}
        for person, tokens in enumerate(persons)
        for token in sorted(set(tokens))
    ]
    if rows:
        await unit.execute(unit.insert(_NAMES), rows)
    return True


async def called(unit: Unit, tokens: Collection[str], *, limit: int) -> tuple[Match, ...]:
    """The cases in which one person's name has some of these digests, those with the most of them first."""
    persons = (
        select(_NAMES.c.case, func.count().label("shared"))
        .where(_NAMES.c.token.in_(tokens))
        .group_by(_NAMES.c.case, _NAMES.c.document, _NAMES.c.person)
        .subquery()
    )
    shared = func.max(persons.c.shared)
    query = select(persons.c.case, shared.label("shared")).group_by(persons.c.case)
    rows = await unit.execute(query.order_by(shared.desc(), persons.c.case).limit(limit))
    return tuple(Match(case=CaseId(row.case), shared=row.shared) for row in rows)


async def alike(unit: Unit, case: CaseId, *, limit: int) -> tuple[Match, ...]:
    """The other cases that may be about a person of this one, those with the most parts of a name in common first.

    Two persons may be one if they share two parts of their names, or one where either has only that one.
    """
    ours, theirs = _NAMES.alias("ours"), _NAMES.alias("theirs")
    pairs = (
        select(theirs.c.case, func.count().label("shared"))
        .select_from(ours)
        .join(theirs, (theirs.c.token == ours.c.token) & (theirs.c.case != ours.c.case))
        .where(ours.c.case == case)
        .group_by(theirs.c.case, ours.c.document, ours.c.person, theirs.c.document, theirs.c.person)
        .having(or_(func.count() >= 2, func.min(_parts(ours)) == 1, func.min(_parts(theirs)) == 1))
        .subquery()
    )
    shared = func.max(pairs.c.shared)
    query = select(pairs.c.case, shared.label("shared")).group_by(pairs.c.case)
    rows = await unit.execute(query.order_by(shared.desc(), pairs.c.case).limit(limit))
    return tuple(Match(case=CaseId(row.case), shared=row.shared) for row in rows)


def _parts(person: FromClause) -> ScalarSelect[int]:
    """How many parts the name of a row's person has."""
    part = _NAMES.alias()
    same = (part.c.document == person.c.document, part.c.person == person.c.person)
    return select(func.count()).select_from(part).where(*same).scalar_subquery()
