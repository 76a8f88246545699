"""Standard input and output, whether they are a terminal, a pipe or a file: lines in, blocks of text out."""

import asyncio
import os
import shutil
import sys
import textwrap
from collections.abc import AsyncIterator
from contextlib import suppress
from threading import Semaphore, Thread

_AT_ONCE = 1 << 16
_AHEAD = 16
"""Lines that are read before they are wanted."""


_TERMINAL_LINE = 4095
"""What a terminal takes as one line (Linux, termios(3)); it drops the rest without a word."""

_LINE = 1 << 20
"""What is taken as one line from a pipe or a file, in bytes: more than any answer, and no burden on the memory."""


async def read_lines() -> AsyncIterator[bytes | None]:
    """The lines of standard input without their ends; empty ones too, and None for one that was too long.

    A thread of its own waits for them: the event loop would make the terminal non-blocking for our output too, and a
    worker thread of the loop would hold the program back at its end until somebody presses a key.
    """
    loop, descriptor = asyncio.get_running_loop(), sys.stdin.fileno()
    longest = _TERMINAL_LINE if os.isatty(descriptor) else _LINE
    waiting: asyncio.Queue[bytes | None] = asyncio.Queue()
    room = Semaphore(_AHEAD)

    def hand_over(line: bytes | None) -> None:
        room.acquire()
        loop.call_soon_threadsafe(waiting.put_nowait, line)

    def read() -> None:
        line = bytearray()
        # The program may end while lines are still coming; then the loop is closed, and nobody wants them any more.
        with suppress(RuntimeError):
            while data := os.read(descriptor, _AT_ONCE):
                *ends, rest = data.split(b"\n")
                for end in ends:
                    hand_over(bytes(line + end))
                    line.clear()
                line += rest
                del line[_LINE:]  # so long that it is not taken; what follows need not be remembered
            if line:
                hand_over(bytes(line))
            hand_over(None)

    Thread(target=read, name="standard input", daemon=True).start()
    while (line := await waiting.get()) is not None:
        room.release()
        yield None if len(line) >= longest else line.rstrip(b"\r")


def show(text: str) -> None:
    """Print a block at once; in a terminal no word is broken at the edge."""
    if sys.stdout.isatty():
        text = "\n".join(_wrapped(line) for line in text.split("\n"))
    sys.stdout.write(text)
    sys.stdout.flush()


def _wrapped(line: str) -> str:
    width = shutil.get_terminal_size().columns
    folded = textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False, replace_whitespace=False)
    return "\n".join(folded)
