"""The mail of the public bot on Signal, for the traffic; and the bot itself, from its configuration.

On the path between the receive loop and the intake desk, and between the outbox and the REST side. What is in a letter
is the channel's and the sender's business.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta

from bots.accounts import SignalSection
from bots.config import Config
from bots.public.bot import Work
from bots.public.line import PublicLine
from bots.public.signal.channel import Signal
from bots.public.signal.files import Downloads, Relief, Sweep
from bots.public.signal.sender import Sender
from bots.public.wiring import texts
from bots.signal.account import Account, read_account
from bots.signal.api import SignalApi, open_api
from bots.signal.frames import Origin
from bots.signal.inbox import Inbox
from bots.signal.presence import Presence
from bots.signal.reading import Written, read
from bots.signal.receiving import receive
from bots.signal.refusals import ApiFailed
from bots.traffic.bell import Bell
from bots.traffic.chores import Chore
from bots.traffic.errors import Throttled
from bots.traffic.line import Connection
from bots.traffic.stop import Stop
from intake.desk import IntakeDesk
from storage import gaps, pauses
from storage.database import Database
from storage.documents import Language
from storage.post import UpdateUnreadable

QUIET = timedelta(minutes=5)
"""How long nothing is shown besides what is said, once the platform has had enough of it."""


class SignalBot:
    """The public bot on Signal; see :class:`bots.public.bot.PublicBot`.

    Attributes:
        channel: how intake knows it.
    """

    def __init__(
        self,
        api: SignalApi,
        account: Account,
        languages: Sequence[Language],
        *,
        expires: int,
        database: Database,
        clock: Callable[[], datetime],
    ) -> None:
        """The bot of this account, which speaks ``languages``, and whose messages disappear after so many seconds."""
        self._api = api
        self._account = account
        self._languages = tuple(languages)
        self._database = database
        self._clock = clock
        self._quiet_until: datetime | None = None
        self.channel = Signal(
            texts(), self._languages, Downloads(api), missed=self._missed, expires=expires, clock=clock
        )

    def start(self, desk: IntakeDesk) -> Work:
        """Have its mail worked at this desk."""
        line = PublicLine(
            desk, Sender(self._api, desk), database=self._database, box=self._account.box, clock=self._clock
        )
        inbox = Inbox(desk.post, self._account)

        async def run(arrived: Bell, stop: Stop) -> None:
            await receive(
                self._account,
                inbox.accept,
                arrived,
                stop,
                languages=self._languages,
                presence=Presence(self._database, self._account.box, self._clock),
                after=self.after,
            )

        sweep = Chore(name="sweeping", every=timedelta(hours=1), do=Sweep(self._api, line))
        relief = Chore(name="relieving", every=timedelta(minutes=1), do=Relief(self._api, line, desk.post))
        return Work(connection=Connection(line=line, receive=run), chores=(sweep, relief))

    async def after(self, origin: Origin) -> None:
        """Show whoever wrote that we have it, and are at it, as far as the REST side can.

        Who sees a message as read knows that it is with us for good. Nothing is shown where nobody wrote: whoever
        clears a chat away wants it quiet. Nor is anything shown while the platform wants the account to wait.
        """
        if origin.group or not origin.parts or not await _is_written(origin.parts[-1]) or await self._rests():
            return
        try:
            # In this order: the answer may come at once, and nobody is to seem to write after it.
            await _try(self._api.type(origin.chat))
            await _try(self._api.read(origin.chat, origin.timestamp))
        except Throttled:
            self._quiet_until = self._clock() + QUIET

    async def _rests(self) -> bool:
        """Whether the platform wants the account to wait, as it has said to a letter or to what is shown besides."""
        if self._quiet_until is not None and self._clock() < self._quiet_until:
            return True
        return await self._database.read(lambda unit: pauses.find(unit, self._account.box)) is not None

    async def _missed(self, since: datetime) -> tuple[gaps.Gap, ...]:
        return await self._database.read(lambda unit: gaps.since(unit, self._account.box, since))


@asynccontextmanager
async def open_bot(
    config: Config, section: SignalSection, database: Database, clock: Callable[[], datetime]
) -> AsyncIterator[SignalBot]:
    """The public bot that the configuration names.

    Raises:
        SecretRefused: its webhook's secret cannot be read.
    """
    account = read_account(section)
    async with open_api(account) as api:
        yield SignalBot(
            api,
            account,
            config.group.languages,
            expires=section.disappear_hours * 3600,
            database=database,
            clock=clock,
        )


async def _is_written(part: bytes) -> bool:
    try:
        return isinstance(await read(part), Written)
    except UpdateUnreadable:
        return False


async def _try(call: Awaitable[None]) -> None:
    with suppress(ApiFailed):
        await call
