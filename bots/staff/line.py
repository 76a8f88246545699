"""The mail of one staff bot: each update in one transaction with all that comes of it.

On the path between the traffic and the desk, whatever the channel. What an update changed, what is answered, and that
it is done are committed together or not at all; so a process that is killed at any moment has done everything once. An
update that fails again and again is set aside, sealed, and the leads are told.
"""

import logging
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Protocol

from bots.staff.alarms import SET_ASIDE, Alarms
from bots.staff.office import Office
from bots.traffic.mailbox import Mailbox
from storage import audit
from storage.audit import Act
from storage.database import Unit
from storage.errors import TemporaryError
from storage.ids import ChatKey
from storage.post import Letter, LetterUnreadable, Overtaken, UpdateUnreadable

log = logging.getLogger(__name__)

ACTOR = "triage"
"""Who sets an update aside, for the audit log."""

Errand = Callable[[Unit], Awaitable[Sequence[bytes]]]
"""Does what an update asks for, in its transaction; what is to be said in the chat then, letter by letter."""


class Counter(Protocol):
    """What one channel does with its updates, and with letters to it."""

    async def prepare(self, mail: Letter) -> Errand:
        """Find out what an update is, and do what is slow about it before its transaction begins.

        Raises:
            UpdateUnreadable: it is none; it is set aside at once.
            TemporaryError: it is to be tried again later.
        """

    async def deliver(self, letter: Letter) -> None:
        """Hand a letter to the platform; as :meth:`bots.traffic.line.Line.deliver`."""


class StaffLine(Mailbox):
    """The mail of one staff bot."""

    def __init__(self, *, channel: str, account: str, counter: Counter, office: Office, alarms: Alarms) -> None:
        """The mail of this account; ``alarms`` tell the leads what was set aside."""
        super().__init__(database=office.database, post=office.post, box=f"{channel}:{account}", clock=office.clock)
        self._channel = channel
        self._counter = counter
        self._office = office
        self._alarms = alarms

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
            errand = await self._counter.prepare(mail)
            await self._database.write(partial(self._handle, mail, errand))
        except TemporaryError:
            raise
        except Overtaken:
            return True
        except UpdateUnreadable as error:
            await self._set_aside(mail.number, error)
        except Exception as error:  # noqa: BLE001 - whatever it is, the chat behind it goes on; only its kind is logged
            if await self._post.fail(mail) >= self._office.tries:
                await self._set_aside(mail.number, error)
            else:
                log.error("an update failed: %s", type(error).__name__)
        return True

    async def deliver(self, letter: Letter) -> None:
        """Hand a letter to the platform.

        Raises:
            StorageError: as :meth:`bots.traffic.line.Line.deliver`.
        """
        await self._counter.deliver(letter)

    async def _handle(self, mail: Letter, errand: Errand, unit: Unit) -> None:
        await self._post.done(unit, mail)
        for body in await errand(unit):
            await self._post.write(unit, mail.address, body)

    async def _set_aside(self, number: int, error: Exception) -> None:
        """Keep an update sealed as it is, so that the chat goes on without it."""
        log.error("an update was set aside: %s", type(error).__name__)

        async def work(unit: Unit) -> bool:
            await self._post.set_aside(unit, number)
            await audit.write(unit, at=self._clock(), actor=ACTOR, act=Act.UPDATE_SET_ASIDE, code=self._channel)
            return await self._alarms.tell(unit, SET_ASIDE)

        if not await self._database.write(work):
            self._alarms.owe(SET_ASIDE)
