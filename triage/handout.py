"""What leaves the desk for one member: files and texts, each a whole age file sealed to that member's own key.

At the end of the path to a channel that must not see content. Files are not unsealed: their header is written anew, and
the payload goes out as it lies. Their names say nothing; whoever is not allowed to open the case gets none of them.
"""

from collections.abc import Collection
from dataclasses import dataclass

from storage import audit, cases, papers
from storage.cases import Case
from storage.database import Unit
from storage.envelopes import pad
from storage.ids import DocumentId, Draw
from storage.members import Member
from storage.sealed import Recipient, parse_recipient, rewrap, seal
from triage import case as rules
from triage.case import Act
from triage.errors import NoRecipient
from triage.files import check_files
from triage.grammar.rights import Command
from triage.reading import check_conflict, read_record
from triage.turn import Turn

_NAMED = 8
"""Digits of a document's id in the name of its file, by which the reader of a record finds it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOut:
    """An attached file for one member: header and payload, one after the other, are a standard age file.

    Attributes:
        name: neutral; it begins as the document's id does.
        header: sealed to the member's own key, and to nobody else.
        payload: the sealed bytes, unless they lie in a blob.
        blob: the name of the blob with the sealed bytes, unless they are here.
        size: of the whole age file in bytes.
    """

    name: str
    header: bytes
    payload: bytes | None
    blob: str | None
    size: int


async def hand_out(turn: Turn, documents: Collection[DocumentId]) -> tuple[HandedOut, ...]:
    """Hand attached files to the member; those that are missing or damaged are left out.

    Raises:
        NoRecipient: the member has registered no key.
        TriageError: the member may not open the case, or the desk is locked.
        PaperUnknown: there is no such document.
    """
    recipient = _recipient(turn.member)

    async def owners(unit: Unit) -> tuple[Case, ...]:
        owning = {(await papers.find(unit, document)).case for document in documents}
        return tuple([await cases.by_id(unit, case) for case in sorted(owning)])

    handed: list[HandedOut] = []
    for case in await turn.room.database.read(owners):
        handed += await _hand_out_of(turn, case, documents, recipient)
    return tuple(handed)


def seal_text(member: Member | None, text: str, draw: Draw) -> bytes:
    """Seal a text to a member's own key: an age file of UTF-8, padded so that its size says little.

    Raises:
        NoRecipient: the member has registered no key, or is none.
    """
    return seal(pad(text.encode("utf-8", "replace")), (_recipient(member),), draw).whole


async def _hand_out_of(
    turn: Turn, case: Case, documents: Collection[DocumentId], recipient: Recipient
) -> list[HandedOut]:
    record = await read_record(turn, case.reference, Command.OPEN)
    rules.step(record.card.case.state, Act.OPEN)
    check_conflict(turn, record, Act.OPEN)
    intact = await check_files(turn, record)

    async def work(unit: Unit) -> None:
        opened = audit.Act.CASE_OPENED
        await audit.write(unit, at=turn.now, actor=turn.member.id, act=opened, case=case.id, code="files")

    await turn.room.database.write(work)
    handed = []
    for paper in record.attachments:
        if paper.id in documents and paper.id in intact and paper.header is not None:
            header = rewrap(paper.header, (turn.room.unlocked().identity,), (recipient,), turn.room.draw)
            size = len(header) + intact[paper.id]
            name = f"{paper.id[:_NAMED]}.age"
            handed.append(HandedOut(name=name, header=header, payload=paper.payload, blob=paper.blob, size=size))
    return handed


def _recipient(member: Member | None) -> Recipient:
    if member is None or member.recipient is None:
        raise NoRecipient
    return parse_recipient(member.recipient)
