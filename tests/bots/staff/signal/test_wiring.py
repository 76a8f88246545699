"""From the configuration to a line that is ready, with the REST side's double at the other end."""

import asyncio
import os
from datetime import UTC, datetime

import pytest

from bots.accounts import StaffSignalSection
from bots.signal.account import Account
from bots.signal.api import open_api
from bots.signal.frames import find_origin
from bots.staff.alarms import Alarms
from bots.staff.calling import Calling
from bots.staff.office import furnish
from bots.staff.signal.line import forget, open_line, sweep
from bots.staff.wiring import desk, open_database
from bots.traffic import Bell, Stop
from storage.documents import Language
from tests.doubles.signal.server import Signal


def clock():
    """The time of day."""
    return datetime.now(UTC)


@pytest.fixture
async def signal():
    """The service."""
    async with Signal(trusts_new=False) as service:
        yield service


@pytest.fixture
async def opened(place, signal):
    """An installation with a staff number, its line opened; and the voices of the process."""
    section = StaffSignalSection(number=signal.account.number, api_url=signal.url, alert_group="group.QUJD")
    async with open_database(place.config) as database:
        triage = desk(place.config, database, None, os.urandom)
        office = furnish(place.config, database, triage, clock=clock, draw=os.urandom)
        calling = Calling(office)
        async with open_line(section, office, calling, Alarms(office, calling)) as traffic:
            yield traffic, calling


async def test_line_is_named_after_the_number(opened, signal):
    """And has a voice, which also calls in the group of the configuration."""
    traffic, calling = opened
    (connection,), (voice,) = traffic.connections, calling.voices
    assert connection.line.box == voice.box == f"signal:{signal.account.number}"
    assert voice.rooms == ("group.QUJD",)


async def test_what_is_said_to_the_number_is_received_and_answered(opened, signal):
    """Through the socket, the inbox, the desk and the outbox; a file that came with it is deleted unread."""
    traffic, _ = opened
    (connection,) = traffic.connections
    line, arrived, stop = connection.line, Bell(), Stop()
    person = signal.add_person()
    async with asyncio.TaskGroup() as group:
        group.create_task(connection.receive(arrived, stop))
        await signal.account.feed.listened()
        person.attaches(b"canary", text="hello")
        await signal.journal.change.until(lambda: not signal.account.attachments, 10)
        stop.set()
    for key in await line.waiting():
        while await line.work(key):
            pass
    for letter in await line.outgoing():
        await line.deliver(letter)
        await line.sent(letter)
    assert ["nothing for you here" in message.text for message in person.bots] == [True]


async def test_files_are_forgotten(signal):
    """Those that a frame names, and again without harm."""
    person = signal.add_person()
    person.attaches(b"canary")
    feed = signal.account.feed
    await feed.change.until(feed.is_empty, 10)
    origin = find_origin(feed.frames[-1].body, signal.account.number, tuple(Language))
    async with open_api(Account(number=signal.account.number, api_url=signal.url)) as api:
        await forget(api, origin)
        assert signal.account.attachments == {}
        await forget(api, origin)


async def test_files_that_stayed_are_swept(opened, signal):
    """As when the REST side failed at the moment."""
    traffic, _ = opened
    (sweeping,) = traffic.chores
    signal.add_person().attaches(b"canary")
    await sweeping.do()
    assert signal.account.attachments == {}


async def test_files_of_another_number_are_left_alone(signal):
    """Where two numbers share a REST side."""
    signal.add_person().attaches(b"canary")
    async with open_api(Account(number="+380440000009", api_url=signal.url)) as api:
        await sweep(api, "+380440000009")
    assert len(signal.account.attachments) == 1
