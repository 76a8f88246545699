"""What ``solidarity check`` finds: lines, each with how much it matters."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from storage.errors import StorageError


class Grade(StrEnum):
    """How much a finding matters."""

    FINE = "ok"
    NOTE = "note"  # to be known; nothing is broken
    WRONG = "wrong"  # not sound


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One line of the check.

    Attributes:
        grade: how much it matters.
        text: what was found; names no person and no case, and holds no secret.
    """

    grade: Grade
    text: str


def fine(text: str) -> Finding:
    """Something is as it should be."""
    return Finding(grade=Grade.FINE, text=text)


def note(text: str) -> Finding:
    """Something should be known, and is not broken."""
    return Finding(grade=Grade.NOTE, text=text)


def wrong(what: str | StorageError) -> Finding:
    """Something is not sound."""
    return Finding(grade=Grade.WRONG, text=what if isinstance(what, str) else f"{what}; hint: {what.hint}")


def loose(path: Path) -> Finding:
    """A file with a secret can be read by others."""
    return wrong(f"the file {path} is open to others; hint: chmod 600 {path}, and renew what it holds if it was seen")
