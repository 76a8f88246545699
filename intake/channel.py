"""What intake needs of a channel: to read a raw update, and to write what is said back.

A channel lives under ``bots/public``; intake knows it by this protocol alone.
"""

from dataclasses import dataclass
from typing import Protocol

from intake.events import Event, File
from intake.messages import Prompt, Turn
from storage.documents import Language


class Channel(Protocol):
    """A way for submitters to write."""

    @property
    def name(self) -> str:
        """As the record names it: ``terminal``, ``telegram``, ``signal``."""

    def read(self, body: bytes, prompt: Prompt, language: Language) -> Event | File:
        """What a raw update means at this prompt. It must not raise on any update that it once accepted."""

    def write(self, turn: Turn, language: Language) -> bytes:
        """What is to be sent, in the channel's own form."""


class Wording(Protocol):
    """The catalogue, as far as the record needs it: questions and labels in the words that were shown."""

    def __call__(self, language: Language, message_id: str, /) -> str:
        """The text of a message without arguments."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """One conversation on a channel.

    Attributes:
        channel: what it runs over.
        account: which of our accounts: a bot, a number.
        id: the other side, as the platform calls it. Secret; only its keyed hash is stored.
        language: what is spoken until somebody chooses.
    """

    channel: Channel
    account: str
    id: str
    language: Language

    @property
    def inbox(self) -> str:
        """The account as inbox and outbox name it."""
        return f"{self.channel.name}:{self.account}"
