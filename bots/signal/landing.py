"""From memory into the inbox: what was read is committed in order within a chat, many chats side by side.

Right behind the socket, which has to be read at once, as the REST side drops what nobody waits for. What cannot be
committed is tried again for as long as memory has room; only what is committed is done with. What follows a commit, a
receipt or a file to be deleted, is done if it goes well, and keeps nobody waiting.
"""

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Protocol

from bots.signal.frames import FrameUnreadable, Origin
from bots.traffic.bell import Bell
from storage.errors import TemporaryError

log = logging.getLogger(__name__)

ROOM = 64 << 20
"""Bytes that may wait to be committed; with more, nothing is read."""

ENDING = 3.0
"""Seconds for what is not committed yet when it is time to end."""

AFTERWARDS = 2000
"""What may wait to be done after commits; more is left undone."""

AT_ONCE = 16
"""What is done side by side after commits: people rather wait for receipts than for words."""

LAST = 0.5
"""Seconds for what is still to be done after commits when it is time to end."""

REMEMBERED = 1000
"""So many frames are remembered that came last: one that comes both ways is not followed twice."""

_SHORTEST, _LONGEST = 0.2, 5.0


class Accept(Protocol):
    """The way into the inbox."""

    async def __call__(self, origin: Origin, /) -> bool:
        """Commit what is kept of a frame; False if all of it had come before.

        Raises:
            TemporaryError: it was not saved.
        """


Find = Callable[[bytes], Origin | None]
"""Whose a frame is, as :func:`bots.signal.frames.find_origin` does it."""

After = Callable[[Origin], Awaitable[object]]
"""What is done once a frame is in the inbox, if it goes well; once in a process for each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Waiting:
    """A frame that is not committed yet."""

    origin: Origin
    size: int
    done: asyncio.Future[bool]


class Landing:
    """The frames of one account that are not committed yet."""

    def __init__(self, group: asyncio.TaskGroup, find: Find, accept: Accept, arrived: Bell, after: After) -> None:
        """Ring ``arrived`` after each commit, and then do what comes ``after`` it."""
        self._group = group
        self._find = find
        self._accept = accept
        self._arrived = arrived
        self._after = after
        self._chats: dict[str, deque[_Waiting]] = {}
        self._size = 0
        self._room = asyncio.Event()
        self._room.set()
        self._ending = asyncio.Event()
        self._ends_at = float("inf")
        self._afterwards: set[asyncio.Task[None]] = set()
        self._followed: dict[tuple[str, int, int], None] = {}
        self._places = asyncio.Semaphore(AT_ONCE)
        self._dropped = 0

    @property
    def has_room(self) -> bool:
        """Whether more should be read."""
        return self._room.is_set()

    async def room(self) -> None:
        """Wait until there is room for more."""
        await self._room.wait()

    def take(self, frame: bytes) -> asyncio.Future[bool]:
        """Have a frame committed behind those of its chat.

        Returns:
            Whether it was; also True if there is nothing to commit.

        Raises:
            FrameUnreadable: there is no chat to keep it for, or it cannot be read at all; this is counted.
        """
        done: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        try:
            origin = self._find(frame)
        except FrameUnreadable as error:
            self._drop(str(error))
            raise
        except Exception as error:  # noqa: BLE001 - nobody's frame ends the process; only the kind of it is logged
            self._drop(f"a frame could not be read ({type(error).__name__})")
            raise FrameUnreadable("a frame could not be read") from None
        if origin is None:
            done.set_result(True)
        elif not origin.parts:
            self._follow(origin)
            done.set_result(True)
        else:
            self._put(_Waiting(origin=origin, size=sum(map(len, origin.parts)), done=done))
        return done

    def hurry(self) -> None:
        """It is time to end: what is not committed a while from now is given up. Saying so again changes nothing."""
        if not self._ending.is_set():
            self._ends_at = _now() + ENDING
            self._ending.set()

    async def finish(self) -> None:
        """Commit what was taken, and do what comes after commits, both for a while at most."""
        self.hurry()
        waiting = [waiting.done for queue in self._chats.values() for waiting in queue]
        if waiting:
            await asyncio.wait(waiting)
        if self._afterwards:
            _, late = await asyncio.wait(self._afterwards, timeout=LAST)
            for task in late:
                task.cancel()

    def _drop(self, why: str) -> None:
        self._dropped += 1
        log.warning("%s, it is dropped: number %d since the start", why, self._dropped)

    def _put(self, waiting: _Waiting) -> None:
        self._size += waiting.size
        if self._size > ROOM:
            self._room.clear()
        chat = waiting.origin.chat
        if chat in self._chats:
            self._chats[chat].append(waiting)
        else:
            self._chats[chat] = deque([waiting])
            self._group.create_task(self._drain(chat))

    async def _drain(self, chat: str) -> None:
        queue = self._chats[chat]
        while queue:
            waiting = queue[0]
            saved = await self._commit(waiting.origin)
            queue.popleft()
            # Whoever waited for it may have gone.
            if not waiting.done.done():
                waiting.done.set_result(saved)
            self._size -= waiting.size
            if self._size <= ROOM:
                self._room.set()
        del self._chats[chat]

    async def _commit(self, origin: Origin) -> bool:
        """Commit a frame, however often it takes; False if it is given up."""
        seconds = _SHORTEST
        while True:
            try:
                await self._accept(origin)
            except TemporaryError as error:
                if _now() + seconds > self._ends_at:
                    log.error("a frame was lost, it could not be saved to the end: %s", type(error).__name__)
                    return False
                log.warning("a frame was not saved, another try in %.1f s: %s", seconds, type(error).__name__)
                await self._rest(seconds)
                seconds = _SHORTEST if self._ending.is_set() else min(2 * seconds, _LONGEST)
            except Exception as error:  # noqa: BLE001 - whatever it is, the others go on; only its kind is logged
                log.error("a frame was lost, it could not be saved: %s", type(error).__name__)
                return False
            else:
                self._arrived.ring()
                self._follow(origin)
                return True

    async def _rest(self, seconds: float) -> None:
        """Wait so long, or hardly at all when it is time to end."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._ending.wait()
                await asyncio.sleep(_SHORTEST)

    def _follow(self, origin: Origin) -> None:
        name = (origin.sender, origin.device, origin.timestamp)
        if name in self._followed or len(self._afterwards) >= AFTERWARDS:
            return
        self._followed[name] = None
        if len(self._followed) > REMEMBERED:
            del self._followed[next(iter(self._followed))]
        task = self._group.create_task(self._do_after(origin))
        self._afterwards.add(task)
        task.add_done_callback(self._afterwards.discard)

    async def _do_after(self, origin: Origin) -> None:
        try:
            async with self._places:
                await self._after(origin)
        except Exception as error:  # noqa: BLE001 - nothing depends on it; only its kind is logged
            log.info("something was left undone after a commit: %s", type(error).__name__)


@asynccontextmanager
async def land(find: Find, accept: Accept, arrived: Bell, after: After) -> AsyncIterator[Landing]:
    """The way of an account's frames into the inbox; at the end of the block all that was put there is committed."""
    async with asyncio.TaskGroup() as group:
        landing = Landing(group, find, accept, arrived, after)
        yield landing
        await landing.finish()


def _now() -> float:
    return asyncio.get_running_loop().time()
