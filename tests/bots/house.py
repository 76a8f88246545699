"""An installation with bots on doubles, and the processes that run them; the doubles are added by each messenger."""

import asyncio
import shutil
from contextlib import AsyncExitStack
from dataclasses import replace
from types import TracebackType
from typing import Any, Self

from tests.bots.processes import Process, Starter


class House:
    """Everything that runs while people write: the services, the bots, and later the processes.

    Attributes:
        place: the installation.
        ends: what ends with it.
        running: the processes.
    """

    def __init__(self, place: Any, starter: Starter) -> None:
        self.place = place
        self.ends = AsyncExitStack()
        self.running: list[Process] = []
        self._starter = starter

    async def open(self) -> None:
        """Let services listen, and name them in the configuration."""

    async def __aenter__(self) -> Self:
        """Open it; nothing runs yet."""
        await self.open()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End whatever runs still, and the services."""
        for process in self.running:
            process.kill()
        await self.ends.aclose()

    def configure(self, lines: str) -> None:
        """Add lines to the configuration."""
        with self.place.file.open("a", encoding="utf-8") as config:
            config.write(lines)

    def start(self, side: str = "", *words: str, level: str = "debug") -> Process:
        """Run a side, or both."""
        sides = [side] if side else []
        secret = [] if side == "intake" else ["--passphrase-file", self.place.passphrase_file]
        words = ("run", *sides, "--config", self.place.file, "--log-level", level, *secret, *words)
        process = self._starter(*words, log=self.log)
        self.running.append(process)
        return process

    def kill(self, process: Process) -> None:
        """End a process as ``kill -9`` does."""
        process.kill()
        self.running.remove(process)

    async def stop(self) -> list[int]:
        """End all that runs; the exit statuses."""
        stopped = [await process.stop() for process in self.running]
        self.running.clear()
        return stopped

    @property
    def log(self) -> Any:
        """Where the processes write what they have to say."""
        return self.place.root / "log"

    def said(self) -> str:
        """What they have said."""
        return self.log.read_text(encoding="utf-8") if self.log.exists() else ""

    async def call(self, command: str, *words: Any, **options: Any) -> Any:
        """Run another command of the program on the same installation."""
        return await asyncio.to_thread(self.place.call, command, *words, **options)


def copy(place: Any, root: Any) -> Any:
    """A copy of an installation."""
    shutil.copytree(place.root, root, dirs_exist_ok=True)
    return replace(place, root=root)
