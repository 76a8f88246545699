"""Seeing what stands in a chat and waiting for what comes: what everybody with a phone does, whatever the messenger."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from tests.doubles.waiting import Change

Found = TypeVar("Found")

PATIENCE = 90.0
"""Seconds after which something that was awaited is not coming any more; a busy machine takes its time."""


class Standing(Protocol):
    """Something that stands in a chat.

    Attributes:
        text: what it says in words.
        revision: of the chat, when it was sent or last changed.
    """

    text: str
    revision: int


class Seen(Protocol):
    """A chat.

    Attributes:
        revision: counts every change.
        changed: rings at every change.
    """

    revision: int
    changed: Change


Said = TypeVar("Said", bound=Standing)


class Watcher(ABC, Generic[Said]):
    """Somebody before a chat.

    Attributes:
        chat: what they look at.
        patience: seconds for which to wait for anything.
    """

    def __init__(self, chat: Seen) -> None:
        self.chat = chat
        self.patience = PATIENCE
        self._since = 0

    @property
    @abstractmethod
    def bots(self) -> list[Said]:
        """What stands there of the bot."""

    @property
    @abstractmethod
    def screen(self) -> str:
        """All that can be read in the chat now."""

    def look(self) -> None:
        """Take what stands there now as known: only what comes after it is heard."""
        self._since = self.chat.revision

    @property
    def said(self) -> list[Said]:
        """What the bot has said or changed since the last thing done here, the oldest first."""
        return [message for message in self.bots if message.revision > self._since]

    async def hears(self, *words: str) -> Said:
        """Wait until the bot, since the last thing done here, has said or changed a message with all these words.

        Raises:
            AssertionError: it did not in time; the error shows the chat.
        """
        return await self._await(words, self._since)

    async def sees(self, *words: str) -> Said:
        """Wait until a message of the bot with all these words stands in the chat, whenever it came.

        Raises:
            AssertionError: there was none in time; the error shows the chat.
        """
        return await self._await(words, -1)

    async def misses(self, words: str) -> None:
        """Wait until no message with these words stands in the chat any more."""
        await self.awaits(lambda: words not in self.screen, f"anything but {words}")

    async def awaits(self, find: Callable[[], Found | None], wanted: str) -> Found:
        """Look now and after each change in the chat until something is found; what was found.

        Raises:
            AssertionError: nothing was in time; the error says what was ``wanted``, and shows the chat.
        """
        try:
            return await self.chat.changed.until(find, self.patience)
        except TimeoutError:
            raise AssertionError(f"{wanted!r} did not come; the chat now:\n{self.screen}") from None

    async def _await(self, words: tuple[str, ...], since: int) -> Said:
        def find() -> Said | None:
            said = (message for message in reversed(self.bots) if message.revision > since)
            return next((message for message in said if all(word in message.text for word in words)), None)

        return await self.awaits(find, ", ".join(words))
