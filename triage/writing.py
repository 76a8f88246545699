"""Writing down what a member did: a document is sealed to the group, and to whom it names, and becomes a row.

On the path between a use case and ``storage.papers``. Sealing is done before a transaction begins, and needs the
group's keys; the case, its papers, its deadlines, what intake is to tell the submitter and the row of the audit log are
then written together.
"""

from collections.abc import Awaitable, Callable, Iterable

from storage import audit, cases, deadlines, papers, tidings
from storage.cases import Case
from storage.database import Unit
from storage.deadlines import Deadline, DeadlineKind
from storage.documents import Content, DocumentKind
from storage.envelopes import Heading, seal_document
from storage.ids import DocumentId, draw_id
from storage.papers import Paper
from storage.sealed import AgeError, HybridRecipient, parse_recipient
from triage.errors import NoReceipt
from triage.reading import Record
from triage.turn import Turn


def seal(turn: Turn, case: Case, kind: DocumentKind, content: Content, *others: HybridRecipient) -> Paper:
    """Seal a document to the group, its recovery identity and others; raises :class:`DeskLocked`."""
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


def submitter(record: Record) -> HybridRecipient:
    """Find whom words to the submitter are sealed to besides the group: what intake signed and sealed is believed.

    Raises:
        NoReceipt: the submission is missing or damaged, or names nobody.
    """
    try:
        recipient = parse_recipient(record.reply_to)
    except AgeError as error:
        raise NoReceipt from error
    if not isinstance(recipient, HybridRecipient):
        raise NoReceipt
    return recipient


async def write(
    turn: Turn,
    record: Record,
    changed: Case,
    written: Iterable[Paper] = (),
    act: audit.Act | None = None,
    *,
    code: str | None = None,
    met: Iterable[DeadlineKind] = (),
    begins: Iterable[Deadline] = (),
    tells: bool = False,
    also: Callable[[Unit], Awaitable[None]] | None = None,
) -> None:
    """Write what was done to a case, in one transaction.

    Args:
        turn: who did it, and when.
        record: the case as it was read; whoever changed it meanwhile was first.
        changed: the case as it is from now on.
        written: the sealed documents.
        act: for the audit log, unless ``also`` writes to it.
        code: what belongs to the act; never content.
        met: the deadlines of the whole case that are met by it.
        begins: the deadlines that begin with it.
        tells: whether the submitter is to be told that there is an answer.
        also: what else belongs to it.

    Raises:
        CaseChanged: somebody else was first; nothing was written.
    """

    async def work(unit: Unit) -> None:
        await cases.save(unit, changed, expected=record.card.case)
        for paper in written:
            await papers.add(unit, paper)
        await deadlines.add(unit, tuple(begins))
        for kind in met:
            await deadlines.meet(unit, changed.id, kind, turn.now)
        if act is not None:
            await audit.write(unit, at=turn.now, actor=turn.member.id, act=act, case=changed.id, code=code)
        if tells:
            await tidings.add(unit, changed.id, turn.now)
        if also is not None:
            await also(unit)

    await turn.room.database.write(work)
