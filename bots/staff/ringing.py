"""Alerts that ring: whoever has to be called is called, on all his channels. Works while the desk is locked.

On the path from ``storage.alerts`` to the outbox. An alert holds a reference and a number, and no more is said.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from bots.staff.calling import Calling, Voice
from storage.database import Database
from storage.members import Member
from triage.notices import Notice
from triage.watch import Watch

_Place = tuple[str, str]
"""A box, and a chat in it."""


class Ringing:
    """The watch over alerts for everybody who is bound."""

    def __init__(self, database: Database, calling: Calling) -> None:
        self._database = database
        self._calling = calling
        self._watches: dict[_Place, Watch] = {}
        self._rung: dict[_Place, set[str]] = {}

    async def ring(self, now: datetime) -> bool:
        """Call whoever has to be called now; whether anybody was.

        Raises:
            TemporaryError: the database failed; they are called at the next look.
        """
        called = False
        for voice in self._calling.voices:
            for member, chat in await self._places(voice):
                called = await self._call(voice, member, chat, now) or called
        return called

    async def _places(self, voice: Voice) -> list[tuple[Member | None, str]]:
        """Who is called on a channel, and where: members in their chats, and the rooms of several."""
        members = await self._database.read(lambda unit: self._calling.reachable(unit, voice))
        return [*members, *((None, room) for room in voice.rooms)]

    async def _call(self, voice: Voice, member: Member | None, chat: str, now: datetime) -> bool:
        # Put back only once it is said: a look that comes to nothing must not pass for a call.
        place = voice.box, chat
        watch = self._watches.pop(place, None) or Watch(self._database, member.id if member else None)
        # While the platform is away repeats would only pile up, and all come at once when it is back.
        unheard = await self._database.read(lambda unit: self._calling.waits(unit, voice, chat))
        notices = await watch.look(now, repeats=not unheard)
        said = notices if member is not None else tuple(self._once(place, notices))
        if said:
            await self._database.write(lambda unit: self._calling.tell(unit, voice, chat, member, said))
        self._watches[place] = watch
        return bool(said)

    def _once(self, place: _Place, notices: Iterable[Notice]) -> Iterator[Notice]:
        """Of the alerts about a case, which each call somebody else, the one that is said where all can read it."""
        rung = self._rung.setdefault(place, set())
        cases = set()
        for notice in notices:
            number, case = str(notice.args["number"]), notice.args.get("reference")
            if case is None and number in rung:
                rung.discard(number)
                yield notice
            elif case is not None and case not in cases:
                cases.add(case)
                rung.add(number)
                yield notice
