"""Whose frame it is, and what of it goes into the inbox: one part for each thing that it means.

Between the REST side and the inbox. Nothing is understood here that can wait: a frame of any shape that has a sender is
kept, and what it means is found out behind the inbox. What means nothing to us is not kept: receipts, typing, stories,
what our own other devices sent, changes of a timer.
"""

import base64
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from bots.signal.language import guess
from storage.documents import Language
from storage.errors import PermanentError

LONG_TEXT: Final = "text/x-signal-plain"
"""The media type of a file that is the text itself, which the REST side has read and put in its place."""

_MEANINGFUL: Final = ("reaction", "remoteDelete", "sticker", "contacts", "pollCreate", "payment", "groupInfo")
"""What a message may hold in place of a text or a file, and still mean something."""

_KEPT: Final = ("timestamp", "expiresInSeconds", *_MEANINGFUL)
_WHO: Final = (
    "source",
    "sourceNumber",
    "sourceUuid",
    "sourceDevice",
    "timestamp",
    "serverReceivedTimestamp",
    "serverDeliveredTimestamp",
)
_UNTRUSTED: Final = "UntrustedIdentityException"
_NAME = re.compile("[!-~]{1,128}")


class FrameUnreadable(PermanentError):
    """A frame names no sender, so that there is no chat to keep it for."""

    hint = "see what signal-cli-rest-api says of it; upgrade both if their versions are far apart"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a frame comes from, and what of it is kept.

    Attributes:
        chat: the sender; in a group, the group as the REST side calls it. Secret.
        sender: the uuid, or the number where that is all there is. Secret.
        group: as the REST side calls it; empty if it was said to us alone. Secret.
        device: of the sender; 0 if it is not said.
        timestamp: by the sender's clock, in milliseconds; with sender and device it names a message. 0 if none is said.
        language: guessed from the letters of what was written, as far as we speak it; else the first that we speak.
        parts: the bodies for the inbox, in order, each a frame with one meaning: a file, a text. Secret.
        attachments: the files that it left on the REST side. Not for a log.
        spare: those of the files that no part names, so that nobody will ask for them; none of a change, which may name
            the files of what is changed. Not for a log.
        untrusted: the sender's identity has changed, and the REST side has not let the message through.
    """

    chat: str = field(repr=False)
    sender: str = field(repr=False)
    group: str = field(default="", repr=False)
    device: int
    timestamp: int
    language: Language
    parts: tuple[bytes, ...] = field(repr=False)
    attachments: tuple[str, ...] = field(default=(), repr=False)
    spare: tuple[str, ...] = field(default=(), repr=False)
    untrusted: bool = False


def find_origin(frame: bytes, number: str, languages: Sequence[Language]) -> Origin | None:
    """Whose a frame is; None if it means nothing and left nothing behind, or is for another account than ``number``.

    Args:
        frame: as the socket brought it, or as the webhook did. Secret.
        number: our own.
        languages: those that are spoken, one at least.

    Raises:
        FrameUnreadable: it is no frame, or names no sender.
    """
    said = _open(frame)
    if said.get("account", number) != number:
        return None
    envelope = said.get("envelope")
    sender = find_sender(envelope) if isinstance(envelope, dict) else ""
    if not isinstance(envelope, dict) or not sender:
        raise FrameUnreadable("a frame names no sender")
    untrusted = is_untrusted(said)
    kept: list[dict[str, Any]] = []
    if number in (sender, envelope.get("sourceNumber")):
        parts: tuple[bytes, ...] = ()
    elif untrusted:
        parts = _write(frame, number, [_bare(envelope)], exception={"type": _UNTRUSTED})
    elif _is_sound(envelope):
        kept = [{**_bare(envelope), **part} for part in _parts(envelope)]
        parts = _write(frame, number, kept)
    else:
        parts = (frame,)
    attachments = tuple(dict.fromkeys(_files(envelope)))
    asked_for = {name for part in kept for name in _files(part)}
    spare = () if "editMessage" in envelope else tuple(name for name in attachments if name not in asked_for)
    if not parts and not attachments:
        return None
    content = find_content(envelope)
    group = _group(content)
    return Origin(
        chat=group or sender,
        sender=sender,
        group=group,
        device=as_number(envelope.get("sourceDevice")),
        timestamp=as_number(envelope.get("timestamp")),
        language=guess(content.get("message"), languages),
        parts=parts,
        attachments=attachments,
        spare=spare,
        untrusted=untrusted,
    )


def group_id(internal: str) -> str:
    """A group as the REST side calls it, by what a frame calls it."""
    return "group." + base64.b64encode(internal.encode("utf-8", "replace")).decode("ascii")


def is_untrusted(said: Mapping[str, Any]) -> bool:
    """Whether a frame tells that its sender's identity has changed, in place of what the sender wrote."""
    match said:
        case {"exception": {"type": str() as kind}}:
            return kind == _UNTRUSTED
    return False


