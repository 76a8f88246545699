"""Long texts: in pieces of which a phone shows everything."""

import pytest

from bots.pieces import count_bytes
from bots.signal.text import LONGEST, split


@pytest.mark.parametrize("letter", ["a", "ї", "€", "😀"])
def test_pieces_stay_below_the_platforms_own_limit(letter):
    """2,000 bytes, of which a Cyrillic letter takes two, and an emoji four."""
    pieces = split(letter * 3000)
    assert "".join(pieces) == letter * 3000
    assert LONGEST - 4 < max(map(count_bytes, pieces)) <= LONGEST < 2000
