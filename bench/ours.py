"""Our own step: from the raw update to the call that shows the window, through inbox, desk, dialog and outbox."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from aiogram import Bot

from bench.platform import LANGUAGES, TOKEN, Platform
from bench.script import SCRIPT, update
from bots.config import BlobsSection, Config, DatabaseSection, Group, KeysSection
from bots.public.telegram.channel import Telegram
from bots.public.telegram.files import Downloads
from bots.public.telegram.sender import Sender
from bots.public.wiring import open_intake, texts
from bots.telegram.updates import find_origin
from intake.desk import IntakeDesk
from storage import installation
from storage.database import Database
from storage.installation import Installation
from storage.keys.creation import create
from storage.post import Address

BOX = "telegram:1"


class Intake:
    """The public bot without its traffic: a step is handled and sent before its chat takes the next."""

    def __init__(self, desk: IntakeDesk, platform: Platform, bot: Bot) -> None:
        self._desk = desk
        self._platform = platform
        self._sender = Sender(bot, desk)

    async def converse(self, chat: int) -> None:
        """Lead one conversation, from its first step to its last."""
        for does in SCRIPT:
            await self._step(chat, update(chat, does, self._platform.window(chat)))

    async def _step(self, chat: int, body: bytes) -> None:
        origin = find_origin(body, LANGUAGES)
        address = Address(channel="telegram", account="1", chat=origin.chat, language=origin.language)
        await self._desk.post.accept(address, origin.update_id, body)
        await self._desk.work(self._desk.post.key(address))
        for letter in await self._desk.post.outgoing(BOX):
            if letter.address.chat == str(chat):
                await self._sender.deliver(letter)


@asynccontextmanager
async def open_ours(folder: Path) -> AsyncIterator[Intake]:
    """A new installation in a folder, with the bot over it."""
    folder.mkdir()  # noqa: ASYNC240 - before anything is measured
    made = create(folder / "keys", None, "for the benchmark alone", draw=os.urandom, work_factor=2)
    url = f"sqlite+aiosqlite:///{folder / 'bench.db'}"
    deployment = Installation(deployment=made.manifest.deployment, manifest_version=made.manifest.version)
    await Database.create(url)
    async with await Database.open(url) as database:
        await database.write(lambda unit: installation.establish(unit, deployment))
    config = Config(
        group=Group(name="bench", languages=LANGUAGES),
        database=DatabaseSection(url=url),
        blobs=BlobsSection(url=str(folder / "blobs")),
        keys=KeysSection(dir=folder / "keys", root=made.root_public.encode(), volatile=folder / "memory"),
    )
    platform = Platform()
    bot = Bot(TOKEN, session=platform)
    channel = Telegram(bot, texts(), LANGUAGES, Downloads(bot))
    async with open_intake(config, channels=[channel], clock=_now, draw=os.urandom) as desk:
        yield Intake(desk, platform, bot)


def _now() -> datetime:
    return datetime.now(UTC)
