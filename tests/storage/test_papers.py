"""The rows of sealed documents."""

import os
from dataclasses import replace
from datetime import timedelta

import pytest

from storage import cases, drafts, papers
from storage.cases import CaseState
from storage.database import RowRefused
from storage.documents import DocumentKind
from storage.drafts import Draft
from storage.envelopes import Heading, SealedDocument
from storage.ids import CaseId, ChatKey, DeploymentId, DocumentId, MemberId, draw_id
from storage.papers import Paper, PaperErased, PaperUnknown

CASE = CaseId("c" * 32)


@pytest.fixture
def make_paper(now):
    """Documents of one case, in the row unless told otherwise."""

    def make(**changes):
        paper = Paper(
            id=DocumentId(draw_id(os.urandom)),
            case=CASE,
            kind=DocumentKind.SUBMISSION,
            version=1,
            created_at=now,
            payload=b"payload\x00",
            header=b"header\x00",
            signature=b"signature\x00",
        )
        return replace(paper, **changes)

    return make


async def add(database, *new):
    async def all_of_them(unit):
        for paper in new:
            await papers.add(unit, paper)

    await database.write(all_of_them)


async def of_case(database, case=CASE):
    return await database.read(lambda unit: papers.of_case(unit, case))


async def test_a_document_comes_back_as_it_was_written(database, make_paper):
    """With author, header and signature, byte for byte."""
    paper = make_paper(author=MemberId("m" * 32), kind=DocumentKind.ASSESSMENT, version=3)
    await add(database, paper)
    assert await database.read(lambda unit: papers.find(unit, paper.id)) == paper


async def test_an_attachment_may_come_before_its_case(database, make_paper):
    """Its payload lies in a blob, and no row of the case is needed yet."""
    paper = make_paper(kind=DocumentKind.ATTACHMENT, payload=None, blob=draw_id(os.urandom))
    await add(database, paper)
    assert await of_case(database) == (paper,)


@pytest.mark.parametrize("payload", [{"payload": None}, {"blob": "b" * 32}])
async def test_a_payload_lies_in_one_place(database, make_paper, payload):
    """Neither nowhere nor twice."""
    with pytest.raises(RowRefused):
        await add(database, make_paper(**payload))


async def test_an_id_is_given_once(database, make_paper):
    """A document is never replaced by another."""
    paper = make_paper()
    with pytest.raises(RowRefused):
        await add(database, paper, paper)


async def test_documents_of_a_case_are_in_the_order_of_writing(database, make_paper, now):
    """The oldest first, and no other case's."""
    second, first = make_paper(), make_paper(created_at=now - timedelta(seconds=1))
    await add(database, second, first, make_paper(case=CaseId("o" * 32)))
    assert await of_case(database) == (first, second)


async def test_an_unknown_document_is_told(database):
    """Rather than nothing returned."""
    with pytest.raises(PaperUnknown):
        await database.read(lambda unit: papers.find(unit, DocumentId("0" * 32)))


async def test_replacing_a_header_leaves_all_else(database, make_paper):
    """Re-wrapping touches no payload and no signature."""
    paper = make_paper()
    await add(database, paper)
    await database.write(lambda unit: papers.replace_header(unit, paper.id, b"other"))
    assert await of_case(database) == (replace(paper, header=b"other"),)


async def test_an_erased_header_is_not_replaced(database, make_paper):
    """Nobody brings a document back by re-wrapping."""
    paper = make_paper()
    await add(database, paper)
    await database.write(lambda unit: papers.erase_header(unit, paper.id))
    with pytest.raises(PaperUnknown):
        await database.write(lambda unit: papers.replace_header(unit, paper.id, b"other"))


async def test_an_erased_header_leaves_a_document_that_nobody_opens(database, make_paper):
    """Erasing again does nothing."""
    paper = make_paper()
    await add(database, paper)
    for _ in range(2):
        await database.write(lambda unit: papers.erase_header(unit, paper.id))
    assert await of_case(database) == (replace(paper, header=None),)


async def test_a_document_without_header_can_be_written(database, make_paper):
    """As a restored backup may hold it."""
    paper = make_paper(header=None)
    await add(database, paper)
    assert await of_case(database) == (paper,)


async def test_dropping_a_document_takes_its_header_along(database, make_paper, outside):
    """No header is left without its document."""
    paper = make_paper()
    await add(database, paper)
    assert await database.write(lambda unit: papers.drop(unit, paper.id)) is None
    assert await of_case(database) == ()
    assert outside.execute("SELECT count(*) FROM headers").fetchone()[0] == 0


