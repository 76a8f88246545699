"""The keyed index of names: who may be one person, and that no name lies in it."""

import os
from datetime import timedelta

import pytest

from storage import names, papers
from storage.documents import DocumentKind
from storage.ids import CaseId, DocumentId, draw_id
from storage.names import Match
from storage.papers import Paper

ONE, TWO, THREE = (CaseId(letter * 32) for letter in "abc")


@pytest.fixture
def told(database, now):
    """Write a document, and index the persons whom it names if there are any."""

    async def one(case, *persons, kind=DocumentKind.SUBMISSION, minutes=0):
        paper = Paper(
            id=DocumentId(draw_id(os.urandom)),
            case=case,
            kind=kind,
            version=1,
            created_at=now + timedelta(minutes=minutes),
            payload=b"p",
            header=b"h",
            signature=b"s",
        )

        async def work(unit):
            await papers.add(unit, paper)
            if persons:
                await names.add(unit, case, paper.id, [set(person.split()) for person in persons], now)

        await database.write(work)
        return paper.id

    return one


async def unread(database, **what):
    return await database.read(lambda unit: names.unread(unit, **{"limit": 10, **what}))


async def alike(database, case, limit=10):
    return await database.read(lambda unit: names.alike(unit, case, limit=limit))


async def called(database, tokens, limit=10):
    return await database.read(lambda unit: names.called(unit, tokens.split(), limit=limit))


def test_a_digest_needs_the_key():
    """The same part under the same key, and nothing else, gives the same row."""
    assert names.digest(b"k" * 32, "Sirbak") == names.digest(b"k" * 32, "Sirbak")
    assert len({names.digest(key, part) for key in (b"k" * 32, b"l" * 32) for part in ("Sirbak", "aksana")}) == 4
    assert len(names.digest(b"k" * 32, "x")) == 32


async def test_documents_wait_until_they_are_read(database, told):
    """What submitters sent, the oldest first; of all cases, or of one; no more than asked for."""
    later = await told(ONE, kind=DocumentKind.ADDITION, minutes=1)
    first = await told(TWO)
    await told(ONE, kind=DocumentKind.NOTE)
    await told(ONE, "a b")
    assert await unread(database) == (first, later)
    assert await unread(database, case=ONE) == (later,)
    assert await unread(database, limit=1) == (first,)


async def test_a_document_that_names_nobody_is_read_once(database, told, now):
    """It does not wait for ever."""
    document = await told(ONE)
    assert await database.write(lambda unit: names.add(unit, ONE, document, [], now))
    assert await unread(database) == ()


async def test_of_two_who_read_a_document_one_writes(database, told, now):
    """The other learns that it was not first."""
    document = await told(ONE, "a b")
    assert not await database.write(lambda unit: names.add(unit, ONE, document, [{"c"}], now))
    assert await called(database, "c") == ()


async def test_an_erased_document_is_not_indexed(database, now):
    """It may go between reading and writing."""
    assert not await database.write(lambda unit: names.add(unit, ONE, DocumentId("0" * 32), [{"a"}], now))


async def test_names_go_with_their_document(database, told):
    """Nobody finds an erased case."""
    document = await told(ONE, "a b")
    await database.write(lambda unit: papers.drop(unit, document))
    assert await called(database, "a b") == ()


async def test_whoever_is_called_so_is_found(database, told):
    """A case once, with as many parts as one person of it shares; those with the most first."""
    await told(ONE, "a b", "c")
    await told(TWO, "b c d", "a")
    await told(THREE, "x y")
    assert await called(database, "a b") == (Match(case=ONE, shared=2), Match(case=TWO, shared=1))
    assert await called(database, "a b", limit=1) == (Match(case=ONE, shared=2),)


async def test_two_shared_parts_are_alike(database, told):
    """From either side, whatever else the names have."""
    await told(ONE, "a b c")
    await told(TWO, "b c d")
    await told(THREE, "c d e", "a x")
    assert await alike(database, ONE) == (Match(case=TWO, shared=2),)
    assert await alike(database, TWO) == (Match(case=ONE, shared=2), Match(case=THREE, shared=2))


async def test_one_shared_part_is_alike_where_there_is_only_one(database, told):
    """Whoever is known by a surname alone may be anybody of that surname."""
    await told(ONE, "a")
    await told(TWO, "a b")
    await told(THREE, "b c")
    assert await alike(database, ONE) == (Match(case=TWO, shared=1),)
    assert await alike(database, TWO) == (Match(case=ONE, shared=1),)


async def test_a_case_is_not_like_itself(database, told):
    """However often it names the same person."""
    await told(ONE, "a b")
    await told(ONE, "a b", kind=DocumentKind.ADDITION)
    assert await alike(database, ONE) == ()
