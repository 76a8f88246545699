"""From the outbox into the chat: one window that is edited in place, and as little beside it as can be.

The only place that writes to submitters. It decides what a letter comes to by what lies in the chat, which it remembers
in the same commit that ends the letter. A letter may come again: what it deletes and edits is deleted and edited once,
what it sends is sent once as long as this process lives. Where it takes several messages, each is remembered when it is
sent; so a process that is killed leaves one message at most that nobody knows of.
"""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Protocol

from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import AnswerCallbackQuery, DeleteMessage, LeaveChat

from bots.public.telegram.letters import Keyboard, Say, Trace, read_say, read_trace
from bots.public.telegram.methods import Edit, Send, markup
from bots.traffic.errors import ChatClosed, Throttled, Undeliverable
from storage.errors import TemporaryError
from storage.ids import ChatKey
from storage.post import Letter

_SECONDS = 20
"""For one call."""

_ERASED = "…"
"""What is left of a message of ours that is too old to be deleted."""

_HINT_LIMIT = 200
_CHATS_KNOWN = 1024
_GONE = ("chat not found", "user is deactivated", "bot was kicked", "user_deactivated", "peer_id_invalid")
"""What Telegram says of a chat that is no more, whatever the code of the error."""


Keep = Callable[[Mapping[str, int]], Awaitable[None]]
"""Remembers what was sent of a letter that is on its way."""


class Book(Protocol):
    """Where it is kept what lies in a chat; see :class:`intake.desk.IntakeDesk`."""

    async def trace(self, key: ChatKey) -> bytes | None:
        """What of ours lies there."""

    async def sent(self, number: int, *, trace: tuple[ChatKey, bytes | None] | None = None) -> None:
        """A letter is done with, and this lies there now."""

    async def remember(self, key: ChatKey, trace: bytes) -> None:
        """This lies there now; the letter is still on its way."""


class Sender:
    """Delivers letters."""

    def __init__(self, bot: Bot, book: Book) -> None:
        """Through this bot, by this book."""
        self._bot = bot
        self._book = book
        self._sent: dict[int, dict[str, int]] = {}  # of letters under way: what was sent of them, and its numbers
        self._traces: dict[ChatKey, Trace] = {}  # of the chats that were written to last

    async def deliver(self, letter: Letter) -> None:
        """Bring a letter to its chat, and end it.

        Raises:
            Throttled: Telegram wants us to wait.
            ChatClosed: the submitter has blocked us, or is gone.
            TemporaryError: the network or Telegram failed.
            Undeliverable: Telegram will not take it.
        """
        say, trace = read_say(letter.body), await self._find_trace(letter.key)
        known = dict(trace.sent) if trace.letter == letter.number else {}
        sent = self._sent.setdefault(letter.number, known)
        trace = replace(trace, letter=0, sent=())
        keep = partial(self._keep, letter, trace) if len(say.notices) + len(say.window) > 1 else None
        chat = _Chat(self._bot, int(letter.address.chat), sent, keep)
        try:
            after = await _bring(chat, say, trace)
        except AiogramError as error:
            meaning = _meaning(error)
            if not isinstance(meaning, TemporaryError):
                del self._sent[letter.number]
            # Without its cause, which quotes the chat and what was to be said.
            raise meaning from None
        changed = None if after == trace and not keep else (letter.key, after.write() if after else None)
        await self._book.sent(letter.number, trace=changed)
        del self._sent[letter.number]
        self._remember(letter.key, after)

    async def _find_trace(self, key: ChatKey) -> Trace:
        """What lies in a chat: nobody but this sender changes it."""
        return self._traces.get(key) or read_trace(await self._book.trace(key))

    async def _keep(self, letter: Letter, trace: Trace, sent: Mapping[str, int]) -> None:
        """Remember how far a letter has come."""
        halfway = replace(trace, letter=letter.number, sent=tuple(sent.items()))
        await self._book.remember(letter.key, halfway.write())

    def _remember(self, key: ChatKey, trace: Trace | None) -> None:
        self._traces.pop(key, None)
        if trace is not None:
            self._traces[key] = trace
        if len(self._traces) > _CHATS_KNOWN:
            del self._traces[next(iter(self._traces))]


async def _bring(chat: "_Chat", say: Say, trace: Trace) -> Trace | None:
    """Do what a letter says; what of ours lies in the chat then, None where nothing is to be remembered."""
    if say.leave:
        await chat.leave()
        return None
    if say.answer:
        await chat.answer(say.answer, say.hint)
    notes = [await chat.send(f"note {number}", note, quiet=False) for number, note in enumerate(say.notes)]
    after = replace(trace, notes=(*trace.notes, *notes))
    if say.window and not (say.again and say.pressed in trace.window):
        after = await _show(chat, say, after)
    for message in say.delete:
        await chat.delete(message)
    if not say.over:
        return after
    for message in after.notices:
        await chat.erase(message)
    return None


