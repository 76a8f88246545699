"""The mail of one account as storage keeps it: what every line, of either side and any channel, does in the same way.

Between the traffic and the post. How an update is worked at, and how a letter is handed over, a line adds by itself.
"""

from collections.abc import Callable
from datetime import datetime

from storage import outbox, pauses
from storage.database import Database
from storage.ids import ChatKey
from storage.pauses import Pause
from storage.post import Letter, Post


class Mailbox:
    """The mail of one account."""

    def __init__(self, *, database: Database, post: Post, box: str, clock: Callable[[], datetime]) -> None:
        """The mail in this box, such as ``telegram:123456``; the clock gives aware times."""
        self._database = database
        self._post = post
        self._box = box
        self._clock = clock

    @property
    def box(self) -> str:
        """As inbox and outbox name the account."""
        return self._box

    async def waiting(self) -> tuple[ChatKey, ...]:
        """The chats with something to handle, the one that waits longest first."""
        return await self._post.waiting(self._box)

    async def outgoing(self) -> tuple[Letter, ...]:
        """What waits to be sent and is due, in order."""
        return await self._post.outgoing(self._box)

    async def stands(self, letter: Letter) -> bool:
        """Whether a letter still waits: what waited for its chat may have been dropped since it was read."""
        return await self._database.read(lambda unit: outbox.stands(unit, letter.number))

    async def sent(self, letter: Letter) -> None:
        """A letter is done with; saying so twice is harmless."""
        await self._post.sent(letter.number)

    async def postpone(self, letter: Letter, until: datetime) -> None:
        """Not before then; what follows it in its chat waits behind it."""
        await self._post.postpone(letter.number, until)

    async def close(self, key: ChatKey) -> None:
        """Drop what waits for a chat that is closed to us."""
        await self._post.close(key)

    async def paused_until(self) -> datetime | None:
        """Until when the platform takes nothing of this account; None if it does, also because a puzzle was solved."""
        pause = await self._database.read(lambda unit: pauses.find(unit, self._box))
        return pause.until if pause else None

    async def pause(self, until: datetime, challenges: tuple[str, ...]) -> None:
        """Note that the platform takes nothing of this account until then, if nobody solves one of its puzzles."""
        pause = Pause(account=self._box, since=self._clock(), until=until, challenges=challenges)
        await self._database.write(lambda unit: pauses.save(unit, pause))

    async def resume(self) -> None:
        """Note that the platform takes letters again; saying so twice is harmless."""
        await self._database.write(lambda unit: pauses.drop(unit, self._box))
