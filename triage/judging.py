"""Judging and acting: a case is opened, assessed, decided, answered and closed.

On the path between orders and ``storage.papers``. What a member wrote is sealed before a transaction begins, to the
group and its recovery identity, a reply also to whom the submission names; the case, its paper, its deadlines, what
intake is to tell the submitter and the row of the audit log are then written together. Needs the group's keys.
"""

from storage import alerts, audit, cases, deadlines, papers, tidings
from storage.cases import Case, CaseState
from storage.database import Unit
from storage.deadlines import Deadline, DeadlineKind
from storage.documents import Assessment, Closing, Content, Decision, DocumentKind, Help, Language, Reply
from storage.envelopes import Heading, seal_document
from storage.ids import DocumentId, draw_id
from storage.papers import Paper
from storage.sealed import AgeError, HybridRecipient, parse_recipient
from triage import case as rules
from triage.case import Act
from triage.errors import NoReceipt, NoRecipient, ReasonNeeded
from triage.files import check_files
from triage.finding import authorise, find, settle
from triage.labels import YesNo
from triage.notices import Notice, say
from triage.orders import Answer, AnswerCanned, Assess, Close, Decide, Read
from triage.reading import Record, check_conflict, check_consents, read_record
from triage.record import word_assessment_lines, word_record
from triage.rights import Command
from triage.turn import Turn


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
    return word_record(turn, record, await check_files(turn, record))


async def assess(turn: Turn, order: Assess) -> tuple[Notice, ...]:
    """Seal a member's own judgement; he may judge again, and a declared conflict of interest stays declared.

    It is repeated as it was understood, but not where the channel would have to seal what was just typed on it.
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
        have = len(rules.independent((*record.assessments, content), record.closed))
        paper = _seal(turn, changed, DocumentKind.ASSESSMENT, content)
        met = (DeadlineKind.ASSESSMENT,) if have >= need else ()
        begins = _decision_due(turn, record, changed) if have >= need else ()
        await _write(turn, record, changed, paper, audit.Act.CASE_ASSESSED, met=met, begins=begins)
        return have

    have = await settle(attempt)
    counted = say("assessed-enough" if have >= need else "assessed-more", have=have, need=need)
    if not turn.words:
        return (say("assessed-wordless", reference=order.reference), counted)
    lines = word_assessment_lines(content, turn.room.labels, turn.language)
    return (say("assessed", *lines, reference=order.reference), counted)


async def decide(turn: Turn, order: Decide) -> tuple[Notice, ...]:
    """Seal the group's conclusion, once enough members have judged independently.

    Raises:
        ReasonNeeded: it is to decline, without a reason.
    """
    if order.decision is Help.DECLINE and not order.reason:
        raise ReasonNeeded
    content = Decision(author=turn.member.id, kind=order.decision, reason=order.reason, written=turn.now)

    async def attempt() -> None:
        record = await read_record(turn, order.reference, Command.DECIDE)
        changed = rules.decide(record.card.case, order.decision, turn.now)
        check_conflict(turn, record, Act.DECIDE)
        rules.check_quorum(rules.independent(record.assessments, record.closed), turn.room.settings.quorum)
        paper = _seal(turn, changed, DocumentKind.DECISION, content)
        met = (DeadlineKind.ASSESSMENT, DeadlineKind.DECISION)
        await _write(turn, record, changed, paper, audit.Act.CASE_DECIDED, code=order.decision, met=met)

    await settle(attempt)
    return (say("decided", reference=order.reference, decision=order.decision),)


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
    """Seal what came of the case, and end the work on it; what rings for it falls silent."""
    content = Closing(author=turn.member.id, outcome=order.outcome, note=order.note, written=turn.now)

    async def attempt() -> None:
        record = await read_record(turn, order.reference, Command.CLOSE)
        changed = rules.close(record.card.case, order.outcome, turn.now)
        check_conflict(turn, record, rules.closing_act(record.card.case.state))
        paper = _seal(turn, changed, DocumentKind.CLOSING, content)
        met = tuple(DeadlineKind)
        await _write(turn, record, changed, paper, audit.Act.CASE_CLOSED, code=order.outcome, met=met, silences=True)

    await settle(attempt)
    return (say("closed", reference=order.reference, outcome=order.outcome),)


async def _reply(turn: Turn, record: Record, text: str) -> None:
    """Seal a reply, and leave it to intake to tell the submitter that there is one."""
    content = Reply(author=turn.member.id, text=text, written=turn.now)
    changed = rules.reply(record.card.case, turn.now)
    check_conflict(turn, record, Act.REPLY)
    paper = _seal(turn, changed, DocumentKind.REPLY, content, _submitter(record))
    met = (DeadlineKind.FIRST_ANSWER,)
    await _write(turn, record, changed, paper, audit.Act.CASE_REPLIED, met=met, tells=True)


def _decision_due(turn: Turn, record: Record, assessed: Case) -> tuple[Deadline, ...]:
    """Begin the deadline of the decision that a case waits for, unless it runs already."""
    runs = any(known.kind is DeadlineKind.DECISION and known.met_at is None for known in record.card.deadlines)
    if runs or assessed.state is not CaseState.ASSESSING:
        return ()
    due = turn.now + turn.room.settings.decision[assessed.urgency]
    return (Deadline(case=assessed.id, kind=DeadlineKind.DECISION, due_at=due),)


def _submitter(record: Record) -> HybridRecipient:
    """Find whom a reply is sealed to besides the group: only what intake signed and sealed is believed."""
    try:
        recipient = parse_recipient(record.reply_to)
    except AgeError as error:
        raise NoReceipt from error
    if not isinstance(recipient, HybridRecipient):
        raise NoReceipt
    return recipient


def _seal(turn: Turn, case: Case, kind: DocumentKind, content: Content, *others: HybridRecipient) -> Paper:
    keys = turn.room.unlocked()
    heading = Heading(deployment=keys.manifest.deployment, case=case.id, kind=kind)
    sealed = seal_document(
        DocumentId(draw_id(turn.room.draw)),
        heading,
        content,
        recipients=(*keys.manifest.recipients, *others),
        signer=keys.roster,
        draw=turn.room.draw,
    )
    return papers.of_document(sealed, created_at=turn.now, author=turn.member.id)


async def _write(
    turn: Turn,
    record: Record,
    changed: Case,
    paper: Paper,
    act: audit.Act,
    *,
    code: str | None = None,
    met: tuple[DeadlineKind, ...] = (),
    begins: tuple[Deadline, ...] = (),
    silences: bool = False,
    tells: bool = False,
) -> None:
    async def work(unit: Unit) -> None:
        await cases.save(unit, changed, expected=record.card.case)
        await papers.add(unit, paper)
        await deadlines.add(unit, begins)
        for kind in met:
            await deadlines.meet(unit, changed.id, kind, turn.now)
        await audit.write(unit, at=turn.now, actor=turn.member.id, act=act, case=changed.id, code=code)
        if tells:
            await tidings.add(unit, changed.id, turn.now)
        if silences and await alerts.acknowledge(unit, changed.id, turn.member.id, turn.now):
            silenced = audit.Act.ALERT_ACKNOWLEDGED
            await audit.write(unit, at=turn.now, actor=turn.member.id, act=silenced, case=changed.id)

    await turn.room.database.write(work)
