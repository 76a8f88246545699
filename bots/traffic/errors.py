"""How a platform refuses a letter. None of the messages says what it held, or for whom it was."""

from storage.errors import PermanentError, TemporaryError


class Throttled(TemporaryError):
    """The platform wants us to wait.

    Attributes:
        seconds: how long, as it says.
        account: whether all chats of the account must wait, and not this one alone.
    """

    hint = "nothing is lost: it is sent as soon as the platform takes it"

    def __init__(self, seconds: float, *, account: bool = False) -> None:
        super().__init__("the platform wants us to wait")
        self.seconds = seconds
        self.account = account


class ChatClosed(PermanentError):
    """The other side has blocked us or is gone: nothing can be sent there until it writes again."""

    def __init__(self) -> None:
        super().__init__("the platform says that this chat is closed to us")


class Undeliverable(PermanentError):
    """The platform will never take this letter, though its chat is open."""
