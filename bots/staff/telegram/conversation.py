"""What a member, or a stranger, is answered in a chat: who it is, what was meant, and the desk's answer as letters.

On the path between :mod:`bots.staff.telegram.reception` and the desk, inside one transaction. A stranger is told one
neutral thing, unless an invitation is good. What is asked by buttons is asked here; everything else the desk decides.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bots.staff import members, text
from bots.staff.office import Office
from bots.staff.recollection import Recollection, digest
from bots.staff.telegram import presses, questions
from bots.staff.telegram.answers import Spot, Wording
from bots.staff.telegram.keyboards import Keyboards
from bots.staff.telegram.letters import Letter, Remove, Settle
from bots.staff.telegram.presses import Then
from bots.staff.telegram.questions import Question, Range
from storage.bindings import Binding
from storage.database import Unit
from storage.keys.group import GroupKeys
from storage.members import Member
from storage.post import Letter as Mail
from storage.spoken import read_answer
from triage.desk import Stranger
from triage.errors import SecretKeyTyped, TriageError, WordsRefused
from triage.grammar import guide, rights
from triage.grammar.commands import FORMS
from triage.grammar.parsing import holds_words
from triage.grammar.rights import Command
from triage.notices import Notice, flatten, say

_HOLD_CODES = frozenset({Command.JOIN, Command.KEY, Command.ANSWER})
"""Commands in which a secret may stand: such a message does not stay in the chat."""

_TAKEN_AWAY = say("telegram-taken-away")
"""What is said where something was typed that does not belong into this chat at all."""

CHANNEL: Final = "telegram"

_START = "start"
"""What the platform itself has everybody send first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One update of one chat, in its transaction.

    Attributes:
        unit: everything is read and written in it.
        mail: the update under its address.
        now: aware.
    """

    unit: Unit
    mail: Mail
    now: datetime


class Conversation:
    """What is said in the chats with one bot."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._database = office.database
        self._desk = office.desk
        self._catalogue = office.catalogue
        self._labels = office.labels

    def visit(self, unit: Unit, mail: Mail) -> Visit:
        """Begin with an update, in its transaction."""
        return Visit(unit=unit, mail=mail, now=self._office.clock())

    async def prepare(self, mail: Mail, line: str) -> None:
        """Do what is slow about a member's line before its transaction begins."""
        bound = await self._database.read(lambda unit: self._bound(unit, mail))
        if bound is not None:
            await self._desk.prepare(bound.member, line, self._office.clock())

    async def hear(self, visit: Visit, line: str | None, message: int) -> list[Letter]:
        """Answer what was typed; what is no text at all is None.

        Args:
            visit: the update.
            line: as typed. Secret.
            message: its number, to take it out of the chat if a code stands in it.
        """
        member = await self._find(visit)
        if member is None:
            return await self._admit(visit, line or "", message)
        await self._remember(visit)
        if line is None:
            return [Remove(message=message), *self._wording(visit).tell((say("telegram-commands-only"), _TAKEN_AWAY))]
        if _name(line) == _START:
            return await self._obey(visit, member, Command.HELP)
        question = questions.find_typed(line)
        if question is not None and self._may_ask(member, question):
            return self._ask(visit, member, question)
        return await self._obey(visit, member, line, typed=message)

    async def take(self, visit: Visit, data: str, spot: Spot) -> list[Letter]:
        """Answer a press of a button, whoever made it up.

        Args:
            visit: the update.
            data: what the button sends back. Not trusted.
            spot: where it was pressed.
        """
        press = presses.read(data)
        below = Spot(answers=spot.answers)
        member = await self._find(visit)
        if member is None:
            return await self._admit(visit, press.line, None, below)
        # Two taps in a row are one: the second came before the first one's answer took away what was pressed.
        pressed = digest(spot.place, data)
        before = await self._remember(visit, pressed)
        if before is not None and before.pressed == pressed and questions.is_last(press) and spot.answers:
            return [Settle(answers=spot.answers)]
        question = questions.find(press)
        if question is not None and self._may_ask(member, question):
            return self._ask(visit, member, question, spot)
        more = press.then is Then.MORE
        return await self._obey(visit, member, press.line, below if press.then is Then.OBEY else spot, more=more)

    # Inside ------------------------------------------------------------------------------------------------------

    async def _find(self, visit: Visit) -> Member | None:
        bound = await self._bound(visit.unit, visit.mail)
        return None if bound is None else await self._desk.known(visit.unit, bound.member)

    async def _bound(self, unit: Unit, mail: Mail) -> Binding | None:
        return await members.find(unit, self._desk.manifest, CHANNEL, mail.address.chat)

    async def _admit(self, visit: Visit, line: str, message: int | None, spot: Spot | None = None) -> list[Letter]:
        """Let the desk look at what a stranger says; a good invitation makes this chat the member's."""
        admitted: list[Member] = []

        async def bind(unit: Unit, member: Member, keys: GroupKeys) -> None:
            await members.bind(unit, member, keys, visit.now, channel=CHANNEL, chat=visit.mail.address.chat)
            admitted.append(member)

        wording = self._wording(visit)
        greet = self._office.recollections.greet
        presents = _name(line) == Command.JOIN or read_answer(line) is not None
        if not presents and not await greet(visit.unit, visit.mail.key, wording.language):
            return wording.tell((), spot=spot)
        notices = await self._desk.obey(
            Stranger(bind=bind), line, visit.now, language=wording.language, words=False, within=visit.unit
        )
        if not admitted:
            return wording.tell(notices, spot=spot)
        member = admitted[-1]
        await self._remember(visit)
        keyboard = self._keyboards(visit, member).below(notices)
        removed = [] if message is None else [Remove(message=message)]
        return [*removed, *wording.tell(notices, keyboard, spot), wording.menu(guide.menu(member.role))]

    async def _obey(
        self,
        visit: Visit,
        member: Member,
        line: str,
        spot: Spot | None = None,
        *,
        typed: int | None = None,
        more: bool = False,
    ) -> list[Letter]:
        wording, unit, now = self._wording(visit), visit.unit, visit.now
        notices = await self._desk.obey(member.id, line, now, language=wording.language, words=False, within=unit)
        clear = text.in_clear(notices)
        keyboard = self._keyboards(visit, member).below(clear, more=more)
        if clear == notices:
            warnings = () if typed is None else self._warn(line, clear)
            removed = [Remove(message=typed)] if typed is not None and (warnings or _holds_code(line)) else []
            packages = await self._carry(visit, member, notices)
            return [*removed, *wording.tell((*clear, *warnings), keyboard, spot), *packages]
        documents = [notice.document for notice in flatten(notices) if notice.document is not None]
        sealed = await self._desk.seal_for(member.id, wording.file(notices), unit)
        files = await self._desk.hand_out(member.id, documents, unit, now) if documents else ()
        handed = wording.hand(sealed, files, text.find_reference(notices), self._office.draw)
        return [*wording.tell(clear, keyboard, spot), *handed]

    async def _carry(self, visit: Visit, member: Member, notices: tuple[Notice, ...]) -> list[Letter]:
        """The packages that the member is to hand over, each sealed to its partner."""
        offers = [notice.offer for notice in flatten(notices) if notice.offer is not None]
        if not offers:
            return []
        packages = await self._desk.hand_out_packages(member.id, offers, visit.unit, visit.now)
        return self._wording(visit).carry(packages, text.find_reference(notices))

    def _warn(self, line: str, answer: tuple[Notice, ...]) -> tuple[Notice, ...]:
        """What is said besides the answer to a line that does not belong into this chat, whoever typed it."""
        said = {notice.id for notice in answer}
        if SecretKeyTyped.message_id in said or WordsRefused.message_id in said:
            return (_TAKEN_AWAY,)
        return (say("words-elsewhere"), _TAKEN_AWAY) if holds_words(line, self._labels) else ()

    def _may_ask(self, member: Member, question: Question) -> bool:
        """Whether asking has a point: who may not give the command at all is told so by the desk."""
        try:
            rights.check(question.part.form.command, member.role)
        except TriageError:
            return False
        return True

    def _ask(self, visit: Visit, member: Member, question: Question, spot: Spot | None = None) -> list[Letter]:
        wording, keyboards = self._wording(visit), self._keyboards(visit, member)
        span = Range(today=visit.now.date(), tags=self._office.tags)
        finish = questions.finish(question)
        keyboard = (
            *questions.offer(question, self._labels, wording.language, span),
            *(keyboards.done(finish) if finish else ()),
            *(keyboards.back(question.part.case) if question.part.case else ()),
        )
        asked = questions.word_question(question, self._labels, wording.language)
        return wording.tell((asked,), keyboard, spot)

    async def _remember(self, visit: Visit, pressed: str = "") -> Recollection | None:
        """Remember the chat's language and what was pressed; what was remembered before."""
        mail = visit.mail
        return await self._office.recollections.remember(visit.unit, mail.key, mail.address.language, pressed=pressed)

    def _wording(self, visit: Visit) -> Wording:
        return Wording(self._catalogue, visit.mail.address.language)

    def _keyboards(self, visit: Visit, member: Member) -> Keyboards:
        return Keyboards(self._catalogue, visit.mail.address.language, member)


def _name(line: str) -> str:
    """The command at the beginning of a line, as the parser reads it."""
    head = next(iter(line.split()), "")
    return head.removeprefix("/").partition("@")[0].casefold()


def _holds_code(line: str) -> bool:
    """Whether a code or a key stands in what was typed."""
    name, words = _name(line), line.split()[1:]
    if name in FORMS and FORMS[Command(name)].sensitive:
        return any("=" in word for word in words)
    return name in _HOLD_CODES and bool(words)
