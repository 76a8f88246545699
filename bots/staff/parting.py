"""Chats that are no member's any more: what waits for them is dropped, and what the channel offers there taken away.

Beside the alarms, look by look, whoever has let go of a chat: a command at a desk, the command line, another process.
What is remembered is which chats were bound when it was looked last; it is told to nobody.
"""

from bots.staff import members
from bots.staff.calling import Calling
from bots.staff.office import Office
from storage import bindings
from storage.database import Unit


class Parting:
    """The eye of one process on the chats of members."""

    def __init__(self, office: Office, calling: Calling) -> None:
        self._office = office
        self._calling = calling
        self._bound: frozenset[tuple[str, str]] = frozenset()

    async def look(self) -> bool:
        """Part from chats that were some member's at the last look and are nobody's now; whether there were any.

        Raises:
            TemporaryError: the database failed; it is done at the next look.
        """
        bound = await self._office.database.read(self._read)
        gone = self._bound - bound
        if gone:
            await self._office.database.write(lambda unit: self._part(unit, gone))
        self._bound = bound
        return bool(gone)

    async def _part(self, unit: Unit, gone: frozenset[tuple[str, str]]) -> None:
        # Looked at anew: somebody may have come back meanwhile.
        for channel, chat in sorted(gone - await self._read(unit)):
            await self._calling.part(unit, channel, chat)

    async def _read(self, unit: Unit) -> frozenset[tuple[str, str]]:
        key = self._office.desk.manifest.roster
        bound: set[tuple[str, str]] = set()
        for channel in {voice.channel for voice in self._calling.voices if voice.reach is None}:
            known = await bindings.all(unit, channel, members.ACCOUNT, key)
            bound.update((channel, binding.chat) for binding in known)
        return frozenset(bound)