async def test_dropping_a_document_names_its_blob_once(database, make_paper):
    """To be deleted after the commit; again there is nothing to delete."""
    paper = make_paper(payload=None, blob="b" * 32)
    await add(database, paper)
    assert await database.write(lambda unit: papers.drop(unit, paper.id)) == "b" * 32
    assert await database.write(lambda unit: papers.drop(unit, paper.id)) is None


async def test_orphans_are_dropped_once_they_are_old(database, make_paper, make_case, now):
    """What belongs to a case or to an open draft stays, and so does what has only just come."""
    old = now - timedelta(days=2)
    case = make_case()
    of_a_case = make_paper(case=case.id, created_at=old)
    of_a_draft = make_paper(case=CaseId("d" * 32), created_at=old)
    erased = make_case(state=CaseState.WITHDRAWN)
    of_the_erased = make_paper(case=erased.id, created_at=old)
    young = make_paper(case=CaseId("y" * 32))
    orphan = make_paper(case=CaseId("o" * 32), created_at=old, payload=None, blob="b" * 32)
    await add(database, of_a_case, of_a_draft, of_the_erased, young, orphan)
    draft = Draft(chat=ChatKey("a"), case=of_a_draft.case, key="k", header=b"h", payload=b"p", changed_at=now)
    await database.write(lambda unit: cases.add(unit, case))
    await database.write(lambda unit: cases.add(unit, erased))
    await database.write(lambda unit: drafts.save(unit, draft))
    dropped = await database.write(lambda unit: papers.drop_orphans(unit, before=now - timedelta(days=1)))
    assert dropped == ("b" * 32,)
    left = [await of_case(database, paper.case) for paper in (of_a_case, of_a_draft, of_the_erased, young, orphan)]
    assert left == [(of_a_case,), (of_a_draft,), (), (young,), ()]


async def test_blobs_in_use_are_those_that_rows_name(database, make_paper):
    """What is not among them may be swept."""
    await add(database, make_paper(), make_paper(payload=None, blob="b" * 32))
    assert await database.read(papers.blobs_in_use) == {"b" * 32}


async def test_a_sealed_document_comes_back_from_its_row(database, now):
    """With the heading that was signed."""
    heading = Heading(deployment=DeploymentId("d" * 32), case=CASE, kind=DocumentKind.REPLY, version=2)
    sealed = SealedDocument(
        id=DocumentId("i" * 32), heading=heading, header=b"header", payload=b"payload", signature=b"signature"
    )
    paper = papers.of_document(sealed, created_at=now, author=MemberId("m" * 32))
    await add(database, paper)
    (found,) = await of_case(database)
    assert found == paper
    assert papers.document(found, heading.deployment) == sealed


@pytest.mark.parametrize("gone", [{"header": None}, {"payload": None, "blob": "b" * 32}])
def test_an_erased_document_cannot_be_opened(make_paper, gone):
    """And a payload elsewhere is not opened as a document."""
    with pytest.raises(PaperErased):
        papers.document(make_paper(**gone), DeploymentId("d" * 32))


async def test_only_the_kinds_that_are_wanted_are_read(database, make_paper):
    """Payloads that nobody asked for stay where they are."""
    reply = make_paper(kind=DocumentKind.REPLY)
    await add(database, make_paper(), reply)
    assert await database.read(lambda unit: papers.of_case(unit, CASE, [DocumentKind.REPLY])) == (reply,)


async def test_authors_are_named_with_their_times(database, make_paper, now):
    """Of one kind and one case, the oldest first; what nobody in particular wrote has no author."""
    judged = {"kind": DocumentKind.ASSESSMENT, "author": MemberId("1" * 32)}
    await add(
        database,
        make_paper(**judged, created_at=now + timedelta(days=1)),
        make_paper(**judged | {"author": MemberId("2" * 32)}),
        make_paper(**judged, case=CaseId("o" * 32)),
        make_paper(kind=DocumentKind.ASSESSMENT),
        make_paper(kind=DocumentKind.DECISION, author=MemberId("3" * 32)),
    )
    written = await database.read(lambda unit: papers.authors(unit, CASE, DocumentKind.ASSESSMENT))
    assert written == (("2" * 32, now), ("1" * 32, now + timedelta(days=1)))
