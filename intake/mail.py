"""What is said in either direction, while it waits: sealed to the volatile draft key, bound to its chat and direction.

On the path between the desk and storage's inbox and outbox. Whoever can only write to the database cannot have one
chat's words, or its receipt code, delivered to another.
"""

from enum import StrEnum

from storage.errors import PermanentError
from storage.ids import ChatKey, Draw
from storage.keys.sealing import IntakeKeys
from storage.sealed import Sealed, open_sealed, seal


class Way(StrEnum):
    """The direction of what is said."""

    IN = "in"  # from a submitter: a raw update
    OUT = "out"  # to a submitter: what the channel shall send


class MailSwapped(PermanentError):
    """Something was found under another chat, or on another way, than it was written for."""


def seal_mail(way: Way, chat: ChatKey, body: bytes, keys: IntakeKeys, draw: Draw) -> Sealed:
    """Seal an update or a message."""
    return seal(_address(way, chat) + body, [keys.draft.recipient], draw)


def open_mail(way: Way, chat: ChatKey, header: bytes, payload: bytes, keys: IntakeKeys) -> bytes:
    """Open an update or a message. Secret.

    Raises:
        AgeError: it was sealed to a draft key that is gone, or it was changed.
        MailSwapped: it was moved from one chat to another, or from one table to the other.
    """
    plaintext, address = open_sealed(header, payload, [keys.draft]), _address(way, chat)
    if not plaintext.startswith(address):
        raise MailSwapped("something said was found in another's place")
    return plaintext.removeprefix(address)


def _address(way: Way, chat: ChatKey) -> bytes:
    return f"{way}:{chat}\n".encode()
