"""Unfinished interviews."""

from dataclasses import replace
from datetime import timedelta

import pytest

from storage import drafts
from storage.drafts import Draft
from storage.ids import CaseId, ChatKey


@pytest.fixture
def draft(now):
    return Draft(
        chat=ChatKey("a" * 32), case=CaseId("c" * 32), key="k1", header=b"h\x00", payload=b"p\x00", changed_at=now
    )


async def find(database, draft):
    return await database.read(lambda unit: drafts.find(unit, draft.chat))


async def test_a_draft_comes_back_as_it_was_written(database, draft):
    """Byte for byte."""
    await database.write(lambda unit: drafts.save(unit, draft))
    assert await find(database, draft) == draft


async def test_a_chat_without_draft_has_none(database, draft):
    """And it is no error."""
    assert await find(database, draft) is None


async def test_a_chat_has_one_draft(database, draft, now, outside):
    """Saving replaces all of the one before."""
    later = now + timedelta(minutes=1)
    second = replace(draft, case=CaseId("d" * 32), key="k2", header=b"h2", payload=b"p2", changed_at=later)
    await database.write(lambda unit: drafts.save(unit, draft))
    await database.write(lambda unit: drafts.save(unit, second))
    assert await find(database, draft) == second
    assert outside.execute("SELECT count(*) FROM drafts").fetchone()[0] == 1


async def test_two_chats_may_write_about_one_case(database, draft):
    """As when a submitter returns with the code from another channel."""
    other = replace(draft, chat=ChatKey("b" * 32))
    for each in (draft, other):
        await database.write(lambda unit, each=each: drafts.save(unit, each))
    assert (await find(database, draft), await find(database, other)) == (draft, other)


async def test_a_dropped_draft_is_gone(database, draft):
    """Dropping again does nothing."""
    await database.write(lambda unit: drafts.save(unit, draft))
    for _ in range(2):
        await database.write(lambda unit: drafts.drop(unit, draft.chat))
    assert await find(database, draft) is None


async def test_abandoned_drafts_are_those_untouched_since(database, draft, now):
    """The oldest first; one touched at that very moment is not among them."""
    old = replace(draft, chat=ChatKey("o" * 32), changed_at=now - timedelta(days=1))
    older = replace(draft, chat=ChatKey("b" * 32), changed_at=now - timedelta(days=2))
    for each in (draft, old, older):
        await database.write(lambda unit, each=each: drafts.save(unit, each))
    assert await database.read(lambda unit: drafts.abandoned(unit, now)) == (older, old)


async def test_drafts_of_a_lost_key_are_noticed(database, draft):
    """So that whoever writes next can be told honestly."""
    await database.write(lambda unit: drafts.save(unit, draft))
    assert not await database.read(lambda unit: drafts.any_lost(unit, "k1"))
    assert await database.read(lambda unit: drafts.any_lost(unit, "k2"))
