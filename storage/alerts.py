"""Calls to someone on duty: case reference, person and step, never a word of content.

Written in the same transaction as what they are about; worded when sent. They ring, step after step, until
somebody acknowledges. A drill is about no case: it has an id and a reference of its own, rings as a case would, and
stops by itself when nobody has answered for a while.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, Select, exists, func, or_, select, update

from storage.audit import Act
from storage.cases import CaseState
from storage.database import Unit, tables
from storage.documents import DocumentKind, Urgency
from storage.errors import PermanentError
from storage.ids import CaseId, MemberId, Reference
from storage.members import Member, Role, Standing
from storage.rota import OnDuty

DRILL_LENGTH = timedelta(hours=1)
"""For how long each step of a drill rings."""


class AlertKind(StrEnum):
    """What an alert is about."""

    CASE = "case"
    DRILL = "drill"  # nobody waits; it shows whether everybody would be reached


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAlert:
    """An alert as it is written.

    Attributes:
        case: about which.
        reference: what staff call it.
        person: who is called; nobody in particular means whoever is on duty at this step.
        step: of the escalation, from 0.
        due_at: not before.
        kind: whether somebody waits.
        until: when it stops by itself; nothing if only somebody who acknowledges ends it.
    """

    case: CaseId
    reference: Reference
    person: MemberId | None = None
    step: int
    due_at: datetime
    kind: AlertKind = AlertKind.CASE
    until: datetime | None = None


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
        kind: whether somebody waits.
        until: when it stops by itself, if it does.
        barred: who took himself out of the case, and is called no more; what would call him calls everybody else.
    """

    number: int
    case: CaseId
    reference: Reference
    person: MemberId | None
    step: int
    due_at: datetime
    acknowledged_at: datetime | None
    acknowledged_by: MemberId | None
    kind: AlertKind = AlertKind.CASE
    until: datetime | None = None
    barred: frozenset[MemberId] = frozenset()

    def calls(self, person: MemberId) -> bool:
        """Whether it rings for a person."""
        return person not in self.barred and self.person in {None, person}


class AlertUnknown(PermanentError):
    """There is no such alert."""

    hint = "its case may have been erased; look at the queue"


_TABLE = tables.alerts
_ENDED = (CaseState.CLOSED, CaseState.WITHDRAWN)
_UNDECIDED = (CaseState.RECEIVED, CaseState.ASSESSING)
_TAKEN_UP = (Act.CASE_OPENED, Act.CASE_CLAIMED, Act.CASE_ASSIGNED, Act.CASE_ASSESSED)
_CALLED: tuple[Role | None, ...] = (Role.REFERRER, Role.COORDINATOR, None, Role.LEAD)
"""Whom each step calls where the rota names nobody: those on duty, their backup, everyone, the lead."""


def call_out(
    roster: Sequence[Member],
    steps: Sequence[timedelta],
    *,
    case: CaseId,
    reference: Reference,
    now: datetime,
    on_duty: OnDuty | None = None,
    kind: AlertKind = AlertKind.CASE,
) -> tuple[NewAlert, ...]:
    """The alerts of one emergency, whoever found out that it is one.

    The first step calls whoever is on call, the second their backup; where the rota names nobody, the referrers and
    the coordinators. A step whose role nobody active holds calls everyone, so that no emergency waits for an empty
    rota, or for somebody who was invited and has not come yet.

    Args:
        roster: members whose rows verified.
        steps: after how long each of the four steps calls.
        case: about which.
        reference: what staff call it.
        now: from when the steps are counted.
        on_duty: whom the rota names at this instant, if there is one.
        kind: whether it is a drill.
    """
    rota = on_duty or OnDuty()
    named = (rota.on_call, rota.backup, (), ())
    length = DRILL_LENGTH if kind is AlertKind.DRILL else None
    return tuple(
        NewAlert(
            case=case,
            reference=reference,
            person=person,
            step=step,
            due_at=now + after,
            kind=kind,
            until=None if length is None else now + after + length,
        )
        for step, (role, after) in enumerate(zip(_CALLED, steps, strict=True))
        for person in _people(roster, role, named[step])
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
            "kind": alert.kind,
            "until": alert.until,
        }
        for alert in alerts
    ]
    if rows:
        await unit.execute(unit.insert(_TABLE), rows)


