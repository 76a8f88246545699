"""The intake desk: receives what submitters write, leads the interview, seals and hands over.

On the path between a channel and storage. Every message is committed to the inbox before anything else happens; a
worker takes it from there, and one transaction holds what came of it: the draft, the case with its documents, alerts
and deadlines, and what is said back. This process can seal and cannot open what it has sealed, except its own drafts,
and replies while a receipt code is presented.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from intake import prompts
from intake.channel import Chat, Wording
from intake.drafts import DraftSwapped, DraftUnreadable, open_draft, seal_draft
from intake.events import Event, File, Present, Speak, Text
from intake.files import FileRefused, Receiver, Write, drop
from intake.handover import Handover
from intake.interview import Interview, Stage, begin
from intake.mail import MailSwapped, Way, open_mail, seal_mail
from intake.messages import Message, Turn, say
from intake.receipt import looks_like_code
from intake.settings import IntakeSettings
from intake.steps import Effect, Step, forget_return, step
from intake.submission import word
from storage import audit, drafts, inbox, outbox, papers
from storage.blobs import BlobStore
from storage.database import Database, Unit
from storage.documents import Attachment, Language
from storage.errors import TemporaryError
from storage.ids import CaseId, ChatKey, Draw, draw_id
from storage.keys.sealing import IntakeKeys
from storage.sealed import AgeError

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """Something to send, numbered; it is sent again until it is said to be sent. ``body`` is secret."""

    number: int
    body: bytes


class IntakeDesk:
    """The use cases of intake."""

    def __init__(
        self,
        *,
        database: Database,
        blobs: BlobStore,
        keys: IntakeKeys,
        wording: Wording,
        settings: IntakeSettings,
        clock: Callable[[], datetime],
        draw: Draw,
    ) -> None:
        self._database = database
        self._blobs = blobs
        self._keys = keys
        self._wording = wording
        self._settings = settings
        self._clock = clock
        self._draw = draw
        self._receiver = Receiver(blobs=blobs, keys=keys, most_bytes=settings.file_bytes, clock=clock, draw=draw)
        self._handover = Handover(database=database, blobs=blobs, keys=keys, settings=settings, clock=clock, draw=draw)

    # Receiving ---------------------------------------------------------------------------------------------------

    async def accept(self, chat: Chat, update_id: str, body: bytes) -> bool:
        """Commit a raw update; only then may the platform be told. False if it had come before.

        Raises:
            TemporaryError: it was not saved; it has to come again.
        """
        key = self._key(chat)
        sealed = seal_mail(Way.IN, key, body, self._keys, self._draw)
        update = inbox.NewUpdate(
            account=chat.inbox,
            update_id=update_id,
            chat=key,
            header=sealed.header,
            payload=sealed.payload,
            received_at=self._clock(),
        )
        return await self._database.write(lambda unit: inbox.put(unit, update))

    async def work(self, chat: Chat) -> bool:
        """Handle the next update of a chat; False if none is waiting.

        An update that fails again and again is set aside, sealed, and the chat behind it goes on.

        Raises:
            TemporaryError: the update is kept, and was not handled yet.
        """
        key = self._key(chat)
        update = await self._database.read(lambda unit: inbox.next(unit, key))
        if update is None:
            return False
        try:
            await self._handle(chat, update)
        except TemporaryError:
            raise
        except _Overtaken:
            return True
        except Exception as error:  # noqa: BLE001 - whatever it is, the chat behind it goes on; only its kind is logged
            log.error("an update failed: %s", type(error).__name__)
            await self._fail(chat, update)
        return True

    async def greet(self, chat: Chat, chosen: Language | None = None) -> None:
        """Begin, or go on where the chat stopped. What is said waits in the outbox.

        A language that was ``chosen`` wins over the draft's.
        """
        interview = await self._load(chat)
        if interview is None:
            greeting = await self._begin(chat, chosen)
        else:
            resumed = replace(forget_return(interview), paused=False, language=chosen or interview.language)
            greeting = Step(interview=resumed, messages=(say("resumed"),))
        await self._settle(chat, greeting)

    # Sending -----------------------------------------------------------------------------------------------------

    async def outgoing(self, chat: Chat) -> tuple[Outgoing, ...]:
        """What waits to be sent to a chat, in order."""
        key, account = self._key(chat), chat.inbox
        rows = await self._database.read(lambda unit: outbox.due(unit, account, key, self._clock(), 100))
        ready: list[Outgoing] = []
        for row in rows:
            try:
                body = open_mail(Way.OUT, key, row.header, row.payload, self._keys)
            except (AgeError, MailSwapped) as error:
                log.error("a message could not be opened: %s", type(error).__name__)
            else:
                ready.append(Outgoing(number=row.number, body=body))
        return tuple(ready)

    async def sent(self, number: int) -> None:
        """Something reached the platform; saying so twice is harmless."""
        await self._database.write(lambda unit: outbox.sent(unit, number))

    # Housekeeping ------------------------------------------------------------------------------------------------

    async def tidy(self) -> None:
        """Drop what nobody will come back for: old drafts, their files, marks of old updates, files without a row."""
        now = self._clock()
        before, yesterday = now - self._settings.draft_kept, now - timedelta(days=1)
        old = await self._database.read(lambda unit: drafts.abandoned(unit, before))
        left = {draft.chat: self._open(draft) for draft in old}

        async def work(unit: Unit) -> tuple[str, ...]:
            await inbox.prune(unit, before)
            await inbox.drop_stale(unit, before)
            await outbox.drop_stale(unit, before)
            blobs: list[str] = []
            for draft in await drafts.abandoned(unit, before):
                await drafts.drop(unit, draft.chat)
                if interview := left.get(draft.chat):
                    blobs += await drop(interview.unsent_files)(unit)
            return (*blobs, *await papers.drop_orphans(unit, before=yesterday))

        await self._receiver.delete(await self._database.write(work))
        await self._blobs.sweep(await self._database.read(papers.blobs_in_use), before=yesterday)

    # Inside ------------------------------------------------------------------------------------------------------

    def _key(self, chat: Chat) -> ChatKey:
        return self._keys.chat(chat.channel.name, chat.account, chat.id)

    async def _load(self, chat: Chat) -> Interview | None:
        key = self._key(chat)
        draft = await self._database.read(lambda unit: drafts.find(unit, key))
        return None if draft is None else self._open(draft)

    def _open(self, draft: drafts.Draft) -> Interview | None:
        try:
            return open_draft(draft, self._keys)
        except (AgeError, DraftSwapped, DraftUnreadable) as error:
            log.error("a draft could not be opened: %s", type(error).__name__)
            return None

    async def _begin(self, chat: Chat, chosen: Language | None = None) -> Step:
        """A new interview; whoever may have lost one is told so."""
        key = self._key(chat)

        async def lost(unit: Unit) -> bool:
            return await drafts.any_lost(unit, self._keys.draft_id) or await drafts.find(unit, key) is not None

        ask = () if chosen else (say("language-ask"),)
        regret = (say("draft-lost"),) if await self._database.read(lost) else ()
        return Step(interview=begin(CaseId(draw_id(self._draw)), chosen or chat.language), messages=(*ask, *regret))

    async def _handle(self, chat: Chat, update: inbox.Update) -> None:
        body = open_mail(Way.IN, update.chat, update.header, update.payload, self._keys)
        interview = await self._load(chat)
        if interview is None:
            await self._first(chat, update, body)
            return
        given = chat.channel.read(body, prompts.prompt(interview), interview.language)
        writes: tuple[Write, ...] = ()
        if isinstance(given, File):
            try:
                given, write = await self._receiver.receive(interview, given)
                writes = (write,)
            except FileRefused as refused:
                given = refused.mistake
        await self._advance(chat, interview, given, update.number, writes=writes)

    async def _first(self, chat: Chat, update: inbox.Update, body: bytes) -> None:
        """The first message of a chat opens the conversation; of its contents only a language or a code counts."""
        opening = await self._begin(chat)
        fresh = opening.interview
        given = chat.channel.read(body, prompts.prompt(fresh), fresh.language)
        if isinstance(given, Present | Speak) or (isinstance(given, Text) and looks_like_code(given.text)):
            said = tuple(message for message in opening.messages if message.id != "language-ask")
            await self._advance(chat, fresh, given, update.number, said=said)
        else:
            await self._settle(chat, opening, update.number)

    async def _advance(
        self,
        chat: Chat,
        interview: Interview,
        event: Event,
        number: int,
        *,
        said: tuple[Message, ...] = (),
        writes: tuple[Write, ...] = (),
    ) -> None:
        moved = step(interview, event, today=self._clock().date())
        moved = replace(moved, interview=word(moved.interview, interview, self._wording))
        more: tuple[Write, ...] = ()
        if moved.effect is Effect.SUBMIT:
            moved, more = await self._handover.submit(moved.interview, channel=chat.channel.name)
        elif moved.effect is Effect.LOOK_UP:
            moved, more = await self._handover.look_up(moved)
        elif moved.effect is Effect.WITHDRAW:
            more = (self._handover.withdraw(moved.interview),)
        if dropped := _dropped(interview, moved):
            more = (*more, drop(dropped))
        await self._settle(chat, replace(moved, messages=(*said, *moved.messages)), number, (*writes, *more))

    async def _settle(self, chat: Chat, moved: Step, number: int | None = None, writes: tuple[Write, ...] = ()) -> None:
        """Commit what a step came to, and say it; then delete what nothing names any more."""
        over = moved.effect in {Effect.FINISH, Effect.WITHDRAW}
        interview, notices = (moved.interview, ()) if over else self._notice(chat, moved.interview)
        prompt = None if over or interview.paused else prompts.prompt(interview)
        turn = Turn(messages=(*moved.messages, *notices), prompt=prompt)
        blobs = await self._commit(chat, interview, turn, over=over, done=number, writes=writes)
        await self._receiver.delete(blobs)

    def _notice(self, chat: Chat, interview: Interview) -> tuple[Interview, tuple[Message, ...]]:
        """The notices, where the first choice comes next and they were not shown in its language yet."""
        if interview.stage is not Stage.BEGIN or interview.noticed is interview.language:
            return interview, ()
        shown = prompts.notices(
            telegram=chat.channel.name == "telegram",
            kept_days=self._settings.case_kept.days,
            draft_days=self._settings.draft_kept.days,
        )
        return replace(interview, noticed=interview.language), shown

    async def _commit(
        self,
        chat: Chat,
        interview: Interview,
        turn: Turn,
        *,
        over: bool,
        done: int | None,
        writes: tuple[Write, ...],
    ) -> tuple[str, ...]:
        """One transaction: what happened, the draft, what is said back, and the update that is done."""
        key, now = self._key(chat), self._clock()
        draft = seal_draft(key, interview, self._keys, now=now, draw=self._draw)
        message = self._message(chat, interview.language, turn)

        async def work(unit: Unit) -> tuple[str, ...]:
            if done is not None:
                waiting = await inbox.next(unit, key)
                if waiting is None or waiting.number != done:
                    raise _Overtaken
                await inbox.done(unit, done)
            dropped = [blob for write in writes for blob in await write(unit)]
            if over:
                await drafts.drop(unit, key)
            else:
                await drafts.save(unit, draft)
            await outbox.add(unit, message)
            return tuple(dropped)

        return await self._database.write(work)

    def _message(self, chat: Chat, language: Language, turn: Turn) -> outbox.NewMessage:
        key = self._key(chat)
        sealed = seal_mail(Way.OUT, key, chat.channel.write(turn, language), self._keys, self._draw)
        return outbox.NewMessage(
            account=chat.inbox, chat=key, header=sealed.header, payload=sealed.payload, due_at=self._clock()
        )

    async def _fail(self, chat: Chat, update: inbox.Update) -> None:
        try:
            tries = await self._database.write(lambda unit: inbox.failed(unit, update.number))
        except inbox.UpdateUnknown:
            return  # another worker has handled it meanwhile
        if tries < self._settings.tries:
            return
        interview = await self._load(chat)
        language = interview.language if interview else chat.language
        prompt = prompts.prompt(interview) if interview else None
        message = self._message(chat, language, Turn(messages=(say("trouble"),), prompt=prompt))

        async def work(unit: Unit) -> None:
            now = self._clock()
            await inbox.set_aside(unit, update.number, now)
            await audit.write(unit, at=now, actor=audit.INTAKE, act=audit.Act.UPDATE_SET_ASIDE)
            await outbox.add(unit, message)

        await self._database.write(work)


class _Overtaken(Exception):
    """Another worker has handled the update meanwhile."""


def _dropped(before: Interview, moved: Step) -> tuple[Attachment, ...]:
    """The files that a step leaves behind: those taken back, and at the end all that were not sent."""
    if moved.effect is Effect.FINISH:
        # What was sent by this very step stays: its state says so.
        return moved.interview.unsent_files
    kept = {file.id for file in moved.interview.attachments}
    return tuple(file for file in before.attachments if file.id not in kept)
