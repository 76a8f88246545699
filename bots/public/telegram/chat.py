"""One chat as a letter finds it, and what the letter does there, each thing once.

Below the sender, which decides what is done; the only place that writes to submitters. A letter may come again after
Telegram made it wait in the midst of many things to do: what was done is not asked for a second time, so each try gets
further than the one before.
"""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from functools import partial

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramBadRequest, TelegramForbiddenError, TelegramNotFound
from aiogram.methods import AnswerCallbackQuery, DeleteMessage, LeaveChat

from bots.public.telegram.letters import Keyboard
from bots.public.telegram.methods import Edit, Send, markup

_SECONDS = 20
"""For one call."""

_ERASED = "…"
"""What is left of a message of ours that is too old to be deleted."""

_HINT_LIMIT = 200

Keep = Callable[[Mapping[str, int]], Awaitable[None]]
"""Remembers what was done of a letter that is on its way."""


class Chat:
    """One chat, and what a letter does in it. What is not there any more is none of our worries."""

    def __init__(self, bot: Bot, number: int, done: dict[str, int], keep: Keep | None) -> None:
        """The chat with this number.

        Args:
            bot: that speaks there.
            number: of the chat.
            done: what an earlier try has done of the letter, by a name for each thing, and what came of it: the number
                of a message that was sent, else 1 if it went well. It grows.
            keep: keeps it whenever something was sent.
        """
        self._bot = bot
        self._number = number
        self._done = done
        self._keep = keep

    async def send(self, name: str, text: str, keyboard: Keyboard = (), *, quiet: bool = True) -> int:
        """Send something, once under this name; its number in the chat."""
        if name not in self._done:
            method = Send(
                chat_id=self._number, text=text, reply_markup=markup(keyboard), disable_notification=quiet or None
            )
            self._done[name] = (await self._bot(method, _SECONDS)).message_id
            if self._keep:
                await self._keep(self._done)
        return self._done[name]

    async def edit(self, message: int, text: str, keyboard: Keyboard = ()) -> bool:
        """Change something of ours; whether it says this now."""
        return await self._once(f"edit {message}", partial(self._change, message, text, keyboard))

    async def delete(self, message: int) -> bool:
        """Delete a message; whether it is gone. After 48 hours the platform deletes none (#deletemessage)."""
        return await self._once(f"delete {message}", partial(self._take_away, message))

    async def erase(self, message: int) -> None:
        """Delete something of ours, or at least what it says."""
        if not await self.delete(message):
            await self._once(f"empty {message}", partial(self._change, message, _ERASED))

    async def answer(self, query: str, hint: str) -> None:
        """Tell the platform that a press was seen, and show the hint; a press from long ago it has forgotten."""
        if "answer" not in self._done:
            method = AnswerCallbackQuery(callback_query_id=query, text=hint[:_HINT_LIMIT] or None)
            with suppress(AiogramError):
                await self._bot(method, _SECONDS)
            self._done["answer"] = 1

    async def leave(self) -> None:
        """Leave a group or a channel, if we are still in it."""
        with suppress(TelegramBadRequest, TelegramForbiddenError, TelegramNotFound):
            await self._bot(LeaveChat(chat_id=self._number), _SECONDS)

    async def _change(self, message: int, text: str, keyboard: Keyboard = ()) -> bool:
        method = Edit(chat_id=self._number, message_id=message, text=text, reply_markup=markup(keyboard))
        try:
            await self._bot(method, _SECONDS)
        except TelegramBadRequest as error:
            return "message is not modified" in error.message
        return True

    async def _take_away(self, message: int) -> bool:
        try:
            await self._bot(DeleteMessage(chat_id=self._number, message_id=message), _SECONDS)
        except TelegramBadRequest as error:
            return "not found" in error.message
        return True

    async def _once(self, name: str, do: Callable[[], Awaitable[bool]]) -> bool:
        """Do something of the letter, if no earlier try has done it; what came of it."""
        if name not in self._done:
            self._done[name] = int(await do())
        return bool(self._done[name])
