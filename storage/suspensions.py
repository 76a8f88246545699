"""Who may not act from now on, written down without a key.

On the path from a channel that has seen a member's identity change: that may happen while triage is locked, when nobody
can sign. A row here only takes away, so it need not be signed: whoever forges one can keep a member out, which whoever
writes to the database can do anyway. For the same reason nothing is ever signed because of it: it stays what it is
until the member is taken back, and a forger has no more than that. Where triage can sign, a suspension stands in the
member's own row and not here.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from storage.database import Unit, tables
from storage.ids import MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspension:
    """A member who may not act, whatever the member's own row says.

    Attributes:
        member: who.
        at: since when.
    """

    member: MemberId
    at: datetime


_TABLE = tables.suspensions


async def add(unit: Unit, member: MemberId, at: datetime) -> None:
    """Suspend a member; one who is suspended already stays so since the first time."""
    row = unit.insert(_TABLE).values(member=member, at=at)
    await unit.execute(row.on_conflict_do_nothing(index_elements=[_TABLE.c.member]))


async def all(unit: Unit) -> tuple[Suspension, ...]:  # noqa: A001
    """Everybody who is suspended here, the first one first."""
    rows = await unit.execute(select(_TABLE).order_by(_TABLE.c.at, _TABLE.c.member))
    return tuple(Suspension(member=MemberId(row.member), at=row.at) for row in rows)


async def lift(unit: Unit, member: MemberId) -> None:
    """Leave it to the member's own row again, as a readmission does; a second time does nothing."""
    await unit.execute(delete(_TABLE).where(_TABLE.c.member == member))
