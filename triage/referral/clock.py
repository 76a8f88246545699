"""The clock of referrals at a terminal: while no staff process lives, whoever sits there moves them on.

Beside ``bots.staff.referring``, which does the same for the bots and tells members in their chats; here the events are
given to whoever looks. It works while the desk is locked. What only a bot may do, it leaves to the bots.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage import offers, pulses
from storage.database import Unit, Works
from storage.errors import TemporaryError
from storage.pulses import Process
from storage.sealed import VerifyKey
from triage.notices import Notice
from triage.referral import progress
from triage.referral.ordering import word_event
from triage.referral.progress import Event

SILENT = timedelta(minutes=3)
"""So long after its last pulse the staff process is taken to be gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """Referrals, as a terminal moves them on.

    Attributes:
        database: of the deployment.
        key: verifies partners.
        bots: whether the group has a bot that sends packages; without one each is left to a member at once.
    """

    database: Works
    key: VerifyKey
    bots: bool

    async def look(self, now: datetime) -> tuple[Notice, ...]:
        """Do whatever is due now, and say what members should hear; what fails for a moment is done at the next look.

        A look that finds nothing writes nothing.
        """

        async def waits(unit: Unit) -> bool:
            pulse = await pulses.last(unit, Process.TRIAGE)
            if pulse is not None and pulse > now - SILENT:
                return False
            return await progress.waits(unit, self.key, now) or bool(await self._stuck(unit))

        async def work(unit: Unit) -> tuple[Event, ...]:
            events = [*await progress.go_on(unit, self.key, now)]
            for offer in await self._stuck(unit):
                events += await progress.carry(unit, offer, now)
            return tuple(events)

        with suppress(TemporaryError):
            if await self.database.read(waits):
                return tuple(said for event in await self.database.write(work) for said in word_event(event))
        return ()

    async def _stuck(self, unit: Unit) -> tuple[offers.Offer, ...]:
        """What waits for a bot where there is none."""
        return () if self.bots else await offers.to_send(unit)
