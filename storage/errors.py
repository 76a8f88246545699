"""The root of what can go wrong in the cellar.

A message names the rule that was broken, never an answer, a key or a chat. ``hint`` says what to do about it.
"""


class StorageError(Exception):
    """Something in storage failed; nothing confirmed was lost.

    Attributes:
        hint: what a person can do about it, one sentence without a full stop.
    """

    hint = "see the documentation in docs/"

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        if hint is not None:
            self.hint = hint


class PermanentError(StorageError):
    """Trying again changes nothing."""


class TemporaryError(StorageError):
    """It may go well later: a full disk, a lock held by another process."""
