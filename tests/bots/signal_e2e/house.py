"""An installation with its two numbers on doubles of signal-cli-rest-api, one container each."""

from typing import Any

from tests.bots.house import House
from tests.bots.processes import Starter
from tests.bots.telegram_e2e.house import TelegramHouse
from tests.doubles.signal.person import Person
from tests.doubles.signal.server import Signal

CONFIGURED = """
[public.signal]
number = "{public.account.number}"
api_url = "{public.url}"

[staff.signal]
number = "{staff.account.number}"
api_url = "{staff.url}"
"""


class SignalHouse(House):
    """With Signal.

    Attributes:
        public_signal: the service of the number that submitters write to; it trusts everybody.
        staff_signal: the service of the number beside it; it trusts whom it sees first.
    """

    def __init__(self, place: Any, starter: Starter) -> None:
        super().__init__(place, starter)
        self.public_signal = Signal("+380440000001")
        self.staff_signal = Signal("+380440000002", trusts_new=False)

    async def open(self) -> None:
        """Let the services listen, and name them in the configuration."""
        await super().open()
        await self.ends.enter_async_context(self.public_signal)
        await self.ends.enter_async_context(self.staff_signal)
        self.configure(CONFIGURED.format(public=self.public_signal, staff=self.staff_signal))

    async def listened(self) -> None:
        """Wait until both sides listen."""
        await self.public_signal.account.feed.listened()
        await self.staff_signal.account.feed.listened()

    def add_writer(self) -> Person:
        """Somebody at the public number."""
        return self.public_signal.add_person()

    def add_colleague(self) -> Person:
        """Somebody at the staff's number."""
        return self.staff_signal.add_person("Olena")


class BothHouse(TelegramHouse, SignalHouse):
    """With Telegram and with Signal."""
