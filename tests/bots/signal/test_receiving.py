"""The receive loop: closes of every kind, malformed frames, an inbox that is full, an orderly end."""

import asyncio
import logging
import re
from contextlib import suppress
from functools import partial

import pytest
from aiohttp import WSMsgType, web

from bots.signal import landing as landings
from bots.signal import listening as sockets
from bots.signal import receiving
from bots.signal.account import Account
from bots.signal.frames import find_origin
from bots.signal.receiving import receive
from bots.traffic import listening as posts
from bots.traffic.process import GRACE
from storage.documents import Language
from tests.bots.signal.conftest import NUMBER, SENDER, frame
from tests.doubles.form import Upload

CANARY = "canary-7f3a"


@pytest.fixture
def people(service):
    """Somebody with a phone, and somebody else, whose phones say nothing by themselves."""
    service.account.chatty = False
    return service.add_person("Olena"), service.add_person("Petro")


@pytest.fixture
def listen(account, inbox, presence):
    """The receive loop of the number."""
    return partial(receive, account, inbox.accept, languages=tuple(Language), presence=presence)


@pytest.fixture(autouse=True)
def _short_rests(monkeypatch):
    """A full inbox is tried again at once."""
    monkeypatch.setattr(landings, "_SHORTEST", 0.01)


async def test_what_is_written_is_committed(service, people, inbox, listen, running):
    """And the bell rings."""
    async with running(listen) as loop:
        await service.account.feed.listened()
        people[0].types("one")
        async with asyncio.timeout(15):
            await loop.arrived.wait()
        await loop.until(lambda: len(inbox.kept) == 1)
    assert await inbox.texts() == ["one"]


@pytest.mark.parametrize("close", ["clean", "going away", "dirty", "restart"])
async def test_closed_socket_is_opened_again(service, people, inbox, listen, running, presence, close):
    """However it closed: nobody is deaf for good."""
    feed = service.account.feed
    async with running(listen) as loop:
        await feed.listened()
        people[0].types("before")
        await feed.settle()
        if close == "dirty":
            feed.abort()
        elif close == "restart":
            await service.stop()
            await service.start()
        else:
            await feed.close(1000 if close == "clean" else 1001)
        await feed.listened()
        people[0].types("after")
        await loop.until(lambda: len(inbox.kept) == 2)
    assert await inbox.texts() == ["before", "after"]
    assert feed.connections == 2
    assert presence.ends == 2


async def test_service_that_is_away_is_asked_again_and_again(
    service, people, inbox, listen, running, caplog, monkeypatch
):
    """With ever fewer words."""
    caplog.set_level(logging.INFO)
    monkeypatch.setattr(sockets, "LONGEST_REST", 0.001)
    await service.stop()
    async with running(listen) as loop:
        await loop.until(lambda: "again (8)" in caplog.text)
        await service.start()
        await service.account.feed.listened()
        people[0].types("hello")
        await loop.until(lambda: inbox.kept)
    said = re.findall(r"again \((\d+)\): ClientConnectorError", caplog.text)
    assert said == [str(2**place) for place in range(len(said))]


async def test_malformed_frames_cost_nobody_else_anything(service, people, inbox, listen, running, caplog):
    """Those of somebody are kept; those of nobody are counted."""
    caplog.set_level(logging.DEBUG)
    async with running(listen) as loop:
        await service.account.feed.listened()
        people[0].types("one")
        for body in (b"{", b'{"error": "%s"}' % CANARY.encode(), frame(said=[CANARY])):
            service.account.feed.push(body)
        people[0].types("two")
        await loop.until(lambda: len(inbox.kept) == 3)
    assert sorted(origin.sender for origin in inbox.kept) == sorted([people[0].user.uuid, SENDER, people[0].user.uuid])
    assert "it is dropped: number 2 since the start" in caplog.text
    assert CANARY not in caplog.text


