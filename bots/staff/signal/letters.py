"""What the staff bot on Signal shall do: values, and the JSON in which they wait in the outbox.

On the path between the desk's answers and :mod:`bots.staff.signal.counter`. A letter is one thing that happens in a
chat, and may happen again after a crash.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from bots.signal.text import split
from bots.staff import text
from bots.staff.handing import Hand
from bots.texts import Catalogue
from storage.documents import Language
from triage.notices import Notice, say


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """A text.

    Attributes:
        text: of at most :data:`bots.signal.text.LONGEST` bytes. Secret.
        words: somebody's own words may stand in it; so only a member's own chat hears it, under the pinned key.
    """

    kind: Literal["say"] = "say"
    text: str
    words: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Fleeting:
    """What is said only where the chat's messages disappear; they are made to before it.

    Attributes:
        seconds: after which a message disappears once it was read.
        asked: the timestamp of what it answers: they are made to disappear once for all letters of one answer.
        letter: that is said then.
    """

    kind: Literal["fleeting"] = "fleeting"
    seconds: int
    asked: int
    letter: Annotated[Say | Hand, Field(discriminator="kind")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quit:
    """The bot leaves the group that the chat is."""

    kind: Literal["quit"] = "quit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """Signal lets through what somebody writes in the chat with a key that has changed.

    Whoever it was is a stranger by then: it is written in the transaction that suspends a member, unbinds his chats and
    drops what waits for them, so nothing that was meant for the old key is sent to the new one. And it makes nobody a
    member: each line is compared with the key that was pinned to the chat, and with another one only a new invitation
    leads back. Without it that invitation, too, would be held back.
    """

    kind: Literal["trust"] = "trust"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A partner, whose number the chat is, is sent the package of an offer.

    It is read only when it is sent: what was taken back until then does not leave.
    """

    kind: Literal["offered"] = "offered"
    offer: int


Letter = Say | Hand | Fleeting | Quit | Trust | Offered

_ADAPTER: TypeAdapter[Letter] = TypeAdapter(Annotated[Letter, Field(discriminator="kind")])


def tell(notices: Iterable[Notice], language: Language, catalogue: Catalogue, *, words: bool) -> list[Say]:
    """Word notices, in as few texts as they fit in; ``words`` as in :class:`Say`."""
    whole = "\n\n".join(text.write(notices, language, catalogue))
    return [Say(text=piece, words=words) for piece in split(whole)]


def tell_recall(language: Language, catalogue: Catalogue) -> list[Say]:
    """Word for a partner that what it was asked does not stand any more."""
    return tell((say("signal-recall"),), language, catalogue, words=False)


def write(letter: Letter) -> bytes:
    """Write a letter down."""
    return _ADAPTER.dump_json(letter)


def read(body: bytes) -> Letter:
    """Read what :func:`write` wrote.

    Raises:
        ValueError: it is anything else.
    """
    return _ADAPTER.validate_json(body)
