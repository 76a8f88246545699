"""An unfinished interview on its way to another chat, on whichever channel: a code is given here, and typed there.

On the path beside :mod:`intake.handover`: what is slow happens before the transaction; in it the draft leaves its old
chat, which is told, and arrives in the new one. The old chat is told by its own channel, and only where this process
has it. Neither the code nor an address is ever written down unsealed.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from intake import prompts
from intake.announcements import Announcements
from intake.channel import Channel
from intake.codes import draw_crossing, group_crossing
from intake.drafts import try_draft
from intake.files import Write
from intake.handover import Handover
from intake.interview import Interview, Stage
from intake.messages import say
from intake.moves import BEFORE_SENDING, covered
from intake.settings import IntakeSettings
from intake.steps import Step, unknown
from storage import crossings, drafts, inbox
from storage.crossings import Crossing
from storage.database import Database, Unit
from storage.errors import TemporaryError
from storage.ids import ChatKey, Draw
from storage.keys.sealing import IntakeKeys
from storage.post import Address, Post, read_address, write_address
from storage.sealed import AgeError

log = logging.getLogger(__name__)

GOOD_FOR = timedelta(minutes=30)
"""How long a hand-over code is worth something."""

_TRIES = 3
"""How often it is tried to take over what something is still being done with."""


class DraftInUse(TemporaryError):
    """Something is still being done in the chat that a draft is to leave; the update is tried again after it."""

    hint = "nothing is to be done; if it lasts, see why the other chat's updates are not handled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What comes of a code that was presented.

    Attributes:
        step: of the interview in the chat where it was.
        writes: make it so.
        left: the chat whose draft is gone then, if it was the right code.
    """

    step: Step
    writes: tuple[Write, ...] = ()
    left: ChatKey | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What a code leads to: the crossing, the draft as it lies there, what that holds, and where its chat is."""

    crossing: Crossing
    draft: drafts.Draft
    interview: Interview
    address: Address


class Crossings:
    """Gives hand-over codes, and carries drafts over."""

    def __init__(
        self,
        *,
        database: Database,
        post: Post,
        keys: IntakeKeys,
        announcements: Announcements,
        handover: Handover,
        channels: Mapping[str, Channel],
        settings: IntakeSettings,
        clock: Callable[[], datetime],
        draw: Draw,
    ) -> None:
        self._database = database
        self._post = post
        self._keys = keys
        self._announcements = announcements
        self._handover = handover
        self._channels = channels
        self._settings = settings
        self._clock = clock
        self._draw = draw

    async def give(self, interview: Interview, address: Address) -> tuple[Step, tuple[Write, ...]]:
        """Draw a code for the interview at an address; whatever code was given there before is worth nothing then."""
        code, key = draw_crossing(self._draw), self._post.key(address)
        locator = await self._locate(code)
        sealed = self._keys.seal_own(_inside(locator, interview) + write_address(address), self._draw)
        crossing = Crossing(
            locator=locator, chat=key, header=sealed.header, payload=sealed.payload, until=self._clock() + GOOD_FOR
        )

        async def write(unit: Unit) -> tuple[str, ...]:
            await crossings.save(unit, crossing)
            return ()

        minutes = int(GOOD_FOR.total_seconds()) // 60
        said = [say("move-code", code=group_crossing(code), minutes=minutes)]
        if self._settings.signal_number and address.channel != "signal":
            said.append(say("move-signal", number=self._settings.signal_number))
        return Step(interview=interview, messages=tuple(said)), (write,)

    async def take(self, presented: Step, address: Address, *, attempts: int) -> Taken:
        """Take over what a code leads to. One that is unknown, used or too old is answered in the same way as all such.

        Args:
            presented: the step with the code.
            address: where it was presented.
            attempts: how many times it was tried, this one included. After so many as are enough the code stays as good
                as it was, and may be presented again.

        Raises:
            DraftInUse: only by the writes: what was found has changed since, or is about to.
        """
        locator = await self._locate(presented.code)
        found = await self._database.read(lambda unit: self._find(unit, locator))
        if found is None:
            return Taken(step=unknown(presented.interview))
        old = found.crossing.chat
        if old == self._post.key(address):
            return Taken(step=Step(interview=presented.interview, messages=(say("move-busy"),)))
        if attempts >= _TRIES and await self._database.read(lambda unit: inbox.next(unit, old)) is not None:
            return Taken(step=Step(interview=presented.interview, messages=(say("move-later"),)))
        about = prompts.about(address.channel, self._settings) if address.channel != found.address.channel else ()
        step = Step(interview=self._arrive(found.interview, address), messages=(say("moved-here"), *about))
        forgotten = self._announcements.leave(found.interview.case, found.address)
        return Taken(step=step, writes=(self._taking(found), forgotten), left=old)

    def forget(self, chat: ChatKey) -> Write:
        """Let the code of a chat whose interview is over be worth nothing any more."""

        async def write(unit: Unit) -> tuple[str, ...]:
            await crossings.drop(unit, chat)
            return ()

        return write

    def _arrive(self, interview: Interview, address: Address) -> Interview:
        """The interview as it goes on. Whoever was to be told of an answer is asked anew: it was to be elsewhere."""
        reaches = self._channels[address.channel].reaches
        arrived = covered(replace(interview, paused=False, reachable=reaches, told=False))
        return replace(arrived, stage=Stage.NOTIFY) if reaches and interview.told else arrived

    def _taking(self, found: _Found) -> Write:
        old, now = found.crossing.chat, self._clock()
        farewell = self._farewell(found)

        async def write(unit: Unit) -> tuple[str, ...]:
            # What was written there before goes with it, so it has to be handled first; and nobody who has just read
            # the draft there may write it back.
            if await inbox.next(unit, old) is not None:
                raise DraftInUse("a draft cannot leave a chat in which something waits")
            lies = await drafts.find(unit, old)
            taken = await crossings.take(unit, found.crossing.locator, now)
            if taken is None or lies is None or lies.payload != found.draft.payload:
                raise DraftInUse("a draft changed while it was taken over")
            await drafts.drop(unit, old)
            if farewell is not None:
                await self._post.write(unit, found.address, farewell)
            return ()

        return write

    def _farewell(self, found: _Found) -> bytes | None:
        """The last words in the old chat, where its channel is at this desk."""
        channel = self._channels.get(found.address.channel)
        if channel is None:
            log.warning("a chat is not told that its draft has left: its channel is not open")
            return None
        return channel.write((say("moved-away"),), replace(found.address, language=found.interview.language), over=True)

    async def _find(self, unit: Unit, locator: str) -> _Found | None:
        crossing = await crossings.find(unit, locator, self._clock())
        draft = await drafts.find(unit, crossing.chat) if crossing else None
        unfinished = try_draft(draft, self._keys) if draft else None
        if crossing is None or draft is None or unfinished is None:
            return None
        interview = unfinished.interview
        if interview.stage is Stage.STOPPING:
            interview = replace(interview, stage=interview.left)
        address = self._open(crossing, interview)
        # The code was given for this interview, and not for what was begun or sent in that chat since.
        if address is None or interview.stage not in BEFORE_SENDING:
            return None
        return _Found(crossing=crossing, draft=draft, interview=interview, address=address)

    def _open(self, crossing: Crossing, interview: Interview) -> Address | None:
        """The old chat's address; None where the crossing was meant for something else."""
        inside = _inside(crossing.locator, interview)
        try:
            opened = self._keys.open_own(crossing.header, crossing.payload)
            address = read_address(opened.removeprefix(inside)) if opened.startswith(inside) else None
        except (AgeError, ValueError) as error:
            log.error("a crossing could not be opened: %s", type(error).__name__)
            return None
        return address if address is not None and self._post.key(address) == crossing.chat else None

    async def _locate(self, code: str) -> str:
        """Where a code's crossing lies. It takes as long as with a receipt code, so that guessing takes for ever."""
        return self._post.digest("crossing", await self._handover.stretch(code))


def _inside(locator: str, interview: Interview) -> bytes:
    """What the inside of a crossing begins with: for which code it is, and for which interview."""
    return f"crossing {locator} {interview.drawn}\n".encode()
