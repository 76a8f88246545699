"""Referrals: that a case is offered to partners, who ordered it, and whether another member has looked at it since.

On the path of a referral, before :mod:`storage.offers`. Why, and to whom in which order, stands in the sealed document
whose id a referral has; here is only what must be known without a key.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, select, update

from storage.database import Unit, tables
from storage.errors import PermanentError
from storage.ids import CaseId, DocumentId, MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """A case on its way to partners.

    Attributes:
        id: of the sealed document in which it was ordered.
        case: which.
        by: who ordered it.
        at: when it began.
        alone: one member ordered it in an emergency, and another one is to look at it.
        override: it goes without the submitter's agreement.
        answer: how long each partner has to answer.
        reviewed_by: who has looked at it.
        reviewed_at: when.
        right: what he found.
    """

    id: DocumentId
    case: CaseId
    by: MemberId
    at: datetime
    alone: bool
    override: bool
    answer: timedelta
    reviewed_by: MemberId | None = None
    reviewed_at: datetime | None = None
    right: bool | None = None


class ReferralUnknown(PermanentError):
    """There is no such referral."""

    hint = "its case may have been erased; look at the case"


_TABLE = tables.referrals
_MINUTE = timedelta(minutes=1)


async def add(unit: Unit, referral: Referral) -> bool:
    """Write a new referral; whether it is new: two who approve the same order begin it once."""
    values = {
        "id": referral.id,
        "case": referral.case,
        "by": referral.by,
        "at": referral.at,
        "alone": referral.alone,
        "override": referral.override,
        "answer_minutes": max(referral.answer // _MINUTE, 1),
    }
    return (await unit.execute(unit.insert(_TABLE).values(values).on_conflict_do_nothing())).rowcount == 1


async def find(unit: Unit, id: DocumentId) -> Referral:  # noqa: A002
    """Find a referral; raises :class:`ReferralUnknown`."""
    row = (await unit.execute(select(_TABLE).where(_TABLE.c.id == id))).one_or_none()
    if row is None:
        raise ReferralUnknown("there is no such referral")
    return _referral(row)


async def of_case(unit: Unit, case: CaseId) -> tuple[Referral, ...]:
    """The referrals of a case, the oldest first."""
    rows = await unit.execute(select(_TABLE).where(_TABLE.c.case == case).order_by(_TABLE.c.at, _TABLE.c.id))
    return tuple(_referral(row) for row in rows)


async def review(unit: Unit, id: DocumentId, by: MemberId, at: datetime, *, right: bool) -> bool:  # noqa: A002
    """Note what another member found; whether this call was the first to."""
    unseen = update(_TABLE).where(_TABLE.c.id == id, _TABLE.c.reviewed_at.is_(None))
    return (await unit.execute(unseen.values(reviewed_by=by, reviewed_at=at, right=right))).rowcount == 1


def _referral(row: Row[Any]) -> Referral:
    return Referral(
        id=DocumentId(row.id),
        case=CaseId(row.case),
        by=MemberId(row.by),
        at=row.at,
        alone=row.alone,
        override=row.override,
        answer=row.answer_minutes * _MINUTE,
        reviewed_by=None if row.reviewed_by is None else MemberId(row.reviewed_by),
        reviewed_at=row.reviewed_at,
        right=row.right,
    )
