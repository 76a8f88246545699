"""Whose update it is: its id, its chat, and the language to answer in. Nothing else of an update is looked at here.

Telegram's servers are trusted with little: an update of any shape has an origin, so that each is kept, and what it
means is found out behind the inbox.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from storage.documents import Language

NO_CHAT: Final = "0"
"""The chat of whatever was said in none."""

_RUSSIAN_IS_UNDERSTOOD: Final = frozenset(
    {"az", "ba", "be", "ce", "cv", "hy", "ka", "kk", "ky", "ru", "tg", "tk", "tt", "uz"}
)
"""Where no language of ours is the client's own, but this one is likely to be read (ISO 639-1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where an update comes from.

    Attributes:
        update_id: unique within the bot; Telegram's number, or a digest where it gave none.
        chat: as Telegram calls it. Secret.
        language: that the sender's client speaks, as far as we do.
    """

    update_id: str
    chat: str = field(repr=False)
    language: Language


def find_origin(body: bytes, languages: Sequence[Language]) -> Origin:
    """Whose a raw update is, whatever it looks like; ``languages`` are those that are spoken, one at least."""
    try:
        update = json.loads(body)
    except (ValueError, RecursionError):
        update = None
    known = update if isinstance(update, dict) else {}
    number = number_of(known)
    return Origin(
        update_id=f"x{hashlib.sha256(body).hexdigest()}" if number is None else str(number),
        chat=next(_chats(known), NO_CHAT),
        language=_language(known, languages),
    )


def number_of(update: object) -> int | None:
    """The number that Telegram gave an update; None if it has none."""
    match update:
        case {"update_id": int() as number} if not isinstance(number, bool):
            return number
    return None


def _contents(update: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """What an update holds besides its number: a message, a click, a change of membership; mostly one."""
    return (content for name, content in update.items() if name != "update_id" and isinstance(content, dict))


def _chats(update: Mapping[str, Any]) -> Iterator[str]:
    for content in _contents(update):
        match content:
            case {"chat": {"id": int() as number}} | {"message": {"chat": {"id": int() as number}}}:
                yield str(number)


def _language(update: Mapping[str, Any], languages: Sequence[Language]) -> Language:
    for content in _contents(update):
        match content:
            case {"from": {"language_code": str() as code}}:
                spoken = _nearest(code.lower().replace("_", "-").split("-")[0])
                return spoken if spoken in languages else languages[0]
    return languages[0]


def _nearest(code: str) -> Language:
    if code == Language.UK:
        return Language.UK
    return Language.RU if code in _RUSSIAN_IS_UNDERSTOOD else Language.EN
