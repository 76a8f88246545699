"""Judging and answering: a case is opened, assessed, answered and closed; deciding is :mod:`triage.decisions`.

On the path between orders and ``storage.papers``. What a member wrote is sealed before a transaction begins, to the
group and its recovery identity, a reply also to whom the submission names; the case, its paper, its deadlines, what
intake is to tell the submitter and the row of the audit log are then written together. Needs the group's keys.
"""

from dataclasses import replace

from storage import actions, alerts, audit, deadlines, offers
from storage.cases import Case, CaseState
from storage.database import Unit
from storage.deadlines import Deadline, DeadlineKind
from storage.documents import ActionStatus, Assessment, Closing, DocumentKind, Language, Outcome, Reply, Urgency
from storage.ids import Reference
from triage import case as rules
from triage.case import Act
from triage.casework import conflict, indexing
from triage.decisions.errors import ActionsOpen
from triage.errors import NoRecipient, NotOpened
from triage.files import check_files
from triage.finding import authorise, find, settle
from triage.grammar.labels import YesNo
from triage.grammar.orders import Answer, AnswerCanned, Assess, Close, Read
from triage.grammar.rights import Command
from triage.membership import proof
from triage.notices import Notice, say
from triage.queue import read_card
from triage.reading import Record, check_conflict, check_consents, read_record
from triage.record import word_assessment_lines, word_record
from triage.turn import Turn
from triage.writing import seal, submitter, write


async def read(turn: Turn, order: Read) -> tuple[Notice, ...]:
    """Show a whole case; that it was read is logged before anything is shown.

    Where the channel must not carry it, it is shown to nobody who has no key that it could be sealed to.
    """
    record = await read_record(turn, order.reference, Command.OPEN)
    rules.step(record.card.case.state, Act.OPEN)
    check_conflict(turn, record, Act.OPEN)
    if not turn.words and turn.member.recipient is None:
        raise NoRecipient

    async def work(unit: Unit) -> None:
        case = await find(unit, order.reference)
        authorise(turn, Command.OPEN, case)
        rules.step(case.state, Act.OPEN)
        await audit.write(unit, at=turn.now, actor=turn.member.id, act=audit.Act.CASE_OPENED, case=case.id)

    await turn.room.database.write(work)
    check_consents(turn, record)
    room = turn.room
    if await indexing.index(room.database, room.unlocked(), room.blobs, turn.now, case=record.card.case.id):
        case, reader = record.card.case, turn.member.id
        record = replace(record, card=await room.database.read(lambda unit: read_card(unit, case, reader)))
    return word_record(turn, record, await check_files(turn, record))


async def assess(turn: Turn, order: Assess) -> tuple[Notice, ...]:
    """Seal a member's own judgement; he may judge again, and a declared conflict of interest takes him out of the case.

    It is repeated as it was understood, but not where the channel would have to seal what was just typed on it.

    Raises:
        ConflictOfInterest: he has taken himself out of it before.
        NotOpened: he has not read what he judges, and does not say that he is too close to it.
    """
    content = Assessment(
        author=turn.member.id,
        at_risk=order.risk,
        reliability=order.reliability,
        bears_on_civil_society=order.society is YesNo.YES,
        fitting=order.fits,
        conflict_of_interest=order.conflict is YesNo.YES,
        note=order.note,
        written=turn.now,
    )
    need = turn.room.settings.quorum

    async def attempt() -> int:
        record = await read_record(turn, order.reference, Command.ASSESS)
        changed = rules.assess(record.card.case, turn.now)
        rules.check_conflict(turn.member.id, rules.conflicted(record.judgements), Act.ASSESS)
        if not content.conflict_of_interest:
            await _check_opened(turn, changed)
        have = len(rules.independent((*record.judgements, content), record.closed))
        paper = seal(turn, changed, DocumentKind.ASSESSMENT, content)
        if content.conflict_of_interest:
            changed = rules.recuse(changed, turn.member.id, turn.now)
        met = (DeadlineKind.ASSESSMENT,) if have >= need else ()
        begins = _decision_due(turn, record, changed) if have >= need else ()
        also = conflict.leaving(turn, record.card.case) if content.conflict_of_interest else None
        await write(turn, record, changed, [paper], audit.Act.CASE_ASSESSED, met=met, begins=begins, also=also)
        return have

    have = await settle(attempt)
    counted = say("assessed-enough" if have >= need else "assessed-more", have=have, need=need)
    left = await conflict.left_behind(turn, order.reference) if content.conflict_of_interest else ()
    if not turn.words:
        return (say("assessed-wordless", reference=order.reference), counted, *left)
    lines = word_assessment_lines(content, turn.room.labels, turn.language)
    return (say("assessed", *lines, reference=order.reference), counted, *left)


