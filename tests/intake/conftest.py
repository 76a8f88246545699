"""An intake on a real database with real keys, a clock that is turned by hand, and a channel that records."""

import asyncio
import itertools
import os
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bots.texts import catalogue
from intake import prompts
from intake.channel import Sitting
from intake.desk import IntakeDesk
from intake.drafts import Unfinished, open_draft
from intake.events import Choose, Event, File, Steer
from intake.interview import Interview, Stage
from intake.messages import Message, Turn
from intake.receipt import digits
from intake.settings import IntakeSettings
from storage import drafts, papers
from storage.blobs import BlobStore
from storage.database import Database
from storage.documents import Content, DocumentKind, Language, Submission, Urgency
from storage.envelopes import open_document
from storage.ids import CaseId
from storage.keys.creation import create
from storage.keys.group import GroupKeys
from storage.keys.sealing import IntakeKeys
from storage.post import Address, Letter

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SETTINGS = IntakeSettings(
    escalation=tuple(timedelta(minutes=minutes) for minutes in (0, 3, 8, 15)),
    first_answer={Urgency.EMERGENCY: timedelta(hours=1), Urgency.URGENT: timedelta(1), Urgency.NORMAL: timedelta(7)},
    file_bytes=1_000_000,
    tries=5,
    draft_kept=timedelta(days=30),
    case_kept=timedelta(days=365),
)


@dataclass(frozen=True, kw_only=True)
class Keys:
    """Both sides' keys of one deployment; only tests hold them together."""

    intake: IntakeKeys
    group: GroupKeys
    later: IntakeKeys  # the same intake after its machine lost its memory


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    """Real keys, made once."""
    folder = tmp_path_factory.mktemp("deployment")
    created = create(folder / "keys", None, "correct horse", draw=os.urandom, work_factor=4)

    def load(memory: str) -> IntakeKeys:
        return IntakeKeys.load(folder / "keys", created.root_public, folder / memory, os.urandom)

    group = GroupKeys.unlock(folder / "keys", created.root_public, "correct horse")
    return Keys(intake=load("memory"), group=group, later=load("memory-after-a-power-cut"))


class Recorder:
    """A channel whose updates are the events themselves, and whose messages are kept as they were said.

    Attributes:
        given: what each raw update means; an exception is raised, and None means nothing.
        said: the turns, by the letters that hold them.
        led: called with the sitting before its event is taken.
    """

    def __init__(self, name: str = "terminal", *, reaches: bool = False) -> None:
        self.name = name
        self.reaches = reaches
        self.given: dict[bytes, Event | File | Exception | None] = {}
        self.said: dict[bytes, Turn] = {}
        self.led: Callable[[Sitting], object] = id

    def token(self, event: Event | File | Exception | None) -> bytes:
        """A raw update that means this event."""
        token = f"update {len(self.given)}".encode()
        self.given[token] = event
        return token

    async def lead(self, body: bytes, sitting: Sitting) -> None:
        """Take what the update means, and keep what is said."""
        event = self.given[body]
        if isinstance(event, Exception):
            raise event
        self.led(sitting)
        if event is not None:
            sitting.say(self._keep(await sitting.take(event)))

    def write(self, messages: tuple[Message, ...], address: Address, over: bool = False) -> bytes:
        """Keep what is said unasked."""
        return self._keep(Turn(language=address.language, messages=messages, over=over))

    def _keep(self, turn: Turn) -> bytes:
        token = f"message {len(self.said)}".encode()
        self.said[token] = turn
        return token


