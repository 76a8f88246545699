"""A bell: one side rings that there is something to do, the other side waits for it, and never misses a ring."""

import asyncio
from contextlib import suppress


class Bell:
    """Rings are kept, and rings without a pause between them are one. For a single listener, on one event loop."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """There is something to do."""
        self._rung.set()

    async def wait(self, seconds: float | None = None) -> bool:
        """Wait until it rings, at most so long; whether it has rung. A ring from before counts, once."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._rung.wait()
        rung = self._rung.is_set()
        self._rung.clear()
        return rung
