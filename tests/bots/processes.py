"""``solidarity run`` in processes of their own, which can be killed and started again at once."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE = 90.0
"""Seconds after which a process that is to start, or to end, is not going to; a busy machine takes its time."""


class Process:
    """One run of the program.

    Attributes:
        pid: its number.
        status: how it ended; None while it runs, negative where a signal ended it.
    """

    def __init__(self, starter: socket.socket, words: list[str], log: Path) -> None:
        """Start it; what it says is added to a file."""
        theirs_in, self._in = os.pipe()
        said = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        ending, teller = socket.socketpair()
        socket.send_fds(starter, [json.dumps(words).encode()], [theirs_in, said, said, teller.fileno()])
        for descriptor in (theirs_in, said):
            os.close(descriptor)
        teller.close()
        ending.settimeout(PATIENCE)
        self._told = ending.makefile("r")
        ending.close()
        self.pid = int(self._told.readline())
        self.status: int | None = None

    def kill(self) -> None:
        """End it as ``kill -9`` does."""
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            self._wait()

    async def stop(self) -> int:
        """End it as a service manager does; its exit status."""
        if self.status is None:
            os.kill(self.pid, signal.SIGTERM)
            await self.ends()
        assert self.status is not None
        return self.status

    async def ends(self) -> int | None:
        """Wait for its end; its exit status."""
        await asyncio.to_thread(self._wait)
        return self.status

    def _wait(self) -> None:
        if self.status is not None:
            return
        try:
            self.status = int(self._told.readline())
        except TimeoutError:
            os.kill(self.pid, signal.SIGKILL)
            raise AssertionError(f"it did not end within {PATIENCE} seconds") from None
        finally:
            self._told.close()
            os.close(self._in)


Starter = Callable[..., Process]
"""Starts the program with some words, its log in ``log``."""


BOTS = Path(__file__).with_name("warm_bots.py")
"""What the program starts out of."""


@contextmanager
def warm_starter(script: Path = BOTS) -> Iterator[Starter]:
    """A process from which the program starts in no time."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    warm = [sys.executable, str(script), str(theirs.fileno())]
    with ours, subprocess.Popen(warm, pass_fds=[theirs.fileno()], env={**os.environ, "PYTHONPATH": str(ROOT)}):
        theirs.close()
        try:
            yield lambda *words, log: Process(ours, [str(word) for word in words], log)
        finally:
            ours.close()
