"""What submitters were asked: which questions stand open, and who was first to answer."""

import os
from datetime import timedelta

import pytest

from storage import papers, requests
from storage.database import RowRefused
from storage.documents import DocumentKind, RequestKind
from storage.ids import CaseId, DocumentId, draw_id
from storage.papers import Paper
from storage.requests import Request

CASE, OTHER = CaseId("c" * 32), CaseId("d" * 32)


@pytest.fixture
def ask(database, now):
    """Seal a question into a case, some days later."""

    async def one(case=CASE, days=0, what=RequestKind.NEWS):
        at = now + timedelta(days=days)
        paper = Paper(
            id=DocumentId(draw_id(os.urandom)),
            case=case,
            kind=DocumentKind.REQUEST,
            version=1,
            created_at=at,
            payload=b"p",
            header=b"h",
            signature=b"s",
        )
        request = Request(document=paper.id, case=case, what=what, asked_at=at)

        async def work(unit):
            await papers.add(unit, paper)
            await requests.add(unit, request)

        await database.write(work)
        return request

    return one


async def open_of(database, case=CASE):
    return await database.read(lambda unit: requests.open_of(unit, case))


async def answer(database, request, at):
    return await database.write(lambda unit: requests.answer(unit, request.document, at))


async def test_questions_come_back_as_they_were_asked(database, ask):
    """Of their own case, the oldest first."""
    later, first = await ask(days=1, what=RequestKind.HEARING_DATE), await ask()
    await ask(OTHER)
    assert await open_of(database) == (first, later)


async def test_an_answered_question_is_open_no_more(database, ask, now):
    """It stays among the questions of its case."""
    request = await ask()
    assert await answer(database, request, now)
    assert await open_of(database) == ()
    (known,) = await database.read(lambda unit: requests.of_case(unit, CASE))
    assert known.answered_at == now


async def test_of_two_answers_one_is_first(database, ask, now):
    """The other learns that it was not, and changes nothing."""
    request = await ask()
    assert await answer(database, request, now)
    assert not await answer(database, request, now + timedelta(days=1))
    (known,) = await database.read(lambda unit: requests.of_case(unit, CASE))
    assert known.answered_at == now


async def test_a_question_goes_with_its_document(database, ask):
    """Whoever erases the words leaves no open question."""
    request = await ask()
    await database.write(lambda unit: papers.drop(unit, request.document))
    assert await open_of(database) == ()


async def test_a_question_needs_its_document(database, now):
    """Nobody could read it."""
    lost = Request(document=DocumentId("0" * 32), case=CASE, what=RequestKind.NAME, asked_at=now)
    with pytest.raises(RowRefused):
        await database.write(lambda unit: requests.add(unit, lost))
