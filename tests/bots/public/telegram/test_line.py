"""The public bot from its configuration, and its mail."""

from datetime import timedelta
from unittest.mock import Mock

from aiogram import Bot
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import SetMyCommands

from bots.accounts import TelegramSection
from bots.config import Group
from bots.public.telegram import line as lines
from bots.public.telegram.line import ALLOWED, open_bot
from bots.public.telegram.menu import offer
from bots.public.wiring import texts
from bots.telegram.updates import Origin
from bots.traffic.bell import Bell
from bots.traffic.stop import Stop
from intake.messages import say
from storage.documents import Language
from storage.post import Address
from tests.bots.public.telegram.platform import TOKEN, Platform


async def test_letter_waits_as_long_as_it_is_told_to(side):
    """A letter that is postponed comes when its time has come."""
    await side.arrive(message={"message_id": 1, "chat": {"id": 7, "type": "private"}, "text": "/start"})
    [letter] = await side.line.outgoing()
    await side.line.postpone(letter, side.now + timedelta(minutes=1))
    assert await side.line.outgoing() == ()
    side.now += timedelta(minutes=2)
    assert [again.number for again in await side.line.outgoing()] == [letter.number]
    await side.line.sent(letter)
    assert await side.line.outgoing() == ()


async def test_closed_chat_gets_nothing_any_more(side):
    """What waits for somebody who blocked the bot is dropped."""
    key = await side.arrive(message={"message_id": 1, "chat": {"id": 7, "type": "private"}, "text": "/start"})
    await side.line.close(key)
    assert await side.line.outgoing() == ()


async def test_same_update_is_accepted_once(side):
    """An update that Telegram delivers again is known by its number."""
    await side.arrive(message={"message_id": 1, "chat": {"id": 7, "type": "private"}, "text": "/start"})
    assert not await side.line.accept(Origin(update_id="1", chat="7", language=Language.EN), b"{}")


async def test_last_words_said_unasked_are_all_that_stays(side):
    """Where what was begun here has gone to another chat: no window, no notice, no buttons."""
    person = side.person()
    await person.type("/start")
    address = Address(channel="telegram", account="4242", chat="7", language=Language.EN)
    body = side.channel.write((say("moved-away"),), address, over=True)
    await side.database.write(lambda unit: side.desk.post.write(unit, address, body))
    await side.send()
    [left] = person.chat.values()
    assert left.text == texts().text(Language.EN, "moved-away")
    assert not left.buttons


async def test_line_tells_its_box(side):
    """The account is named by the bot's own number."""
    assert side.line.box == "telegram:4242"


async def test_menu_is_neutral_and_in_every_language():
    """The menu is set for each language, and for clients that speak none of them."""
    platform = Platform()
    await offer(Bot(TOKEN, session=platform), texts(), (Language.UK, Language.EN))
    calls = platform.named(SetMyCommands)
    assert [call.language_code for call in calls] == [None, "uk", "en"]
    assert calls[0].commands == calls[1].commands
    for call in calls:
        assert {command.command for command in call.commands} <= {"start", "code", "lang", "help"}
        assert all(command.description for command in call.commands)


async def test_bot_starts_without_its_menu(caplog):
    """Where Telegram cannot be reached, the bot goes on without a menu, and the log says so by kind."""
    platform = Platform()
    platform.fail(SetMyCommands, TelegramNetworkError)
    await offer(Bot(TOKEN, session=platform), texts(), (Language.EN,))
    assert "TelegramNetworkError" in caplog.text
    assert TOKEN not in caplog.text


async def test_bot_is_opened_from_its_configuration(tmp_path, monkeypatch, side):
    """What the configuration names becomes a channel for the desk, and a line with its receive loop."""
    token = tmp_path / "token"
    token.write_text(TOKEN)
    token.chmod(0o600)
    section = TelegramSection(token_file=token, api_url="http://127.0.0.1:1")
    received = []

    async def receive(account, accept, arrived, stop, *, allowed, languages):
        received.append((account.id, allowed, languages))

    async def no_menu(*_args):
        pass

    monkeypatch.setattr(lines, "receive", receive)
    monkeypatch.setattr(lines, "offer", no_menu)
    config = Mock(group=Group(name="x", languages=(Language.UK,)))
    async with open_bot(config, section, side.database, lambda: side.now) as bot:
        work = bot.start(side.desk)
        await work.connection.receive(Bell(), Stop())
    assert bot.channel.name == "telegram"
    assert bot.channel.reaches
    assert work.connection.line.box == "telegram:4242"
    assert work.chores == ()
    assert received == [("4242", ALLOWED, (Language.UK,))]
