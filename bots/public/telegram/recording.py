"""Instead of sending a window, write down what it shows.

aiogram-dialog means to send while an update is handled; nothing may leave before it is committed. So this stands where
its message manager would, and the platform hears of the window from the outbox.
"""

from typing import cast

from aiogram import Bot
from aiogram.types import CallbackQuery
from aiogram_dialog import ShowMode
from aiogram_dialog.api.entities import NewMessage, OldMessage
from aiogram_dialog.api.protocols import MessageManagerProtocol

from bots.public.telegram.buttons import Button
from bots.public.telegram.passage import current


class Recording(MessageManagerProtocol):
    """Writes windows down."""

    async def show_message(self, _bot: Bot, new_message: NewMessage, _old: OldMessage | None) -> OldMessage:
        """Write this window down. How it gets into the chat depends on what lies there when it is sent."""
        rows = cast("list[list[Button]]", new_message.reply_markup)  # as the windows have them made
        keyboard = tuple(tuple((button.label, button.says) for button in row) for row in rows if row)
        current.get().window = (new_message.text or "", keyboard)
        # No message has this number; with it aiogram-dialog takes the window for one that was never sent.
        return OldMessage(chat=new_message.chat, message_id=0, media_id=None, media_uniq_id=None)

    async def remove_kbd(self, bot: Bot, show_mode: ShowMode, old_message: OldMessage | None) -> None:
        """Nothing: whatever is shown next takes the keyboard's place."""

    async def answer_callback(self, bot: Bot, callback_query: CallbackQuery) -> None:
        """Nothing: every press is answered when what came of it is sent."""
