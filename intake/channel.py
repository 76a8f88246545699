"""What intake needs of a channel: to read a raw update, and to word what is said back.

A channel lives under ``bots/public``; intake knows it by this protocol alone. While an update is worked at, the channel
leads and intake answers, over a :class:`Sitting`; what came of it is committed once the channel is through.
"""

from typing import Protocol

from intake.events import Event, File
from intake.messages import Message, Prompt, Turn
from storage.documents import Language
from storage.post import Address


class Sitting(Protocol):
    """One update being worked at, as its channel sees it. It ends in one commit, or in nothing at all.

    Attributes:
        kept: what the channel keeps from one update of this chat to the next, such as the state of a dialog; empty at
            first. It is sealed with the draft, committed with it, and gone with it. It must hold no answer.
    """

    kept: str

    @property
    def address(self) -> Address:
        """Where this was said."""

    @property
    def language(self) -> Language:
        """What was spoken when the update was written."""

    @property
    def prompt(self) -> Prompt:
        """What stood open when the update was written; in a fresh chat, the first prompt there is."""

    @property
    def fresh(self) -> bool:
        """Nothing is known of this chat: whatever was written opens the conversation."""

    async def take(self, event: Event | File) -> Turn:
        """Take what the update means, once at most; an update that means nothing is not taken.

        Raises:
            StorageError: nothing was done; a temporary one means that the update comes again.
        """

    def say(self, body: bytes) -> None:
        """Write something to this chat, in the channel's own form. It is sent once the update is committed."""

    async def waits(self) -> bool:
        """Whether something that was said to this chat cannot be sent, so that nobody has seen it.

        Raises:
            TemporaryError: it is not known.
        """

    async def say_now(self, body: bytes) -> None:
        """Write something that is sent whatever comes of the update: how far a large file has come, and no more.

        Raises:
            TemporaryError: it was not written.
        """


class Channel(Protocol):
    """A way for submitters to write."""

    @property
    def name(self) -> str:
        """As the record names it: ``terminal``, ``telegram``, ``signal``."""

    @property
    def reaches(self) -> bool:
        """Whether something can be written later, when nobody sits there: a messenger can, a terminal cannot."""

    async def lead(self, body: bytes, sitting: Sitting) -> None:
        """Work at a raw update: take what it means, and say what comes of it.

        It must not raise on any update that it once accepted, and writes nothing to the platform itself. It may be
        called again for the same update if the commit fails.
        """

    def write(self, messages: tuple[Message, ...], address: Address, over: bool = False) -> bytes:
        """Something that is said without an update to answer, in the channel's own form; no prompt comes with it.

        Args:
            messages: what is said.
            address: of the chat.
            over: these are the last words there, as at the end of a :class:`Turn` that is over.
        """


class Wording(Protocol):
    """The catalogue, as far as the record needs it: questions and labels in the words that were shown."""

    def __call__(self, language: Language, message_id: str, /) -> str:
        """The text of a message without arguments."""
