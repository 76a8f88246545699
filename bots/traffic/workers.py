"""The workers of one line: each chat's updates one after the other, many chats side by side.

Between the inbox and a desk. They are woken by a bell and look by themselves every second, so that mail is found that
was left from before, or that another process has put there. A chat whose mail cannot be handled for the moment rests,
and the others go on. They hold nothing: whatever is broken off is still in the inbox.
"""

import asyncio
import logging
from collections.abc import Sequence

from bots.traffic.backoff import back_off
from bots.traffic.bell import Bell
from bots.traffic.line import Line
from bots.traffic.stop import Stop
from storage.errors import TemporaryError
from storage.ids import ChatKey

log = logging.getLogger(__name__)

AT_ONCE = 32
"""Chats that are worked at side by side."""

TURN = 8
"""Updates of one chat that are handled before the others have had theirs: nobody can keep all workers busy alone."""

LOOK = 1.0
"""Seconds after which they look without having been called."""


class Workers:
    """The workers of one line."""

    def __init__(self, line: Line, *, arrived: Bell, said: Bell) -> None:
        """Listen to ``arrived``, and ring ``said`` after each update, as there may be something to send."""
        self._line = line
        self._arrived = arrived
        self._said = said
        self._busy: set[ChatKey] = set()
        self._resting: dict[ChatKey, float] = {}
        self._failures: dict[ChatKey, int] = {}
        self._places = asyncio.Semaphore(AT_ONCE)

    async def run(self, stop: Stop) -> None:
        """Work until it is time to end and all is handled that can be handled now."""
        async with asyncio.TaskGroup() as group:
            while True:
                # Asked first: whatever was committed before it was set is seen by the look that follows.
                ending = stop.is_set
                for key in await self._look():
                    await self._places.acquire()
                    self._busy.add(key)
                    group.create_task(self._take_turn(key))
                if ending and not self._busy:
                    return
                await self._arrived.wait(LOOK)

    async def _look(self) -> Sequence[ChatKey]:
        """The chats that can be worked at."""
        try:
            waiting = await self._line.waiting()
        except TemporaryError as error:
            log.warning("the inbox cannot be read: %s", type(error).__name__)
            return ()
        now = asyncio.get_running_loop().time()
        self._resting = {key: until for key, until in self._resting.items() if until > now}
        return [key for key in waiting if key not in self._busy and key not in self._resting]

    async def _take_turn(self, key: ChatKey) -> None:
        try:
            for _ in range(TURN):
                if not await self._line.work(key):
                    break
                self._said.ring()
            self._failures.pop(key, None)
        except TemporaryError as error:
            log.warning("an update waits for another try: %s", type(error).__name__)
            self._rest(key)
        except Exception as error:  # noqa: BLE001 - whatever it is, the other chats go on; only its kind is logged
            log.error("an update could not be worked at: %s", type(error).__name__)
            self._rest(key)
        finally:
            self._busy.discard(key)
            self._places.release()
            self._arrived.ring()

    def _rest(self, key: ChatKey) -> None:
        self._failures[key] = self._failures.get(key, 0) + 1
        self._resting[key] = asyncio.get_running_loop().time() + back_off(self._failures[key])
