"""Files that lie with the REST side, read piece by piece while they are sealed; never whole in memory, never on disk.

Between the reader of messages and the desk, which reads what is opened here before its transaction begins. A file stays
where it is until what became of it is committed, so it can be asked for again; :class:`Sweep` finds what stayed longer.
"""

import logging
from collections.abc import AsyncIterator
from contextlib import aclosing, suppress

from bots.public.signal.letters import read_say
from bots.signal.api import SignalApi
from bots.signal.reading import Remote
from bots.signal.refusals import ApiFailed
from bots.traffic.line import Line
from intake.files import FileDelayed, FileRefused
from storage.errors import TemporaryError
from storage.post import Post

log = logging.getLogger(__name__)

_GONE = frozenset({400, 403, 404, 410})
"""What the REST side answers of a file that it will not hand out the next time either."""

_TWICE = 2
_A_DAY = 24
"""Sweeps, of which there is one an hour."""

_MANY = 1000
"""Letters that wait, and are looked through at once."""


class Downloads:
    """Reads files from the REST side."""

    def __init__(self, api: SignalApi) -> None:
        """Files that were sent to the number of these calls."""
        self._api = api

    async def __call__(self, remote: Remote) -> AsyncIterator[bytes]:
        """Read a file.

        Raises:
            FileRefused: it is not there any more.
            FileDelayed: it is not handed out for the moment, or broke off.
        """
        read = 0
        async with aclosing(self._api.attachment(remote.id)) as chunks:
            try:
                async for chunk in chunks:
                    read += len(chunk)
                    yield chunk
            except ApiFailed as error:
                if error.status in _GONE:
                    raise FileRefused("correct-file-unreadable") from None
                raise FileDelayed("signal-cli-rest-api does not hand a file out") from None
        if remote.size and read < remote.size:
            raise FileDelayed("a file ended before its time")


class Sweep:
    """Deletes files on the REST side that nobody came for: those that were there an hour ago, and mean nothing by now.

    A file may have come with a message that was lost before we had it, or its deletion may have failed. While any
    message waits it may name any file, but not for ever: it is plain, and no stuck chat shall keep all others' lying.
    """

    def __init__(self, api: SignalApi, line: Line) -> None:
        """What lies with this REST side, as far as no message that waits in this line may name it."""
        self._api = api
        self._line = line
        self._seen: dict[str, int] = {}  # how many times

    async def __call__(self) -> None:
        """Delete what was there the last time; what may still be asked for, after a day.

        Raises:
            TemporaryError: it is not known what is there, or what waits.
        """
        self._seen = {file: self._seen.get(file, 0) + 1 for file in await self._api.attachments()}
        enough = _A_DAY if await self._line.waiting() else _TWICE
        left = [file for file, times in self._seen.items() if times >= enough]
        if not left:
            return
        for file in left:
            with suppress(ApiFailed):
                await self._api.discard(file)
        log.info("files that nobody came for were deleted: %d", len(left))


class Relief:
    """Deletes the files that waiting letters name, while the platform takes no letters: none is needed any longer.

    A letter deletes its files itself when it is sent; but that may be hours away, and they are plain.
    """

    def __init__(self, api: SignalApi, line: Line, post: Post) -> None:
        """What lies with this REST side, named by letters of this line, which the post can open."""
        self._api = api
        self._line = line
        self._post = post
        self._gone: set[str] = set()

    async def __call__(self) -> None:
        """Delete what is named; that it is named again when the letter is sent is harmless.

        Raises:
            TemporaryError: it is not known what waits.
        """
        if await self._line.paused_until() is None:
            self._gone.clear()
            return
        letters = await self._post.outgoing(self._line.box, _MANY)
        for file in {file for letter in letters for file in read_say(letter.body).discard} - self._gone:
            with suppress(TemporaryError):
                await self._api.discard(file)
                self._gone.add(file)
