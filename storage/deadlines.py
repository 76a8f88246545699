"""When something about a case is overdue: a row each, so that a deadline outlives every process.

Schedulers only ask which are due; :func:`meet` tells the first of several that it was the first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, select, update

from storage.database import Unit, tables
from storage.ids import CaseId


class DeadlineKind(StrEnum):
    """What has to have happened."""

    FIRST_ANSWER = "first_answer"  # the submitter has heard from a person
    ASSESSMENT = "assessment"  # enough members have judged
    DECISION = "decision"  # the group has concluded
    ACTION = "action"  # what was decided is done; its item is the action's number
    HEARING = "hearing"  # somebody is at court; its item is the action's number, or the question's document
    FOLLOW_UP = "follow_up"  # somebody has looked again; its item is whatever is looked after, or nothing
    OFFER = "offer"  # a partner has answered; its item is the offer's id
    REVIEW = "review"  # another has looked at what one referrer did alone; its item is the referral's id


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A point in time by which something has to have happened.

    Attributes:
        case: about which.
        kind: what has to have happened.
        item: to what of the case, where it has several of a kind.
        due_at: by when.
        met_at: when it happened, or when the deadline was dealt with.
    """

    case: CaseId
    kind: DeadlineKind
    item: str = ""
    due_at: datetime
    met_at: datetime | None = None

    @property
    def action(self) -> int:
        """The number of the action that it is of; 0 if there is none, as for a hearing that a submitter told of."""
        of_action = self.kind in _OF_ACTIONS and len(self.item) < _DIGITS_OF_AN_ID
        return int(self.item) if of_action else 0


_OF_ACTIONS = frozenset({DeadlineKind.ACTION, DeadlineKind.HEARING})
_DIGITS_OF_AN_ID = 32
_TABLE = tables.deadlines


async def add(unit: Unit, deadlines: Sequence[Deadline]) -> None:
    """Write deadlines; one that the case has already, of the same kind and item, begins anew."""
    for deadline in deadlines:
        changing = {"due_at": deadline.due_at, "met_at": deadline.met_at}
        statement = unit.insert(_TABLE).values(case=deadline.case, kind=deadline.kind, item=deadline.item, **changing)
        await unit.execute(
            statement.on_conflict_do_update(index_elements=[_TABLE.c.case, _TABLE.c.kind, _TABLE.c.item], set_=changing)
        )


async def due(unit: Unit, now: datetime) -> tuple[Deadline, ...]:
    """The deadlines that were not met and are over, the longest overdue first."""
    running = select(_TABLE).where(tables.deadline_runs, _TABLE.c.due_at <= now)
    rows = await unit.execute(running.order_by(_TABLE.c.due_at, _TABLE.c.case, _TABLE.c.kind, _TABLE.c.item))
    return tuple(_deadline(row) for row in rows)


async def of_case(unit: Unit, case: CaseId) -> tuple[Deadline, ...]:
    """All deadlines of a case, the earliest first."""
    query = select(_TABLE).where(_TABLE.c.case == case).order_by(_TABLE.c.due_at, _TABLE.c.kind, _TABLE.c.item)
    return tuple(_deadline(row) for row in await unit.execute(query))


async def meet(unit: Unit, case: CaseId, kind: DeadlineKind, at: datetime, item: str = "") -> bool:
    """Settle a deadline.

    Returns:
        Whether this call settled it; False if it was settled before, or there is none.
    """
    this = (_TABLE.c.case == case, _TABLE.c.kind == kind, _TABLE.c.item == item, tables.deadline_runs)
    return (await unit.execute(update(_TABLE).where(*this).values(met_at=at))).rowcount == 1


def _deadline(row: Row[Any]) -> Deadline:
    return Deadline(
        case=CaseId(row.case), kind=DeadlineKind(row.kind), item=row.item, due_at=row.due_at, met_at=row.met_at
    )
