"""The way into the inbox, and what is noted of who listens: in a real database."""

import os
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from bots.signal.account import Account
from bots.signal.frames import find_origin
from bots.signal.inbox import Inbox
from bots.signal.presence import Presence
from storage import gaps
from storage.database import Database
from storage.documents import Language
from storage.errors import TemporaryError
from storage.keys.post import PostKeys
from storage.post import Post
from storage.sealed import HybridIdentity
from tests.bots.signal.conftest import NUMBER, SENDER, frame

BEGINNING = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


class _Clock:
    """A clock that stands still until it is set."""

    def __init__(self) -> None:
        self.now = BEGINNING

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, seconds: float) -> None:
        """Let time pass."""
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def clock():
    """The clock."""
    return _Clock()


@pytest.fixture
async def database(tmp_path):
    """A database."""
    url = f"sqlite+aiosqlite:///{tmp_path}/a.db"
    await Database.create(url)
    async with await Database.open(url) as database:
        yield database


@pytest.fixture
def post(database, clock):
    """The post of a process."""
    keys = PostKeys.of(HybridIdentity.from_seed(b"d" * 32))
    return Post(database=database, keys=keys, clock=clock, draw=os.urandom)


@pytest.fixture
def number():
    """A number."""
    return Account(number=NUMBER, api_url="http://127.0.0.1:1")


@pytest.fixture
def take(post, number):
    """Commits a frame; whether it was new."""
    inbox = Inbox(post, number)

    async def take(**content):
        origin = find_origin(frame(**content), NUMBER, tuple(Language))
        return await inbox.accept(origin)

    return take


async def bodies(database, post, number):
    """What waits, by chats, in order, and how many chats."""
    found = []
    for key in await post.waiting(number.box):
        while letter := await post.next(key):
            found.append(letter)
            await database.write(lambda unit, letter=letter: post.done(unit, letter))
    return found


async def test_parts_of_a_frame_come_once_and_in_order(database, post, number, take):
    """Whichever way it comes, and how often."""
    given = {"contentType": "image/png", "id": "a"}
    for new in (True, False):
        assert await take(said="Привіт, є фото", data={"attachments": [given]}) is new
    letters = await bodies(database, post, number)
    assert [b"attachments" in letter.body for letter in letters] == [True, False]
    address = letters[0].address
    assert (address.channel, address.account, address.chat) == ("signal", NUMBER, SENDER)
    assert address.language is Language.UK


async def test_messages_are_told_apart_by_sender_device_and_time(database, post, number, take):
    """The same words may come again."""
    assert await take(said="yes")
    assert await take(timestamp=1700000000009, said="yes")
    assert await take(said="yes", sourceDevice=3)
    assert await take(said="yes", sourceUuid="somebody-else")
    assert not await take(said="no")


async def test_message_that_comes_through_after_all_is_a_new_one(take):
    """That its sender was not trusted was another update."""
    assert await take(besides={"exception": {"type": "UntrustedIdentityException"}})
    assert await take(said="it is me")


async def test_malformed_frames_without_a_time_are_told_apart_by_what_they_are(take):
    """They are kept, each once."""
    assert await take(timestamp=None, said="one")
    assert await take(timestamp=None, said="two")
    assert not await take(timestamp=None, said="two")


async def test_sender_cannot_be_read_in_the_database(database, take):
    """Not even by an update's id."""
    await take(said="canary")
    rows = await database.read(lambda unit: unit.execute(text("select * from inbox")))
    written = repr(rows.all())
    for word in (SENDER, SENDER.replace("-", ""), "canary", "1700000000000"):
        assert word not in written


@pytest.fixture
def presence(database, number, clock):
    """Notes who listens."""
    return Presence(database, number.box, clock)


@pytest.fixture
def told(database, number):
    """The gaps that were noted, in seconds."""

    async def told():
        found = await database.read(lambda unit: gaps.since(unit, number.box, BEGINNING))
        return [((gap.since - BEGINNING).total_seconds(), (gap.until - BEGINNING).total_seconds()) for gap in found]

    return told


async def test_silence_is_noted_when_it_is_over(presence, clock, told):
    """From when somebody last listened to when somebody does again; the first start ends none."""
    await presence.note()
    clock.pass_by(10)
    await presence.note()
    presence.end()
    clock.pass_by(30)
    assert await told() == []
    await presence.note()
    assert await told() == [(10.0, 40.0)]


async def test_short_silence_is_not_worth_a_word(presence, clock, told):
    """A socket that is opened again at once."""
    await presence.note()
    presence.end()
    clock.pass_by(2)
    await presence.note()
    assert await told() == []


async def test_process_that_was_killed_leaves_its_silence_to_the_next(database, number, presence, clock, told):
    """It could not say that it ends."""
    await presence.note()
    clock.pass_by(100)
    await Presence(database, number.box, clock).note()
    assert await told() == [(0.0, 100.0)]


async def test_silence_that_could_not_be_noted_is_noted_later(database, presence, clock, told, monkeypatch, caplog):
    """A full disk hinders no listening."""
    await presence.note()
    presence.end()
    clock.pass_by(60)

    async def refuse(_work):
        raise TemporaryError("the disk is full")

    with monkeypatch.context() as full:
        full.setattr(Database, "write", lambda _self, work: refuse(work))
        await presence.note()
    assert "was not noted: TemporaryError" in caplog.text
    clock.pass_by(10)
    await presence.note()
    assert await told() == [(0.0, 70.0)]
