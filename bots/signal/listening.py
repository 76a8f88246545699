"""The socket of signal-cli-rest-api, opened again whenever it closes, however it does.

The first step in. The REST side keeps nothing and is told nothing: a frame that comes while nobody reads is dropped
there. So the socket is read at once, nothing is done here with what it brings, and pauses between sockets are short.
"""

import asyncio
import logging
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from typing import Final

import aiohttp

from bots.signal.api import SignalApi
from bots.signal.frames import FrameUnreadable
from bots.signal.landing import Landing
from bots.signal.presence import Presence
from bots.signal.refusals import ApiFailed
from bots.traffic.stop import Stop

log = logging.getLogger(__name__)

BEAT: Final = 10.0
"""Seconds after which the other side is asked whether it is there, and it is noted that we are."""

LONGEST_REST: Final = 2.0
"""Seconds between two tries: it is a machine of ours that is asked."""

_SHORTEST_REST = 0.05
_LASTING = 5.0
"""Seconds after which a socket counts as one that works."""

LOOKING: Final = 1.0
"""Seconds for all frames that are still on their way when it is time to end, however many keep coming."""

LEAVING: Final = 1.0
"""Seconds for closing a socket in order, and noting that it is closed."""

_LAST_LOOK = 0.05
"""Seconds for each of those frames."""

Socket = aiohttp.ClientWebSocketResponse[bool]


@dataclass(slots=True)
class _Pulse:
    """Signs of life of the other side.

    Attributes:
        answers: it has answered one ping at least, so that its silence means something.
        at: when the last sign came, by the event loop's time.
        is_lost: it was silent for too long.
    """

    answers: bool = False
    at: float = 0.0
    is_lost: bool = False


class Listening:
    """Reads the socket of one account."""

    def __init__(self, api: SignalApi, landing: Landing, presence: Presence) -> None:
        self._api = api
        self._landing = landing
        self._presence = presence

    async def run(self, stop: Stop) -> None:
        """Read until it is time to end; what has come by then is still taken."""
        failures = 0
        while not stop.is_set:
            began, reason = _now(), ""
            try:
                async with AsyncExitStack() as opened:
                    socket = None
                    async with stop.breaking_off():
                        socket = await opened.enter_async_context(self._api.listen())
                    if socket is not None:
                        reason = await self._read(socket, stop)
            except ApiFailed as error:
                reason = error.kind
            if stop.is_set:
                return
            failures = 1 if _now() - began > _LASTING else failures + 1
            # A REST side that is away for an hour is not worth two thousand lines.
            if failures & (failures - 1) == 0:
                log.warning("the socket is closed, it is opened again (%d): %s", failures, reason)
            await stop.sleep(min(_SHORTEST_REST * 2.0 ** min(failures - 1, 10), LONGEST_REST))

    async def _read(self, socket: Socket, stop: Stop) -> str:
        """Read a socket until it closes or it is time to end; why it closed."""
        pulse = _Pulse()
        async with asyncio.TaskGroup() as group:
            beating = group.create_task(self._beat(socket, pulse))
            try:
                reason = await self._take_all(socket, pulse, stop)
            finally:
                beating.cancel()
        await self._leave(socket, pulse)
        return "nobody is there" if pulse.is_lost else reason

    async def _leave(self, socket: Socket, pulse: _Pulse) -> None:
        """Close a socket, for a while at most: neither a full disk nor a chatty REST side keeps us."""
        with suppress(TimeoutError):
            async with asyncio.timeout(LEAVING):
                if not pulse.is_lost:
                    await self._presence.note()
                await socket.close()
        self._presence.end()

    async def _take_all(self, socket: Socket, pulse: _Pulse, stop: Stop) -> str:
        while True:
            message = None
            async with stop.breaking_off():
                await self._landing.room()
                message = await socket.receive()
            if message is None:
                await self._look_once_more(socket, pulse)
                return ""
            if reason := await self._take(socket, message.type, message.data, pulse):
                return reason

    async def _look_once_more(self, socket: Socket, pulse: _Pulse) -> None:
        """Take what is on its way already: closing the socket would throw it away."""
        with suppress(TimeoutError):
            async with asyncio.timeout(LOOKING):
                while self._landing.has_room:
                    message = await socket.receive(timeout=_LAST_LOOK)
                    if await self._take(socket, message.type, message.data, pulse):
                        return

    async def _take(self, socket: Socket, kind: aiohttp.WSMsgType, data: object, pulse: _Pulse) -> str:
        """Take what the socket brought; why it is closed, if it is."""
        pulse.at = _now()
        match kind, data:
            case ((aiohttp.WSMsgType.TEXT | aiohttp.WSMsgType.BINARY), bytes() as frame):
                with suppress(FrameUnreadable):
                    self._landing.take(frame)
            case aiohttp.WSMsgType.PING, bytes() as asked:
                with suppress(aiohttp.ClientError, OSError):
                    await socket.pong(asked)
            case aiohttp.WSMsgType.PONG, _:
                pulse.answers = True
            case _:
                return f"code {socket.close_code}"
        return ""

    async def _beat(self, socket: Socket, pulse: _Pulse) -> None:
        """Note that we listen, and see that somebody is there, again and again."""
        while not socket.closed:
            await self._presence.note()
            asked = _now()
            with suppress(aiohttp.ClientError, OSError):
                await socket.ping()
            await asyncio.sleep(BEAT)
            if pulse.answers and pulse.at < asked:
                pulse.is_lost = True
                await socket.close()
                return


def _now() -> float:
    return asyncio.get_running_loop().time()
