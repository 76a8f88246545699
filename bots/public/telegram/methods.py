"""The two methods of the Bot API that a step calls most, with no more of them than we use.

aiogram's own check each button and read back the whole message. Ours were made by us, and of what stands in the chat
then we need the number; so an answer may also be as short as some servers of the Bot API give it.
"""

from typing import ClassVar

from aiogram.methods import TelegramMethod
from pydantic import BaseModel
from pydantic_core import to_json

from bots.public.telegram.letters import Keyboard

_NO_PREVIEW = '{"is_disabled":true}'


class Placed(BaseModel):
    """A message that stands in a chat now.

    Attributes:
        message_id: its number there.
    """

    message_id: int


class Send(TelegramMethod[Placed]):
    """A new message (core.telegram.org/bots/api#sendmessage)."""

    __returning__: ClassVar[type] = Placed
    __api_method__: ClassVar[str] = "sendMessage"

    chat_id: int
    text: str
    reply_markup: str | None = None
    disable_notification: bool | None = None
    link_preview_options: str = _NO_PREVIEW


class Edit(TelegramMethod[bool]):
    """Another text in a message of ours (core.telegram.org/bots/api#editmessagetext)."""

    __returning__: ClassVar[object] = object
    __api_method__: ClassVar[str] = "editMessageText"

    chat_id: int
    message_id: int
    text: str
    reply_markup: str | None = None
    link_preview_options: str = _NO_PREVIEW


def markup(keyboard: Keyboard) -> str | None:
    """Rows of buttons below a message, as the Bot API takes them; None where there are none."""
    if not keyboard:
        return None
    rows = [[{"text": label, "callback_data": says} for label, says in row] for row in keyboard]
    return to_json({"inline_keyboard": rows}).decode()
