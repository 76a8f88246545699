"""What signal-cli-rest-api means by an answer that is none: later, never, not to this chat, not with this key.

Beside the calls, which raise the meaning in place of the answer. The words of an answer, which may name somebody or
quote what was said, stay here.
"""

import re

from bots.traffic.errors import ChatClosed, Throttled, Undeliverable
from storage.errors import PermanentError, TemporaryError

_THROTTLED = 429
_RATE_LIMITED = re.compile(r"rate.?limit", re.IGNORECASE)
_UNTRUSTED = re.compile(r"untrusted (recipient|identit)", re.IGNORECASE)
_UNREGISTERED = re.compile(r"unregistered user|the user .* is not registered", re.IGNORECASE)
_REFUSED = re.compile(r"couldn't process request|invalid (group id|recipient)|malformed", re.IGNORECASE)


class ApiFailed(TemporaryError):
    """A call did not succeed.

    Attributes:
        kind: the HTTP status in words, or the name of the error that the network made.
        status: the HTTP status; none if there was no answer.
    """

    hint = "see whether signal-cli-rest-api runs and can be reached; it is tried again by itself"

    def __init__(self, kind: str, *, status: int | None = None) -> None:
        super().__init__(f"signal-cli-rest-api did not do what it was asked for: {kind}")
        self.kind = kind
        self.status = status


class RecipientUntrusted(PermanentError):
    """The recipient's identity has changed, and this number trusts no new one by itself: nothing was sent."""

    hint = "somebody has a new phone, or somebody else has the number: the member is to be enrolled again"

    def __init__(self) -> None:
        super().__init__("the recipient's identity is not the one that is trusted")


def read_refusal(status: int, answer: object) -> TemporaryError | PermanentError:
    """What is meant by an answer that is no success, where something was to be sent.

    Where nobody was reached signal-cli says why, but unless the account has to wait or the key is not trusted, the REST
    side hands on "Failed to send message" alone: whoever is gone looks as if the network had failed.
    """
    reason = _reason(answer)
    if throttled := read_throttling(status, answer):
        return throttled
    if _UNTRUSTED.search(reason):
        return RecipientUntrusted()
    if _UNREGISTERED.search(reason):
        return ChatClosed()
    if status == 413 or _REFUSED.search(reason):
        return Undeliverable("signal-cli-rest-api refuses a letter")
    return ApiFailed(f"HTTP {status}", status=status)


def read_throttling(status: int, answer: object) -> Throttled | None:
    """Whether the platform wants the account to wait: only of what is sent the REST side says so by its status."""
    if status != _THROTTLED and not _RATE_LIMITED.search(_reason(answer)):
        return None
    match answer:
        case {"challenge_tokens": list() as tokens}:
            challenges = tuple(token for token in tokens if isinstance(token, str) and token)
            return Throttled(None, account=True, challenges=challenges)
    return Throttled(None, account=True)


def read_failure(sent: object) -> TemporaryError | PermanentError | None:
    """What became of a message that was taken, and yet did not reach its one recipient.

    With the signal-cli of 2026 that is refused; in a group, where others were reached, it is not.
    """
    match sent:
        case {"errors": {"recipients": [{"reason": str() as reason}, *_]}}:
            match reason:
                case "UNREGISTERED_FAILURE":
                    return ChatClosed()
                case "IDENTITY_FAILURE":
                    return RecipientUntrusted()
                case "RATE_LIMIT_FAILURE":
                    return Throttled(None, account=True)
            return ApiFailed("not delivered")
    return None


def _reason(answer: object) -> str:
    """Why something was refused, in words that may name somebody. Secret."""
    match answer:
        case {"error": str() as said}:
            return said
    return ""
