"""Files that lie with Telegram, read piece by piece while they are sealed; never whole in memory, never on disk.

Between the reader of messages and the desk, which reads what is opened here before its transaction begins. The one
place besides the sender that speaks to the platform: it asks for the file, and says how far a large one has come.
"""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, suppress

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramBadRequest
from aiohttp import ClientError, ClientResponseError

from bots.public.telegram.pages import Words
from bots.public.telegram.reading import Remote
from bots.texts import Catalogue
from intake.files import FileRefused
from intake.messages import say
from storage.errors import TemporaryError

LARGE = 5_000_000
"""From so many bytes on it is said how far a file has come."""

_TRIES = 3
_GONE = frozenset({400, 403, 404, 410})
"""What a server answers that will not hand a file out the next time either."""

_CHUNK = 1 << 16
_WHOLE_SECONDS = 300
"""For a whole file: 20 MB over a line of half a megabit."""

_CALL_SECONDS = 20
_SAYING_SECONDS = 5
_STEP_PERCENT = 25
"""So often it is said: a chat takes about one message a second."""


class Downloads:
    """Reads files from Telegram."""

    def __init__(self, bot: Bot, catalogue: Catalogue) -> None:
        """Files that were sent to this bot."""
        self._bot = bot
        self._catalogue = catalogue

    async def __call__(self, remote: Remote) -> AsyncIterator[bytes]:
        """Read a file.

        Raises:
            FileRefused: Telegram does not hand it out; it says why if it is too large.
            TemporaryError: Telegram did not answer.
            OSError: the file broke off midway.
        """
        first, rest = await self._begin(remote)
        progress = _Progress(self._bot, Words(self._catalogue, remote.language), remote)
        read = len(first)
        async with aclosing(rest):
            try:
                await progress.say(read)
                yield first
                async for chunk in rest:
                    read += len(chunk)
                    await progress.say(read)
                    yield chunk
            except (ClientError, TimeoutError):
                raise OSError("a file broke off") from None
            finally:
                await progress.end()
        if remote.size and read != remote.size:
            raise OSError("a file is not as long as was said")

    async def _begin(self, remote: Remote) -> tuple[bytes, AsyncGenerator[bytes]]:
        """The first bytes, and whatever yields the rest."""
        for _ in range(_TRIES):
            try:
                return await self._try(remote)
            except TelegramBadRequest as refused:
                large = "too big" in refused.message.lower()
                raise FileRefused("correct-file-platform" if large else "correct-file-unreadable") from None
            except ClientResponseError as refused:
                if refused.status in _GONE:
                    raise FileRefused("correct-file-unreadable") from None
            except (AiogramError, ClientError, OSError):
                continue
        raise TemporaryError("Telegram does not hand out a file", hint="see whether the Bot API server can be reached")

    async def _try(self, remote: Remote) -> tuple[bytes, AsyncGenerator[bytes]]:
        found = await self._bot.get_file(remote.id, request_timeout=_CALL_SECONDS)
        # The address holds the token: no error that quotes it goes any further.
        address = self._bot.session.api.file_url(self._bot.token, found.file_path or "")
        chunks = self._bot.session.stream_content(address, timeout=_WHOLE_SECONDS, chunk_size=_CHUNK)
        return await anext(chunks, b""), chunks


class _Progress:
    """Says how far a large file has come. Where that fails, the file comes all the same."""

    def __init__(self, bot: Bot, words: Words, remote: Remote) -> None:
        self._bot = bot
        self._words = words
        self._remote = remote
        self._next = 0
        self._message: int | None = None

    async def say(self, read: int) -> None:
        """Say that so many bytes were read, if it is time to."""
        if self._remote.size < LARGE:
            return
        percent = min(100 * read // self._remote.size, 100)
        if percent < self._next:
            return
        self._next = percent - percent % _STEP_PERCENT + _STEP_PERCENT
        text, chat = self._words(say("file-coming", percent=percent)), self._remote.chat
        with suppress(AiogramError, OSError):
            if self._message is None:
                sent = await self._bot.send_message(
                    chat, text, disable_notification=True, request_timeout=_SAYING_SECONDS
                )
                self._message = sent.message_id
            else:
                await self._bot.edit_message_text(
                    text, chat_id=chat, message_id=self._message, request_timeout=_SAYING_SECONDS
                )

    async def end(self) -> None:
        """Take back what was said."""
        if self._message is not None:
            with suppress(AiogramError, OSError):
                await self._bot.delete_message(self._remote.chat, self._message, request_timeout=_SAYING_SECONDS)
