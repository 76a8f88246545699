"""What goes through the outbox to a chat on Telegram, and what is remembered of ours that lies there.

Written when an update was worked at, read when it is sent, perhaps by a later process. It names no method of the Bot
API: how a window gets into the chat depends on what lies there by then, and the sender decides it.
"""

from dataclasses import dataclass

from pydantic import TypeAdapter

Keyboard = tuple[tuple[tuple[str, str], ...], ...]
"""Rows of buttons; a button is its label and what it says when it is pressed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """Everything that one update came to in the chat. Secret.

    Attributes:
        answer: the press that is answered, by Telegram's name of it.
        hint: what is shown for a moment with that answer.
        pressed: the message whose button that was.
        delete: messages of the submitter's to delete.
        notices: said before the window, each as a message of its own.
        notes: said outside the window, without an update to answer.
        progress: how far a file has come; it takes the place of what was said so before.
        window: the text of the window, in pieces that fit; empty if the window stays as it is.
        keyboard: below the last piece.
        again: the window shows what it showed before, and is sent only where it is not the one that was pressed.
        anew: the window has to come below everything else, not where it is.
        over: these are the last words: nothing else of ours stays.
        leave: leave the chat, and say nothing.
    """

    answer: str = ""
    hint: str = ""
    pressed: int = 0
    delete: tuple[int, ...] = ()
    notices: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    progress: str = ""
    window: tuple[str, ...] = ()
    keyboard: Keyboard = ()
    again: bool = False
    anew: bool = False
    over: bool = False
    leave: bool = False

    def write(self) -> bytes:
        """As a letter's body."""
        return _SAY.dump_json(self, exclude_defaults=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """Which messages of ours lie in a chat, by their numbers there.

    Attributes:
        window: of the window; several where its text was too long for one.
        notices: of the notices.
        notes: of what was said outside the window since it was shown last.
        progress: the one of them that says how far a file has come; 0 for none.
        letter: that is on its way, if it takes several messages; 0 for none.
        done: of that letter, what was done already, by its name in it; see :class:`bots.public.telegram.chat.Chat`.
    """

    window: tuple[int, ...] = ()
    notices: tuple[int, ...] = ()
    notes: tuple[int, ...] = ()
    progress: int = 0
    letter: int = 0
    done: tuple[tuple[str, int], ...] = ()

    def write(self) -> bytes:
        """As it is kept."""
        return _TRACE.dump_json(self)


_SAY = TypeAdapter(Say)
_TRACE = TypeAdapter(Trace)


def read_say(body: bytes) -> Say:
    """Read what :meth:`Say.write` wrote."""
    return _SAY.validate_json(body)


def read_trace(kept: bytes | None) -> Trace:
    """Read what :meth:`Trace.write` wrote; of a chat that we know nothing of, there is nothing."""
    return Trace() if kept is None else _TRACE.validate_json(kept)
