"""Opening what was sealed: every document of a case is verified and unsealed, or reported as damaged.

On the path between ``storage.papers`` and a case's record. A document that was forged, changed or moved from another
case is never shown; the reader is alarmed, a row of the audit log is written, and the rest is read. Needs the group's
keys. Attachments stay sealed here.
"""

from dataclasses import dataclass
from enum import StrEnum

from storage import audit, papers, receipts
from storage.audit import Act
from storage.database import Unit
from storage.documents import Assessment, Content, DocumentKind, Submission
from storage.envelopes import SwappedDocument, open_document
from storage.errors import PermanentError
from storage.ids import DocumentId, Reference
from storage.papers import Paper
from storage.receipts import Receipt
from storage.sealed import BadSignature
from triage.card import Card
from triage.finding import authorise, find
from triage.notices import say
from triage.queue import read_card
from triage.rights import Command
from triage.turn import Turn

_BY_INTAKE = frozenset({DocumentKind.SUBMISSION, DocumentKind.ADDITION, DocumentKind.ATTACHMENT})


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
        files: the attachments that are there.
        distrusted: the papers that did not verify.
        receipt: whom replies are sealed to besides the group.
    """

    card: Card
    documents: tuple[Opened, ...]
    files: frozenset[DocumentId]
    distrusted: tuple[Paper, ...]
    receipt: Receipt | None

    @property
    def assessments(self) -> tuple[Assessment, ...]:
        """The judgements of members, oldest first."""
        return tuple(opened.content for opened in self.documents if isinstance(opened.content, Assessment))


async def read_record(turn: Turn, reference: Reference, command: Command) -> Record:
    """Read and unseal a case, alarming the reader of every document that must not be trusted.

    Whether a conflict of interest forbids the member to see it is for the caller to check.

    Raises:
        DeskLocked: the group's keys are not there.
        CaseNotFound: no case has this reference.
        TriageError: the member's role does not include this command, in this case.
    """
    turn.room.unlocked()

    async def work(unit: Unit) -> tuple[Card, tuple[Paper, ...], Receipt | None]:
        case = await find(unit, reference)
        authorise(turn, command, case)
        card = await read_card(unit, case)
        return card, await papers.of_case(unit, case.id), await receipts.of_case(unit, case.id)

    card, lying, receipt = await turn.room.database.read(work)
    documents = []
    distrusted = []
    for paper in lying:
        if paper.kind is DocumentKind.ATTACHMENT:
            continue
        try:
            documents.append(Opened(paper=paper, content=await _unseal(turn, paper)))
        except PermanentError as error:
            distrusted.append(paper)
            await _alarm(turn, card, paper.kind, paper.id, _fault(paper, error))
    if not any(isinstance(opened.content, Submission) for opened in documents) and not distrusted:
        await _alarm(turn, card, DocumentKind.SUBMISSION, None, Fault.MISSING)
    return Record(
        card=card,
        documents=tuple(documents),
        files=frozenset(paper.id for paper in lying if paper.kind is DocumentKind.ATTACHMENT),
        distrusted=tuple(distrusted),
        receipt=receipt,
    )


async def _unseal(turn: Turn, paper: Paper) -> Content:
    keys = turn.room.unlocked()
    # The intake's key lies on a host that faces the world: it vouches for no member's document.
    writers = keys.manifest.intake if paper.kind in _BY_INTAKE else (keys.manifest.roster,)
    payload = None
    if paper.blob is not None:
        payload = b"".join([chunk async for chunk in turn.room.blobs.read(paper.blob)])
    sealed = papers.document(paper, keys.manifest.deployment, payload)
    return open_document(sealed, identities=(keys.identity,), writers=writers)


def _fault(paper: Paper, error: PermanentError) -> Fault:
    match error:
        case _ if paper.header is None:
            return Fault.ERASED
        case SwappedDocument():
            return Fault.SWAPPED
        case BadSignature():
            return Fault.SIGNATURE
        case _:
            return Fault.UNREADABLE


async def _alarm(turn: Turn, card: Card, kind: DocumentKind, document: DocumentId | None, fault: Fault) -> None:
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
