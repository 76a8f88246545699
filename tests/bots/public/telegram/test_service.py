"""The public bot against the strict double of the service: over HTTP, with its receive loop, workers and sender."""

import asyncio
import os
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import Mock

import pytest

from bots.accounts import TelegramSection
from bots.config import Group
from bots.public.telegram.line import open_bot
from bots.public.wiring import texts
from bots.traffic.process import serve
from bots.traffic.stop import Stop
from intake.desk import IntakeDesk
from storage.blobs import BlobStore
from storage.documents import Language
from tests.bots.public.telegram.conftest import SETTINGS, Side
from tests.doubles.telegram.account import Account
from tests.doubles.telegram.server import Telegram

CODE = re.compile(r"\d{3}(?: \d{3}){6}")


@pytest.fixture
async def account(side: Side, tmp_path: Path) -> AsyncIterator[tuple[Telegram, Account]]:
    """The service, and a bot on it that runs."""
    async with Telegram() as service:
        account = service.add_bot()
        token = tmp_path / "token"
        token.write_text(account.token)
        token.chmod(0o600)
        section = TelegramSection(token_file=token, api_url=service.url)
        stop = Stop()

        def clock() -> datetime:
            return datetime.now(UTC)

        async with open_bot(Mock(group=Group(name="x")), section, side.database, clock) as bot:
            desk = IntakeDesk(
                database=side.database,
                blobs=BlobStore.open(str(tmp_path / "files")),
                keys=side.keys,
                channels={"telegram": bot.channel},
                wording=texts().text,
                settings=SETTINGS,
                clock=clock,
                draw=os.urandom,
            )
            connections = [bot.start(desk).connection]
            async with asyncio.TaskGroup() as group:
                group.create_task(serve(connections, (), stop, clock=clock))
                yield service, account
                stop.set()


@pytest.mark.parametrize("code", ["uk", "ru", "en"])
async def test_whole_appeal_over_the_wire(account, code):
    """An appeal with a file, from /start to a neutral chat, with nothing that the service would not take."""
    service, bot = account
    person, language = service.add_person(bot, language=code), Language(code)

    def label(message: str) -> str:
        return texts().text(language, message)

    person.types("/start")
    await person.sees_button(label("begin-appeal"))
    person.clicks(label("begin-appeal"))
    await person.hears("1 ")
    person.clicks(0)
    await person.sees_button(label("control-done"))
    person.clicks(0)
    await person.hears()
    person.clicks(label("control-done"))
    await person.hears("4")
    person.types("канарейка *прилетіла* <b>")
    await person.misses("канарейка")
    person.uploads(b"jpeg" * 2_000_000, "photo.jpg", kind="photo")
    await person.hears(texts().text(language, "file-kept", {"count": 1}))
    offer = label("offer-send")
    while not person.find_button(offer):
        person.clicks(label("control-skip"))
        await person.hears()
    person.clicks(offer)
    heard = await person.hears(label("received-emergency").split("\n")[0])
    person.types(CODE.search(heard.text).group())
    await person.sees_button(label("notify-yes"))
    person.clicks(label("notify-yes"))
    await person.sees_button(label("control-skip"))
    while person.find_button(label("control-skip")):
        person.clicks(label("control-skip"))
        await person.hears()
    person.clicks(label("returned-finish"))
    await person.hears(label("goodbye-neutral"))
    await person.awaits(lambda: len(person.messages) == 1, "one message")
    assert person.screen == label("goodbye-neutral")
