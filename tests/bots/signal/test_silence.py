"""What is said of Signal in a log, at any level: nothing of what people wrote, who they are, of files and secrets."""

import asyncio
import io
import logging
from functools import partial

import pytest

import bots.signal.reading  # noqa: F401 - it loads signalbot
from bots.logs import OURS, Discreet, Grave
from bots.signal.receiving import receive
from bots.signal.refusals import ApiFailed, RecipientUntrusted
from bots.traffic import Throttled
from storage.documents import Language
from tests.bots.signal.conftest import NUMBER, frame

CANARY = "canary-7f3a"


@pytest.fixture
def log():
    """The log of a process at DEBUG, with every library at DEBUG, too."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(Discreet())
    handler.addFilter(Grave())
    names = ("", *OURS, "aiohttp", "aiohttp.client", "aiohttp.websocket", "asyncio", "signalbot")
    levels = {name: logging.getLogger(name).level for name in names}
    logging.getLogger().addHandler(handler)
    for name in names:
        logging.getLogger(name).setLevel(logging.DEBUG)
    yield written
    logging.getLogger().removeHandler(handler)
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def test_library_brings_no_way_of_its_own_into_the_log():
    """Its own handler prints what people wrote; it is added where its bot is made, which we do not do."""
    assert logging.getLogger("signalbot").handlers == []


async def test_nothing_that_came_or_went_is_in_the_log(service, account, api, inbox, presence, running, log, capfd):
    """Neither on the way in, nor on the way out, whatever fails on it."""
    asyncio.get_running_loop().set_debug(True)
    person = service.add_person(CANARY)
    listen = partial(receive, account, inbox.accept, languages=tuple(Language), presence=presence)
    async with running(listen) as loop:
        await service.account.feed.listened()
        person.types(CANARY)
        person.attaches(CANARY.encode(), f"{CANARY}.bin")
        for body in (CANARY.encode(), frame(said=[CANARY]), frame(said=CANARY, sourceUuid=None, source=None)):
            service.account.feed.push(body)
        inbox.refusing = inbox.breaking = 1
        person.types(CANARY)
        await loop.until(lambda: len(inbox.kept) >= 3)
        service.account.feed.abort()
        await service.account.feed.listened(1)
        service.account.throttle()
        with pytest.raises(Throttled):
            await api.send(person.user.uuid, CANARY)
        service.account.relent()
        service.account.trusts_new = False
        person.installs_anew()
        with pytest.raises(RecipientUntrusted):
            await api.send(person.user.uuid, CANARY)
        service.account.faults.drop("send")
        with pytest.raises(ApiFailed):
            await api.send(person.user.uuid, CANARY)
    said = log.getvalue() + "".join(capfd.readouterr())
    assert "a frame was not saved" in said
    for word in (CANARY, NUMBER, NUMBER[1:], person.user.uuid, *service.account.fetched):
        assert word not in said
