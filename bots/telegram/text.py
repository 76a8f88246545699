"""Long texts in pieces that Telegram takes."""

from bots import pieces

LONGEST = 4096
"""What a message may hold, in UTF-16 code units."""


def split(text: str) -> list[str]:
    """The pieces of a text, as :func:`bots.pieces.split` cuts it."""
    return pieces.split(text, LONGEST, pieces.count_units)
