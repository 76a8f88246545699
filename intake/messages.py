"""What the interview says, before it has words: message ids of ``intake/locales`` with their arguments.

The interview and the desk yield these values; a channel under ``bots`` turns them into text, buttons or windows.
Nobody writes a sentence for a submitter in Python.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from storage.documents import Language


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
    """One thing to choose.

    Attributes:
        code: by which it is chosen, never shown.
        label: what it is called.
        marked: it is among what was marked so far, where several can be chosen.
    """

    code: str
    label: Message
    marked: bool = False


class Control(StrEnum):
    """A way to steer that is open now. A channel shows it as a button or a typed command."""

    BACK = "back"
    SKIP = "skip"
    KEEP = "keep"
    DONE = "done"  # answer with what is marked; only a channel with buttons has marks to show
    RESUME = "resume"  # end the pause; the same as Steer.SHOW
    PAUSE = "pause"
    STOP = "stop"
    REVIEW = "review"
    SEND = "send"


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """What is asked now; drawn from the state alone, so that it can be shown again at any time.

    Attributes:
        ask: the question. An attribute ``.help`` of the same message, where there is one, belongs below it.
        key: which place in the interview this is, 8 hexadecimal digits. A button that carries another one was pressed
            on a prompt from before. It names no chat and no case, and says nothing of an answer.
        before: messages of their own that come first, such as the receipt code.
        progress: how far along.
        how: how to answer.
        options: what can be chosen.
        several: more than one option may be chosen.
        controls: the ways to steer that are open.
        languages: here a channel with buttons offers the languages, too.
    """

    ask: Message
    key: str = ""
    before: tuple[Message, ...] = ()
    progress: Message | None = None
    how: tuple[Message, ...] = ()
    options: tuple[Option, ...] = ()
    several: bool = False
    controls: tuple[Control, ...] = ()
    languages: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """The bot's side of one exchange: what it says, then what it asks.

    Attributes:
        language: the one to speak from here on.
        messages: what comes of what was said.
        notices: what has to be known before the first choice; a channel may send them as messages of their own.
        prompt: what is asked next; None where nothing is.
        over: nothing is left to say: the channel leaves a neutral chat behind, with ``messages`` as its last words.
    """

    language: Language
    messages: tuple[Message, ...] = ()
    notices: tuple[Message, ...] = ()
    prompt: Prompt | None = None
    over: bool = False
