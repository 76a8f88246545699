"""What came over Signal means at the prompt that stands open: words, a file, or something that cannot be taken.

Between what a frame is and the interview's values. Which words are a choice is decided as on every text channel; what
is added here is what only a messenger has: files, reactions, deletions, edits, calls.
"""

import mimetypes
from collections.abc import AsyncIterator, Callable, Collection

from bots.public import text
from bots.signal.reading import (
    Called,
    Came,
    Changed,
    Deleted,
    Reacted,
    Remote,
    Unsupported,
    Written,
)
from bots.texts import Catalogue
from intake.channel import Sitting
from intake.events import Event, File, Mistake
from storage.documents import Language

_UNKNOWN = "application/octet-stream"

_LAST_WORDS = "goodbye-ask"
"""What is asked when the last words stand in the chat."""

Fetch = Callable[[Remote], AsyncIterator[bytes]]
"""Begins to read a file; see :class:`intake.events.File` for what it may raise."""


class Reader:
    """What comes as the interview takes it."""

    def __init__(self, catalogue: Catalogue, languages: Collection[Language], fetch: Fetch) -> None:
        """A reader where ``languages`` are spoken, and files are read by ``fetch``."""
        self._catalogue = catalogue
        self._languages = languages
        self._fetch = fetch

    def __call__(self, came: Came, sitting: Sitting) -> Event | File | None:
        """What something means; None if nobody has said anything to us.

        Where no conversation is under way none is begun by what is done to old messages: whoever clears a chat away
        wants it quiet.
        """
        match came:
            case Written(file=Remote() as remote):
                return self._file(remote)
            case Written():
                return text.read(
                    came.text, sitting.prompt, sitting.language, self._catalogue, self._languages, words=True
                )
            case Called():
                return Mistake(message="correct-call")
            case Unsupported():
                return Mistake(message="correct-kind")
        if sitting.fresh or sitting.prompt.ask.id == _LAST_WORDS:
            return None
        match came:
            case Changed():
                return Mistake(message="correct-edited")
            case Deleted():
                return Mistake(message="correct-deleted")
            case Reacted(removed=False):
                return Mistake(message="correct-reaction")
        return None

    def _file(self, remote: Remote) -> File:
        media_type = remote.media_type or _UNKNOWN
        return File(
            name=remote.name or _name(media_type),
            media_type=media_type,
            size=remote.size,
            open=lambda: self._fetch(remote),
        )


def _name(media_type: str) -> str:
    """A name for a file that its sender gave none, as phones do with what they have just recorded."""
    kind = media_type.partition("/")[0]
    name = {"image": "photo", "video": "video", "audio": "voice"}.get(kind, "file")
    return name + (mimetypes.guess_extension(media_type) or "")
