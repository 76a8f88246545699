"""The watchdog: leads are told that the staff process is dead, where the public one can reach them."""

import logging
import os
from datetime import timedelta

import pytest

from bots.public.signal.channel import Signal
from bots.public.signal.letters import read_say
from bots.public.watchdog import AGAIN, Watchdog
from bots.public.wiring import _word, texts
from bots.traffic.pulse import PATIENCE, beat
from storage import bindings, pagers
from storage.bindings import Binding
from storage.blobs import BlobStore
from storage.database import Database
from storage.documents import Language
from storage.keys.post import PostKeys
from storage.members import Role, Standing
from storage.pagers import Pager
from storage.post import Post
from storage.pulses import Process
from storage.sealed import HybridIdentity
from tests.triage.conftest import Stage, keys, labels  # noqa: F401 - the first two fixtures of a stage

NUMBER = "+380000000000"


@pytest.fixture
async def stage(tmp_path, keys, labels):  # noqa: F811
    """A group with a lead and a member."""
    url = f"sqlite+aiosqlite:///{tmp_path / 'public.db'}"
    await Database.create(url)
    async with await Database.open(url) as database:
        stage = Stage(database, keys, BlobStore.open(str(tmp_path / "blobs")), labels)
        await stage.enrol("Lena", Role.LEAD)
        await stage.enrol("Anna")
        post_keys = PostKeys.of(HybridIdentity.generate(os.urandom))
        stage.post = Post(database=database, keys=post_keys, clock=lambda: stage.now, draw=os.urandom)
        yield stage


@pytest.fixture
def make(stage):
    """Watchdogs, with a public number on Signal or without."""

    def watchdog(*, signal=True, language=Language.EN):
        channel = Signal(texts(), tuple(Language), None, missed=None, expires=0, clock=lambda: stage.now)
        return Watchdog(
            database=stage.database,
            post=stage.post,
            roster=stage.keys.group.manifest.roster,
            word=_word,
            language=language,
            signal=channel if signal else None,
            number=NUMBER if signal else "",
        )

    return watchdog


async def bind(stage, name, channel="signal"):
    """Bind a member's chat, and give him a pager."""
    who, roster = stage.people[name], stage.keys.group.roster
    chat = Binding(channel=channel, account="staff", chat=f"chat of {name}", member=who, changed_at=stage.now)
    pager = Pager(member=who, url=f"ntfy://{name}", changed_at=stage.now)
    await stage.database.write(lambda unit: bindings.save(unit, bindings.sign(chat, roster)))
    await stage.database.write(lambda unit: pagers.save(unit, pagers.sign(pager, roster)))


async def said(stage):
    """What waits to be said: where, and what; it is taken out of the outbox."""
    found = []
    for box in ("pager:public", f"signal:{NUMBER}"):
        for letter in await stage.post.outgoing(box):
            found.append((letter.address.channel, letter.address.chat, letter.body))
            await stage.post.sent(letter.number)
    return found


async def live(stage):
    """Have the staff process live."""
    stage.later(seconds=30)
    await beat(stage.database, (Process.TRIAGE,), stage.now)


async def test_coordinators_are_told_where_no_lead_can_be(stage, make):
    """A lead without a pager and without Signal is nobody who could look in."""
    await stage.enrol("Clara", Role.COORDINATOR)
    await bind(stage, "Clara")
    watchdog = make()
    await live(stage)
    assert not await watchdog.look(0)
    assert await watchdog.look(PATIENCE)
    assert {chat for _, chat, _ in await said(stage)} == {"ntfy://Clara", "chat of Clara"}


async def test_leads_are_told_on_pagers_and_on_signal(stage, make):
    """In words that name nothing; nobody else is told."""
    await bind(stage, "Lena")
    await bind(stage, "Anna")
    await live(stage)
    watchdog = make()
    assert not await watchdog.look(0)
    assert not await watchdog.look(PATIENCE - 1)
    assert await watchdog.look(PATIENCE)
    paged, written = await said(stage)
    assert paged == ("pager", "ntfy://Lena", b"Please look in at the computer.")
    assert written[:2] == ("signal", "chat of Lena")
    assert read_say(written[2]).texts[0].startswith("Hello. Please look in at the computer")


async def test_leads_are_told_again_while_nothing_changes(stage, make):
    """Every quarter of an hour; nothing once it lives, and anew when it dies again."""
    await bind(stage, "Lena")
    await live(stage)
    watchdog = make()
    await watchdog.look(0)
    assert await watchdog.look(PATIENCE)
    assert not await watchdog.look(PATIENCE + AGAIN - 1)
    assert await watchdog.look(PATIENCE + AGAIN)
    await live(stage)
    assert not await watchdog.look(PATIENCE + AGAIN + 10)
    assert await watchdog.look(PATIENCE + AGAIN + 10 + PATIENCE)


async def test_whoever_can_be_reached_later_is_told_then(stage, make, caplog):
    """Without a public number and a pager nobody is told, and the log says so once."""
    await bind(stage, "Lena", channel="telegram")
    await stage.database.write(lambda unit: pagers.drop(unit, stage.people["Lena"]))
    await live(stage)
    watchdog = make(signal=False)
    caplog.set_level(logging.ERROR)
    await watchdog.look(0)
    for tick in range(3):
        assert not await watchdog.look(PATIENCE + tick)
    assert caplog.text.count("the staff process does not live") == 1
    await bind(stage, "Lena")
    assert await watchdog.look(PATIENCE + 10)
    assert [channel for channel, *_ in await said(stage)] == ["pager"]


async def test_rows_that_were_not_signed_are_nobodys(stage, make):
    """Whoever can only write to the database is told nothing, nor is a lead who is suspended."""
    await live(stage)
    forged = Pager(member=stage.people["Lena"], url="ntfy://forged", changed_at=stage.now)
    chat = Binding(channel="signal", account="staff", chat="forged", member=stage.people["Lena"], changed_at=stage.now)
    await stage.database.write(lambda unit: pagers.save(unit, forged))
    await stage.database.write(lambda unit: bindings.save(unit, chat))
    await stage.enrol("Lars", Role.LEAD, Standing.SUSPENDED)
    await bind(stage, "Lars")
    watchdog = make()
    await watchdog.look(0)
    assert not await watchdog.look(PATIENCE)


@pytest.mark.parametrize("language", Language)
async def test_words_are_the_groups_own_language(stage, make, language):
    """Which one a lead speaks is known to the other process only."""
    await bind(stage, "Lena")
    await live(stage)
    watchdog = make(language=language)
    await watchdog.look(0)
    assert await watchdog.look(PATIENCE)
    paged, _ = await said(stage)
    assert paged[2].decode() == _word(language, "watchdog-page")


async def test_installation_without_staff_bots_is_not_watched(stage, make):
    """What never lived is not missed, however long ago anything was."""
    await bind(stage, "Lena")
    watchdog = make()
    for tick in (0, PATIENCE, 10 * PATIENCE):
        stage.now += timedelta(hours=1)
        assert not await watchdog.look(tick)
