"""What waits to be told to the clients of one number: over the websockets that are open, and to the webhook.

As in the real service (its src/client/jsonrpc2.go), nothing is kept: a frame that comes while no socket is open is lost
to the sockets, and a webhook that does not take it is not asked again. One frame is told after another; the webhook is
waited for.
"""

import asyncio
import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientError, ClientSession, WSMsgType, web

from tests.doubles.waiting import Change

PATIENCE = 90.0
"""Seconds after which a client that is awaited is not coming any more; a busy machine takes its time."""


@dataclass(slots=True, kw_only=True, eq=False)
class Frame:
    """Something that a client is told.

    Attributes:
        body: its bytes, as a socket gets them.
        kept: it is told again at the next connection until it is said to be read; only while the feed is ``patient``.
        offered: to how many sockets it went.
        posted: the webhook took it.
    """

    body: bytes
    kept: bool = False
    offered: int = 0
    posted: bool = False

    @property
    def lost(self) -> bool:
        """Nobody was told."""
        return not self.offered and not self.posted


class Feed:
    """The frames of one number.

    Attributes:
        frames: all that were told to somebody or to nobody, the oldest first.
        hook: where frames are posted; empty for nowhere.
        patient: unlike the real service, keep what nobody hears, and tell it again until it was read.
        change: rings when a frame is told, a socket opens, closes or answers.
        connections: how many there have been.
    """

    def __init__(self) -> None:
        self.frames: list[Frame] = []
        self.hook = ""
        self.patient = False
        self.change = Change()
        self.connections = 0
        self._waiting: deque[Frame] = deque()
        self._unread: dict[tuple[str, int], Frame] = {}
        self._misses = 0
        self._pongs: set[bytes] = set()
        self._transports: dict[web.WebSocketResponse, asyncio.Transport] = {}

    # What people's phones bring.

    def push(self, body: bytes, *, sender: str = "", timestamp: int = 0) -> Frame:
        """Tell of something; with a sender it is a message, which can be said to be read."""
        frame = Frame(body=body, kept=bool(sender) and self.patient)
        if frame.kept:
            self._unread[sender, timestamp] = frame
        self._waiting.append(frame)
        self.change.ring()
        return frame

    def mix(self, change: Callable[[list[Frame]], object]) -> None:
        """Put what waits to be told into another order."""
        waiting = list(self._waiting)
        change(waiting)
        self._waiting = deque(waiting)

    def confirm(self, sender: str, timestamp: int) -> None:
        """The bot has read a message."""
        self._unread.pop((sender, timestamp), None)
        self.change.ring()

    def miss(self, number: int = 1) -> None:
        """Let so many frames pass while the client, though connected, is not being told, as it happens upstream."""
        self._misses += number

    @property
    def sockets(self) -> list[web.WebSocketResponse]:
        """The connections that are open now."""
        return list(self._transports)

    @property
    def unread(self) -> int:
        """How many messages a patient feed still keeps."""
        return len(self._unread)

    @property
    def lost(self) -> list[Frame]:
        """What nobody was told."""
        return [frame for frame in self.frames if frame.lost]

    def is_empty(self) -> bool:
        """Nothing waits to be told."""
        return not self._waiting

    # What the test does to the connections.

    async def listened(self, count: int = 1, patience: float = PATIENCE) -> None:
        """Wait until so many sockets are open.

        Raises:
            TimeoutError: they are not within so many seconds.
        """
        await self.change.until(lambda: len(self.sockets) >= count, patience)

    async def empties(self, patience: float = PATIENCE) -> None:
        """Wait until everything was told, and, of a patient feed, read.

        Raises:
            TimeoutError: it was not within so many seconds.
        """
        await self.change.until(lambda: self.is_empty() and not self._unread, patience)

    async def settle(self, patience: float = PATIENCE) -> None:
        """Wait until the clients have taken in everything that they were told.

        Raises:
            TimeoutError: they have not within so many seconds.
        """
        await self.change.until(self.is_empty, patience)
        token = str(len(self.frames)).encode()
        self._pongs.discard(token)
        for socket in self.sockets:
            await socket.ping(token)
        await self.change.until(lambda: not self.sockets or token in self._pongs, patience)

    async def close(self, code: int = 1000) -> None:
        """Close all connections in order."""
        for socket in self.sockets:
            self._forget(socket)
            await socket.close(code=code)

    def abort(self) -> None:
        """End all connections without a word."""
        for socket, transport in list(self._transports.items()):
            self._forget(socket)
            transport.abort()

    # What runs in the service.

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """One client's connection, to its end."""
        socket = web.WebSocketResponse(autoping=False)
        await socket.prepare(request)
        assert request.transport is not None
        self._transports[socket] = request.transport
        self.connections += 1
        again = [frame for frame in self._unread.values() if frame not in self._waiting]
        self._waiting.extendleft(reversed(again))
        self.change.ring()
        try:
            async for message in socket:
                if message.type is WSMsgType.PING:
                    await socket.pong(message.data)
                elif message.type is WSMsgType.PONG:
                    self._pongs.add(bytes(message.data))
                    self.change.ring()
        finally:
            self._forget(socket)
        return socket

    async def run(self) -> None:
        """Tell frames, one after another."""
        async with ClientSession() as session:
            while True:
                frame = await self.change.until(self._next, None)
                await self._tell(frame)
                if self.hook:
                    frame.posted |= await _post(session, self.hook, frame.body)
                self.frames.append(frame)
                self._waiting.remove(frame)
                self.change.ring()

    def _next(self) -> Frame | None:
        """The frame to be told now; one that is kept waits for a listener."""
        if not self._waiting:
            return None
        frame = self._waiting[0]
        return frame if self.sockets or self.hook or not frame.kept else None

    async def _tell(self, frame: Frame) -> None:
        if self._misses and self.sockets:
            self._misses -= 1
            return
        for socket in self.sockets:
            try:
                await socket.send_str(frame.body.decode())
            except (ConnectionError, RuntimeError):
                self._forget(socket)
            else:
                frame.offered += 1

    def _forget(self, socket: web.WebSocketResponse) -> None:
        if self._transports.pop(socket, None) is not None:
            self.change.ring()


async def _post(session: ClientSession, url: str, body: bytes) -> bool:
    """Post a line of JSON-RPC; whether it was taken."""
    try:
        params: Any = json.loads(body)
        line = json.dumps({"jsonrpc": "2.0", "method": "receive", "params": params}, ensure_ascii=False) + "\n"
    except ValueError:
        line = body.decode("utf-8", "replace") + "\n"
    try:
        async with session.post(url, data=line.encode(), headers={"Content-Type": "application/json"}) as answer:
            return answer.status in (200, 201)
    except (TimeoutError, ClientError):
        return False
