"""A whole public side in this process: a real desk, the real channel and sender, and people who write to it."""

import asyncio
import itertools
import json
import os
import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiogram import Bot

from bots.public.telegram.channel import Telegram
from bots.public.telegram.files import Downloads
from bots.public.telegram.line import TelegramLine
from bots.public.telegram.sender import Sender
from bots.public.wiring import texts
from bots.telegram.updates import find_origin
from intake.desk import IntakeDesk
from intake.settings import IntakeSettings
from storage.blobs import BlobStore
from storage.database import Database
from storage.documents import Language, Urgency
from storage.ids import ChatKey
from storage.keys.creation import create
from storage.keys.sealing import IntakeKeys
from storage.post import Address
from tests.bots.public.telegram.platform import TOKEN, Platform, Shown

LANGUAGES = (Language.UK, Language.RU, Language.EN)
SETTINGS = IntakeSettings(
    escalation=tuple(timedelta(minutes=minutes) for minutes in (0, 3, 8, 15)),
    first_answer={Urgency.EMERGENCY: timedelta(hours=1), Urgency.URGENT: timedelta(1), Urgency.NORMAL: timedelta(7)},
    file_bytes=30_000_000,
    tries=5,
    draft_kept=timedelta(days=30),
    case_kept=timedelta(days=365),
)


class Side:
    """The public side of one installation."""

    def __init__(self, platform: Platform, database: Database, blobs: BlobStore, keys: IntakeKeys) -> None:
        self.platform = platform
        self.database = database
        self.keys = keys
        self._blobs = blobs
        self.now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
        self._updates = itertools.count(1)
        self.restart()

    def restart(self, settings: IntakeSettings = SETTINGS) -> None:
        """Begin anew, as another process over the same database."""
        self.bot = Bot(TOKEN, session=self.platform)
        self.channel = Telegram(self.bot, texts(), LANGUAGES, Downloads(self.bot))
        self.desk = IntakeDesk(
            database=self.database,
            blobs=self._blobs,
            keys=self.keys,
            channels={"telegram": self.channel},
            wording=texts().text,
            settings=settings,
            clock=lambda: self.now,
            draw=os.urandom,
        )
        self.line = TelegramLine(
            self.desk, Sender(self.bot, self.desk), account="4242", database=self.database, clock=lambda: self.now
        )

    def person(self, number: int = 7, code: str = "en") -> "Person":
        """Somebody whose client speaks this language."""
        return Person(self, number, code)

    async def arrive(self, **update: Any) -> ChatKey:
        """Let an update arrive, and have it worked at."""
        self.now += timedelta(seconds=1)
        body = json.dumps({"update_id": next(self._updates), **update}).encode()
        origin = find_origin(body, LANGUAGES)
        assert await self.line.accept(origin, body)
        address = Address(channel="telegram", account="4242", chat=origin.chat, language=origin.language)
        key = self.desk.post.key(address)
        while await self.line.work(key):
            pass
        return key

    async def send(self) -> None:
        """Deliver everything that waits."""
        for letter in await self.line.outgoing():
            await self.line.deliver(letter)


class Person:
    """Somebody with a phone."""

    def __init__(self, side: Side, number: int, code: str) -> None:
        self._side = side
        self._number = number
        self._code = code

    @property
    def chat(self) -> dict[int, Shown]:
        """What stands in the chat."""
        return self._side.platform.chat(self._number)

    @property
    def theirs(self) -> list[str]:
        """What of the person's own stands in the chat."""
        return [shown.text for shown in self.chat.values() if not shown.ours]

    @property
    def window(self) -> Shown:
        """The last message of the bot's."""
        return [shown for shown in self.chat.values() if shown.ours][-1]

    async def type(self, text: str, **fields: Any) -> None:
        """Write something, and see what comes."""
        await self.give(text=text, **fields)

    async def give(self, kind: str = "message", number: int | None = None, **fields: Any) -> int:
        """Send a message with these fields, and see what comes."""
        number = number or self._side.platform.number()
        self.chat[number] = Shown(ours=False, text=str(fields.get("text") or fields.get("caption", "")))
        message = {"message_id": number, "date": 10 * number, "chat": self._where, "from": self._who, **fields}
        await self._side.arrive(**{kind: message})
        await self._side.send()
        return number

    async def click(self, *labels: str) -> None:
        """Press one button after the other."""
        for label in labels:
            await self.press(self.window.says(label))

    async def press(self, says: str, message: int | None = None) -> None:
        """Press a button that says this, on the last message of the bot's or on another."""
        if message is None:
            message = [number for number, shown in self.chat.items() if shown.ours][-1]
        press = {"id": f"q{message}", "from": self._who, "chat_instance": "1", "data": says}
        where = {"message_id": message, "date": 1, "chat": self._where}
        await self._side.arrive(callback_query={**press, "message": where})
        await self._side.send()

    @property
    def _where(self) -> dict[str, Any]:
        return {"id": self._number, "type": "private", "first_name": "Oksana Kanareyko"}

    @property
    def _who(self) -> dict[str, Any]:
        return {"id": self._number, "is_bot": False, "first_name": "Oksana", "language_code": self._code}


@pytest.fixture(scope="session")
def intake_keys(tmp_path_factory: pytest.TempPathFactory) -> IntakeKeys:
    """Real keys of the public side, made once."""
    folder = tmp_path_factory.mktemp("deployment")
    created = create(folder / "keys", None, "correct horse", draw=os.urandom, work_factor=4)
    return IntakeKeys.load(folder / "keys", created.root_public, folder / "memory", os.urandom)


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new database file; laying one takes longer than copying it."""
    path = tmp_path_factory.mktemp("empty") / "solidarity.db"
    asyncio.run(Database.create(f"sqlite+aiosqlite:///{path}"))
    return path


@pytest.fixture
async def side(tmp_path: Path, intake_keys: IntakeKeys, empty: Path) -> AsyncIterator[Side]:
    """A public side with an empty database."""
    shutil.copy(empty, tmp_path / "solidarity.db")
    async with await Database.open(f"sqlite+aiosqlite:///{tmp_path / 'solidarity.db'}") as database:
        yield Side(Platform(), database, BlobStore.open(str(tmp_path / "blobs")), intake_keys)