async def _check_opened(turn: Turn, case: Case) -> None:
    """Refuse a judgement of what the member cannot have read; raises :class:`NotOpened`."""
    opened, closed = audit.Act.CASE_OPENED, audit.Act.CASE_CLOSED
    member = turn.member.id
    if not await turn.room.database.read(lambda unit: audit.did(unit, case.id, actor=member, act=opened, after=closed)):
        raise NotOpened(case.reference)


async def answer(turn: Turn, order: Answer) -> tuple[Notice, ...]:
    """Seal words to the submitter, who reads them with the receipt code."""

    async def attempt() -> None:
        record = await read_record(turn, order.reference, Command.REPLY)
        await _reply(turn, record, order.text)

    await settle(attempt)
    return (say("replied", reference=order.reference),)


async def answer_canned(turn: Turn, order: AnswerCanned) -> tuple[Notice, ...]:
    """Seal a prepared text to the submitter, in the language of the case; the member is shown it in his own."""

    async def attempt() -> Language:
        record = await read_record(turn, order.reference, Command.CANNED)
        language = record.card.case.language
        await _reply(turn, record, turn.room.labels.canned(order.which, language))
        return language

    language = await settle(attempt)
    shown = say("canned-shown", text=turn.room.labels.canned(order.which, turn.language))
    return (say("replied-canned", shown, reference=order.reference, language=language),)


async def close(turn: Turn, order: Close) -> tuple[Notice, ...]:
    """Seal what came of the case, and end the work on it; what rings for it falls silent.

    Whoever has a lead's telephone must not silence an emergency with it: to set one aside takes a code.

    Raises:
        ActionsOpen: something is still being done for it.
        ProofNeeded, CodeRefused, TooManyCodes, DeskLocked: see :func:`triage.membership.proof.prove`.
    """
    proven = turn.proven
    content = Closing(author=turn.member.id, outcome=order.outcome, note=order.note, written=turn.now)

    async def attempt() -> None:
        nonlocal proven
        referred = order.outcome is Outcome.REFERRED and await _taken_on(turn, order.reference)
        record = await read_record(turn, order.reference, Command.CLOSE, decided=referred)
        changed = rules.close(record.card.case, order.outcome, turn.now, referred=referred)
        act = rules.closing_act(record.card.case.state)
        check_conflict(turn, record, act)
        if act is Act.SET_ASIDE and changed.urgency is Urgency.EMERGENCY and not proven:
            await proof.prove(turn, order.code, code=Command.CLOSE)
            proven = True  # a code works once, and this may be tried again
        paper = seal(turn, changed, DocumentKind.CLOSING, content)

        async def also(unit: Unit) -> None:
            await _end(unit, turn, changed)

        await write(turn, record, changed, [paper], audit.Act.CASE_CLOSED, code=order.outcome, also=also)

    await settle(attempt)
    return (say("closed", reference=order.reference, outcome=order.outcome),)


async def _taken_on(turn: Turn, reference: Reference) -> bool:
    """Whether a partner has taken the case on; that stays so."""

    async def work(unit: Unit) -> bool:
        return await offers.accepted(unit, (await find(unit, reference)).id)

    return await turn.room.database.read(work)


async def _end(unit: Unit, turn: Turn, case: Case) -> None:
    """See that nothing goes on in a case that is closed: no action, no deadline, no alert."""
    open_ = [action for action in await actions.of_case(unit, case.id) if action.status is ActionStatus.ONGOING]
    if open_:
        raise ActionsOpen(len(open_), ", ".join(str(action.number) for action in open_))
    for deadline in await deadlines.of_case(unit, case.id):
        await deadlines.meet(unit, case.id, deadline.kind, turn.now, deadline.item)
    if await alerts.acknowledge(unit, case.id, turn.member.id, turn.now):
        silenced = audit.Act.ALERT_ACKNOWLEDGED
        await audit.write(unit, at=turn.now, actor=turn.member.id, act=silenced, case=case.id)


async def _reply(turn: Turn, record: Record, text: str) -> None:
    """Seal a reply, and leave it to intake to tell the submitter that there is one."""
    content = Reply(author=turn.member.id, text=text, written=turn.now)
    changed = rules.reply(record.card.case, turn.now)
    check_conflict(turn, record, Act.REPLY)
    paper = seal(turn, changed, DocumentKind.REPLY, content, submitter(record))
    met = (DeadlineKind.FIRST_ANSWER,)
    await write(turn, record, changed, [paper], audit.Act.CASE_REPLIED, met=met, tells=True)


def _decision_due(turn: Turn, record: Record, assessed: Case) -> tuple[Deadline, ...]:
    """Begin the deadline of the decision that a case waits for, unless it runs already."""
    runs = any(known.kind is DeadlineKind.DECISION and known.met_at is None for known in record.card.deadlines)
    if runs or assessed.state is not CaseState.ASSESSING:
        return ()
    due = turn.now + turn.room.settings.decision[assessed.urgency]
    return (Deadline(case=assessed.id, kind=DeadlineKind.DECISION, due_at=due),)
