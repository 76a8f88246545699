"""What signal-cli tells of things that people do: the shapes of frames (its src/main/java/org/asamk/signal/json)."""

import json
import secrets
from typing import Any

from tests.doubles.signal.chats import Chat, Group, User

STRANGE: dict[str, dict[str, Any]] = {
    "sticker": {"sticker": {"packId": "9a32eda01a7a28574f2eb48668ae0dc4", "stickerId": 4}},
    "contact": {
        "contacts": [
            {
                "name": {
                    "nickname": None, "given": "Ivan", "family": None, "prefix": None, "suffix": None, "middle": None,
                },
                "phone": [{"value": "+380000000000", "type": "MOBILE"}],
            }
        ]
    },
    "poll": {"pollCreate": {"question": "?", "allowMultiple": False, "options": ["a", "b"]}},
    "payment": {"payment": {"note": "", "receipt": "AA=="}},
}  # fmt: skip
"""Messages that hold neither words nor a file, by their kind."""


def tell(account: str, user: User | None, timestamp: int, **content: Any) -> dict[str, Any]:
    """A frame; ``content`` is the one field that says what it is about, or ``exception``."""
    exception = content.pop("exception", None)
    frame: dict[str, Any] = {
        "envelope": {
            "source": (user.number or user.uuid) if user else None,
            "sourceNumber": user.number if user else None,
            "sourceUuid": user.uuid if user else None,
            "sourceName": user.name if user else None,
            "sourceDevice": user.device if user else None,
            "timestamp": timestamp,
            "serverReceivedTimestamp": timestamp + 3,
            "serverDeliveredTimestamp": timestamp + 5,
            **content,
        },
        "account": account,
    }
    return {"exception": exception, **frame} if exception else frame


def tell_message(chat: Chat, timestamp: int, text: str | None, group: Group | None = None, **more: Any) -> Any:
    """What a message holds; ``more`` are fields that are there only if they say something."""
    told: dict[str, Any] = {
        "timestamp": timestamp,
        "message": text,
        "expiresInSeconds": chat.expires,
        "isExpirationUpdate": False,
        "viewOnce": False,
        **more,
    }
    return told | {"groupInfo": tell_group(group, "DELIVER")} if group else told


def tell_group(group: Group, kind: str) -> dict[str, Any]:
    """In which group something happened; ``UPDATE`` if it happened to the group itself."""
    return {"groupId": group.internal, "groupName": group.name, "revision": group.revision, "type": kind}


def tell_untrusted(account: str, user: User, timestamp: int) -> dict[str, Any]:
    """In place of a message whose sender has another identity than the one that is trusted."""
    words = f"Untrusted identity for {user.uuid}"
    return tell(account, user, timestamp, exception={"message": words, "type": "UntrustedIdentityException"})


def tell_call(timestamp: int) -> dict[str, Any]:
    """Somebody calls."""
    return {"offerMessage": {"id": timestamp, "type": "AUDIO_CALL", "opaque": "AA=="}}


def tell_receipt(timestamp: int, read: list[int], *, kind: str) -> dict[str, Any]:
    """What was sent has reached a phone (``delivery``), or eyes (``read``)."""
    return {
        "when": timestamp,
        "isDelivery": kind == "delivery",
        "isRead": kind == "read",
        "isViewed": False,
        "timestamps": read,
    }


def make_attachment_id(name: str, media_type: str) -> str:
    """As signal-cli names a file that it has fetched."""
    suffix = name.rpartition(".")[2] if "." in name else media_type.rpartition("/")[2]
    return f"{secrets.token_urlsafe(15)}.{''.join(sign for sign in suffix if sign.isalnum()) or 'bin'}"


def as_bytes(frame: dict[str, Any]) -> bytes:
    """As it goes over the wire."""
    return json.dumps(frame, ensure_ascii=False, separators=(",", ":")).encode()
