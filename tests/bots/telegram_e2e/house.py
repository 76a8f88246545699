"""An installation with its two bots on a double of Telegram."""

from typing import Any

from tests.bots.house import House
from tests.bots.processes import Starter
from tests.doubles.telegram.person import Person
from tests.doubles.telegram.server import Telegram

CONFIGURED = """
[public.telegram]
token_file = "../public.token"
api_url = "{url}"

[staff.telegram]
token_file = "../staff.token"
api_url = "{url}"
"""


class TelegramHouse(House):
    """With Telegram.

    Attributes:
        telegram: the service.
        public: the bot that submitters meet.
        staff: the bot beside it.
    """

    def __init__(self, place: Any, starter: Starter) -> None:
        super().__init__(place, starter)
        self.telegram = Telegram()

    async def open(self) -> None:
        """Let the service listen, and name it in the configuration."""
        await super().open()
        await self.ends.enter_async_context(self.telegram)
        self.public = self.telegram.add_bot("solidarity_bot")
        self.staff = self.telegram.add_bot("solidarity_staff_bot")
        for name, bot in (("public", self.public), ("staff", self.staff)):
            file = self.place.root / f"{name}.token"
            file.write_text(f"{bot.token}\n", encoding="utf-8")
            file.chmod(0o600)
        self.configure(CONFIGURED.format(url=self.telegram.url))

    def add_submitter(self, language: str = "uk") -> Person:
        """Somebody at the public bot."""
        return self.telegram.add_person(self.public, language=language)

    def add_member(self, language: str = "en") -> Person:
        """Somebody at the staff bot."""
        return self.telegram.add_person(self.staff, language=language)
