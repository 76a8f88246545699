"""From the outbox into the chat: one window that is edited in place, and as little beside it as can be.

It decides what a letter comes to by what lies in the chat, which it remembers in the same commit that ends the letter.
A letter may come again: what it does is done once as long as this process lives. Where it sends several messages, each
is remembered when it is sent; so a process that is killed leaves one message at most that nobody knows of.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from aiogram import Bot
from aiogram.exceptions import AiogramError

from bots.public.book import Book
from bots.public.telegram.chat import Chat
from bots.public.telegram.letters import Say, Trace, read_say, read_trace
from bots.public.telegram.refusals import read_refusal
from storage.errors import TemporaryError
from storage.ids import ChatKey
from storage.post import Letter

_CHATS_KNOWN = 1024


class Sender:
    """Delivers letters."""

    def __init__(self, bot: Bot, book: Book) -> None:
        """Through this bot, by this book."""
        self._bot = bot
        self._book = book
        self._done: dict[int, dict[str, int]] = {}  # of letters under way: what was done, and what came of it
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
        known = dict(trace.done) if trace.letter == letter.number else {}
        done = self._done.setdefault(letter.number, known)
        trace = replace(trace, letter=0, done=())
        several = len(say.notes) + len(say.notices) + len(say.window) > 1
        keep = partial(self._keep, letter, trace) if several else None
        chat = Chat(self._bot, int(letter.address.chat), done, keep)
        try:
            after = await _bring(chat, say, trace)
        except AiogramError as error:
            meaning = read_refusal(error)
            if not isinstance(meaning, TemporaryError):
                del self._done[letter.number]
            # Without its cause, which quotes the chat and what was to be said.
            raise meaning from None
        changed = None if after == trace and not keep else (letter.key, after.write() if after else None)
        await self._book.sent(letter.number, trace=changed)
        del self._done[letter.number]
        self._remember(letter.key, after)

    async def _find_trace(self, key: ChatKey) -> Trace:
        """What lies in a chat: nobody but this sender changes it."""
        return self._traces.get(key) or read_trace(await self._book.trace(key))

    async def _keep(self, letter: Letter, trace: Trace, done: Mapping[str, int]) -> None:
        """Remember how far a letter has come."""
        halfway = replace(trace, letter=letter.number, done=tuple(done.items()))
        await self._book.remember(letter.key, halfway.write())

    def _remember(self, key: ChatKey, trace: Trace | None) -> None:
        self._traces.pop(key, None)
        if trace is not None:
            self._traces[key] = trace
        if len(self._traces) > _CHATS_KNOWN:
            del self._traces[next(iter(self._traces))]


async def _bring(chat: Chat, say: Say, trace: Trace) -> Trace | None:
    """Do what a letter says; what of ours lies in the chat then, None where nothing is to be remembered."""
    if say.leave:
        await chat.leave()
        return None
    if say.answer:
        await chat.answer(say.answer, say.hint)
    notes = [await chat.send(f"note {number}", note, quiet=False) for number, note in enumerate(say.notes)]
    after = replace(trace, notes=(*trace.notes, *notes))
    if say.progress:
        after = await _tell(chat, say.progress, after)
    if say.window and not (say.again and say.pressed in trace.window):
        after = await _show(chat, say, after)
    for message in say.delete:
        await chat.delete(message)
    if not say.over:
        return after
    for message in after.notices:
        await chat.erase(message)
    return None


async def _tell(chat: Chat, progress: str, trace: Trace) -> Trace:
    """Say how far a file has come, in one message that goes with the next window like any note."""
    if trace.progress and await chat.edit(trace.progress, progress):
        return trace
    sent = await chat.send("progress", progress)
    return replace(trace, notes=(*trace.notes, sent), progress=sent)


async def _show(chat: Chat, say: Say, trace: Trace) -> Trace:
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


async def _send_window(chat: Chat, say: Say) -> tuple[int, ...]:
    last = len(say.window) - 1
    return tuple(
        [
            await chat.send(f"window {number}", piece, say.keyboard if number == last else ())
            for number, piece in enumerate(say.window)
        ]
    )