async def test_defect_at_reading_a_frame_costs_that_frame(service, people, inbox, listen, running, caplog, monkeypatch):
    """Nobody can end the process with a frame; the log has the kind of the defect."""

    def find(body, number, languages):
        if CANARY.encode() in body:
            raise RuntimeError(CANARY)
        return find_origin(body, number, languages)

    monkeypatch.setattr(receiving, "find_origin", find)
    async with running(listen) as loop:
        await service.account.feed.listened()
        people[0].types(CANARY)
        people[0].types("two")
        await loop.until(lambda: inbox.kept)
    assert await inbox.texts() == ["two"]
    assert "a frame could not be read (RuntimeError), it is dropped: number 1 since the start" in caplog.text
    assert CANARY not in caplog.text


async def test_order_is_kept_in_a_chat_and_chats_do_not_wait_for_each_other(service, people, inbox, listen, running):
    """Also while one of them cannot be saved."""
    one, other = people
    inbox.refusing, inbox.refusing_chat = 5, one.user.uuid
    async with running(listen) as loop:
        await service.account.feed.listened()
        for number in range(20):
            one.types(f"one {number}")
            other.types(f"other {number}")
        await loop.until(lambda: len(inbox.kept) == 40)
    for person, name in zip(people, ("one", "other"), strict=True):
        assert await inbox.texts(person.user.uuid) == [f"{name} {number}" for number in range(20)]


async def test_defect_at_one_frame_costs_that_frame(service, people, inbox, listen, running, caplog):
    """The chat goes on; the log has its kind."""
    inbox.breaking = 1
    async with running(listen) as loop:
        await service.account.feed.listened()
        people[0].types("one")
        people[0].types("two")
        await loop.until(lambda: inbox.kept)
    assert await inbox.texts() == ["two"]
    assert "it could not be saved: RuntimeError" in caplog.text


async def test_what_was_read_is_committed_before_the_end(service, people, inbox, listen, running, presence):
    """An end waits for it."""
    inbox.gate.clear()
    async with running(listen) as loop:
        await service.account.feed.listened()
        for number in range(50):
            people[number % 2].types(str(number))
        await service.account.feed.settle()
        loop.stop.set()
        await loop.until(lambda: presence.ends)
        inbox.gate.set()
    assert len(inbox.kept) == 50


async def test_what_is_on_its_way_at_the_end_is_taken(service, people, inbox, listen, running):
    """Closing a socket would throw it away."""
    async with running(listen) as loop:
        await service.account.feed.listened()
        for number in range(200):
            people[0].types(str(number))
        await service.account.feed.empties()
        loop.stop.set()
    assert len(inbox.kept) == 200


async def test_end_does_not_wait_for_a_broken_disk_for_ever(
    service, people, inbox, listen, running, caplog, monkeypatch
):
    """What is lost then is said."""
    monkeypatch.setattr(landings, "ENDING", 0.1)
    inbox.refusing = 1000
    async with running(listen) as loop:
        await service.account.feed.listened()
        people[0].types(CANARY)
        await loop.until(lambda: "another try" in caplog.text)
    assert "a frame was lost, it could not be saved to the end: TemporaryError" in caplog.text
    assert CANARY not in caplog.text


async def test_full_memory_stops_the_reading(service, people, inbox, listen, running, monkeypatch):
    """And it goes on when there is room."""
    monkeypatch.setattr(landings, "ROOM", 1)
    inbox.gate.clear()
    async with running(listen) as loop:
        await service.account.feed.listened()
        for number in range(5):
            people[0].types(str(number))
        await service.account.feed.empties()
        inbox.gate.set()
        await loop.until(lambda: len(inbox.kept) == 5)
    assert await inbox.texts() == list("01234")


async def test_end_comes_while_memory_is_full(service, people, inbox, listen, running, presence, monkeypatch):
    """What was read is still committed."""
    monkeypatch.setattr(landings, "ROOM", 1)
    inbox.gate.clear()
    async with running(listen) as loop:
        await service.account.feed.listened()
        people[0].types("one")
        await service.account.feed.empties()
        loop.stop.set()
        await loop.until(lambda: presence.ends)
        inbox.gate.set()
    assert await inbox.texts() == ["one"]


async def test_something_is_done_after_each_commit(service, people, inbox, listen, running):
    """Once for a frame that comes twice; an error of it disturbs nobody."""
    followed = []

    async def after(origin):
        followed.append(origin.timestamp)
        raise RuntimeError("whatever")

    async with running(partial(listen, after=after)) as loop:
        await service.account.feed.listened()
        message = people[0].types("one")
        people[0].repeats(people[0].told[-1])
        last = people[0].types("two")
        await loop.until(lambda: len(followed) == 2)
    assert followed == [message.timestamp, last.timestamp]


