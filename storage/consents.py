"""The consent ledger: one row for each use and each time it was asked; only the latest of a use counts."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select

from storage.database import Unit, tables
from storage.documents import Consent, ConsentGrant, ConsentUse
from storage.ids import CaseId

_TABLE = tables.consents


async def add(unit: Unit, case: CaseId, consents: Sequence[Consent], at: datetime) -> None:
    """Write what a submitter agreed to, or no longer agrees to; earlier rows stay."""
    rows = [{"case": case, "use": consent.use, "grant": consent.grant, "at": at} for consent in consents]
    if rows:
        await unit.execute(unit.insert(_TABLE), rows)


async def of_case(unit: Unit, case: CaseId) -> tuple[Consent, ...]:
    """What counts now: the latest row of each use, in the order of :class:`ConsentUse`."""
    latest = select(func.max(_TABLE.c.number)).where(_TABLE.c.case == case).group_by(_TABLE.c.use)
    rows = (await unit.execute(select(_TABLE).where(_TABLE.c.number.in_(latest)))).all()
    given = {ConsentUse(row.use): ConsentGrant(row.grant) for row in rows}
    return tuple(Consent(use=use, grant=given[use]) for use in ConsentUse if use in given)
