"""From the configuration to a line that is ready, with the service's double at the other end."""

import asyncio
import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bots.accounts import TelegramSection
from bots.secrets import SecretRefused
from bots.staff.alarms import Alarms
from bots.staff.calling import Calling
from bots.staff.office import furnish
from bots.staff.telegram.line import open_line
from bots.staff.wiring import desk, open_database
from bots.traffic import Bell, Stop
from storage import outbox
from tests.doubles.telegram.server import Telegram


def clock():
    """The time of day."""
    return datetime.now(UTC)


@pytest.fixture
async def telegram():
    """The service."""
    async with Telegram() as service:
        yield service


@pytest.fixture
async def opened(place, telegram):
    """An installation with a staff bot; opens its line."""
    account = telegram.add_bot("staff_bot")
    token = place.root / "token"
    token.write_text(account.token)
    token.chmod(0o600)
    config = place.config
    section = TelegramSection(token_file=token, api_url=telegram.url)
    async with open_database(config) as database:
        triage = desk(config, database, None, os.urandom)
        office = furnish(config, database, triage, clock=clock, draw=os.urandom)
        calling = Calling(office)

        def open_it(**changes):
            return open_line(replace(section, **changes), office, calling, Alarms(office, calling))

        open_it.account, open_it.database = account, database
        yield open_it


async def test_line_is_named_after_the_bot(opened):
    """By its number, which is no secret: update ids are unique to it."""
    async with opened() as traffic:
        (connection,) = traffic.connections
        assert connection.line.box == f"telegram:{opened.account.user.id}"


async def test_what_is_said_to_the_bot_is_received_and_answered(opened, telegram):
    """Through the receive loop, the inbox, the desk and the outbox."""
    person = telegram.add_person(opened.account, language="uk")
    person.types("/start")
    arrived, stop = Bell(), Stop()
    async with opened() as traffic, asyncio.TaskGroup() as group:
        (connection,) = traffic.connections
        line = connection.line
        group.create_task(connection.receive(arrived, stop))
        await opened.account.mailbox.empties()
        stop.set()
        for key in await line.waiting():
            assert await line.work(key)
            assert not await line.work(key)
        while letters := await line.outgoing():
            for letter in letters:
                if letter.address.chat == str(person.user.id):
                    await line.deliver(letter)
                await line.sent(letter)
    assert len(person.bots) == 1
    assert "/start" not in person.bots[0].text


async def test_opened_line_offers_menus(opened):
    """Nobody is bound yet, so there is the one for everybody."""
    async with opened() as traffic:
        line = traffic.connections[0].line
        (letter,) = await line.outgoing()
        assert b"menu" in letter.body
        later = clock() + timedelta(hours=1)
        await line.postpone(letter, later)
        assert await line.outgoing() == ()
        waiting = await opened.database.read(lambda unit: outbox.due(unit, line.box, None, later, 10))
        assert [message.number for message in waiting] == [letter.number]


async def test_what_is_no_token_is_refused(opened, place):
    """Before anything is asked of the platform."""
    (place.root / "token").write_text("no token", encoding="utf-8")
    with pytest.raises(SecretRefused):
        async with opened():
            pass
