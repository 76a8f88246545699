"""Deciding: the group's conclusion is sealed, what follows from it begins, and a refusal is told kindly.

On the path between an order and :mod:`triage.writing`. A decision waits for enough independent judgements and for the
submitter's consent to what it comes to; its first action begins in the same transaction, owned by whoever holds the
case. Needs the group's keys.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from storage import audit, papers
from storage.actions import Action
from storage.database import Unit
from storage.deadlines import DeadlineKind
from storage.documents import Decision, DocumentKind, Help, Reply
from storage.papers import Paper
from triage import case as rules
from triage.card import word_action
from triage.case import Act
from triage.decisions import consent, shapes
from triage.decisions.acting import Planned, begin, plan
from triage.decisions.errors import DecidedBefore
from triage.decisions.shapes import CONSENTS, Shape
from triage.finding import settle
from triage.grammar.labels import YesNo, word
from triage.grammar.orders import Decide
from triage.grammar.rights import Command
from triage.moments import EVENING, MORNING, coming, iso
from triage.notices import Notice, say
from triage.reading import Record, check_conflict, read_record
from triage.turn import Turn
from triage.writing import seal, submitter, write

_AFTER_HEARING = timedelta(days=1)
"""How long after a hearing it should be written down what came of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dates:
    """The days of a decision, as instants: when somebody is at court, and by when its first action should be done."""

    hearing: datetime | None
    due: datetime | None


async def decide(turn: Turn, order: Decide) -> tuple[Notice, ...]:
    """Seal the group's conclusion, once enough members have judged independently, and begin what follows from it.

    Raises:
        FieldRefused: the kind has no such field.
        ReasonNeeded: nothing says why.
        DecidedBefore: it is decided already, and nothing says that it is meant to be decided again.
        DateRefused: a day has passed.
        ConsentMissing: the submitter has not agreed to what the decision comes to.
    """
    shape = shapes.check(order, words=turn.words)
    dates = await turn.room.database.read(lambda unit: _read_dates(unit, turn, order))

    async def attempt() -> tuple[Notice, ...]:
        record = await read_record(turn, order.reference, Command.DECIDE)
        changed = rules.decide(record.card.case, order.decision, turn.now)
        check_conflict(turn, record, Act.DECIDE)
        if order.again is not YesNo.YES:
            _check_first(record, order.decision)
        rules.check_quorum(rules.independent(record.judgements, record.closed), turn.room.settings.quorum)
        lines = _check_consent(record, shape)
        decision = seal(turn, changed, DocumentKind.DECISION, _content(turn, order))
        reply, planned = _refuse(turn, record, order), _plan(turn, record, shape, dates)
        begun: list[Action] = []

        async def also(unit: Unit) -> None:
            if reply is not None:
                await papers.add(unit, reply)
                act = audit.Act.CASE_REPLIED
                await audit.write(unit, at=turn.now, actor=turn.member.id, act=act, case=changed.id, code=order.why)
            if planned is not None:
                begun.append(await begin(unit, turn, planned))

        met = {DeadlineKind.ASSESSMENT, DeadlineKind.DECISION}
        await write(
            turn,
            record,
            changed,
            [decision],
            audit.Act.CASE_DECIDED,
            code=order.decision,
            met=met if reply is None else {*met, DeadlineKind.FIRST_ANSWER},
            tells=reply is not None,
            also=also,
        )
        told = () if reply is None else (say("decided-told", language=changed.language),)
        return (*lines, *(word_action(action, turn, changed.reference) for action in begun), *told)

    lines = await settle(attempt)
    return (say("decided", *lines, reference=order.reference, decision=order.decision),)


def _check_first(record: Record, kind: Help) -> None:
    """Raise :class:`DecidedBefore` for what was decided since the case was last closed, or goes against it."""
    decisions = (opened.content for opened in record.documents if isinstance(opened.content, Decision))
    decided = [known for known in decisions if record.closed is None or known.written > record.closed]
    for known in reversed(decided):
        if known.kind is kind or Help.DECLINE in {known.kind, kind}:
            raise DecidedBefore(known.kind)


async def _read_dates(unit: Unit, turn: Turn, order: Decide) -> _Dates:
    hearing = None if order.date is None else await coming(unit, turn, order.date, MORNING)
    if order.due is not None:
        return _Dates(hearing=hearing, due=await coming(unit, turn, order.due, EVENING))
    return _Dates(hearing=hearing, due=None if hearing is None else hearing + _AFTER_HEARING)


def _check_consent(record: Record, shape: Shape) -> tuple[Notice, ...]:
    """Say how far the submitter has agreed to what the decision comes to, such as how much of a name is published."""
    use = None if shape.action is None else CONSENTS.get(shape.action)
    return () if use is None else (say("case-consent", use=use, grant=consent.require(record, use)),)


def _content(turn: Turn, order: Decide) -> Decision:
    return Decision(
        author=turn.member.id,
        kind=order.decision,
        reason=order.reason,
        written=turn.now,
        declined=order.why,
        addressees=order.to,
        signatories=order.signed,
        court=order.court,
        hearing=iso(order.date),
        goes=order.goes,
        partner=order.partner,
    )


def _plan(turn: Turn, record: Record, shape: Shape, dates: _Dates) -> Planned | None:
    """Seal the first action, which whoever holds the case sees to; whoever decided, if nobody does."""
    if shape.action is None:
        return None
    case = record.card.case
    owner = rules.holder(case, turn.now) or turn.member.id
    if turn.roster.active(owner) is None or owner in rules.conflicted(record.judgements):
        owner = turn.member.id
    return plan(turn, case, shape.action, owner, due=dates.due, hearing=dates.hearing)


def _refuse(turn: Turn, record: Record, order: Decide) -> Paper | None:
    """Seal the prepared words for why it is declined to the submitter, in the language of the case.

    Raises:
        NoReceipt: nobody could read them.
    """
    if order.why is None or order.reply is YesNo.NO:
        return None
    case = record.card.case
    text = word(turn.room.labels, "declined-text", order.why, case.language)
    content = Reply(author=turn.member.id, text=text, written=turn.now)
    return seal(turn, case, DocumentKind.REPLY, content, submitter(record))
