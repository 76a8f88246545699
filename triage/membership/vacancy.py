"""What a member leaves to the others when he may not act any more: cases, alarms that he had answered, duties.

On the path of a suspension and of a departure, in their transaction: no person waits for somebody who does not come.
Needs no key; who is left has been read after the change.
"""

from contextlib import suppress
from datetime import datetime

from storage import alerts, audit, bindings, cases, rota
from storage.audit import Act
from storage.cases import Case, CaseChanged, CaseState
from storage.database import Unit
from storage.documents import Urgency
from storage.ids import MemberId
from triage import case as rules
from triage.case import OPEN_STATES
from triage.membership import roster
from triage.membership.roster import Roster
from triage.turn import Room

_UNDECIDED = frozenset({CaseState.RECEIVED, CaseState.ASSESSING})
_PAGE = 50


async def vacate(unit: Unit, room: Room, member: MemberId, now: datetime, reason: str) -> None:
    """Put back what a member holds, call again for what he has silenced, and forget from which chats he writes.

    Args:
        unit: the transaction in which he became inactive; his row, or suspension, has been written.
        room: of the desk.
        member: who.
        now: aware.
        reason: a code for the audit log.
    """
    await bindings.drop(unit, member)
    left = await roster.read(unit, room.manifest.roster)
    await _release_cases(unit, room, left, member=member, now=now, reason=reason)
    await _call_again(unit, room, left, member=member, now=now)
    await alerts.pass_on(unit, member)


async def _release_cases(
    unit: Unit, room: Room, known: Roster, *, member: MemberId, now: datetime, reason: str
) -> None:
    """Put back what a member holds; an emergency that is not decided calls out again, to those who are left."""
    after: Case | None = None
    while held := await cases.page(unit, states=OPEN_STATES, holder=member, after=after, limit=_PAGE):
        for case in held:
            if not rules.holds(case, member, now):
                continue
            with suppress(CaseChanged):  # somebody else does something about it at this moment
                await cases.save(unit, rules.release(case, now), expected=case)
                await audit.write(unit, at=now, actor=member, act=Act.CASE_RELEASED, case=case.id, code=reason)
            await _call_out(unit, room, known, case, now)
        after = held[-1]


async def _call_again(unit: Unit, room: Room, known: Roster, *, member: MemberId, now: datetime) -> None:
    """Call out for what a member has silenced, and nobody works on; what he held calls already."""
    for silent in await alerts.silenced(unit, member):
        case = await cases.by_id(unit, silent)
        if rules.holder(case, now) is None:
            await _call_out(unit, room, known, case, now)


async def _call_out(unit: Unit, room: Room, known: Roster, case: Case, now: datetime) -> None:
    """Call whoever is left, if it is an emergency that is not decided."""
    if case.urgency is Urgency.EMERGENCY and case.state in _UNDECIDED:
        called = alerts.call_out(
            known.members,
            room.settings.escalation,
            case=case.id,
            reference=case.reference,
            now=now,
            on_duty=await rota.on_duty(unit, room.manifest.roster, now),
        )
        await alerts.add(unit, called)
