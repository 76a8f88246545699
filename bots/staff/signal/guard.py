"""Who writes, by the key that was pinned to a member's chat when it was bound; and what happens when it is another one.

Beside the path of a line, before and within its transaction, and on that of a letter. A number or a uuid alone opens
nothing: Signal gives both to whoever takes over an account, but not the key. A member whose key has changed is
suspended, as is anybody to whom Signal refuses to send for that reason. What is asked of the network is asked before a
transaction.
"""

import asyncio
from typing import Final

from bots.signal.account import CHANNEL
from bots.signal.api import Identity, SignalApi
from bots.signal.refusals import RecipientUntrusted
from bots.staff import members
from bots.staff.calling import Calling
from bots.staff.office import Office
from bots.traffic import Undeliverable
from storage import bindings, outbox
from storage.bindings import Binding
from storage.database import Unit
from storage.errors import PermanentError, TemporaryError
from storage.members import Member
from storage.post import Address

REASON: Final = "identity"
"""Why somebody is suspended, as the audit log has it."""

RECENT: Final = 1.0
"""Seconds for which a look at the keys is good enough for what we say; for what somebody says to us none is."""

Seen = frozenset[str]
"""The fingerprints of the keys that somebody has by now: one, none if it is not known, several if it has changed."""


class IdentityUnknown(PermanentError):
    """The REST side does not say with which one key somebody writes, although it has read what he wrote."""

    hint = "solidarity check; the REST side may have lost its store, or was linked anew"


class Guard:
    """Compares keys with those that were pinned."""

    def __init__(self, office: Office, calling: Calling, account: str, api: SignalApi) -> None:
        self._office = office
        self._calling = calling
        self._account = account
        self._api = api
        self._looking = asyncio.Lock()
        self._known: tuple[Identity, ...] = ()
        self._looked_at = float("-inf")

    async def look(self, sender: str, *, within: float = 0.0) -> Seen:
        """The keys that somebody has, as they were known at most ``within`` seconds ago.

        Raises:
            TemporaryError: the REST side does not answer.
        """
        time = asyncio.get_running_loop().time
        earliest = time() - within
        async with self._looking:
            if self._looked_at < earliest:
                begun = time()
                self._known = await self._api.identities()
                self._looked_at = begun
            known = self._known
        # A number may be somebody else's by now. The same key is the same key, however its bytes are set apart; where
        # none is named, none is known.
        theirs = ("".join(one.fingerprint.split()).casefold() for one in known if sender == (one.uuid or one.number))
        return frozenset(filter(None, theirs))

    async def bound(self, unit: Unit, sender: str) -> Binding | None:
        """Whose chat it is in which somebody writes alone to us, whether or not he may still act."""
        return await members.find(unit, self._office.desk.manifest, CHANNEL, sender)

    async def admits(self, unit: Unit, binding: Binding | None, seen: Seen) -> Member | None:
        """The active member who writes, if he writes with the pinned key; with another one he is suspended.

        Args:
            unit: of one transaction.
            binding: of the sender's own chat, if there is one.
            seen: what :meth:`look` found before the transaction.

        Raises:
            IdentityUnknown: it cannot be said.
        """
        member = await self._active(unit, binding)
        if binding is None or member is None:
            return None
        if not seen:
            raise IdentityUnknown("a member's key is not known to signal-cli-rest-api")
        if seen == {binding.identity}:
            return member
        await self.suspend(unit, binding.chat)
        return None

    async def check(self, chat: str, *, words: bool) -> None:
        """See that a chat may hear a letter now.

        Args:
            chat: where it is to be said.
            words: whether it may hold somebody's own words.

        Raises:
            RecipientUntrusted: it is a member's whose key has changed.
            Undeliverable: it holds words, and it is not known that the chat is a member's with the pinned key.
            TemporaryError: it holds words, and it cannot be said now with which key they would be read.
        """

        async def find(unit: Unit) -> Binding | None:
            binding = await self.bound(unit, chat)
            return None if await self._active(unit, binding) is None else binding

        binding = await self._office.database.read(find)
        seen = Seen()
        try:
            if binding is not None:
                seen = await self.look(chat, within=RECENT)
        except TemporaryError:
            # An alert must not wait for this: it says nothing, and Signal itself refuses a key that is not trusted.
            if words:
                raise
        if binding is not None and seen and seen != {binding.identity}:
            raise RecipientUntrusted
        if words and not seen:
            raise Undeliverable("words are said only to a member whose key is the pinned one")

    async def suspend(self, unit: Unit, sender: str) -> None:
        """Suspend the member whose chat this is, because his key has changed, and drop what waits for all his chats.

        Where it is no active member's only what waits for it is dropped.
        """
        await outbox.drop_chat(unit, self._office.post.key(self._address(sender)))
        desk = self._office.desk
        member = await self._active(unit, await self.bound(unit, sender))
        if member is not None:
            for binding in await bindings.of(unit, member.id, desk.manifest.roster):
                await self._calling.part(unit, binding.channel, binding.chat)
            await desk.suspend(unit, member.id, self._office.clock(), REASON)

    async def _active(self, unit: Unit, binding: Binding | None) -> Member | None:
        return None if binding is None else await self._office.desk.known(unit, binding.member)

    def _address(self, chat: str) -> Address:
        return Address(channel=CHANNEL, account=self._account, chat=chat, language=self._office.languages[0])
