"""The updates of one bot: kept until they are confirmed, given to one poller at a time."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from tests.doubles.telegram.refusals import bad, conflict
from tests.doubles.waiting import Change

_FIRST = 800_000_001
_MOST = 100
_LEFT_OUT = {"chat_member", "message_reaction", "message_reaction_count"}
"""Updates that a bot gets only if it names them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """Something that happened, as the bot is told."""

    id: int
    kind: str
    told: dict[str, Any]

    def as_json(self) -> dict[str, Any]:
        """The update's own JSON."""
        return {"update_id": self.id, **self.told}


class Mailbox:
    """What waits for a bot.

    Attributes:
        waiting: updates that are not confirmed, the oldest first.
        confirmed: the ids of all that were.
        change: rings when something comes in or is confirmed.
        polls: how many calls of getUpdates there were; a new one ends the one before it.
        conflicts: how many calls were ended so while their caller still listened.
    """

    def __init__(self) -> None:
        self.waiting: list[Update] = []
        self.confirmed: list[int] = []
        self.change = Change()
        self.polls = 0
        self.conflicts = 0
        self._allowed: Collection[str] = ()
        self._next = _FIRST

    def push(self, kind: str, payload: Any) -> int:
        """Tell the bot of something; the id of the update, also where the bot does not want to hear of it."""
        return self.push_raw({kind: payload}, kind)

    def push_raw(self, told: dict[str, Any], kind: str = "") -> int:
        """Tell the bot something of any shape; the id of the update."""
        number = self._next
        self._next += 1
        if kind in self._allowed if self._allowed and kind else kind not in _LEFT_OUT:
            self.waiting.append(Update(id=number, kind=kind, told=told))
            self.change.ring()
        return number

    def allow(self, kinds: Collection[str] | None) -> None:
        """Set which kinds of updates the bot hears of from now on; None leaves it as it is, none are the usual ones."""
        if kinds is not None:
            self._allowed = frozenset(kinds)

    def confirm(self, below: int) -> None:
        """Forget all updates with a lower id."""
        self.confirmed.extend(update.id for update in self.waiting if update.id < below)
        self.waiting = [update for update in self.waiting if update.id >= below]
        self.change.ring()

    def drop(self) -> None:
        """Forget whatever waits."""
        self.waiting.clear()
        self.change.ring()

    async def poll(
        self, offset: int = 0, limit: int = _MOST, seconds: int = 0, allowed: Collection[str] | None = None
    ) -> list[Update]:
        """Wait for updates and return them; they stay until a later call confirms them with its offset.

        Raises:
            Refused: the limit or the wait is out of bounds, or somebody else polls now.
        """
        if not 1 <= limit <= _MOST:
            raise bad("limit must be from 1 to 100")
        if seconds < 0:
            raise bad("timeout must not be negative")
        self.polls += 1
        mine = self.polls
        self.change.ring()
        self.allow(allowed)
        if offset >= 0:
            self.confirm(offset)
        elif len(self.waiting) > -offset:
            self.confirm(self.waiting[offset].id)
        with suppress(TimeoutError):
            await self.change.until(lambda: self.waiting or self.polls != mine, seconds)
        if self.polls != mine:
            self.conflicts += 1
            raise conflict("terminated by other getUpdates request; make sure that only one bot instance is running")
        return self.waiting[:limit]

    async def empties(self, patience: float = 90) -> None:
        """Wait until everything was confirmed.

        Raises:
            TimeoutError: it was not within so many seconds.
        """
        await self.change.until(lambda: not self.waiting, patience)