def unwrap(said: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a JSON-RPC notification carries, as the webhook brings it; anything else is what it is."""
    match said:
        case {"params": {"result": dict() as carried}} | {"params": dict() as carried}:
            return carried
    return said


def find_sender(envelope: Mapping[str, Any]) -> str:
    """Who wrote; the number may be hidden, and the uuid stays when it changes."""
    for name in ("sourceUuid", "sourceNumber", "source"):
        said = envelope.get(name)
        if isinstance(said, str) and _NAME.fullmatch(said):
            return said
    return ""


def find_content(envelope: Mapping[str, Any]) -> Mapping[str, Any]:
    """What was written, or what it was changed to; nothing if a frame is about something else."""
    match envelope:
        case {"dataMessage": dict() as content} | {"editMessage": {"dataMessage": dict() as content}}:
            return content
    return {}


def as_number(value: object) -> int:
    """A number as the platform has them, or 0."""
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 1 << 63 else 0


def _open(frame: bytes) -> Mapping[str, Any]:
    try:
        said = json.loads(frame)
    except (ValueError, RecursionError):
        raise FrameUnreadable("a frame is no JSON") from None
    if not isinstance(said, dict):
        raise FrameUnreadable("a frame is no object")
    return unwrap(said)


def _write(frame: bytes, number: str, envelopes: Sequence[Mapping[str, Any]], **besides: object) -> tuple[bytes, ...]:
    """What is kept of a frame, written down; the whole of it if it is nested too deep to be written."""
    try:
        said = [{"account": number, "envelope": envelope, **besides} for envelope in envelopes]
        return tuple(json.dumps(each, separators=(",", ":")).encode("ascii") for each in said)
    except RecursionError:
        return (frame,)


def _is_sound(envelope: Mapping[str, Any]) -> bool:
    """Whether a frame can be taken apart; one that cannot is kept whole."""
    contents = [envelope.get(name) for name in ("dataMessage", "editMessage", "callMessage")]
    if not as_number(envelope.get("timestamp")) or not all(isinstance(content, dict | None) for content in contents):
        return False
    content = find_content(envelope)
    files = content.get("attachments")
    return isinstance(content.get("message"), str | None) and (
        files is None or (isinstance(files, list) and all(isinstance(file, dict) for file in files))
    )


def _group(content: Mapping[str, Any]) -> str:
    match content:
        case {"groupInfo": {"groupId": str() as internal}}:
            return group_id(internal)
    return ""


def _bare(envelope: Mapping[str, Any]) -> dict[str, Any]:
    """A frame without what it is about, and without what its sender is called."""
    return {name: envelope[name] for name in _WHO if name in envelope}


def _parts(envelope: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """What a frame is about, taken apart."""
    match envelope:
        case {"dataMessage": {"isExpirationUpdate": True}}:
            return
        case {"dataMessage": dict() as content}:
            yield from ({"dataMessage": part} for part in _split(content))
        case {"editMessage": {"dataMessage": dict() as content} as edit}:
            text = {name: content[name] for name in ("message", *_KEPT) if name in content}
            yield {"editMessage": {"targetSentTimestamp": edit.get("targetSentTimestamp"), "dataMessage": text}}
        case {"callMessage": {"offerMessage": dict()}}:
            yield {"callMessage": {"offerMessage": {}}}


def _split(content: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """A message as several: each of its files, then the rest. In a group nothing but the rest can mean anything."""
    rest = {name: content[name] for name in _KEPT if content.get(name) is not None}
    text = content.get("message")
    if not _group(content):
        for file in content.get("attachments") or ():
            if not text or file.get("contentType") != LONG_TEXT:
                yield {**rest, "attachments": [file]}
    if text or any(name in rest for name in _MEANINGFUL):
        yield {**rest, "message": text}


def _files(envelope: Mapping[str, Any]) -> Iterator[str]:
    """All files that a frame names, wherever it does: pictures of links and quotes are fetched, too."""
    left: list[Any] = [envelope]
    while left:
        match left.pop():
            case dict() as said:
                if "contentType" in said and isinstance(said.get("id"), str):
                    yield said["id"]
                left.extend(said.values())
            case list() as several:
                left.extend(several)
