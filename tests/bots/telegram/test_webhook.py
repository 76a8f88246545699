"""The receive loop that is told: who knows the secret is heard, and 200 means that it is on the disk."""

import asyncio
import json
import logging
import socket
from dataclasses import replace
from functools import partial
from io import BytesIO

import aiohttp
import pytest

from bots.telegram.account import Account
from bots.telegram.receiving import receive
from bots.telegram.webhook import LONGEST, SECRET_HEADER, Hook
from bots.traffic import Bell, Stop
from bots.traffic.errors import CannotReceive
from storage.documents import Language

SECRET = "a-secret-word"
CANARY = "canary-7f3a"
UPDATE = json.dumps({"update_id": 7, "message": {"chat": {"id": 42}, "text": CANARY}}).encode()


@pytest.fixture
def hook():
    """A hook at a free port of this machine."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    return Hook(url=f"http://127.0.0.1:{port}/8b1f/telegram", secret=SECRET, host="127.0.0.1", port=port)


@pytest.fixture
def listen(service, bot, inbox, hook):
    """The receive loop of the bot."""
    account = Account(id=str(bot.user.id), token=bot.token, api_url=service.url, hook=hook)
    return partial(receive, account, inbox.accept, allowed=("message",), languages=tuple(Language))


@pytest.fixture
async def post(hook):
    """Post something to the hook as anybody could; the status of the answer."""
    async with aiohttp.ClientSession() as session:

        async def post(body=UPDATE, *, path=None, method="POST", **headers):
            url = hook.url if path is None else hook.url.replace(hook.path, path)
            async with session.request(method, url, data=body, headers=headers) as answer:
                return answer.status

        yield post


KNOWN = {SECRET_HEADER: SECRET}


async def test_updates_arrive_by_webhook(service, bot, inbox, hook, listen, receiving):
    """The service is told where, brings what is said, and keeps nothing back."""
    person = service.add_person(bot, language="uk")
    async with receiving(listen) as running:
        person.types("hello")
        await running.until(lambda: inbox.kept)
        await running.until(lambda: not bot.mailbox.waiting)
    ((origin, body),) = inbox.kept
    assert (origin.chat, origin.language) == (str(person.user.id), Language.UK)
    assert json.loads(body)["message"]["text"] == "hello"
    (told,) = service.journal.of(bot.user.username, "setWebhook")
    assert told.form.values["url"] == hook.url
    assert told.form.values["secret_token"] == SECRET


async def test_replayed_update_is_kept_once(bot, inbox, listen, receiving, post):
    """Whoever brings an update again is thanked, and nothing happens."""
    async with receiving(listen) as running:
        await running.until(lambda: bot.hook)
        assert [await post(**KNOWN), await post(**KNOWN)] == [200, 200]
    assert inbox.ids == ["7"]


@pytest.mark.parametrize("said", [{}, {SECRET_HEADER: "wrong"}, {SECRET_HEADER: SECRET + "x"}, {SECRET_HEADER: "ключ"}])
async def test_wrong_secret_is_refused_and_nothing_kept(bot, inbox, listen, receiving, post, said, caplog):
    """Neither is it logged what was brought."""
    with caplog.at_level(logging.DEBUG, logger="bots"):
        async with receiving(listen) as running:
            await running.until(lambda: bot.hook)
            assert await post(**said) == 403
    assert not inbox.kept
    assert CANARY not in caplog.text


async def test_update_that_is_not_saved_is_not_confirmed(bot, inbox, listen, receiving, post):
    """The platform is told to come again, and then it is kept."""
    inbox.refusing = 1
    async with receiving(listen) as running:
        await running.until(lambda: bot.hook)
        assert [await post(**KNOWN), await post(**KNOWN)] == [503, 200]
    assert inbox.ids == ["7"]


async def test_other_paths_and_methods_are_not_there(bot, inbox, listen, receiving, post):
    """Only the secret path answers, and only to a post."""
    async with receiving(listen) as running:
        await running.until(lambda: bot.hook)
        assert await post(path="/", **KNOWN) == 404
        assert await post(method="GET", **KNOWN) == 405
    assert not inbox.kept


async def test_huge_body_is_refused(bot, inbox, listen, receiving, post):
    """No update is that long."""
    async with receiving(listen) as running:
        await running.until(lambda: bot.hook)
        assert await post(BytesIO(b"x" * (LONGEST + 1)), **KNOWN) == 413
    assert not inbox.kept


async def test_body_that_is_no_update_is_kept_for_the_desk_to_set_aside(bot, inbox, listen, receiving, post):
    """Who knows the secret is the platform; what cannot be decoded must not get lost."""
    async with receiving(listen) as running:
        await running.until(lambda: bot.hook)
        assert [await post(b"\xff{", **KNOWN), await post(b"\xff{", **KNOWN)] == [200, 200]
    assert [body for _, body in inbox.kept] == [b"\xff{"]


async def test_webhook_is_set_again_until_the_service_takes_it(service, bot, listen, receiving, caplog):
    """A service that cannot be reached at the start is told later, by and by."""
    bot.faults.fail("setWebhook", 500, CANARY, times=2)
    bot.faults.throttle("setWebhook", 0)
    with caplog.at_level(logging.WARNING):
        async with receiving(listen) as running:
            await running.until(lambda: bot.hook)
    assert "another try in 0 s: 500" in caplog.text
    assert CANARY not in caplog.text


async def test_loop_ends_while_the_service_cannot_be_reached(bot, listen):
    """The end does not wait for the service to take the webhook."""
    gate, stop = bot.faults.hold("setWebhook"), Stop()
    async with asyncio.timeout(5), asyncio.TaskGroup() as group:
        group.create_task(listen(Bell(), stop))
        await gate.reached()
        stop.set()


@pytest.mark.parametrize(
    ("host", "why"), [("127.0.0.1", "is in use already"), ("192.0.2.1", "is not ours to listen at")]
)
async def test_address_that_cannot_be_listened_at_is_refused(service, bot, inbox, hook, host, why):
    """With what to do about it, and before the service is told where to bring updates."""
    with socket.create_server(("127.0.0.1", hook.port)):
        account = Account(id="1", token=bot.token, api_url=service.url, hook=replace(hook, host=host))
        with pytest.raises(CannotReceive) as refused:
            await receive(account, inbox.accept, Bell(), Stop(), allowed=("message",), languages=tuple(Language))
    assert str(refused.value) == f"the webhook's address {host}:{hook.port} {why}"
    assert "webhook_listen" in refused.value.hint
    assert not bot.hook


@pytest.mark.parametrize(
    ("url", "path"),
    [("https://a.example/b/c", "/b/c"), ("https://a.example", "/"), ("https://a.example:8443/b?c", "/b")],
)
def test_hook_listens_at_the_path_of_its_address(url, path):
    """Whatever stands before us hands on the path as it is."""
    assert Hook(url=url, secret=SECRET, host="127.0.0.1", port=1).path == path
