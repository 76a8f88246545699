"""What a raw update of the Bot API is to us: something written, something pressed, or a chat we do not belong in.

The first step of an update that comes out of the inbox. What is of another kind means nothing; what has not the form of
its kind is kept for somebody to look at. The words themselves stay in :class:`Written` and never reach the framework,
nor its logs.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from storage.post import UpdateUnreadable

Fields = Mapping[str, object]
"""An object of the Bot API, as it came. Secret."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A message in a private chat.

    Attributes:
        chat: Telegram's number of it. Secret.
        message: its number in the chat.
        fields: everything in it.
        edited: it had come before and was changed since.
    """

    chat: int = field(repr=False)
    message: int
    fields: Fields = field(repr=False)
    edited: bool = False

    @property
    def text(self) -> str:
        """What was typed. Secret."""
        text = self.fields.get("text", "")
        return text if isinstance(text, str) else ""

    @property
    def sent(self) -> int:
        """When, in seconds of Unix time; 0 where that is not said."""
        date = self.fields.get("date")
        return date if isinstance(date, int) else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """A button pressed in a private chat.

    Attributes:
        chat: Telegram's number of it. Secret.
        message: that carries the button.
        query: by which Telegram is told that the press was seen.
        data: what the button, or somebody who forged one, says. It may name an answer: secret.
    """

    chat: int = field(repr=False)
    message: int
    query: str
    data: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """Something in a group or a channel: nobody should write to us there, and we leave."""


def read(body: bytes) -> Written | Pressed | Elsewhere | None:
    """What an update is; None if it means nothing to us.

    Raises:
        UpdateUnreadable: it has not the form that the Bot API documents.
    """
    update = _load(body)
    if "callback_query" in update:
        return _pressed(_fields(update, "callback_query"))
    for kind in ("message", "edited_message"):
        if kind in update:
            return _written(_fields(update, kind), edited=kind == "edited_message")
    if update.keys() & {"channel_post", "edited_channel_post"}:
        return Elsewhere()
    if "my_chat_member" not in update:
        return None
    member = _fields(update, "my_chat_member")
    here = _fields(member, "new_chat_member").get("status") in {"member", "administrator", "restricted"}
    return Elsewhere() if here and not _is_private(member) else None


def _load(body: bytes) -> Fields:
    try:
        update = json.loads(body)
    except (ValueError, RecursionError):
        raise UpdateUnreadable("an update is no JSON") from None
    if not isinstance(update, dict):
        raise UpdateUnreadable("an update is no object")
    return update


def _written(message: Fields, *, edited: bool) -> Written | Elsewhere:
    if not _is_private(message):
        return Elsewhere()
    for kind in ("text", "caption"):
        if not isinstance(message.get(kind, ""), str):
            raise UpdateUnreadable("the words of a message are none")
    return Written(chat=_chat(message), message=_number(message, "message_id"), fields=message, edited=edited)


def _pressed(press: Fields) -> Pressed | Elsewhere | None:
    if "message" not in press:
        return None  # below a message that was sent with an inline query: not one of ours
    message, query, data = _fields(press, "message"), press.get("id"), press.get("data")
    if not _is_private(message):
        return Elsewhere()
    if not isinstance(query, str):
        raise UpdateUnreadable("a press has no name by which it could be answered")
    said = data if isinstance(data, str) else ""  # a button of a game has none
    return Pressed(chat=_chat(message), message=_number(message, "message_id"), query=query, data=said)


def _is_private(holder: Fields) -> bool:
    return _fields(holder, "chat").get("type", "private") == "private"


def _chat(message: Fields) -> int:
    return _number(_fields(message, "chat"), "id")


def _number(holder: Fields, name: str) -> int:
    value = holder.get(name)
    if not isinstance(value, int):
        raise UpdateUnreadable("a number in an update is none")
    return value


def _fields(holder: Fields, name: str) -> Fields:
    value = holder.get(name)
    if not isinstance(value, dict):
        raise UpdateUnreadable("a part of an update is no object")
    return value
