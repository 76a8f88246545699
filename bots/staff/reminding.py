"""Reminders and daily digests, said to members without having been asked. Works while the desk is locked.

On the path from what is due to the outbox. What has to be said, and to whom, triage finds out; here it is noted and
written as letters in one transaction, so that two processes say it once, and one that is killed neither loses nor
doubles it. It is content-free: a channel on which others read along may carry it.
"""

from collections.abc import Collection, Mapping
from datetime import datetime

from bots.staff.calling import Calling
from bots.staff.office import Office
from storage import reminders
from storage.database import Unit
from storage.ids import MemberId
from triage.membership import roster
from triage.membership.roster import Roster
from triage.notices import Notice, say
from triage.times import digest, reminding
from triage.times.reminding import Reminder

_ANY = (say("reminder"), say("digest"))
"""What is said here, by its names: a pager cannot say it."""


class Reminding:
    """The clock's voice in one process."""

    def __init__(self, office: Office, calling: Calling) -> None:
        self._office = office
        self._calling = calling

    async def look(self, now: datetime) -> bool:
        """Remind whoever has to be reminded now, and give those their digest whose hour has come; whether anybody.

        Raises:
            TemporaryError: the database failed; it is said at the next look.
        """
        told = [
            await self._office.database.read(lambda unit: self._is_owed(unit, now))
            and await self._office.database.write(lambda unit: self._remind(unit, now)),
            await self._office.database.read(lambda unit: self._has_come(unit, now))
            and await self._office.database.write(lambda unit: self._give_digests(unit, now)),
        ]
        return any(told)

    async def _is_owed(self, unit: Unit, now: datetime) -> bool:
        return bool(await self._owed(unit, now))

    async def _remind(self, unit: Unit, now: datetime) -> bool:
        """Looked at anew: what was due may be done, or said, since."""
        told = False
        for member, several in (await self._owed(unit, now)).items():
            first = await reminding.note(unit, member, several)
            told = bool(first and await self._tell(unit, member, reminding.word(first, now))) or told
        return told

    async def _has_come(self, unit: Unit, now: datetime) -> bool:
        known, reachable = await self._people(unit)
        return bool(await digest.due(unit, known, reachable, now))

    async def _give_digests(self, unit: Unit, now: datetime) -> bool:
        told = False
        known, reachable = await self._people(unit)
        for member, own in await digest.due(unit, known, reachable, now):
            if await reminders.note_digest(unit, member.id, own.local(now).date()):
                composed = await digest.compose(unit, member, self._office.desk.manifest.roster, now)
                told = await self._tell(unit, member.id, composed) or told
        return told

    async def _owed(self, unit: Unit, now: datetime) -> Mapping[MemberId, tuple[Reminder, ...]]:
        known, reachable = await self._people(unit)
        return await reminding.owed(unit, known, reachable, now)

    async def _people(self, unit: Unit) -> tuple[Roster, Collection[MemberId]]:
        """The members, and who of them could be told anything."""
        known = await roster.read(unit, self._office.desk.manifest.roster)
        return known, await self._calling.hearers(unit, *_ANY)

    async def _tell(self, unit: Unit, member: MemberId, notice: Notice) -> bool:
        return await self._calling.tell_one(unit, member, notice)
