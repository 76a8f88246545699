"""The double of signal-cli-rest-api, a number there, frames as it tells them, and an inbox that can be full."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest

from bots.signal.account import Account
from bots.signal.api import SignalApi, open_api
from bots.signal.frames import Origin
from bots.signal.reading import read
from bots.traffic import Bell, Stop
from storage.errors import TemporaryError
from tests.doubles.signal.server import Signal

PATIENCE = 15
NUMBER = "+380440000001"
SENDER = "b1f0a3c6-8d2e-4a59-9d57-0c1c6f1f7a11"


@pytest.fixture
async def service() -> AsyncIterator[Signal]:
    """The service."""
    async with Signal(NUMBER) as service:
        yield service


@pytest.fixture
def account(service: Signal) -> Account:
    """The number, as the bots know it."""
    return Account(number=NUMBER, api_url=service.url)


@pytest.fixture
async def api(account: Account) -> AsyncIterator[SignalApi]:
    """The calls about the number."""
    async with open_api(account) as api:
        yield api


def frame(timestamp: object = 1700000000000, **content: Any) -> bytes:
    """A frame as signal-cli writes it; ``said`` becomes a text, ``data`` the rest of a message."""
    if "said" in content or "data" in content:
        text, data = content.pop("said", None), content.pop("data", {})
        content["dataMessage"] = {"timestamp": timestamp, "message": text, "expiresInSeconds": 0, **data}
    account, more = content.pop("account", NUMBER), content.pop("besides", {})
    envelope = {
        "source": SENDER,
        "sourceNumber": None,
        "sourceUuid": SENDER,
        "sourceName": "Name",
        "sourceDevice": 2,
        "timestamp": timestamp,
        "serverReceivedTimestamp": 1700000000001,
        "serverDeliveredTimestamp": 1700000000002,
        **content,
    }
    return json.dumps({"envelope": envelope, "account": account, **more}).encode()


class Inbox:
    """An inbox in memory.

    Attributes:
        kept: what was committed, in order.
        asked: how many times it was to commit something.
        refusing: so many times nothing is saved; in ``refusing_chat`` alone if there is one.
        breaking: so many times a commit is a defect.
        gate: commits wait while it is clear.
    """

    def __init__(self) -> None:
        self.kept: list[Origin] = []
        self.asked = 0
        self.refusing = 0
        self.refusing_chat: str | None = None
        self.breaking = 0
        self.gate = asyncio.Event()
        self.gate.set()

    async def accept(self, origin: Origin) -> bool:
        """Commit, as the double of a line does."""
        self.asked += 1
        await self.gate.wait()
        if self.refusing and self.refusing_chat in {None, origin.chat}:
            self.refusing -= 1
            raise TemporaryError("the disk is full")
        if self.breaking:
            self.breaking -= 1
            raise RuntimeError("a defect")
        if origin in self.kept:
            return False
        self.kept.append(origin)
        return True

    async def texts(self, chat: str | None = None) -> list[str]:
        """What was written, in the order of the commits."""
        return [
            getattr(await read(part), "text", "")
            for origin in self.kept
            for part in origin.parts
            if chat in {None, origin.chat}
        ]


@pytest.fixture
def inbox() -> Inbox:
    """An inbox."""
    return Inbox()


class Watch:
    """What was noted of who listens.

    Attributes:
        notes: how many times it was noted that somebody does.
        ends: how many times nobody did any more.
    """

    def __init__(self) -> None:
        self.notes = 0
        self.ends = 0

    async def note(self) -> None:
        """Somebody listens."""
        self.notes += 1

    def end(self) -> None:
        """Nobody listens any more."""
        self.ends += 1


@pytest.fixture
def presence() -> Watch:
    """Notes who listens."""
    return Watch()


class Running:
    """A receive loop that runs."""

    def __init__(self) -> None:
        self.arrived = Bell()
        self.stop = Stop()

    async def until(self, holds: Callable[[], object]) -> None:
        """Wait until something holds."""
        async with asyncio.timeout(PATIENCE):
            while not holds():
                await self.arrived.wait(0.01)


@pytest.fixture
def running() -> Callable[[Callable[..., Any]], Any]:
    """A receive loop, running within the block, and ended in order at its end."""

    @asynccontextmanager
    async def run(receive: Callable[..., Any]) -> AsyncIterator[Running]:
        running = Running()
        async with asyncio.TaskGroup() as group:
            group.create_task(receive(running.arrived, running.stop))
            try:
                yield running
            finally:
                running.stop.set()

    return run
