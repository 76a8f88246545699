"""The rest of a whole account that its platform has throttled. How long it lasts is measured by the event loop's time.

Beside the sender of a line. A pause is kept by the line as well, for the next process, and so that it can be lifted
from outside, as when a person has solved the platform's puzzle. When it is over a single letter tries first.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import Enum

from bots.traffic.errors import Throttled
from bots.traffic.line import Line

log = logging.getLogger(__name__)

SHORTEST = 5 * 60.0
"""Seconds of a first pause where the platform does not say how long; each one after it is twice as long."""

LONGEST = 6 * 3600.0
"""Seconds: nobody is left alone for longer without a try."""


class Leave(Enum):
    """What an account may send now."""

    ALL = "all"
    ONE = "one"  # a pause is over: one letter tries whether the platform agrees
    NONE = "none"


class Pausing:
    """The pauses of one account."""

    def __init__(self, line: Line, *, clock: Callable[[], datetime]) -> None:
        """Of the account of this line; the clock gives aware times."""
        self._line = line
        self._clock = clock
        self._until: float | None = None
        self._row = 0
        self._challenges: tuple[str, ...] = ()
        self._asked = False
        self._to_note = False
        self._to_end = False

    @property
    def is_on(self) -> bool:
        """Whether nothing may be sent."""
        return self._until is not None and _now() < self._until

    def begin(self, error: Throttled) -> None:
        """The platform wants the account to wait. Saying so again while it waits makes it no longer."""
        if self.is_on and not error.challenges:
            return
        if not self.is_on:
            self._row += 1
            wanted = SHORTEST * 2.0 ** min(self._row - 1, 10) if error.seconds is None else error.seconds
            self._until = _now() + min(wanted, LONGEST)
            log.warning("the platform wants the account to wait: it rests for %d s", min(wanted, LONGEST))
        self._challenges = error.challenges
        self._to_note = True

    def end(self) -> None:
        """The platform has taken a letter."""
        self._row = 0
        self._to_end = self._until is not None and not self.is_on

    async def look(self) -> Leave:
        """What may be sent now.

        Raises:
            TemporaryError: the line cannot say, or cannot note what has become of the account.
        """
        await self._note()
        if self._until is None and self._asked:
            return Leave.ALL
        until = await self._line.paused_until()
        self._asked = True
        if until is None:
            self._until = None
            return Leave.ALL
        if self._until is None:
            # From another process: a clock that was set since then must not make it endless.
            self._until = _now() + min((until - self._clock()).total_seconds(), LONGEST)
        return Leave.NONE if self.is_on else Leave.ONE

    async def _note(self) -> None:
        if self._to_note and self._until is not None:
            until = self._clock() + timedelta(seconds=self._until - _now())
            await self._line.pause(until, self._challenges)
            self._to_note = False
        if self._to_end:
            await self._line.resume()
            self._until, self._to_end = None, False
            log.info("the platform takes letters again")


def _now() -> float:
    return asyncio.get_running_loop().time()
