"""The mail of the staff bot on Telegram: each update in one transaction with all that comes of it.

On the path between the traffic and the desk. What an update changed, what is answered, and that it is done are
committed together or not at all; so a process that is killed at any moment has done everything once. An update that
fails again and again is set aside, sealed, and the leads are told.
"""

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from functools import partial
from typing import Self

from bots.config import Config, TelegramSection
from bots.staff.telegram import letters, members
from bots.staff.telegram.conversation import Conversation
from bots.staff.telegram.delivery import Delivery, StaffBot
from bots.staff.telegram.reception import Reception, UpdateUnreadable
from bots.staff.telegram.recollection import Recollections
from bots.staff.telegram.ringing import Ringing
from bots.staff.wiring import labels, texts, working_keys
from bots.telegram.account import read_account
from bots.telegram.receiving import receive
from bots.telegram.updates import Origin
from bots.traffic import Receive
from storage import audit
from storage.audit import Act
from storage.blobs import BlobStore
from storage.database import Database, Unit
from storage.errors import TemporaryError
from storage.ids import ChatKey, Draw
from storage.post import Address, Letter, LetterUnreadable, Overtaken, Post
from triage.desk import TriageDesk

log = logging.getLogger(__name__)

ALLOWED = ("message", "callback_query", "my_chat_member")
"""The kinds of updates that mean something here."""

ACTOR = "triage"
"""Who sets an update aside, for the audit log."""


class StaffLine:
    """The mail of one staff bot."""

    def __init__(
        self,
        *,
        account: str,
        database: Database,
        post: Post,
        reception: Reception,
        delivery: Delivery,
        ringing: Ringing,
        tries: int,
        clock: Callable[[], datetime],
    ) -> None:
        """Set an update aside after so many ``tries``."""
        self._account = account
        self._database = database
        self._post = post
        self._reception = reception
        self._delivery = delivery
        self._ringing = ringing
        self._tries = tries
        self._clock = clock

    async def __aenter__(self) -> Self:
        await self._reception.open()
        return self

    async def __aexit__(self, *_failure: object) -> None:
        await self._reception.close()

    @property
    def box(self) -> str:
        """As inbox and outbox name the account."""
        return f"{members.CHANNEL}:{self._account}"

    async def accept(self, origin: Origin, body: bytes) -> bool:
        """Commit a raw update; only then may the platform be told. False if it had come before.

        Raises:
            TemporaryError: it was not saved, and has to come again.
        """
        address = Address(channel=members.CHANNEL, account=self._account, chat=origin.chat, language=origin.language)
        return await self._post.accept(address, origin.update_id, body)

    async def waiting(self) -> tuple[ChatKey, ...]:
        """The chats with something to handle, the one that waits longest first."""
        return await self._post.waiting(self.box)

    async def work(self, key: ChatKey) -> bool:
        """Handle the next update of a chat; False if none is waiting.

        Raises:
            TemporaryError: the update is kept, and was not handled yet.
        """
        try:
            mail = await self._post.next(key)
        except LetterUnreadable as error:
            await self._set_aside(error.number, error)
            return True
        if mail is None:
            return False
        try:
            await self._reception.prepare(mail)
            await self._database.write(partial(self._handle, mail))
        except TemporaryError:
            raise
        except Overtaken:
            return True
        except UpdateUnreadable as error:
            await self._set_aside(mail.number, error)
        except Exception as error:  # noqa: BLE001 - whatever it is, the chat behind it goes on; only its kind is logged
            if await self._post.fail(mail) >= self._tries:
                await self._set_aside(mail.number, error)
            else:
                log.error("an update failed: %s", type(error).__name__)
        return True

    async def outgoing(self) -> tuple[Letter, ...]:
        """What waits to be sent and is due, in order."""
        return await self._post.outgoing(self.box)

    async def deliver(self, letter: Letter) -> None:
        """Hand a letter to the platform.

        Raises:
            StorageError: as :meth:`bots.staff.telegram.delivery.Delivery.deliver`.
        """
        await self._delivery.deliver(int(letter.address.chat), letters.read(letter.body))

    async def sent(self, letter: Letter) -> None:
        """A letter is done with; saying so twice is harmless."""
        await self._post.sent(letter.number)

    async def postpone(self, letter: Letter, until: datetime) -> None:
        """Not before then; what follows it in its chat waits behind it."""
        await self._post.postpone(letter.number, until)

    async def close(self, key: ChatKey) -> None:
        """Drop what waits for a chat that is closed to us."""
        await self._post.close(key)

    async def ring(self, now: datetime) -> bool:
        """Call whoever an alert has to call now; whether there is something to send."""
        return await self._ringing.ring(now)

    async def _handle(self, mail: Letter, unit: Unit) -> None:
        await self._post.done(unit, mail)
        for letter in await self._reception.receive(unit, mail):
            await self._post.write(unit, mail.address, letters.write(letter))

    async def _set_aside(self, number: int, error: Exception) -> None:
        """Keep an update sealed as it is, so that the chat goes on without it."""
        log.error("an update was set aside: %s", type(error).__name__)

        async def work(unit: Unit) -> bool:
            await self._post.set_aside(unit, number)
            await audit.write(unit, at=self._clock(), actor=ACTOR, act=Act.UPDATE_SET_ASIDE, code=members.CHANNEL)
            return await self._ringing.alarm(unit)

        if not await self._database.write(work):
            self._ringing.owe_alarm()


@asynccontextmanager
async def open_line(
    config: Config,
    section: TelegramSection,
    database: Database,
    desk: TriageDesk,
    *,
    clock: Callable[[], datetime],
    draw: Draw,
) -> AsyncIterator[tuple[StaffLine, Receive]]:
    """The staff bot that the configuration names, ready for traffic; its line also rings.

    Raises:
        SecretRefused: its token, or its webhook's secret, cannot be read.
        StorageError: keys or database are not sound.
    """
    account = read_account(section)
    wording, languages = texts(), config.group.languages
    keys = working_keys(config, draw)
    post = Post(database=database, keys=keys, clock=clock, draw=draw)
    recollections = Recollections(keys=keys, clock=clock, draw=draw)
    bot = StaffBot(account.token, account.api_url)
    conversation = Conversation(
        database=database,
        desk=desk,
        recollections=recollections,
        catalogue=wording,
        labels=labels(),
        clock=clock,
        draw=draw,
    )
    ringing = Ringing(
        database=database,
        post=post,
        desk=desk,
        recollections=recollections,
        account=account.id,
        catalogue=wording,
        language=languages[0],
    )
    line = StaffLine(
        account=account.id,
        database=database,
        post=post,
        reception=Reception(bot, conversation),
        delivery=Delivery(bot, BlobStore.open(config.blobs.url)),
        ringing=ringing,
        tries=config.limits.tries,
        clock=clock,
    )
    async with line:
        await ringing.offer_menus()
        yield line, partial(receive, account, line.accept, allowed=ALLOWED, languages=languages)
