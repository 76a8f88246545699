"""Looking again: when somebody shall come back to a case of which nothing else reminds.

On the path between an order and the deadlines. It needs no key.
"""

from datetime import UTC
from functools import partial

from storage import audit, deadlines
from storage.audit import Act
from storage.cases import Case
from storage.database import Unit
from storage.deadlines import Deadline, DeadlineKind
from triage import case as rules
from triage.finding import reach, settle
from triage.grammar.rights import Command
from triage.grammar.times import Follow
from triage.moments import MORNING, coming
from triage.notices import Notice, say
from triage.turn import Turn


async def follow(turn: Turn, order: Follow) -> tuple[Notice, ...]:
    """Note when somebody shall look again, or that it is done; with neither, say when that is.

    Whoever says when to look next has looked, so what was due until now is settled; so is a hearing that is over.

    Raises:
        CaseNotFound: no case has this reference.
        DateRefused: the moment has passed.
        TriageError: the role, the state of the case or a declared conflict of interest forbids it.
    """

    async def work(unit: Unit) -> tuple[Deadline, ...]:
        case = await reach(unit, turn, order.reference, Command.FOLLOW, rules.Act.FOLLOW)
        if order.when is not None or order.off is not None:
            await _change(unit, turn, case, order)
        return await _running(unit, case)

    running = await settle(partial(turn.room.database.write, work))
    if not running:
        return (say("follow-none", reference=order.reference),)
    return (say("follow-at", reference=order.reference, due=running[0].due_at),)


async def _change(unit: Unit, turn: Turn, case: Case, order: Follow) -> None:
    due = None if order.when is None else await coming(unit, turn, order.when, MORNING)
    for deadline in await deadlines.of_case(unit, case.id):
        over = deadline.due_at <= turn.now
        looked = deadline.kind is DeadlineKind.FOLLOW_UP and (due is None or over)
        heard = deadline.kind is DeadlineKind.HEARING and not deadline.action and over
        if looked or heard:
            await deadlines.meet(unit, case.id, deadline.kind, turn.now, deadline.item)
    if due is not None:
        await deadlines.add(unit, [Deadline(case=case.id, kind=DeadlineKind.FOLLOW_UP, due_at=due)])
    await audit.write(
        unit,
        at=turn.now,
        actor=turn.member.id,
        act=Act.CASE_FOLLOWED,
        case=case.id,
        code=None if due is None else due.astimezone(UTC).date().isoformat(),
    )


async def _running(unit: Unit, case: Case) -> tuple[Deadline, ...]:
    """When somebody shall look again, the earliest first."""
    known = await deadlines.of_case(unit, case.id)
    return tuple(one for one in known if one.kind is DeadlineKind.FOLLOW_UP and one.met_at is None)
