"""Writing to members without having been asked: to whom, in which chats and in which language.

On the path from an alert or an alarm to the outbox. Which members are written to, and where, is read from signed rows
each time, so that nobody who has left is called. Each channel adds a voice; a member is called on all of them on which
he is bound. What is said here is content-free: a channel on which others read along may carry it.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from bots.staff import members
from bots.staff.office import Office
from storage import outbox
from storage.database import Unit
from storage.documents import Language
from storage.members import Member, Role
from storage.post import Address
from triage.notices import Notice

Word = Callable[[Notice, Language, Member | None], Sequence[bytes]]
"""Words one notice in a language, for a member or for a room of several, as letters of the channel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """How one channel speaks by itself.

    Attributes:
        channel: such as ``telegram``.
        account: the bot's account there.
        word: words a notice.
        rooms: chats of several members, in which alerts ring too.
        parting: letters to a chat that is no member's any more, which say nothing.
    """

    channel: str
    account: str
    word: Word
    rooms: tuple[str, ...] = ()
    parting: tuple[bytes, ...] = ()

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
        return await members.reachable(unit, self._office.desk.manifest, voice.channel, roles)

    async def tell(self, unit: Unit, voice: Voice, chat: str, member: Member | None, notices: Sequence[Notice]) -> None:
        """Say notices in a chat, each by itself, in the language that was last spoken there."""
        address = await self.find(unit, voice, chat)
        for notice in notices:
            for body in voice.word(notice, address.language, member):
                await self._office.post.write(unit, address, body)

    async def tell_all(self, unit: Unit, roles: Collection[Role], *notices: Notice, besides: str = "") -> bool:
        """Say something to everybody with one of these roles, wherever he is bound; whether there was anybody.

        Args:
            unit: the transaction in which it is said.
            roles: whom it is for.
            notices: content-free.
            besides: the box of an account that is not to be used for it, as it is the reason.
        """
        hearers = await self._hearers(unit, roles, besides)
        for voice, member, chat in hearers:
            await self.tell(unit, voice, chat, member, notices)
        return bool(hearers)

    async def hears(self, unit: Unit, roles: Collection[Role], *, besides: str = "") -> bool:
        """Whether :meth:`tell_all` would find anybody."""
        return bool(await self._hearers(unit, roles, besides))

    async def part(self, unit: Unit, channel: str, chat: str) -> None:
        """Drop what waits for a chat that is no member's any more, and take away what the channel offers there."""
        for voice in self.voices:
            if voice.channel == channel:
                address = await self.find(unit, voice, chat)
                await outbox.drop_chat(unit, self._office.post.key(address))
                for body in voice.parting:
                    await self._office.post.write(unit, address, body)

    async def waits(self, unit: Unit, voice: Voice, chat: str) -> bool:
        """Whether something that was said in a chat has not been heard yet."""
        return await self._office.post.waits(unit, self._address(voice, chat))

    async def find(self, unit: Unit, voice: Voice, chat: str) -> Address:
        """The address of a chat, with the language that was last spoken there."""
        address = self._address(voice, chat)
        remembered = await self._office.recollections.recall(unit, self._office.post.key(address))
        return address if remembered is None else replace(address, language=remembered.language)

    async def _hearers(self, unit: Unit, roles: Collection[Role], besides: str) -> list[tuple[Voice, Member, str]]:
        return [
            (voice, member, chat)
            for voice in self.voices
            if voice.box != besides
            for member, chat in await self.reachable(unit, voice, roles)
        ]

    def _address(self, voice: Voice, chat: str) -> Address:
        return Address(channel=voice.channel, account=voice.account, chat=chat, language=self._office.languages[0])
