"""Files that lie with Telegram, read piece by piece while they are sealed; never whole in memory, never on disk.

Between the reader of messages and the desk, which reads what is opened here before its transaction begins. It asks the
platform for files, and says nothing to anybody.
"""

import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramBadRequest, TelegramRetryAfter
from aiohttp import ClientError, ClientResponseError

from bots.public.telegram.reading import Remote
from intake.files import FileDelayed, FileRefused
from storage.errors import TemporaryError

_TRIES = 3
_GONE = frozenset({400, 403, 404, 410})
"""What a server answers that will not hand a file out the next time either."""

_CHUNK = 1 << 16
_WHOLE_SECONDS = 300
"""For a whole file: 20 MB over a line of half a megabit."""

_CALL_SECONDS = 20
_TOO_MANY = 429
_LONGEST_REST = 300
"""Seconds after which Telegram is asked again even if it wanted longer: somebody waits for an answer."""


class Downloads:
    """Reads files from Telegram."""

    def __init__(self, bot: Bot, clock: Callable[[], float] = time.monotonic) -> None:
        """Files that were sent to this bot; the clock counts seconds."""
        self._bot = bot
        self._clock = clock
        self._rest_until = float("-inf")

    async def __call__(self, remote: Remote) -> AsyncIterator[bytes]:
        """Read a file.

        Raises:
            FileRefused: Telegram does not hand it out; it says why if it is too large.
            FileDelayed: Telegram did not answer, or wants us to wait.
            TemporaryError: Telegram wants us to wait still, and was not asked.
            OSError: the file broke off midway.
        """
        first, rest = await self._begin(remote)
        read = len(first)
        async with aclosing(rest):
            try:
                yield first
                async for chunk in rest:
                    read += len(chunk)
                    yield chunk
            except (ClientError, TimeoutError):
                raise OSError("a file broke off") from None
        if remote.size and read != remote.size:
            raise OSError("a file is not as long as was said")

    async def _begin(self, remote: Remote) -> tuple[bytes, AsyncGenerator[bytes]]:
        """The first bytes, and whatever yields the rest."""
        if self._clock() < self._rest_until:
            raise TemporaryError("Telegram wants us to wait")
        for _ in range(_TRIES):
            try:
                return await self._try(remote)
            except TelegramBadRequest as refused:
                large = "too big" in refused.message.lower()
                raise FileRefused("correct-file-platform" if large else "correct-file-unreadable") from None
            except TelegramRetryAfter as throttled:
                self._rest_until = self._clock() + min(throttled.retry_after, _LONGEST_REST)
                break
            except ClientResponseError as refused:
                if refused.status in _GONE:
                    raise FileRefused("correct-file-unreadable") from None
                if refused.status == _TOO_MANY:
                    break
            except (AiogramError, ClientError, OSError):
                continue
        raise FileDelayed("Telegram does not hand out a file")

    async def _try(self, remote: Remote) -> tuple[bytes, AsyncGenerator[bytes]]:
        found = await self._bot.get_file(remote.id, request_timeout=_CALL_SECONDS)
        # The address holds the token: no error that quotes it goes any further.
        address = self._bot.session.api.file_url(self._bot.token, found.file_path or "")
        chunks = self._bot.session.stream_content(address, timeout=_WHOLE_SECONDS, chunk_size=_CHUNK)
        return await anext(chunks, b""), chunks
