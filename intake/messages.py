"""What the interview says, before it has words: message ids of ``intake/locales`` with their arguments.

The interview and the desk yield these values; a channel under ``bots`` turns them into text, buttons or windows.
Nobody writes a sentence for a submitter in Python.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message of the catalogue.

    Attributes:
        id: its Fluent id.
        args: its arguments; an argument that is a message itself is rendered first, several are joined by commas.
            They may hold answers: secret.
    """

    id: str
    args: Mapping[str, "str | int | Message | tuple[Message, ...]"] = field(default_factory=dict)


def say(id: str, /, **args: "str | int | Message | tuple[Message, ...]") -> Message:  # noqa: A002 - Fluent's word
    """A message of the catalogue, with its arguments."""
    return Message(id=id, args=args)


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One thing to choose."""

    code: str
    label: Message


class Control(StrEnum):
    """A way to steer that is open now. A channel shows it as a button or a typed command."""

    BACK = "back"
    SKIP = "skip"
    KEEP = "keep"
    PAUSE = "pause"
    STOP = "stop"
    REVIEW = "review"
    SEND = "send"


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """What is asked now; drawn from the state alone, so that it can be shown again at any time.

    Attributes:
        before: messages of their own that come first, such as the receipt code.
        ask: the question. An attribute ``.help`` of the same message, where there is one, belongs below it.
        progress: how far along.
        how: how to answer.
        options: what can be chosen.
        several: more than one option may be chosen.
        controls: the ways to steer that are open.
    """

    ask: Message
    before: tuple[Message, ...] = ()
    progress: Message | None = None
    how: tuple[Message, ...] = ()
    options: tuple[Option, ...] = ()
    several: bool = False
    controls: tuple[Control, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """The bot's side of one exchange: what it says, then what it asks."""

    messages: tuple[Message, ...] = ()
    prompt: Prompt | None = None
