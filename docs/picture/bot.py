"""The real public bot in this process, on a double of Telegram: a new installation, its traffic, and somebody at it.

Nothing here is random and no time passes by itself, so that the same conversation always looks the same. Its keys are
known to everybody, therefore: never a template for an installation that is used.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from unittest.mock import patch

from bots.accounts import TelegramSection
from bots.config import BlobsSection, Config, DatabaseSection, Group, KeysSection
from bots.public.telegram.line import open_bot
from bots.public.wiring import open_intake
from bots.traffic import pace
from bots.traffic.line import Line
from bots.traffic.process import serve
from bots.traffic.stop import Stop
from storage import installation
from storage.database import Database
from storage.installation import Installation
from storage.keys.creation import create
from tests.doubles.telegram.person import Person
from tests.doubles.telegram.server import Telegram

LOOK = 0.01
"""Seconds between two looks at what the bot has still to do."""


class Clock:
    """A clock that somebody has to move."""

    def __init__(self) -> None:
        self._now = datetime(2026, 11, 22, 9, 41, tzinfo=UTC)

    def __call__(self) -> datetime:
        """An aware time."""
        return self._now

    def move(self, by: timedelta) -> None:
        """Let time pass."""
        self._now += by


class Seeded:
    """Bytes that are the same each time, whatever is drawn between two draws of one size."""

    def __init__(self) -> None:
        self._sources: dict[int, Random] = {}

    def __call__(self, size: int) -> bytes:
        """So many bytes."""
        source = self._sources.setdefault(size, Random(size))  # noqa: S311 - nothing here is secret
        return source.randbytes(size)


class Scene:
    """A bot at work, and somebody who writes to it.

    Attributes:
        title: the name of the bot, as it stands above the chat.
    """

    def __init__(self, person: Person, line: Line, clock: Clock) -> None:
        self.person = person
        self.clock = clock
        self.title = person.account.user.name
        self._line = line

    async def settle(self) -> None:
        """Wait until the bot has heard everything, and has nothing to do any more."""
        await self.person.account.mailbox.empties()
        while await self._line.waiting() or await self._line.outgoing():  # noqa: ASYNC110 - storage rings no bell
            await asyncio.sleep(LOOK)


@asynccontextmanager
async def open_scene(folder: Path, language: str) -> AsyncIterator[Scene]:
    """A new installation in a folder, its bot at work, and somebody whose phone speaks a language."""
    clock, draw, stop = Clock(), Seeded(), Stop()
    config = await _install(folder, draw)
    async with Telegram(clock=lambda: clock().timestamp()) as telegram:
        account = telegram.add_bot()
        token = folder / "token"
        token.write_text(f"{account.token}\n", encoding="utf-8")
        token.chmod(0o600)
        section = TelegramSection(token_file=token, api_url=telegram.url)
        # In earnest the bot writes a message a second; whoever reads here needs no time.
        with patch.object(pace, "CHAT_INTERVAL", 0.0):
            async with (
                await Database.open(config.database.url) as database,
                open_bot(config, section, database, clock) as bot,
                open_intake(config, channels=[bot.channel], clock=clock, draw=draw, database=database) as desk,
                asyncio.TaskGroup() as group,
            ):
                connection = bot.start(desk).connection
                group.create_task(serve([connection], (), stop, clock=clock))
                try:
                    yield Scene(telegram.add_person(account, language=language), connection.line, clock)
                finally:
                    stop.set()


async def _install(folder: Path, draw: Seeded) -> Config:
    made = create(folder / "keys", None, "for the picture alone", draw=draw, work_factor=2)
    url = f"sqlite+aiosqlite:///{folder / 'picture.db'}"
    deployment = Installation(deployment=made.manifest.deployment, manifest_version=made.manifest.version)
    await Database.create(url)
    async with await Database.open(url) as database:
        await database.write(lambda unit: installation.establish(unit, deployment))
    return Config(
        group=Group(name="picture"),
        database=DatabaseSection(url=url),
        blobs=BlobsSection(url=str(folder / "blobs")),
        keys=KeysSection(dir=folder / "keys", root=made.root_public.encode(), volatile=folder / "memory"),
    )
