"""The desk: a line that somebody typed goes in, what he is answered comes out.

The end of the path of a case on this side: the use cases of a member, over commands, whatever the channel. It knows no
channel and no sentence, and to strangers it says one neutral thing, whatever they type. What must not fall apart from
what a channel keeps can be done in the channel's own transaction.
"""

from collections.abc import Awaitable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from types import MappingProxyType

from storage.blobs import BlobStore
from storage.database import Unit, Within, Works
from storage.documents import Language
from storage.errors import TemporaryError
from storage.ids import DocumentId, Draw, MemberId
from storage.keys.group import GroupKeys
from storage.manifest import Manifest
from storage.members import Member
from storage.spoken import read_answer
from triage import files, handout
from triage.card import who_holds
from triage.casework import indexing
from triage.duty import renewal
from triage.errors import (
    CaseNotFound,
    CommandUnknown,
    HeldByAnother,
    NoRecipient,
    TriageError,
    UsageError,
    WordsRefused,
    WrongUsage,
)
from triage.grammar import guide, rights
from triage.grammar.commands import FORMS
from triage.grammar.decisions import Export
from triage.grammar.form import PROOF
from triage.grammar.labels import Labels
from triage.grammar.orders import JoinRoster, Order, Read
from triage.grammar.parsing import parse, parse_acknowledgement
from triage.grammar.rights import Command
from triage.handout import HandedOut
from triage.membership import proof, roster, suspension
from triage.membership.roster import Bind, Roster
from triage.notices import Notice, say
from triage.referral import handing, offering
from triage.turn import Room, Settings, Turn
from triage.use_cases import USE_CASES

_SAID_BY_A_STRANGER = 400
"""Characters that an invitation or a partner's answer never exceeds: nobody unknown has us read at length."""

