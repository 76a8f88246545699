"""The calls with which a bot talks: sending, typing, reading, taking back (the service's src/api/api.go)."""

import re
from base64 import b64decode
from typing import Any
from uuid import UUID

from tests.doubles.signal.account import Account
from tests.doubles.signal.chats import Group, User
from tests.doubles.signal.fields import demand, read_file
from tests.doubles.signal.refusals import Refused, failed, malformed

_NUMBER = re.compile(r"\+[1-9]\d{1,14}")
_GROUP_BYTES = 32
_LONGEST = 2000
"""Bytes of a text (signal-cli's MAX_MESSAGE_SIZE_BYTES). Of a longer one it would make a file."""


def send(account: Account, values: dict[str, Any]) -> list[dict[str, Any]]:
    """Send a message, new or in place of another; its timestamp, and whom it did not reach."""
    recipients = [*values.get("recipients", []), *filter(None, [values.get("recipient")])]
    if not recipients:
        raise malformed("please provide at least one recipient")
    if values.get("text_mode", "normal") != "normal":
        raise malformed("this double knows no styled text")
    groups = [recipient for recipient in recipients if _is_group(recipient)]
    if groups and len(recipients) > 1:
        raise failed("A signal message cannot be sent to more than one group at once!")
    files = tuple(read_file(entry) for entry in values.get("base64_attachments", []))
    text = values.get("message", "")
    if not text and not files and not values.get("sticker"):
        raise failed("Sending empty message is not allowed, either a message, attachment or sticker must be given.")
    if len(text.encode()) > _LONGEST:
        raise malformed("this double makes no file of a text that is too long")
    others = [_find(account, recipient) for recipient in recipients]
    failures = [_admit(account, other) for other in others]
    if all(failures):
        raise account.refuse_all(failures)
    timestamp = account.tick()
    for other, failure in zip(others, failures, strict=True):
        if failure:
            continue
        if edited := values.get("edit_timestamp"):
            account.change(other, edited, text)
        else:
            account.say(other, timestamp, text, files)
    errors = [
        {"uuid": other.uuid, "number": other.number or "", "reason": failure}
        for other, failure in zip(others, failures, strict=True)
        if failure and isinstance(other, User)
    ]
    return [{"timestamp": str(timestamp), **({"errors": {"recipients": errors}} if errors else {})}]


def start_typing(account: Account, values: dict[str, Any]) -> None:
    """Let somebody see that the bot is typing."""
    chat = account.chat(_find(account, values.get("recipient", "")))
    chat.typed += 1
    chat.changed.ring()


def stop_typing(account: Account, values: dict[str, Any]) -> None:
    """Let somebody see no more that the bot is typing."""
    _find(account, values.get("recipient", ""))


def send_receipt(account: Account, values: dict[str, Any]) -> None:
    """Let somebody see that what they wrote was read."""
    recipient = demand(values, "recipient", "recipient missing")
    if values.get("receipt_type") not in ("read", "viewed"):
        raise malformed("receipt type must be read or viewed")
    timestamp = demand(values, "timestamp", "timestamp missing")
    other = _find(account, recipient)
    if isinstance(other, Group):
        raise failed("Invalid recipient")
    account.chat(other).read.add(timestamp)
    account.chat(other).changed.ring()
    account.feed.confirm(other.uuid, timestamp)


def remote_delete(account: Account, values: dict[str, Any]) -> dict[str, str]:
    """Take back a message of the bot's own; whether there is one, nobody says."""
    other = _find(account, values.get("recipient", ""))
    try:
        failure = _admit(account, other)
    except Refused as refused:
        # Only sending answers 429, with tokens.
        raise failed("Failed to send message due to rate limiting") from refused
    if failure:
        raise account.refuse_all([failure])
    chat = account.chat(other)
    message = chat.messages.get(values.get("timestamp", 0))
    if message is not None and message.sender is None:
        chat.deleted += 1
        chat.remove(message.timestamp)
    return {"timestamp": str(account.tick())}


def update_contact(account: Account, values: dict[str, Any]) -> None:
    """Set after how long messages disappear. Zero is the same as nothing said: so it cannot be switched off."""
    other = _find(account, demand(values, "recipient", "recipient missing"))
    if isinstance(other, Group):
        raise failed("Invalid recipient")
    if seconds := values.get("expiration_in_seconds"):
        account.chat(other).expires = seconds
        account.chat(other).note()


def _find(account: Account, recipient: str) -> User | Group:
    """Who is meant.

    Raises:
        Refused: this names nobody, or somebody who is not on Signal.
    """
    if not _is_group(recipient) and not _NUMBER.fullmatch(recipient) and not _is_uuid(recipient):
        raise failed(f"Invalid identifier {recipient}")
    found = account.find(recipient)
    if found is None:
        raise failed("Failed to send message")
    return found


def _admit(account: Account, other: User | Group) -> str:
    if isinstance(other, Group):
        if other.left:
            raise failed("User is not a member in group")
        return "" if any(not account.admit(member) for member in other.members) else "NETWORK_FAILURE"
    return account.admit(other)


def _is_group(recipient: str) -> bool:
    """Whether this is a group's id.

    Raises:
        Refused: it looks like one and is none.
    """
    if not recipient.startswith("group."):
        return False
    try:
        internal = b64decode(recipient.removeprefix("group."), validate=True)
        size = len(b64decode(internal, validate=True))
    except ValueError:
        raise failed(f"Invalid identifier {recipient}") from None
    if size != _GROUP_BYTES:
        raise failed(f"Invalid Signal group size ({size}")
    return True


def _is_uuid(recipient: str) -> bool:
    try:
        return str(UUID(recipient)) == recipient
    except ValueError:
        return False
