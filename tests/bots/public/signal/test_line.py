"""The public bot on Signal from its configuration, and what it does besides its mail."""

from dataclasses import replace
from datetime import timedelta
from unittest.mock import Mock

import pytest

from bots.accounts import SignalSection
from bots.config import Group
from bots.public.signal import line as lines
from bots.public.signal.line import open_bot
from bots.signal.frames import Origin
from bots.signal.refusals import ApiFailed
from bots.traffic.bell import Bell
from bots.traffic.errors import Throttled
from bots.traffic.stop import Stop
from storage.documents import Language
from tests.bots.public.signal.conftest import ACCOUNT

WRITTEN = b'{"account":"+1","envelope":{"sourceUuid":"u","timestamp":5,"dataMessage":{"message":"hello"}}}'
DELETED = (
    b'{"account":"+1","envelope":{"sourceUuid":"u","timestamp":5,'
    b'"dataMessage":{"message":null,"remoteDelete":{"timestamp":1}}}}'
)
ORIGIN = Origin(chat="u", sender="u", device=1, timestamp=5, language=Language.EN, parts=(WRITTEN,))


async def test_who_wrote_sees_it_read_and_somebody_writing(side):
    """By the time of their message, which is its name."""
    await side.bot.after(ORIGIN)
    assert side.rest.calls == [("type", "u"), ("read", "u", "5")]


@pytest.mark.parametrize("error", [ApiFailed("HTTP 404", status=404), Throttled(None, account=True)])
async def test_receipt_that_fails_is_left(side, error):
    """The REST side may know of none, and the platform want none for now."""
    side.rest.fail("read", error)
    side.rest.fail("type", ApiFailed("away"))
    await side.bot.after(ORIGIN)
    assert len(side.rest.calls) == 2


async def test_nothing_is_shown_for_a_while_once_the_platform_wants_that(side):
    """Each call more would make it worse."""
    side.rest.fail("type", Throttled(None, account=True))
    await side.bot.after(ORIGIN)
    side.now += timedelta(minutes=4)
    await side.bot.after(ORIGIN)
    assert side.rest.calls == [("type", "u")]
    side.now += timedelta(minutes=1)
    await side.bot.after(ORIGIN)
    assert side.rest.calls == [("type", "u"), ("type", "u"), ("read", "u", "5")]


async def test_nothing_is_shown_while_letters_have_to_wait(side):
    """Until the platform takes them again."""
    await side.line.pause(side.now + timedelta(minutes=5), ())
    await side.bot.after(ORIGIN)
    assert not side.rest.calls
    await side.line.resume()
    await side.bot.after(ORIGIN)
    assert side.rest.calls


@pytest.mark.parametrize(
    "origin",
    [
        replace(ORIGIN, chat="group.x", group="group.x"),
        replace(ORIGIN, parts=()),
        replace(ORIGIN, parts=(DELETED,)),
        replace(ORIGIN, parts=(b"{}",)),
    ],
)
async def test_nothing_is_shown_where_nobody_wrote_to_us(side, origin):
    """In groups, for what only left files behind, for what clears a chat away, for nonsense."""
    await side.bot.after(origin)
    assert not side.rest.calls


async def test_bot_is_opened_from_its_configuration(monkeypatch, side):
    """What the configuration names becomes a channel for the desk, mail with its receive loop, and a sweep."""
    received = []

    async def receive(account, accept, arrived, stop, *, languages, presence, after):
        received.append((account.number, languages))
        await presence.note()

    monkeypatch.setattr(lines, "receive", receive)
    config = Mock(group=Group(name="x", languages=(Language.UK,)))
    section = SignalSection(number=ACCOUNT.number, api_url=ACCOUNT.api_url)
    async with open_bot(config, section, side.database, lambda: side.now) as bot:
        work = bot.start(side.desk)
        await work.connection.receive(Bell(), Stop())
    assert bot.channel.name == "signal"
    assert bot.channel.reaches
    assert work.connection.line.box == side.line.box
    assert [chore.name for chore in work.chores] == ["sweeping", "relieving"]
    assert received == [(ACCOUNT.number, (Language.UK,))]