LINE_CUT = say("error-line-cut")
"""The answer to a line whose end a channel has lost: nothing of it is carried out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stranger:
    """Somebody whom the channel knows as no member.

    Attributes:
        bind: written in the transaction that admits him, so that the channel knows him from then on.
    """

    bind: Bind | None = None


class TriageDesk:
    """The use cases of the staff side. Safe for concurrent use; several desks may share a database."""

    def __init__(
        self,
        *,
        database: Works,
        manifest: Manifest,
        keys: GroupKeys | None,
        labels: Labels,
        blobs: BlobStore,
        settings: Settings,
        draw: Draw,
    ) -> None:
        """Wire the desk; without keys it begins locked, and does what needs no content."""
        self._room = Room(
            database=database,
            manifest=manifest,
            keys=keys,
            labels=labels,
            blobs=blobs,
            settings=settings,
            draw=draw,
        )

    @property
    def locked(self) -> bool:
        """Whether the group's keys are out of reach."""
        return self._room.keys is None

    @property
    def manifest(self) -> Manifest:
        """The newest manifest that the desk was given: with keys a newer one may have come."""
        return self._room.manifest

    def unlock(self, keys: GroupKeys) -> None:
        """Take the group's keys into memory."""
        self._room = replace(self._room, keys=keys, manifest=keys.manifest)

    def lock(self) -> None:
        """Let go of the group's keys; turns that have begun finish with them."""
        self._room = replace(self._room, keys=None)

    async def named(self, name: str) -> Member | None:
        """Find an active member by name, for a terminal whose operator is trusted to say who he is."""
        return (await self._read_roster(self._room)).named(name)

    async def known(self, unit: Unit | None, member: MemberId) -> Member | None:
        """Find an active member by id, in an open transaction or by itself."""
        return (await self._read_roster(self._within(unit))).active(member)

    async def obey(
        self,
        actor: MemberId | Stranger,
        line: str,
        now: datetime,
        *,
        language: Language = Language.EN,
        words: bool = True,
        proven: bool = False,
        within: Unit | None = None,
    ) -> tuple[Notice, ...]:
        """Do what a line says, and answer.

        Args:
            actor: a member as the channel knows him, or a stranger. A member whose row does not verify, or who is
                no longer active, is treated as a stranger.
            line: as typed, line breaks decoded. Secret.
            now: aware.
            language: of the labels and corrections in the answer.
            words: whether the channel may carry words of somebody's own; see :class:`triage.turn.Turn`.
            proven: whether who types has shown that he is the actor, so that no code of an authenticator is needed.
            within: an open transaction, in which everything is read and written; the answer holds once it does.
        """
        room = self._within(within)
        stranger = actor if isinstance(actor, Stranger) else Stranger()
        try:
            known = await self._read_roster(room)
            member = known.active(actor) if isinstance(actor, str) else None
            if member is None:
                return await self._greet(room, stranger, line, now, known)
        except TemporaryError:
            return (say("error-temporary"),)
        turn = Turn(room=room, member=member, roster=known, language=language, now=now, words=words, proven=proven)
        return await _take(turn, _carry_out(turn, line))

    async def suspend(self, unit: Unit, member: MemberId, now: datetime, reason: str) -> bool:
        """Let a member act no more, in whose name somebody else may be writing; two others can take him back.

        He is a stranger from then on, in every chat and on every channel; what he held goes back into the queue. A
        locked desk does so too, in a row that it need not sign.

        Args:
            unit: the transaction in which it was noticed.
            member: who.
            now: aware.
            reason: a code for the audit log, such as ``identity``.

        Returns:
            Whether he was active until now; if not, nothing was written.
        """
        return await suspension.suspend(unit, self._within(unit), member, now, reason)

    async def prepare(self, actor: MemberId, line: str, now: datetime) -> None:
        """Do beforehand what is slow about a line, if anything is, so that obeying it in a transaction is quick.

        It is never needed, and nothing comes of it but time: whatever is wrong with the line is said by :meth:`obey`.

        Args:
            actor: a member as the channel knows him.
            line: as it will be obeyed. Secret.
            now: aware.
        """
        room = self._room
        with suppress(TriageError, TemporaryError):
            order = parse(line, room.labels, Language.EN)
            known = await self._read_roster(room)
            member = known.active(actor)
            if member is not None and isinstance(order, Read | Export):
                turn = Turn(room=room, member=member, roster=known, language=Language.EN, now=now)
                await files.look_ahead(turn, order.reference)

    async def index_names(self, now: datetime) -> int:
        """Index the names in what submitters have sent since, so that a person is found again; how much was read.

        A locked desk reads nothing.

        Raises:
            TemporaryError: the rest has to wait.
        """
        room = self._room
        return 0 if room.keys is None else await indexing.index(room.database, room.keys, room.blobs, now)

    async def call_anew(self, now: datetime) -> int:
        """Call out again for emergencies that somebody has answered for and nobody has taken up since; how many.

        A locked desk does so, too.

        Raises:
            TemporaryError: it has to wait.
        """
        return await renewal.call_anew(self._room, now)

    async def hand_out(
        self, member: MemberId, documents: Collection[DocumentId], unit: Unit, now: datetime
    ) -> tuple[HandedOut, ...]:
        """Seal attached files to the member's own key, in an open transaction; who may open their case may have them.

        Args:
            member: who gets them.
            documents: as notices name them, of one case or several.
            unit: the transaction in which the case was opened.
            now: aware.

        Raises:
            NoRecipient: the member has registered no key.
            TriageError: the member may not open the case, or the desk is locked.
        """
        return await handout.hand_out(await self._guest(member, unit, now), documents)

    async def hand_out_packages(
        self, member: MemberId, numbers: Collection[int], unit: Unit, now: datetime
    ) -> tuple[HandedOut, ...]:
        """Give out the packages of offers that a member has to hand over; each is sealed to its partner alone.

        Args:
            member: who carries them.
            numbers: of the offers, as notices name them.
            unit: the transaction in which they were shown.
            now: aware.

        Raises:
            NoRecipient: he is no active member.
            NotAllowed: offers are none of his business.
        """
        return await handing.hand_out(await self._guest(member, unit, now), numbers)

    async def seal_for(self, member: MemberId, text: str, unit: Unit) -> bytes:
        """Seal a text to the member's own key: a whole age file of UTF-8, padded with spaces. The text is secret.

        Raises:
            NoRecipient: the member has registered no key.
        """
        room = self._within(unit)
        return handout.seal_text(await self.known(unit, member), text, room.draw)

    async def acknowledge(
        self, actor: MemberId, line: str, now: datetime, *, language: Language = Language.EN
    ) -> tuple[Notice, ...]:
        """Let a member at a watch say that somebody has taken over; nothing else that is typed there is done.

        Nobody has proved at a watch who he is, so it must not give the rest of a member's commands.

        Args:
            actor: a member as the watch was told; who is no active member is treated as a stranger.
            line: ``ack`` and a number or a reference, or a number alone. Secret.
            now: aware.
            language: of the corrections in the answer.
        """
        room = self._room
        try:
            known = await self._read_roster(room)
        except TemporaryError:
            return (say("error-temporary"),)
        member = known.active(actor)
        if member is None:
            return (say("stranger"),)
        turn = Turn(room=room, member=member, roster=known, language=language, now=now)
        return await _take(turn, _acknowledge(turn, line))

    def _within(self, unit: Unit | None) -> Room:
        return self._room if unit is None else replace(self._room, database=Within(unit))

    async def _guest(self, member: MemberId, unit: Unit, now: datetime) -> Turn:
        """Begin a turn without a line; raises :class:`NoRecipient` for whoever is no active member."""
        room = self._within(unit)
        known = await self._read_roster(room)
        active = known.active(member)
        if active is None:
            raise NoRecipient
        return Turn(room=room, member=active, roster=known, language=Language.EN, now=now, words=False)

    async def _read_roster(self, room: Room) -> Roster:
        return await room.database.read(partial(roster.read, key=room.manifest.roster))

    async def _greet(
        self, room: Room, stranger: Stranger, line: str, now: datetime, known: Roster
    ) -> tuple[Notice, ...]:
        """Admit whoever presents an invitation, take down what a partner answers; everybody else is told the same."""
        nothing = (say("stranger"),)
        if len(line) > _SAID_BY_A_STRANGER:
            return nothing
        spoken = read_answer(line)
        if spoken is not None:
            return (await offering.take_answer(room.database, spoken, now),)
        try:
            order = parse(line, room.labels, Language.EN)
        except UsageError:
            return nothing
        if not isinstance(order, JoinRoster):
            return nothing
        invited = roster.find_invited(known, order.code, now, room.settings.invitation)
        if invited is None:
            return nothing
        keys = room.keys
        if keys is None:
            return (say("join-locked"),)
        admitted = await room.database.write(lambda unit: roster.admit(unit, keys, invited, now, stranger.bind))
        if admitted is None:
            return nothing
        return (say("joined", name=admitted.name, role=admitted.role),)


