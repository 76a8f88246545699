"""The receipt code: the secret with which a submitter returns, from any channel.

Twenty random digits and a check digit, in groups of three. This module knows its looks; the keys that come out of it
are derived in :mod:`storage.sealed`. Staff never see it, and nothing but the submitter keeps it.
"""

import unicodedata

from storage.ids import Draw

RANDOM_DIGITS = 20
"""10^20 codes: 66.4 bits."""

_GROUP = 3

# H. Michael Damm's quasigroup of order 10 ("Total anti-symmetrische Quasigruppen", 2004): it catches every single wrong
# digit and every swap of two neighbours.
_DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)


def draw_code(draw: Draw) -> str:
    """Draw a code: 21 digits without spaces, the last one the check digit."""
    digits = f"{int.from_bytes(draw(32)) % 10**RANDOM_DIGITS:0{RANDOM_DIGITS}d}"
    return digits + str(_check(digits))


def group(code: str) -> str:
    """A code as it is shown: groups of three digits."""
    return " ".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def digits(text: str) -> str:
    """The digits of what was typed, in whatever script and with whatever between them."""
    return "".join(str(unicodedata.decimal(char)) for char in text if unicodedata.decimal(char, None) is not None)


def looks_like_code(text: str) -> bool:
    """Whether somebody who typed this meant a code: nothing but digits and what people put between them."""
    rest = [char for char in text if not (char.isdecimal() or char.isspace() or char in "-–—.,·_")]
    return not rest and len(digits(text)) >= RANDOM_DIGITS - 2


def is_code_as_shown(text: str) -> bool:
    """Whether this can only be a code: as many digits as one has, and nothing else but what grouping takes.

    No telephone number and no date looks so; even with a slip in it, it must not become an answer that staff read.
    """
    return len(digits(text)) == RANDOM_DIGITS + 1 and all(char.isdecimal() or char in " -\t" for char in text.strip())


def read_code(text: str) -> str | None:
    """The code that was typed, or None where a digit is wrong, missing, swapped or too many."""
    typed = digits(text)
    return typed if len(typed) == RANDOM_DIGITS + 1 and _check(typed) == 0 else None


def _check(number: str) -> int:
    interim = 0
    for digit in number:
        interim = _DAMM[interim][int(digit)]
    return interim