async def _show(chat: "_Chat", say: Say, trace: Trace) -> Trace:
    """Bring the window up to date: where it is, or below whatever has come below it since."""
    notices = tuple([await chat.send(f"notice {number}", text) for number, text in enumerate(say.notices)])
    elsewhere = (say.pressed,) if say.pressed and say.pressed not in trace.window else ()
    stays = len(trace.window) == len(say.window) == 1 and not (notices or elsewhere or say.anew)
    if stays and await chat.edit(trace.window[0], say.window[0], say.keyboard):
        window, gone = trace.window, trace.notes
    else:
        window = await _send_window(chat, say)
        gone = (*trace.notes, *trace.window, *elsewhere)
    for message in (*gone, *(trace.notices if notices else ())):
        await chat.erase(message)
    return Trace(window=window, notices=notices or trace.notices)


async def _send_window(chat: "_Chat", say: Say) -> tuple[int, ...]:
    last = len(say.window) - 1
    return tuple(
        [
            await chat.send(f"window {number}", piece, say.keyboard if number == last else ())
            for number, piece in enumerate(say.window)
        ]
    )


class _Chat:
    """One chat, and what a letter does in it. What is not there any more is none of our worries."""

    def __init__(self, bot: Bot, number: int, sent: dict[str, int], keep: Keep | None) -> None:
        """The chat with this number; ``sent`` is what an earlier try has sent already, and grows; ``keep`` keeps it."""
        self._bot = bot
        self._number = number
        self._sent = sent
        self._keep = keep

    async def send(self, name: str, text: str, keyboard: Keyboard = (), *, quiet: bool = True) -> int:
        """Send something, once under this name; its number in the chat."""
        if name not in self._sent:
            method = Send(
                chat_id=self._number, text=text, reply_markup=markup(keyboard), disable_notification=quiet or None
            )
            self._sent[name] = (await self._bot(method, _SECONDS)).message_id
            if self._keep:
                await self._keep(self._sent)
        return self._sent[name]

    async def edit(self, message: int, text: str, keyboard: Keyboard = ()) -> bool:
        """Change something of ours; whether it says this now."""
        method = Edit(chat_id=self._number, message_id=message, text=text, reply_markup=markup(keyboard))
        try:
            await self._bot(method, _SECONDS)
        except TelegramBadRequest as error:
            return "message is not modified" in error.message
        return True

    async def delete(self, message: int) -> bool:
        """Delete a message; whether it is gone. After 48 hours the platform deletes none (#deletemessage)."""
        try:
            await self._bot(DeleteMessage(chat_id=self._number, message_id=message), _SECONDS)
        except TelegramBadRequest as error:
            return "not found" in error.message
        return True

    async def erase(self, message: int) -> None:
        """Delete something of ours, or at least what it says."""
        if not await self.delete(message):
            await self.edit(message, _ERASED)

    async def answer(self, query: str, hint: str) -> None:
        """Tell the platform that a press was seen, and show the hint; a press from long ago it has forgotten."""
        method = AnswerCallbackQuery(callback_query_id=query, text=hint[:_HINT_LIMIT] or None)
        with suppress(AiogramError):
            await self._bot(method, _SECONDS)

    async def leave(self) -> None:
        """Leave a group or a channel, if we are still in it."""
        with suppress(TelegramBadRequest, TelegramForbiddenError):
            await self._bot(LeaveChat(chat_id=self._number), _SECONDS)


def _meaning(error: AiogramError) -> Throttled | ChatClosed | TemporaryError | Undeliverable:
    """What an error of aiogram's means for the letter."""
    kind = type(error).__name__
    match error:
        case TelegramRetryAfter(retry_after=seconds):
            return Throttled(seconds)
        case TelegramForbiddenError():
            return ChatClosed()
        case TelegramBadRequest(message=message) if any(word in message.lower() for word in _GONE):
            return ChatClosed()
        case ClientDecodeError(data=str()):  # the page of a gateway, not an answer of Telegram's
            return TemporaryError(f"Telegram did not answer: {kind}")
        case TelegramNetworkError() | TelegramServerError():
            return TemporaryError(f"Telegram did not answer: {kind}")
        case TelegramConflictError() | TelegramNotFound() | TelegramUnauthorizedError():
            # The token was changed, or somebody else uses it: the operator mends that, and nothing is lost meanwhile.
            return TemporaryError(f"Telegram does not know us: {kind}")
    return Undeliverable(f"Telegram refused a letter: {kind}")
