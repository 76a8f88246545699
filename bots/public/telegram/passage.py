"""One update on its way through the dialog: what came, who sits there, what is answered, what is shown.

aiogram-dialog loads and saves its state, and shows its windows, through objects that serve all chats at once; a context
variable tells them whose turn it is. Nothing of a passage outlives it but what the desk commits.
"""

from collections.abc import Collection, Mapping
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import replace
from typing import Any

from pydantic_core import from_json, to_json

from bots.pieces import count_units
from bots.public.telegram import buttons
from bots.public.telegram.letters import Keyboard, Say
from bots.public.telegram.pages import Page, Words, draw
from bots.public.telegram.progress import follow
from bots.public.telegram.updates import Pressed, Written
from bots.telegram.text import LONGEST, split
from intake.channel import Sitting
from intake.events import Event, File, Mistake, More, Steer, Text
from intake.messages import Message, Turn
from storage.documents import Language
from storage.errors import TemporaryError

STALE = Mistake(message="correct-stale")
"""A button was pressed that is not there, or not there any more."""

CAPTIONED = Message(id="file-words")
"""Words stood below a file: no question was open to them, and they are not lost without a word."""

ELSEWHERE = Message(id="file-words-elsewhere")
"""And the question that is open takes files only, so that they belong to another."""

_REFUSED = ("correct-", "not-kept-yet")
_NOT_TAKEN = (*_REFUSED, "resumed", CAPTIONED.id)
"""How the messages begin after which people may want to see, or to copy, what they wrote."""

_NOT_TO_STAY = frozenset({"correct-code", "correct-kind"})
"""But a mistyped receipt code is nearly the right one; and a place or a contact may lead to somebody."""

_MOST_LEFT = 50
"""Messages that stay in the chat because they were not taken; of more, the oldest go. Each costs a call to delete."""

_FULL = LONGEST - 600
"""From so many units on, a message may be the beginning of a longer text: clients cut between words, or lines."""

_AT_ONCE = 2
"""Seconds between pieces that were sent at once."""


