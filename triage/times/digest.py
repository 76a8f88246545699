"""The daily digest: in counts, references and numbers alone, what waits for one member.

On the path between the clock, or an order, and what a member reads. It works while the desk is locked, and says
nothing that a channel could not carry.
"""

from collections.abc import Collection
from datetime import datetime

from storage import actions, cases, hours, proposals, reminders
from storage.cases import CaseState
from storage.database import Unit
from storage.hours import Hours
from storage.ids import MemberId
from storage.members import Member, Standing
from storage.sealed import VerifyKey
from triage.case import OPEN_STATES, holds
from triage.grammar.labels import DigestAct
from triage.grammar.rights import Command, includes
from triage.grammar.times import SetDigest
from triage.membership.roster import Roster
from triage.notices import Notice, say
from triage.times.due import NAMED, name
from triage.turn import Turn

_HELD = 100
"""Cases that one member may hold and see counted."""


async def set_digest(turn: Turn, order: SetDigest) -> tuple[Notice, ...]:
    """Note when the member's digest comes, or give it now; with neither, say when it comes."""
    if order.digest is DigestAct.NOW:
        key = turn.room.manifest.roster
        return (await turn.room.database.read(lambda unit: compose(unit, turn.member, key, turn.now)),)
    changes = order.at is not None or order.digest is DigestAct.OFF

    async def work(unit: Unit) -> Hours:
        if changes:
            await hours.set_digest(unit, turn.member.id, order.at)
        mine = await hours.of(unit, turn.member.id)
        if changes and _has_come(mine, turn.now):
            # Whoever says at noon that it shall come in the morning means tomorrow's.
            await reminders.note_digest(unit, turn.member.id, mine.local(turn.now).date())
        return mine

    mine = await (turn.room.database.write if changes else turn.room.database.read)(work)
    if mine.digest_at is None:
        return (say("digest-none"),)
    return (say("digest-at", at=f"{mine.digest_at:%H:%M}", zone=mine.zone),)


async def due(
    unit: Unit, known: Roster, reachable: Collection[MemberId], now: datetime
) -> tuple[tuple[Member, Hours], ...]:
    """Those whose digest of today has to come now, each with his hours."""
    came = await reminders.digests(unit)
    found = []
    for member in known.members:
        if member.standing is Standing.ACTIVE and member.id in reachable:
            own = await hours.of(unit, member.id)
            last = came.get(member.id)
            if _has_come(own, now) and (last is None or last < own.local(now).date()):
                found.append((member, own))
    return tuple(found)


async def compose(unit: Unit, member: Member, key: VerifyKey, now: datetime) -> Notice:
    """Word the digest of one member.

    Args:
        unit: to read with.
        member: whose it is.
        key: with which the rows of the group were signed.
        now: aware.
    """
    lines = [*await _own(unit, member, now), *await _waiting(unit)]
    if includes(member.role, Command.DECIDE):
        lines += [*await _late(unit, now), *await _proposed(unit, member, key, now)]
    return say("digest", *lines) if lines else say("digest-empty")


def _has_come(own: Hours, now: datetime) -> bool:
    """Whether the hour of today's digest has come."""
    return own.digest_at is not None and own.local(now).time() >= own.digest_at


async def _own(unit: Unit, member: Member, now: datetime) -> list[Notice]:
    """What the member holds and sees to."""
    lines = []
    page = await cases.page(unit, states=OPEN_STATES, holder=member.id, limit=_HELD)
    held = [case.reference for case in page if holds(case, member.id, now)]
    if held:
        lines.append(say("digest-cases", count=len(held), references=name(held)))
    acting = await actions.seen_to(unit, owner=member.id)
    if acting:
        late = sum(action.due_at <= now for action in acting)
        numbers = name([action.number for action in acting])
        lines.append(say("digest-actions", count=len(acting), numbers=numbers, late=late))
    return lines


async def _waiting(unit: Unit) -> list[Notice]:
    """What nobody has taken yet."""
    first = await cases.page(unit, states={CaseState.RECEIVED}, limit=NAMED + 1)
    if not first:
        return []
    count = await cases.count(unit, CaseState.RECEIVED)
    return [say("digest-new", count=count, references=name([case.reference for case in first]))]


async def _late(unit: Unit, now: datetime) -> list[Notice]:
    """What is overdue in the group, and of what nobody would be reminded."""
    lines = []
    late = [pending.reference for pending in await reminders.running(unit, now)]
    if late:
        lines.append(say("digest-late", count=len(late), references=name(late)))
    idle = await reminders.idle(unit, NAMED + 1)
    if idle:
        lines.append(say("overdue-idle", references=name(idle)))
    return lines


async def _proposed(unit: Unit, member: Member, key: VerifyKey, now: datetime) -> list[Notice]:
    """What others have proposed."""
    waiting, _ = await proposals.waiting(unit, now, key)
    numbers = [proposal.number for proposal in waiting if proposal.by != member.id]
    return [say("digest-proposals", count=len(numbers), numbers=name(numbers))] if numbers else []
