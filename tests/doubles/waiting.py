"""Waiting for something to change, without polling and without sleeping."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")


class Change:
    """Wakes whoever waits, each time something has changed. Belongs to one event loop."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def ring(self) -> None:
        """Say that something has changed."""
        self._event.set()
        self._event = asyncio.Event()

    async def until(self, find: Callable[[], Found | None], patience: float | None) -> Found:
        """Look now and after each change until something is found; what was found.

        Raises:
            TimeoutError: nothing was found within so many seconds; None waits for ever.
        """
        async with asyncio.timeout(patience):
            while not (found := find()):
                await self._event.wait()
        return found
