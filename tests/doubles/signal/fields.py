"""Reading a call's body: JSON of a known shape (the structures at the top of the service's src/api/api.go).

The service passes over what it does not know; this double refuses it, so that no client relies on a field that is not
there.
"""

import json
from base64 import b64decode
from typing import Any

from tests.doubles.form import Upload
from tests.doubles.signal.refusals import failed, malformed

Shape = dict[str, type | list[type]]
"""The type of each field; in a list, of its entries."""

SEND: Shape = {
    "number": str, "recipients": [str], "recipient": str, "message": str, "base64_attachments": [str], "sticker": str,
    "mentions": [dict], "quote_timestamp": int, "quote_author": str, "quote_message": str, "quote_mentions": [dict],
    "text_mode": str, "edit_timestamp": int, "notify_self": bool, "link_preview": dict, "view_once": bool,
}  # fmt: skip
TYPING: Shape = {"recipient": str}
RECEIPT: Shape = {"recipient": str, "receipt_type": str, "timestamp": int}
REMOTE_DELETE: Shape = {"recipient": str, "timestamp": int}
CONTACT: Shape = {"recipient": str, "name": str, "expiration_in_seconds": int}
TRUST: Shape = {"verified_safety_number": str, "trust_all_known_keys": bool}
CHALLENGE: Shape = {"challenge_token": str, "captcha": str}


def read_body(body: bytes, shape: Shape) -> dict[str, Any]:
    """Read a body; its content type means nothing, and null is the same as nothing.

    Raises:
        Refused: it is no JSON object, or a field is not of this shape.
    """
    try:
        values = json.loads(body)
    except ValueError:
        raise malformed("invalid request") from None
    if not isinstance(values, dict):
        raise malformed("invalid request")
    values = {name: value for name, value in values.items() if value is not None}
    for name, value in values.items():
        if name not in shape or not _fits(value, shape[name]):
            raise malformed(f"invalid request: {name}")
    return values


def demand(values: dict[str, Any], name: str, words: str) -> Any:
    """A field that has to say something.

    Raises:
        Refused: it does not.
    """
    if not values.get(name):
        raise malformed(words)
    return values[name]


def read_file(entry: str) -> Upload:
    """A file as it is sent: base64, or ``data:<type>;filename=<name>;base64,<data>``.

    Raises:
        Refused: it is neither.
    """
    head, comma, data = entry.rpartition(",")
    if comma and not (head.startswith("data:") and head.endswith(";base64")):
        raise failed("Couldn't decode base64 attachment")
    media_type, *more = head.removeprefix("data:").removesuffix(";base64").split(";")
    names = [name.removeprefix("filename=") for name in more if name.startswith("filename=")]
    try:
        content = b64decode(data, validate=True)
    except ValueError:
        raise failed("Couldn't decode base64 attachment") from None
    return Upload(name=names[0] if names else "", media_type=media_type or "application/octet-stream", content=content)


def _fits(value: Any, kind: type | list[type]) -> bool:
    if isinstance(kind, list):
        return isinstance(value, list) and all(_fits(entry, kind[0]) for entry in value)
    return isinstance(value, kind) and (kind is not int or not isinstance(value, bool))
