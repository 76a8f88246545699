"""Leaving the group, by oneself or because the lead says so.

On the path between an order and ``storage``, in one transaction: the row says that the member belongs to the group no
more, everything that called or named him is forgotten, and what he worked on goes back to the others. What he wrote
keeps his name. He may still know the passphrase: so a departure asks for newer keys until there are some.
"""

from dataclasses import replace

from storage import actions, audit, cases, departures, hours, members, pagers, reminders, shifts, suspensions, vouches
from storage.audit import Act
from storage.database import Unit
from storage.departures import Departure
from storage.keys.group import GroupKeys
from storage.members import Member, Standing
from triage.grammar.membership import Depart, Leave
from triage.grammar.rights import Command
from triage.membership import roster
from triage.membership.errors import HasDeparted, LastLead
from triage.membership.roster import Roster
from triage.membership.vacancy import vacate
from triage.notices import Notice, quote, say
from triage.turn import Turn

_REASON = "departed"


async def depart(turn: Turn, order: Depart) -> tuple[Notice, ...]:
    """Let a member, or somebody who was invited, belong to the group no more.

    Raises:
        DeskLocked: nothing can be signed.
        NameUnknown: nobody is called so.
        HasDeparted: he has left already.
        LastLead: the group would be left without one.
        NotAllowed: whoever typed it may not do so any more.
    """
    keys = turn.room.unlocked()

    async def work(unit: Unit) -> tuple[Notice, ...]:
        known = await roster.acting(unit, keys.manifest.roster, turn.member.id, Command.DEPART)
        member = known.called(order.name)
        if member.standing is Standing.DEPARTED:
            raise HasDeparted
        left = await _part(unit, turn, keys, known, member)
        return (quote("member-departed", *left, name=member.name), say("departed-keys"))

    return await turn.room.database.write(work)


async def leave(turn: Turn, order: Leave) -> tuple[Notice, ...]:  # noqa: ARG001
    """Belong to the group no more.

    Raises:
        DeskLocked: nothing can be signed.
        LastLead: the group would be left without one.
        NotAllowed: whoever typed it belongs to it no more.
    """
    keys = turn.room.unlocked()

    async def work(unit: Unit) -> Notice:
        known = await roster.acting(unit, keys.manifest.roster, turn.member.id, Command.LEAVE)
        left = await _part(unit, turn, keys, known, known.member(turn.member.id))
        return say("departed", *left)

    return (await turn.room.database.write(work),)


async def _part(unit: Unit, turn: Turn, keys: GroupKeys, known: Roster, member: Member) -> tuple[Notice, ...]:
    """Take a member out of the group, and list what he has not done yet."""
    if known.is_last_lead(member.id):
        raise LastLead
    now = turn.now
    gone = replace(member, standing=Standing.DEPARTED, invitation=None, recipient=None, changed_at=now)
    await members.save(unit, members.sign(gone, keys.roster))
    await suspensions.lift(unit, member.id)
    await vouches.drop(unit, member.id)
    await pagers.drop(unit, member.id)
    await shifts.drop_of(unit, member.id)
    await hours.drop(unit, member.id)
    await reminders.drop(unit, member.id)
    await audit.write(unit, at=now, actor=turn.member.id, act=Act.MEMBER_DEPARTED, code=member.id)
    await vacate(unit, turn.room, member.id, now, _REASON)
    if member.standing is not Standing.INVITED or member.epoch:
        await departures.note(unit, Departure(member=member.id, at=now, manifest=keys.manifest.version))
    return await _list_actions(unit, member)


async def _list_actions(unit: Unit, member: Member) -> tuple[Notice, ...]:
    """What somebody else has to see to now, the one that is due first first."""
    left = []
    for action in await actions.seen_to(unit, owner=member.id):
        case = await cases.by_id(unit, action.case)
        left.append(say("departed-action", number=action.number, reference=case.reference, due=action.due_at))
    return (say("departed-actions", *left),) if left else ()
