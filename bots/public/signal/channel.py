"""Signal as intake knows it: what a frame means is taken, and a letter comes of it.

Between the desk's sitting and the text that every text channel shares. It speaks to nobody: the sender does, later.
"""

import hashlib
import logging
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from pydantic import TypeAdapter

from bots.public import text
from bots.public.signal.letters import Say
from bots.public.signal.meaning import Fetch, Reader
from bots.signal import reading
from bots.signal.reading import Came, Deleted, Elsewhere, Untrusted, Written
from bots.signal.text import split
from bots.texts import Catalogue
from intake.channel import Sitting
from intake.events import Event, File, Mistake, Text
from intake.messages import Message, Turn, say
from storage.documents import Language
from storage.gaps import Gap
from storage.post import Address

log = logging.getLogger(__name__)

_ALONE = frozenset({"move-code", "receipt-code"})
"""What stands in a message of its own."""

_NOT_TAKEN = (
    "code-unknown", "correct-", "file-words", "move-busy", "move-later", "not-kept-yet", "receipt-wrong", "resumed",
)  # fmt: skip
"""How the messages begin after which the same may well be sent again."""

_WORTH_A_WORD = timedelta(seconds=30)
"""A time in which our line was down, and that is told of; what was lost in a shorter one does not show as read."""

_A_MINUTE = timedelta(minutes=1)

Missed = Callable[[datetime], Awaitable[tuple[Gap, ...]]]
"""When the line was down since then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Memory:
    """What is kept of a chat from one frame to the next.

    Attributes:
        heard: when something was last answered here.
        deleted: it was that messages were deleted.
        taken: a digest of the last text that was taken: it lies sealed beside the text itself, and goes with it.
    """

    heard: datetime | None = None
    deleted: bool = False
    taken: str = ""


_MEMORY = TypeAdapter(_Memory)


class Signal:
    """The public bot as intake sees it."""

    name = "signal"
    reaches = True

    def __init__(
        self,
        catalogue: Catalogue,
        languages: Collection[Language],
        fetch: Fetch,
        *,
        missed: Missed,
        expires: int,
        clock: Callable[[], datetime],
    ) -> None:
        """A bot that speaks ``languages``.

        Args:
            catalogue: its words.
            languages: that it offers.
            fetch: reads files.
            missed: tells when its line was down.
            expires: seconds after which messages shall disappear.
            clock: gives aware times.
        """
        self._catalogue = catalogue
        self._read = Reader(catalogue, languages, fetch)
        self._missed = missed
        self._expires = expires
        self._clock = clock

    async def lead(self, body: bytes, sitting: Sitting) -> None:
        """Work at a part of a frame; see :meth:`intake.channel.Channel.lead`."""
        came = await reading.read(body)
        if isinstance(came, Elsewhere):
            sitting.say(Say(quit=came.group).write())
            return
        if isinstance(came, Untrusted):
            # Nor would an answer be let through.
            log.warning("a message was held back: this number has to trust new phones by itself")
            return
        before = _MEMORY.validate_json(sitting.kept) if sitting.kept else _Memory()
        event = self._read(came, sitting)
        # Whoever deletes one message deletes many, and was told the first time what that does.
        if event is None or (before.deleted and isinstance(came, Deleted)):
            return
        digest = _digest(came)
        if digest and digest == before.taken and await sitting.waits():
            # Nobody can have answered what nobody has seen.
            event = Mistake(message="repeated")
        missed = _worth_a_word(await self._missed(before.heard)) if before.heard else ()
        turn = await sitting.take(event)
        memory = _Memory(
            heard=self._clock(),
            deleted=isinstance(came, Deleted),
            taken=digest if digest and _is_taken(event, turn) else before.taken,
        )
        if missed and not turn.over:
            turn = replace(turn, messages=(_tell(missed), *turn.messages))
        sitting.kept = _MEMORY.dump_json(memory).decode()
        sitting.say(
            Say(
                discard=_files(came),
                expire=self._expire(came) if sitting.fresh else 0,
                texts=self._word(turn),
                over=turn.over,
            ).write()
        )

    def write(self, messages: tuple[Message, ...], address: Address, over: bool = False) -> bytes:
        """Something that is said without an update to answer."""
        return Say(texts=self._word(Turn(language=address.language, messages=messages)), over=over).write()

    def _word(self, turn: Turn) -> tuple[str, ...]:
        """A turn in messages: as few as can be, since each is one more to scroll past, and one more that is counted.

        What has to be known before the first question, and what somebody may want to copy, stands by itself.
        """
        asked = (*turn.prompt.before, turn.prompt.ask) if turn.prompt else ()
        said = (*turn.messages, *turn.notices, *asked)
        groups: list[list[str]] = [[]]
        ended = False
        for message, block in zip(said, text.write(turn, self._catalogue, words=True), strict=True):
            alone = message.id in _ALONE
            if alone or ended:
                groups.append([])
            groups[-1].append(block)
            ended = alone or message in turn.notices[-1:]
        return tuple(piece for group in groups for piece in split("\n\n".join(group)))

    def _expire(self, came: Came) -> int:
        """After how many seconds messages shall disappear from now on; 0 if they do so already, and sooner."""
        return 0 if came.expires and came.expires <= self._expires else self._expires


def _files(came: Came) -> tuple[str, ...]:
    """What lies with the REST side for this, and need not any longer."""
    return (came.file.id,) if isinstance(came, Written) and came.file and came.file.id else ()


def _digest(came: Came) -> str:
    """What a text is known again by; empty for anything else."""
    text = came.text.strip() if isinstance(came, Written) else ""
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest() if text else ""


def _is_taken(event: Event | File, turn: Turn) -> bool:
    """Whether something counted for more than a first word."""
    said = [message.id for message in turn.messages]
    opens = isinstance(event, Text) and "language-ask" in said
    return not opens and not any(message.startswith(_NOT_TAKEN) for message in said)


def _worth_a_word(missed: tuple[Gap, ...]) -> tuple[Gap, ...]:
    return tuple(gap for gap in missed if gap.until - gap.since >= _WORTH_A_WORD)


def _tell(missed: tuple[Gap, ...]) -> Message:
    """When the line was down, in whole minutes; of several times, the last, and that there were several."""
    last = max(missed, key=lambda gap: gap.until)
    ended = last.until if last.until == _minute(last.until) else last.until + _A_MINUTE
    return say("signal-gap", times=len(missed), since=_time(last.since), until=_time(ended))


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


def _time(at: datetime) -> str:
    return f"{at.astimezone(UTC):%d.%m. %H:%M}"
