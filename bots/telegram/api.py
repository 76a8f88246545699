"""The bare Bot API: a method is called, its result comes back. For the receive loops and for the check.

Whatever goes wrong is said by its kind alone: the address of every call holds the bot's token, and what comes back may
hold what somebody wrote.
"""

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from storage.errors import TemporaryError

PATIENCE = 30.0
"""Seconds for an answer that is not waited for on purpose."""


class ApiFailed(TemporaryError):
    """A call did not succeed.

    Attributes:
        kind: the error's code as the platform counts them, or the name of the error that the network made.
        code: the platform's error code; none if it did not answer as the Bot API does.
        retry_after: how many seconds it wants us to wait; none if it does not say.
    """

    hint = "see whether the network and the Bot API server can be reached; it is tried again by itself"

    def __init__(self, kind: str, *, code: int | None = None, retry_after: float | None = None) -> None:
        super().__init__(f"the Bot API did not do what it was asked for: {kind}")
        self.kind = kind
        self.code = code
        self.retry_after = retry_after


class BotApi:
    """One bot's Bot API, over a session that the caller keeps open."""

    def __init__(self, session: aiohttp.ClientSession, *, token: str, api_url: str) -> None:
        """A bot's token is secret."""
        self._session = session
        self._address = f"{api_url}/bot{token}/"

    async def call(
        self, method: str, *, patience: float = PATIENCE, **parameters: str | int | bool | Sequence[str]
    ) -> object:
        """Call a method; its result, which may hold what somebody wrote. Secret.

        Args:
            method: such as ``getMe``.
            patience: seconds for the whole call.
            parameters: as the method has them; sequences are sent as JSON, as the platform wants it.

        Raises:
            ApiFailed: it did not succeed.
        """
        form = {name: value if isinstance(value, str) else json.dumps(value) for name, value in parameters.items()}
        try:
            # A redirection would carry the token to another place.
            async with self._session.post(
                self._address + method,
                data=form,
                timeout=aiohttp.ClientTimeout(total=patience),
                allow_redirects=False,
            ) as response:
                status, answer = response.status, _parsed(await response.read())
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise ApiFailed(type(error).__name__) from None
        if answer.get("ok") is True and "result" in answer:
            return answer["result"]
        code = answer.get("error_code")
        if not isinstance(code, int):
            raise ApiFailed(f"HTTP {status}", code=status if status in {401, 404} else None)
        raise ApiFailed(str(code), code=code, retry_after=_retry_after(answer))


@asynccontextmanager
async def open_api(*, token: str, api_url: str) -> AsyncIterator[BotApi]:
    """A bot's Bot API, with a session of its own."""
    async with aiohttp.ClientSession() as session:
        yield BotApi(session, token=token, api_url=api_url)


def _parsed(data: bytes) -> dict[str, Any]:
    """The object that an answer is; an empty one if it is none."""
    try:
        answer = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return answer if isinstance(answer, dict) else {}


def _retry_after(answer: dict[str, Any]) -> float | None:
    match answer.get("parameters"):
        case {"retry_after": int() | float() as seconds}:
            return float(seconds)
    return None
