"""What the bot remembers of a member's chat between two updates: the language there, and what was done last.

Beside the path of an update, and on that of an alert, which nobody has asked for and which still should be in the
member's own language. It is sealed to the working key and bound to its chat. None of it is needed: without it the
group's language is spoken, a second tap is another press, and a menu is offered once more.
"""

import hashlib
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from storage import traces
from storage.database import Unit
from storage.documents import Language
from storage.ids import ChatKey, Draw
from storage.keys.post import PostKeys
from storage.sealed import AgeError
from storage.traces import Trace

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recollection:
    """What is remembered of one chat.

    Attributes:
        language: of the member's client, when he last wrote.
        pressed: a digest of the last press and of the message that it was on; nothing if a line was typed since.
        menu: a digest of the menu that was offered last.
    """

    language: Language
    pressed: str = ""
    menu: str = ""


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
        language, pressed, menu = json.loads(opened.removeprefix(_belonging(chat)))
        return Recollection(language=Language(language), pressed=pressed, menu=menu)

    async def remember(
        self, unit: Unit, chat: ChatKey, language: Language, *, pressed: str = "", menu: str | None = None
    ) -> Recollection | None:
        """Remember this from now on; what was remembered before.

        Args:
            unit: to write with.
            chat: which.
            language: spoken there.
            pressed: as :attr:`Recollection.pressed`.
            menu: as :attr:`Recollection.menu`; None for the one before.
        """
        before = await self.recall(unit, chat)
        offered = menu if menu is not None else before.menu if before is not None else ""
        now = Recollection(language=language, pressed=pressed, menu=offered)
        if before != now:
            written = json.dumps([now.language, now.pressed, now.menu]).encode("ascii")
            sealed = self._keys.seal_own(_belonging(chat) + written, self._draw)
            await traces.save(
                unit, Trace(chat=chat, header=sealed.header, payload=sealed.payload, changed_at=self._clock())
            )
        return before


def _belonging(chat: ChatKey) -> bytes:
    """What a recollection begins with, so that one is not taken for another chat's, or for a letter."""
    return f"recollection {chat}\n".encode("ascii")
