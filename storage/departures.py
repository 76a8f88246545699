"""Who has left while which keys were in use: until there are newer ones, what he knew still opens something.

Beside the members' own rows, which say that somebody left. A row here is a reminder and no more, so it is not signed:
whoever writes to the database can take it away, and with it one line of a check.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from storage.database import Unit, tables
from storage.ids import MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """Somebody left.

    Attributes:
        member: who.
        at: when.
        manifest: the version of the keys that were in use then.
    """

    member: MemberId
    at: datetime
    manifest: int


_TABLE = tables.departures


async def note(unit: Unit, departure: Departure) -> None:
    """Write down that somebody left; who left before has left again, now."""
    changing = {"at": departure.at, "manifest": departure.manifest}
    row = unit.insert(_TABLE).values(member=departure.member, **changing)
    await unit.execute(row.on_conflict_do_update(index_elements=[_TABLE.c.member], set_=changing))


async def awaiting(unit: Unit, manifest: int) -> tuple[Departure, ...]:
    """Who left while these keys, or older ones, were in use, the first one first: newer keys are asked for."""
    query = select(_TABLE).where(_TABLE.c.manifest >= manifest).order_by(_TABLE.c.at, _TABLE.c.member)
    rows = await unit.execute(query)
    return tuple(Departure(member=MemberId(row.member), at=row.at, manifest=row.manifest) for row in rows)
