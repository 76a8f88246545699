"""The first of two who would take a suspended member back, one row a member, signed with the roster key.

On the path of a readmission, beside :mod:`storage.members`: what the first has said waits here for the second, with the
digest of that half of the invitation which only the first was shown. Whoever can only write to the database cannot put
words into the first one's mouth. How long a vouch is good for, and whether its author may still vouch, is for triage to
say.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import delete, select

from storage import signed
from storage.database import Unit, tables
from storage.ids import MemberId
from storage.sealed import SigningKey, VerifyKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Vouch:
    """Somebody knows that a member is who he says.

    Attributes:
        member: who is to come back.
        by: who vouches.
        at: when it was signed.
        part: SHA-256 of the invitation's first part, hexadecimal; the part itself was shown to ``by`` alone.
        signature: Ed25519 with the roster key, over all of the above.
    """

    member: MemberId
    by: MemberId
    at: datetime
    part: str
    signature: bytes = b""


SIGNATURE_DOMAIN = b"solidarity-intake/vouch/1\0"

_TABLE = tables.vouches


def sign(vouch: Vouch, roster: SigningKey) -> Vouch:
    """Sign a vouch; whatever signature it had is replaced.

    Raises:
        NaiveInstant: ``at`` has no zone.
    """
    return replace(vouch, signature=roster.sign(_message(vouch)))


async def save(unit: Unit, vouch: Vouch) -> None:
    """Write a signed vouch in the place of the one before it for the same member."""
    changing = {"by": vouch.by, "at": vouch.at, "part": vouch.part, "signature": vouch.signature}
    statement = unit.insert(_TABLE).values(member=vouch.member, **changing)
    await unit.execute(statement.on_conflict_do_update(index_elements=[_TABLE.c.member], set_=changing))


async def find(unit: Unit, member: MemberId, roster: VerifyKey) -> Vouch | None:
    """Who has vouched for a member; nobody if the roster key did not sign it."""
    row = (await unit.execute(select(_TABLE).where(_TABLE.c.member == member))).one_or_none()
    if row is None:
        return None
    try:
        vouch = Vouch(
            member=MemberId(row.member), by=MemberId(row.by), at=row.at, part=row.part, signature=row.signature
        )
        roster.verify(_message(vouch), vouch.signature)
    except signed.NOT_GENUINE:
        return None
    return vouch


async def drop(unit: Unit, member: MemberId) -> None:
    """Forget who has vouched for a member; again does nothing."""
    await unit.execute(delete(_TABLE).where(_TABLE.c.member == member))


def _message(vouch: Vouch) -> bytes:
    return signed.message(SIGNATURE_DOMAIN, vouch.member, vouch.by, vouch.at, vouch.part)
