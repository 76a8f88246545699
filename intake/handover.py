"""From one wing to the other: a submission becomes a sealed case, and a receipt code finds its way back to it.

What is slow (the key derivation, sealing) happens before the transaction; what must not come apart (case, documents,
consents, alerts, deadlines, the audit entry) is written in it, together with the draft and the confirmation.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import datetime

from intake.answers import clean
from intake.files import Write
from intake.interview import Interview
from intake.messages import Message, say
from intake.receipt import draw_code
from intake.settings import IntakeSettings
from intake.steps import Step, gone, received, returned, unknown
from intake.submission import compose
from storage import alerts, audit, cases, consents, deadlines, members, papers, receipts
from storage.blobs import BlobStore
from storage.cases import Case, CaseState
from storage.database import Database, Unit
from storage.documents import DocumentKind, Reply, Submission, Urgency
from storage.envelopes import Heading, open_document, seal_document
from storage.errors import PermanentError
from storage.ids import DocumentId, Draw, draw_id, draw_reference
from storage.keys.sealing import IntakeKeys
from storage.sealed import BadSignature, ReceiptSecrets, derive_receipt

log = logging.getLogger(__name__)


class Handover:
    """Writes cases and additions, and looks replies up."""

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

        A reply that was tampered with is left out and logged; the others are shown.
        """
        async with self._looking_up:
            secrets = await self._derive(presented.code)
        found = await self._database.read(lambda unit: _find(unit, secrets.locator))
        if found is None:
            return unknown(presented.interview), ()
        receipt, case, lying = found
        try:
            receipts.verify(receipt, self._keys.manifest.deployment, self._keys.manifest.intake)
        except BadSignature:
            log.error("a receipt leads to a case that intake did not sign")
            return unknown(presented.interview), (self._log(case, audit.Act.RECEIPT_REFUSED),)
        replies = [self._open_reply(paper, secrets) for paper in lying]
        shown = tuple(reply for reply in replies if reply is not None)
        said = (say(f"returned-{case.state}"), *(shown or (say("returned-no-reply"),)))
        refusal = self._log(case, audit.Act.DOCUMENT_REFUSED, DocumentKind.REPLY)
        writes = (self._log(case, audit.Act.RECEIPT_PRESENTED), *(refusal for reply in replies if reply is None))
        return Step(interview=returned(presented.interview, case.id), messages=said), writes

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

    def _open_reply(self, paper: papers.Paper, secrets: ReceiptSecrets) -> Message | None:
        manifest = self._keys.manifest
        try:
            sealed = papers.document(paper, manifest.deployment)
            content = open_document(sealed, identities=[secrets.identity], writers=[manifest.roster])
        except PermanentError as error:
            log.error("a reply could not be opened: %s", type(error).__name__)
            return None
        assert isinstance(content, Reply)  # noqa: S101 - the kind of the paper says so, under its signature
        return say("returned-reply", date=content.written.date().isoformat(), text=clean(content.text))

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

        async def write(unit: Unit) -> tuple[str, ...]:
            case = await cases.by_id(unit, interview.case)
            if case.state is CaseState.WITHDRAWN:
                raise cases.CaseChanged("the case was erased while something was added to it")
            await papers.add(unit, paper)
            await consents.add(unit, case.id, submission.consents, now)
            await audit.write(unit, at=now, actor=audit.INTAKE, act=audit.Act.CASE_ADDED_TO, case=case.id)
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
        return deadlines.Deadline(case=case.id, kind=deadlines.DeadlineKind.FIRST_ANSWER, due_at=due)

    async def _alert(self, unit: Unit, case: Case, now: datetime) -> None:
        roster, _forged = await members.verified(unit, self._keys.manifest.roster)
        rows = alerts.call_out(roster, self._settings.escalation, case=case.id, reference=case.reference, now=now)
        await alerts.add(unit, rows)


async def _find(unit: Unit, locator: str) -> tuple[receipts.Receipt, Case, tuple[papers.Paper, ...]] | None:
    receipt = await receipts.find(unit, locator)
    if receipt is None:
        return None
    case = await cases.by_id(unit, receipt.case)
    return receipt, case, await papers.of_case(unit, receipt.case, (DocumentKind.REPLY,))


async def _whole(payload: bytes) -> AsyncIterator[bytes]:
    yield payload
