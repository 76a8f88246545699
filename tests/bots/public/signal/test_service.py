"""The public bot against the strict double of the REST side: over HTTP, with its receive loop, workers and sender."""

import asyncio
import os
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import Mock

import pytest

from bots.accounts import SignalSection
from bots.config import Group
from bots.public.signal.line import open_bot
from bots.public.wiring import texts
from bots.traffic.process import serve
from bots.traffic.stop import Stop
from intake.desk import IntakeDesk
from storage.blobs import BlobStore
from storage.documents import Language
from tests.bots.public.signal.conftest import SETTINGS, Side
from tests.doubles.signal.server import Signal

CODE = re.compile(r"\d{3}(?: \d{3}){6}")
GREETINGS = {Language.UK: "Є хтось?", Language.RU: "Вы тут?", Language.EN: "Hello"}


@pytest.fixture
async def service(side: Side, tmp_path: Path) -> AsyncIterator[Signal]:
    """The REST side, and our bot that runs over it."""
    stop = Stop()

    def clock() -> datetime:
        return datetime.now(UTC)

    async with Signal() as service:
        section = SignalSection(number=service.account.number, api_url=service.url)
        async with open_bot(Mock(group=Group(name="x")), section, side.database, clock) as bot:
            desk = IntakeDesk(
                database=side.database,
                blobs=BlobStore.open(str(tmp_path / "files")),
                keys=side.keys,
                channels={"signal": bot.channel},
                wording=texts().text,
                settings=SETTINGS,
                clock=clock,
                draw=os.urandom,
            )
            work = bot.start(desk)
            async with asyncio.TaskGroup() as group:
                group.create_task(serve([work.connection], work.chores, stop, clock=clock))
                await service.account.feed.listened()
                yield service
                stop.set()


@pytest.mark.parametrize("language", list(Language))
async def test_whole_appeal_over_the_wire(service, language):
    """An appeal with a file, from the first word to a neutral chat, with nothing that the REST side would not take."""
    person = service.add_person()

    def word(message: str, **args: int) -> str:
        return texts().text(language, message, args)

    greeting = person.types(GREETINGS[language])
    await person.hears(word("begin-appeal"))
    await person.is_read(greeting)
    assert person.chat.typed
    assert person.chat.expires == 24 * 3600
    for typed, heard in (("1", "1 "), ("1.", "2 "), ("1, 7", "3 ")):
        person.types(typed)
        await person.hears(heard)
    person.attaches(b"jpeg" * 500_000, "photo.jpg", media_type="image/jpeg", text="канарейка *прилетіла* <b>")
    await person.hears(word("file-kept", count=1))
    await person.hears("4 ")
    await person.awaits(lambda: not service.account.attachments or None, "no file at the REST side")
    person.types("/send")
    heard = await person.hears(word("receipt-code", code="").split("\n")[0].strip())
    person.types(CODE.search(heard.text).group())
    await person.hears(word("notify-yes"))
    person.types("1")
    await person.hears("4 ")
    person.types("стоп")
    await person.hears("1. ")
    person.types("1")
    await person.hears(word("goodbye-neutral"))
    await person.awaits(lambda: len(person.bots) == 1 or None, "one message of ours")
    assert person.bots[0].text == word("goodbye-neutral")


async def come_to_files(person) -> None:
    """Come to the question that takes a file."""
    for typed, heard in (("Hello", "1. "), ("1", "1 of"), ("1", "2 of"), ("1", "3 of")):
        person.types(typed)
        await person.hears(heard)


async def test_download_that_breaks_off_is_tried_again(service):
    """The file still lies there, and is sealed whole."""
    person = service.add_person()
    await come_to_files(person)
    service.account.faults.cut(times=2)
    person.attaches(b"jpeg" * 100_000, "photo.jpg", media_type="image/jpeg")
    await person.hears(texts().text(Language.EN, "file-kept", {"count": 1}))
    await person.awaits(lambda: not service.account.attachments or None, "no file at the REST side")


@pytest.mark.parametrize(
    ("fault", "missing", "answer"),
    [(None, True, "correct-file-unreadable"), ("flood", False, "correct-file-large")],
)
async def test_file_that_never_comes_whole_is_refused(service, fault, missing, answer):
    """One that was never fetched, one that does not end: the chat goes on, and nothing is left lying."""
    person = service.add_person()
    await come_to_files(person)
    if fault:
        service.account.faults.flood()
    person.attaches(b"jpeg", "photo.jpg", media_type="image/jpeg", missing=missing)
    await person.hears(texts().text(Language.EN, answer, {"limit": 30}))
    await person.awaits(lambda: not service.account.attachments or None, "no file at the REST side")
    person.types("skip")
    await person.hears("4 of")


async def test_group_is_left(service):
    """Nothing is said there, and nothing else is done."""
    person = service.add_person()
    there = person.gathers("Neighbours")
    there.types("Hello")
    await there.awaits(lambda: there.group.left or None, "an end of our being there")
    assert not there.bots
