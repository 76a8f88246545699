"""The parts that a header is made of, and what a key must be able to do with them.

A file key opens one payload; every stanza wraps the same file key for one recipient.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Protocol

from storage.ids import Draw

FILE_KEY_SIZE = 16
WRAPPED_SIZE = FILE_KEY_SIZE + 16
"""A file key under any native recipient: sixteen bytes and a Poly1305 tag."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileKey:
    """The symmetric key of one file: 16 bytes, secret; only a session uses it for more than one payload."""

    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.secret) != FILE_KEY_SIZE:
            message = f"a file key is {FILE_KEY_SIZE} bytes"
            raise ValueError(message)

    @classmethod
    def generate(cls, draw: Draw) -> "FileKey":
        """Draw a new file key."""
        return cls(secret=draw(FILE_KEY_SIZE))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stanza:
    """One recipient's part of a header.

    Attributes:
        args: at least one, each of visible ASCII characters; the first names the recipient's type.
        body: the wrapped file key.
    """

    args: tuple[str, ...]
    body: bytes


class Family(Enum):
    """Which recipients may stand together in one header: only those of one family."""

    HYBRID = auto()  # stays closed to quantum computers, so nothing weaker may stand beside it
    CLASSIC = auto()
    PASSPHRASE = auto()  # stands alone: who opens it must be able to believe who wrote it


class Recipient(Protocol):
    """Whom a file can be sealed to."""

    @property
    def family(self) -> Family:
        """What it may stand beside."""
        ...

    def wrap(self, file_key: FileKey, draw: Draw) -> Stanza:
        """Wrap a file key so that only the matching identity unwraps it."""
        ...


class Identity(Protocol):
    """Who can open a file."""

    def unwrap(self, stanzas: Sequence[Stanza]) -> FileKey | None:
        """Find and unwrap the file key; None if no stanza is for this identity.

        Raises:
            HeaderFailure: a stanza of this identity's own type is malformed.
        """
        ...
