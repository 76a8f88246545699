"""The service as aiogram and python-telegram-bot meet it."""

from collections.abc import AsyncIterator

import aiogram
import pytest
import telegram as ptb
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramRetryAfter
from aiogram.types import BotCommand, BufferedInputFile, InlineKeyboardButton, InlineKeyboardMarkup
from telegram import error

from tests.doubles.telegram.happenings import KINDS, STRANGE

KEYBOARD = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Так", callback_data="yes")]])


@pytest.fixture
async def aio(telegram, account) -> AsyncIterator[aiogram.Bot]:
    """The client of aiogram."""
    server = TelegramAPIServer.from_base(telegram.url)
    async with aiogram.Bot(account.token, session=AiohttpSession(api=server)) as bot:
        yield bot


@pytest.fixture
async def other(telegram, account) -> AsyncIterator[ptb.Bot]:
    """The client of python-telegram-bot."""
    async with ptb.Bot(account.token, base_url=f"{telegram.url}/bot", base_file_url=f"{telegram.url}/file/bot") as bot:
        yield bot


async def test_aiogram_leads_a_conversation(aio, person):
    """It reads, sends, edits, answers, deletes and downloads."""
    assert (await aio.me()).is_bot
    (start,) = await aio.get_updates()
    sent = await aio.send_message(start.message.chat.id, "Питання", reply_markup=KEYBOARD)
    person.clicks("Так")
    press = (await aio.get_updates(offset=start.update_id + 1))[0].callback_query
    await press.answer("Добре")
    await sent.edit_text("Далі")
    await aio.send_document(person.chat.id, BufferedInputFile(b"x" * 10, "a.age"), protect_content=True)
    await aio.delete_message(person.chat.id, start.message.message_id)
    assert [message.text or message.file_name for message in person.messages] == ["Далі", "a.age"]
    assert person.alerts == ["Добре"]
    person.uploads(b"content", "файл.txt")
    document = (await aio.get_updates(offset=-1))[0].message.document
    assert (await aio.download(document)).read() == b"content"
    await aio.set_my_commands([BotCommand(command="start", description="Почати")], language_code="uk")


async def test_python_telegram_bot_leads_a_conversation(other, person):
    """The same."""
    (start,) = await other.get_updates()
    sent = await other.send_message(
        start.message.chat.id,
        "Черга",
        reply_markup=ptb.InlineKeyboardMarkup([[ptb.InlineKeyboardButton("Взяти", callback_data="claim abc-12")]]),
        protect_content=True,
    )
    person.clicks(0)
    press = (await other.get_updates(offset=start.update_id + 1))[0].callback_query
    await press.answer()
    await sent.edit_reply_markup(None)
    await other.send_document(person.chat.id, b"x" * 10, filename="a.age", protect_content=True)
    await other.delete_messages(person.chat.id, [start.message.message_id])
    assert [(message.text or message.file_name, message.labels) for message in person.messages] == [
        ("Черга", []),
        ("a.age", []),
    ]
    person.uploads(b"content", "файл.txt")
    document = (await other.get_updates(offset=-1))[0].message.document
    assert bytes(await (await document.get_file()).download_as_bytearray()) == b"content"
    await other.set_my_commands([("queue", "Черга")], scope=ptb.BotCommandScopeChat(person.chat.id))
    await other.set_webhook("")


async def test_refusals_are_the_errors_that_clients_know(aio, other, person, account, monkeypatch):
    """Wrong, blocked, too much."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    account.faults.throttle("sendMessage", 3, times=2)
    with pytest.raises(TelegramRetryAfter, match="3"):
        await aio.send_message(person.chat.id, "x")
    with pytest.raises(error.RetryAfter, match="3"):
        await other.send_message(person.chat.id, "x")
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await aio.send_message(1, "x")
    with pytest.raises(error.BadRequest, match="Chat not found"):
        await other.send_message(1, "x")
    person.blocks()
    with pytest.raises(TelegramForbiddenError):
        await aio.send_message(person.chat.id, "x")
    with pytest.raises(error.Forbidden):
        await other.send_message(person.chat.id, "x")


@pytest.mark.parametrize("what", [*KINDS, *STRANGE, "block", "group", "edit"])
async def test_both_clients_understand_what_happens(aio, other, person, what):
    """Every shape of update is read by both, and means the same."""
    if what in KINDS:
        person.uploads(b"x", "x.bin", kind=what)
    elif what in STRANGE:
        person.sends(what)
    elif what == "block":
        person.blocks()
    elif what == "group":
        person.gathers().types("hello")
    else:
        person.edits(person.messages[0], "other")
    ours = [update.model_dump(exclude_none=True) for update in await aio.get_updates()]
    theirs = [update.to_dict() for update in await other.get_updates()]
    assert [set(update) for update in ours] == [set(update) for update in theirs]
    assert [update.event_type for update in await aio.get_updates()][1:]
