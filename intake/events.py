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
    DONE = auto()  # answer with what is marked
    PAUSE = auto()  # stop for now; everything is kept
    STOP = auto()  # finish, and delete what was not sent
    REVIEW = auto()  # look at the answers before sending
    SEND = auto()  # send what there is
    MOVE = auto()  # go on in another chat
    SHOW = auto()  # show the question again; after a pause, go on with it


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Something typed that is neither a command nor one of the options. Secret."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choose:
    """One or several of the options that the prompt offered."""

    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class More:
    """The rest of the text before it, which the submitter's device had cut into several messages. Secret."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One of several options, marked or no longer marked; saying so twice changes nothing.

    It is an answer only with :attr:`Steer.DONE`.
    """

    code: str
    on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Speak:
    """Go on in another language."""

    language: Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """A receipt code or a hand-over code, as it was typed; empty to be asked for it. Secret."""

    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrive:
    """Somebody sits down where another may have sat before, and perhaps chose a language first.

    For a channel on which that can be known, such as a terminal. A case that a receipt code had opened is closed.
    """

    language: Language | None = None


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
        size: in bytes, as declared; 0 where nothing is declared.
        open: begins reading. While it is read it may raise OSError (it cannot be read to its end), TemporaryError (try
            the whole update again later), :class:`intake.files.FileDelayed` (the same, but not for ever), or
            :class:`intake.files.FileRefused` with what the submitter is told.
    """

    name: str
    media_type: str
    size: int = 0
    open: Callable[[], AsyncIterator[bytes]]


Event = Steer | Text | More | Choose | Mark | Speak | Present | Arrive | Attached | Mistake
"""What the pure interview takes; the desk turns a :class:`File` into :class:`Attached` first."""
