"""The drill: everybody is called as in an emergency, and nobody waits; it shows who would be reached.

On the path between an order, or the command line, and ``storage.alerts``. It needs no key. A drill has a reference that
no case has, and is acknowledged like a case.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from storage import alerts, audit, cases, rota
from storage.alerts import AlertKind, NewAlert, call_out
from storage.audit import Act
from storage.cases import CaseUnknown
from storage.database import Unit
from storage.ids import CaseId, Draw, MemberId, Reference, draw_id, draw_reference
from storage.members import verified
from storage.sealed import VerifyKey
from triage.duty.errors import DrillRuns
from triage.grammar.duty import BeginDrill
from triage.notices import Notice, say
from triage.turn import Turn

TEST_LENGTH = timedelta(minutes=2)
"""For how long somebody who tries out his own pager is called: twice."""


async def begin(turn: Turn, order: BeginDrill) -> tuple[Notice, ...]:  # noqa: ARG001
    """Call everybody, step by step, until somebody acknowledges."""
    reference = await ring(turn)
    return (say("drill-begun", reference=reference),)


async def ring(turn: Turn, *, only: MemberId | None = None) -> Reference:
    """Ring for everybody as in an emergency, or for one member alone; raises :class:`DrillRuns`."""
    room = turn.room

    async def work(unit: Unit) -> Reference:
        return await write(
            unit,
            room.manifest.roster,
            room.settings.escalation,
            draw=room.draw,
            now=turn.now,
            actor=turn.member.id,
            only=only,
        )

    return await room.database.write(work)


async def write(
    unit: Unit,
    roster: VerifyKey,
    steps: tuple[timedelta, ...],
    *,
    draw: Draw,
    now: datetime,
    actor: str,
    only: MemberId | None = None,
) -> Reference:
    """Write the alerts of a drill.

    Args:
        unit: of one transaction.
        roster: the key that signs members and shifts.
        steps: after how long each of the four steps calls.
        draw: the reference's randomness.
        now: when it begins.
        actor: who begins it, for the audit log: a member's id, or the operator at the machine.
        only: whom to call, at once; without one everybody, step by step.

    Raises:
        DrillRuns: one rings already, for somebody who would be called now.
    """
    ringing = (alert for alert in await alerts.due(unit, now, only) if alert.kind is AlertKind.DRILL)
    running = next(ringing, None)
    if running is not None:
        raise DrillRuns(running.reference)
    case, reference = CaseId(draw_id(draw)), await _draw_reference(unit, draw)
    if only is None:
        called = call_out(
            (await verified(unit, roster))[0],
            steps,
            case=case,
            reference=reference,
            now=now,
            on_duty=await rota.on_duty(unit, roster, now),
            kind=AlertKind.DRILL,
        )
    else:
        call = NewAlert(case=case, reference=reference, person=only, step=0, due_at=now, kind=AlertKind.DRILL)
        called = (replace(call, until=now + TEST_LENGTH),)
    await alerts.add(unit, called)
    await audit.write(unit, at=now, actor=actor, act=Act.DRILL_BEGUN)
    return reference


async def _draw_reference(unit: Unit, draw: Draw) -> Reference:
    """Draw a reference that neither a case nor an earlier drill has."""
    while True:
        reference = draw_reference(draw)
        if await alerts.drill(unit, reference) is not None:
            continue
        try:
            await cases.find(unit, reference)
        except CaseUnknown:
            return reference
