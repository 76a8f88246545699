"""Long texts: in pieces that fit into Telegram's messages."""

from bots.pieces import count_units
from bots.telegram.text import LONGEST, split


def test_limit_is_telegrams_own():
    """4,096 units: emoji beyond the first plane count twice."""
    assert [count_units(piece) for piece in split("😀" * LONGEST)] == [LONGEST, LONGEST]
    assert len(split("x" * LONGEST)) == 1
