"""Long texts in pieces that a phone shows whole."""

from bots import pieces

LONGEST = 1900
"""What a message may hold, in bytes of UTF-8, of which a Cyrillic letter is two. Beyond 2,000 of them signal-cli sends
the whole as a file, and phones show its beginning only."""


def split(text: str) -> list[str]:
    """The pieces of a text, as :func:`bots.pieces.split` cuts it."""
    return pieces.split(text, LONGEST, pieces.count_bytes)
