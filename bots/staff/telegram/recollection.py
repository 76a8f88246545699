"""What the bot remembers of a member's chat between two updates: the language there, and what was pressed last.

Beside the path of an update, and on that of an alert, which nobody has asked for and which still should be in the
member's own language. Nothing of it is secret or needed: it is not sealed, and without it the group's language is
spoken, and a second tap is another press.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from storage import traces
from storage.database import Unit
from storage.documents import Language
from storage.ids import ChatKey
from storage.traces import Trace


@dataclass(frozen=True, slots=True, kw_only=True)
class Recollection:
    """What is remembered of one chat.

    Attributes:
        language: of the member's client, when he last wrote.
        pressed: a digest of the last press and of the message that it was on; nothing if a line was typed since.
    """

    language: Language
    pressed: str = ""


def digest(message: int | None, data: str) -> str:
    """Tell one press from another."""
    return hashlib.sha256(f"{message} {data}".encode("utf-8", "replace")).hexdigest()


async def recall(unit: Unit, chat: ChatKey) -> Recollection | None:
    """What is remembered of a chat, if anything."""
    trace = await traces.find(unit, chat)
    if trace is None:
        return None
    language, pressed = json.loads(trace.payload)
    return Recollection(language=Language(language), pressed=pressed)


async def remember(unit: Unit, chat: ChatKey, recollection: Recollection, now: datetime) -> Recollection | None:
    """Remember this from now on; what was remembered before."""
    before = await recall(unit, chat)
    if before != recollection:
        written = json.dumps([recollection.language, recollection.pressed]).encode("ascii")
        await traces.save(unit, Trace(chat=chat, header=b"", payload=written, changed_at=now))
    return before
