"""What a submitter can do, whatever the channel: the values that a channel makes of a raw update.

A channel decides that "2." or a pressed button is a choice; the interview decides what a choice means.
"""

from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from storage.documents import Attachment, Language


class Steer(Enum):
    """A command without an argument."""

    BACK = auto()  # to the question before
    SKIP = auto()  # leave this question without an answer
    KEEP = auto()  # leave the answer that is there, and go on
    PAUSE = auto()  # stop for now; everything is kept
    STOP = auto()  # finish, and delete what was not sent
    REVIEW = auto()  # look at the answers before sending
    SEND = auto()  # send what there is
    SHOW = auto()  # show the question again


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Something typed that is neither a command nor one of the options. Secret."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choose:
    """One or several of the options that the prompt offered."""

    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Speak:
    """Go on in another language."""

    language: Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """A receipt code, as it was typed; empty to be asked for it. Secret."""

    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A file that has been sealed."""

    attachment: Attachment


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """Something that a channel could not read, with the message that says so."""

    message: str
    args: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file that has not been read yet.

    Attributes:
        name: as the submitter's device called it. Secret.
        media_type: as declared; never trusted.
        open: begins reading; raises OSError where the file cannot be read to its end.
    """

    name: str
    media_type: str
    open: Callable[[], AsyncIterator[bytes]]


Event = Steer | Text | Choose | Speak | Present | Attached | Mistake
"""What the pure interview takes; the desk turns a :class:`File` into :class:`Attached` first."""
