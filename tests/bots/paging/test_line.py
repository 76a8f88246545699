"""The mail of pagers: letters out, nothing in."""

import asyncio
import os

import pytest

from bots.paging.line import PagerLine, address, connect
from bots.paging.services import PagerFailed, PagerRefused
from bots.traffic import Bell, Stop
from storage.database import Database
from storage.documents import Language
from storage.keys.post import PostKeys
from storage.post import Post
from storage.sealed import HybridIdentity
from tests.triage.conftest import NOW


@pytest.fixture
async def post(tmp_path):
    """An outbox, and the post over it."""
    url = f"sqlite+aiosqlite:///{tmp_path / 'pagers.db'}"
    await Database.create(url)
    async with await Database.open(url) as database:
        keys = PostKeys.of(HybridIdentity.generate(os.urandom))
        yield Post(database=database, keys=keys, clock=lambda: NOW, draw=os.urandom)


@pytest.fixture
def heard():
    return []


@pytest.fixture
def line(post, heard):
    async def hear(letter, failure):
        heard.append((letter.body, None if failure is None else type(failure)))

    return PagerLine(
        database=post._database, post=post, account="staff", clock=lambda: NOW, inside=("127.0.0.1",), heard=hear
    )


async def write(post, url, text):
    """Have a pager called."""
    where = address("staff", url, Language.EN)
    await post._database.write(lambda unit: post.write(unit, where, text.encode()))


async def test_letter_is_a_call(post, line, service, heard):
    """What was written is what the pager shows, and it is told that it was taken."""
    await write(post, service.url(), "New task 12")
    (letter,) = await line.outgoing()
    await line.deliver(letter)
    assert "New task 12" in str(service.calls[0][1])
    assert heard == [(b"New task 12", None)]


async def test_failure_is_told_and_raised(post, line, service, heard):
    """So that the sender tries again, and the owner may hear of it."""
    service.status = 500
    await write(post, service.url(), "New task 12")
    await write(post, "nonsense://x.example", "New task 13")
    failing, refused = await line.outgoing()
    with pytest.raises(PagerFailed):
        await line.deliver(failing)
    with pytest.raises(PagerRefused):
        await line.deliver(refused)
    assert heard == [(b"New task 12", PagerFailed), (b"New task 13", PagerRefused)]


async def test_nobody_need_listen(post, service):
    """A side that tells no owners works the same."""
    line = PagerLine(database=post._database, post=post, account="staff", clock=lambda: NOW, inside=("127.0.0.1",))
    await write(post, service.url(), "New task 12")
    (letter,) = await line.outgoing()
    await line.deliver(letter)
    assert len(service.calls) == 1


async def test_nothing_comes_in(post, line):
    """The traffic waits for its end."""
    connection, stop = connect(line), Stop()
    assert not await line.work(post.key(address("staff", "ntfy://topic", Language.EN)))
    async with asyncio.TaskGroup() as group:
        group.create_task(connection.receive(Bell(), stop))
        stop.set()
    assert connection.line.box == "pager:staff"
