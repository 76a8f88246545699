"""The receive loop that asks: committed first, confirmed then, and tried again whatever fails."""

import asyncio
import json
import logging
from functools import partial

import pytest

from bots.telegram import polling
from bots.telegram.account import Account
from bots.telegram.receiving import receive
from bots.traffic import Bell, Stop
from storage.documents import Language

ALLOWED = ("message", "callback_query")
CANARY = "canary-7f3a"


@pytest.fixture
def poll(service, bot, inbox):
    """The receive loop of the bot."""
    account = Account(id=str(bot.user.id), token=bot.token, api_url=service.url)
    return partial(receive, account, inbox.accept, allowed=ALLOWED, languages=tuple(Language))


async def test_updates_are_kept_whole_with_their_origin(service, bot, inbox, poll, receiving):
    """What lies in the inbox is the update as Telegram sent it, under its chat and in its sender's language."""
    person = service.add_person(bot, language="ru")
    async with receiving(poll) as running:
        person.types("hello")
        await running.until(lambda: inbox.kept)
    ((origin, body),) = inbox.kept
    assert json.loads(body)["message"]["text"] == "hello"
    assert origin.update_id == str(person.updates[0])
    assert (origin.chat, origin.language) == (str(person.user.id), Language.RU)


async def test_update_is_confirmed_only_after_the_commit(service, bot, inbox, poll, receiving):
    """While nothing can be saved nothing is confirmed; then everything is received that was said meanwhile."""
    inbox.refusing = 5
    person = service.add_person(bot)
    async with receiving(poll) as running:
        person.types("one")
        await running.until(lambda: inbox.refusing < 3)
        assert not bot.mailbox.confirmed
        person.types("two")
        await running.until(lambda: len(bot.mailbox.confirmed) == 2)
    assert inbox.ids == [str(number) for number in person.updates]


async def test_order_in_a_chat_survives_a_failed_commit(service, bot, inbox, poll, receiving):
    """What follows an update that was not saved is not saved before it; another chat's is."""
    first, second = service.add_person(bot), service.add_person(bot)
    inbox.refusing, inbox.refusing_chat = 1, str(first.user.id)
    for word in ("one", "two", "three"):
        first.types(word)
    second.types("other")
    async with receiving(poll) as running:
        await running.until(lambda: len(inbox.kept) == 4)
    assert inbox.ids[0] == str(second.updates[0])
    assert inbox.ids[1:] == [str(number) for number in first.updates]


async def test_many_updates_come_in_many_answers(service, bot, inbox, poll, receiving):
    """More than one answer holds come all, once, in order."""
    person = service.add_person(bot)
    for number in range(250):
        person.types(str(number))
    async with receiving(poll) as running:
        await running.until(lambda: len(bot.mailbox.confirmed) == 250)
    assert inbox.ids == [str(number) for number in person.updates]


async def test_update_that_comes_again_is_known_and_confirmed(service, bot, inbox, poll, receiving):
    """Killed between commit and confirmation: the update comes again, and is kept once."""
    person = service.add_person(bot)
    person.types("one")
    inbox.dying = 1
    async with receiving(poll) as running:
        await running.until(lambda: bot.mailbox.confirmed)
    assert inbox.ids == [str(person.updates[0])]


@pytest.mark.parametrize(
    ("code", "kind"), [(409, "409"), (429, "429"), (500, "500"), (502, "502"), (401, "401"), (404, "404")]
)
async def test_refusals_are_outlived(service, bot, inbox, poll, receiving, caplog, code, kind):
    """Whatever the service answers, it is asked again, and the log says its code."""
    bot.faults.fail("getUpdates", code, CANARY, times=3)
    person = service.add_person(bot)
    person.types("hello")
    with caplog.at_level(logging.WARNING):
        async with receiving(poll) as running:
            await running.until(lambda: inbox.kept)
    assert f": {kind}" in caplog.text


