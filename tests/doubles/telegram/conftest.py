"""The service, a bot and a person; the bot's calls made plainly, by aiogram and by python-telegram-bot."""

from collections.abc import AsyncIterator, Callable
from io import BytesIO
from typing import Any

import pytest
from aiohttp import ClientSession, FormData

from tests.doubles.telegram.account import Account
from tests.doubles.telegram.person import Person
from tests.doubles.telegram.server import Telegram


class Clock:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        """Seconds since the epoch."""
        return self.now


class Caller:
    """Calls the methods of a bot with nothing in between."""

    def __init__(self, session: ClientSession, url: str, token: str) -> None:
        self.session = session
        self.url = url
        self.token = token

    async def __call__(self, method: str, **values: Any) -> Any:
        """Call a method with JSON; what it returns.

        Raises:
            AssertionError: it was refused, in the service's own words.
        """
        body = await self.call(method, json=values)
        assert body["ok"], body["description"]
        return body["result"]

    async def refuse(self, method: str, **values: Any) -> tuple[int, str]:
        """Call a method that is refused: the code and the words."""
        body = await self.call(method, json=values)
        assert not body["ok"], body
        return body["error_code"], body["description"]

    async def call(self, method: str, **options: Any) -> dict[str, Any]:
        """Call a method in any way; the whole answer."""
        async with self.session.post(f"{self.url}/bot{self.token}/{method}", **options) as answer:
            body = await answer.json()
            assert answer.status == body.get("error_code", 200)
            return body

    async def upload(self, method: str, content: bytes, **values: str) -> dict[str, Any]:
        """Call a method with a file; the whole answer."""
        form = FormData(values)
        form.add_field("document", BytesIO(content), filename="7f.age")
        return await self.call(method, data=form)


@pytest.fixture
def clock() -> Clock:
    """A clock that the test moves."""
    return Clock()


@pytest.fixture
async def telegram(clock: Clock) -> AsyncIterator[Telegram]:
    """The service."""
    async with Telegram(clock=clock) as service:
        yield service


@pytest.fixture
def account(telegram: Telegram) -> Account:
    """A bot."""
    return telegram.add_bot()


@pytest.fixture
def person(telegram: Telegram, account: Account) -> Person:
    """Somebody who has started the bot."""
    someone = telegram.add_person(account)
    someone.types("/start")
    return someone


@pytest.fixture
async def calling() -> AsyncIterator[Callable[[Telegram, Account], Caller]]:
    """Calls any bot's methods."""
    async with ClientSession() as session:
        yield lambda telegram, account: Caller(session, telegram.url, account.token)


@pytest.fixture
def call(calling: Callable[[Telegram, Account], Caller], telegram: Telegram, account: Account) -> Caller:
    """Calls the bot's methods."""
    return calling(telegram, account)


@pytest.fixture
def send(call: Caller, person: Person) -> Callable[..., Any]:
    """Send the person a message; what stands there then."""

    async def send(text: str = "Hello", *labels: str, **values: Any) -> Any:
        if labels:
            values["reply_markup"] = {
                "inline_keyboard": [[{"text": label, "callback_data": label} for label in labels]]
            }
        sent = await call("sendMessage", chat_id=person.chat.id, text=text, **values)
        return person.chat.messages[sent["message_id"]]

    return send
