"""From the outbox into the chat: what a letter does there, in order, and what of ours lies there afterwards.

The only place that writes to submitters. A letter may come again, so each of its steps is remembered as it is done: a
process that is killed repeats one message at most. What is not said but done, such as a deletion, is done as well as
the REST side can; no letter is given up for it.
"""

from collections.abc import Awaitable
from contextlib import suppress
from dataclasses import replace

from bots.public.book import Book
from bots.public.signal.letters import Say, Trace, read_say, read_trace
from bots.signal.api import SignalApi
from bots.signal.refusals import ApiFailed
from bots.traffic.errors import Throttled
from storage.errors import TemporaryError
from storage.ids import ChatKey
from storage.post import Letter

_DELETABLE = 48 * 3600 * 1000
"""Milliseconds for which the other side takes a deletion (signal's clients: two days)."""

_AT_ONCE = 50
"""Deletions in a row, then as many seconds of rest: the platform takes one a second in a chat, and sixty at once."""

_CHATS_KNOWN = 1024


class Sender:
    """Delivers letters."""

    def __init__(self, api: SignalApi, book: Book) -> None:
        """By these calls, and by this book."""
        self._api = api
        self._book = book
        self._traces: dict[ChatKey, Trace] = {}  # of the chats that were written to last

    async def deliver(self, letter: Letter) -> None:
        """Bring a letter to its chat, and end it.

        Raises:
            Throttled: the platform wants the account to wait; or there is more to delete than it takes at once.
            ChatClosed: the submitter is not registered any more.
            TemporaryError: the network or the REST side failed.
            RecipientUntrusted: the number was told to trust no new phone, which it should be.
            Undeliverable: it will never be taken.
        """
        say, before = read_say(letter.body), await self._find(letter.key)
        for file in say.discard:
            # One that stays is swept later.
            with suppress(TemporaryError):
                await self._api.discard(file)
        if say.quit:
            await _do(self._api.quit(say.quit))
        after = await self._say(letter, say, before)
        if say.over and say.texts:
            await self._clear(letter, after, last=len(say.texts))
            after = Trace()
        kept = replace(after, letter=0, done=0)
        unchanged = kept == before
        await self._book.sent(letter.number, trace=None if unchanged else (letter.key, _written(kept)))
        self._note(letter.key, kept)

    async def _say(self, letter: Letter, say: Say, trace: Trace) -> Trace:
        """Say what was not said yet; what of ours lies there then."""
        chat, steps = letter.address.chat, (*((None,) if say.expire else ()), *say.texts)
        done = trace.done if trace.letter == letter.number else 0
        trace = replace(trace, letter=letter.number, done=done)
        for number, text in enumerate(steps[done:], start=done + 1):
            if text is None:
                await _do(self._api.expire(chat, say.expire))
                messages = trace.messages
            else:
                sent = await self._api.send(chat, text)
                messages = (*(message for message in trace.messages if message > sent - _DELETABLE), sent)
            trace = replace(trace, messages=messages, done=number)
            # Known here before it is on the disk: if it cannot be written now, nothing is said a second time for it.
            self._note(letter.key, trace)
            if number < len(steps) or say.over:
                await self._book.remember(letter.key, trace.write())
        return trace

    async def _clear(self, letter: Letter, trace: Trace, *, last: int) -> None:
        """Take back all that lies there but the last words."""
        left, words = list(trace.messages[:-last]), trace.messages[-last:]
        try:
            for message in trace.messages[:-last][:_AT_ONCE]:
                await _do(self._api.delete(letter.address.chat, message))
                left.remove(message)
            if left:
                raise Throttled(_AT_ONCE)
        except TemporaryError:
            trace = replace(trace, messages=(*left, *words))
            self._note(letter.key, trace)
            await self._book.remember(letter.key, trace.write())
            raise

    async def _find(self, key: ChatKey) -> Trace:
        """What lies in a chat: nobody else changes it."""
        return self._traces.get(key) or read_trace(await self._book.trace(key))

    def _note(self, key: ChatKey, trace: Trace) -> None:
        self._traces.pop(key, None)
        if trace != Trace():
            self._traces[key] = trace
        if len(self._traces) > _CHATS_KNOWN:
            del self._traces[next(iter(self._traces))]


async def _do(call: Awaitable[None]) -> None:
    """Do what the chat can do without, if the REST side can do it at all.

    Raises:
        Throttled: the platform wants the account to wait.
        ApiFailed: nothing was answered; it may be able to another time.
    """
    try:
        await call
    except ApiFailed as error:
        if error.status is None:
            raise


def _written(trace: Trace) -> bytes | None:
    return None if trace == Trace() else trace.write()
