"""Acting: who does what for a case, by when, and what came of it.

On the path between an order and ``storage.actions``. What exactly is to be done, and what came of it, is sealed; that
there is an action, whose it is and when it is due is readable, so that a locked triage can remind. Writing needs the
group's keys, listing does not.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from storage import actions, audit, cases, deadlines, papers
from storage.actions import Action
from storage.cases import Case
from storage.database import Unit
from storage.deadlines import Deadline, DeadlineKind
from storage.documents import ActionKind, ActionStatus, DocumentKind, Intervention, Result, Urgency
from storage.ids import MemberId, Reference
from storage.papers import Paper
from triage import case as rules
from triage.card import word_action
from triage.case import Act
from triage.decisions import consent
from triage.decisions.errors import ActionNotFound, ActionSettled, OwnerRefused
from triage.decisions.shapes import CONSENTS
from triage.finding import authorise, find, settle
from triage.grammar.decisions import BeginAction, ListActions, NoteResult
from triage.grammar.rights import Command
from triage.moments import EVENING, coming, iso
from triage.notices import Notice, say
from triage.reading import Record, check_conflict, read_record
from triage.turn import Turn
from triage.writing import seal, write

SPAN = timedelta(days=7)
"""By when an action is due, unless something else was said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """An action that is sealed, and not yet written.

    Attributes:
        paper: what exactly is to be done.
        action: its row, without a number.
        hearing: when somebody has to be at court for it.
    """

    paper: Paper
    action: Action
    hearing: datetime | None = None


def plan(
    turn: Turn,
    case: Case,
    kind: ActionKind,
    owner: MemberId,
    *,
    due: datetime | None = None,
    priority: Urgency | None = None,
    text: str = "",
    hearing: datetime | None = None,
) -> Planned:
    """Seal what somebody is to do; by default within a week, and as urgently as the case is."""
    due_at, weight = due or turn.now + SPAN, priority or case.urgency
    content = Intervention(
        author=turn.member.id, owner=owner, kind=kind, priority=weight, due=due_at, text=text, written=turn.now
    )
    paper = seal(turn, case, DocumentKind.ACTION, content)
    action = Action(case=case.id, document=paper.id, kind=kind, owner=owner, due_at=due_at, priority=weight)
    return Planned(paper=paper, action=action, hearing=hearing)


async def begin(unit: Unit, turn: Turn, planned: Planned) -> Action:
    """Write an action, its deadlines, and that it was begun; give it back with its number."""
    await papers.add(unit, planned.paper)
    action = await actions.add(unit, planned.action)
    due = {DeadlineKind.ACTION: action.due_at, DeadlineKind.HEARING: planned.hearing}
    await deadlines.add(
        unit,
        [
            Deadline(case=action.case, kind=kind, item=str(action.number), due_at=due_at)
            for kind, due_at in due.items()
            if due_at is not None
        ],
    )
    act = audit.Act.ACTION_ADDED
    await audit.write(unit, at=turn.now, actor=turn.member.id, act=act, case=action.case, code=action.kind)
    return action


async def begin_action(turn: Turn, order: BeginAction) -> tuple[Notice, ...]:
    """Begin an action in a case that is decided; with the first one the group is acting.

    Raises:
        NameUnknown: nobody is called like the owner.
        OwnerRefused: whoever is named may not see to it.
        DateRefused: it would be due in the past.
        ConsentMissing: the submitter has not agreed to it.
    """
    owner = turn.roster.called(order.owner).id if order.owner else turn.member.id
    due = order.due
    due_at = None if due is None else await turn.room.database.read(lambda unit: coming(unit, turn, due, EVENING))

    async def attempt() -> Action:
        record = await read_record(turn, order.reference, Command.ACTION)
        changed = rules.act(record.card.case, turn.now)
        check_conflict(turn, record, Act.ACT)
        _check_owner(turn, record, owner)
        _check_consent(record, order.kind)
        planned = plan(turn, changed, order.kind, owner, due=due_at, priority=order.priority, text=order.text)
        begun: list[Action] = []

        async def also(unit: Unit) -> None:
            begun.append(await begin(unit, turn, planned))

        await write(turn, record, changed, also=also)
        return begun[-1]

    action = await settle(attempt)
    return (say("action-begun", word_action(action, turn, order.reference)),)


async def list_actions(turn: Turn, order: ListActions) -> tuple[Notice, ...]:
    """List what is being done, for one case or for all; what is due first comes first."""
    size = turn.room.settings.page

    async def work(unit: Unit) -> tuple[tuple[Action, Reference], ...]:
        if order.reference is None:
            found = await actions.ongoing(unit, limit=size + 1)
        else:
            case = await find(unit, order.reference)
            authorise(turn, Command.ACTIONS, case)
            found = await actions.of_case(unit, case.id)
        return tuple([(action, (await cases.by_id(unit, action.case)).reference) for action in found])

    found = await turn.room.database.read(work)
    if not found:
        return (say("actions-none"),)
    lines = (word_action(action, turn, reference) for action, reference in found[:size])
    more = (say("actions-more"),) if len(found) > size else ()
    return (say("actions-heading", *lines, count=min(len(found), size)), *more)


async def note_result(turn: Turn, order: NoteResult) -> tuple[Notice, ...]:
    """Seal what came of an action; whatever ends it meets its deadlines.

    Raises:
        ActionNotFound: there is no such action.
        ActionSettled: it has ended already.
        NotOwning: it is somebody else's.
        ConsentMissing: it is said to be done, and the submitter no longer agrees to it.
    """

    async def locate(unit: Unit) -> tuple[Action, Reference]:
        action = await actions.find(unit, order.number)
        if action is None:
            raise ActionNotFound
        return action, (await cases.by_id(unit, action.case)).reference

    async def attempt() -> tuple[Action, Reference]:
        action, reference = await turn.room.database.read(locate)
        record = await read_record(turn, reference, Command.RESULT, owning=action.owner == turn.member.id)
        changed = rules.result(record.card.case, turn.now)
        check_conflict(turn, record, Act.RESULT)
        if action.status is not ActionStatus.ONGOING:
            raise ActionSettled
        if order.status is ActionStatus.DONE:
            _check_consent(record, action.kind)
        paper = seal(turn, changed, DocumentKind.RESULT, _result(turn, action, order))

        async def also(unit: Unit) -> None:
            if not await actions.settle(unit, action.number, order.status):
                raise ActionSettled
            if order.status is not ActionStatus.ONGOING:
                for kind in (DeadlineKind.ACTION, DeadlineKind.HEARING):
                    await deadlines.meet(unit, action.case, kind, turn.now, str(action.number))

        await write(turn, record, changed, [paper], audit.Act.ACTION_RESULT, code=order.status, also=also)
        return replace(action, status=order.status), reference

    action, reference = await settle(attempt)
    return (say("result-noted", word_action(action, turn, reference)),)


def _check_owner(turn: Turn, record: Record, owner: MemberId) -> None:
    if turn.roster.active(owner) is None or owner in rules.conflicted(record.judgements):
        raise OwnerRefused


def _check_consent(record: Record, kind: ActionKind) -> None:
    use = CONSENTS.get(kind)
    if use is not None:
        consent.require(record, use)


def _result(turn: Turn, action: Action, order: NoteResult) -> Result:
    return Result(
        author=turn.member.id,
        action=action.document,
        status=order.status,
        date=iso(order.date),
        parties=order.parties,
        response=order.response,
        impact=order.impact,
        written=turn.now,
    )
