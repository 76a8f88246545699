"""The tags of a case: short codes of the group's own list, by which its cases are found again.

Triage writes and reads them. They are readable on the disk, so a tag says what kind of case it is and never who.
"""

from collections.abc import Collection

from sqlalchemy import delete, select

from storage.database import Unit, tables
from storage.ids import CaseId

_TABLE = tables.tags


async def add(unit: Unit, case: CaseId, tags: Collection[str]) -> None:
    """Give a case tags; one that it has already changes nothing.

    Args:
        unit: to write with.
        case: which.
        tags: of 2 to 24 characters each.
    """
    for tag in sorted(tags):
        await unit.execute(unit.insert(_TABLE).values(case=case, tag=tag).on_conflict_do_nothing())


async def drop(unit: Unit, case: CaseId, tags: Collection[str]) -> None:
    """Take tags from a case; one that it does not have changes nothing."""
    await unit.execute(delete(_TABLE).where(_TABLE.c.case == case, _TABLE.c.tag.in_(tags)))


async def of_case(unit: Unit, case: CaseId) -> tuple[str, ...]:
    """The tags of a case, in the order of the alphabet."""
    query = select(_TABLE.c.tag).where(_TABLE.c.case == case).order_by(_TABLE.c.tag)
    return tuple((await unit.execute(query)).scalars())
