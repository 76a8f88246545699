"""What the traffic needs of a side: the mail of one bot account, to be handled and to be delivered.

The public side wraps the intake desk and its framework behind a :class:`Line`, the staff side the triage desk and its
own. The traffic sees chat keys and sealed letters' numbers; what is in a letter it hands on unread.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bots.traffic.bell import Bell
from bots.traffic.stop import Stop
from storage.ids import ChatKey
from storage.post import Letter


class Line(Protocol):
    """The mail of one bot account."""

    @property
    def box(self) -> str:
        """As inbox and outbox name the account: ``telegram:123456``."""

    async def waiting(self) -> tuple[ChatKey, ...]:
        """The chats with something to handle, the one that waits longest first."""

    async def work(self, key: ChatKey) -> bool:
        """Handle the next update of a chat; False if none is waiting. Never called twice at once for a chat.

        Raises:
            TemporaryError: it is kept, and is to be tried again later.
        """

    async def outgoing(self) -> tuple[Letter, ...]:
        """What waits to be sent and is due, in order."""

    async def stands(self, letter: Letter) -> bool:
        """Whether a letter still waits: what waited for its chat may have been dropped since it was read."""

    async def deliver(self, letter: Letter) -> None:
        """Hand a letter to the platform; a letter may come again. Never called twice at once for a chat.

        It may also have marked the letter as sent, together with what it must remember about the chat.

        Raises:
            Throttled: the platform wants us to wait.
            ChatClosed: the other side is closed to us.
            TemporaryError: the network or the platform failed; likewise OSError and TimeoutError.
            Exception: whatever else: the letter is given up, and the kind of the error logged.
        """

    async def sent(self, letter: Letter) -> None:
        """A letter is done with; saying so twice is harmless."""

    async def postpone(self, letter: Letter, until: datetime) -> None:
        """Not before then; what follows it in its chat waits behind it."""

    async def close(self, key: ChatKey) -> None:
        """The platform says that a chat is closed to us: drop what waits for it."""

    async def paused_until(self) -> datetime | None:
        """Until when the platform takes nothing of this account; None if it does, also because it was asked to."""

    async def pause(self, until: datetime, challenges: tuple[str, ...]) -> None:
        """The platform takes nothing of this account until then, if nobody solves one of its puzzles."""

    async def resume(self) -> None:
        """The platform takes letters again; saying so twice is harmless."""


class Receive(Protocol):
    """A receive loop: from the platform into the inbox."""

    async def __call__(self, arrived: Bell, stop: Stop, /) -> None:
        """Commit what the platform brings, and ring ``arrived`` after each commit, until ``stop`` is set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """One bot account, ready for traffic.

    Attributes:
        line: its mail.
        receive: its receive loop.
    """

    line: Line
    receive: Receive
