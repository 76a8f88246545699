"""Conflict of interest: a member who is too close to a case takes himself out of it.

On the path between an order and ``storage.papers``. The declaration is sealed and never taken back; its row alone bars
the member from then on, also while the desk is locked. An emergency for which he alone answered rings anew for the
others. What he saw to waits for them: they are reminded of the case at once, and of each action instead of him.
"""

from collections.abc import Awaitable, Callable

from storage import actions, alerts, audit, cases, deadlines, papers, rota
from storage.actions import Action
from storage.cases import Case
from storage.database import Unit
from storage.deadlines import Deadline, DeadlineKind
from storage.documents import ActionStatus, DocumentKind, Recusal, Urgency
from storage.ids import CaseId, DocumentId, Reference
from triage import case as rules
from triage.card import word_action
from triage.finding import authorise, find, recused, settle
from triage.grammar.casework import DeclareConflict
from triage.grammar.rights import Command
from triage.notices import Notice, say
from triage.turn import Turn
from triage.writing import seal


async def declare(turn: Turn, order: DeclareConflict) -> tuple[Notice, ...]:
    """Take the member out of a case, and the case out of his hands; to say it again changes nothing."""

    async def attempt() -> bool:
        case = await turn.room.database.read(lambda unit: find(unit, order.reference))
        leave = leaving(turn, case)

        async def work(unit: Unit) -> bool:
            authorise(turn, Command.CONFLICT, case)
            changed = rules.recuse(case, turn.member.id, turn.now)
            if turn.member.id in await recused(unit, case):
                return False
            await cases.save(unit, changed, expected=case)
            await leave(unit)
            return True

        return await turn.room.database.write(work)

    declared = await settle(attempt)
    if not declared:
        return (say("conflict-declared-before", reference=order.reference),)
    return (say("conflict-declared", reference=order.reference), *await left_behind(turn, order.reference))


def leaving(turn: Turn, case: Case) -> Callable[[Unit], Awaitable[None]]:
    """Seal the member's declaration, and say what is written with it.

    Args:
        turn: of the member.
        case: as he found it.

    Raises:
        DeskLocked: the group's keys are not there.
    """
    content = Recusal(author=turn.member.id, written=turn.now)
    paper = seal(turn, case, DocumentKind.RECUSAL, content)

    async def work(unit: Unit) -> None:
        await papers.add(unit, paper)
        await audit.write(unit, at=turn.now, actor=turn.member.id, act=audit.Act.CASE_RECUSED, case=case.id)
        await _pass_on(unit, turn, case, paper.id)
        await _call_others(unit, turn, case)

    return work


async def left_behind(turn: Turn, reference: Reference) -> tuple[Notice, ...]:
    """Name what the member saw to in a case that he has left, if anything."""

    async def work(unit: Unit) -> tuple[Notice, ...]:
        open_ = await _open_actions(unit, turn, (await find(unit, reference)).id)
        return tuple(word_action(action, turn, reference) for action in open_)

    lines = await turn.room.database.read(work)
    return (say("conflict-actions", *lines),) if lines else ()


async def _pass_on(unit: Unit, turn: Turn, case: Case, item: DocumentId) -> None:
    """See that whoever goes on with the case looks at it now, if the member leaves actions behind."""
    if await _open_actions(unit, turn, case.id):
        now = Deadline(case=case.id, kind=DeadlineKind.FOLLOW_UP, item=item, due_at=turn.now)
        await deadlines.add(unit, [now])


async def _open_actions(unit: Unit, turn: Turn, case: CaseId) -> list[Action]:
    known = await actions.of_case(unit, case)
    return [action for action in known if action.owner == turn.member.id and action.status is ActionStatus.ONGOING]


async def _call_others(unit: Unit, turn: Turn, case: Case) -> None:
    """Let an emergency ring anew for the others, if nobody but the member has answered for it."""
    waits = case.urgency is Urgency.EMERGENCY and case.state in rules.OPEN_STATES
    if waits and case.id in await alerts.silenced(unit, turn.member.id):
        others = [member for member in turn.roster.members if member.id != turn.member.id]
        called = alerts.call_out(
            others,
            turn.room.settings.escalation,
            case=case.id,
            reference=case.reference,
            now=turn.now,
            on_duty=await rota.on_duty(unit, turn.room.manifest.roster, turn.now),
        )
        await alerts.add(unit, called)
