"""People, groups, and what stands in a chat: the state that phones and bots see."""

import secrets
from base64 import b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from uuid import uuid4

from tests.doubles.form import Upload
from tests.doubles.waiting import Change


def make_identity() -> str:
    """A new identity key, as its fingerprint is written."""
    return (b"\x05" + secrets.token_bytes(32)).hex(" ")


@dataclass(slots=True, kw_only=True, eq=False)
class User:
    """Somebody on Signal.

    Attributes:
        uuid: their account, for good.
        number: their telephone number; None where it is hidden, as it is by default.
        name: of their profile.
        device: which of theirs they write with.
        fingerprint: of their identity key; another one after they installed anew.
        registered: False once they have left Signal.
    """

    name: str
    uuid: str = field(default_factory=lambda: str(uuid4()))
    number: str | None = None
    device: int = 1
    fingerprint: str = field(default_factory=make_identity)
    registered: bool = True

    @property
    def safety_number(self) -> str:
        """What two people compare: sixty digits in groups of five."""
        digits = f"{int.from_bytes(sha256(self.fingerprint.encode()).digest()):060}"[-60:]
        return " ".join(digits[start : start + 5] for start in range(0, 60, 5))


@dataclass(slots=True, kw_only=True, eq=False)
class Group:
    """A group.

    Attributes:
        internal: as frames call it.
        members: of it; the bot is one until it quits.
        left: the bot is no member any more.
    """

    name: str
    members: list[User]
    internal: str = field(default_factory=lambda: b64encode(secrets.token_bytes(32)).decode())
    revision: int = 1
    left: bool = False

    @property
    def id(self) -> str:
        """As the REST side calls it."""
        return "group." + b64encode(self.internal.encode()).decode()


@dataclass(slots=True, kw_only=True, eq=False)
class Message:
    """Something that stands in a chat.

    Attributes:
        timestamp: its name in the chat, in milliseconds.
        sender: who wrote it; None for the bot.
        files: that were sent with it.
        expires: seconds after which phones delete it; 0 for never.
        revision: of the chat, when it was sent or last changed.
    """

    timestamp: int
    sender: User | None
    text: str
    files: tuple[Upload, ...] = ()
    expires: int = 0
    edited: bool = False
    revision: int = 0

    @property
    def file_name(self) -> str:
        """The name of its one file."""
        return self.files[0].name if self.files else ""


@dataclass(slots=True, kw_only=True, eq=False)
class Chat:
    """What one account and somebody, or a group, have written to each other.

    Attributes:
        messages: what stands in it now, by timestamp.
        expires: seconds after which phones delete what is written now; 0 for never.
        read: the timestamps of what the bot has read.
        typed: how often the bot was seen typing.
        deleted: how many messages the bot took back.
    """

    messages: dict[int, Message] = field(default_factory=dict)
    expires: int = 0
    read: set[int] = field(default_factory=set)
    typed: int = 0
    deleted: int = 0
    revision: int = 0
    changed: Change = field(default_factory=Change)

    def put(self, message: Message) -> Message:
        """Let a new message stand in the chat."""
        message.expires = self.expires
        self.messages[message.timestamp] = message
        return self.touch(message)

    def touch(self, message: Message) -> Message:
        """Say that a message was changed."""
        self.note()
        message.revision = self.revision
        return message

    def remove(self, timestamp: int) -> None:
        """Take a message away, for everyone."""
        del self.messages[timestamp]
        self.note()

    def note(self) -> None:
        """Say that something about the chat was changed."""
        self.revision += 1
        self.changed.ring()
