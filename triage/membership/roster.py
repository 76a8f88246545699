"""The roster: who is a member, how a stranger becomes one, and whose row is believed.

On the path between the desk and ``storage.members``. Every row is signed with the roster key and verified before it is
used; what does not verify is counted and left out. Adding and admitting need the group's keys, reading does not.
Invitations are stored as digests only: see :mod:`triage.membership.codes`.
"""

import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from storage import audit, members, suspensions, vouches
from storage.audit import Act
from storage.database import Unit
from storage.ids import Draw, MemberId, draw_id
from storage.keys.group import GroupKeys
from storage.members import Member, Role, Standing
from storage.sealed import VerifyKey
from triage.errors import NameRefused, NameTaken, NameUnknown, NotAllowed, ReadmissionNeeded, RosterNotEmpty
from triage.grammar import rights
from triage.grammar.rights import Command, includes
from triage.membership import codes

_READMITTING = 2
"""As many as it takes to bring a suspended member back."""

Bind = Callable[[Unit, Member, GroupKeys], Awaitable[None]]
"""What a channel writes together with an admission, such as the account that speaks for the member from then on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """The members whose rows verified.

    Attributes:
        members: of every standing.
        forged: rows that did not verify; somebody else wrote them.
    """

    members: tuple[Member, ...]
    forged: int

    @property
    def ids(self) -> tuple[MemberId, ...]:
        """Everybody who ever belonged to it."""
        return tuple(member.id for member in self.members)

    def active(self, member: MemberId) -> Member | None:
        """Find a member who may work."""
        return next((m for m in self.members if m.id == member and m.standing is Standing.ACTIVE), None)

    def named(self, name: str) -> Member | None:
        """Find a member who may work by name, whatever its case."""
        wanted = name.strip().casefold()
        return next((m for m in self.members if m.name.casefold() == wanted and m.standing is Standing.ACTIVE), None)

    def called(self, name: str) -> Member:
        """Find whoever belongs to the group by name, whatever its case, of every standing.

        Raises:
            NameUnknown: there is nobody.
        """
        wanted = " ".join(name.split()).casefold()
        for member in self.members:
            if member.name.casefold() == wanted:
                return member
        raise NameUnknown

    def member(self, member: MemberId) -> Member:
        """Give a member who is known to be one; raises KeyError for anybody else."""
        return {known.id: known for known in self.members}[member]

    def name(self, member: MemberId) -> str:
        """Give a member's name; a question mark if no row of his verifies."""
        return next((m.name for m in self.members if m.id == member), "?")

    def is_last_lead(self, member: MemberId) -> bool:
        """Whether the group would have no lead who may act without this one."""
        leads = [m.id for m in self.members if m.role is Role.LEAD and m.standing is Standing.ACTIVE]
        return leads == [member]

    def may_readmit(self, member: MemberId) -> bool:
        """Whether this is a member who may take others back."""
        active = self.active(member)
        return active is not None and includes(active.role, Command.READMIT)


async def read(unit: Unit, key: VerifyKey) -> Roster:
    """Read the rows that the roster key signed."""
    verified, forged = await members.verified(unit, key)
    return Roster(members=verified, forged=forged)


async def acting(unit: Unit, key: VerifyKey, member: MemberId, command: Command) -> Roster:
    """Read the rows as they are by now, in the transaction that goes by them, and see that who began may still do so.

    Raises:
        NotAllowed: he is not active any more, or his role does not include the command any more.
    """
    known = await read(unit, key)
    actor = known.active(member)
    if actor is None:
        raise NotAllowed(command)
    rights.check(command, actor.role)
    return known


async def enrol_first_lead(unit: Unit, keys: GroupKeys, name: str, now: datetime, draw: Draw) -> Member:
    """Make the holder of the group's passphrase who comes first the lead.

    Raises:
        RosterNotEmpty: somebody came before.
        NameRefused: the name is empty, too long, or cannot be printed.
        NameTaken: a row that did not verify has this name.
    """
    if (await read(unit, keys.manifest.roster)).members:
        raise RosterNotEmpty
    lead = members.sign(
        Member(
            id=MemberId(draw_id(draw)),
            name=_proper(name),
            role=Role.LEAD,
            standing=Standing.ACTIVE,
            invitation=None,
            recipient=None,
            changed_at=now,
            signature=b"",
        ),
        keys.roster,
    )
    await _save(unit, lead)
    await audit.write(unit, at=now, actor=audit.OPERATOR, act=Act.MEMBER_JOINED, code=Role.LEAD)
    return lead


