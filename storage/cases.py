"""The rows of cases: what staff may see of a case without a key, and nothing else.

The path of a case is received, assessing, decided, acting, closed; the rules of that path are triage's. This
module only keeps two members from changing the same case at once, pages through the queue, and erases.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, delete, func, select, tuple_, union_all, update

from storage import offers
from storage.database import Unit, tables
from storage.documents import Help, Language, QuestionnaireKind, Urgency
from storage.errors import PermanentError
from storage.ids import CaseId, MemberId, Reference


class CaseState(StrEnum):
    """How far a case has come."""

    RECEIVED = "received"  # nobody has taken it yet
    ASSESSING = "assessing"  # members judge it
    DECIDED = "decided"  # the group has concluded
    ACTING = "acting"  # what was decided is being done
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"  # erased; only this row is left


REOPENED_BY_ADDITION: Mapping[CaseState, CaseState] = MappingProxyType({CaseState.CLOSED: CaseState.RECEIVED})
"""The state after a submitter has added to a case in this state; an addition moves no case that is not named here.

The one transition that is intake's; all others are triage's, whose table holds this one too.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The readable columns of a case.

    Attributes:
        id: drawn when the draft began.
        reference: what staff call it.
        questionnaire: what it was opened with.
        urgency: computed by intake; a member may change it.
        state: how far it has come.
        decision: the kind of the group's conclusion, once there is one.
        language: in which the submitter writes.
        holder: the member who works on it, until ``lease_until``.
        lease_until: when the holder's claim ends by itself.
        received_at: when it was submitted.
        changed_at: when this row last changed.
    """

    id: CaseId
    reference: Reference
    questionnaire: QuestionnaireKind
    urgency: Urgency
    state: CaseState
    decision: Help | None = None
    language: Language
    holder: MemberId | None = None
    lease_until: datetime | None = None
    received_at: datetime
    changed_at: datetime


class ReferenceTaken(PermanentError):
    """Another case has this reference already."""

    hint = "draw another reference"


class CaseUnknown(PermanentError):
    """There is no such case."""

    hint = "compare the reference with the one in the queue"


class CaseChanged(PermanentError):
    """Somebody changed the case since it was read."""

    hint = "read the case again, then decide"


_TABLE = tables.cases
_ORDER = (_TABLE.c.urgency, _TABLE.c.received_at, _TABLE.c.id)
"""Of the queue: the most urgent first, among those the oldest."""

_ABOUT = (
    tables.receipts,
    tables.consents,
    tables.drafts,
    tables.alerts,
    tables.deadlines,
    tables.reminders,
    tables.addresses,
    tables.tidings,
    tables.tags,
    tables.links,
    tables.actions,
    tables.proposals,
    tables.referrals,
    tables.parcels,
)
"""What goes with a case, beside its documents and offers, when it is erased."""


async def add(unit: Unit, case: Case) -> None:
    """Write a new case.

    Raises:
        ReferenceTaken: nothing was written, and the unit can go on with another reference.
    """
    statement = unit.insert(_TABLE).values(
        id=case.id,
        reference=case.reference,
        questionnaire=case.questionnaire,
        urgency=case.urgency,
        state=case.state,
        decision=case.decision,
        language=case.language,
        holder=case.holder,
        lease_until=case.lease_until,
        received_at=case.received_at,
        changed_at=case.changed_at,
    )
    written = await unit.execute(statement.on_conflict_do_nothing(index_elements=[_TABLE.c.reference]))
    if written.rowcount == 0:
        raise ReferenceTaken("the reference of a case has to be its own")


async def find(unit: Unit, reference: Reference) -> Case:
    """Find a case by what staff call it.

    Raises:
        CaseUnknown: no case is called that.
    """
    return await _one(unit, select(_TABLE).where(_TABLE.c.reference == reference))


async def by_id(unit: Unit, id: CaseId) -> Case:  # noqa: A002
    """Find a case by its id.

    Raises:
        CaseUnknown: no case has it.
    """
    return await _one(unit, select(_TABLE).where(_TABLE.c.id == id))


async def page(
    unit: Unit,
    *,
    states: Collection[CaseState],
    urgency: Urgency | None = None,
    holder: MemberId | None = None,
    after: Case | None = None,
    limit: int,
) -> tuple[Case, ...]:
    """One page of the queue: the most urgent first, among those the oldest.

    Args:
        unit: to read with.
        states: only cases in one of them.
        urgency: only cases of this urgency.
        holder: only cases that this member holds.
        after: the last case of the page before.
        limit: how many cases at most.
    """
    query = select(_TABLE)
    if urgency is not None:
        query = query.where(_TABLE.c.urgency == urgency)
    if holder is not None:
        query = query.where(_TABLE.c.holder == holder)
    if after is not None:
        query = query.where(_behind(after))
    # A state at a time is one stretch of the index each; all at once would be a walk through closed cases.
    stretches = [
        select(query.where(_TABLE.c.state == state).order_by(*_ORDER).limit(limit).subquery())
        for state in sorted(states)
    ]
    if not stretches:
        return ()
    joined = union_all(*stretches).subquery()
    found = await unit.execute(
        select(joined).order_by(joined.c.urgency, joined.c.received_at, joined.c.id).limit(limit)
    )
    return tuple(_case(row) for row in found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the readable columns of a case shall be; where nothing is said they may be anything.

    Attributes:
        states: one of these.
        urgency: this one.
        questionnaire: what it was opened with.
        tags: all of these.
        decision: the newest one.
        since: received at this instant or later.
        until: received at this instant or before.
    """

    states: frozenset[CaseState]
    urgency: Urgency | None = None
    questionnaire: QuestionnaireKind | None = None
    tags: frozenset[str] = frozenset()
    decision: Help | None = None
    since: datetime | None = None
    until: datetime | None = None


