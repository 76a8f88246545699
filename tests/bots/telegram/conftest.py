"""The double of the service, a bot there, and an inbox that can be full."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from bots.telegram.updates import Origin
from bots.traffic import Bell, Receive, Stop
from storage.errors import TemporaryError
from storage.ids import ChatKey
from tests.doubles.telegram.account import Account
from tests.doubles.telegram.server import Telegram

PATIENCE = 15


class _Inbox:
    """An inbox in memory.

    Attributes:
        kept: what was committed, in order.
        refusing: so many times nothing is saved; ``refusing_chat`` alone if there is one.
        dying: so many times it is saved, and nobody hears of it.
    """

    def __init__(self) -> None:
        self.kept: list[tuple[Origin, bytes]] = []
        self.refusing = 0
        self.refusing_chat: ChatKey | None = None
        self.dying = 0

    async def accept(self, origin: Origin, body: bytes) -> bool:
        await asyncio.sleep(0)
        if self.refusing and self.refusing_chat in {None, origin.chat}:
            self.refusing -= 1
            raise TemporaryError("the disk is full")
        if origin.update_id in self.ids:
            return False
        self.kept.append((origin, body))
        if self.dying:
            self.dying -= 1
            raise TemporaryError("nobody heard that it was saved")
        return True

    @property
    def ids(self) -> list[str]:
        """The updates that were committed, in order."""
        return [origin.update_id for origin, _ in self.kept]


class _Receiving:
    """A receive loop that runs.

    Attributes:
        arrived: its bell.
        stop: ends it.
    """

    def __init__(self) -> None:
        self.arrived = Bell()
        self.stop = Stop()

    async def until(self, holds: Callable[[], object]) -> None:
        """Wait until something holds that an arrival may have brought about."""
        async with asyncio.timeout(PATIENCE):
            while not holds():
                await self.arrived.wait(0.01)


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch):
    """Tries follow each other at once."""
    for module in ("polling", "webhook"):
        monkeypatch.setattr(f"bots.telegram.{module}.back_off", lambda _: 0.01)


@pytest.fixture
async def service() -> AsyncIterator[Telegram]:
    """The service."""
    async with Telegram(plain_webhooks=True) as service:
        yield service


@pytest.fixture
def bot(service: Telegram) -> Account:
    """Our bot, as the service knows it."""
    return service.add_bot()


@pytest.fixture
def inbox() -> _Inbox:
    """An empty inbox."""
    return _Inbox()


@pytest.fixture
def receiving() -> Callable[[Receive], AsyncIterator[_Receiving]]:
    """A receive loop, running within the block."""

    @asynccontextmanager
    async def run(receive: Receive) -> AsyncIterator[_Receiving]:
        running = _Receiving()
        async with asyncio.TaskGroup() as group:
            group.create_task(receive(running.arrived, running.stop))
            try:
                yield running
            finally:
                running.stop.set()

    return run
