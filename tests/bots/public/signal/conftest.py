"""A whole public side on Signal in this process: a real desk, the real channel and sender, and people who write."""

import asyncio
import itertools
import json
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bots.public.line import PublicLine
from bots.public.signal.line import SignalBot
from bots.public.wiring import texts
from bots.signal.account import Account
from bots.signal.frames import find_origin
from bots.signal.inbox import Inbox
from intake.desk import IntakeDesk
from intake.settings import IntakeSettings
from storage.blobs import BlobStore
from storage.database import Database
from storage.documents import Language, Urgency
from storage.errors import TemporaryError
from storage.keys.creation import create
from storage.keys.sealing import IntakeKeys
from storage.post import Address
from tests.bots.public.signal.rest import START, Rest

LANGUAGES = (Language.UK, Language.RU, Language.EN)
ACCOUNT = Account(number="+491700000001", api_url="http://127.0.0.1:1")
SETTINGS = IntakeSettings(
    escalation=tuple(timedelta(minutes=minutes) for minutes in (0, 3, 8, 15)),
    first_answer={Urgency.EMERGENCY: timedelta(hours=1), Urgency.URGENT: timedelta(1), Urgency.NORMAL: timedelta(7)},
    file_bytes=30_000_000,
    tries=5,
    draft_kept=timedelta(days=30),
    case_kept=timedelta(days=365),
    signal_hours=24,
)


class Side:
    """The public side of one installation."""

    def __init__(self, rest: Rest, database: Database, blobs: BlobStore, keys: IntakeKeys) -> None:
        self.rest = rest
        self.database = database
        self.keys = keys
        self._blobs = blobs
        self.now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
        self.restart()

    def restart(self) -> None:
        """Begin anew, as another process over the same database."""
        self.bot = SignalBot(
            self.rest, ACCOUNT, LANGUAGES, expires=24 * 3600, database=self.database, clock=lambda: self.now
        )
        self.desk = IntakeDesk(
            database=self.database,
            blobs=self._blobs,
            keys=self.keys,
            channels={"signal": self.bot.channel},
            wording=texts().text,
            settings=SETTINGS,
            clock=lambda: self.now,
            draw=os.urandom,
        )
        work = self.bot.start(self.desk)
        self.line: PublicLine = work.connection.line
        self.sweep, self.relief = work.chores
        self.inbox = Inbox(self.desk.post, ACCOUNT)

    def person(self, number: int = 7) -> "Person":
        """Somebody."""
        return Person(self, f"6f1c0a52-0000-4000-8000-{number:012}")

    async def arrive(self, envelope: dict[str, Any], **besides: Any) -> None:
        """Let a frame arrive, and have what came of it worked at."""
        self.now += timedelta(seconds=1)
        frame = json.dumps({"account": ACCOUNT.number, "envelope": envelope, **besides}).encode()
        origin = find_origin(frame, ACCOUNT.number, LANGUAGES)
        if origin is None:
            return
        if origin.parts:
            await self.inbox.accept(origin)
        await self.bot.after(origin)
        await self.work(origin.chat)

    def address(self, chat: str) -> Address:
        """Where somebody is spoken with."""
        return Address(channel="signal", account=ACCOUNT.number, chat=chat, language=Language.EN)

    async def work(self, chat: str) -> None:
        """Work at all that waits from a chat, and at once again at what is to be tried later."""
        key = self.desk.post.key(self.address(chat))
        while True:
            with suppress(TemporaryError):
                if not await self.line.work(key):
                    return

    async def send(self) -> None:
        """Deliver everything that waits."""
        for letter in await self.line.outgoing():
            await self.line.deliver(letter)


class Person:
    """Somebody with a phone."""

    _times = itertools.count(START)

    def __init__(self, side: Side, uuid: str) -> None:
        self._side = side
        self.uuid = uuid
        self.expires = 0
        self._deaf = False

    @property
    def chat(self) -> list[str]:
        """What of the bot's stands in the chat."""
        return self._side.rest.chat(self.uuid)

    async def type(self, *texts: str) -> str:
        """Write one message after the other; what the bot says to the last one."""
        for text in texts:
            heard = await self.give(message=text)
        return heard

    async def give(self, **content: Any) -> str:
        """Send a message with this content."""
        time = next(self._times)
        return await self.frame(
            time, dataMessage={"timestamp": time, "expiresInSeconds": self.expires, "viewOnce": False, **content}
        )

    async def attach(self, id: str, content: bytes, *, declared: int | None = None, **fields: Any) -> str:  # noqa: A002
        """Send a file, and words with it if ``message`` is given."""
        self._side.rest.files[id] = [content]
        words = {name: fields.pop(name) for name in ("message",) if name in fields}
        size = len(content) if declared is None else declared
        file = {"id": id, "contentType": "image/jpeg", "filename": "photo.jpg", "size": size, **fields}
        return await self.give(attachments=[file], **words)

    @contextmanager
    def deaf(self) -> Iterator[None]:
        """Nothing that the bot says comes through for a while."""
        self._deaf = True
        yield
        self._deaf = False

    async def hear(self) -> str:
        """What has waited to be said."""
        before = len(self._side.rest.named("send"))
        await self._side.send()
        return "\n\n".join(call[2] for call in self._side.rest.named("send")[before:])

    async def frame(self, time: int | None = None, *, besides: dict[str, Any] | None = None, **content: Any) -> str:
        """Have a frame come; what the bot says to it."""
        before = len(self._side.rest.named("send"))
        envelope = {
            "source": self.uuid,
            "sourceNumber": None,
            "sourceUuid": self.uuid,
            "sourceName": "Oksana Kanareyko",
            "sourceDevice": 1,
            "timestamp": time or next(self._times),
            **content,
        }
        await self._side.arrive(envelope, **(besides or {}))
        if self._deaf:
            # Nobody sends the same again at once: it is seen first that no answer comes.
            self._side.now += timedelta(minutes=1)
        else:
            await self._side.send()
        self.expires = self._side.rest.timers.get(self.uuid, self.expires)
        return "\n\n".join(call[2] for call in self._side.rest.named("send")[before:])


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
        yield Side(Rest(), database, BlobStore.open(str(tmp_path / "blobs")), intake_keys)
