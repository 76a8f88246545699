"""Names are indexed from the answers, once, and no name lies in the database."""

from dataclasses import replace

import pytest

from storage import names, papers, requests
from storage.documents import Answer, AnswerKind, DocumentKind, RequestKind
from triage.casework import indexing
from triage.casework.names import fold


def named(submission, *answers):
    """A submission with these questions and texts."""
    given = tuple(Answer(question=path, kind=AnswerKind.SHORT_TEXT, text=text) for path, text in answers)
    return submission(answers=given, attachments=())


@pytest.fixture
def index(stage):
    async def one(**what):
        return await indexing.index(stage.database, stage.keys.group, stage.blobs, stage.now, **what)

    return one


@pytest.fixture
def find(stage):
    """How many parts of a name one person shares in the cases that know one."""

    async def one(name):
        digests = indexing.digests(stage.keys.group, fold(name))
        return [match.shared for match in await stage.database.read(lambda u: names.called(u, digests, limit=9))]

    return one


async def test_names_are_found_in_any_spelling(stage, submission, index, find):
    """Those that a question for a name was answered with, and no other words."""
    told = named(submission, ("person.2.name", "Оксана Щербак"), ("story", "Сергій Коваль"), ("where", "Ялта"))
    await stage.receive("lumeko-42", submission=told)
    assert await index() == 1
    assert await find("Shcherbak Oksana") == [2]
    assert await find("Сергій") == await find("Ялта") == []


async def test_a_list_without_end_is_indexed_in_part(stage, submission, index, find, monkeypatch):
    """Each person once; who writes the same name a thousand times slows down nobody."""
    monkeypatch.setattr(indexing, "MOST_PERSONS", 2)
    told = named(submission, ("name", "Іван Коваль\nІван Коваль\nОксана Щербак\nПетро Мороз"))
    await stage.receive("lumeko-42", submission=told)
    await index()
    assert await find("Щербак") == [1]
    assert await find("Мороз") == []


async def test_a_document_is_read_once(stage, index):
    """Then only what was added since."""
    await stage.receive("lumeko-42")
    await stage.receive("sotiva-07")
    assert await index() == 2
    assert await index() == 0
    await stage.attach("lumeko-42")
    assert await index() == 1


async def test_of_two_who_read_a_document_one_writes(stage, index, monkeypatch):
    """The other has indexed nothing."""
    await stage.receive("lumeko-42")
    unread = await stage.database.read(lambda unit: names.unread(unit, limit=9))
    assert await index() == 1

    async def as_before(*_, **__):
        return unread

    monkeypatch.setattr(names, "unread", as_before)
    assert await index() == 0


async def test_one_case_is_indexed_alone(stage, index):
    """When it is opened, before the chore comes to it."""
    await stage.receive("lumeko-42")
    await stage.receive("sotiva-07")
    assert await index(case=(await stage.case("sotiva-07")).id) == 1
    assert await index() == 1


async def test_the_answer_to_a_question_for_a_name_is_a_name(stage, submission, index, find):
    """An answer to another question is not."""
    await stage.receive("lumeko-42")
    await stage.say("Clara", "/claim lumeko-42")
    await stage.say("Clara", "/ask lumeko-42 name")
    await stage.say("Clara", "/ask lumeko-42 place")
    case = await stage.case("lumeko-42")
    asked = {r.what: r.document for r in await stage.database.read(lambda unit: requests.of_case(unit, case.id))}
    added = named(
        submission,
        (f"request.{asked[RequestKind.NAME]}", "Юрій Галаган"),
        (f"request.{asked[RequestKind.PLACE]}", "Старе Село"),
    )
    await stage.put(stage.seal(case.id, DocumentKind.ADDITION, added))
    await index()
    assert await find("Iurii Halahan") == [2]
    assert await find("Старе Село") == []


async def test_a_forged_document_names_nobody(stage, submission, index, find):
    """It is not read again and again."""
    await stage.receive("lumeko-42", submission=named(submission, ("name", "Оксана Щербак")))
    (paper,) = await stage.papers("lumeko-42")
    await stage.put(replace(paper, signature=b"\0" * 64))
    assert await index() == 1
    assert await find("Оксана") == []
    assert await index() == 0


async def test_an_erased_document_is_left_out(stage, submission, index, monkeypatch):
    """It may go while it is read."""
    await stage.receive("lumeko-42", submission=named(submission, ("name", "Оксана Щербак")))
    unseal = indexing.unseal

    async def too_slowly(paper, *rest):
        await stage.database.write(lambda unit: papers.drop(unit, paper.id))
        return await unseal(paper, *rest)

    monkeypatch.setattr(indexing, "unseal", too_slowly)
    assert await index() == 0


async def test_a_payload_in_a_blob_is_read_too(stage, submission, index, find):
    """Long submissions lie there."""
    await stage.receive("lumeko-42", submission=named(submission, ("name", "Оксана Щербак")), blob=True)
    assert await index() == 1
    assert await find("Оксана Щербак") == [2]


async def test_desk_indexes_only_while_it_is_unlocked(stage):
    """A locked one reads nothing, and fails nothing."""
    await stage.receive("lumeko-42")
    locked = stage.open_desk(locked=True)
    assert await locked.index_names(stage.now) == 0
    assert await stage.desk.index_names(stage.now) == 1
    assert await stage.desk.index_names(stage.now) == 0
