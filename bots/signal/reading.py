"""What a frame from the inbox means, in a few types of our own. signalbot reads it.

Between the inbox and either side. signalbot insists on fields that the REST side leaves out, and knows no calls; so a
frame is first reduced to what we read, with those filled in. Nothing here quotes what it cannot read, not even in the
cause of an error.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, cast

from signalbot import (
    Attachment,
    DataMessage,
    EditMessage,
    Reaction,
    ReceivedMessage,
    RemoteDelete,
    SignalBotError,
    parse,
)

from bots.signal.frames import as_number, find_content, find_sender, group_id, is_untrusted, unwrap
from storage.post import UpdateUnreadable

_UNSUPPORTED: Final = ("sticker", "contacts", "pollCreate", "payment")


@dataclass(frozen=True, slots=True, kw_only=True)
class Remote:
    """A file that lies on the REST side.

    Attributes:
        id: by which it is asked for; empty if the REST side could not fetch it. Not for a log.
        name: that its sender gave it, if any. Secret.
        media_type: as its sender says; empty if not.
        size: in bytes, as its sender says; 0 if not.
    """

    id: str = field(repr=False)
    name: str = field(default="", repr=False)
    media_type: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Came:
    """What all that comes has.

    Attributes:
        sender: the uuid, or the number where that is all there is. Secret.
        timestamp: by the sender's clock, in milliseconds; it names the message within the chat.
        expires: seconds after which the chat's messages disappear; 0 if they do not, None if it is not said.
    """

    sender: str = field(repr=False)
    timestamp: int
    expires: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Written(_Came):
    """Somebody wrote to us, or sent a file; never both in one.

    Attributes:
        text: what was written. Secret.
        file: what was sent.
    """

    text: str = field(default="", repr=False)
    file: Remote | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed(_Came):
    """Somebody changed what they had written.

    Attributes:
        text: what it is now. Secret.
        target: the timestamp of what was changed.
    """

    text: str = field(default="", repr=False)
    target: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Deleted(_Came):
    """Somebody deleted, for everyone, what they had written.

    Attributes:
        target: the timestamp of what was deleted.
    """

    target: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reacted(_Came):
    """Somebody put a sign to a message, or took it away.

    Attributes:
        removed: it was taken away.
    """

    removed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Called(_Came):
    """Somebody calls; nobody can answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsupported(_Came):
    """Somebody sent what we take in no form: a sticker, a contact, a poll, money."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Untrusted(_Came):
    """Somebody wrote whose identity has changed; the REST side has not let it through."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere(_Came):
    """Something was said or changed in a group, or we were taken into one.

    Attributes:
        group: as the REST side calls it. Secret.
        text: what was written there, if anything. Secret.
    """

    group: str = field(repr=False)
    text: str = field(default="", repr=False)


Came = Written | Changed | Deleted | Reacted | Called | Unsupported | Untrusted | Elsewhere


class _Offline:
    """All that signalbot's reader wants of a client: that it fetches nothing."""

    download_attachments: Final = False


async def read(body: bytes) -> Came:
    """What a part of a frame means, as :func:`bots.signal.frames.find_origin` laid it into the inbox.

    Raises:
        UpdateUnreadable: it is anything else.
    """
    try:
        return await _read(body)
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError, SignalBotError, UpdateUnreadable):
        raise UpdateUnreadable("a frame is not as the platform documents them") from None


async def _read(body: bytes) -> Came:
    said = unwrap(json.loads(body))
    envelope = said["envelope"]
    content = find_content(envelope)
    came = _Came(sender=find_sender(envelope), timestamp=as_number(envelope["timestamp"]), expires=_expiry(content))
    if not came.timestamp:
        raise UpdateUnreadable("a frame has no time")
    if is_untrusted(said):
        return Untrusted(**_fields(came))
    if envelope.get("callMessage"):
        return Called(**_fields(came))
    reduced = {"account": "", "envelope": _reduce(envelope, content)}
    message = await parse(cast("Any", _Offline()), json.dumps(reduced))
    if isinstance(message, DataMessage) and not message.is_group() and not message.attachments and not message.text:
        if any(content.get(name) for name in _UNSUPPORTED):
            return Unsupported(**_fields(came))
        raise UpdateUnreadable("a frame means nothing")
    return _understand(message, _fields(came))


def _understand(message: ReceivedMessage, came: dict[str, Any]) -> Came:
    """What signalbot has read, in our own types."""
    match message:
        case DataMessage() | RemoteDelete() | Reaction() if message.is_group():
            text = message.text if isinstance(message, DataMessage) else None
            return Elsewhere(group=group_id(message.source_or_group_id()), text=text or "", **came)
        case EditMessage():
            return Changed(text=message.text or "", target=message.target_sent_timestamp, **came)
        case RemoteDelete():
            return Deleted(target=message.timestamp, **came)
        case Reaction():
            return Reacted(removed=message.is_remove, **came)
        case DataMessage(attachments=[file]):
            return Written(file=_remote(file), **came)
        case DataMessage(text=str() as text, attachments=None):
            return Written(text=text, **came)
    raise UpdateUnreadable("a frame means several things")


def _fields(came: _Came) -> dict[str, Any]:
    return {"sender": came.sender, "timestamp": came.timestamp, "expires": came.expires}


def _expiry(content: Mapping[str, Any]) -> int | None:
    seconds = content.get("expiresInSeconds")
    return seconds if isinstance(seconds, int) else None


def _remote(file: Attachment) -> Remote:
    return Remote(
        id=file.local_filename or "",
        name=file.remote_filename or "",
        media_type=file.content_type or "",
        size=max(file.size or 0, 0),
    )


def _reduce(envelope: Mapping[str, Any], content: Mapping[str, Any]) -> dict[str, Any]:
    """What we read of a frame, with all that signalbot insists on."""
    sent = envelope["timestamp"]
    message: dict[str, Any] = {"timestamp": sent, "message": _clean(content.get("message"))}
    match content:
        case {"groupInfo": {"groupId": group}}:
            message["groupInfo"] = {"groupId": group, "revision": 0, "type": "DELIVER"}
    match content:
        case {"reaction": {"targetSentTimestamp": target, **reaction}}:
            removed = bool(reaction.get("isRemove"))
            message["reaction"] = {"targetSentTimestamp": target, "isRemove": removed}
        case {"remoteDelete": {"timestamp": target}}:
            message["remoteDelete"] = {"timestamp": target}
        case {"attachments": [*files]}:
            message["attachments"] = [_reduce_file(file) for file in files] or None
    reduced: dict[str, Any] = {
        "sourceUuid": find_sender(envelope),
        "timestamp": sent,
        "serverReceivedTimestamp": sent,
        "serverDeliveredTimestamp": sent,
    }
    match envelope:
        case {"editMessage": {"targetSentTimestamp": target}}:
            return {**reduced, "editMessage": {"targetSentTimestamp": target, "dataMessage": message}}
    return {**reduced, "dataMessage": message}


def _reduce_file(file: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": file.get("id"),
        "filename": _clean(file.get("filename")),
        "contentType": _clean(file.get("contentType")),
        "size": file.get("size"),
        "isVoiceNote": False,
    }


def _clean(text: object) -> object:
    """A text without halves of characters, which JSON can carry and nothing else can."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace") if isinstance(text, str) else text
