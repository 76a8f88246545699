"""The service, a person, and the service's calls made plainly."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse

from tests.doubles.signal.account import Account
from tests.doubles.signal.person import Person
from tests.doubles.signal.server import Signal


class Caller:
    """Calls the service with nothing in between."""

    def __init__(self, session: ClientSession, signal: Signal) -> None:
        self.session = session
        self.signal = signal

    async def __call__(self, verb: str, path: str, **values: Any) -> Any:
        """Make a call that is carried out; what is answered. ``{n}`` in a path is the number.

        Raises:
            AssertionError: it was refused, in the service's own words.
        """
        status, answer = await self.call(verb, path, values)
        assert status in (200, 201, 204), answer
        return answer

    async def refuse(self, verb: str, path: str, **values: Any) -> tuple[int, dict[str, Any]]:
        """Make a call that is refused: the status and the answer."""
        status, answer = await self.call(verb, path, values)
        assert status >= 400, answer
        return status, answer

    async def call(self, verb: str, path: str, values: Any) -> tuple[int, Any]:
        """Make a call, as text that says nothing of its type."""
        number = self.signal.account.number.replace("+", "%2B")
        url = self.signal.url + path.replace("{n}", number)
        async with self.session.request(verb, url, data=json.dumps(values)) as answer:
            body = await answer.read()
            return answer.status, json.loads(body) if body else None

    async def send(self, recipient: str, text: str = "Hello", **values: Any) -> Any:
        """Send somebody a message; the answer."""
        number = self.signal.account.number
        return await self("POST", "/v2/send", number=number, recipients=[recipient], message=text, **values)

    async def listen(self) -> ClientWebSocketResponse:
        """Open a socket."""
        socket = await self.session.ws_connect(f"{self.signal.url}/v1/receive/{self.signal.account.number}")
        await self.signal.account.feed.listened()
        return socket


@pytest.fixture
async def signal() -> AsyncIterator[Signal]:
    """The service."""
    async with Signal() as service:
        yield service


@pytest.fixture
def account(signal: Signal) -> Account:
    """The number."""
    return signal.account


@pytest.fixture
def person(signal: Signal, account: Account) -> Person:
    """Somebody whose phone says nothing by itself."""
    account.chatty = False
    return signal.add_person()


@pytest.fixture
async def call(signal: Signal) -> AsyncIterator[Caller]:
    """Calls the service."""
    async with ClientSession() as session:
        yield Caller(session, signal)
