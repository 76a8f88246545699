"""Calls to someone on duty: case reference, person and step, never a word of content.

Written in the same transaction as what they are about; worded when sent. They ring, step after step, until
somebody acknowledges.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, exists, func, or_, select, update

from storage.cases import CaseState
from storage.database import Unit, tables
from storage.errors import PermanentError
from storage.ids import CaseId, MemberId, Reference
from storage.members import Member, Role, Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAlert:
    """An alert as it is written.

    Attributes:
        case: about which.
        reference: what staff call it.
        person: who is called; nobody in particular means whoever is on duty at this step.
        step: of the escalation, from 0.
        due_at: not before.
    """

    case: CaseId
    reference: Reference
    person: MemberId | None = None
    step: int
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """An alert and what became of it.

    Attributes:
        number: said with the alert, so that a repeated one is recognised.
        case: about which.
        reference: what staff call it.
        person: who is called; nobody in particular means whoever is on duty at this step.
        step: of the escalation, from 0.
        due_at: not before.
        acknowledged_at: when somebody took it.
        acknowledged_by: who took it.
    """

    number: int
    case: CaseId
    reference: Reference
    person: MemberId | None
    step: int
    due_at: datetime
    acknowledged_at: datetime | None
    acknowledged_by: MemberId | None


class AlertUnknown(PermanentError):
    """There is no such alert."""

    hint = "its case may have been erased; look at the queue"


_TABLE = tables.alerts
_ENDED = (CaseState.CLOSED, CaseState.WITHDRAWN)
_CALLED: tuple[Role | None, ...] = (Role.REFERRER, Role.COORDINATOR, None, Role.LEAD)
"""Who is called at each step: those on duty, their backup, everyone, the lead."""


def call_out(
    roster: Sequence[Member], steps: Sequence[timedelta], *, case: CaseId, reference: Reference, now: datetime
) -> tuple[NewAlert, ...]:
    """The alerts of one emergency, whoever found out that it is one.

    A step whose role nobody active holds calls everyone, so that no emergency waits for an empty rota, or for somebody
    who was invited and has not come yet.

    Args:
        roster: members whose rows verified.
        steps: after how long each of the four steps calls.
        case: about which.
        reference: what staff call it.
        now: from when the steps are counted.
    """
    return tuple(
        NewAlert(case=case, reference=reference, person=person, step=step, due_at=now + after)
        for step, (role, after) in enumerate(zip(_CALLED, steps, strict=True))
        for person in _people(roster, role)
    )


async def add(unit: Unit, alerts: Sequence[NewAlert]) -> None:
    """Write alerts."""
    rows = [
        {
            "case": alert.case,
            "reference": alert.reference,
            "person": alert.person,
            "step": alert.step,
            "due_at": alert.due_at,
        }
        for alert in alerts
    ]
    if rows:
        await unit.execute(unit.insert(_TABLE), rows)


async def due(unit: Unit, now: datetime, person: MemberId | None) -> tuple[Alert, ...]:
    """The alerts that ring for a person: addressed to them or to nobody in particular, the longest due first.

    Without a person, all that ring. About a case that is closed or withdrawn nothing rings.
    """
    ended = exists().where(tables.cases.c.id == _TABLE.c.case, tables.cases.c.state.in_(_ENDED))
    query = select(_TABLE).where(tables.alert_rings, _TABLE.c.due_at <= now, ~ended)
    if person is not None:
        query = query.where(or_(_TABLE.c.person == person, _TABLE.c.person.is_(None)))
    rows = await unit.execute(query.order_by(_TABLE.c.due_at, _TABLE.c.number))
    return tuple(_alert(row) for row in rows)


async def acknowledge(unit: Unit, case: CaseId, by: MemberId, at: datetime) -> bool:
    """Silence all alerts of a case, those of later steps too.

    Returns:
        Whether this call silenced them; False if somebody was first, or nothing rang.
    """
    ringing = update(_TABLE).where(_TABLE.c.case == case, tables.alert_rings)
    return (await unit.execute(ringing.values(acknowledged_at=at, acknowledged_by=by))).rowcount > 0


async def silenced(unit: Unit, by: MemberId) -> tuple[CaseId, ...]:
    """The cases about which nothing rings because of this person: nobody was called, or answered, after that."""
    newest = select(func.max(_TABLE.c.number)).group_by(_TABLE.c.case)
    theirs = select(_TABLE.c.case).where(_TABLE.c.acknowledged_by == by, _TABLE.c.number.in_(newest))
    there = theirs.where(_TABLE.c.case.in_(select(tables.cases.c.id)))
    return tuple(CaseId(row.case) for row in await unit.execute(there.order_by(_TABLE.c.number)))


async def pass_on(unit: Unit, person: MemberId) -> None:
    """Let what rings for a person, or will, ring for everybody: he may not take it any more."""
    theirs = update(_TABLE).where(_TABLE.c.person == person, tables.alert_rings)
    await unit.execute(theirs.values(person=None))


async def find(unit: Unit, number: int) -> Alert:
    """Find an alert by its number.

    Raises:
        AlertUnknown: there is none.
    """
    row = (await unit.execute(select(_TABLE).where(_TABLE.c.number == number))).one_or_none()
    if row is None:
        raise AlertUnknown("there is no such alert")
    return _alert(row)


def _people(roster: Sequence[Member], role: Role | None) -> Iterator[MemberId | None]:
    called = [member.id for member in roster if member.role is role and member.standing is Standing.ACTIVE]
    if called:
        yield from called
    else:
        yield None


def _alert(row: Row[Any]) -> Alert:
    return Alert(
        number=row.number,
        case=CaseId(row.case),
        reference=Reference(row.reference),
        person=None if row.person is None else MemberId(row.person),
        step=row.step,
        due_at=row.due_at,
        acknowledged_at=row.acknowledged_at,
        acknowledged_by=None if row.acknowledged_by is None else MemberId(row.acknowledged_by),
    )
