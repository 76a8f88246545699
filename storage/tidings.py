"""What triage leaves for intake: of these cases the submitter should hear that there is an answer.

Written with the reply, in one transaction; intake, which alone can open addresses, tells the submitter and drops it. A
tiding holds a case and a time, and no word.
"""

from datetime import datetime

from sqlalchemy import delete, select

from storage.database import Unit, tables
from storage.ids import CaseId

_TABLE = tables.tidings


async def add(unit: Unit, case: CaseId, at: datetime) -> None:
    """Leave a tiding; a case has one at most, and the first one's time stands."""
    await unit.execute(unit.insert(_TABLE).values(case=case, at=at).on_conflict_do_nothing())


async def waiting(unit: Unit, limit: int) -> tuple[CaseId, ...]:
    """Some of the cases with a tiding, the one that waits longest first."""
    query = select(_TABLE.c.case).order_by(_TABLE.c.at, _TABLE.c.case).limit(limit)
    return tuple(CaseId(case) for case in (await unit.execute(query)).scalars())


async def drop(unit: Unit, case: CaseId) -> None:
    """Forget a tiding, once the submitter is told or nobody can be; again does nothing."""
    await unit.execute(delete(_TABLE).where(_TABLE.c.case == case))
