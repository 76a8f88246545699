"""Since when an account is listened to, and since when it was not: what nobody hears is lost upstream.

Beside the receive loop. A line that has been down can tell those who write; it can tell nobody what they wrote.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from storage import gaps
from storage.database import Database
from storage.errors import TemporaryError

log = logging.getLogger(__name__)

TOLERANCE = timedelta(seconds=2)
"""A silence that is not worth a word: the REST side may have had nothing to say."""


class Presence:
    """Whether one account is listened to, as the database knows it."""

    def __init__(self, database: Database, box: str, clock: Callable[[], datetime]) -> None:
        """The account by its box; the clock gives aware times."""
        self._database = database
        self._box = box
        self._clock = clock
        self._begun = False

    async def note(self) -> None:
        """Somebody listens now. The first time after a silence, the silence is noted, too."""
        now = self._clock()
        try:
            if self._begun:
                await self._database.write(lambda unit: gaps.listening(unit, self._box, now))
                return
            gap = await self._database.write(lambda unit: gaps.open(unit, self._box, now, TOLERANCE))
        except TemporaryError as error:
            log.warning("that somebody listens was not noted: %s", type(error).__name__)
            return
        self._begun = True
        if gap is not None:
            seconds = (gap.until - gap.since).total_seconds()
            log.warning("nobody listened for %d s: what was written meanwhile may be lost", seconds)

    def end(self) -> None:
        """Nobody listens from now on."""
        self._begun = False