async def due(unit: Unit, now: datetime, person: MemberId | None) -> tuple[Alert, ...]:
    """The alerts that ring for a person: addressed to them or to nobody in particular, the longest due first.

    Without a person, all that ring. About a case that is closed or withdrawn nothing rings, and a drill not for ever.
    What had to ring when its case was written rings whatever the clock says: it may have been set back since.
    """
    known = tables.cases.c
    ended = exists().where(known.id == _TABLE.c.case, known.state.in_(_ENDED))
    written = or_(_TABLE.c.due_at <= known.received_at, _TABLE.c.due_at <= known.changed_at)
    begun = or_(_TABLE.c.due_at <= now, exists().where(known.id == _TABLE.c.case, written))
    lasts = or_(_TABLE.c.until.is_(None), _TABLE.c.until > now)
    query = select(_TABLE).where(tables.alert_rings, begun, lasts, ~ended)
    ringing = await _read(unit, query)
    return tuple(alert for alert in ringing if person is None or alert.calls(person))


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


async def unheeded(unit: Unit, before: datetime) -> tuple[CaseId, ...]:
    """The emergencies that somebody answered for, and nobody has taken up since: the one answered first comes first.

    Nobody holds them, or has opened or claimed them after the answer, and no decision has been made. What was answered,
    or put back into the queue, after ``before`` may still be taken up.
    """
    known, log = tables.cases.c, tables.audit.c
    newest = select(func.max(_TABLE.c.number)).where(_TABLE.c.kind == AlertKind.CASE).group_by(_TABLE.c.case)
    waits = (
        known.urgency == Urgency.EMERGENCY,
        known.state.in_(_UNDECIDED),
        or_(known.holder.is_(None), known.lease_until <= before),
    )
    done = exists().where(log.case == _TABLE.c.case, log.act.in_(_TAKEN_UP), log.at >= _TABLE.c.acknowledged_at)
    released = exists().where(log.case == _TABLE.c.case, log.act == Act.CASE_RELEASED, log.at > before)
    query = select(_TABLE.c.case).join(tables.cases, known.id == _TABLE.c.case)
    query = query.where(_TABLE.c.number.in_(newest), _TABLE.c.acknowledged_at <= before, *waits, ~done, ~released)
    rows = await unit.execute(query.order_by(_TABLE.c.acknowledged_at, _TABLE.c.number))
    return tuple(CaseId(row.case) for row in rows)


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


async def history(unit: Unit, case: CaseId) -> tuple[Alert, ...]:
    """All alerts there ever were about a case or of a drill, in the order in which they ring."""
    return await _read(unit, select(_TABLE).where(_TABLE.c.case == case))


async def drill(unit: Unit, reference: Reference) -> CaseId | None:
    """The id of the newest drill of this reference, if there was one."""
    named = select(_TABLE.c.case).where(_TABLE.c.kind == AlertKind.DRILL, _TABLE.c.reference == reference)
    row = (await unit.execute(named.order_by(_TABLE.c.number.desc()).limit(1))).first()
    return None if row is None else CaseId(row.case)


async def last_drill(unit: Unit) -> datetime | None:
    """When the last drill began that called more than one step, as an emergency does; None if there was none."""
    began = func.min(_TABLE.c.due_at).label("began")
    drills = select(began).where(_TABLE.c.kind == AlertKind.DRILL).group_by(_TABLE.c.case)
    whole = drills.having(func.count(_TABLE.c.step.distinct()) > 1).order_by(began.desc()).limit(1)
    return (await unit.execute(whole)).scalar_one_or_none()


def _people(roster: Sequence[Member], role: Role | None, named: Sequence[MemberId]) -> Iterator[MemberId | None]:
    active = {member.id: member for member in roster if member.standing is Standing.ACTIVE}
    on_duty = [member for member in named if member in active]
    called = on_duty or [member.id for member in active.values() if member.role is role]
    if called:
        yield from called
    else:
        yield None


async def _read(unit: Unit, query: Select[Any]) -> tuple[Alert, ...]:
    """Read alerts, the longest due first, but for calls to somebody who took himself out of the case since."""
    rows = (await unit.execute(query.order_by(_TABLE.c.due_at, _TABLE.c.number))).all()
    documents = tables.documents.c
    recusals = select(documents.case, documents.author).where(
        documents.kind == DocumentKind.RECUSAL, documents.case.in_({row.case for row in rows})
    )
    barred: dict[str, set[MemberId]] = {}
    for recusal in (await unit.execute(recusals)).all() if rows else ():
        barred.setdefault(recusal.case, set()).add(MemberId(recusal.author))
    return tuple(_pass_on(_alert(row), frozenset(barred.get(row.case, ()))) for row in rows)


def _pass_on(alert: Alert, barred: frozenset[MemberId]) -> Alert:
    return replace(alert, person=None if alert.person in barred else alert.person, barred=barred)


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
        kind=AlertKind(row.kind),
        until=row.until,
    )
