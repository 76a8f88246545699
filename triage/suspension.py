"""Suspending a member: somebody may be writing in his name, so from now on he may not act, whatever he types.

On the path from a channel that has seen something about a member change, to ``storage``. It must not wait for anything:
a locked desk writes it down without a signature, which is never made up for, since somebody else may have written the
same. What the member was working on, or said that he would, goes back to the others, so that no person waits for him.
"""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from storage import alerts, audit, bindings, cases, members, suspensions
from storage.audit import Act
from storage.cases import Case, CaseChanged, CaseState
from storage.database import Unit
from storage.documents import Urgency
from storage.ids import MemberId
from storage.members import Standing
from triage import case as rules
from triage import roster
from triage.case import OPEN_STATES
from triage.roster import Roster
from triage.turn import Room

_UNDECIDED = frozenset({CaseState.RECEIVED, CaseState.ASSESSING})
_PAGE = 50


async def suspend(unit: Unit, room: Room, member: MemberId, now: datetime, reason: str) -> bool:
    """Suspend an active member, and forget from which chats he writes, on every channel.

    Args:
        unit: the transaction in which the change was noticed.
        room: with keys it is the member's own row that says so from now on, signed.
        member: who.
        now: aware.
        reason: a code for the audit log.

    Returns:
        Whether he was active until now; if not, nothing was written.
    """
    key = room.manifest.roster
    active = (await roster.read(unit, key)).active(member)
    if active is None:
        return False
    if room.keys is None:
        await suspensions.add(unit, member, now)
    else:
        row = replace(active, standing=Standing.SUSPENDED, invitation=None, changed_at=now)
        await members.save(unit, members.sign(row, room.keys.roster))
    await bindings.drop(unit, member)
    await audit.write(unit, at=now, actor=member, act=Act.MEMBER_SUSPENDED, code=reason)
    left = await roster.read(unit, key)
    await _release_cases(unit, room, left, member=member, now=now, reason=reason)
    await _call_again(unit, room, left, member=member, now=now)
    await alerts.pass_on(unit, member)
    return True


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
        steps = room.settings.escalation
        await alerts.add(unit, alerts.call_out(known.members, steps, case=case.id, reference=case.reference, now=now))
