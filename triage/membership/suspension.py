"""Suspending a member: somebody may be writing in his name, so from now on he may not act, whatever he types.

On the path from a channel that has seen something about a member change, or from an order, to ``storage``. It must not
wait for anything: a locked desk writes it down without a signature, which is never made up for, since somebody else may
have written the same. What he was working on goes back to the others: see :mod:`triage.membership.vacancy`.
"""

from dataclasses import replace
from datetime import datetime

from storage import audit, members, suspensions
from storage.audit import Act
from storage.database import Unit
from storage.ids import MemberId
from storage.members import Standing
from triage.grammar.membership import Suspend
from triage.grammar.rights import Command
from triage.membership import roster
from triage.membership.errors import NotActive
from triage.membership.vacancy import vacate
from triage.notices import Notice, quote
from triage.turn import Room, Turn

DELIBERATE = "deliberate"
"""Why, where another member has said so."""


async def suspend(
    unit: Unit, room: Room, member: MemberId, now: datetime, reason: str, *, by: MemberId | None = None
) -> bool:
    """Suspend an active member, and forget from which chats he writes, on every channel.

    Args:
        unit: the transaction in which the change was noticed.
        room: with keys it is the member's own row that says so from now on, signed.
        member: who.
        now: aware.
        reason: a code for the audit log.
        by: who said so, if somebody did; the log then says whom he meant.

    Returns:
        Whether he was active until now; if not, nothing was written.
    """
    active = (await roster.read(unit, room.manifest.roster)).active(member)
    if active is None:
        return False
    if room.keys is None:
        await suspensions.add(unit, member, now)
    else:
        row = replace(active, standing=Standing.SUSPENDED, invitation=None, changed_at=now)
        await members.save(unit, members.sign(row, room.keys.roster))
    actor, code = (member, reason) if by is None else (by, member)
    await audit.write(unit, at=now, actor=actor, act=Act.MEMBER_SUSPENDED, code=code)
    await vacate(unit, room, member, now, reason)
    return True


async def order(turn: Turn, order: Suspend) -> tuple[Notice, ...]:
    """Suspend whom a member names: he has lost his telephone, or does not seem to be himself.

    Raises:
        DeskLocked: nothing can be signed.
        NameUnknown: nobody is called so.
        NotActive: there is nothing to take from him.
        NotAllowed: whoever typed it may not do so any more.
    """
    keys = turn.room.unlocked()

    async def work(unit: Unit) -> Notice:
        known = await roster.acting(unit, keys.manifest.roster, turn.member.id, Command.SUSPEND)
        member = known.called(order.name)
        if not await suspend(unit, turn.room, member.id, turn.now, DELIBERATE, by=turn.member.id):
            raise NotActive
        return quote("member-suspended", name=member.name)

    return (await turn.room.database.write(work),)
