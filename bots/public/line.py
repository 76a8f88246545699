"""The mail of one public bot: worked at the intake desk, delivered by the sender of its channel.

On the path between the traffic and the desk. What is in a letter is the channel's and the sender's business.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from bots.traffic.mailbox import Mailbox
from intake.desk import IntakeDesk
from storage.database import Database
from storage.ids import ChatKey
from storage.post import Letter


class Deliverer(Protocol):
    """Speaks to a platform."""

    async def deliver(self, letter: Letter) -> None:
        """Hand a letter to the platform, and end it; raises as :meth:`bots.traffic.line.Line.deliver`."""


class PublicLine(Mailbox):
    """The mail of one public bot."""

    def __init__(
        self, desk: IntakeDesk, sender: Deliverer, *, database: Database, box: str, clock: Callable[[], datetime]
    ) -> None:
        """The mail in this box, between the desk and the sender; the clock gives aware times."""
        super().__init__(database=database, post=desk.post, box=box, clock=clock)
        self._desk = desk
        self._sender = sender

    async def work(self, key: ChatKey) -> bool:
        """Handle the next update of a chat; False if none is waiting.

        Raises:
            TemporaryError: it is kept, and is to be tried again later.
        """
        return await self._desk.work(key)

    async def deliver(self, letter: Letter) -> None:
        """Hand a letter to the platform, and end it; raises as :meth:`bots.traffic.line.Line.deliver`."""
        await self._sender.deliver(letter)
