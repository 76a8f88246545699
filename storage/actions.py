"""The rows of actions: who does what for a case by when, and how far it has come.

On the path of a decision, beside the sealed documents that say the rest; readable, so that a locked triage can remind
whoever is late. :func:`settle` tells the first of several that it was the first.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, exists, select, update

from storage.database import Unit, tables
from storage.documents import ActionKind, ActionStatus, DocumentKind, Urgency
from storage.ids import CaseId, DocumentId, MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """What somebody does for a case.

    Attributes:
        number: what members call it; 0 until it was written.
        case: for which case.
        document: the sealed document that says what exactly.
        kind: HURIDOCS 2609.
        owner: who sees to it.
        due_at: by when.
        status: HURIDOCS 2651.
        priority: HURIDOCS 2652.
    """

    number: int = 0
    case: CaseId
    document: DocumentId
    kind: ActionKind
    owner: MemberId
    due_at: datetime
    status: ActionStatus = ActionStatus.ONGOING
    priority: Urgency


_TABLE = tables.actions
_ONGOING = _TABLE.c.status == ActionStatus.ONGOING
_LEFT = exists().where(
    tables.documents.c.case == _TABLE.c.case,
    tables.documents.c.author == _TABLE.c.owner,
    tables.documents.c.kind == DocumentKind.RECUSAL,
)
"""Whether the owner has taken himself out of the case since: then it waits for somebody else."""


async def add(unit: Unit, action: Action) -> Action:
    """Write a new action, and give it back with its number."""
    row = unit.insert(_TABLE).values(
        case=action.case,
        document=action.document,
        kind=action.kind,
        owner=action.owner,
        due_at=action.due_at,
        status=action.status,
        priority=action.priority,
    )
    number = (await unit.execute(row.returning(_TABLE.c.number))).scalar_one()
    return replace(action, number=number)


async def find(unit: Unit, number: int) -> Action | None:
    """Find an action by its number."""
    row = (await unit.execute(select(_TABLE).where(_TABLE.c.number == number))).one_or_none()
    return None if row is None else _action(row)


async def of_case(unit: Unit, case: CaseId) -> tuple[Action, ...]:
    """All actions for a case, the oldest first."""
    rows = await unit.execute(select(_TABLE).where(_TABLE.c.case == case).order_by(_TABLE.c.number))
    return tuple(_action(row) for row in rows)


async def ongoing(unit: Unit, *, limit: int | None = None) -> tuple[Action, ...]:
    """The actions that are not over, the one that is due first first."""
    query = select(_TABLE).where(_ONGOING).order_by(_TABLE.c.due_at, _TABLE.c.number)
    return tuple(_action(row) for row in await unit.execute(query.limit(limit)))


async def seen_to(unit: Unit, *, owner: MemberId | None = None) -> tuple[Action, ...]:
    """The actions that are not over, and that their owner may still see to, the one that is due first first.

    Args:
        unit: to read with.
        owner: whose; everybody's if none is named.
    """
    query = select(_TABLE).where(_ONGOING, ~_LEFT).order_by(_TABLE.c.due_at, _TABLE.c.number)
    if owner is not None:
        query = query.where(_TABLE.c.owner == owner)
    return tuple(_action(row) for row in await unit.execute(query))


async def settle(unit: Unit, number: int, status: ActionStatus) -> bool:
    """Note how far an action has come.

    Returns:
        Whether it was going on until now; if not, nothing was written.
    """
    this = (_TABLE.c.number == number, _ONGOING)
    return (await unit.execute(update(_TABLE).where(*this).values(status=status))).rowcount == 1


def _action(row: Row[Any]) -> Action:
    return Action(
        number=row.number,
        case=CaseId(row.case),
        document=DocumentId(row.document),
        kind=ActionKind(row.kind),
        owner=MemberId(row.owner),
        due_at=row.due_at,
        status=ActionStatus(row.status),
        priority=row.priority,
    )
