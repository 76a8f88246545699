"""Opening what was sealed: every document of a case is verified and unsealed, or reported as damaged.

On the path between ``storage.papers`` and a case's record. A document that was forged, changed or moved from another
case is never shown; the reader is alarmed, a row of the audit log is written, and the rest is read. Needs the group's
keys. Attachments stay sealed here: see :mod:`triage.files`.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage import audit, papers
from storage.audit import Act
from storage.database import Unit
from storage.documents import Assessment, Closing, Consent, ConsentGrant, ConsentUse, Content, DocumentKind, Submission
from storage.envelopes import SwappedDocument
from storage.errors import PermanentError
from storage.ids import DocumentId, Reference
from storage.papers import Paper
from storage.sealed import BadSignature
from triage import case as rules
from triage.card import Card
from triage.errors import OwnAssessmentDamaged
from triage.finding import authorise, find
from triage.grammar.rights import Command
from triage.notices import say
from triage.queue import read_card
from triage.turn import Turn
from triage.unsealing import BY_INTAKE, unseal

_JUDGEMENTS = frozenset({DocumentKind.ASSESSMENT, DocumentKind.RECUSAL})


class Fault(StrEnum):
    """Why a document is not shown."""

    SIGNATURE = "signature"  # nobody who may write such a document signed it, here
    SWAPPED = "swapped"  # inside it names another case, kind or version
    UNREADABLE = "unreadable"  # it does not open, or holds no such content
    ERASED = "erased"  # its header is gone
    MISSING = "missing"  # a case without its submission


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A document that verified. The content is secret."""

    paper: Paper
    content: Content


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A case with everything in it.

    Attributes:
        card: the readable columns.
        documents: what verified, oldest first. Secret.
        attachments: the papers of files, of which nothing has been verified yet.
        distrusted: the papers that did not verify.
    """

    card: Card
    documents: tuple[Opened, ...]
    attachments: tuple[Paper, ...]
    distrusted: tuple[Paper, ...]

    @property
    def assessments(self) -> tuple[Assessment, ...]:
        """The judgements of members, oldest first."""
        return tuple(opened.content for opened in self.documents if isinstance(opened.content, Assessment))

    @property
    def judgements(self) -> tuple[rules.Judgement, ...]:
        """What members said that tells who may judge the case, oldest first."""
        return tuple(opened.content for opened in self.documents if isinstance(opened.content, rules.Judgement))

    @property
    def closed(self) -> datetime | None:
        """When the case was last closed before what is done in it now."""
        closings = (opened.content.written for opened in self.documents if isinstance(opened.content, Closing))
        return rules.last_closed(self.card.case.state, closings)

    @property
    def reply_to(self) -> str:
        """The recipient whose identity the receipt code yields, as the submission names it; nothing unless one does.

        An addition names nobody: whoever adds to a case must not be able to redirect its replies.
        """
        named = {
            opened.content.reply_to
            for opened in self.documents
            if opened.paper.kind is DocumentKind.SUBMISSION and isinstance(opened.content, Submission)
        }
        return named.pop() if len(named) == 1 else ""


async def read_record(
    turn: Turn, reference: Reference, command: Command, *, owning: bool = False, decided: bool = False
) -> Record:
    """Read and unseal a case, alarming the reader of every document that must not be trusted.

    Whether a conflict of interest forbids the member to see it is for the caller to check.

    Raises:
        DeskLocked: the group's keys are not there.
        CaseNotFound: no case has this reference.
        TriageError: the member's role does not include this command, in this case.
    """
    turn.room.unlocked()

    async def work(unit: Unit) -> tuple[Card, tuple[Paper, ...]]:
        case = await find(unit, reference)
        authorise(turn, command, case, owning=owning, decided=decided)
        return await read_card(unit, case, turn.member.id), await papers.of_case(unit, case.id)

    card, found = await turn.room.database.read(work)
    documents = []
    distrusted = []
    for paper in found:
        if paper.kind is DocumentKind.ATTACHMENT:
            continue
        try:
            documents.append(Opened(paper=paper, content=await unseal(paper, turn.room.unlocked(), turn.room.blobs)))
        except PermanentError as error:
            distrusted.append(paper)
            await alarm(turn, card, paper.kind, paper.id, fault_of(paper, error))
    if not any(paper.kind is DocumentKind.SUBMISSION for paper in found):
        await alarm(turn, card, DocumentKind.SUBMISSION, None, Fault.MISSING)
    return Record(
        card=card,
        documents=tuple(documents),
        attachments=tuple(paper for paper in found if paper.kind is DocumentKind.ATTACHMENT),
        distrusted=tuple(distrusted),
    )


def check_conflict(turn: Turn, record: Record, act: rules.Act) -> None:
    """Refuse a member who declared a conflict, or whose own assessment no longer says whether he did.

    Raises:
        ConflictOfInterest: he declared one.
        OwnAssessmentDamaged: nobody can tell.
    """
    member = turn.member.id
    rules.check_conflict(member, rules.conflicted(record.judgements), act)
    if any(paper.kind in _JUDGEMENTS and paper.author == member for paper in record.distrusted):
        raise OwnAssessmentDamaged


def check_consents(turn: Turn, record: Record) -> None:
    """Alarm the reader if the ledger of consents, which nobody signed, says something else than what was sealed.

    Where a submission is missing or damaged the reader is alarmed already, and what it said of consent is not known.
    """
    sealed = sealed_consents(record)
    if sealed is None:
        return
    given, listed = _grants(sealed), _grants(record.card.consents)
    differing = [say("case-consent", use=use, grant=given[use]) for use in ConsentUse if given[use] != listed[use]]
    if differing:
        turn.alarm(say("alarm-consents", *differing, reference=record.card.case.reference))


def sealed_consents(record: Record) -> tuple[Consent, ...] | None:
    """What was agreed to, as it was sealed, the latest word last; None where a submission is missing or damaged."""
    there = any(opened.paper.kind is DocumentKind.SUBMISSION for opened in record.documents)
    if not there or any(paper.kind in BY_INTAKE for paper in record.distrusted):
        return None
    submissions = (opened.content for opened in record.documents if isinstance(opened.content, Submission))
    in_order = sorted(submissions, key=lambda submission: submission.received)
    return tuple(consent for submission in in_order for consent in submission.consents)


def _grants(consents: tuple[Consent, ...]) -> dict[ConsentUse, ConsentGrant]:
    """What counts of each use: the latest, and no where there is none."""
    return dict.fromkeys(ConsentUse, ConsentGrant.NO) | {consent.use: consent.grant for consent in consents}


def fault_of(paper: Paper, error: PermanentError) -> Fault:
    """Say why a document is not shown."""
    match error:
        case _ if paper.header is None:
            return Fault.ERASED
        case SwappedDocument():
            return Fault.SWAPPED
        case BadSignature():
            return Fault.SIGNATURE
        case _:
            return Fault.UNREADABLE


async def alarm(turn: Turn, card: Card, kind: DocumentKind, document: DocumentId | None, fault: Fault) -> None:
    """Log that a document must not be trusted, and tell the reader."""

    async def work(unit: Unit) -> None:
        await audit.write(
            unit,
            at=turn.now,
            actor=turn.member.id,
            act=Act.DOCUMENT_REFUSED,
            case=card.case.id,
            code=fault,
        )

    await turn.room.database.write(work)
    turn.alarm(
        say(
            "alarm-document",
            reference=card.case.reference,
            kind=kind,
            document=document or "",
            fault=fault,
        )
    )
