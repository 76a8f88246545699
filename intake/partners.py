"""A partner's answer to an offer that comes to a public chat: a yes or a no, with the code from the package.

On the path beside :mod:`intake.exchange`, before the interview sees what was typed: it is no answer to any question,
and no receipt code. Whoever tries codes learns nothing: an unknown one, a used one and one that is too old are answered
with the same words, each takes as long as a receipt code, and a chat has few tries. Which case it was is never said.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from intake.files import Write
from intake.handover import Handover
from intake.messages import Message, say
from storage import offers
from storage.database import Database, Unit
from storage.errors import TemporaryError
from storage.ids import ChatKey
from storage.offers import Offer, OfferState
from storage.spoken import SpokenAnswer, read_answer, read_code

_TRIES = 5
"""Wrong codes from one chat in :data:`_SPAN` after which no further one is looked up."""

_SPAN = timedelta(hours=1)
_RECENT = 1024
"""Chats with a wrong code that are remembered, in this process alone: what bounds all of them together is the time that
each try takes."""

_AS_GIVEN = re.compile(r"\w{4}(?:[-‐‑–—−]\w{4}){3}")
"""A code as the package has it. No sentence looks so; one of short words might look like a code typed with spaces."""


class OfferEnded(TemporaryError):
    """An offer was answered, or ended, while its answer was being taken; the next try sees what became of it."""

    hint = "nothing is to be done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What comes of a partner's answer.

    Attributes:
        message: what is said.
        writes: make it so.
    """

    message: Message
    writes: tuple[Write, ...] = ()


class Partners:
    """Takes partners' answers."""

    def __init__(self, *, database: Database, handover: Handover, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._handover = handover
        self._clock = clock
        self._wrong: dict[ChatKey, tuple[datetime, ...]] = {}

    async def take(self, typed: str, chat: ChatKey, *, asking: bool) -> Taken | None:
        """Take what was typed in a chat, if it is a partner's answer; None if it is anything else.

        Args:
            typed: the words. Secret.
            chat: where.
            asking: words may be the answer to a question here. Then a sentence that only looks like a code is none.

        Raises:
            OfferEnded: only by the writes.
        """
        answer = read_answer(typed)
        if answer is None:
            return await self._ask_which(typed, chat)
        found = await self._look_up(answer.digest, chat)
        if found is None and asking and not _AS_GIVEN.search(typed):
            return None
        if found is None or not self._stands(found, answer):
            return Taken(message=say("partner-unknown"))
        noted = say("partner-noted", answer="yes" if answer.accepted else "no")
        if found.state not in offers.OPEN:
            # The same answer once more, perhaps by another channel.
            return Taken(message=noted)
        return Taken(message=noted, writes=(self._answering(found, accepted=answer.accepted),))

    async def _ask_which(self, typed: str, chat: ChatKey) -> Taken | None:
        """Ask a partner for the yes or no that is missing; a code that cannot be answered now is told from no words."""
        digest = read_code(typed)
        found = None if digest is None else await self._look_up(digest, chat)
        return None if found is None or not self._waits(found) else Taken(message=say("partner-which"))

    async def _look_up(self, digest: str, chat: ChatKey) -> Offer | None:
        now = self._clock()
        wrong = tuple(at for at in self._wrong.get(chat, ()) if now - at < _SPAN)
        await self._handover.stretch(digest)
        if len(wrong) >= _TRIES:
            return None
        found = await self._database.read(lambda unit: offers.by_code(unit, digest))
        if found is None:
            self._wrong.pop(chat, None)
            self._wrong[chat] = (*wrong, now)
            if len(self._wrong) > _RECENT:
                del self._wrong[next(iter(self._wrong))]
        return found

    def _stands(self, offer: Offer, answer: SpokenAnswer) -> bool:
        """Whether this answer is taken, or was taken before."""
        if offer.state in offers.OPEN:
            return self._waits(offer)
        return offer.state is (OfferState.ACCEPTED if answer.accepted else OfferState.DECLINED)

    def _waits(self, offer: Offer) -> bool:
        """Whether an answer would be in time."""
        return offer.state in offers.OPEN and offer.due_at is not None and offer.due_at > self._clock()

    def _answering(self, offer: Offer, *, accepted: bool) -> Write:
        now = self._clock()

        async def write(unit: Unit) -> tuple[str, ...]:
            if not await offers.answer(unit, offer.number, accepted, now):
                raise OfferEnded("an offer ended while its answer was taken")
            return ()

        return write
