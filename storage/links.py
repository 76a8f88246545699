"""Which cases have to do with each other, as members see it: a row from either side of a link.

Triage writes and reads them. That two cases have nothing in common is kept as well, so that nobody is asked twice.
"""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select

from storage.database import Unit, tables
from storage.ids import CaseId


class Tie(StrEnum):
    """What two cases have in common."""

    DUPLICATE = "duplicate"  # the same, told twice
    RELATED = "related"
    PERSON = "person"  # about the same person
    EVENT = "event"  # about the same event


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What a member said about two cases.

    Attributes:
        other: the case at the other end.
        tie: what they have in common; nothing, if somebody has looked and they have nothing.
    """

    other: CaseId
    tie: Tie | None


_TABLE = tables.links


async def save(unit: Unit, case: CaseId, other: CaseId, tie: Tie | None) -> None:
    """Note from both sides what two different cases have in common, in the place of what was noted before."""
    for one, two in ((case, other), (other, case)):
        statement = unit.insert(_TABLE).values(case=one, other=two, tie=tie)
        await unit.execute(
            statement.on_conflict_do_update(index_elements=[_TABLE.c.case, _TABLE.c.other], set_={"tie": tie})
        )


async def of_case(unit: Unit, case: CaseId) -> tuple[Link, ...]:
    """What was said about a case and others, in an order that does not change."""
    rows = await unit.execute(select(_TABLE).where(_TABLE.c.case == case).order_by(_TABLE.c.other))
    return tuple(Link(other=CaseId(row.other), tie=None if row.tie is None else Tie(row.tie)) for row in rows)
