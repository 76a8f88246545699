"""The mail of one account, as storage keeps it."""

import os
from datetime import UTC, datetime, timedelta

import pytest

from bots.traffic.mailbox import Mailbox
from storage import pauses
from storage.database import Database
from storage.documents import Language
from storage.keys.post import PostKeys
from storage.post import Address, Post
from storage.sealed import HybridIdentity

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
BOX = "signal:1"
ANNA = Address(channel="signal", account="1", chat="anna", language=Language.EN)


def clock():
    """The time."""
    return NOW


@pytest.fixture
async def database(tmp_path):
    """A database."""
    url = f"sqlite+aiosqlite:///{tmp_path}/a.db"
    await Database.create(url)
    async with await Database.open(url) as database:
        yield database


@pytest.fixture
def post(database):
    """The post of a process."""
    keys = PostKeys.of(HybridIdentity.from_seed(b"d" * 32))
    return Post(database=database, keys=keys, clock=clock, draw=os.urandom)


@pytest.fixture
def mailbox(database, post):
    """The mail of an account."""
    return Mailbox(database=database, post=post, box=BOX, clock=clock)


async def test_mail_is_that_of_the_account(database, post, mailbox):
    """What waits, what goes out, and what becomes of it."""
    await post.accept(ANNA, "1", b"hello")
    assert (mailbox.box, await mailbox.waiting()) == (BOX, (post.key(ANNA),))
    for body in (b"one", b"two", b"three"):
        await database.write(lambda unit, body=body: post.write(unit, ANNA, body))
    first, second, _ = await mailbox.outgoing()
    assert await mailbox.stands(first)
    await mailbox.sent(first)
    assert not await mailbox.stands(first)
    await mailbox.sent(first)
    assert [letter.body for letter in await mailbox.outgoing()] == [b"two", b"three"]
    await mailbox.postpone(second, NOW + timedelta(hours=1))
    assert await mailbox.outgoing() == ()
    await mailbox.close(post.key(ANNA))
    await mailbox.postpone(second, NOW)
    assert await mailbox.outgoing() == ()


async def test_pause_is_kept_until_it_is_lifted(database, mailbox):
    """With its puzzles, for whoever solves them."""
    assert await mailbox.paused_until() is None
    await mailbox.pause(NOW + timedelta(minutes=5), ("puzzle",))
    assert await mailbox.paused_until() == NOW + timedelta(minutes=5)
    (pause,) = await database.read(pauses.all)
    assert (pause.account, pause.since, pause.challenges) == (BOX, NOW, ("puzzle",))
    await mailbox.resume()
    await mailbox.resume()
    assert await mailbox.paused_until() is None
