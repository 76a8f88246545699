"""What the staff bot shall say: values, and the JSON in which they wait in the outbox.

On the path between the desk's answers and :mod:`bots.staff.telegram.delivery`. A letter is one thing that happens in a
chat, and may happen again after a crash. Texts here hold nobody's words; files are sealed to a member's own key.
"""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from bots.staff.handing import Hand

BUTTON_BYTES = 64
"""The platform's limit for what a button sends back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """One button below a text.

    Attributes:
        text: what stands on it.
        data: what it sends back, as :mod:`bots.staff.telegram.presses` writes it.
    """

    text: str
    data: str


Keyboard = tuple[tuple[Button, ...], ...]
"""Rows of buttons."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """A text.

    Attributes:
        text: at most 4,096 UTF-16 units.
        keyboard: below it.
        place: the message whose place it takes; where that one is gone it is said anew.
        answers: the press of a button, which the platform shows as busy until then.
    """

    kind: Literal["say"] = "say"
    text: str
    keyboard: Keyboard = ()
    place: int | None = None
    answers: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settle:
    """A press of a button came to nothing that has to be said."""

    kind: Literal["settle"] = "settle"
    answers: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remove:
    """A message of the member's is taken out of the chat, because a code or words stand in it."""

    kind: Literal["remove"] = "remove"
    message: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """The bot goes: this is no private chat."""

    kind: Literal["leave"] = "leave"


@dataclass(frozen=True, slots=True, kw_only=True)
class Menu:
    """The commands that the platform offers while one types.

    Attributes:
        commands: each with what it does, in a line.
        everywhere: in every chat that has no menu of its own, and not only in this one.
    """

    kind: Literal["menu"] = "menu"
    commands: tuple[tuple[str, str], ...] = ()
    everywhere: bool = False


Letter = Say | Hand | Settle | Remove | Leave | Menu

_ADAPTER: TypeAdapter[Letter] = TypeAdapter(Annotated[Letter, Field(discriminator="kind")])


def write(letter: Letter) -> bytes:
    """Write a letter down."""
    return _ADAPTER.dump_json(letter)


def read(body: bytes) -> Letter:
    """Read what :func:`write` wrote.

    Raises:
        ValueError: it is anything else.
    """
    return _ADAPTER.validate_json(body)
