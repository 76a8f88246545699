"""The line of the staff bot on Telegram: from the configuration to what the traffic carries.

Wiring, and the way of an update into the inbox. The library's own loops are off; ours confirm what is committed.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from bots.accounts import TelegramSection
from bots.staff.alarms import Alarms
from bots.staff.calling import Calling
from bots.staff.line import Errand, StaffLine
from bots.staff.office import Office
from bots.staff.telegram import letters
from bots.staff.telegram.conversation import CHANNEL, Conversation
from bots.staff.telegram.delivery import Delivery, StaffBot
from bots.staff.telegram.reception import Reception
from bots.staff.telegram.voice import make_voice, offer_menus
from bots.telegram.account import read_account
from bots.telegram.receiving import receive
from bots.telegram.updates import Origin
from bots.traffic import Connection
from bots.traffic.process import Traffic
from storage.post import Address, Letter, Post

ALLOWED = ("message", "callback_query", "my_chat_member")
"""The kinds of updates that mean something here."""


class TelegramCounter:
    """What is done with Telegram's updates, and with letters to it."""

    def __init__(self, reception: Reception, delivery: Delivery) -> None:
        self._reception = reception
        self._delivery = delivery

    async def prepare(self, mail: Letter) -> Errand:
        """Do what is slow about an update before its transaction begins; raises :class:`UpdateUnreadable`."""
        await self._reception.prepare(mail)
        return partial(self._reception.receive, mail)

    async def deliver(self, letter: Letter) -> None:
        """Hand a letter to the platform; raises what :meth:`bots.staff.telegram.delivery.Delivery.deliver` does."""
        await self._delivery.deliver(int(letter.address.chat), letters.read(letter.body))


async def accept(post: Post, account: str, origin: Origin, body: bytes) -> bool:
    """Commit a raw update; only then may the platform be told. False if it had come before.

    Raises:
        TemporaryError: it was not saved, and has to come again.
    """
    address = Address(channel=CHANNEL, account=account, chat=origin.chat, language=origin.language)
    return await post.accept(address, origin.update_id, body)


@asynccontextmanager
async def open_line(
    section: TelegramSection, office: Office, calling: Calling, alarms: Alarms
) -> AsyncIterator[Traffic]:
    """The staff bot that the configuration names, ready for traffic; members are called on it too.

    Raises:
        SecretRefused: its token, or its webhook's secret, cannot be read.
        StorageError: the database failed.
    """
    account = read_account(section)
    bot = StaffBot(account.token, account.api_url)
    reception = Reception(bot, Conversation(office))
    voice = make_voice(office, account.id)
    calling.add(voice)
    counter = TelegramCounter(reception, Delivery(bot, office.blobs))
    line = StaffLine(channel=CHANNEL, account=account.id, counter=counter, office=office, alarms=alarms)
    accepting = partial(accept, office.post, account.id)
    async with reception:
        await offer_menus(office, calling, voice)
        receiving = partial(receive, account, accepting, allowed=ALLOWED, languages=office.languages)
        yield Traffic(connections=[Connection(line=line, receive=receiving)], chores=[])
