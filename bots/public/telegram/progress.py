"""How far a large file has come, told while it is read.

Between the message that brought a file and the desk that reads it. What is told goes through the outbox like anything
else, so the sender knows the message and takes it away, whatever becomes of this process meanwhile.
"""

import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace

from intake.events import File

LARGE = 5_000_000
"""From so many bytes on it is told how far a file has come."""

_PAUSE_SECONDS = 3.0
"""Not more often than this: a chat takes about one message a second, and the answer comes behind."""

Tell = Callable[[int], Awaitable[None]]
"""Tells how many percent have come."""


def follow(file: File, tell: Tell, clock: Callable[[], float] = time.monotonic) -> File:
    """The same file, which tells how far it has come if it is large: at its beginning, and then now and again."""

    async def read() -> AsyncIterator[bytes]:
        count, due = 0, clock()
        async for chunk in file.open():
            count += len(chunk)
            if clock() >= due:
                due = clock() + _PAUSE_SECONDS
                await tell(min(100 * count // file.size, 100))
            yield chunk

    return file if file.size < LARGE else replace(file, open=read)
