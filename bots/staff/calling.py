"""Writing to members without having been asked: to whom, in which chats and in which language.

On the path from an alert or an alarm to the outbox. Which members are written to, and where, is read from signed rows
each time, so that nobody who has left is called. Each channel adds a voice; a member is called on all of them on which
he is bound. What is said here is content-free: a channel on which others read along may carry it.
"""

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, replace

from bots.staff import members
from bots.staff.office import Office
from storage import bindings, outbox
from storage.database import Unit
from storage.documents import Language
from storage.ids import MemberId
from storage.manifest import Manifest
from storage.members import Member, Role
from storage.post import Address
from triage.notices import Notice

Word = Callable[[Notice, Language, Member | None], Sequence[bytes]]
"""Words one notice in a language, for a member or for a room of several, as letters of the channel."""

Reach = Callable[[Unit, Manifest, Collection[Role]], Awaitable[tuple[tuple[Member, str], ...]]]
"""Finds the active members with one of these roles on a channel, each with his chat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """How one channel speaks by itself.

    Attributes:
        channel: such as ``telegram``.
        account: the bot's account there.
        word: words a notice.
        rooms: chats of several members, in which alerts ring too.
        parting: letters to a chat that is no member's any more, which say nothing.
        reach: finds members there; without it, by the chats that are bound.
        only: the notices that can be said there, by their names; without any, all.
        hushes: what waits there is of no use any more once nothing rings.
    """

    channel: str
    account: str
    word: Word
    rooms: tuple[str, ...] = ()
    parting: tuple[bytes, ...] = ()
    reach: Reach | None = None
    only: frozenset[str] = frozenset()
    hushes: bool = False

    def says(self, notice: Notice) -> bool:
        """Whether a notice can be said there."""
        return not self.only or notice.id in self.only

    @property
    def box(self) -> str:
        """As inbox and outbox name the account."""
        return f"{self.channel}:{self.account}"


class Calling:
    """The voices of one process."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._voices: list[Voice] = []

    @property
    def voices(self) -> tuple[Voice, ...]:
        """All that were added, in their order."""
        return tuple(self._voices)

    def add(self, voice: Voice) -> None:
        """Call members on one more channel from now on."""
        self._voices.append(voice)

    async def reachable(
        self, unit: Unit, voice: Voice, roles: Collection[Role] = tuple(Role)
    ) -> tuple[tuple[Member, str], ...]:
        """The active members with one of these roles on a channel, each with his chat."""
        if voice.reach is not None:
            return await voice.reach(unit, self._office.desk.manifest, roles)
        return await members.reachable(unit, self._office.desk.manifest, voice.channel, roles)

    async def tell(self, unit: Unit, voice: Voice, chat: str, member: Member | None, notices: Sequence[Notice]) -> bool:
        """Say notices in a chat, each by itself, in the language that was last spoken there; whether any can be."""
        said = [notice for notice in notices if voice.says(notice)]
        address = await self.find(unit, voice, chat, member)
        for notice in said:
            for body in voice.word(notice, address.language, member):
                await self._office.post.write(unit, address, body)
        return bool(said)

    async def tell_all(self, unit: Unit, roles: Collection[Role], *notices: Notice, besides: str = "") -> bool:
        """Say something to everybody with one of these roles, wherever he is bound; whether there was anybody.

        Args:
            unit: the transaction in which it is said.
            roles: whom it is for.
            notices: content-free.
            besides: the box of an account that is not to be used for it, as it is the reason.
        """
        hearers = await self._hearers(unit, roles, besides, notices)
        for voice, member, chat in hearers:
            await self.tell(unit, voice, chat, member, notices)
        return bool(hearers)

    async def hears(self, unit: Unit, roles: Collection[Role], *notices: Notice, besides: str = "") -> bool:
        """Whether :meth:`tell_all` would find anybody."""
        return bool(await self._hearers(unit, roles, besides, notices))

    async def hearers(self, unit: Unit, *notices: Notice) -> frozenset[MemberId]:
        """Those who can be told one of these notices anywhere."""
        found = await self._hearers(unit, tuple(Role), "", notices)
        return frozenset(member.id for _, member, _ in found)

    async def tell_one(self, unit: Unit, member: MemberId, *notices: Notice, besides: str = "") -> bool:
        """Say something to one member, wherever he is bound; whether he is anywhere. Else as :meth:`tell_all`."""
        hearers = [one for one in await self._hearers(unit, tuple(Role), besides, notices) if one[1].id == member]
        for voice, found, chat in hearers:
            await self.tell(unit, voice, chat, found, notices)
        return bool(hearers)

    async def part(self, unit: Unit, channel: str, chat: str) -> None:
        """Drop what waits for a chat that is no member's any more, and take away what the channel offers there."""
        for voice in self.voices:
            if voice.channel == channel:
                address = await self.find(unit, voice, chat)
                await outbox.drop_chat(unit, self._office.post.key(address))
                for body in voice.parting:
                    await self._office.post.write(unit, address, body)

    async def hush(self, unit: Unit, voice: Voice, chat: str) -> None:
        """Drop what waits to be said in a chat."""
        await outbox.drop_chat(unit, self._office.post.key(self._address(voice, chat)))

    async def waits(self, unit: Unit, voice: Voice, chat: str) -> bool:
        """Whether something that was said in a chat has not been heard yet."""
        return await self._office.post.waits(unit, self._address(voice, chat))

    async def find(self, unit: Unit, voice: Voice, chat: str, member: Member | None = None) -> Address:
        """The address of a chat, with the language that was last spoken there; of a pager, in the member's chats."""
        address = self._address(voice, chat)
        for heard in await self._elsewhere(unit, member) if voice.reach else [address]:
            remembered = await self._office.recollections.recall(unit, self._office.post.key(heard))
            if remembered is not None:
                return replace(address, language=remembered.language)
        return address

    async def _elsewhere(self, unit: Unit, member: Member | None) -> list[Address]:
        """The chats that are bound to a member."""
        if member is None:
            return []
        bound = await bindings.of(unit, member.id, self._office.desk.manifest.roster)
        return [
            self._address(voice, binding.chat)
            for binding in bound
            for voice in self.voices
            if voice.channel == binding.channel
        ]

    async def _hearers(
        self, unit: Unit, roles: Collection[Role], besides: str, notices: Sequence[Notice]
    ) -> list[tuple[Voice, Member, str]]:
        return [
            (voice, member, chat)
            for voice in self.voices
            if voice.box != besides and (not notices or any(voice.says(notice) for notice in notices))
            for member, chat in await self.reachable(unit, voice, roles)
        ]

    def _address(self, voice: Voice, chat: str) -> Address:
        return Address(channel=voice.channel, account=voice.account, chat=chat, language=self._office.languages[0])
