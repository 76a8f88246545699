"""The mail of the public bot on Telegram, for the traffic; and the bot itself, from its configuration.

On the path between the receive loop and the intake desk, and between the outbox and Telegram. What is in a letter is
the channel's and the sender's business.
"""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from bots.accounts import TelegramSection
from bots.config import Config
from bots.public.bot import Work
from bots.public.line import PublicLine
from bots.public.telegram.channel import Telegram
from bots.public.telegram.files import Downloads
from bots.public.telegram.menu import offer
from bots.public.telegram.sender import Sender
from bots.public.wiring import texts
from bots.telegram.account import Account, read_account
from bots.telegram.receiving import receive
from bots.telegram.updates import Origin
from bots.traffic.bell import Bell
from bots.traffic.line import Connection
from bots.traffic.stop import Stop
from intake.desk import IntakeDesk
from storage.database import Database
from storage.documents import Language
from storage.post import Address

ALLOWED = ("message", "edited_message", "callback_query", "channel_post", "my_chat_member")
"""The kinds of updates that mean something here."""


class TelegramLine(PublicLine):
    """The mail of one public bot on Telegram."""

    def __init__(
        self, desk: IntakeDesk, sender: Sender, *, account: str, database: Database, clock: Callable[[], datetime]
    ) -> None:
        """The mail of the bot with this number."""
        super().__init__(desk, sender, database=database, box=f"{Telegram.name}:{account}", clock=clock)
        self._account = account

    async def accept(self, origin: Origin, body: bytes) -> bool:
        """Commit a raw update; only then may the platform be told. False if it had come before.

        Raises:
            TemporaryError: it was not saved, and has to come again.
        """
        address = Address(channel=Telegram.name, account=self._account, chat=origin.chat, language=origin.language)
        return await self._post.accept(address, origin.update_id, body)


class TelegramBot:
    """The public bot on Telegram; see :class:`bots.public.bot.PublicBot`.

    Attributes:
        channel: how intake knows it.
    """

    def __init__(
        self,
        bot: Bot,
        account: Account,
        languages: Sequence[Language],
        *,
        database: Database,
        clock: Callable[[], datetime],
    ) -> None:
        """The bot of this account, which speaks ``languages``."""
        self._bot = bot
        self._account = account
        self._languages = tuple(languages)
        self._database = database
        self._clock = clock
        self.channel = Telegram(bot, texts(), self._languages, Downloads(bot))

    def start(self, desk: IntakeDesk) -> Work:
        """Have its mail worked at this desk."""
        line = TelegramLine(
            desk, Sender(self._bot, desk), account=self._account.id, database=self._database, clock=self._clock
        )

        async def run(arrived: Bell, stop: Stop) -> None:
            await offer(self._bot, texts(), self._languages)
            await receive(self._account, line.accept, arrived, stop, allowed=ALLOWED, languages=self._languages)

        return Work(connection=Connection(line=line, receive=run))


@asynccontextmanager
async def open_bot(
    config: Config, section: TelegramSection, database: Database, clock: Callable[[], datetime]
) -> AsyncIterator[TelegramBot]:
    """The public bot that the configuration names.

    Raises:
        SecretRefused: its token, or its webhook's secret, cannot be read.
    """
    account = read_account(section)
    session = AiohttpSession(api=TelegramAPIServer.from_base(account.api_url))
    async with Bot(account.token, session=session) as bot:
        yield TelegramBot(bot, account, config.group.languages, database=database, clock=clock)
