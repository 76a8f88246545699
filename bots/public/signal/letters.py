"""What goes through the outbox to a chat on Signal, and what is remembered of ours that lies there.

Written when an update was worked at, read when it is sent, perhaps by a later process. It names no address of the REST
side: how it is done is the sender's affair.
"""

from dataclasses import dataclass

from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """Everything that one update came to in the chat. Secret.

    Attributes:
        discard: files that lie with the REST side and are not needed any more, by its names of them.
        expire: seconds after which messages shall disappear here from now on; 0 to leave it as it is.
        texts: what is said, in messages that fit.
        over: these are the last words: nothing else of ours stays.
        quit: a group to leave, without a word.
    """

    discard: tuple[str, ...] = ()
    expire: int = 0
    texts: tuple[str, ...] = ()
    over: bool = False
    quit: str = ""

    def write(self) -> bytes:
        """As a letter's body."""
        return _SAY.dump_json(self, exclude_defaults=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """Which messages of ours lie in a chat.

    Attributes:
        messages: when each was sent, in milliseconds of Unix time: by that Signal names it.
        letter: that is on its way, if it takes several steps; 0 for none.
        done: how many of its steps were done.
    """

    messages: tuple[int, ...] = ()
    letter: int = 0
    done: int = 0

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
