"""One update and what comes of it: the channel leads, the interview moves, and one transaction holds the outcome.

On the path between the desk, which takes the update from the post, and storage. What is slow (reading a file, deriving
keys) happens while the channel leads, before the transaction; in it are the draft with the channel's own state, the
case with its documents, what is said back, and the update that is done.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import Self

from intake import interview as interviews
from intake import prompts
from intake.announcements import Announcements
from intake.channel import Channel, Wording
from intake.codes import looks_like_any
from intake.crossings import Crossings
from intake.drafts import Recent, Unfinished, seal_draft, try_draft
from intake.events import Arrive, Event, File, Mistake, Present, Speak, Text
from intake.files import FileDelayed, FileRefused, Receiver, Write, drop
from intake.handover import Handover
from intake.interview import Interview, Stage
from intake.messages import Message, Prompt, Turn, say
from intake.moves import NOTHING_ASKED, begin_again, regret
from intake.partners import Partners
from intake.settings import IntakeSettings
from intake.steps import Effect, Step, agreed, disagreed, forget_return, step
from intake.submission import word
from storage import drafts
from storage.database import Database, Unit
from storage.documents import Attachment, Language
from storage.ids import CaseId, ChatKey, Draw, draw_id
from storage.keys.sealing import IntakeKeys
from storage.post import Address, Letter, Post

_DOOR_OPEN = timedelta(minutes=15)
"""How long a case that a receipt code opened stays open while nothing is written: then another may hold the phone."""

_SENDING = timedelta(seconds=20)
"""How long something may wait to be sent although the platform takes it: what is older, nobody has seen."""

_LAST = frozenset({Effect.FINISH, Effect.PART, Effect.WITHDRAW})


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What every exchange of a process works with."""

    database: Database
    post: Post
    keys: IntakeKeys
    recent: Recent
    receiver: Receiver
    handover: Handover
    crossings: Crossings
    partners: Partners
    announcements: Announcements
    wording: Wording
    settings: IntakeSettings
    clock: Callable[[], datetime]
    draw: Draw


