"""One bot of the service: its chats, its files, its menus, what waits for it, and what goes wrong for it."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.doubles.telegram.chats import Chat, Message, User
from tests.doubles.telegram.faults import Faults
from tests.doubles.telegram.keyboards import Keyboard
from tests.doubles.telegram.mailbox import Mailbox
from tests.doubles.telegram.pace import Pace
from tests.doubles.telegram.refusals import bad, forbidden

DOWNLOAD_LIMIT = 20 << 20
"""Bytes of the largest file that the service hands to a bot: 20 MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """A file in the service's own store.

    Attributes:
        size: as it is declared; a lie where the test wants one.
    """

    id: str
    path: str
    content: bytes
    size: int

    def as_json(self) -> dict[str, Any]:
        """The part of a file object that all kinds of files share."""
        return {"file_id": self.id, "file_unique_id": f"u{self.id[-12:]}", "file_size": self.size}


@dataclass(slots=True, kw_only=True)
class Press:
    """A button that was pressed and what the bot said to it.

    Attributes:
        at: seconds since the epoch; the service forgets a press after a while.
        answers: the words shown to the person at once; empty ones only end the waiting sign.
    """

    id: str
    chat: Chat
    at: float
    answers: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hook:
    """Where updates are posted to."""

    url: str
    secret: str = ""


class Account:
    """A bot.

    Attributes:
        token: its secret.
        user: as people see it.
        clock: seconds since the epoch.
        pace: what it may send; None for as much as it likes.
        hook: where its updates are posted; None while it polls.
        commands: its menus by scope and language.
    """

    def __init__(self, *, token: str, user: User, clock: Callable[[], float], pace: Pace | None) -> None:
        self.token = token
        self.user = user
        self.clock = clock
        self.pace = pace
        self.mailbox = Mailbox()
        self.faults = Faults()
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, StoredFile] = {}
        self.presses: dict[str, Press] = {}
        self.commands: dict[tuple[str, str], list[dict[str, str]]] = {}
        self.hook: Hook | None = None
        self._messages = 0

    def now(self) -> int:
        """The time as messages carry it."""
        return int(self.clock())

    def chat(self, number: int) -> Chat:
        """A chat in which the bot may do something.

        Raises:
            Refused: there is no such chat, or the bot may not write there.
        """
        chat = self.chats.get(number)
        if chat is None:
            raise bad("chat not found")
        if chat.left:
            raise forbidden(f"bot is not a member of the {chat.kind} chat")
        if not chat.open:
            raise forbidden("bot was blocked by the user")
        return chat

    def put(
        self,
        chat: Chat,
        sender: User,
        content: dict[str, Any],
        *,
        keyboard: Keyboard = (),
        protected: bool = False,
        file: bytes | None = None,
    ) -> Message:
        """Let a new message stand in a chat."""
        self._messages += 1
        return chat.put(
            Message(
                id=self._messages,
                chat=chat,
                sender=sender,
                date=self.now(),
                content=content,
                keyboard=keyboard,
                protected=protected,
                file=file,
            )
        )

    def store(self, content: bytes, folder: str, suffix: str = "", size: int | None = None) -> StoredFile:
        """Keep a file."""
        number = len(self.files)
        kept = StoredFile(
            id=f"AgAD{number:06}{secrets.token_hex(6)}",
            path=f"{folder}/file_{number}{suffix}",
            content=content,
            size=len(content) if size is None else size,
        )
        self.files[kept.id] = kept
        return kept

    def press(self, chat: Chat) -> Press:
        """A button has been pressed."""
        press = Press(id=str(len(self.presses) + 4_000_000_000), chat=chat, at=self.clock())
        self.presses[press.id] = press
        return press
