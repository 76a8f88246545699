r"""The public bot in a terminal or a pipe: one message a line in, each of the bot's messages followed by a blank line.

``\n`` inside a line is a line break and ``/file PATH`` attaches. The terminal is a channel like any other: a line is in
the inbox before it means anything, and what is said back leaves through the outbox. So is the word that somebody sits
down, which no line can be taken for: it begins with a line break.
"""

import asyncio
import fcntl
import json
import mimetypes
import os
from collections.abc import AsyncIterator, Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from bots.public import text
from bots.texts import Catalogue
from intake.channel import Sitting
from intake.desk import IntakeDesk
from intake.events import Arrive, Event, File, Mistake
from intake.messages import Message, Prompt, Turn
from storage.documents import Language
from storage.errors import TemporaryError
from storage.ids import Draw, draw_id
from storage.post import Address

_CHUNK = 1 << 20
_FILE = b"/file"
_ARRIVAL = b"\n"
"""How the word begins that somebody sits down; the language that they chose follows."""


class Terminal:
    """The terminal as intake sees it."""

    name = "terminal"
    reaches = False

    def __init__(
        self, catalogue: Catalogue, language: Language, languages: Collection[Language] = text.LANGUAGES
    ) -> None:
        """A terminal at which ``language`` is spoken until somebody chooses another of the ``languages``."""
        self._catalogue = catalogue
        self._languages = languages
        self.spoken = language

    async def lead(self, body: bytes, sitting: Sitting) -> None:
        """Take a line, and print what comes of it."""
        turn = await sitting.take(self.read(body, sitting.prompt, sitting.language))
        self.spoken = turn.language
        sitting.say(self._print(turn))

    def read(self, body: bytes, prompt: Prompt, language: Language) -> Event | File:
        """What a line means, or the word that somebody sits down."""
        if body.startswith(_ARRIVAL):
            chosen = body.removeprefix(_ARRIVAL).decode()
            return Arrive(language=Language(chosen) if chosen else None)
        path = _path(body)
        if path is not None:
            return _file(path)
        line = body.decode("utf-8", "replace").replace("\\n", "\n")
        return text.read(line, prompt, language, self._catalogue, self._languages)

    def write(self, messages: tuple[Message, ...], address: Address, over: bool = False) -> bytes:  # noqa: ARG002
        """The blocks to print for what is said unasked; what was printed before them stays, whatever ends."""
        return self._print(Turn(language=address.language, messages=messages))

    def _print(self, turn: Turn) -> bytes:
        return json.dumps(text.write(turn, self._catalogue, attaching="attach-typed")).encode()

    def say(self, message_id: str) -> str:
        """A text that is not part of the conversation, in the language that was spoken last."""
        return f"{self._catalogue.text(self.spoken, message_id)}\n\n"


async def converse(
    desk: IntakeDesk,
    address: Address,
    terminal: Terminal,
    lines: AsyncIterator[bytes | None],
    show: Callable[[str], None],
    *,
    chosen: Language | None,
    draw: Draw,
) -> None:
    """Lead a conversation until the input ends. A line that is None was cut by the terminal.

    Raises:
        TemporaryError: a line was not saved, or is kept and was not handled yet; the submitter was told which.
    """
    try:
        await _work(desk, address)
        if not await _flush(desk, address, show) or chosen:
            await desk.post.accept(address, draw_id(draw), _ARRIVAL + (chosen or "").encode())
            await _work(desk, address)
            await _flush(desk, address, show)
    except TemporaryError:
        show(terminal.say("not-saved"))
        raise
    async for line in lines:
        if line is None:
            show(terminal.say("line-cut"))
            continue
        try:
            # Whoever begins anew after a goodbye is spoken to as before.
            address = replace(address, language=terminal.spoken)
            await desk.post.accept(address, draw_id(draw), _absolute(line))
        except TemporaryError:
            show(terminal.say("not-saved"))
            raise
        try:
            await _work(desk, address)
            await _flush(desk, address, show)
        except TemporaryError:
            show(terminal.say("not-handled"))
            raise


@contextmanager
def seat(folder: Path) -> Iterator[str]:
    """The first free seat at this terminal's desk, kept until the program ends, however it ends.

    Who starts the program again after it was killed sits down where the unfinished interview lies; who starts a second
    one beside the first gets a seat of their own.
    """
    number = 1
    while True:
        handle = os.open(folder / f"seat-{number}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            number += 1
            continue
        try:
            yield str(number)
        finally:
            os.close(handle)
        return


async def _work(desk: IntakeDesk, address: Address) -> None:
    """Handle what waits."""
    while await desk.work(desk.post.key(address)):
        pass


async def _flush(desk: IntakeDesk, address: Address, show: Callable[[str], None]) -> bool:
    """Print what waits; whether there was anything."""
    waiting = await desk.post.outgoing(address.box)
    for letter in waiting:
        for block in json.loads(letter.body):
            show(f"{block}\n\n")
        # What cannot be marked as said was said all the same; it is said once more when there is space again.
        with suppress(TemporaryError):
            await desk.sent(letter.number)
    return bool(waiting)


def _absolute(line: bytes) -> bytes:
    """A line as it is kept: a file's path must mean the same when the line is read by a later process."""
    path = _path(line)
    return _FILE + b" " + os.fsencode(Path(os.path.expanduser(path)).absolute()) if path else line  # noqa: PTH111


def _path(line: bytes) -> str | None:
    """The path that ``/file`` names, as the file system spells it; empty where it names none."""
    word, rest = [*line.split(maxsplit=1), b"", b""][:2]
    return os.fsdecode(rest.strip()) if word.lower() == _FILE else None


def _file(typed: str) -> File | Mistake:
    # Unlike pathlib's, these say no to a path that is too long, has a NUL in it or may not be looked at.
    if not os.path.exists(typed):  # noqa: PTH110
        return Mistake(message="correct-file-missing")
    if not os.path.isfile(typed):  # noqa: PTH113
        return Mistake(message="correct-not-a-file")
    path = Path(typed)
    media_type, _encoding = mimetypes.guess_type(path.name)
    return File(name=path.name, media_type=media_type or "application/octet-stream", open=lambda: _chunks(path))


async def _chunks(path: Path) -> AsyncIterator[bytes]:
    with await asyncio.to_thread(path.open, "rb") as source:
        while chunk := await asyncio.to_thread(source.read, _CHUNK):
            yield chunk
