"""What a process needs to keep mail and drafts for itself: a volatile identity, and a key that hashes chats into names.

The public process has one of the draft key, the staff process one of the working key; neither opens the other's, and
both die with the machine.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Self

from storage.ids import ChatKey, Draw
from storage.sealed import HybridIdentity, OpeningSession, Sealed, SealingSession, keyed_hash, subkey

CHAT_KEY_LABEL = "solidarity-intake/chat/1"

UPDATE_KEY_LABEL = "solidarity-intake/update/1"

CHATS_KNOWN = 1024
"""Chats whose names a process remembers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostKeys:
    """A volatile identity at work.

    Attributes:
        identity: seals and opens what the process keeps for itself. Secret.
        hash_key: hashes chats into keys; 32 bytes. Secret.
    """

    identity: HybridIdentity = field(repr=False)
    hash_key: bytes = field(repr=False)
    _sealing: SealingSession = field(init=False, repr=False, compare=False)
    _opening: OpeningSession = field(init=False, repr=False, compare=False)
    _naming: Callable[[str, str, str], ChatKey] = field(init=False, repr=False, compare=False)
    _update_key: bytes = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # A chat is named again with every letter that is opened, to see that it lies where it was laid.
        object.__setattr__(self, "_naming", lru_cache(maxsize=CHATS_KNOWN)(partial(_name, self.hash_key)))
        object.__setattr__(self, "_update_key", subkey(self.hash_key, UPDATE_KEY_LABEL))
        object.__setattr__(self, "_sealing", SealingSession([self.identity.recipient]))
        object.__setattr__(self, "_opening", OpeningSession([self.identity]))

    @classmethod
    def of(cls, identity: HybridIdentity) -> Self:
        """The keys of a volatile identity; the one that hashes chats is derived from it."""
        return cls(identity=identity, hash_key=subkey(identity.seed, CHAT_KEY_LABEL))

    def chat(self, channel: str, account: str, chat: str) -> ChatKey:
        """Name a chat without naming anybody: without the volatile key the name can be neither made nor tested."""
        return self._naming(channel, account, chat)

    def update(self, *parts: str) -> str:
        """Name an update whose parts would name its sender: 32 hexadecimal digits, the same for the same parts."""
        return _hash(self._update_key, *parts)

    def seal_own(self, plaintext: bytes, draw: Draw) -> Sealed:
        """Seal something that only this process, or the one after it, shall open, and that need not last.

        Where it belongs has to be said inside, and looked at by who opens it: see :mod:`storage.sealed.session`.
        """
        return self._sealing.seal(plaintext, draw)

    def open_own(self, header: bytes, payload: bytes) -> bytes:
        """Open what :meth:`seal_own` sealed. The result is secret.

        Raises:
            AgeError: it was sealed to a key that is gone, or it was changed.
        """
        return self._opening.open(header, payload)


def _name(hash_key: bytes, *parts: str) -> ChatKey:
    return ChatKey(_hash(hash_key, *parts))


def _hash(key: bytes, *parts: str) -> str:
    return keyed_hash(key, *(part.encode("utf-8", "surrogatepass") for part in parts)).hex()
