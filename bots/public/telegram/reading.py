"""What a written message means at the prompt that stands open: words, a file, or something that cannot be taken.

Between a message as it came and the interview's values. Which words are a choice is decided as on every text channel;
what is added here is what only a messenger has: files of many kinds, stickers, edits.
"""

import re
from collections.abc import AsyncIterator, Callable, Collection
from dataclasses import dataclass, field

from bots.public import text
from bots.public.telegram.updates import Fields, Written
from bots.texts import Catalogue
from intake.events import Event, File, Mistake
from intake.messages import Prompt
from storage.documents import Language

MOST_BYTES = 20 << 20
"""What the Bot API hands a bot at most (core.telegram.org/bots/api#getfile)."""

_FILES = {
    "document": ("file", "application/octet-stream"),
    "photo": ("photo.jpg", "image/jpeg"),
    "video": ("video.mp4", "video/mp4"),
    "voice": ("voice.ogg", "audio/ogg"),
    "audio": ("audio", "audio/mpeg"),
    "video_note": ("video.mp4", "video/mp4"),
    "animation": ("animation.mp4", "video/mp4"),
}
"""The kinds of files, with a name and a type where Telegram gives none. An animation comes as a document, too."""

_SERVICE = frozenset(
    {
        "boost_added",
        "chat_background_set",
        "connected_website",
        "message_auto_delete_timer_changed",
        "pinned_message",
        "write_access_allowed",
    }
)
"""What Telegram itself writes into a private chat: nobody has said anything."""

_COMMAND_TO = re.compile(r"^(/\w+)@\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Remote:
    """A file that lies with Telegram.

    Attributes:
        id: by which it can be asked for. Secret.
        size: in bytes, as declared; 0 where nothing is declared.
    """

    id: str = field(repr=False)
    size: int


Fetch = Callable[[Remote], AsyncIterator[bytes]]
"""Begins to read a file; see :class:`intake.events.File` for what it may raise."""


class Reader:
    """Messages as the interview takes them."""

    def __init__(self, catalogue: Catalogue, languages: Collection[Language], fetch: Fetch) -> None:
        """A reader where ``languages`` are spoken, and files are read by ``fetch``."""
        self._catalogue = catalogue
        self._languages = languages
        self._fetch = fetch

    def __call__(
        self, written: Written, prompt: Prompt, language: Language, *, held: bool = False
    ) -> Event | File | None:
        """What a message means; None if nobody has said anything.

        What was taken before is not taken again when it is changed; what is ``held``, since it was not, is.
        """
        fields = written.fields
        if written.edited and not held:
            # A live location changes by itself, again and again.
            return None if "location" in fields else Mistake(message="correct-edited")
        typed = fields.get("text")
        if isinstance(typed, str):
            return text.read(_whole(typed), prompt, language, self._catalogue, self._languages)
        for kind, (name, media_type) in _FILES.items():
            sent = fields.get(kind)
            if isinstance(sent, list) and sent:
                sent = max(sent, key=_size)  # a photo comes in several sizes
            if isinstance(sent, dict):
                remote = Remote(id=str(sent.get("file_id", "")), size=_size(sent))
                return self._file(sent, remote, name, media_type)
        return None if _SERVICE & fields.keys() else Mistake(message="correct-kind")

    def _file(self, sent: Fields, remote: Remote, name: str, media_type: str) -> File | Mistake:
        if remote.size > MOST_BYTES:
            return Mistake(message="correct-file-platform")
        return File(
            name=_whole(str(sent.get("file_name") or name)),
            media_type=str(sent.get("mime_type") or media_type),
            size=remote.size,
            open=lambda: self._fetch(remote),
        )


def _size(sent: object) -> int:
    size = sent.get("file_size", 0) if isinstance(sent, dict) else 0
    return size if isinstance(size, int) else 0


def _whole(words: str) -> str:
    """Words without half characters, which JSON can spell and nothing else can hold; a command without our name."""
    whole = words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _COMMAND_TO.sub(r"\1", whole)