async def test_lost_connections_are_outlived(service, bot, inbox, poll, receiving, caplog):
    """A connection that ends, before the answer or in it, costs nothing, and the log says no address."""
    bot.faults.drop("getUpdates", times=2)
    bot.faults.lose("getUpdates", times=2)
    person = service.add_person(bot)
    person.types(CANARY)
    with caplog.at_level(logging.DEBUG, logger="bots"):
        async with receiving(poll) as running:
            await running.until(lambda: inbox.kept)
    said = " ".join(record.getMessage() for record in caplog.records if record.name.startswith("bots"))
    assert "another try in" in said
    assert not [secret for secret in (bot.token, service.url, CANARY) if secret in said]


async def test_throttled_loop_waits_as_long_as_it_is_told(service, bot, inbox, poll, receiving, caplog):
    """The platform's own number of seconds is taken, not ours."""
    bot.faults.throttle("getUpdates", 7)
    with caplog.at_level(logging.WARNING):
        async with receiving(poll) as running:
            await running.until(lambda: "another try in 7 s: 429" in caplog.text)


async def test_loop_that_waits_ends_at_once(service, bot, poll):
    """Neither a long poll nor a pause delays the end."""
    gate, stop = bot.faults.hold("getUpdates"), Stop()
    async with asyncio.timeout(5), asyncio.TaskGroup() as group:
        group.create_task(poll(Bell(), stop))
        await gate.reached()
        stop.set()


async def test_webhook_from_before_is_removed(service, bot, inbox, poll, receiving):
    """An account that had a webhook is polled all the same."""
    bot.faults.fail("deleteWebhook", 500, times=2)
    person = service.add_person(bot)
    person.types("hello")
    async with receiving(poll) as running:
        await running.until(lambda: inbox.kept)
    methods = [exchange.method for exchange in service.journal.exchanges]
    assert methods[:4] == ["deleteWebhook"] * 3 + ["getUpdates"]


async def test_only_wanted_kinds_of_updates_are_asked_for(service, bot, poll, receiving):
    """Telegram need not send what means nothing here."""
    async with receiving(poll) as running:
        await running.until(lambda: bot.mailbox.polls)
    asked = next(exchange for exchange in service.journal.exchanges if exchange.method == "getUpdates")
    assert json.loads(asked.form.values["allowed_updates"]) == list(ALLOWED)


async def test_offset_is_let_go_after_a_long_quiet_time(service, bot, inbox, poll, receiving, monkeypatch):
    """Numbers may begin anew after a week: an offset from before must not confirm them unseen."""
    monkeypatch.setattr(polling, "LONG_POLL", 0)
    monkeypatch.setattr(polling, "QUIET", 0.2)
    person = service.add_person(bot)

    def offsets():
        return [
            "offset" in exchange.form.values
            for exchange in service.journal.exchanges
            if exchange.method == "getUpdates"
        ]

    async with receiving(poll) as running:
        person.types("hello")
        await running.until(lambda: True in offsets())
        await running.until(lambda: not offsets()[-1])
    assert len(inbox.kept) == 1


async def test_updates_of_strange_shapes_are_kept(service, bot, inbox, poll, receiving):
    """Whatever the service sends besides a number, it is in the inbox."""
    for strange in ({"message": 5}, {"message": {"chat": "x", "from": {"language_code": 9}}}, {}):
        bot.mailbox.push_raw(strange)
    async with receiving(poll) as running:
        await running.until(lambda: len(inbox.kept) == 3)
    assert {origin.chat for origin, _ in inbox.kept} == {"0"}


@pytest.mark.parametrize("result", [{"not": "a list"}, [{"no": "number"}], ["x"]])
async def test_answer_that_is_none_is_no_reason_to_fall(inbox, result):
    """A server that answers nonsense is asked again later, and nothing is confirmed."""

    class Api:
        asked = 0

        async def call(self, method, **_parameters):
            if method == "deleteWebhook":
                return True
            self.asked += 1
            if self.asked == 3:
                stop.set()
            return result

    stop, api = Stop(), Api()
    await polling.Polling(api, inbox.accept, allowed=ALLOWED, languages=tuple(Language)).run(Bell(), stop)
    assert api.asked == 3
