"""Lists of what is due: one's own work, and all that is overdue in the group.

On the path between an order and the rows. It works while the desk is locked, and opens nothing.
"""

from storage import actions, cases, deadlines, reminders, requests
from storage.cases import Case
from storage.database import Unit
from storage.reminders import Pending
from triage.card import overdue, who_holds, word_action, word_deadline, word_line
from triage.case import OPEN_STATES, holds
from triage.grammar.times import ListMine, ListOverdue
from triage.notices import Notice, say
from triage.times import due
from triage.times.due import NAMED, read_owners, responsible
from triage.turn import Turn

_HELD = 50
"""Cases that one member may hold and see listed."""


async def list_mine(turn: Turn, order: ListMine) -> tuple[Notice, ...]:  # noqa: ARG001
    """List the cases that the member holds, with what is due in each, and the actions he sees to."""

    async def work(unit: Unit) -> tuple[list[Notice], list[Notice]]:
        held = await cases.page(unit, states=OPEN_STATES, holder=turn.member.id, limit=_HELD)
        own = [await _word_held(unit, turn, case) for case in held if holds(case, turn.member.id, turn.now)]
        acting = await actions.seen_to(unit, owner=turn.member.id)
        references = {action.case: (await cases.by_id(unit, action.case)).reference for action in acting}
        return own, [word_action(action, turn, references[action.case]) for action in acting]

    held, acting = await turn.room.database.read(work)
    if not held and not acting:
        return (say("mine-none"),)
    return (
        *((say("mine-cases", *held, count=len(held)),) if held else ()),
        *((say("mine-actions", *acting, count=len(acting)),) if acting else ()),
    )


async def list_overdue(turn: Turn, order: ListOverdue) -> tuple[Notice, ...]:
    """List a page of what is overdue, the most urgent first and then what has been due longest."""
    size = turn.room.settings.page
    start = (max(order.page, 1) - 1) * size

    async def work(unit: Unit) -> tuple[tuple[Pending, ...], list[Notice], tuple[str, ...]]:
        late = await reminders.running(unit, turn.now)
        owners = await read_owners(unit)
        lines = [
            due.word_line(one, turn.now, who_holds(turn, responsible(one, owners, turn.now)))
            for one in late[start : start + size]
        ]
        return late, lines, await reminders.idle(unit, NAMED + 1)

    late, lines, idle = await turn.room.database.read(work)
    resting = (say("overdue-idle", references=due.name(idle)),) if idle else ()
    if not lines:
        return (say("overdue-none"), *resting)
    more = (say("overdue-more", page=max(order.page, 1) + 1),) if len(late) > start + size else ()
    return (say("overdue", *lines, count=len(late)), *more, *resting)


async def _word_held(unit: Unit, turn: Turn, case: Case) -> Notice:
    """A case in a line, and below it what is due in it and what the submitter was asked."""
    running = [one for one in await deadlines.of_case(unit, case.id) if one.met_at is None]
    line = word_line(case, turn, overdue=overdue(running, turn.now))
    below = (
        *(word_deadline(one, turn.now) for one in running),
        *(say("case-request", what=one.what, asked=one.asked_at) for one in await requests.open_of(unit, case.id)),
    )
    return say("queue-line", *below, **line.args)
