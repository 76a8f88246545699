"""What a process does by the clock: housekeeping, announcements, alarms. What is due they ask the database.

APScheduler only ticks. It reckons in the time of day, and would be silent for as long as a clock was set back; so a
chore that has not been called for a while goes by itself, by the event loop's time.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bots.traffic.bell import Bell
from bots.traffic.stop import Stop

log = logging.getLogger(__name__)

LATE = 2
"""A chore goes by itself after so many of its intervals without a call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chore:
    """Something that is done again and again.

    Attributes:
        name: for the log.
        every: how often.
        do: does it; what it raises is logged by its kind, and it is done again at the next time.
    """

    name: str
    every: timedelta
    do: Callable[[], Awaitable[object]]


async def keep(chores: Sequence[Chore], stop: Stop) -> None:
    """Do all chores at once, and then each at its times, until it is time to end. What has begun is finished."""
    scheduler = AsyncIOScheduler(
        timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    )
    scheduler.start()
    try:
        async with asyncio.TaskGroup() as group:
            for chore in chores:
                bell = Bell()
                scheduler.add_job(_ring, "interval", seconds=chore.every.total_seconds(), args=[bell])
                group.create_task(_keep(chore, bell, stop))
    finally:
        scheduler.shutdown(wait=False)


async def _ring(bell: Bell) -> None:
    """Call a chore; a coroutine, as the scheduler would run anything else in a thread of its own."""
    bell.ring()


async def _keep(chore: Chore, bell: Bell, stop: Stop) -> None:
    while not stop.is_set:
        try:
            await chore.do()
        except Exception as error:  # noqa: BLE001 - the others go on, and this one comes again; only its kind is logged
            log.error("%s failed: %s", chore.name, type(error).__name__)
        async with stop.breaking_off():
            await bell.wait(LATE * chore.every.total_seconds())
