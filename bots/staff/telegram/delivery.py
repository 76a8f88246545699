"""Letters to the platform, through python-telegram-bot's own client; each may come again after a crash.

The end of the path out of the staff process. It knows no desk and no key, and seals nothing: a file goes out as it
lies. What the platform answers becomes one of the few errors that the traffic understands, none of which quotes it.
"""

import os
import tempfile
from datetime import timedelta

from telegram import (
    BotCommand,
    BotCommandScopeChat,
    BotCommandScopeDefault,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    LinkPreviewOptions,
    User,
)
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bots.staff.handing import Hand, gather
from bots.staff.telegram.letters import Keyboard, Leave, Letter, Menu, Remove, Say, Settle
from bots.traffic import ChatClosed, Throttled, Undeliverable
from storage.blobs import BlobStore
from storage.errors import TemporaryError

# Without this the library warns, each time it is throttled, that its spans of time will be timedeltas one day.
os.environ["PTB_TIMEDELTA"] = "1"

PATIENCE = 30.0
"""Seconds for an answer of the platform, which takes its time after a large file."""

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class PlatformFailed(TemporaryError):
    """The platform, or the way to it, fails at the moment."""

    hint = "nothing is lost: it is sent once the platform can be reached; solidarity check looks at the token"


class StaffBot(ExtBot[None]):
    """The library's client. It knows who it is from its token: a start does not wait for the network."""

    def __init__(self, token: str, api_url: str) -> None:
        super().__init__(
            token,
            base_url=f"{api_url}/bot",
            base_file_url=f"{api_url}/file/bot",
            request=HTTPXRequest(connection_pool_size=64, read_timeout=PATIENCE, pool_timeout=PATIENCE),
        )

    async def get_me(self, **_options: object) -> User:
        """Answer without asking the platform."""
        return User(id=int(self.token.partition(":")[0]), is_bot=True, first_name="")


class Delivery:
    """Hands letters to the platform."""

    def __init__(self, bot: StaffBot, blobs: BlobStore) -> None:
        self._bot = bot
        self._blobs = blobs

    async def deliver(self, chat: int, letter: Letter) -> None:
        """Hand over one letter.

        Raises:
            Throttled: the platform wants us to wait.
            ChatClosed: the member has blocked the bot, or the chat is gone.
            PlatformFailed: the network or the platform failed, or it does not know our token.
            Undeliverable: the platform refuses this letter.
        """
        try:
            await self._deliver(chat, letter)
        except RetryAfter as error:
            wait = error.retry_after
            raise Throttled(wait.total_seconds() if isinstance(wait, timedelta) else wait) from None
        except Forbidden:
            raise ChatClosed from None
        except BadRequest as error:
            # The answer is the platform's own, but may quote what it was given: only its kind goes on.
            if "chat not found" in error.message.lower():
                raise ChatClosed from None
            raise Undeliverable("the platform refuses a letter") from None
        except (NetworkError, InvalidToken) as error:
            raise PlatformFailed(f"the platform failed: {type(error).__name__}") from None
        except TelegramError as error:
            raise Undeliverable(f"the platform refuses a letter: {type(error).__name__}") from None

    async def _deliver(self, chat: int, letter: Letter) -> None:
        match letter:
            case Say():
                await self._answer(letter.answers)
                await self._say(chat, letter)
            case Hand():
                await self._hand(chat, letter)
            case Settle():
                await self._answer(letter.answers)
            case Remove():
                await self._remove(chat, letter)
            case Leave():
                await self._bot.leave_chat(chat)
            case Menu():
                await self._offer(chat, letter)

    async def _answer(self, press: str | None) -> None:
        """Let a button look idle again; a press that is too old for that has long done so."""
        if press is None:
            return
        try:
            await self._bot.answer_callback_query(press)
        except BadRequest:
            return

    async def _say(self, chat: int, letter: Say) -> None:
        markup = _markup(letter.keyboard)
        if letter.place is not None:
            try:
                await self._bot.edit_message_text(
                    letter.text,
                    chat_id=chat,
                    message_id=letter.place,
                    reply_markup=markup,
                    link_preview_options=_NO_PREVIEW,
                )
            except BadRequest as error:
                # It stands there already when the letter came twice; else that message is gone or too old.
                if "not modified" in error.message.lower():
                    return
            else:
                return
        await self._bot.send_message(
            chat, letter.text, reply_markup=markup, protect_content=True, link_preview_options=_NO_PREVIEW
        )

    async def _hand(self, chat: int, letter: Hand) -> None:
        # Where the library can read it piece by piece; it is sealed.
        with tempfile.TemporaryFile() as file:
            async for chunk in gather(letter, self._blobs):
                file.write(chunk)
            file.seek(0)
            await self._bot.send_document(
                chat,
                InputFile(file, filename=letter.name, read_file_handle=False),
                caption=letter.caption or None,
                protect_content=True,
                disable_content_type_detection=True,
            )

    async def _offer(self, chat: int, letter: Menu) -> None:
        commands = [BotCommand(command, about) for command, about in letter.commands]
        scope = BotCommandScopeDefault() if letter.everywhere else BotCommandScopeChat(chat)
        try:
            await self._bot.set_my_commands(commands, scope=scope)
        except InvalidToken:
            # Also what a server says that has no menus: what waits behind this one must not wait for that.
            raise Undeliverable("the platform takes no menu") from None

    async def _remove(self, chat: int, letter: Remove) -> None:
        try:
            await self._bot.delete_message(chat, letter.message)
        except BadRequest:
            return  # it is gone, or older than the platform lets a bot delete


def _markup(keyboard: Keyboard) -> InlineKeyboardMarkup | None:
    if not keyboard:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(button.text, callback_data=button.data) for button in row] for row in keyboard]
    )
