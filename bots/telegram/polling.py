"""The receive loop that asks: getUpdates, every update committed to the inbox, and only then the offset moved on.

Killed at any moment it loses nothing: what was not confirmed comes again, and the inbox knows it by its id.
"""

import asyncio
import json
import logging
from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from bots.telegram.api import ApiFailed, BotApi
from bots.telegram.updates import Origin, find_origin, number_of
from bots.traffic.backoff import back_off
from bots.traffic.bell import Bell
from bots.traffic.stop import Stop
from storage.documents import Language
from storage.errors import TemporaryError

log = logging.getLogger(__name__)

LONG_POLL = 30
"""Seconds for which the server holds a question that has no answer yet."""

AT_ONCE = 100
"""Updates that are asked for at once; Telegram gives no more."""

_CONFLICT = 409
"""Another loop asks for the same bot's updates, or a webhook is set."""

QUIET = 24 * 3600.0
"""Seconds without an update after which no offset is sent any more.

After a week without one Telegram may go on with smaller numbers, and an old offset would confirm them unseen.
"""


class Accept(Protocol):
    """The way into the inbox."""

    async def __call__(self, origin: Origin, body: bytes, /) -> bool:
        """Commit a raw update; False if it had come before.

        Raises:
            TemporaryError: it was not saved, and has to come again.
        """


class Polling:
    """Asks one bot's server for updates."""

    def __init__(self, api: BotApi, accept: Accept, *, allowed: Sequence[str], languages: Sequence[Language]) -> None:
        """Ask for the ``allowed`` kinds of updates; ``languages`` are those that are spoken, one at least."""
        self._api = api
        self._accept = accept
        self._allowed = tuple(allowed)
        self._languages = tuple(languages)
        self._offset: int | None = None
        self._heard_at = 0.0

    async def run(self, arrived: Bell, stop: Stop) -> None:
        """Receive until it is time to end; whatever fails is tried again, ever more slowly."""
        failures, ready = 0, False
        while not stop.is_set:
            try:
                if not ready:
                    async with stop.breaking_off():
                        # A webhook from before would keep the updates for itself.
                        await self._api.call("deleteWebhook")
                        ready = True
                    continue
                updates: Sequence[Any] = ()
                async with stop.breaking_off():
                    updates = await self._ask()
                await self._take(updates, arrived)
                failures = 0
            except TemporaryError as error:
                failures += 1
                ready = ready and getattr(error, "code", None) != _CONFLICT
                await stop.sleep(_say(error, failures))

    async def _ask(self) -> Sequence[Any]:
        now = asyncio.get_running_loop().time()
        if now - self._heard_at > QUIET:
            self._offset = None
        offset = {} if self._offset is None else {"offset": self._offset}
        updates = await self._api.call(
            "getUpdates",
            patience=LONG_POLL + 10,
            limit=AT_ONCE,
            timeout=LONG_POLL,
            allowed_updates=self._allowed,
            **offset,
        )
        if not isinstance(updates, list):
            raise ApiFailed("no list of updates")
        return updates

    async def _take(self, updates: Sequence[Any], arrived: Bell) -> None:
        """Commit all updates of an answer, then move the offset; those of different chats share commits.

        Raises:
            TemporaryError: one at least was not saved; all come again.
        """
        if not updates:
            return
        chats: dict[str, list[tuple[Origin, bytes]]] = {}
        for update in updates:
            body = json.dumps(update, separators=(",", ":")).encode("ascii")
            origin = find_origin(body, self._languages)
            chats.setdefault(origin.chat, []).append((origin, body))
        async with asyncio.TaskGroup() as group:
            keeping = [group.create_task(self._keep(said)) for said in chats.values()]
        arrived.ring()
        for kept in keeping:
            if error := kept.result():
                raise error
        numbers = [number for number in map(number_of, updates) if number is not None]
        if not numbers:
            raise ApiFailed("updates without numbers")
        self._offset = max(numbers) + 1
        self._heard_at = asyncio.get_running_loop().time()

    async def _keep(self, said: Iterable[tuple[Origin, bytes]]) -> TemporaryError | None:
        """Commit what was said in one chat, in its order, up to what is not saved; the error then."""
        try:
            for origin, body in said:
                await self._accept(origin, body)
        except TemporaryError as error:
            return error
        return None


def _say(error: TemporaryError, failures: int) -> float:
    """Log a failure by its kind; how many seconds to wait."""
    kind = error.kind if isinstance(error, ApiFailed) else type(error).__name__
    wanted = error.retry_after if isinstance(error, ApiFailed) else None
    seconds = back_off(failures) if wanted is None else wanted
    log.warning("no updates were received, another try in %d s: %s", seconds, kind)
    return seconds
