"""Updates: kept until confirmed, given to one poller, filtered, or posted to a webhook."""

import asyncio

import pytest
from aiohttp import web

from tests.doubles.telegram.server import Telegram


async def polled(account):
    """Wait until a call of getUpdates has come."""
    await account.mailbox.change.until(lambda: account.mailbox.polls, 5)


async def test_update_comes_again_until_an_offset_confirms_it(call, person, account):
    """Reading confirms nothing; the next offset does."""
    first = await call("getUpdates")
    assert await call("getUpdates") == first
    assert not account.mailbox.confirmed
    assert await call("getUpdates", offset=first[0]["update_id"] + 1) == []
    assert account.mailbox.confirmed == person.updates


async def test_updates_come_in_order_as_many_as_asked_for(call, person):
    """The oldest first, and no more than the limit."""
    for word in ("one", "two", "three"):
        person.types(word)
    got = await call("getUpdates", offset=person.updates[1], limit=2)
    assert [update["message"]["text"] for update in got] == ["one", "two"]


async def test_negative_offset_keeps_the_last_ones(call, person):
    """All before them are forgotten."""
    for word in ("one", "two", "three"):
        person.types(word)
    assert [update["message"]["text"] for update in await call("getUpdates", offset=-2)] == ["two", "three"]
    assert len(await call("getUpdates")) == 2


async def test_long_poll_ends_when_somebody_writes(call, person, account):
    """The call waits for the next message."""
    account.mailbox.confirm(person.updates[-1] + 1)
    async with asyncio.TaskGroup() as group:
        poll = group.create_task(call("getUpdates", timeout=30))
        await polled(account)
        person.types("hello")
    assert poll.result()[0]["message"]["text"] == "hello"


async def test_second_poller_ends_the_first(call, person, account):
    """Two pollers at a time are a conflict, told to the one who was there first."""
    account.mailbox.confirm(person.updates[-1] + 1)
    async with asyncio.TaskGroup() as group:
        first = group.create_task(call.refuse("getUpdates", timeout=30))
        await polled(account)
        await call("getUpdates")
    code, words = first.result()
    assert (code, account.mailbox.conflicts) == (409, 1)
    assert "terminated by other getUpdates request" in words


async def test_poller_that_has_gone_is_no_conflict(call, person, account):
    """A connection that was closed polls no more."""
    account.mailbox.confirm(person.updates[-1] + 1)
    poll = asyncio.ensure_future(call("getUpdates", timeout=30))
    await polled(account)
    poll.cancel()
    await asyncio.gather(poll, return_exceptions=True)
    await call("getMe")
    person.types("hello")
    assert len(await call("getUpdates")) == 1
    assert account.mailbox.conflicts == 0


async def test_only_named_kinds_of_updates_come_from_then_on(call, person):
    """What happened before keeps its place; the choice is remembered."""
    await call("getUpdates", offset=-1, allowed_updates=["callback_query"])
    person.types("not wanted")
    assert [update["message"]["text"] for update in await call("getUpdates")] == ["/start"]
    await call("getUpdates", allowed_updates=[])
    person.types("wanted")
    assert [update["message"]["text"] for update in await call("getUpdates")] == ["/start", "wanted"]


@pytest.mark.parametrize("wrong", [{"limit": 0}, {"limit": 101}, {"timeout": -1}, {"offset": "x"}])
async def test_wrong_poll_is_refused(call, wrong):
    """Bounds and types are checked."""
    code, _ = await call.refuse("getUpdates", **wrong)
    assert code == 400


async def test_webhook_is_posted_with_its_secret_until_it_is_taken(calling):
    """An update that is refused comes again; the next comes after it; polling is a conflict meanwhile."""
    posted = asyncio.Queue()
    answers = iter((503, 200, 200))

    async def take(request):
        posted.put_nowait((request.headers["X-Telegram-Bot-Api-Secret-Token"], (await request.json())["update_id"]))
        return web.Response(status=next(answers))

    application = web.Application()
    application.router.add_post("/hook", take)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    async with Telegram(plain_webhooks=True) as telegram:
        account = telegram.add_bot()
        person = telegram.add_person(account)
        person.types("one")
        person.types("two")
        call = calling(telegram, account)
        await call("setWebhook", url=f"http://127.0.0.1:{runner.addresses[0][1]}/hook", secret_token="s3cret")
        one, two = person.updates
        assert [await posted.get() for _ in range(3)] == [("s3cret", one), ("s3cret", one), ("s3cret", two)]
        await account.mailbox.empties()
        assert (await call("getWebhookInfo"))["pending_update_count"] == 0
        code, words = await call.refuse("getUpdates")
        assert code == 409
        assert "webhook is active" in words
        await call("deleteWebhook")
        assert await call("getUpdates") == []
    await runner.cleanup()


@pytest.mark.parametrize(
    "wrong",
    [
        {"url": "http://example.org/hook"},
        {"url": "https://example.org:9000/hook"},
        {"url": "https://example.org/hook", "secret_token": "no spaces"},
        {"url": "https://example.org/hook", "max_connections": 101},
        {},
    ],
)
async def test_webhook_that_the_service_does_not_take_is_refused(call, wrong):
    """HTTPS, a known port, a plain secret."""
    code, _ = await call.refuse("setWebhook", **wrong)
    assert code == 400
