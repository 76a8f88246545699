"""The webhook beside the socket: a secret path, and 200 only for what is on the disk."""

import asyncio
import json
import socket
from dataclasses import replace
from functools import partial

import aiohttp
import pytest

from bots.signal import landing as landings
from bots.signal import webhook
from bots.signal.account import Hook
from bots.signal.receiving import receive
from bots.traffic import Bell, Stop
from bots.traffic.errors import CannotReceive
from storage.documents import Language
from tests.bots.signal.conftest import frame

SECRET = "8b1f3c0d9e7a4c5b"


@pytest.fixture
def hook():
    """A hook at a free port of this machine."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    return Hook(path=f"/{SECRET}", host="127.0.0.1", port=port)


@pytest.fixture
def listen(account, inbox, presence, hook):
    """The receive loop of the number."""
    account = replace(account, hook=hook)
    return partial(receive, account, inbox.accept, languages=tuple(Language), presence=presence)


@pytest.fixture
async def post(hook):
    """Post something to the hook as anybody could; the status of the answer."""
    async with aiohttp.ClientSession() as session:

        async def post(body, *, path=hook.path, method="POST"):
            async with session.request(method, f"http://{hook.host}:{hook.port}{path}", data=body) as answer:
                return answer.status

        yield post


@pytest.fixture(autouse=True)
def _short_rests(monkeypatch):
    """A full inbox is tried again at once."""
    monkeypatch.setattr(landings, "_SHORTEST", 0.01)


async def test_frame_that_comes_both_ways_has_one_effect(service, inbox, hook, listen, running):
    """The inbox knows it again; and the order is the same."""
    service.account.chatty = False
    service.account.feed.hook = f"http://{hook.host}:{hook.port}{hook.path}"
    person = service.add_person()
    async with running(listen) as loop:
        await service.account.feed.listened()
        for number in range(10):
            person.types(str(number))
        await service.account.feed.empties()
        await loop.until(lambda: len(inbox.kept) == 10)
    assert await inbox.texts() == [str(number) for number in range(10)]
    assert all(told.posted for told in person.told)


async def test_webhook_brings_what_the_socket_has_missed(service, inbox, hook, listen, running):
    """The service drops frames for a client that is not waiting at the very moment."""
    service.account.chatty = False
    service.account.feed.hook = f"http://{hook.host}:{hook.port}{hook.path}"
    person = service.add_person()
    async with running(listen) as loop:
        await service.account.feed.listened()
        service.account.feed.miss(3)
        for number in range(5):
            person.types(str(number))
        await loop.until(lambda: len(inbox.kept) == 5)
    assert await inbox.texts() == [str(number) for number in range(5)]


async def test_answer_is_given_after_the_commit(service, inbox, post, listen, running):
    """Not a moment before."""
    inbox.gate.clear()
    async with running(listen) as loop, asyncio.TaskGroup() as group:
        await service.account.feed.listened()
        posting = group.create_task(post(frame(said="hello")))
        await loop.until(lambda: inbox.asked)
        assert not posting.done()
        inbox.gate.set()
        assert await posting == 200
        assert len(inbox.kept) == 1


async def test_frame_that_cannot_be_saved_is_refused(service, inbox, post, listen, running, monkeypatch):
    """At once if it is a defect, after a while if it may still go well; then it is saved all the same."""
    monkeypatch.setattr(webhook, "PATIENCE", 0.1)
    async with running(listen) as loop:
        await service.account.feed.listened()
        inbox.breaking = 1
        assert await post(frame(said="one")) == 503
        inbox.gate.clear()
        assert await post(frame(said="two")) == 503
        inbox.gate.set()
        await loop.until(lambda: inbox.kept)
    assert await inbox.texts() == ["two"]


async def test_frame_is_refused_while_memory_is_full(service, inbox, post, listen, running, monkeypatch):
    """Nothing more is read."""
    monkeypatch.setattr(landings, "ROOM", 1)
    inbox.gate.clear()
    async with running(listen) as loop:
        await service.account.feed.listened()
        service.add_person().types("one")
        await loop.until(lambda: inbox.asked)
        assert await post(frame(said="two")) == 503
        inbox.gate.set()
    assert await inbox.texts() == ["one"]


async def test_whoever_does_not_know_the_path_finds_nothing(service, inbox, post, listen, running):
    """And no other way of asking does."""
    async with running(listen):
        await service.account.feed.listened()
        assert await post(frame(said="hello"), path="/") == 404
        assert await post(frame(said="hello"), path=f"/{SECRET[:-1]}") == 404
        assert await post(b"", method="GET") == 405
    assert not inbox.kept


async def test_what_is_no_frame_is_told_so(service, inbox, post, listen, running, monkeypatch):
    """Receipts are fine, and nothing to keep; nonsense is not; nor is what is too long."""
    monkeypatch.setattr(webhook, "LONGEST_FRAME", 1000)
    async with running(listen):
        await service.account.feed.listened()
        assert await post(b"{") == 400
        assert await post(frame(receiptMessage={"when": 1})) == 200
        assert await post(json.dumps({"params": json.loads(frame(typingMessage={}))})) == 200
        assert await post(b"x" * 2000) == 413
    assert not inbox.kept


async def test_address_that_is_taken_is_said(listen, hook):
    """Trying again would change nothing."""
    with socket.socket() as taken:
        taken.bind((hook.host, hook.port))
        taken.listen()
        with pytest.raises(BaseExceptionGroup) as fallen:
            await listen(Bell(), Stop())
    assert fallen.group_contains(CannotReceive, match="is in use already")


def test_secret_path_is_not_shown(hook):
    """It is the only lock."""
    assert SECRET not in repr(hook)
