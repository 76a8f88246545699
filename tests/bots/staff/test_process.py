"""The staff process, in this one: the bot over a triage desk, locked until somebody unlocks it."""

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from bots.accounts import StaffChannels, StaffSignalSection, TelegramSection
from bots.cli.options import clock, draw
from bots.staff import process
from bots.staff.gate import GateClosed, ask_to_lock, ask_to_unlock, gate_folder
from bots.staff.process import run_triage
from bots.staff.wiring import open_database, unlock
from bots.traffic import Stop
from bots.traffic.seat import in_charge
from storage import alerts, members, pagers, pulses
from storage.alerts import NewAlert
from storage.ids import CaseId, MemberId, Reference
from storage.keys.errors import WrongPassphrase
from storage.members import Member, Role, Standing
from storage.pagers import Pager
from storage.pulses import Process
from tests.doubles.pager import Service
from tests.doubles.signal.server import Signal
from tests.doubles.telegram.server import Telegram

PATIENCE = 10


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
def passphrase(place):
    """The group's."""
    return place.passphrase_file.read_text(encoding="utf-8").strip()


@pytest.fixture
def config(place, service, bot):
    """The configuration, with the bot in it."""
    token = place.folder / "staff.token"
    token.touch(mode=0o600)
    token.write_text(bot.token, encoding="ascii")
    telegram = TelegramSection(token_file=token, api_url=service.url)
    return replace(place.config, staff=StaffChannels(telegram=telegram))


@pytest.fixture
def pager_service():
    """A paging service on this machine."""
    service = Service()
    yield service
    service.close()


@pytest.fixture
def running(config, service, bot, monkeypatch):
    """The process, running within the block; its desk."""
    desks = []
    make = process.desk
    monkeypatch.setattr(process, "desk", lambda *parts: desks.append(make(*parts)) or desks[-1])

    @asynccontextmanager
    async def run(passphrase=None):
        stop = Stop()
        async with asyncio.TaskGroup() as group:
            group.create_task(run_triage(config, stop, passphrase=passphrase, clock=clock, draw=draw))
            stranger = service.add_person(bot, language="en")
            stranger.types("hello")
            try:
                await stranger.sees("nothing for you here")
                yield desks[-1]
            finally:
                stop.set()

    return run


async def test_process_begins_locked_and_is_unlocked_and_locked_over_its_gate(place, running, passphrase):
    """Without the passphrase it works, and opens nothing."""
    folder = gate_folder(place.config)
    async with running() as desk:
        assert desk.locked
        await ask_to_unlock(folder, passphrase)
        assert not desk.locked
        await ask_to_lock(folder)
        assert desk.locked
    with pytest.raises(GateClosed):
        await ask_to_lock(folder)


async def test_process_begins_unlocked_with_the_passphrase(running, passphrase):
    """As a service does that is given a file with it."""
    async with running(passphrase) as desk:
        assert not desk.locked


async def test_wrong_passphrase_is_refused_at_the_start(place, service, running):
    """Rather than running on, locked."""
    with pytest.RaisesGroup(WrongPassphrase):
        async with running("wrong"):
            pass


async def test_process_that_waits_for_another_to_end_ends_when_told(place, config):
    """In order, and at once."""
    stop = Stop()
    asyncio.get_running_loop().call_later(0.05, stop.set)
    async with in_charge(gate_folder(place.config), process.ROLE), asyncio.timeout(PATIENCE):
        await run_triage(config, stop, passphrase=None, clock=clock, draw=draw)


async def test_both_channels_are_served_by_one_process(config, service, bot):
    """Each with its own account, over one desk."""
    stop = Stop()
    async with Signal(trusts_new=False) as signal, asyncio.TaskGroup() as group:
        section = StaffSignalSection(number=signal.account.number, api_url=signal.url)
        both = replace(config, staff=replace(config.staff, signal=section))
        group.create_task(run_triage(both, stop, passphrase=None, clock=clock, draw=draw))
        try:
            await signal.account.feed.listened()
            on_signal, on_telegram = signal.add_person(), service.add_person(bot, language="en")
            on_signal.types("hello")
            on_telegram.types("hello")
            await on_signal.sees("nothing for you here")
            await on_telegram.sees("nothing for you here")
        finally:
            stop.set()


async def test_signal_alone_is_served(place):
    """Without a bot on Telegram."""
    stop = Stop()
    async with Signal(trusts_new=False) as signal, asyncio.TaskGroup() as group:
        section = StaffSignalSection(number=signal.account.number, api_url=signal.url)
        config = replace(place.config, staff=StaffChannels(signal=section))
        group.create_task(run_triage(config, stop, passphrase=None, clock=clock, draw=draw))
        try:
            await signal.account.feed.listened()
            person = signal.add_person()
            person.types("hello")
            await person.sees("nothing for you here")
        finally:
            stop.set()


async def test_emergency_pages_a_locked_house(place, passphrase, pager_service):
    """Without a bot, a key or anybody at the desk, the process calls a lead's pager, and says that it lives."""
    config = replace(place.config, duty=replace(place.config.duty, pager_hosts=("127.0.0.1",)))
    group = await unlock(config, passphrase)
    lead = MemberId("e" * 32)
    member = members.sign(
        Member(id=lead, name="Lena", role=Role.LEAD, standing=Standing.ACTIVE, changed_at=clock()), group.roster
    )
    pager = pagers.sign(Pager(member=lead, url=pager_service.url(), changed_at=clock()), group.roster)
    alert = NewAlert(case=CaseId("c" * 32), reference=Reference("lumeko-42"), step=0, due_at=clock())

    async def ring(unit):
        await members.save(unit, member)
        await pagers.save(unit, pager)
        await alerts.add(unit, [alert])

    async with open_database(config) as database:
        await database.write(ring)
        stop = Stop()
        async with asyncio.TaskGroup() as both:
            both.create_task(run_triage(config, stop, passphrase=None, clock=clock, draw=draw))
            try:
                assert await asyncio.to_thread(pager_service.called.wait, PATIENCE)
            finally:
                stop.set()
        assert await database.read(lambda unit: pulses.last(unit, Process.TRIAGE)) is not None
        assert await database.read(lambda unit: pulses.last(unit, Process.UNLOCKED)) is None
