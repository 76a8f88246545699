"""What a member, or a stranger, is answered on Signal: who it is, and the desk's answer as letters.

On the path between :mod:`bots.staff.signal.counter` and the desk, inside one transaction. A stranger is told one
neutral thing, and that once a day, unless an invitation is good, which binds the chat to the key with which it came. A
member alone with us may read everything that the desk says; in a group nothing is said but what anybody may hear.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from bots.signal.account import CHANNEL
from bots.signal.reading import Called, Came, Changed, Elsewhere, Reacted, Unsupported, Untrusted, Written
from bots.staff import members, silences
from bots.staff.handing import Hand, hand_over
from bots.staff.office import Office
from bots.staff.recollection import TRIES, Recollection
from bots.staff.signal.guard import Guard, IdentityUnknown, Seen
from bots.staff.signal.letters import Fleeting, Letter, Quit, Say, Trust, tell
from bots.staff.text import find_reference, in_clear
from storage.database import Unit
from storage.documents import Language
from storage.keys.group import GroupKeys
from storage.members import Member
from storage.post import Letter as Mail
from storage.spoken import read_answer
from triage.desk import Stranger
from triage.errors import CommandUnknown, SecretKeyTyped
from triage.grammar import values
from triage.grammar.parsing import holds_words
from triage.grammar.rights import Command
from triage.notices import Notice, flatten, say

UPLOAD_BYTES: Final = 24_000_000
"""A file is sent in one piece of JSON, and half as long again in it; what is larger is taken out at the computer."""

_HOLD_CODES: Final = {Command.JOIN: 2, Command.KEY: 3}
"""From how many words on a secret stands in a command: such a message cannot be taken out of the chat; that is said."""

LATEST: Final = timedelta(hours=24)
"""A line that has been under way for longer is not obeyed: who wrote it may have forgotten it, or be somebody else."""

_LANGUAGE: Final = re.compile(r"/?lang\s+([a-z]{2})", re.IGNORECASE)

_SAID: Final = {
    Called: say("signal-call"),
    Changed: say("signal-edited"),
    Unsupported: say("signal-text-only"),
}
"""What a member is told who does something else than to write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One part of a frame, in its transaction.

    Attributes:
        unit: everything is read and written in it.
        mail: the part under its address.
        came: what it means.
        seen: the keys that its sender has, looked up beforehand; none if they are not known.
        now: aware.
        language: to answer in.
    """

    unit: Unit
    mail: Mail
    came: Came
    seen: Seen
    now: datetime
    language: Language


class Conversation:
    """What is said in the chats with one number."""

    def __init__(self, office: Office, guard: Guard, *, disappear: timedelta, room: str | None) -> None:
        """Have members' messages ``disappear`` after so long; in the ``room``, a group, alerts ring."""
        self._office = office
        self._guard = guard
        self._disappear = disappear
        self._room = room

    async def prepare(self, came: Came) -> Seen:
        """Do what is slow about a part before its transaction begins: look up the sender's key, check a case's files.

        Returns:
            The sender's keys, if they matter.

        Raises:
            TemporaryError: it could not be looked up.
        """
        line = _line(came)
        if isinstance(came, Untrusted) or (isinstance(came, Elsewhere) and came.group != self._room):
            return Seen()
        binding = await self._office.database.read(lambda unit: self._guard.bound(unit, came.sender))
        if binding is not None and isinstance(came, Written):
            await self._office.desk.prepare(binding.member, line, self._office.clock())
        matters = binding is not None or _command(line) is Command.JOIN
        return await self._guard.look(came.sender) if matters else Seen()

    async def answer(self, unit: Unit, mail: Mail, came: Came, seen: Seen) -> list[Letter]:
        """Answer what came, in its transaction; ``seen`` is what :meth:`prepare` found.

        Raises:
            IdentityUnknown: it cannot be said who writes.
        """
        remembered = await self._office.recollections.recall(unit, mail.key)
        language = mail.address.language if remembered is None else remembered.language
        now = self._office.clock()
        visit = Visit(unit=unit, mail=mail, came=came, seen=seen, now=now, language=language)
        if isinstance(came, Elsewhere):
            return await self._answer_room(visit, came)
        if isinstance(came, Untrusted):
            await self._guard.suspend(unit, came.sender)
            # By a number that is somebody else's by now, a key would be trusted whose owner nobody was told of.
            return [Trust()] if _is_uuid(came.sender) else []
        binding = await self._guard.bound(unit, came.sender)
        member = await self._guard.admits(unit, binding, seen)
        if member is None or binding is None:
            return await self._admit(visit)
        return await self._answer_member(visit, member, binding.changed_at)

    # A stranger ------------------------------------------------------------------------------------------------------

    async def _admit(self, visit: Visit) -> list[Letter]:
        """Let the desk look at what a stranger says; a good invitation makes this chat the member's.

        A stranger may also be a partner, who answers with a code.
        """
        if not isinstance(visit.came, Written | Unsupported | Called):
            return []
        line = _line(visit.came)
        presents = _command(line) is Command.JOIN or read_answer(line) is not None
        if not presents and not await self._greets(visit, most=1):
            return []
        admitted: list[Member] = []

        async def bind(unit: Unit, member: Member, keys: GroupKeys) -> None:
            if len(visit.seen) != 1:
                raise IdentityUnknown("an invitation came with a key that signal-cli-rest-api does not know")
            (identity,) = visit.seen
            chat = visit.mail.address.chat
            await members.bind(unit, member, keys, visit.now, channel=CHANNEL, chat=chat, identity=identity)
            admitted.append(member)

        notices = await self._office.desk.obey(
            Stranger(bind=bind), line, visit.now, language=visit.language, within=visit.unit
        )
        if not admitted:
            # A code that is not good is looked at however often, and answered a few times.
            heard = not presents or await self._greets(visit, most=TRIES)
            return [*self._tell(visit, notices, words=False)] if heard else []
        await self._remember(visit, visit.language)
        hours = int(self._disappear / timedelta(hours=1))
        welcome = (say("signal-welcome", hours=hours), *self._languages(), say("signal-code-stays"))
        return self._fleet(visit.came, self._tell(visit, (*notices, *welcome)))

    async def _greets(self, visit: Visit, *, most: int) -> bool:
        return await self._office.recollections.greet(visit.unit, visit.mail.key, visit.language, most=most)

    # A member --------------------------------------------------------------------------------------------------------

    async def _answer_member(self, visit: Visit, member: Member, since: datetime) -> list[Letter]:
        """Answer a member whose chat was bound ``since`` then."""
        missed = self._tell(visit, await self._find_missed(visit, since))
        came = visit.came
        match came:
            case Written(file=None) if _is_late(visit, since):
                answer: list[Say | Hand] = [*self._tell(visit, (say("signal-late"),))]
            case Written(file=None):
                answer = await self._obey(visit, member, came.text)
            case Written():
                answer = [*self._tell(visit, (say("signal-no-files"),))]
            case Reacted(removed=False):
                answer = [*self._tell(visit, (say("signal-reaction"),))]
            case _:
                told = _SAID.get(type(came))
                answer = [] if told is None else [*self._tell(visit, (told,))]
        return self._fleet(came, [*missed, *answer])

    async def _find_missed(self, visit: Visit, since: datetime) -> tuple[Notice, ...]:
        """What is said, once, of the times in which this number heard nothing, since the chat was bound."""
        found = await silences.find(visit.unit, visit.mail.address.box, since)
        before = await self._remember(visit, visit.language, told=frozenset(found))
        new = [gap for name, gap in found.items() if before is None or name not in before.told]
        return (say("signal-gap", count=len(new), since=new[-1].since, until=new[-1].until),) if new else ()

    async def _obey(self, visit: Visit, member: Member, line: str) -> list[Say | Hand]:
        chosen = self._find_language(line)
        if chosen is not None:
            await self._remember(visit, chosen)
            return [*self._tell(replace(visit, language=chosen), (say("signal-language-set"),))]
        notices = await self._office.desk.obey(member.id, line, visit.now, language=visit.language, within=visit.unit)
        said = {notice.id for notice in notices}
        more = list(self._languages()) if "help-more" in said else []
        if _holds_code(line) or SecretKeyTyped.message_id in said:
            more.append(say("signal-code-stays"))
        return [*self._tell(visit, (*notices, *more)), *await self._hand(visit, member, notices)]

    async def _hand(self, visit: Visit, member: Member, notices: tuple[Notice, ...]) -> list[Say | Hand]:
        """Packages that the member is to carry, and the files of a case that was opened, sealed to his own key."""
        offers = [notice.offer for notice in flatten(notices) if notice.offer is not None]
        packages = await self._office.desk.hand_out_packages(member.id, offers, visit.unit, visit.now) if offers else ()
        carried, kept = hand_over(packages, UPLOAD_BYTES, find_reference(notices))
        return [*carried, *self._tell(visit, kept), *await self._hand_files(visit, member, notices)]

    async def _hand_files(self, visit: Visit, member: Member, notices: tuple[Notice, ...]) -> list[Say | Hand]:
        documents = [notice.document for notice in flatten(notices) if notice.document is not None]
        if not documents:
            return []
        if member.recipient is None:
            return [*self._tell(visit, (say("signal-files-key", count=len(documents)),))]
        files = await self._office.desk.hand_out(member.id, documents, visit.unit, visit.now)
        handed, left = hand_over(files, UPLOAD_BYTES, find_reference(notices))
        return [*handed, *self._tell(visit, left)]

    # A group ---------------------------------------------------------------------------------------------------------

    async def _answer_room(self, visit: Visit, came: Elsewhere) -> list[Letter]:
        """Leave a group, unless it is the one in which alerts ring; there a member may acknowledge, and no more.

        What people say to each other there is not for us, and is not answered.
        """
        if came.group != self._room:
            return [Quit()]
        binding = await self._guard.bound(visit.unit, came.sender)
        member = await self._guard.admits(visit.unit, binding, visit.seen)
        command = _command(came.text)
        if member is None or binding is None or command is None or self._is_talk(came.text):
            return []
        here = replace(visit, language=self._office.languages[0])
        if command is not Command.ACK:
            return [*self._tell(here, (say("signal-alone"),), words=False)]
        if _is_late(here, binding.changed_at):
            return [*self._tell(here, (say("signal-late"),), words=False)]
        notices = await self._office.desk.obey(
            member.id, came.text, here.now, language=here.language, words=False, within=here.unit
        )
        return [*self._tell(here, in_clear(notices), words=False)]

    def _is_talk(self, line: str) -> bool:
        """Whether people talk to each other: a sentence may begin with a word that is also a command."""
        return not line.lstrip().startswith("/") and holds_words(line, self._office.labels)

    # Inside ----------------------------------------------------------------------------------------------------------

    def _tell(self, visit: Visit, notices: Iterable[Notice], *, words: bool = True) -> list[Say]:
        return tell(notices, visit.language, self._office.catalogue, words=words)

    async def _remember(
        self, visit: Visit, language: Language, *, told: frozenset[str] | None = None
    ) -> Recollection | None:
        return await self._office.recollections.remember(visit.unit, visit.mail.key, language, told=told)

    def _languages(self) -> tuple[Notice, ...]:
        """How another language is chosen, where there is one."""
        spoken = self._office.languages
        return (say("signal-languages", words=" · ".join(f"lang {one}" for one in spoken)),) if len(spoken) > 1 else ()

    def _find_language(self, line: str) -> Language | None:
        match = _LANGUAGE.fullmatch(line.strip())
        return next((one for one in self._office.languages if match and one == match[1].casefold()), None)

    def _fleet(self, came: Came, letters: Sequence[Say | Hand]) -> list[Letter]:
        """Have the chat's messages disappear first, where they do not, or too late, as somebody has set it."""
        longest = int(self._disappear.total_seconds())
        if 0 < (came.expires or 0) <= longest:
            return [*letters]
        return [Fleeting(seconds=longest, asked=came.timestamp, letter=letter) for letter in letters]


def _line(came: Came) -> str:
    """What was typed; nothing if it was anything else."""
    return came.text if isinstance(came, Written | Elsewhere) else ""


def _command(line: str) -> Command | None:
    """The command at the beginning of a line, as the parser reads it."""
    head = next(iter(line.split()), "").removeprefix("/").partition("@")[0]
    try:
        return values.command(head)
    except CommandUnknown:
        return None


def _holds_code(line: str) -> bool:
    """Whether a code stands in what was typed."""
    command = _command(line)
    return command in _HOLD_CODES and len(line.split()) >= _HOLD_CODES[command]


def _is_late(visit: Visit, bound_at: datetime) -> bool:
    """Whether a line was written before the chat was bound anew, or too long ago, by the clock of whoever wrote it."""
    earliest = visit.now - LATEST
    # A binding that lies ahead was made before the clock was set back, and says nothing.
    if earliest < bound_at <= visit.now:
        earliest = bound_at
    return visit.came.timestamp < int(earliest.timestamp() * 1000)


def _is_uuid(sender: str) -> bool:
    try:
        UUID(sender)
    except ValueError:
        return False
    return True