class Exchange:
    """The sitting over one letter, as :class:`intake.channel.Sitting` describes it to the channel."""

    def __init__(self, means: Means, channel: Channel, letter: Letter, found: Unfinished, *, fresh: bool) -> None:
        """Use :meth:`begin`."""
        self._means = means
        self._channel = channel
        self._letter = letter
        self._found = found
        self._fresh = fresh
        known = found.interview
        self._interview = known if known.reachable == channel.reaches else replace(known, reachable=channel.reaches)
        self._after: Interview | None = self._interview
        self._taken = False
        self._writes: tuple[Write, ...] = ()
        self._left: ChatKey | None = None
        self._said: list[bytes] = []
        self.kept = found.kept

    @classmethod
    def begin(cls, means: Means, channel: Channel, letter: Letter, draft: drafts.Draft | None) -> Self:
        """Sit down over a letter, with the draft of its chat if there is one."""
        found = (means.recent.find(draft) or try_draft(draft, means.keys)) if draft else None
        if draft is None or found is None:
            new = interviews.begin(CaseId(draw_id(means.draw)), letter.address.language)
            return cls(means, channel, letter, Unfinished(interview=new), fresh=True)
        if means.clock() - draft.changed_at > _DOOR_OPEN:
            found = replace(found, interview=forget_return(found.interview))
        return cls(means, channel, letter, found, fresh=False)

    async def lead(self) -> None:
        """Let the channel lead, commit what came of it, then delete what nothing names any more.

        Raises:
            TemporaryError: nothing was done; the letter waits.
            Overtaken: another worker has done it.
            Exception: whatever the channel raised; nothing was done.
        """
        await self._channel.lead(self._letter.body, self)
        await self._means.receiver.delete(await self._commit())

    # What the channel sees ---------------------------------------------------------------------------------------

    @property
    def address(self) -> Address:
        """Where this was said."""
        return self._letter.address

    @property
    def language(self) -> Language:
        """What was spoken when the update was written."""
        return self._interview.language

    @cached_property
    def prompt(self) -> Prompt:
        """What stood open when the update was written."""
        return prompts.prompt(self._interview)

    @property
    def fresh(self) -> bool:
        """Nothing is known of this chat."""
        return self._fresh

    async def take(self, event: Event | File) -> Turn:
        """Take what the update means.

        Raises:
            StorageError: nothing was done.
            RuntimeError: something was taken before.
        """
        if self._taken:
            raise RuntimeError("an update has one meaning")
        self._taken = True
        moved = await self._hear_partner(event) or await (self._open(event) if self._fresh else self._advance(event))
        if dropped := _dropped(self._interview, moved):
            self._writes = (*self._writes, drop(dropped))
        notices: tuple[Message, ...] = ()
        if moved.effect in _LAST:
            self._after = self._farewell(moved)
            self._writes = (*self._writes, self._means.crossings.forget(self._letter.key))
        else:
            self._after, notices = self._noticed(moved.interview)
        return Turn(
            language=moved.interview.language,
            messages=moved.messages,
            notices=notices,
            prompt=prompts.prompt(self._after) if self._after else None,
            over=self._after is None,
        )

    def say(self, body: bytes) -> None:
        """Write something to this chat."""
        self._said.append(body)

    async def waits(self) -> bool:
        """Whether something that was said to this chat has been waiting for longer than sending takes."""
        means, before = self._means, self._means.clock() - _SENDING
        return await means.database.read(lambda unit: means.post.waits(unit, self.address, before=before))

    async def say_now(self, body: bytes) -> None:
        """Write something to this chat that is sent whatever comes of the update."""
        means = self._means
        await means.database.write(lambda unit: means.post.write(unit, self.address, body))

    # Moving ------------------------------------------------------------------------------------------------------

    async def _hear_partner(self, event: Event | File) -> Step | None:
        """A partner's answer, wherever it is written: the interview stays as it is, and none begins with it."""
        if not isinstance(event, Text):
            return None
        asking = self._interview.stage is Stage.ASKING
        taken = await self._means.partners.take(event.text, self._letter.key, asking=asking)
        if taken is None:
            return None
        self._writes = taken.writes
        effect = Effect.FINISH if self._fresh else None
        return Step(interview=self._interview, messages=(taken.message,), effect=effect)

    async def _open(self, event: Event | File) -> Step:
        """The first message opens the conversation; of its contents only a language or a code counts."""
        lost = (say("draft-lost"),) if await self._may_have_lost() else ()
        if isinstance(event, Present | Speak) or (isinstance(event, Text) and looks_like_any(event.text)):
            moved = await self._advance(event)
            return replace(moved, messages=(*lost, *moved.messages))
        if isinstance(event, Arrive) and event.language:
            return Step(interview=replace(self._interview, language=event.language), messages=lost)
        return Step(interview=self._interview, messages=(*regret(event), say("language-ask"), *lost))

    async def _may_have_lost(self) -> bool:
        """Whether whoever writes here may have had a draft that nobody can open any more."""

        async def read(unit: Unit) -> bool:
            key = self._letter.key
            return await drafts.any_lost(unit, self._means.keys.draft_id) or await drafts.find(unit, key) is not None

        return await self._means.database.read(read)

    async def _advance(self, event: Event | File) -> Step:
        means, before = self._means, self._interview
        if isinstance(event, File) and before.stage in NOTHING_ASKED:
            return begin_again(before, event)
        if isinstance(event, File):
            try:
                event, write = await means.receiver.receive(before, event)
                self._writes = (write,)
            except FileRefused as refused:
                event = refused.mistake
            except FileDelayed:
                if self._letter.attempts + 1 < means.settings.tries:
                    raise
                event = Mistake(message="correct-file-unreadable")
        moved = step(before, event, today=means.clock().date())
        moved = replace(moved, interview=word(moved.interview, before, means.wording))
        moved, writes = await self._carry_out(moved)
        self._writes = (*self._writes, *writes)
        return moved

    async def _carry_out(self, moved: Step) -> tuple[Step, tuple[Write, ...]]:
        """Prepare what a step asks for; the writes make it so."""
        means, state = self._means, moved.interview
        match moved.effect:
            case Effect.SUBMIT:
                return await means.handover.submit(state, channel=self._channel.name)
            case Effect.LOOK_UP:
                return await self._look_up(moved)
            case Effect.MOVE:
                return await means.crossings.give(state, replace(self.address, language=state.language))
            case Effect.TAKE_OVER:
                taken = await means.crossings.take(moved, self.address, attempts=self._letter.attempts + 1)
                self._left = taken.left
                return taken.step, taken.writes
            case Effect.AGREE:
                address = replace(self.address, language=state.language)
                return agreed(state), (means.announcements.agree(state.case, address),)
            case Effect.DISAGREE:
                return disagreed(state), (means.announcements.disagree(state.case),)
            case Effect.WITHDRAW:
                return moved, (means.handover.withdraw(state),)
            case _:
                return moved, ()

    async def _look_up(self, presented: Step) -> tuple[Step, tuple[Write, ...]]:
        moved, writes = await self._means.handover.look_up(presented)
        state = moved.interview
        if state.stage is Stage.RETURNED and state.reachable:
            told = await self._means.announcements.tells(state.case, self.address)
            moved = replace(moved, interview=replace(state, told=told))
        return moved, writes

    def _noticed(self, interview: Interview) -> tuple[Interview, tuple[Message, ...]]:
        """The notices, where the first choice comes next and they were not shown in its language yet."""
        if interview.stage is not Stage.BEGIN or interview.noticed is interview.language:
            return interview, ()
        shown = prompts.notices(self._channel.name, self._means.settings)
        return replace(interview, noticed=interview.language), shown

    def _farewell(self, moved: Step) -> Interview | None:
        """What is left at the end: nothing; or, where the last words would stay on a screen, a way to clear them."""
        if moved.effect is Effect.FINISH or not self._channel.reaches:
            return None
        new = interviews.begin(CaseId(draw_id(self._means.draw)), moved.interview.language)
        return replace(new, stage=Stage.GOODBYE, noticed=moved.interview.noticed, reachable=True)

    # Committing --------------------------------------------------------------------------------------------------

    async def _commit(self) -> tuple[str, ...]:
        """One transaction: what happened, the draft, what is said back, and the letter that is done."""
        means, key = self._means, self._letter.key
        changed = self._seal_draft()

        async def work(unit: Unit) -> tuple[str, ...]:
            await means.post.done(unit, self._letter)
            dropped = [blob for write in self._writes for blob in await write(unit)]
            if self._after is None:
                await drafts.drop(unit, key)
            elif changed:
                await drafts.save(unit, changed[0])
            for body in self._said:
                await means.post.write(unit, self.address, body)
            return tuple(dropped)

        dropped = await means.database.write(work)
        if self._after is None:
            means.recent.forget(key)
        elif changed:
            means.recent.remember(*changed)
        if self._left is not None:
            means.recent.forget(self._left)
        return dropped

    def _seal_draft(self) -> tuple[drafts.Draft, Unfinished] | None:
        """The draft as it is now, and what it holds; None if it is over, or as it was."""
        means = self._means
        kept_changed = self.kept != self._found.kept and not self._fresh
        if self._after is None or not (self._taken or kept_changed):
            return None
        unfinished = Unfinished(interview=self._after, kept=self.kept)
        sealed = seal_draft(self._letter.key, unfinished, means.keys, now=means.clock(), draw=means.draw)
        return sealed, unfinished


def _dropped(before: Interview, moved: Step) -> tuple[Attachment, ...]:
    """The files that a step leaves behind: those taken back, and at the end all that were not sent."""
    if moved.effect in {Effect.FINISH, Effect.PART}:
        # What was sent by this very step stays: its state says so.
        return moved.interview.unsent_files
    if moved.interview.drawn != before.drawn:
        # Another interview came in the place of this one.
        return before.unsent_files
    kept = {file.id for file in moved.interview.attachments}
    return tuple(file for file in before.attachments if file.id not in kept)
