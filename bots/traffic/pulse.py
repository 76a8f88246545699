"""The pulse of a process, and the other process's eye on it: a machine that no longer lives must not go unnoticed.

Beside the traffic of both sides. A pulse is a time in a row; whether it still moves is measured by the event loop's
time, for clocks are set, and machines sleep. A process that has never lived here is not missed.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from storage import pulses
from storage.database import Database, Unit
from storage.pulses import Process

EVERY: Final = timedelta(seconds=30)
"""How often a process says that it lives."""

PATIENCE: Final = 180.0
"""Seconds without a beat after which a process is taken for dead."""


async def beat(database: Database, processes: Collection[Process], now: datetime) -> None:
    """Say that these live.

    Raises:
        TemporaryError: the database failed.
    """

    async def work(unit: Unit) -> None:
        for process in processes:
            await pulses.beat(unit, process, now)

    await database.write(work)


class Eye:
    """One process's eye on another one.

    Attributes:
        sees_living: whether a beat came while it looked, and not too long ago; one that lay there before says nothing.
    """

    def __init__(self, process: Process) -> None:
        self.sees_living = False
        self._process = process
        self._beat: datetime | None = None
        self._moved: float | None = None

    async def sees_dead(self, unit: Unit, tick: float, *, missed: bool = False) -> bool:
        """Whether no beat has come for too long, by the event loop's time.

        Args:
            unit: to read with.
            tick: that time, in seconds.
            missed: whether somebody has told that it is dead: then it is until it beats again, so that an eye which
                looks a little later than the one that told so does not say that it lives.
        """
        last = await pulses.last(unit, self._process)
        beats = self._moved is not None and last != self._beat
        if beats or self._moved is None:
            self._beat, self._moved = last, tick
        still = tick - self._moved >= PATIENCE
        self.sees_living = not still and (beats or self.sees_living)
        return last is not None and (still or (missed and not beats))
