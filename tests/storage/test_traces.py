"""What of ours lies in a chat."""

from dataclasses import replace
from datetime import timedelta

import pytest

from storage import traces
from storage.ids import ChatKey
from storage.traces import Trace

ANNA, BORYS = ChatKey("a" * 32), ChatKey("b" * 32)


@pytest.fixture
def trace(now):
    return Trace(chat=ANNA, header=b"h\x00", payload=b"p\x00", changed_at=now)


async def find(database, chat=ANNA):
    return await database.read(lambda unit: traces.find(unit, chat))


async def test_a_trace_comes_back_as_it_was_saved(database, trace):
    """And another chat has none."""
    await database.write(lambda unit: traces.save(unit, trace))
    assert await find(database) == trace
    assert await find(database, BORYS) is None


async def test_a_chat_has_one_trace(database, trace, now):
    """The last one."""
    later = replace(trace, header=b"H", payload=b"P", changed_at=now + timedelta(seconds=1))
    for each in (trace, later):
        await database.write(lambda unit, each=each: traces.save(unit, each))
    assert await find(database) == later


async def test_a_dropped_trace_is_forgotten(database, trace):
    """Once the chat is neutral; dropping it again does nothing."""
    await database.write(lambda unit: traces.save(unit, trace))
    for _ in range(2):
        await database.write(lambda unit: traces.drop(unit, ANNA))
    assert await find(database) is None


async def test_stale_traces_are_forgotten(database, trace, now):
    """Those in chats where something was said since stay."""
    old = replace(trace, chat=BORYS, changed_at=now - timedelta(days=3))
    for each in (trace, old):
        await database.write(lambda unit, each=each: traces.save(unit, each))
    assert await database.write(lambda unit: traces.drop_stale(unit, now - timedelta(days=2))) == 1
    assert await find(database, BORYS) is None
    assert await find(database) == trace
