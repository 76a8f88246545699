"""The mail of the public bot on Telegram, for the traffic; and the bot itself, from its configuration.

On the path between the receive loop and the intake desk, and between the outbox and Telegram. What is in a letter is
the channel's and the sender's business.
"""

import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from bots.config import Config, TelegramSection
from bots.public.telegram.channel import Telegram
from bots.public.telegram.files import Downloads
from bots.public.telegram.menu import offer
from bots.public.telegram.sender import Sender
from bots.public.wiring import texts
from bots.telegram.account import Account, read_account
from bots.telegram.receiving import receive
from bots.telegram.updates import Origin
from bots.traffic import Receive
from bots.traffic.bell import Bell
from bots.traffic.stop import Stop
from intake.desk import IntakeDesk
from storage.documents import Language
from storage.ids import ChatKey
from storage.post import Address, Letter

log = logging.getLogger(__name__)

ALLOWED = ("message", "edited_message", "callback_query", "channel_post", "my_chat_member")
"""The kinds of updates that mean something here."""


class PublicLine:
    """The mail of one public bot."""

    def __init__(self, account: str, sender: Sender, desk: IntakeDesk) -> None:
        """The mail of this account, between the desk and the sender."""
        self._account = account
        self._sender = sender
        self._desk = desk

    @property
    def box(self) -> str:
        """As inbox and outbox name the account."""
        return f"{Telegram.name}:{self._account}"

    async def accept(self, origin: Origin, body: bytes) -> bool:
        """Commit a raw update; only then may the platform be told. False if it had come before.

        Raises:
            TemporaryError: it was not saved, and has to come again.
        """
        address = Address(channel=Telegram.name, account=self._account, chat=origin.chat, language=origin.language)
        return await self._desk.accept(address, origin.update_id, body)

    async def waiting(self) -> tuple[ChatKey, ...]:
        """The chats with something to handle, the one that waits longest first."""
        return await self._desk.waiting(self.box)

    async def work(self, key: ChatKey) -> bool:
        """Handle the next update of a chat; False if none is waiting.

        Raises:
            TemporaryError: it is kept, and is to be tried again later.
        """
        return await self._desk.work(key)

    async def outgoing(self) -> tuple[Letter, ...]:
        """What waits to be sent and is due, in order."""
        return await self._desk.outgoing(self.box)

    async def deliver(self, letter: Letter) -> None:
        """Hand a letter to Telegram, and end it; see :meth:`bots.public.telegram.sender.Sender.deliver`."""
        await self._sender.deliver(letter)

    async def sent(self, letter: Letter) -> None:
        """A letter is done with; saying so twice is harmless."""
        await self._desk.sent(letter.number)

    async def postpone(self, letter: Letter, until: datetime) -> None:
        """Not before then; what follows it in its chat waits behind it."""
        await self._desk.postpone(letter.number, until)

    async def close(self, key: ChatKey) -> None:
        """Drop what waits for a chat that is closed to us."""
        await self._desk.close(key)


class PublicBot:
    """The public bot on Telegram: a channel for the desk and, over a desk that has it, a line for the traffic.

    Attributes:
        channel: how intake knows it.
    """

    def __init__(self, bot: Bot, account: Account, languages: Sequence[Language]) -> None:
        """The bot of this account, which speaks ``languages``."""
        self._bot = bot
        self._account = account
        self._languages = tuple(languages)
        self.channel = Telegram(bot, texts(), self._languages, Downloads(bot))

    def line(self, desk: IntakeDesk) -> tuple[PublicLine, Receive]:
        """Its mail, worked at this desk, and its receive loop."""
        line = PublicLine(self._account.id, Sender(self._bot, desk), desk)

        async def run(arrived: Bell, stop: Stop) -> None:
            await offer(self._bot, texts(), self._languages)
            await receive(self._account, line.accept, arrived, stop, allowed=ALLOWED, languages=self._languages)

        return line, run


@asynccontextmanager
async def open_bot(config: Config, section: TelegramSection) -> AsyncIterator[PublicBot]:
    """The public bot that the configuration names.

    Raises:
        SecretRefused: its token, or its webhook's secret, cannot be read.
    """
    account = read_account(section)
    session = AiohttpSession(api=TelegramAPIServer.from_base(account.api_url))
    async with Bot(account.token, session=session) as bot:
        yield PublicBot(bot, account, config.group.languages)