async def _take(turn: Turn, doing: Awaitable[tuple[Notice, ...]]) -> tuple[Notice, ...]:
    """Take a turn: what has to be said in any case, then the answer or why there is none."""
    if turn.roster.forged:
        turn.alarm(say("alarm-roster", count=turn.roster.forged))
    try:
        answer = await doing
    except TriageError as error:
        answer = (_refusal(turn, error),)
    except TemporaryError:
        answer = (say("error-temporary"),)
    return (*turn.alarms, *answer)


async def _acknowledge(turn: Turn, line: str) -> tuple[Notice, ...]:
    order = parse_acknowledgement(line, turn.room.labels, turn.language)
    if order is None:
        return (say("watch-only-ack"),)
    rights.check(Command.ACK, turn.member.role)
    return await USE_CASES[Command.ACK](turn, order)


async def _carry_out(turn: Turn, line: str) -> tuple[Notice, ...]:
    try:
        order = parse(line, turn.room.labels, turn.language, words=turn.words)
    except (WrongUsage, WordsRefused) as error:
        # Who may not give a command at all need not learn how to spell it.
        if error.command:
            rights.check(Command(error.command), turn.member.role)
        raise
    command = _COMMANDS[type(order)]
    rights.check(command, turn.member.role)
    if FORMS[command].sensitive and not turn.proven:
        await proof.prove(turn, getattr(order, PROOF.name), code=command)
    return await USE_CASES[command](turn, order)


def _refusal(turn: Turn, error: TriageError) -> Notice:
    match error:
        case WrongUsage(command=command, problems=problems):
            usage = guide.usage(Command(command), turn.room.labels, turn.language, words=turn.words)
            return say(error.message_id, *problems, usage, **error.facts)
        case CommandUnknown(suggestion=suggestion) if suggestion:
            usage = guide.usage(Command(suggestion), turn.room.labels, turn.language, words=turn.words)
            return say(error.message_id, say("did-you-mean", suggestion=f"/{suggestion}"), usage)
        case CaseNotFound(suggestion=suggestion) if suggestion:
            return say(error.message_id, say("did-you-mean", suggestion=suggestion))
        case HeldByAnother(holder=holder):
            return say(error.message_id, **error.facts, **who_holds(turn, holder))
        case _:
            return say(error.message_id, **error.facts)


_COMMANDS: Mapping[type[Order], Command] = MappingProxyType({form.order: command for command, form in FORMS.items()})
