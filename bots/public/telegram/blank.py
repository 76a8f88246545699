"""The update as the framework needs it: where something came, and which button it was. No word of it is in there.

Between a raw update that was read and aiogram. In a private chat, whoever writes is its only member.
"""

from itertools import count
from typing import TypeVar

from aiogram import Bot
from aiogram.types import CallbackQuery, Chat, InaccessibleMessage, Message, TelegramObject, Update, User

from bots.public.telegram.updates import Pressed, Written

_NUMBERS = count(1)

_Part = TypeVar("_Part", bound=TelegramObject)


class Blank:
    """An empty update to fill in: the framework checks its form once, and not again at every step."""

    def __init__(self, bot: Bot) -> None:
        """An update for this bot."""
        context = {"bot": bot}
        self._chat = Chat.model_validate({"id": 0, "type": "private"}, context=context)
        self._who = User.model_validate({"id": 0, "is_bot": False, "first_name": ""}, context=context)
        message = {"message_id": 0, "date": 0, "chat": self._chat}
        self._message = Message.model_validate(message, context=context)
        # Nobody looks at what stands in the message with the button.
        self._window = InaccessibleMessage.model_validate(message, context=context)
        press = {"id": "", "chat_instance": "", "from": self._who, "message": self._window}
        self._press = CallbackQuery.model_validate(press, context=context)
        self._update = Update.model_validate({"update_id": 0}, context=context)

    def fill_in(self, came: Written | Pressed) -> Update:
        """The update that says where this came."""
        chat, who = _with(self._chat, id=came.chat), _with(self._who, id=came.chat)
        # aiogram remembers updates by their number: to share one would cost a comparison with each.
        number = next(_NUMBERS)
        if isinstance(came, Written):
            message = _with(self._message, message_id=came.message, chat=chat, from_user=who)
            return _with(self._update, update_id=number, message=message)
        window = _with(self._window, message_id=came.message, chat=chat)
        press = _with(self._press, id=came.query, data=came.data, from_user=who, message=window)
        return _with(self._update, update_id=number, callback_query=press)


def _with(part: _Part, **fields: object) -> _Part:
    return part.model_copy(update=fields)
