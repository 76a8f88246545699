"""The public process, in this one: the bot over a desk, from its start to its end."""

import asyncio
import re
from dataclasses import replace

import pytest

from bots.accounts import PublicChannels, SignalSection, TelegramSection
from bots.cli.options import clock, draw
from bots.public import process
from bots.public.process import run_intake
from bots.traffic import Stop, pulse
from bots.traffic.seat import SeatTaken, in_charge
from storage import members, pagers, pulses
from storage.database import Database
from storage.ids import MemberId
from storage.keys.group import GroupKeys
from storage.members import Member, Role, Standing
from storage.pagers import Pager
from storage.pulses import Process
from storage.sealed import VerifyKey
from tests.doubles.pager import Service
from tests.doubles.signal.server import Signal
from tests.doubles.telegram.server import Telegram

PATIENCE = 10
CODE = re.compile(r"other chat: (.+)")


@pytest.fixture
async def service():
    """The service."""
    async with Telegram() as service:
        yield service


@pytest.fixture
def bot(service):
    """Our bot, as the service knows it."""
    return service.add_bot()


@pytest.fixture
def config(place, service, bot):
    """The configuration, which names it."""
    token = place.folder / "public.token"
    token.touch(mode=0o600)
    token.write_text(bot.token, encoding="ascii")
    section = TelegramSection(token_file=token, api_url=service.url)
    return replace(place.config, public=PublicChannels(telegram=section))


@pytest.fixture
def pager_service():
    """A paging service on this machine."""
    service = Service()
    yield service
    service.close()


async def test_what_is_said_is_answered_by_this_process_or_the_next(service, bot, config):
    """Update in, window out; and a process that ends leaves its work to the next one."""
    person = service.add_person(bot, language="en")
    for said, answered in (("/start", "How would you like to begin?"), ("1", "1 of about")):
        stop = Stop()
        async with asyncio.TaskGroup() as group:
            group.create_task(run_intake(config, stop, clock=clock, draw=draw))
            person.types(said)
            await person.sees(answered)
            stop.set()
    assert not bot.mailbox.conflicts


async def test_second_process_is_refused(config, monkeypatch):
    """It reads no mail and asks the platform nothing while another one is in charge."""
    monkeypatch.setattr(process, "in_charge", lambda folder, role: in_charge(folder, role, patience=0))
    async with in_charge(process.memory(config), process.ROLE):
        with pytest.raises(SeatTaken):
            await run_intake(config, Stop(), clock=clock, draw=draw)


async def test_process_that_waits_for_another_to_end_ends_when_told(config):
    """In order, at once, and without a word to the platform."""
    stop = Stop()
    asyncio.get_running_loop().call_later(0.05, stop.set)
    async with in_charge(process.memory(config), process.ROLE), asyncio.timeout(PATIENCE):
        await run_intake(config, stop, clock=clock, draw=draw)


async def test_interview_goes_from_one_messenger_to_the_other_and_back(service, bot, config):
    """One process carries both; the chat that is left keeps a few neutral words."""
    on_telegram = service.add_person(bot, language="en")
    async with Signal() as rest:
        section = SignalSection(number=rest.account.number, api_url=rest.url)
        config = replace(config, public=replace(config.public, signal=section))
        on_signal, stop = rest.add_person(), Stop()
        async with asyncio.TaskGroup() as group:
            group.create_task(run_intake(config, stop, clock=clock, draw=draw))
            await rest.account.feed.listened()
            on_telegram.types("/start")
            await on_telegram.sees("How would you like to begin?")
            on_telegram.types("1")
            await on_telegram.hears("1 of about")
            on_telegram.types("1")
            await on_telegram.hears("2 of about")
            on_telegram.types("/move")
            code = CODE.search((await on_telegram.hears("other chat")).text).group(1)
            on_signal.types(code)
            await on_signal.hears("2 of about")
            await on_telegram.awaits(lambda: len(on_telegram.messages) == 1 or None, "one message")
            assert "Take care of yourself" in on_telegram.screen
            on_signal.types("move")
            code = CODE.search((await on_signal.hears("other chat")).text).group(1)
            on_telegram.types(code)
            await on_telegram.hears("2 of about")
            await on_signal.awaits(lambda: len(on_signal.bots) == 1 or None, "one message of ours")
            assert "Take care of yourself" in on_signal.bots[0].text
            stop.set()


async def test_dead_staff_process_pages_the_lead(place, pager_service, monkeypatch):
    """The public process says that it lives itself, and calls whoever answers for the group."""
    monkeypatch.setattr(pulse, "PATIENCE", 0.0)
    config = replace(place.config, duty=replace(place.config.duty, pager_hosts=("127.0.0.1",)))
    root = VerifyKey.from_text(config.keys.root)
    passphrase = place.passphrase_file.read_text(encoding="utf-8").strip()
    group = await asyncio.to_thread(GroupKeys.unlock, config.keys.dir, root, passphrase)
    lead = MemberId("e" * 32)
    member = members.sign(
        Member(id=lead, name="Lena", role=Role.LEAD, standing=Standing.ACTIVE, changed_at=clock()), group.roster
    )
    pager = pagers.sign(Pager(member=lead, url=pager_service.url(), changed_at=clock()), group.roster)
    async with await Database.open(config.database.url) as database:
        await database.write(lambda unit: members.save(unit, member))
        await database.write(lambda unit: pagers.save(unit, pager))
        await database.write(lambda unit: pulses.beat(unit, Process.TRIAGE, clock()))
        stop = Stop()
        async with asyncio.TaskGroup() as both:
            both.create_task(run_intake(config, stop, clock=clock, draw=draw))
            try:
                assert await asyncio.to_thread(pager_service.called.wait, PATIENCE)
            finally:
                stop.set()
        assert await database.read(lambda unit: pulses.last(unit, Process.INTAKE)) is not None
