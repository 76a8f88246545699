"""Reminders: which deadlines run for which open cases, and of which of them somebody was reminded already.

On the path between deadlines and whoever is late. A member is reminded of a deadline by stages, of which a row holds
the last; of several processes that remind at once :func:`note` tells the first that it was the first. Nothing here
needs a key.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, delete, exists, select

from storage.cases import CaseState
from storage.database import Unit, tables
from storage.deadlines import Deadline, DeadlineKind
from storage.documents import Urgency
from storage.ids import CaseId, MemberId, Reference

Thing = tuple[CaseId, DeadlineKind, str]
"""What a deadline is about: its case, its kind and its item."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A deadline that runs, and what is readable of its case.

    Attributes:
        deadline: which was not met yet.
        reference: of its case.
        urgency: of its case.
        state: of its case.
        holder: who works on the case, until ``lease_until``.
        lease_until: when the holder's claim ends by itself.
    """

    deadline: Deadline
    reference: Reference
    urgency: Urgency
    state: CaseState
    holder: MemberId | None
    lease_until: datetime | None

    @property
    def thing(self) -> Thing:
        """What it is about."""
        return self.deadline.case, self.deadline.kind, self.deadline.item


_TABLE = tables.reminders
_DEADLINES = tables.deadlines
_CASES = tables.cases
_OVER = (CaseState.CLOSED, CaseState.WITHDRAWN)


async def running(unit: Unit, until: datetime) -> tuple[Pending, ...]:
    """The deadlines of open cases that were not met and are over by then, the most urgent and then the longest late."""
    query = (
        select(_DEADLINES, _CASES.c.reference, _CASES.c.urgency, _CASES.c.state, _CASES.c.holder, _CASES.c.lease_until)
        .join(_CASES, _CASES.c.id == _DEADLINES.c.case)
        .where(tables.deadline_runs, _DEADLINES.c.due_at <= until, _CASES.c.state.not_in(_OVER))
        .order_by(_CASES.c.urgency, _DEADLINES.c.due_at, _CASES.c.id, _DEADLINES.c.kind, _DEADLINES.c.item)
    )
    return tuple(_pending(row) for row in await unit.execute(query))


async def idle(unit: Unit, limit: int) -> tuple[Reference, ...]:
    """Some of the open cases for which no deadline runs, so that nobody is reminded; the longest at rest first."""
    runs = exists().where(_DEADLINES.c.case == _CASES.c.id, tables.deadline_runs)
    query = select(_CASES.c.reference).where(_CASES.c.state.not_in(_OVER), ~runs)
    found = await unit.execute(query.order_by(_CASES.c.changed_at, _CASES.c.id).limit(limit))
    return tuple(Reference(reference) for reference in found.scalars())


async def told(unit: Unit) -> Mapping[tuple[Thing, MemberId], datetime]:
    """Of what each member was reminded: the last stage of each deadline."""
    return {
        ((CaseId(row.case), DeadlineKind(row.kind), row.item), MemberId(row.member)): row.stage_at
        for row in await unit.execute(select(_TABLE))
    }


async def note(unit: Unit, thing: Thing, member: MemberId, stage: datetime) -> bool:
    """Note that a member is reminded of a deadline.

    Returns:
        Whether this call noted it; False if the member was reminded at this stage, or a later one, before.
    """
    case, kind, item = thing
    row = unit.insert(_TABLE).values(case=case, kind=kind, item=item, member=member, stage_at=stage)
    key = [_TABLE.c.case, _TABLE.c.kind, _TABLE.c.item, _TABLE.c.member]
    later = row.on_conflict_do_update(index_elements=key, set_={"stage_at": stage}, where=_TABLE.c.stage_at < stage)
    return (await unit.execute(later)).rowcount == 1


async def note_digest(unit: Unit, member: MemberId, day: date) -> bool:
    """Note that a member's digest of a day comes.

    Returns:
        Whether this call noted it; False if it came before, or that of a later day did.
    """
    table = tables.digests
    row = unit.insert(table).values(member=member, day=day.isoformat())
    later = row.on_conflict_do_update(
        index_elements=[table.c.member], set_={"day": day.isoformat()}, where=table.c.day < day.isoformat()
    )
    return (await unit.execute(later)).rowcount == 1


async def digests(unit: Unit) -> Mapping[MemberId, date]:
    """The day of each member's last digest."""
    rows = await unit.execute(select(tables.digests))
    return {MemberId(row.member): date.fromisoformat(row.day) for row in rows}


async def drop(unit: Unit, member: MemberId) -> None:
    """Forget what was said to somebody who has left; again does nothing."""
    for table in (_TABLE, tables.digests):
        await unit.execute(delete(table).where(table.c.member == member))


async def forget(unit: Unit) -> int:
    """Forget of what members were reminded that is over since.

    Returns:
        How many rows that were.
    """
    same = (_DEADLINES.c.case == _TABLE.c.case, _DEADLINES.c.kind == _TABLE.c.kind, _DEADLINES.c.item == _TABLE.c.item)
    over = ~exists().where(*same, tables.deadline_runs)
    return (await unit.execute(delete(_TABLE).where(over))).rowcount


def _pending(row: Row[Any]) -> Pending:
    return Pending(
        deadline=Deadline(case=CaseId(row.case), kind=DeadlineKind(row.kind), item=row.item, due_at=row.due_at),
        reference=Reference(row.reference),
        urgency=row.urgency,
        state=CaseState(row.state),
        holder=None if row.holder is None else MemberId(row.holder),
        lease_until=row.lease_until,
    )
