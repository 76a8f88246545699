"""What an error of the Bot API means for the letter that met it: later, never, or not to this chat.

Beside the sender, which raises the meaning in place of the error. What an error quotes stays here.
"""

from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)

from bots.traffic.errors import ChatClosed, Throttled, Undeliverable
from storage.errors import TemporaryError

_GONE = ("chat not found", "user is deactivated", "bot was kicked", "user_deactivated", "peer_id_invalid")
"""What Telegram says of a chat that is no more, whatever the code of the error."""


def read_refusal(error: AiogramError) -> Throttled | ChatClosed | TemporaryError | Undeliverable:
    """What an error of aiogram's means for the letter."""
    kind = type(error).__name__
    match error:
        case TelegramRetryAfter(retry_after=seconds):
            return Throttled(seconds)
        case TelegramForbiddenError():
            return ChatClosed()
        case TelegramBadRequest(message=message) if any(word in message.lower() for word in _GONE):
            return ChatClosed()
        case ClientDecodeError(data=str()):  # the page of a gateway, not an answer of Telegram's
            return TemporaryError(f"Telegram did not answer: {kind}")
        case TelegramNetworkError() | TelegramServerError():
            return TemporaryError(f"Telegram did not answer: {kind}")
        case TelegramConflictError() | TelegramNotFound() | TelegramUnauthorizedError():
            # The token was changed, or somebody else uses it: the operator mends that, and nothing is lost meanwhile.
            return TemporaryError(f"Telegram does not know us: {kind}")
    return Undeliverable(f"Telegram refused a letter: {kind}")
