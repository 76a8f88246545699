"""Text as the service takes it: cleaned, limited in UTF-16 units, with entities that lie inside it."""

import re
from collections.abc import Iterator
from typing import Any

from tests.doubles.telegram.refusals import bad

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_FOUND = {
    "bot_command": re.compile(r"(?<![\w/])/[A-Za-z0-9_]{1,32}(@\w+)?"),
    "mention": re.compile(r"(?<!\w)@\w{4,32}"),
    "url": re.compile(r"https?://\S+"),
}
_KINDS = {
    "mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bold", "italic", "underline",
    "strikethrough", "spoiler", "blockquote", "expandable_blockquote", "code", "pre", "text_link", "text_mention",
    "custom_emoji",
}  # fmt: skip


def units(text: str) -> int:
    """How long a text is for the service: in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def clean(text: str) -> str:
    """The text as it is kept: no control characters, no space around it.

    Raises:
        Refused: it cannot be written in UTF-8.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        raise bad("strings must be encoded in UTF-8") from None
    return _CONTROL.sub(" ", text.replace("\r", "")).strip()


def take_text(text: str) -> str:
    """The text of a message.

    Raises:
        Refused: it is empty, or longer than the service takes.
    """
    taken = clean(text)
    if not taken:
        raise bad("message text is empty")
    if units(taken) > TEXT_LIMIT:
        raise bad("message is too long")
    return taken


def take_caption(text: str) -> str:
    """The caption of a file; may be empty.

    Raises:
        Refused: it is longer than the service takes.
    """
    taken = clean(text)
    if units(taken) > CAPTION_LIMIT:
        raise bad("message caption is too long")
    return taken


def take_entities(given: list[Any], text: str) -> list[dict[str, Any]]:
    """The entities that were sent with a text.

    Raises:
        Refused: one has no known type, or reaches out of the text.
    """
    for entity in given:
        match entity:
            case {"type": kind, "offset": int(offset), "length": int(length)} if kind in _KINDS:
                if offset < 0 or length < 1 or offset + length > units(text):
                    raise bad("entity reaches out of the text")
            case _:
                raise bad("can't parse entities: unsupported MessageEntity")
    return given


def find_entities(text: str) -> list[dict[str, Any]]:
    """What the service itself marks in a text: commands, mentions, addresses."""
    return sorted(_find(text), key=lambda entity: entity["offset"])


def _find(text: str) -> Iterator[dict[str, Any]]:
    for kind, pattern in _FOUND.items():
        for match in pattern.finditer(text):
            yield {"type": kind, "offset": units(text[: match.start()]), "length": units(match.group())}
