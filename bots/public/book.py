"""Where the senders of the public bots keep what of ours lies in a chat, in the same commit that ends a letter.

Between a sender and the desk, which seals it. What is kept there is the channel's own affair.
"""

from typing import Protocol

from storage.ids import ChatKey


class Book(Protocol):
    """Where it is kept what lies in a chat; see :class:`intake.desk.IntakeDesk`."""

    async def trace(self, key: ChatKey) -> bytes | None:
        """What of ours lies there."""

    async def sent(self, number: int, *, trace: tuple[ChatKey, bytes | None] | None = None) -> None:
        """A letter is done with, and this lies there now."""

    async def remember(self, key: ChatKey, trace: bytes) -> None:
        """This lies there now; the letter is still on its way."""