async def test_little_is_remembered_of_what_was_followed(service, people, inbox, listen, running, monkeypatch):
    """The newest frames, so that the memory does not grow."""
    monkeypatch.setattr(landings, "REMEMBERED", 1)
    followed = []

    async def after(origin):
        followed.append(origin.timestamp)

    async with running(partial(listen, after=after)) as loop:
        await service.account.feed.listened()
        for text in ("one", "two"):
            people[0].types(text)
        people[0].repeats(people[0].told[0])
        await loop.until(lambda: len(followed) == 3)
    assert followed[0] == followed[2]


async def test_what_comes_after_commits_takes_turns(service, people, inbox, listen, running, monkeypatch):
    """However much of it there is, nobody's words wait for it; what is too much is left undone."""
    monkeypatch.setattr(landings, "AT_ONCE", 1)
    monkeypatch.setattr(landings, "AFTERWARDS", 3)
    gate, begun = asyncio.Event(), []

    async def after(origin):
        begun.append(origin)
        await gate.wait()

    async with running(partial(listen, after=after)) as loop:
        await service.account.feed.listened()
        for number in range(5):
            people[0].types(str(number))
        await loop.until(lambda: len(inbox.kept) == 5 and begun)
        assert len(begun) == 1
        gate.set()
        await loop.until(lambda: len(begun) == 3)


async def test_end_waits_a_little_for_what_comes_after_commits(service, people, inbox, listen, running, monkeypatch):
    """Whoever has written sees that it is with us; a REST side that hangs keeps nobody."""
    monkeypatch.setattr(landings, "LAST", 0.1)
    begun, done = [], []

    async def after(origin):
        begun.append(origin)
        if len(begun) > 1:
            await asyncio.Event().wait()
        await asyncio.sleep(0)
        done.append(origin)

    async with running(partial(listen, after=after)) as loop:
        await service.account.feed.listened()
        people[0].types("one")
        people[0].types("two")
        await loop.until(lambda: len(inbox.kept) == 2)
    assert len(done) == 1


async def test_end_hurries_what_rests(service, people, inbox, listen, running, monkeypatch):
    """A disk that is well again by then takes it."""
    monkeypatch.setattr(landings, "_SHORTEST", 0.5)
    inbox.refusing = 1
    async with running(listen) as loop:
        await service.account.feed.listened()
        people[0].types("one")
        await loop.until(lambda: inbox.asked)
        loop.stop.set()
    assert await inbox.texts() == ["one"]


async def test_files_that_nobody_asks_for_are_deleted(service, people, inbox, listen, running, caplog):
    """Of a group, and of a story; one that cannot be deleted now is found by whoever sweeps."""
    caplog.set_level(logging.INFO)
    account = service.account
    account.faults.fail("discard", times=1)
    file = Upload(name="a.png", media_type="image/png", content=b"picture")
    async with running(listen) as loop:
        await account.feed.listened()
        there = people[0].gathers()
        for _ in range(2):
            there.attaches_all(file)
        story = account.fetch(file)
        account.feed.push(frame(storyMessage={"fileAttachment": {"contentType": "image/png", "id": story}}))
        await loop.until(lambda: len(account.attachments) == 1)
        kept = people[0].attaches(b"evidence")
        await loop.until(lambda: len(inbox.kept) == 4)
    assert kept
    assert len(account.attachments) == 2
    assert "a file was not deleted on the REST side: HTTP 500" in caplog.text


async def test_listening_is_noted_while_a_socket_is_open(service, listen, running, presence, monkeypatch):
    """Again and again, and once more when it closes."""
    monkeypatch.setattr(sockets, "BEAT", 0.01)
    async with running(listen) as loop:
        await service.account.feed.listened()
        await loop.until(lambda: presence.notes > 3)
        noted = presence.notes
    assert presence.notes > noted
    assert presence.ends == 1


