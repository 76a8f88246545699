"""What the bot remembers of a chat between two updates: the language there, and what was done and said last.

Beside the path of an update, and on that of an alert, which nobody has asked for and which still should be in the
member's own language. It is sealed to the working key and bound to its chat. None of it is needed: without it the
group's language is spoken, a second tap is another press, and a menu, a greeting or a warning comes once more.
"""

import hashlib
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from storage import traces
from storage.database import Unit
from storage.documents import Language
from storage.ids import ChatKey, Draw
from storage.keys.post import PostKeys
from storage.sealed import AgeError
from storage.traces import Trace

log = logging.getLogger(__name__)


QUIET: Final = timedelta(hours=24)
"""A stranger is answered once in so long: who writes again and again does not wear out an account."""

TRIES: Final = 5
"""An invitation that is none is answered so often in that time: somebody may mistype one, and nobody guesses one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recollection:
    """What is remembered of one chat.

    Attributes:
        language: of the member's client, when he last wrote.
        pressed: a digest of the last press and of the message that it was on; nothing if a line was typed since.
        menu: a digest of the menu that was offered last.
        greeted: since when answers to a stranger here are counted.
        answers: how many there have been.
        told: the silences of a line that were told of here, by their names in :mod:`bots.staff.silences`.
    """

    language: Language
    pressed: str = ""
    menu: str = ""
    greeted: datetime | None = None
    answers: int = 0
    told: frozenset[str] = frozenset()


def digest(message: int | None, data: str) -> str:
    """Tell one press from another."""
    return hashlib.sha256(f"{message} {data}".encode("utf-8", "replace")).hexdigest()


class Recollections:
    """What is remembered of all chats of one bot; only its process, or the one after it, can open it."""

    def __init__(self, *, keys: PostKeys, clock: Callable[[], datetime], draw: Draw) -> None:
        self._keys = keys
        self._clock = clock
        self._draw = draw

    async def recall(self, unit: Unit, chat: ChatKey) -> Recollection | None:
        """What is remembered of a chat, if anything; what cannot be opened is forgotten, and its kind is logged."""
        trace = await traces.find(unit, chat)
        if trace is None:
            return None
        try:
            opened = self._keys.open_own(trace.header, trace.payload)
        except AgeError as error:
            log.error("what was remembered of a chat could not be opened: %s", type(error).__name__)
            return None
        if not opened.startswith(_belonging(chat)):
            return None
        return _read(opened.removeprefix(_belonging(chat)))

    async def greet(self, unit: Unit, chat: ChatKey, language: Language, *, most: int = 1) -> bool:
        """Whether a stranger is to be answered in a chat now; this is counted, and with ``most`` answers he is not."""
        before, now = await self.recall(unit, chat), self._clock()
        since, answers = (None, 0) if before is None else (before.greeted, before.answers)
        # A greeting that lies ahead was noted before the clock was set back, and says nothing.
        if since is None or not timedelta() <= now - since < QUIET:
            since, answers = now, 0
        if answers >= most:
            return False
        await self.remember(unit, chat, language, greeted=since, answers=answers + 1)
        return True

    async def remember(
        self,
        unit: Unit,
        chat: ChatKey,
        language: Language,
        *,
        pressed: str = "",
        menu: str | None = None,
        greeted: datetime | None = None,
        answers: int | None = None,
        told: frozenset[str] | None = None,
    ) -> Recollection | None:
        """Remember this from now on; what was remembered before.

        Args:
            unit: to write with.
            chat: which.
            language: spoken there.
            pressed: as :attr:`Recollection.pressed`.
            menu: as :attr:`Recollection.menu`; None for the one before.
            greeted: as :attr:`Recollection.greeted`; None for the one before.
            answers: as :attr:`Recollection.answers`; None for the number before.
            told: as :attr:`Recollection.told`; None for those before.
        """
        before = await self.recall(unit, chat)
        kept = before or Recollection(language=language)
        now = Recollection(
            language=language,
            pressed=pressed,
            menu=kept.menu if menu is None else menu,
            greeted=kept.greeted if greeted is None else greeted,
            answers=kept.answers if answers is None else answers,
            told=kept.told if told is None else told,
        )
        if before != now:
            sealed = self._keys.seal_own(_belonging(chat) + _write(now), self._draw)
            await traces.save(
                unit, Trace(chat=chat, header=sealed.header, payload=sealed.payload, changed_at=self._clock())
            )
        return before


def _belonging(chat: ChatKey) -> bytes:
    """What a recollection begins with, so that one is not taken for another chat's, or for a letter."""
    return f"recollection {chat}\n".encode("ascii")


def _write(one: Recollection) -> bytes:
    greeted = "" if one.greeted is None else one.greeted.isoformat()
    return json.dumps([one.language, one.pressed, one.menu, greeted, sorted(one.told), one.answers]).encode("ascii")


def _read(written: bytes) -> Recollection:
    # An earlier version knew neither greetings nor silences.
    language, pressed, menu, *rest = json.loads(written)
    greeted, told, answers = rest or ("", [], 0)
    return Recollection(
        language=Language(language),
        pressed=pressed,
        menu=menu,
        greeted=datetime.fromisoformat(greeted) if greeted else None,
        answers=answers,
        told=frozenset(told),
    )