async def invite(
    unit: Unit,
    keys: GroupKeys,
    name: str,
    role: Role,
    *,
    now: datetime,
    draw: Draw,
    actor: str = audit.OPERATOR,
) -> str:
    """Write an invited member and return the one-time code, which is secret and stored nowhere.

    Args:
        unit: of one transaction.
        keys: the roster key signs the row.
        name: as the others will see it.
        role: what the member will be.
        now: when the invitation begins to run out.
        draw: the code's randomness.
        actor: who invites, for the audit log: a member's id, or the operator at the machine.

    Raises:
        NameTaken: somebody who has joined, or a row that does not verify, has this name.
        NameRefused: the name is empty, too long, or cannot be printed.
    """
    proper = _proper(name)
    roster = await read(unit, keys.manifest.roster)
    # Who was invited and has not come is invited anew: the former code may be lost, or too old. Who left may come back.
    namesake = next((member for member in roster.members if member.name.casefold() == proper.casefold()), None)
    if namesake is not None and namesake.standing not in {Standing.INVITED, Standing.DEPARTED}:
        raise NameTaken
    code = codes.draw_code(draw)
    if namesake is not None and namesake.standing is Standing.DEPARTED:
        back = replace(namesake, name=proper, role=role)
        await readmit(unit, keys, back, codes.digest(code), now=now, actor=actor)
        return code
    invited = Member(
        id=namesake.id if namesake else MemberId(draw_id(draw)),
        name=proper,
        role=role,
        standing=Standing.INVITED,
        invitation=codes.digest(code),
        recipient=None,
        changed_at=now,
        epoch=namesake.epoch if namesake else 0,
        signature=b"",
    )
    await _save(unit, members.sign(invited, keys.roster))
    await audit.write(unit, at=now, actor=actor, act=Act.MEMBER_INVITED, code=role)
    return code


async def invite_again(
    unit: Unit,
    keys: GroupKeys,
    name: str,
    *,
    now: datetime,
    draw: Draw,
    actor: str = audit.OPERATOR,
) -> str:
    """Give whoever has come or was invited another one-time code, to be known on one more channel; it is secret.

    Nothing else about the member changes, and a former code that was not used is worth nothing any more. Who was
    suspended is taken back like this where there are not two others who could do it: the group is that small, or
    somebody who writes to the database has suspended it. Who has left comes back like this, too.

    Raises:
        NameUnknown: nobody has this name.
        ReadmissionNeeded: the member is suspended, and there are others to take him back.
    """
    known = await read(unit, keys.manifest.roster)
    member = known.called(name)
    code = codes.draw_code(draw)
    if member.standing is Standing.SUSPENDED and sum(map(known.may_readmit, known.ids)) >= _READMITTING:
        raise ReadmissionNeeded
    if member.standing in {Standing.SUSPENDED, Standing.DEPARTED}:
        await readmit(unit, keys, member, codes.digest(code), now=now, actor=actor)
        return code
    await _save(unit, members.sign(replace(member, invitation=codes.digest(code), changed_at=now), keys.roster))
    await audit.write(unit, at=now, actor=actor, act=Act.MEMBER_INVITED, code=member.role)
    return code


async def readmit(unit: Unit, keys: GroupKeys, member: Member, invitation: str, *, now: datetime, actor: str) -> Member:
    """Let who was suspended, or has left, come again with an invitation; whoever asks for it has been checked.

    The invitation is given as its digest. He comes without his key, and with another secret for his authenticator: with
    the device that he has lost somebody may have found them.
    """
    back = replace(
        member,
        standing=Standing.INVITED,
        invitation=invitation,
        recipient=None,
        changed_at=now,
        epoch=member.epoch + 1,
    )
    await _save(unit, members.sign(back, keys.roster))
    await suspensions.lift(unit, member.id)
    await vouches.drop(unit, member.id)
    await audit.write(unit, at=now, actor=actor, act=Act.MEMBER_READMITTED, code=member.id)
    return back


def find_invited(roster: Roster, code: str, now: datetime, validity: timedelta) -> Member | None:
    """Find whose invitation this code is, in a time that does not depend on the code.

    None for a code that is wrong, used, or older than ``validity``.
    """
    digest = codes.digest(code)
    found = None
    for member in roster.members:
        matches = hmac.compare_digest(member.invitation or "", digest)
        if matches and member.standing is not Standing.SUSPENDED and now < member.changed_at + validity:
            found = member
    return found


async def admit(unit: Unit, keys: GroupKeys, invited: Member, now: datetime, bind: Bind | None) -> Member | None:
    """Turn an invitation into a member, once; None if somebody was quicker with the same code.

    Who was a member already stays what he was, and is known on the channel that binds him.
    """
    roster = await read(unit, keys.manifest.roster)
    if invited not in roster.members:
        return None
    admitted = members.sign(replace(invited, standing=Standing.ACTIVE, invitation=None, changed_at=now), keys.roster)
    await members.save(unit, admitted)
    await audit.write(unit, at=now, actor=admitted.id, act=Act.MEMBER_JOINED, code=admitted.role)
    if bind is not None:
        await bind(unit, admitted, keys)
    return admitted


async def _save(unit: Unit, member: Member) -> None:
    """Write a row; a forged row may hold the name as well, and is not overwritten."""
    try:
        await members.save(unit, member)
    except members.NameTaken:
        raise NameTaken from None


def _proper(name: str) -> str:
    """Check a name that others will read in lists."""
    proper = " ".join(name.split())
    if not 1 <= len(proper) <= 40 or not proper.isprintable():
        raise NameRefused
    return proper