@dataclass(kw_only=True)
class Intake:
    """An intake desk, and what a test does around it."""

    database: Database
    folder: Path
    blobs: BlobStore
    keys: Keys
    desk: IntakeDesk
    recorder: Recorder
    settings: IntakeSettings = SETTINGS
    now: datetime = NOW
    numbers: Iterator[int] = field(default_factory=itertools.count)

    def reopen(self, **changes: object) -> "Intake":
        """The same intake in a new process; ``database``, ``keys``, ``settings`` or ``draw`` may be others."""
        self.desk = IntakeDesk(
            database=changes.get("database", self.database),
            blobs=changes.get("blobs", self.blobs),
            keys=changes.get("keys", self.keys.intake),
            channels=changes.get("channels", {self.recorder.name: self.recorder}),
            wording=catalogue("intake").text,
            settings=changes.get("settings", self.settings),
            clock=lambda: self.now,
            draw=changes.get("draw", os.urandom),
        )
        return self

    def chat(self, name: str = "anna", language: Language = Language.EN) -> Address:
        """A conversation."""
        return Address(channel=self.recorder.name, account="desk", chat=name, language=language)

    def on(self, channel: str, *, reaches: bool = True) -> "Intake":
        """The same intake with another channel at its desk; one that can write unasked, unless it is said otherwise."""
        self.recorder = Recorder(channel, reaches=reaches)
        return self.reopen()

    async def accept(self, event: Event | File | Exception | None, chat: Address | None = None) -> bool:
        """Let an update arrive, a second after the one before it."""
        self.now += timedelta(seconds=1)
        return await self.desk.post.accept(chat or self.chat(), f"u{next(self.numbers)}", self.recorder.token(event))

    async def work(self, chat: Address | None = None) -> bool:
        """Have the next update of a chat handled."""
        return await self.desk.work(self.desk.post.key(chat or self.chat()))

    async def do(self, *events: Event | File | Exception, chat: Address | None = None) -> list[str]:
        """Let updates arrive and be handled; the ids of what the last one was answered with."""
        turns: list[Turn] = []
        for event in events:
            await self.accept(event, chat)
            while await self.work(chat):
                pass
            turns = await self.hear(chat)
        return ids(turns[-1]) if turns else []

    async def hear(self, chat: Address | None = None) -> list[Turn]:
        """Take what waits to be sent."""
        turns = []
        for letter in await self.outgoing(chat):
            turns.append(self.recorder.said[letter.body])
            await self.desk.sent(letter.number)
        return turns

    async def outgoing(self, chat: Address | None = None) -> list[Letter]:
        """What waits to be sent to a chat."""
        chat = chat or self.chat()
        key = self.desk.post.key(chat)
        return [letter for letter in await self.desk.post.outgoing(chat.box) if letter.key == key]

    async def draft(self, chat: Address | None = None, keys: IntakeKeys | None = None) -> Unfinished | None:
        """What the draft holds."""
        chat, keys = chat or self.chat(), keys or self.keys.intake
        key = keys.chat(chat.channel, chat.account, chat.chat)
        draft = await self.database.read(lambda unit: drafts.find(unit, key))
        return None if draft is None else open_draft(draft, keys)

    async def state(self, chat: Address | None = None, keys: IntakeKeys | None = None) -> Interview | None:
        """The interview as the draft holds it."""
        draft = await self.draft(chat, keys)
        return None if draft is None else draft.interview

    async def fill(self, answers: dict[str, Event], *, kind: str = "appeal", chat: Address | None = None) -> None:
        """Answer these questions, skip the others, as far as the review."""
        await self.do(Steer.SHOW, Choose(codes=(kind,)), chat=chat)
        while (state := await self.state(chat)) and state.stage in {Stage.ASKING, Stage.OFFER}:
            given = answers.get(state.cursor, Steer.SKIP) if state.stage is Stage.ASKING else Choose(codes=("go_on",))
            await self.do(given, chat=chat)

    async def send(self, chat: Address | None = None) -> str:
        """Send; the receipt code that is shown."""
        await self.do(Steer.SEND, chat=chat)
        state = await self.state(chat)
        assert state is not None
        return digits(str(prompts.prompt(state).before[0].args["code"]))

    async def documents(self, case: CaseId) -> list[tuple[DocumentKind, Content]]:
        """The documents of a case, opened as triage opens them."""
        manifest = self.keys.group.manifest
        rows = await self.database.read(lambda unit: papers.of_case(unit, case))
        return [
            (
                row.kind,
                open_document(
                    papers.document(row, manifest.deployment),
                    identities=[self.keys.group.identity],
                    writers=[*manifest.intake, manifest.roster],
                ),
            )
            for row in rows
            if row.payload is not None and row.header is not None
        ]

    async def submissions(self, case: CaseId) -> list[Submission]:
        """What the submitter sent."""
        return [content for _, content in await self.documents(case) if isinstance(content, Submission)]

    def bytes_on_disk(self) -> bytes:
        """Every byte of every file, the database's log among them."""
        return b"".join(path.read_bytes() for path in sorted(self.folder.rglob("*")) if path.is_file())


def ids(turn: Turn) -> list[str]:
    """The ids of what a turn says, then asks."""
    before = turn.prompt.before if turn.prompt else ()
    asked = [turn.prompt.ask.id] if turn.prompt else []
    return [*(message.id for message in (*turn.messages, *turn.notices, *before)), *asked]


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new database file; laying one takes longer than copying it."""
    path = tmp_path_factory.mktemp("blank") / "solidarity.db"
    asyncio.run(Database.create(f"sqlite+aiosqlite:///{path}"))
    return path


@pytest.fixture
async def intake(tmp_path: Path, keys: Keys, blank: Path) -> AsyncIterator[Intake]:
    """An intake without a case."""
    folder = tmp_path / "intake"
    folder.mkdir()
    url = f"sqlite+aiosqlite:///{shutil.copy(blank, folder)}"
    blobs = BlobStore.open(str(folder / "blobs"))
    async with await Database.open(url) as database:
        made = Intake(
            database=database,
            folder=folder,
            blobs=blobs,
            keys=keys,
            desk=None,  # type: ignore[arg-type]
            recorder=Recorder(),
        )
        yield made.reopen()


@pytest.fixture
def file() -> Callable[..., File]:
    """Files of these bytes."""

    def make(*chunks: bytes | Exception, name: str = "photo.jpg", media_type: str = "image/jpeg") -> File:
        async def read() -> AsyncIterator[bytes]:
            for chunk in chunks:
                if isinstance(chunk, Exception):
                    raise chunk
                yield chunk

        return File(name=name, media_type=media_type, open=read)

    return make
