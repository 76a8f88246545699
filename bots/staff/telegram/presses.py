"""What a button sends back: a command line, and what is to become of it. Nothing is remembered between two presses.

Pure. A press is not trusted: its line is parsed and authorised by the desk exactly as if it had been typed, so a forged
one can do no more than its sender could by typing.
"""

from dataclasses import dataclass
from enum import StrEnum


class Then(StrEnum):
    """What is done with the line of a press; each stands as the last word of the data, the first one as nothing."""

    OBEY = ""  # carried out, and answered below
    PLACE = "="  # carried out, and the answer takes this message's place
    ASK = "?"  # not whole yet: what is missing next is asked in this message's place
    MORE = "*"  # carried out, with the buttons that are needed less often, in this message's place
    PICK = "+"  # not whole yet: several can be chosen from the last list, and more is being chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """A press of a button, or what a button is for.

    Attributes:
        line: a command line, or its beginning.
        then: what is done with it.
    """

    line: str
    then: Then = Then.OBEY


def write(press: Press) -> str:
    """Write what a button sends back."""
    return f"{press.line} {press.then}".rstrip()


def read(data: str) -> Press:
    """Read what was sent back; whatever it is, it is a line at least."""
    line, _, last = data.strip().rpartition(" ")
    for then in (Then.PLACE, Then.ASK, Then.MORE, Then.PICK):
        if last == then:
            return Press(line=line, then=then)
    return Press(line=data.strip())
