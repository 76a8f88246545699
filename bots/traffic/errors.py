"""What a side or its platform refuses. No message says what a letter held, or for whom it was."""

from storage.errors import PermanentError, TemporaryError


class Throttled(TemporaryError):
    """The platform wants us to wait.

    Attributes:
        seconds: how long, as it says; none if it does not say.
        account: it means all of the account's letters, not those of this chat alone.
        challenges: tokens of the puzzles that a person can solve, so that it lets us go on sooner. Not for a log.
    """

    hint = "nothing is lost: it is sent as soon as the platform takes it"

    def __init__(self, seconds: float | None, *, account: bool = False, challenges: tuple[str, ...] = ()) -> None:
        super().__init__("the platform wants us to wait")
        self.seconds = seconds
        self.account = account
        self.challenges = challenges


class ChatClosed(PermanentError):
    """The other side has blocked us or is gone: nothing can be sent there until it writes again."""

    def __init__(self) -> None:
        super().__init__("the platform says that this chat is closed to us")


class Undeliverable(PermanentError):
    """The platform will never take this letter, though its chat is open."""


class CannotReceive(PermanentError):
    """Nothing can be received as it is configured, and trying again changes nothing: the process does not run."""
