"""Telegram, as far as it matters here: it takes every call at once, and remembers which buttons it was given."""

import json
from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from itertools import count
from typing import Any, cast

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.methods import EditMessageText, SendMessage, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import Chat, InlineKeyboardMarkup, Message

from bench.script import Window
from bots.public.telegram.methods import Edit, Send
from storage.documents import Language

TOKEN = "1:bench"  # noqa: S105 - nobody's

LANGUAGES = tuple(Language)

_ROWS = "inline_keyboard"
_SENT = datetime(2026, 1, 1, tzinfo=UTC)


class Platform(BaseSession):
    """Stands in for the network.

    Attributes:
        windows: what was shown last in each chat.
    """

    def __init__(self) -> None:
        super().__init__()
        self.windows: dict[int, Window] = {}
        self._numbers = count(1)
        self._taken = Message(message_id=0, date=_SENT, chat=Chat(id=1, type="private"), text="taken")

    async def make_request(
        self,
        bot: Bot,  # noqa: ARG002
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109, ARG002 - aiogram's own signature
    ) -> TelegramType:
        """Take a call."""
        match method:
            case Send() | Edit():
                chat, text, markup = method.chat_id, method.text, json.loads(method.reply_markup or "{}")
                rows = [[(button["text"], button["callback_data"]) for button in row] for row in markup.get(_ROWS, ())]
            case SendMessage() | EditMessageText():
                chat, text, markup = cast("int", method.chat_id), method.text or "", method.reply_markup
                shown = markup.inline_keyboard if isinstance(markup, InlineKeyboardMarkup) else []
                rows = [[(button.text, button.callback_data or "") for button in row] for row in shown]
            case _:
                return cast("TelegramType", True)
        number = method.message_id if isinstance(method, Edit | EditMessageText) else next(self._numbers)
        self.windows[chat] = Window(number=number or 0, text=text, rows=rows)
        return cast("TelegramType", self._taken.model_copy(update={"message_id": number}))

    def window(self, chat: int) -> Window:
        """What stands in a chat."""
        return self.windows.get(chat, Window())

    async def stream_content(self, *args: Any, **kwargs: Any) -> AsyncGenerator[bytes, None]:  # noqa: ANN401, ARG002
        """Nobody downloads anything here."""
        yield b""

    async def close(self) -> None:
        """There is nothing to close."""
