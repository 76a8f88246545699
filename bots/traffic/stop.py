"""The end, as a loop sees it: something that is set once, and that breaks off whatever waits for it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Stop:
    """Set once, by a signal or by whoever comes before; for one event loop."""

    def __init__(self) -> None:
        self._event = asyncio.Event()
        self._waits: set[asyncio.Timeout] = set()

    @property
    def is_set(self) -> bool:
        """Whether it is time to end."""
        return self._event.is_set()

    def set(self) -> None:
        """Say that it is time to end; again does nothing."""
        if self._event.is_set():
            return
        self._event.set()
        for wait in self._waits:
            wait.reschedule(0)

    async def wait(self) -> None:
        """Wait until it is time to end."""
        await self._event.wait()

    @asynccontextmanager
    async def breaking_off(self) -> AsyncIterator[None]:
        """Leave the block at once when it is time to end, wherever it waits; nothing is raised then."""
        try:
            async with asyncio.timeout(0 if self.is_set else None) as wait:
                self._waits.add(wait)
                try:
                    yield
                finally:
                    self._waits.discard(wait)
        except TimeoutError:
            if not wait.expired():
                raise

    async def sleep(self, seconds: float) -> None:
        """Wait so long, or until it is time to end."""
        async with self.breaking_off():
            await asyncio.sleep(seconds)