class _Rest:
    """A REST side with a socket of its own making.

    Attributes:
        answers: it answers pings.
        asks: it pings, and waits for the answer.
        floods: it says something all the time, and never listens.
        opened: how many sockets there were.
    """

    def __init__(self) -> None:
        self.answers = True
        self.asks = False
        self.floods = False
        self.opened = 0
        self.answered = 0
        self.says: list[bytes] = []

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """A socket."""
        socket = web.WebSocketResponse(autoping=False)
        await socket.prepare(request)
        self.opened += 1
        if self.asks:
            await socket.ping(b"there?")
        for body in self.says:
            await socket._writer.send_frame(body, WSMsgType.TEXT)
        with suppress(ConnectionError):
            while self.floods:
                await socket.send_bytes(frame(typingMessage={}))
                await asyncio.sleep(0)
        async for message in socket:
            if message.type is WSMsgType.PING and self.answers:
                await socket.pong(message.data)
            elif message.type is WSMsgType.PONG:
                self.answered += 1
        return socket


@pytest.fixture
async def rest():
    """A REST side."""
    rest = _Rest()
    application = web.Application()
    application.router.add_get("/v1/receive/{number}", rest.serve)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    rest.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield rest
    await runner.cleanup()


@pytest.fixture
def listen_there(rest, inbox, presence):
    """The receive loop at it."""
    account = Account(number=NUMBER, api_url=rest.url)
    return partial(receive, account, inbox.accept, languages=tuple(Language), presence=presence)


async def test_socket_that_falls_silent_is_given_up(rest, running, listen_there, presence, monkeypatch, caplog):
    """A service that has answered once, and then no more, is gone; nobody has listened since."""
    monkeypatch.setattr(sockets, "BEAT", 0.1)
    async with running(listen_there) as loop:
        await loop.until(lambda: presence.notes > 2)
        rest.answers = False
        await loop.until(lambda: rest.opened == 2)
        rest.answers = True
    assert "nobody is there" in caplog.text


async def test_socket_whose_service_never_answers_pings_is_kept(rest, running, listen_there, presence, monkeypatch):
    """Not every service does."""
    monkeypatch.setattr(sockets, "BEAT", 0.01)
    rest.answers = False
    async with running(listen_there) as loop:
        await loop.until(lambda: presence.notes > 10)
    assert rest.opened == 1


async def test_pings_of_the_service_are_answered(rest, running, listen_there):
    """It closes a socket that does not."""
    rest.asks = True
    async with running(listen_there) as loop:
        await loop.until(lambda: rest.answered)


async def test_end_does_not_wait_for_a_service_that_never_falls_silent(
    rest, running, listen_there, presence, monkeypatch
):
    """What keeps coming is taken for a while only."""
    monkeypatch.setattr(sockets, "LOOKING", 0.1)
    monkeypatch.setattr(sockets, "LEAVING", 0.1)
    rest.floods = True
    async with asyncio.timeout(10), running(listen_there) as loop:
        await loop.until(lambda: rest.opened and presence.notes)
    rest.floods = False
    assert presence.ends == 1


def test_an_orderly_end_is_in_time():
    """A flood, a webhook and a disk take as long as they may, and a second is left for what is behind the inbox."""
    assert sockets.LOOKING + sockets.LEAVING + max(posts.ENDING, landings.ENDING) + landings.LAST <= GRACE - 1


async def test_frame_that_is_no_text_does_not_end_the_socket(rest, running, listen_there, inbox):
    """It is one malformed frame, and what follows it is taken."""
    rest.says = [b"\xff\xfe", frame(said="hello")]
    async with running(listen_there) as loop:
        await loop.until(lambda: inbox.kept)
    assert rest.opened == 1
    assert await inbox.texts() == ["hello"]


async def test_frame_that_is_too_long_ends_the_socket_and_not_the_loop(rest, running, listen_there, inbox, monkeypatch):
    """Nobody can write one; the socket is opened again."""
    monkeypatch.setattr("bots.signal.api.LONGEST_FRAME", 1000)
    rest.says = [frame(said="x" * 2000)]
    async with running(listen_there) as loop:
        await loop.until(lambda: rest.opened == 2)
        rest.says = [frame(said="hello")]
        await loop.until(lambda: inbox.kept)