class Passage:
    """What one update comes to.

    Attributes:
        means: what came, as long as no window knows better: a press means nothing without one.
        stored: what the dialog keeps of this chat, by the name under which it asks for it.
        page: what is answered; there is one once the update was taken.
        window: what is shown of it, as the dialog laid it out.
    """

    page: Page

    def __init__(
        self,
        came: Written | Pressed,
        sitting: Sitting,
        words: Mapping[Language, Words],
        languages: Collection[Language],
    ) -> None:
        """A passage of an update that ``came``, where ``languages`` are offered."""
        self.means: Event | File = STALE
        self.stored: dict[str, dict[str, Any]] = {}
        self.window: tuple[str, Keyboard] = ("", ())
        self._came = came
        self._sitting = sitting
        self._words = words
        self._languages = languages
        self._left: list[int] = []  # the numbers of messages that stay in the chat because they were not taken
        self._files: list[int] = []  # those of them that hold a file
        self._question = ""  # the key of the prompt that the window shows
        self._full = 0  # when the last message was sent, if it was as full as one can be
        self._say = Say()
        if sitting.kept:
            self.stored, self._left, self._files, self._question, self._full = from_json(sitting.kept)

    def holds(self, message: int) -> bool:
        """Whether a message stays in the chat because it was not taken."""
        return message in self._left

    def continues(self, written: Written) -> bool:
        """Whether a message is the rest of the one before it: a client cuts a long text, and sends all at once."""
        before, self._full = self._full, written.sent if count_units(written.text) >= _FULL else 0
        return bool(before) and bool(written.text) and 0 <= written.sent - before <= _AT_ONCE

    def press(self, says: str) -> Event:
        """What it means that a button was pressed that ``says`` this."""
        return buttons.read(says, self._sitting.prompt, self._languages) or STALE

    async def take(self, event: Event | File) -> None:
        """Have the desk answer, and draw the page.

        Raises:
            StorageError: as :meth:`intake.channel.Sitting.take`.
        """
        turn = await self._sitting.take(follow(event, self._say_progress) if isinstance(event, File) else event)
        if isinstance(event, File) and isinstance(self._came, Written) and self._came.fields.get("caption"):
            turn = replace(turn, messages=(*turn.messages, ELSEWHERE if self._takes_files() else CAPTIONED))
        words = self._words[turn.language]
        notices = tuple(piece for notice in turn.notices for piece in split(words(notice)))
        answer, pressed, hint, again, anew = "", 0, "", False, False
        if isinstance(self._came, Pressed):
            # That a button is from before is said for a moment, beside it. The window goes on to say what it says: it
            # may be the one that says that everything was received.
            stale = [words(message) for message in turn.messages if message.id == STALE.message]
            turn = replace(turn, messages=tuple(said for said in turn.messages if said.id != STALE.message))
            same = turn.prompt is not None and turn.prompt.key == self._question
            stays, again = same or self._waits(turn), same and bool(stale)
            answer, pressed, hint = self._came.query, self._came.message, "".join(stale)
        else:
            written, stays = self._came.message, self._stays(event, turn)
            self._left = [*(message for message in self._left if message != written), written]
            # Whoever types /start may have cleared the chat on their side, and sees no window that could be edited; and
            # what is refused twice shall be seen to be.
            anew = stays or event is Steer.SHOW or isinstance(event, Mistake)
            if stays and isinstance(event, File) and any(message.id.startswith(_REFUSED) for message in turn.messages):
                self._files.append(written)
        self._say = Say(
            answer=answer,
            hint=hint,
            pressed=pressed,
            delete=self._let_go(event, turn, stays=stays),
            notices=notices,
            again=again,
            anew=anew,
            over=turn.over,
        )
        self.page = draw(turn, words, self._languages)
        self._question = turn.prompt.key if turn.prompt else ""

    def redraw(self) -> None:
        """Have the window brought up to date whatever it shows: its buttons were made for a dialog that is no more."""
        self._say = replace(self._say, again=False)

    def finish(self) -> None:
        """Hand over what is to be said and kept. Afterwards there is nothing to be done with it any more."""
        text, keyboard = self.window
        kept = [self.stored, self._left, self._files, self._question, self._full]
        self._sitting.kept = to_json(kept).decode()
        self._sitting.say(replace(self._say, window=tuple(split(text)), keyboard=keyboard).write())

    def _let_go(self, event: Event | File, turn: Turn, *, stays: bool) -> tuple[int, ...]:
        """Keep back what is still needed of all that was not taken; the others, which are to be deleted."""
        before = self._left
        if not stays:
            # Words take the place of words; a file that did not come may be the only one there is.
            written = isinstance(event, Text | More) and not turn.over
            self._left = [message for message in before if written and message in self._files]
        self._left = self._left[-_MOST_LEFT:]
        self._files = [message for message in self._files if message in self._left]
        return tuple(message for message in before if message not in self._left)

    def _takes_files(self) -> bool:
        """Whether the question that was open when something came takes files, and no words."""
        return any(how.id == "attach-files" for how in self._sitting.prompt.how)

    def _waits(self, turn: Turn) -> bool:
        """Whether, after a press, what was not taken may still find its question: nothing but choices came since."""
        asks = turn.prompt is not None and turn.prompt.progress is not None
        return asks and bool(self._sitting.prompt.options)

    async def _say_progress(self, percent: int) -> None:
        words = self._words[self._sitting.language]
        text = words(Message(id="file-coming", args={"percent": percent}))
        # The file comes all the same.
        with suppress(TemporaryError):
            await self._sitting.say_now(Say(progress=text).write())

    def _stays(self, event: Event | File, turn: Turn) -> bool:
        """Whether what was written stays in the chat, for the time being: it was not taken, and may still be needed."""
        if turn.over or not isinstance(event, Text | More | File | Mistake):
            return False
        if self._sitting.fresh:
            return turn.prompt is not None and turn.prompt.languages  # unless it was a code, it only opened the chat
        said = [message.id for message in turn.messages if message.id not in _NOT_TO_STAY]
        return any(message.startswith(_NOT_TAKEN) for message in said)


current: ContextVar[Passage] = ContextVar("passage")
"""The passage that is under way."""
