"""The rows of members, each signed with the roster key, which only triage can use.

A seized intake can write to the database; it cannot sign. So a row is verified before anything is concluded from
it: that somebody is a member, what they may do, or to which key a file is sealed. What a signature cannot show is
that a row is an older one of the same member, put back: the audit log shows the change that is missing. A suspension
that could not be signed lies in :mod:`storage.suspensions`, and is looked at together with the rows.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, select

from storage import signed, suspensions
from storage.database import Unit, tables
from storage.errors import PermanentError
from storage.ids import MemberId
from storage.sealed import SigningKey, VerifyKey


class Role(StrEnum):
    """What somebody does in the group."""

    MEMBER = "member"  # assesses
    COORDINATOR = "coordinator"  # runs the queue
    REFERRER = "referrer"  # takes emergencies onward
    LEAD = "lead"  # answers for all of it


class Standing(StrEnum):
    """Whether somebody may act."""

    INVITED = "invited"  # has not come yet
    ACTIVE = "active"
    SUSPENDED = "suspended"  # not until they are taken back
    DEPARTED = "departed"  # belongs to the group no more; the name stays, on what they wrote


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Someone in the group.

    Attributes:
        id: drawn with the invitation.
        name: what the others call them.
        role: what they do.
        standing: whether they may act.
        invitation: the digest of the one-time code, hexadecimal, until it was used.
        recipient: the age recipient of their own device, once they gave one.
        changed_at: when the row was last signed.
        epoch: how often they were taken back after a suspension; each time their authenticator gets another secret.
        signature: Ed25519 with the roster key, over all of the above.
    """

    id: MemberId
    name: str
    role: Role
    standing: Standing
    invitation: str | None = None
    recipient: str | None = None
    changed_at: datetime
    epoch: int = 0
    signature: bytes = b""


class NameTaken(PermanentError):
    """Another member has this name."""

    hint = "choose another name"


_TABLE = tables.members
_DOMAIN = b"solidarity-intake/member/1\0"


def sign(member: Member, roster: SigningKey) -> Member:
    """Sign a member's row; whatever signature it had is replaced.

    Raises:
        NaiveInstant: ``changed_at`` has no zone.
    """
    return replace(member, signature=roster.sign(_message(member)))


async def save(unit: Unit, member: Member) -> None:
    """Write a signed member in the place of the row before it.

    Raises:
        NameTaken: somebody else has the name; nothing was written.
    """
    namesake = select(_TABLE.c.id).where(_TABLE.c.name == member.name, _TABLE.c.id != member.id)
    if (await unit.execute(namesake)).first() is not None:
        raise NameTaken("the name of a member has to be their own")
    changing = {
        "name": member.name,
        "role": member.role,
        "standing": member.standing,
        "invitation": member.invitation,
        "recipient": member.recipient,
        "changed_at": member.changed_at,
        "epoch": member.epoch,
        "signature": member.signature,
    }
    statement = unit.insert(_TABLE).values(id=member.id, **changing)
    await unit.execute(statement.on_conflict_do_update(index_elements=[_TABLE.c.id], set_=changing))


async def verified(unit: Unit, roster: VerifyKey) -> tuple[tuple[Member, ...], int]:
    """The members whose rows are genuine, by name, and how many rows are not.

    The only way to read members: nobody meets a row that was not verified. Whoever is named in a suspension is
    suspended, whatever the roster key last signed.
    """
    rows = (await unit.execute(select(_TABLE).order_by(_TABLE.c.name))).all()
    genuine = [member for row in rows if (member := _member(row, roster)) is not None]
    denied = {suspension.member for suspension in await suspensions.all(unit)} if genuine else frozenset()
    standing = tuple(_denied(member) if member.id in denied else member for member in genuine)
    return standing, len(rows) - len(genuine)


def _denied(member: Member) -> Member:
    """Take from a member what a suspension takes; from who has left nothing can be taken."""
    return member if member.standing is Standing.DEPARTED else replace(member, standing=Standing.SUSPENDED)


def _member(row: Row[Any], roster: VerifyKey) -> Member | None:
    """The member of a row; nobody if the roster key did not sign it."""
    try:
        member = Member(
            id=MemberId(row.id),
            name=row.name,
            role=Role(row.role),
            standing=Standing(row.standing),
            invitation=row.invitation,
            recipient=row.recipient,
            changed_at=row.changed_at,
            epoch=int(row.epoch),
            signature=row.signature,
        )
        roster.verify(_message(member), member.signature)
    except signed.NOT_GENUINE:
        return None
    return member


def _message(member: Member) -> bytes:
    # Without an epoch the message is the same as before there were any.
    later = (member.epoch,) if member.epoch else ()
    return signed.message(
        _DOMAIN,
        member.id,
        member.name,
        member.role,
        member.standing,
        member.invitation,
        member.recipient,
        member.changed_at,
        *later,
    )
