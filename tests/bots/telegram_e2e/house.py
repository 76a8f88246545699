"""An installation, its two bots on a double of Telegram, and the processes that run them."""

import asyncio
import shutil
from contextlib import AsyncExitStack
from types import TracebackType
from typing import Any, Self

from tests.bots.telegram_e2e.processes import Process, Starter
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


class House:
    """Everything that runs while people write: the service, the bots, and later the processes.

    Attributes:
        place: the installation.
        public: the bot that submitters meet.
        staff: the bot beside it.
    """

    def __init__(self, place: Any, starter: Starter) -> None:
        self.place = place
        self.telegram = Telegram()
        self.running: list[Process] = []
        self._starter = starter
        self._ends = AsyncExitStack()

    async def __aenter__(self) -> Self:
        """Let the service listen, and name it in the configuration."""
        await self._ends.enter_async_context(self.telegram)
        self.public = self.telegram.add_bot("solidarity_bot")
        self.staff = self.telegram.add_bot("solidarity_staff_bot")
        for name, bot in (("public", self.public), ("staff", self.staff)):
            file = self.place.root / f"{name}.token"
            file.write_text(f"{bot.token}\n", encoding="utf-8")
            file.chmod(0o600)
        with self.place.file.open("a", encoding="utf-8") as config:
            config.write(CONFIGURED.format(url=self.telegram.url))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End whatever runs still, and the service."""
        for process in self.running:
            process.kill()
        await self._ends.aclose()

    def start(self, side: str = "", *words: str, level: str = "debug") -> Process:
        """Run a side, or both."""
        sides = [side] if side else []
        secret = [] if side == "intake" else ["--passphrase-file", self.place.passphrase_file]
        words = ("run", *sides, "--config", self.place.file, "--log-level", level, *secret, *words)
        process = self._starter(*words, log=self.log)
        self.running.append(process)
        return process

    async def stop(self) -> list[int]:
        """End all that runs; the exit statuses."""
        stopped = [await process.stop() for process in self.running]
        self.running.clear()
        return stopped

    @property
    def log(self) -> Any:
        """Where the processes write what they have to say."""
        return self.place.root / "log"

    def said(self) -> str:
        """What they have said."""
        return self.log.read_text(encoding="utf-8") if self.log.exists() else ""

    def add_submitter(self, language: str = "uk") -> Person:
        """Somebody at the public bot."""
        return self.telegram.add_person(self.public, language=language)

    def add_member(self, language: str = "en") -> Person:
        """Somebody at the staff bot."""
        return self.telegram.add_person(self.staff, language=language)

    async def call(self, command: str, *words: Any, **options: Any) -> Any:
        """Run another command of the program on the same installation."""
        return await asyncio.to_thread(self.place.call, command, *words, **options)


def copy(place: Any, root: Any) -> Any:
    """A copy of an installation."""
    shutil.copytree(place.root, root, dirs_exist_ok=True)
    return type(place)(root=root, code=place.code, reference=place.reference)
