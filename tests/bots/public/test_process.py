"""The public process, in this one: the bot over a desk, from its start to its end."""

import asyncio

import pytest

from bots.cli.options import clock, draw
from bots.config import TelegramSection
from bots.public import process
from bots.public.process import run_intake
from bots.traffic import Stop
from bots.traffic.seat import SeatTaken, in_charge
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
def section(place, service, bot):
    """What the configuration says of it."""
    token = place.folder / "public.token"
    token.touch(mode=0o600)
    token.write_text(bot.token, encoding="ascii")
    return TelegramSection(token_file=token, api_url=service.url)


async def test_what_is_said_is_answered_by_this_process_or_the_next(place, service, bot, section):
    """Update in, window out; and a process that ends leaves its work to the next one."""
    person = service.add_person(bot, language="en")
    for said, answered in (("/start", "How would you like to begin?"), ("1", "1 of about")):
        stop = Stop()
        async with asyncio.TaskGroup() as group:
            group.create_task(run_intake(place.config, section, stop, clock=clock, draw=draw))
            person.types(said)
            await person.sees(answered)
            stop.set()
    assert not bot.mailbox.conflicts


async def test_second_process_is_refused(place, section, monkeypatch):
    """It reads no mail and asks the platform nothing while another one is in charge."""
    monkeypatch.setattr(process, "in_charge", lambda folder, role: in_charge(folder, role, patience=0))
    async with in_charge(process.memory(place.config), process.ROLE):
        with pytest.raises(SeatTaken):
            await run_intake(place.config, section, Stop(), clock=clock, draw=draw)


async def test_process_that_waits_for_another_to_end_ends_when_told(place, section):
    """In order, at once, and without a word to the platform."""
    stop = Stop()
    asyncio.get_running_loop().call_later(0.05, stop.set)
    async with in_charge(process.memory(place.config), process.ROLE), asyncio.timeout(PATIENCE):
        await run_intake(place.config, section, stop, clock=clock, draw=draw)
