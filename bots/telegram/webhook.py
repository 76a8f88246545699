"""The receive loop that is told: Telegram posts each update, and is answered 200 only after the commit.

We listen behind whatever serves ``webhook_url`` to the world and keeps its certificate. Who does not know the secret is
refused before a byte of the body is read, and nothing of it is kept.
"""

import hmac
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from aiohttp import web

from bots.telegram.api import ApiFailed, BotApi
from bots.telegram.polling import Accept
from bots.telegram.updates import find_origin
from bots.traffic.backoff import back_off
from bots.traffic.bell import Bell
from bots.traffic.listening import listen
from bots.traffic.stop import Stop
from storage.documents import Language
from storage.errors import TemporaryError

log = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name

LONGEST = 1 << 20
"""Bytes of an update; Telegram's own are far below."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hook:
    """How Telegram reaches us.

    Attributes:
        url: where it posts; we listen at the same path.
        secret: what it must say. Secret.
        host: where we listen.
        port: on which port.
    """

    url: str
    secret: str = field(repr=False)
    host: str
    port: int

    @property
    def path(self) -> str:
        """The path of the address."""
        return urlsplit(self.url).path or "/"


class Webhook:
    """Serves one bot's webhook."""

    def __init__(
        self, api: BotApi, accept: Accept, hook: Hook, *, allowed: Sequence[str], languages: Sequence[Language]
    ) -> None:
        """Have the ``allowed`` kinds of updates sent; ``languages`` are those that are spoken, one at least."""
        self._api = api
        self._accept = accept
        self._hook = hook
        self._allowed = tuple(allowed)
        self._languages = tuple(languages)

    async def run(self, arrived: Bell, stop: Stop) -> None:
        """Listen, tell the platform where, and go on until it is time to end.

        The platform is not told that we go: it keeps what comes meanwhile, and brings it when we are back.

        Raises:
            CannotReceive: the address to listen at is taken, or not ours.
        """

        async def receive(request: web.Request) -> web.Response:
            return await self._receive(request, arrived)

        async with listen(self._hook.host, self._hook.port, self._hook.path, receive, longest=LONGEST):
            await self._announce(stop)
            await stop.wait()

    async def _announce(self, stop: Stop) -> None:
        failures = 0
        while not stop.is_set:
            try:
                async with stop.breaking_off():
                    await self._api.call(
                        "setWebhook",
                        url=self._hook.url,
                        secret_token=self._hook.secret,
                        allowed_updates=self._allowed,
                    )
            except ApiFailed as error:
                failures += 1
                seconds = back_off(failures) if error.retry_after is None else error.retry_after
                log.warning("the webhook is not set, another try in %d s: %s", seconds, error.kind)
                await stop.sleep(seconds)
            else:
                return

    async def _receive(self, request: web.Request, arrived: Bell) -> web.Response:
        said = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(said, self._hook.secret.encode()):
            return web.Response(status=403)
        body = await request.read()
        try:
            await self._accept(find_origin(body, self._languages), body)
        except TemporaryError as error:
            log.warning("an update was not saved, it has to come again: %s", type(error).__name__)
            return web.Response(status=503)
        arrived.ring()
        return web.Response()
