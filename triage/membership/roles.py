"""What a member does in the group, changed by a lead.

On the path between an order and ``storage.members``. What he holds he goes on holding; the matrix says from now on what
he may do with it. What rings for him alone, and he may not take over any more, rings for everybody.
"""

from dataclasses import replace

from storage import alerts, audit, members
from storage.audit import Act
from storage.database import Unit
from storage.members import Role
from triage.grammar import rights
from triage.grammar.membership import ChangeRole
from triage.grammar.rights import Command
from triage.membership import roster
from triage.membership.errors import LastLead, NotActive
from triage.notices import Notice, quote
from triage.turn import Turn


async def change(turn: Turn, order: ChangeRole) -> tuple[Notice, ...]:
    """Give an active member another role.

    Raises:
        DeskLocked: nothing can be signed.
        NameUnknown: nobody is called so.
        NotActive: he has not come yet, has left, or is suspended.
        LastLead: the group would be left without one.
        NotAllowed: whoever typed it may not do so any more.
    """
    keys, actor = turn.room.unlocked(), turn.member.id

    async def work(unit: Unit) -> Notice:
        known = await roster.acting(unit, keys.manifest.roster, actor, Command.ROLE)
        member = known.called(order.name)
        if known.active(member.id) is None:
            raise NotActive
        if order.role is not Role.LEAD and known.is_last_lead(member.id):
            raise LastLead
        await members.save(unit, members.sign(replace(member, role=order.role, changed_at=turn.now), keys.roster))
        if not rights.includes(order.role, Command.ACK):
            await alerts.pass_on(unit, member.id)
        await audit.write(unit, at=turn.now, actor=actor, act=Act.MEMBER_ROLE, code=member.id)
        return quote("role-changed", name=member.name, role=order.role)

    return (await turn.room.database.write(work),)
