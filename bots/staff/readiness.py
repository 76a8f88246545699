"""Whether an emergency would be heard: what the leads are told, on all their channels, when it would not.

Beside the ringing, and without any key. Three things make the group deaf: a desk that stays locked, a rota on which
nobody is on call, and an intake that no longer lives. Each is told once, and once more when it is over; what was told
is remembered by the next process. Nobody is named.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from bots.staff.calling import Calling
from bots.staff.office import Office
from bots.traffic.pulse import Eye
from storage import alerts, rota
from storage.database import Unit
from storage.members import Role
from storage.post import Address
from storage.pulses import Process
from triage.notices import Notice, say


class Want(StrEnum):
    """What is wanting."""

    KEYS = "keys"  # the desk has stayed locked since it began, or while an emergency rings
    ROTA = "rota"  # nobody is on call
    INTAKE = "intake"  # the process that hears submitters does not live


LOCKED: Final = timedelta(minutes=10)
"""For how long a desk may be locked: whoever has started it needs a moment to unlock it."""

_TOLD: Final = (frozenset({Role.LEAD}), frozenset({Role.COORDINATOR}))
"""Who is told: the leads; where none of them can be, the coordinators."""


class Readiness:
    """The eye of one process on what is wanting."""

    def __init__(self, office: Office, calling: Calling) -> None:
        self._office = office
        self._calling = calling
        self._intake, self._unlocked = Eye(Process.INTAKE), Eye(Process.UNLOCKED)
        self._begun = True
        self._locked_at: datetime | None = None
        # No chat: only what was told is remembered under it.
        nowhere = Address(channel="alarms", account="staff", chat="readiness", language=office.languages[0])
        self._place = office.post.key(nowhere)

    async def look(self, now: datetime, tick: float) -> bool:
        """Tell the leads what is wanting, or no longer is; whether anything was told.

        Args:
            now: aware.
            tick: the event loop's time, in seconds.

        Raises:
            TemporaryError: the database failed; it is told at the next look.
        """
        wanting, told = await self._office.database.read(lambda unit: self._find(unit, now, tick))
        if wanting == told:
            return False
        notices = (
            *(say("staff-not-ready", what=want) for want in Want if want in wanting - told),
            *(say("staff-ready", what=want) for want in Want if want in told - wanting),
        )

        async def work(unit: Unit) -> bool:
            # Another process may have told it since.
            if await self._recall(unit) != told or not await self._tell(unit, notices):
                return False
            await self._office.recollections.remember(unit, self._place, self._office.languages[0], told=wanting)
            return True

        return await self._office.database.write(work)

    async def _tell(self, unit: Unit, notices: Collection[Notice]) -> bool:
        for roles in _TOLD:
            if await self._calling.tell_all(unit, roles, *notices):
                return True
        return False

    async def _find(self, unit: Unit, now: datetime, tick: float) -> tuple[frozenset[str], frozenset[str]]:
        """What is wanting, and what of it, or of what was, the leads were told."""
        told = await self._recall(unit)
        found = {
            Want.KEYS: await self._wants_keys(unit, now, tick),
            Want.ROTA: not (await rota.on_duty(unit, self._office.desk.manifest.roster, now)).staffed,
            Want.INTAKE: await self._wants_intake(unit, tick, missed=Want.INTAKE in told),
        }
        # What cannot be said yet stays as it was told: a process that has just begun gives nobody an all-clear.
        return frozenset(want for want, is_so in found.items() if (want in told if is_so is None else is_so)), told

    async def _recall(self, unit: Unit) -> frozenset[str]:
        """What the leads were told that is wanting, and not yet that it no longer is."""
        remembered = await self._office.recollections.recall(unit, self._place)
        return frozenset() if remembered is None else remembered.told

    async def _wants_intake(self, unit: Unit, tick: float, *, missed: bool) -> bool | None:
        """Whether intake does not live; None until that can be said."""
        if await self._intake.sees_dead(unit, tick, missed=missed):
            return True
        return False if self._intake.sees_living else None

    async def _wants_keys(self, unit: Unit, now: datetime, tick: float) -> bool | None:
        """Whether the desk has been locked for too long, where it matters; None until that can be said."""
        await self._unlocked.sees_dead(unit, tick)
        if not self._office.desk.locked or self._unlocked.sees_living:  # in another process, it may be
            self._begun, self._locked_at = False, None
            return False
        # A clock that was set back must not make it shorter.
        self._locked_at = now if self._locked_at is None else min(self._locked_at, now)
        if now - self._locked_at < LOCKED:
            return None
        return self._begun or bool(await alerts.due(unit, now, None))
