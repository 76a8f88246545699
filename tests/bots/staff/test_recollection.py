"""What is remembered of a chat: sealed, bound to it, and never needed."""

import os
from dataclasses import replace

import pytest

from bots.staff.recollection import Recollection, Recollections, digest
from storage import traces
from storage.documents import Language
from storage.ids import ChatKey
from storage.keys.post import PostKeys
from storage.sealed import HybridIdentity
from storage.traces import Trace

HERE, THERE = ChatKey("a" * 32), ChatKey("b" * 32)


@pytest.fixture
def make(stage):
    """The memory of a process, by its keys."""

    def one(keys=None):
        own = keys or PostKeys.of(HybridIdentity.generate(os.urandom))
        return Recollections(keys=own, clock=lambda: stage.now, draw=os.urandom)

    return one


@pytest.fixture
def memory(make):
    return make()


@pytest.fixture
def recall(stage):
    """Recalls a chat."""

    async def from_it(memory, chat=HERE):
        return await stage.database.read(lambda unit: memory.recall(unit, chat))

    return from_it


@pytest.fixture
def remember(stage, memory):
    """Remembers something of a chat."""

    async def in_it(language=Language.UK, **fields):
        return await stage.database.write(lambda unit: memory.remember(unit, HERE, language, **fields))

    return in_it


async def test_what_was_remembered_is_recalled(memory, remember, recall):
    """And what was remembered before is told."""
    assert await remember(pressed="x", menu="m") is None
    first = Recollection(language=Language.UK, pressed="x", menu="m")
    assert await recall(memory) == first
    assert await remember(Language.RU) == first


async def test_menu_stays_until_another_is_offered(memory, remember, recall):
    """A line that is typed forgets what was pressed, not what was offered."""
    await remember(pressed="x", menu="m")
    await remember()
    assert await recall(memory) == Recollection(language=Language.UK, menu="m")


async def test_nothing_of_it_is_readable(stage, remember):
    """Neither the language nor the press stand in the row."""
    pressed = digest(1, "claim lumeko-42")
    await remember(pressed=pressed)
    trace = await stage.database.read(lambda unit: traces.find(unit, HERE))
    assert trace.header
    assert pressed.encode() not in trace.payload
    assert b"uk" not in trace.payload.lower()[:8]


async def test_it_is_not_taken_for_another_chats(stage, memory, remember, recall):
    """A row that was moved says nothing."""
    await remember(pressed="x")
    trace = await stage.database.read(lambda unit: traces.find(unit, HERE))
    await stage.database.write(lambda unit: traces.save(unit, replace(trace, chat=THERE)))
    assert await recall(memory, THERE) is None


@pytest.mark.parametrize("row", [(b"", b'["uk", ""]'), (b"h", b"p")], ids=["plain", "damaged"])
async def test_what_cannot_be_opened_is_forgotten(stage, memory, recall, remember, row, caplog):
    """As a row of an earlier version, which was not sealed; then it is remembered anew."""
    header, payload = row
    old = Trace(chat=HERE, header=header, payload=payload, changed_at=stage.now)
    await stage.database.write(lambda unit: traces.save(unit, old))
    assert await recall(memory) is None
    assert "could not be opened" in caplog.text
    await remember()
    assert await recall(memory) == Recollection(language=Language.UK)


async def test_other_keys_do_not_open_it(make, remember, recall):
    """After a loss of power the key is another one."""
    await remember()
    assert await recall(make()) is None


async def test_stranger_is_greeted_once_a_day(stage, memory):
    """And once more where the clock was set back."""

    async def greet():
        return await stage.database.write(lambda unit: memory.greet(unit, HERE, Language.UK))

    assert [await greet(), await greet()] == [True, False]
    stage.later(hours=24)
    assert [await greet(), await greet()] == [True, False]
    stage.later(hours=-5)
    assert await greet()


async def test_stranger_may_be_answered_more_than_once_a_day(stage, memory):
    """As often as is said, all answers counted together."""

    async def greet(most):
        return await stage.database.write(lambda unit: memory.greet(unit, HERE, Language.UK, most=most))

    assert [await greet(most) for most in (1, 3, 1, 3, 3)] == [True, True, False, True, False]
    stage.later(hours=24)
    assert await greet(1)


async def test_what_an_earlier_version_remembered_is_recalled(stage, make, recall):
    """It knew neither greetings nor silences."""
    keys = PostKeys.of(HybridIdentity.generate(os.urandom))
    sealed = keys.seal_own(f'recollection {HERE}\n["ru","p","m"]'.encode(), os.urandom)
    trace = Trace(chat=HERE, header=sealed.header, payload=sealed.payload, changed_at=stage.now)
    await stage.database.write(lambda unit: traces.save(unit, trace))
    assert await recall(make(keys)) == Recollection(language=Language.RU, pressed="p", menu="m")


async def test_what_is_not_remembered_anew_stays(stage, remember, recall, memory):
    """Greetings and silences; a press does not."""
    await remember(pressed="x", greeted=stage.now, answers=2, told=frozenset("ab"))
    await remember()
    kept = Recollection(language=Language.UK, greeted=stage.now, answers=2, told=frozenset("ab"))
    assert await recall(memory) == kept
