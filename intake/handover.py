"""From one wing to the other: a submission becomes a sealed case, and a receipt code finds its way back to it.

What is slow (the key derivation, sealing) happens before the transaction; what must not come apart (case, documents,
consents, alerts, deadlines, the audit entry) is written in it, together with the draft and the confirmation.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, datetime, time

from intake import returning
from intake.files import Write
from intake.interview import Interview, Stage
from intake.receipt import draw_code
from intake.requests import answered_by, hearing_day
from intake.settings import IntakeSettings
from intake.steps import Step, gone, received, returned, unknown
from intake.submission import compose
from storage import alerts, audit, cases, consents, deadlines, members, papers, receipts, requests, rota
from storage.blobs import BlobStore
from storage.cases import Case, CaseState
from storage.database import Database, Unit
from storage.deadlines import DeadlineKind
from storage.documents import DocumentKind, Submission, Urgency
from storage.envelopes import Heading, seal_document
from storage.ids import DocumentId, Draw, draw_id, draw_reference
from storage.keys.sealing import IntakeKeys
from storage.sealed import BadSignature, ReceiptSecrets, derive_receipt

log = logging.getLogger(__name__)

_COURTS_OPEN = time(6, tzinfo=UTC)
"""In the morning in Ukraine; a hearing of which the day alone is known is due then."""


class Handover:
    """Writes cases and additions, and looks up what was answered and asked."""

    def __init__(
        self,
        *,
        database: Database,
        blobs: BlobStore,
        keys: IntakeKeys,
        settings: IntakeSettings,
        clock: Callable[[], datetime],
        draw: Draw,
    ) -> None:
        self._database = database
        self._blobs = blobs
        self._keys = keys
        self._settings = settings
        self._clock = clock
        self._draw = draw
        # Argon2id takes 64 MiB and a core for a while: one at a time keeps a flood of codes from taking the machine,
        # and it must not hold up those who send.
        self._sending = asyncio.Lock()
        self._looking_up = asyncio.Lock()

    async def submit(self, interview: Interview, *, channel: str) -> tuple[Step, tuple[Write, ...]]:
        """Seal what is new; the writes make it received, and the step says so once they are committed."""
        submission = compose(interview, channel=channel, now=self._clock())
        if interview.received:
            return await self._add(interview, submission)
        code = draw_code(self._draw)
        async with self._sending:
            secrets = await self._derive(code)
        submission = replace(submission, reply_to=secrets.identity.recipient.encode())
        write = await self._opening(interview, submission, secrets.locator)
        return received(interview, urgency=submission.urgency, code=code), (write,)

    async def stretch(self, code: str) -> str:
        """Something that only a code yields, and that takes as long as looking a receipt code up. Secret."""
        async with self._looking_up:
            return (await self._derive(code)).locator

    async def look_up(self, presented: Step) -> tuple[Step, tuple[Write, ...]]:
        """Find what a receipt code opens. A code that never existed and one of an erased case look alike.

        What was tampered with is left out and logged; the others are shown.
        """
        async with self._looking_up:
            secrets = await self._derive(presented.code)
        found = await self._database.read(lambda unit: returning.find(unit, secrets.locator, self._clock()))
        if found is None:
            return unknown(presented.interview), ()
        manifest, case = self._keys.manifest, found.case
        try:
            receipts.verify(found.receipt, manifest.deployment, manifest.intake)
        except BadSignature:
            log.error("a receipt leads to a case that intake did not sign")
            return unknown(presented.interview), (self._log(case, audit.Act.RECEIPT_REFUSED),)
        opened = returning.open_found(found, secrets, manifest)
        state = returned(presented.interview, case.id, opened.requests, found.agreed)
        said = returning.tell(found, opened, here=state.stage is Stage.RETURNED)
        refusals = (self._log(case, audit.Act.DOCUMENT_REFUSED, kind) for kind in opened.refused)
        return Step(interview=state, messages=said), (self._log(case, audit.Act.RECEIPT_PRESENTED), *refusals)

    def withdraw(self, interview: Interview) -> Write:
        """Erase a case at its submitter's wish; this needs nobody's consent."""
        now = self._clock()

        async def write(unit: Unit) -> tuple[str, ...]:
            case = await cases.by_id(unit, interview.case)
            if case.state is CaseState.WITHDRAWN:
                return ()
            await audit.write(unit, at=now, actor=audit.INTAKE, act=audit.Act.CASE_WITHDRAWN, case=case.id)
            return await cases.erase(unit, case.id, at=now)

        return write

    def _log(self, case: Case, act: audit.Act, code: str | None = None) -> Write:
        now = self._clock()

        async def write(unit: Unit) -> tuple[str, ...]:
            await audit.write(unit, at=now, actor=audit.INTAKE, act=act, case=case.id, code=code)
            return ()

        return write

    async def _derive(self, code: str) -> ReceiptSecrets:
        return await asyncio.to_thread(derive_receipt, code, self._keys.manifest.receipt_salt)

    async def _seal(self, interview: Interview, kind: DocumentKind, submission: Submission) -> papers.Paper:
        manifest = self._keys.manifest
        heading = Heading(deployment=manifest.deployment, case=interview.case, kind=kind)
        sealed = seal_document(
            DocumentId(draw_id(self._draw)),
            heading,
            submission,
            recipients=manifest.recipients,
            signer=self._keys.signer,
            draw=self._draw,
        )
        blob = None
        if len(sealed.payload) > papers.ROW_LIMIT:
            blob = draw_id(self._draw)
            await self._blobs.write(blob, _whole(sealed.payload))
        return papers.of_document(sealed, created_at=submission.received, blob=blob)

    async def _opening(self, interview: Interview, submission: Submission, locator: str) -> Write:
        paper = await self._seal(interview, DocumentKind.SUBMISSION, submission)
        now = submission.received
        receipt = receipts.sign(locator, interview.case, self._keys.manifest.deployment, self._keys.signer)

        async def write(unit: Unit) -> tuple[str, ...]:
            case = await self._open_case(unit, interview, submission)
            await papers.add(unit, paper)
            await receipts.add(unit, receipt)
            await consents.add(unit, case.id, submission.consents, now)
            await deadlines.add(unit, [self._first_answer(case, now)])
            await audit.write(unit, at=now, actor=audit.INTAKE, act=audit.Act.CASE_RECEIVED, case=case.id)
            if case.urgency is Urgency.EMERGENCY:
                await self._alert(unit, case, now)
            return ()

        return write

    async def _open_case(self, unit: Unit, interview: Interview, submission: Submission) -> Case:
        while True:
            case = Case(
                id=interview.case,
                reference=draw_reference(self._draw),
                questionnaire=submission.questionnaire,
                urgency=submission.urgency,
                state=CaseState.RECEIVED,
                language=submission.language,
                received_at=submission.received,
                changed_at=submission.received,
            )
            try:
                await cases.add(unit, case)
            except cases.ReferenceTaken:
                continue
            return case

    async def _add(self, interview: Interview, submission: Submission) -> tuple[Step, tuple[Write, ...]]:
        case = await self._database.read(lambda unit: cases.by_id(unit, interview.case))
        if case.state is CaseState.WITHDRAWN:
            return gone(interview), ()
        paper = await self._seal(interview, DocumentKind.ADDITION, submission)
        now = submission.received

        # A member may have judged the case less urgent than its submitter: only news makes it more urgent again.
        worse = submission.urgency.outranks(interview.reported)
        told = (answered_by(answer.question) for answer in submission.answers if not answer.skipped)
        answered = tuple(document for document in told if document is not None)
        hearings = _hearings(interview, submission)

        async def write(unit: Unit) -> tuple[str, ...]:
            case = await cases.by_id(unit, interview.case)
            if case.state is CaseState.WITHDRAWN:
                raise cases.CaseChanged("the case was erased while something was added to it")
            await papers.add(unit, paper)
            await consents.add(unit, case.id, submission.consents, now)
            await audit.write(unit, at=now, actor=audit.INTAKE, act=audit.Act.CASE_ADDED_TO, case=case.id)
            for document in answered:
                if await requests.answer(unit, document, now):
                    await deadlines.meet(unit, case.id, DeadlineKind.FOLLOW_UP, now, item=document)
            await deadlines.add(unit, hearings)
            if case.state in cases.REOPENED_BY_ADDITION:
                case = await self._reopen(unit, case, now)
            if worse:
                case = await self._hasten(unit, case, submission.urgency, now)
            await self._owe_answer(unit, case, now)
            return ()

        return received(interview, urgency=submission.urgency), (write,)

    async def _reopen(self, unit: Unit, case: Case, now: datetime) -> Case:
        """Put a closed case back into the queue: somebody has more to say."""
        state = cases.REOPENED_BY_ADDITION[case.state]
        reopened = replace(case, state=state, decision=None, holder=None, lease_until=None, changed_at=now)
        await cases.save(unit, reopened, expected=case)
        return reopened

    async def _hasten(self, unit: Unit, case: Case, urgency: Urgency, now: datetime) -> Case:
        """Make a case more urgent; a new emergency calls those on duty again, unless they are being called already."""
        hastened = case
        if urgency.outranks(case.urgency):
            hastened = replace(case, urgency=urgency, changed_at=now)
            await cases.save(unit, hastened, expected=case)
        ringing = any(alert.case == case.id for alert in await alerts.due(unit, now, None))
        if urgency is Urgency.EMERGENCY and not ringing:
            await self._alert(unit, hastened, now)
        return hastened

    async def _owe_answer(self, unit: Unit, case: Case, now: datetime) -> None:
        """What was added wants an answer, too: a deadline that was met runs again, and a later one comes nearer."""
        owed = self._first_answer(case, now)
        running = [
            deadline
            for deadline in await deadlines.of_case(unit, case.id)
            if deadline.kind is owed.kind and deadline.met_at is None and deadline.due_at <= owed.due_at
        ]
        if not running:
            await deadlines.add(unit, [owed])

    def _first_answer(self, case: Case, now: datetime) -> deadlines.Deadline:
        due = now + self._settings.first_answer[case.urgency]
        return deadlines.Deadline(case=case.id, kind=DeadlineKind.FIRST_ANSWER, due_at=due)

    async def _alert(self, unit: Unit, case: Case, now: datetime) -> None:
        signer = self._keys.manifest.roster
        roster, _forged = await members.verified(unit, signer)
        rows = alerts.call_out(
            roster,
            self._settings.escalation,
            case=case.id,
            reference=case.reference,
            now=now,
            on_duty=await rota.on_duty(unit, signer, now),
        )
        await alerts.add(unit, rows)


def _hearings(interview: Interview, submission: Submission) -> tuple[deadlines.Deadline, ...]:
    """The hearings whose day the group had asked for, each under the document of its question."""
    days = [
        (request.id, hearing_day(request.what, answer, today=submission.received.date()))
        for answer in submission.answers
        if (request := interview.request_at(answer.question))
    ]
    return tuple(
        deadlines.Deadline(
            case=interview.case, kind=DeadlineKind.HEARING, item=item, due_at=datetime.combine(day, _COURTS_OPEN)
        )
        for item, day in days
        if day is not None
    )


async def _whole(payload: bytes) -> AsyncIterator[bytes]:
    yield payload
