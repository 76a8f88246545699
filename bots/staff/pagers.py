"""The pagers of members, as one more channel on which they are called: with a number, and not a word of what it is.

On the path from an alert or an alarm to the outbox, and from there to :mod:`bots.paging`. A pager may hang on any
service, so nothing goes there but what may lie on a table face up; who sees it looks into his chat. An owner whose
pager fails is told so in his chats, once until it works again.
"""

from collections.abc import Collection, Sequence
from types import MappingProxyType
from typing import Final

from bots.paging.line import CHANNEL, PagerLine, connect
from bots.paging.services import PagerFailed, PagerRefused
from bots.staff.calling import Calling, Voice
from bots.staff.office import Office
from bots.traffic.line import Connection
from storage import pagers
from storage.database import Unit
from storage.documents import Language
from storage.manifest import Manifest
from storage.members import Member, Role, Standing
from storage.post import Letter
from triage.membership import roster
from triage.notices import Notice, say

ACCOUNT: Final = "staff"

FAILED: Final = say("staff-pager-failed")
"""What an owner is told."""

TRIES: Final = 3
"""After so many failures in a row the owner is told; a service may hiccup."""

_WORDS: Final = MappingProxyType(
    {
        "watch-alert": "page-alert",
        "watch-drill": "page-alert",
        "watch-many": "page-many",
        "staff-not-ready": "page-look",
    }
)
"""What of all that is said by itself calls a pager, and the words for it."""

_TOLD: Final = frozenset({"failed"})


def make_voice(office: Office) -> Voice:
    """The voice of the pagers."""

    def word(notice: Notice, language: Language, _member: Member | None) -> Sequence[bytes]:
        args = {name: value for name, value in notice.args.items() if isinstance(value, int)}
        return [office.catalogue.text(language, _WORDS[notice.id], args).encode()]

    return Voice(channel=CHANNEL, account=ACCOUNT, word=word, reach=reach, only=frozenset(_WORDS), hushes=True)


async def reach(unit: Unit, manifest: Manifest, roles: Collection[Role]) -> tuple[tuple[Member, str], ...]:
    """The active members with one of these roles who have a pager, each with its URL, which is secret."""
    known = await roster.read(unit, manifest.roster)
    active = {m.id: m for m in known.members if m.standing is Standing.ACTIVE and m.role in roles}
    found = await pagers.all(unit, manifest.roster)
    return tuple((active[pager.member], pager.url) for pager in found if pager.member in active)


def open_pagers(office: Office, calling: Calling, *, inside: Collection[str] = ()) -> Connection:
    """The pagers, ready for traffic; members are called on them too.

    Args:
        office: of the process.
        calling: gets one more voice.
        inside: hosts of our own network on which a pager may lie.
    """
    voice = make_voice(office)
    calling.add(voice)
    complaints = Complaints(office, calling, voice)
    line = PagerLine(
        database=office.database,
        post=office.post,
        account=ACCOUNT,
        clock=office.clock,
        inside=inside,
        heard=complaints.hear,
    )
    return connect(line)


class Complaints:
    """What owners are told of pagers that fail."""

    def __init__(self, office: Office, calling: Calling, voice: Voice) -> None:
        self._office = office
        self._calling = calling
        self._voice = voice

    async def hear(self, letter: Letter, failure: PagerFailed | PagerRefused | None) -> None:
        """Take note of how a call went.

        Raises:
            TemporaryError: the database failed; the call comes again.
        """
        recall = self._office.recollections.recall
        remembered = await self._office.database.read(lambda unit: recall(unit, letter.key))
        told = _TOLD if remembered is not None and remembered.told else frozenset()
        if failure is None:
            if told:
                await self._office.database.write(lambda unit: self._remember(unit, letter, frozenset()))
        elif not told and (isinstance(failure, PagerRefused) or letter.attempts + 1 >= TRIES):
            await self._office.database.write(lambda unit: self._complain(unit, letter))

    async def _complain(self, unit: Unit, letter: Letter) -> None:
        for member, url in await self._calling.reachable(unit, self._voice):
            if url == letter.address.chat:
                await self._calling.tell_one(unit, member.id, FAILED)
        await self._remember(unit, letter, _TOLD)

    async def _remember(self, unit: Unit, letter: Letter, told: frozenset[str]) -> None:
        await self._office.recollections.remember(unit, letter.key, letter.address.language, told=told)
