"""Alerts that ring: whoever has to be called is called, on all his channels. Works while the desk is locked.

On the path from ``storage.alerts`` to the outbox. An alert holds a reference and a number, and no more is said. Each
call is a row, written with its letters in one transaction; so two processes ring once, and one that is killed neither
loses a call nor makes it twice. Quiet hours hold back nothing here.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bots.staff.calling import Calling, Voice
from storage import alerts, calls
from storage.alerts import Alert
from storage.calls import Call
from storage.database import Database, Unit
from storage.members import Member
from triage.duty.watch import Heard, Plan, plan, rings_for, word


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where somebody is called: a member's chat or pager, or a room of several."""

    voice: Voice
    chat: str = field(repr=False)
    member: Member | None = None

    @property
    def digest(self) -> str:
        """The same in every process, and in no other deployment's words than a number."""
        return hashlib.sha256(f"{self.voice.box}\n{self.chat}".encode()).hexdigest()[:32]

    def hears(self, alert: Alert) -> bool:
        """Whether an alert rings here."""
        return rings_for(alert, None if self.member is None else self.member.id)


class Ringing:
    """The watch over alerts for everybody who is bound."""

    def __init__(self, database: Database, calling: Calling) -> None:
        self._database = database
        self._calling = calling

    async def ring(self, now: datetime) -> bool:
        """Call whoever has to be called now; whether anybody was.

        Raises:
            TemporaryError: the database failed; they are called at the next look.
        """
        ringing, is_open = await self._database.read(lambda unit: _read(unit, now))
        if not ringing and not is_open:
            return False
        called = False
        for place in await self._places():
            called = await self._call(place, ringing, now) or called
        if not ringing and await self._database.read(calls.is_any_open):
            await self._database.write(lambda unit: _end(unit, now))
        return called

    async def _places(self) -> list[_Place]:
        """Who is called, and where: members in their chats and on their pagers, and the rooms of several."""

        async def find(unit: Unit) -> list[_Place]:
            places = []
            for voice in self._calling.voices:
                reached = await self._calling.reachable(unit, voice)
                places += [_Place(voice=voice, chat=chat, member=member) for member, chat in reached]
                places += [_Place(voice=voice, chat=room) for room in voice.rooms]
            return places

        return await self._database.read(find)

    async def _call(self, place: _Place, ringing: Sequence[Alert], now: datetime) -> bool:
        """Call in one place, if there is anything to be said there; whether there was."""

        async def look(unit: Unit) -> bool:
            found, _ = await self._plan(unit, place, ringing, now)
            return bool(found.calls or found.silent)

        async def work(unit: Unit) -> bool:
            # Looked at anew: somebody may have taken over, or called, or may be called here no more.
            still, _ = await _read(unit, now)
            if not await self._is_there(unit, place):
                return False
            found, known = await self._plan(unit, place, still, now)
            made = await _note(unit, place, found, known, now)
            if made.silent and place.voice.hushes and not any(place.hears(alert) for alert in still):
                await self._calling.hush(unit, place.voice, place.chat)
            notices = word(made, _heard(known))
            return await self._calling.tell(unit, place.voice, place.chat, place.member, notices)

        return await self._database.read(look) and await self._database.write(work)

    async def _is_there(self, unit: Unit, place: _Place) -> bool:
        """Whether somebody is still called in a place, which may be another's by now; a room always is."""
        if place.member is None:
            return True
        reached = await self._calling.reachable(unit, place.voice)
        return any((member.id, chat) == (place.member.id, place.chat) for member, chat in reached)

    async def _plan(
        self, unit: Unit, place: _Place, ringing: Sequence[Alert], now: datetime
    ) -> tuple[Plan, Mapping[int, Call]]:
        known = {call.alert: call for call in await calls.open_at(unit, place.digest)}
        # While the platform is away repeats would only pile up, and all come at once when it is back.
        unheard = bool(known) and await self._calling.waits(unit, place.voice, place.chat)
        here = [alert for alert in ringing if place.hears(alert)]
        return plan(here, _heard(known), now, repeats=not unheard), known


async def _read(unit: Unit, now: datetime) -> tuple[tuple[Alert, ...], bool]:
    """What rings, and whether anybody still has to hear that something rings no more."""
    ringing = await alerts.due(unit, now, None)
    return ringing, bool(ringing) or await calls.is_any_open(unit)


async def _note(unit: Unit, place: _Place, found: Plan, known: Mapping[int, Call], now: datetime) -> Plan:
    """Write down what is said now; what is left of the plan is what no other process has said meanwhile."""
    made = [alert for alert in found.calls if await _note_call(unit, place, alert, known.get(alert.number), now)]
    silent = [number for number in found.silent if await calls.silence(unit, known[number], now)]
    return replace(found, calls=tuple(made), silent=tuple(silent))


async def _note_call(unit: Unit, place: _Place, alert: Alert, before: Call | None, now: datetime) -> bool:
    if before is not None:
        return await calls.repeat(unit, before, now)
    member = None if place.member is None else place.member.id
    call = Call(
        alert=alert.number,
        place=place.digest,
        channel=place.voice.channel,
        member=member,
        first_at=now,
        last_at=now,
    )
    return await calls.begin(unit, call)


async def _end(unit: Unit, now: datetime) -> None:
    """Nothing rings: whoever could not be told so has left since."""
    if not await alerts.due(unit, now, None):
        await calls.abandon(unit, now)


def _heard(known: Mapping[int, Call]) -> dict[int, Heard]:
    return {number: Heard(count=call.count, at=call.last_at) for number, call in known.items()}
