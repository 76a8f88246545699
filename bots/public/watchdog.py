"""The watchdog: the public process notices that the staff process does not live, and tells the leads.

While the staff process is dead nobody is called, whatever comes in; so this cannot wait for it. The leads are reached
where this process can speak to them: on their pagers, and on Signal from the public number, in words that any
submitter might be sent. Where none of them is, the coordinators are. It reads signed rows, opens nothing, and names
nobody.
"""

import logging
from collections.abc import Callable, Sequence
from typing import Final

from bots.paging.line import address
from bots.traffic.pulse import Eye
from intake.channel import Channel
from intake.messages import say
from storage import bindings, members, pagers
from storage.database import Database, Unit
from storage.documents import Language
from storage.ids import MemberId
from storage.members import Role, Standing
from storage.post import Address, Post
from storage.pulses import Process
from storage.sealed import VerifyKey

log = logging.getLogger(__name__)

PAGERS: Final = "public"
"""The account of the pagers that this process calls."""

STAFF: Final = "staff"
"""What the staff side calls its account in a binding."""

AGAIN: Final = 15 * 60.0
"""Seconds after which the leads are told again, as long as nothing has changed."""

Word = Callable[[Language, str], str]
"""A message of the catalogue in words."""


class Watchdog:
    """The eye of the public process on the staff process."""

    def __init__(
        self,
        *,
        database: Database,
        post: Post,
        roster: VerifyKey,
        word: Word,
        language: Language,
        signal: Channel | None = None,
        number: str = "",
    ) -> None:
        """Keep an eye on the staff process.

        Args:
            database: of the deployment.
            post: of this process.
            roster: with which rows of members are signed.
            word: the catalogue of this side.
            language: in which leads are told: which one each speaks is known to the other process only.
            signal: the public channel on Signal, where there is one.
            number: its number.
        """
        self._database = database
        self._post = post
        self._roster = roster
        self._word = word
        self._language = language
        self._signal = signal
        self._number = number
        self._eye = Eye(Process.TRIAGE)
        self._told_at: float | None = None
        self._noticed = False

    async def look(self, tick: float) -> bool:
        """Tell the leads if the staff process does not live; whether they were told.

        Args:
            tick: the event loop's time, in seconds.

        Raises:
            TemporaryError: the database failed; they are told at the next look.
        """
        if not await self._database.read(lambda unit: self._eye.sees_dead(unit, tick)):
            self._told_at, self._noticed = None, False
            return False
        if self._told_at is not None and tick - self._told_at < AGAIN:
            return False
        if not self._noticed:
            log.error("the staff process does not live")
            self._noticed = True
        told = await self._database.write(self._tell)
        # Whoever has nobody to tell looks again at once: somebody may get a pager.
        self._told_at = tick if told else None
        return bool(told)

    async def _tell(self, unit: Unit) -> int:
        """Write to all leads, or, if none can be reached from here, to the coordinators; how many letters."""
        known, _ = await members.verified(unit, self._roster)
        for role in (Role.LEAD, Role.COORDINATOR):
            told = [m.id for m in known if m.standing is Standing.ACTIVE and m.role is role]
            letters = [*await self._page(unit, told), *await self._write(unit, told)]
            for where, body in letters:
                await self._post.write(unit, where, body)
            if letters:
                return len(letters)
        return 0

    async def _page(self, unit: Unit, told: Sequence[MemberId]) -> list[tuple[Address, bytes]]:
        """What their pagers show."""
        body = self._word(self._language, "watchdog-page").encode()
        found = await pagers.all(unit, self._roster)
        return [(address(PAGERS, pager.url, self._language), body) for pager in found if pager.member in told]

    async def _write(self, unit: Unit, told: Sequence[MemberId]) -> list[tuple[Address, bytes]]:
        """What they read in their chats on Signal."""
        if self._signal is None:
            return []
        found = await bindings.all(unit, self._signal.name, STAFF, self._roster)
        chats = [
            Address(channel=self._signal.name, account=self._number, chat=binding.chat, language=self._language)
            for binding in found
            if binding.member in told
        ]
        return [(chat, self._signal.write((say("watchdog-look"),), chat)) for chat in chats]
