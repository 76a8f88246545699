"""What one member proposes and another has to approve, a row each, signed with the roster key.

On the path of an export, an erasure and a referral, beside :mod:`storage.vouches`: what one of two has said waits here
for the other. Whoever can only write to the database can put words into nobody's mouth: a row that does not verify is
counted and left out. Who may propose and approve, and what comes of it, is for triage to say.
"""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, select, update

from storage import signed
from storage.database import Unit, tables
from storage.ids import CaseId, MemberId
from storage.sealed import SigningKey, VerifyKey


class ProposalKind(StrEnum):
    """What takes two."""

    EXPORT = "export"  # the whole case leaves, sealed to the proposer's own key
    ERASE = "erase"  # the case is erased
    REFER = "refer"  # the case is offered to partners


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Something about a case that waits for a second member, or waited.

    Attributes:
        number: what members call it; 0 until it was written.
        kind: what is to be done.
        case: to which case.
        by: who proposes it.
        at: since when.
        until: when it lapses, and, once approved, until when it may be carried out.
        payload: what belongs to it, sealed, for whoever carries it out.
        approved_by: who was for it.
        approved_at: when.
        refused_by: who was against it; the proposer, who took it back.
        refused_at: when.
        signature: Ed25519 with the roster key, over all of the above.
    """

    number: int = 0
    kind: ProposalKind
    case: CaseId
    by: MemberId
    at: datetime
    until: datetime
    payload: bytes | None = field(default=None, repr=False)
    approved_by: MemberId | None = None
    approved_at: datetime | None = None
    refused_by: MemberId | None = None
    refused_at: datetime | None = None
    signature: bytes = b""

    def waits(self, now: datetime) -> bool:
        """Whether somebody can still approve or refuse it."""
        return self.approved_at is None and self.refused_at is None and now < self.until

    def stands(self, now: datetime) -> bool:
        """Whether it was approved, and may be carried out."""
        return self.approved_at is not None and self.refused_at is None and now < self.until


SIGNATURE_DOMAIN = b"solidarity-intake/proposal/1\0"

_TABLE = tables.proposals
_OPEN = (_TABLE.c.approved_at.is_(None), _TABLE.c.refused_at.is_(None))


async def add(unit: Unit, proposal: Proposal, roster: SigningKey) -> Proposal:
    """Write a new proposal, and give it back with its number and its signature.

    Raises:
        NaiveInstant: a time has no zone.
    """
    row = unit.insert(_TABLE).values(
        kind=proposal.kind,
        case=proposal.case,
        by=proposal.by,
        at=proposal.at,
        until=proposal.until,
        payload=proposal.payload,
        signature=b"",
    )
    # The number is signed too, so that no other proposal can be put in the place of the one that was read.
    number = (await unit.execute(row.returning(_TABLE.c.number))).scalar_one()
    numbered = _sign(replace(proposal, number=number), roster)
    await unit.execute(update(_TABLE).where(_TABLE.c.number == number).values(signature=numbered.signature))
    return numbered


async def find(unit: Unit, number: int, roster: VerifyKey) -> Proposal | None:
    """Find a proposal by its number; none if the roster key did not sign it."""
    row = (await unit.execute(select(_TABLE).where(_TABLE.c.number == number))).one_or_none()
    return None if row is None else _proposal(row, roster)


async def of_case(unit: Unit, case: CaseId, roster: VerifyKey) -> tuple[Proposal, ...]:
    """All proposals about a case that are genuine, the oldest first."""
    rows = await unit.execute(select(_TABLE).where(_TABLE.c.case == case).order_by(_TABLE.c.number))
    return tuple(proposal for row in rows if (proposal := _proposal(row, roster)) is not None)


async def waiting(unit: Unit, now: datetime, roster: VerifyKey) -> tuple[tuple[Proposal, ...], int]:
    """The proposals that wait for somebody, the oldest first, and how many rows are not genuine."""
    query = select(_TABLE).where(*_OPEN, _TABLE.c.until > now).order_by(_TABLE.c.number)
    rows = (await unit.execute(query)).all()
    genuine = tuple(proposal for row in rows if (proposal := _proposal(row, roster)) is not None)
    return genuine, len(rows) - len(genuine)


async def approve(unit: Unit, proposal: Proposal, member: MemberId, at: datetime, roster: SigningKey) -> bool:
    """Note who was for a proposal.

    Returns:
        Whether this call was the first to settle it; if not, nothing was written.
    """
    return await _settle(unit, _sign(replace(proposal, approved_by=member, approved_at=at), roster), at)


async def refuse(unit: Unit, proposal: Proposal, member: MemberId, at: datetime, roster: SigningKey) -> bool:
    """Note who was against a proposal, or that it was taken back.

    Returns:
        Whether this call was the first to settle it; if not, nothing was written.
    """
    return await _settle(unit, _sign(replace(proposal, refused_by=member, refused_at=at), roster), at)


async def _settle(unit: Unit, settled: Proposal, at: datetime) -> bool:
    this = (_TABLE.c.number == settled.number, *_OPEN, _TABLE.c.until > at)
    written = await unit.execute(
        update(_TABLE)
        .where(*this)
        .values(
            approved_by=settled.approved_by,
            approved_at=settled.approved_at,
            refused_by=settled.refused_by,
            refused_at=settled.refused_at,
            signature=settled.signature,
        )
    )
    return written.rowcount == 1


def _sign(proposal: Proposal, roster: SigningKey) -> Proposal:
    return replace(proposal, signature=roster.sign(_message(proposal)))


def _proposal(row: Row[Any], roster: VerifyKey) -> Proposal | None:
    """The proposal of a row; none if the roster key did not sign it."""
    try:
        proposal = Proposal(
            number=row.number,
            kind=ProposalKind(row.kind),
            case=CaseId(row.case),
            by=MemberId(row.by),
            at=row.at,
            until=row.until,
            payload=row.payload,
            approved_by=None if row.approved_by is None else MemberId(row.approved_by),
            approved_at=row.approved_at,
            refused_by=None if row.refused_by is None else MemberId(row.refused_by),
            refused_at=row.refused_at,
            signature=row.signature,
        )
        roster.verify(_message(proposal), proposal.signature)
    except signed.NOT_GENUINE:
        return None
    return proposal


def _message(proposal: Proposal) -> bytes:
    return signed.message(
        SIGNATURE_DOMAIN,
        proposal.number,
        proposal.kind,
        proposal.case,
        proposal.by,
        proposal.at,
        proposal.until,
        None if proposal.payload is None else hashlib.sha256(proposal.payload).hexdigest(),
        proposal.approved_by,
        proposal.approved_at,
        proposal.refused_by,
        proposal.refused_at,
    )
