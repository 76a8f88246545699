"""Telling submitters that there is an answer, where they agreed to be told: the address is kept, the words are neutral.

On the path between what triage leaves for intake (:mod:`storage.tidings`) and the outbox. Only intake can open an
address, and it never learns what the answer says: that takes the receipt code.
"""

import logging
from collections.abc import Mapping

from intake.channel import Channel
from intake.files import Write
from intake.messages import say
from storage import addresses, cases, tidings
from storage.addresses import AddressUnreadable, open_address, seal_address
from storage.cases import CaseState
from storage.database import Database, Unit
from storage.ids import CaseId, Draw
from storage.keys.sealing import IntakeKeys
from storage.post import Address, Post
from storage.sealed import AgeError, Sealed

log = logging.getLogger(__name__)


class Announcements:
    """Keeps addresses, and announces answers."""

    def __init__(
        self, *, database: Database, post: Post, keys: IntakeKeys, channels: Mapping[str, Channel], draw: Draw
    ) -> None:
        self._database = database
        self._post = post
        self._keys = keys
        self._channels = channels
        self._draw = draw

    def agree(self, case: CaseId, address: Address) -> Write:
        """Keep where a submitter is to be told, in the place of any other address of the case."""
        sealed = seal_address(case, address, self._keys.delivery.recipient, self._draw)

        async def write(unit: Unit) -> tuple[str, ...]:
            if (await cases.by_id(unit, case)).state is not CaseState.WITHDRAWN:
                await addresses.save(unit, case, sealed)
            return ()

        return write

    def disagree(self, case: CaseId) -> Write:
        """Forget where a submitter was to be told."""

        async def write(unit: Unit) -> tuple[str, ...]:
            await addresses.drop(unit, case)
            return ()

        return write

    def leave(self, case: CaseId, address: Address) -> Write:
        """Forget where a submitter was to be told, if it was at this very place."""

        async def write(unit: Unit) -> tuple[str, ...]:
            if self._leads_to(case, await addresses.find(unit, case), address):
                await addresses.drop(unit, case)
            return ()

        return write

    async def tells(self, case: CaseId, address: Address) -> bool:
        """Whether an answer in this case is announced at this very place."""
        return self._leads_to(case, await self._database.read(lambda unit: addresses.find(unit, case)), address)

    async def announce(self) -> int:
        """Have every submitter who agreed to it told that there is an answer.

        Returns:
            How many are told.
        """
        told = 0
        while await self._database.read(lambda unit: tidings.waiting(unit, 1)):
            told += await self._database.write(self._tell)
        return told

    async def _tell(self, unit: Unit) -> bool:
        """Take the oldest tiding away, and leave a neutral word in its place if it can be delivered."""
        for case in await tidings.waiting(unit, 1):
            await tidings.drop(unit, case)
            sealed = await addresses.find(unit, case)
            address = self._open(case, sealed) if sealed else None
            if address is None:
                continue
            if channel := self._channels.get(address.channel):
                await self._post.write(unit, address, channel.write((say("notice-answer"),), address))
                return True
            log.warning("an answer cannot be announced: its channel is not open")
        return False

    def _leads_to(self, case: CaseId, sealed: Sealed | None, address: Address) -> bool:
        kept = self._open(case, sealed) if sealed else None
        return kept is not None and self._post.key(kept) == self._post.key(address)

    def _open(self, case: CaseId, sealed: Sealed) -> Address | None:
        try:
            return open_address(case, sealed, self._keys.delivery)
        except (AgeError, AddressUnreadable) as error:
            log.error("an address could not be opened: %s", type(error).__name__)
            return None
