"""The one-time codes of invitations: drawn to be said aloud, stored as digests only.

On the path between :mod:`triage.membership.roster` and whoever joins. A code is its letters, however it was typed
or heard. An invitation that two hand out has two parts, each a code of its own, drawn at its own time: what is stored
of it is made from the digest of the first and the second itself, and whoever has only one of them has nothing.
"""

import hashlib

from storage.ids import Draw
from storage.spoken import draw_spoken, letters

_SYLLABLES = 14
"""86 bits: a digest in a stolen backup must not give the code, or a part of it, away."""

_LETTERS = 2 * _SYLLABLES


def draw_code(draw: Draw) -> str:
    """Draw a code that can be said aloud: seven words of two syllables. Secret."""
    return draw_spoken(draw, _SYLLABLES)


def digest(typed: str) -> str:
    """Digest what was typed: one whole code, or both parts of one, one after the other in whichever order."""
    said = letters(typed)
    if len(said) == 2 * _LETTERS:
        return joined(*(_hash(part) for part in (said[:_LETTERS], said[_LETTERS:])))
    return _hash(said)


def joined(one: str, other: str) -> str:
    """Make the digest of a code in two parts out of theirs."""
    return _hash("".join(sorted((one, other))))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
