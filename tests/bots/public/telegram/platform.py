"""A Telegram without a network: what a bot does to it happens in chats that a test can look at.

It stands where aiogram's HTTP session would, so that everything above the wire is real.
"""

import json
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.exceptions import TelegramBadRequest, TelegramRetryAfter
from aiogram.methods import (
    AnswerCallbackQuery,
    DeleteMessage,
    EditMessageText,
    GetFile,
    LeaveChat,
    SendMessage,
    SetMyCommands,
    TelegramMethod,
)
from aiogram.types import Chat, File, Message

from bots.public.telegram.methods import Edit, Send

TOKEN = "4242:AAE-not-a-real-token-of-any-bot-0000"
EPOCH = datetime(2026, 11, 22, tzinfo=UTC)


@dataclass(kw_only=True)
class Shown:
    """A message in a chat.

    Attributes:
        ours: the bot sent it.
        text: of it.
        buttons: rows of pairs of a label and what the button says.
        old: it lies longer than the platform lets a bot delete.
    """

    ours: bool
    text: str
    buttons: list[list[tuple[str, str]]] = field(default_factory=list)
    old: bool = False

    def says(self, label: str) -> str:
        """What the button with this label says."""
        return dict(button for row in self.buttons for button in row)[label]

    @property
    def labels(self) -> list[str]:
        """All labels, in order."""
        return [label for row in self.buttons for label, _ in row]


class Platform(BaseSession):
    """Telegram's side."""

    def __init__(self) -> None:
        super().__init__()
        self.chats: dict[int, dict[int, Shown]] = {}
        self.calls: list[TelegramMethod[Any]] = []
        self.faults: list[tuple[type[TelegramMethod[Any]], Exception | type[Exception]]] = []
        self.files: dict[str, list[bytes | BaseException]] = {}
        self.left: list[int] = []
        self.answers: list[tuple[str, str | None]] = []
        self.now = 0.0
        self.allowed = float("inf")
        self._last = 100

    def number(self) -> int:
        """A new message's number."""
        self._last += 1
        return self._last

    def chat(self, number: int) -> dict[int, Shown]:
        """What stands in a chat, oldest first."""
        return self.chats.setdefault(number, {})

    def fail(self, method: type[TelegramMethod[Any]], error: Exception | type[Exception]) -> None:
        """Let the next call of this method fail; an exception's class is given the method and a message."""
        self.faults.append((method, error))

    def named(self, *methods: type[TelegramMethod[Any]]) -> list[TelegramMethod[Any]]:
        """The calls of these methods."""
        return [call for call in self.calls if isinstance(call, methods)]

    async def make_request(self, bot: Bot, method: TelegramMethod[Any], timeout: int | None = None) -> Any:  # noqa: ARG002, ASYNC109
        """Do what a method says."""
        method = _whole(method)
        self.calls.append(method)
        if self.allowed <= 0:
            raise TelegramRetryAfter(method, "Too Many Requests", 1)
        self.allowed -= 1
        for fault in self.faults:
            if isinstance(method, fault[0]):
                self.faults.remove(fault)
                raise fault[1](method=method, message="no") if isinstance(fault[1], type) else fault[1]
        match method:
            case SendMessage():
                return self._send(method)
            case EditMessageText():
                return self._edit(method)
            case DeleteMessage():
                return self._delete(method)
            case AnswerCallbackQuery():
                self.answers.append((method.callback_query_id, method.text))
            case LeaveChat():
                self.left.append(int(method.chat_id))
            case GetFile():
                return File(file_id=method.file_id, file_unique_id="u", file_path=f"documents/{method.file_id}")
            case SetMyCommands():
                pass
        return True

    async def stream_content(self, url: str, *_args: Any, **_options: Any) -> AsyncGenerator[bytes, None]:
        """The pieces of a file."""
        pieces = self.files[url.rsplit("/", 1)[1]]
        while pieces:
            piece = pieces.pop(0)
            if isinstance(piece, BaseException):
                raise piece
            yield piece

    async def close(self) -> None:
        """Nothing is open."""

    def _send(self, method: SendMessage) -> Message:
        number = self.number()
        assert 0 < len(method.text.encode("utf-16-le")) // 2 <= 4096
        self.chat(int(method.chat_id))[number] = Shown(ours=True, text=method.text, buttons=_buttons(method))
        return _message(int(method.chat_id), number, method.text)

    def _edit(self, method: EditMessageText) -> Message:
        shown = self.chat(int(method.chat_id)).get(method.message_id)
        if shown is None or not shown.ours:
            raise TelegramBadRequest(method, "Bad Request: message to edit not found")
        after = Shown(ours=True, text=method.text, buttons=_buttons(method), old=shown.old)
        if after == shown:
            raise TelegramBadRequest(method, "Bad Request: message is not modified: specified new message content")
        self.chat(int(method.chat_id))[method.message_id] = after
        return _message(int(method.chat_id), method.message_id, method.text)

    def _delete(self, method: DeleteMessage) -> bool:
        shown = self.chat(int(method.chat_id)).get(method.message_id)
        if shown is None:
            raise TelegramBadRequest(method, "Bad Request: message to delete not found")
        if shown.old:
            raise TelegramBadRequest(method, "Bad Request: message can't be deleted for everyone")
        del self.chat(int(method.chat_id))[method.message_id]
        return True


def _whole(method: TelegramMethod[Any]) -> TelegramMethod[Any]:
    """A short method of ours as aiogram's own, which checks all that it holds."""
    own = {Send: SendMessage, Edit: EditMessageText}.get(type(method))
    if own is None:
        return method
    said = method.model_dump(exclude_none=True)
    objects = {name: json.loads(said[name]) for name in ("reply_markup", "link_preview_options") if name in said}
    return own.model_validate({**said, **objects})


def _buttons(method: SendMessage | EditMessageText) -> list[list[tuple[str, str]]]:
    rows = method.reply_markup.inline_keyboard if method.reply_markup else []
    for row in rows:
        for button in row:
            assert 1 <= len(button.callback_data.encode()) <= 64
            assert button.text
    return [[(button.text, button.callback_data) for button in row] for row in rows]


def _message(chat: int, number: int, text: str) -> Message:
    return Message(message_id=number, date=EPOCH, chat=Chat(id=chat, type="private"), text=text)
