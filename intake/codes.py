"""What can be typed to open something: the receipt code, and the hand-over code that carries a draft to another chat.

A hand-over code is ten random digits, shown in two groups of five: of another shape than a receipt code, good once and
for half an hour. As it is no longer than a telephone number, it is looked for only where no answer is expected.
"""

from intake.receipt import digits, looks_like_code
from storage.ids import Draw

LENGTH = 10
"""10^10 codes: 33 bits. Trying one takes as long as trying a receipt code, and there are few at a time."""

_GROUP = 5


def draw_crossing(draw: Draw) -> str:
    """Draw a hand-over code: ten digits without a space."""
    return f"{int.from_bytes(draw(16)) % 10**LENGTH:0{LENGTH}d}"


def group_crossing(code: str) -> str:
    """A hand-over code as it is shown."""
    return f"{code[:_GROUP]} {code[_GROUP:]}"


def read_crossing(text: str) -> str | None:
    """The hand-over code that was typed, or None where it is none."""
    rest = [char for char in text if not (char.isdecimal() or char.isspace() or char in "-–.")]
    typed = digits(text)
    return typed if not rest and len(typed) == LENGTH else None


def looks_like_any(text: str) -> bool:
    """Whether somebody who typed this, where no answer is expected, meant a code of either kind."""
    return looks_like_code(text) or read_crossing(text) is not None