async def search(unit: Unit, wanted: Wanted, *, after: Case | None = None, limit: int) -> tuple[Case, ...]:
    """One page of the cases whose readable columns are as wanted, in the order of the queue.

    Args:
        unit: to read with.
        wanted: what they shall be like.
        after: the last case of the page before.
        limit: how many cases at most.
    """
    query = select(_TABLE).where(_TABLE.c.state.in_(sorted(wanted.states)))
    columns = {"urgency": wanted.urgency, "questionnaire": wanted.questionnaire, "decision": wanted.decision}
    for column, code in columns.items():
        if code is not None:
            query = query.where(_TABLE.c[column] == code)
    if wanted.since is not None:
        query = query.where(_TABLE.c.received_at >= wanted.since)
    if wanted.until is not None:
        query = query.where(_TABLE.c.received_at <= wanted.until)
    for tag in sorted(wanted.tags):
        query = query.where(_TABLE.c.id.in_(select(tables.tags.c.case).where(tables.tags.c.tag == tag)))
    if after is not None:
        query = query.where(_behind(after))
    return tuple(_case(row) for row in await unit.execute(query.order_by(*_ORDER).limit(limit)))


async def count(unit: Unit, state: CaseState) -> int:
    """How many cases are in a state."""
    query = select(func.count()).select_from(_TABLE).where(_TABLE.c.state == state)
    number: int = (await unit.execute(query)).scalar_one()
    return number


async def save(unit: Unit, case: Case, *, expected: Case) -> None:
    """Replace a case by its successor, if it still is as it was read.

    Raises:
        CaseChanged: it is not; nothing was written.
    """
    was = (
        _TABLE.c.id == expected.id,
        _TABLE.c.state == expected.state,
        _TABLE.c.urgency == expected.urgency,
        _TABLE.c.decision.is_not_distinct_from(expected.decision),
        _TABLE.c.holder.is_not_distinct_from(expected.holder),
        _TABLE.c.lease_until.is_not_distinct_from(expected.lease_until),
        _TABLE.c.changed_at == expected.changed_at,
    )
    written = await unit.execute(
        update(_TABLE)
        .where(*was)
        .values(
            urgency=case.urgency,
            state=case.state,
            decision=case.decision,
            holder=case.holder,
            lease_until=case.lease_until,
            changed_at=case.changed_at,
        )
    )
    if written.rowcount == 0:
        raise CaseChanged("the case is no longer as it was read")


async def erase(unit: Unit, id: CaseId, *, at: datetime) -> tuple[str, ...]:  # noqa: A002
    """Erase a case, with all that is kept about it: documents, receipt, consents, draft, alerts, deadlines and more.

    The row stays as withdrawn, so that its reference is not given away again, and the audit log stays whole. Of offers
    whose package a partner holds rows stay until the partner is told to delete it. The write-ahead log is emptied
    before the caller is told.

    Returns:
        The blobs to delete after the commit.

    Raises:
        CaseUnknown: there is no such case.
    """
    written = await unit.execute(
        update(_TABLE)
        .where(_TABLE.c.id == id)
        .values(state=CaseState.WITHDRAWN, decision=None, holder=None, lease_until=None, changed_at=at)
    )
    if written.rowcount == 0:
        raise CaseUnknown("there is no such case to erase")
    unit.erases = True
    # The headers go with their documents: ON DELETE CASCADE.
    documents = delete(tables.documents).where(tables.documents.c.case == id).returning(tables.documents.c.blob)
    blobs = (await unit.execute(documents)).scalars().all()
    for table in _ABOUT:
        await unit.execute(delete(table).where(table.c.case == id))
    await unit.execute(delete(tables.links).where(tables.links.c.other == id))
    await offers.erase(unit, id, at)
    return tuple(blob for blob in blobs if blob is not None)


async def closed_before(unit: Unit, before: datetime, *, limit: int) -> tuple[Case, ...]:
    """Some of the cases that were closed and have not changed since, the oldest first."""
    query = select(_TABLE).where(_TABLE.c.state == CaseState.CLOSED, _TABLE.c.changed_at < before)
    return tuple(_case(row) for row in await unit.execute(query.order_by(_TABLE.c.changed_at).limit(limit)))


def _behind(last: Case) -> ColumnElement[bool]:
    """Whether a case stands behind another in the queue."""
    values = tuple_(last.urgency, last.received_at, last.id, types=[column.type for column in _ORDER])
    return tuple_(*_ORDER) > values


async def _one(unit: Unit, query: Select[Any]) -> Case:
    row = (await unit.execute(query)).one_or_none()
    if row is None:
        raise CaseUnknown("there is no such case")
    return _case(row)


def _case(row: Row[Any]) -> Case:
    return Case(
        id=CaseId(row.id),
        reference=Reference(row.reference),
        questionnaire=QuestionnaireKind(row.questionnaire),
        urgency=row.urgency,
        state=CaseState(row.state),
        decision=None if row.decision is None else Help(row.decision),
        language=Language(row.language),
        holder=None if row.holder is None else MemberId(row.holder),
        lease_until=row.lease_until,
        received_at=row.received_at,
        changed_at=row.changed_at,
    )
