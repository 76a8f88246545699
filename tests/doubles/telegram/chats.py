"""Users, chats, and what stands in a chat: the state that people and bots see."""

from dataclasses import dataclass, field
from typing import Any

from tests.doubles.telegram.keyboards import Keyboard, as_json
from tests.doubles.waiting import Change


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """An account, a person's or a bot's.

    Attributes:
        language: of the person's app, an IETF tag; empty if it says none.
    """

    id: int
    name: str
    is_bot: bool = False
    username: str = ""
    language: str = ""

    def as_json(self) -> dict[str, Any]:
        """The user as it is told to bots."""
        told: dict[str, Any] = {"id": self.id, "is_bot": self.is_bot, "first_name": self.name}
        return told | {
            key: value for key, value in (("username", self.username), ("language_code", self.language)) if value
        }


@dataclass(slots=True, kw_only=True)
class Message:
    """Something that stands in a chat.

    Attributes:
        content: the fields that say what it is: ``text``, ``document``, ``sticker``…
        keyboard: the buttons under it.
        protected: it cannot be forwarded or saved.
        revision: of the chat, when it was sent or last changed.
        file: the bytes of what was sent with it.
    """

    id: int
    chat: "Chat"
    sender: User
    date: int
    content: dict[str, Any]
    keyboard: Keyboard = ()
    protected: bool = False
    edited: int | None = None
    revision: int = 0
    file: bytes | None = None

    @property
    def text(self) -> str:
        """What it says in words; of a file, its caption."""
        return self.content.get("text") or self.content.get("caption", "")

    @property
    def labels(self) -> list[str]:
        """What is written on its buttons, row by row."""
        return [button.text for row in self.keyboard for button in row]

    @property
    def file_name(self) -> str:
        """The name of the document."""
        return self.content.get("document", {}).get("file_name", "")

    def as_json(self) -> dict[str, Any]:
        """The message as it is told to bots."""
        told = {
            "message_id": self.id,
            "from": self.sender.as_json(),
            "chat": self.chat.as_json(),
            "date": self.date,
            **self.content,
        }
        if self.edited:
            told["edit_date"] = self.edited
        if self.keyboard:
            told["reply_markup"] = as_json(self.keyboard)
        if self.protected:
            told["has_protected_content"] = True
        return told


@dataclass(slots=True, kw_only=True)
class Chat:
    """A private chat of a person with a bot, or a group.

    Attributes:
        open: the bot may write here: it was written to, and was not blocked or removed.
        left: the bot is not in this group any more.
        messages: what stands in it now, by number.
        revision: counts every change.
        actions: what the bot was seen doing, such as ``typing``.
    """

    id: int
    kind: str
    name: str
    open: bool = False
    left: bool = False
    messages: dict[int, Message] = field(default_factory=dict)
    revision: int = 0
    actions: list[str] = field(default_factory=list)
    changed: Change = field(default_factory=Change)

    @property
    def standing(self) -> list[Message]:
        """What stands in it now, the oldest first."""
        return list(self.messages.values())

    def put(self, message: Message) -> Message:
        """Add a message."""
        self.messages[message.id] = message
        return self.touch(message)

    def touch(self, message: Message) -> Message:
        """Say that a message was changed."""
        self.revision += 1
        message.revision = self.revision
        self.changed.ring()
        return message

    def remove(self, number: int) -> None:
        """Take a message away, for everyone."""
        del self.messages[number]
        self.note()

    def note(self) -> None:
        """Say that something else about the chat was changed."""
        self.revision += 1
        self.changed.ring()

    def as_json(self) -> dict[str, Any]:
        """The chat as it is told to bots."""
        told = {"id": self.id, "type": self.kind}
        return told | {"first_name" if self.kind == "private" else "title": self.name}
