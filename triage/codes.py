"""The one-time codes of invitations: drawn to be said aloud, stored as digests only.

On the path between :mod:`triage.roster` and whoever joins. A code is its letters, however it was typed or heard. An
invitation that two hand out has two parts, each a code of its own, drawn at its own time: what is stored of it is made
from the digest of the first and the second itself, and whoever has only one of them has nothing.
"""

import hashlib

from storage.ids import Draw
from triage.parsing import latin

_CONSONANTS, _VOWELS = "bdfgklmnprstvz", "aeiou"
_SYLLABLES = 14
"""86 bits: a digest in a stolen backup must not give the code, or a part of it, away."""

_LETTERS = 2 * _SYLLABLES


def draw_code(draw: Draw) -> str:
    """Draw a code that can be said aloud: seven words of two syllables. Secret."""
    number = int.from_bytes(draw(32))
    syllables = []
    for _ in range(_SYLLABLES):
        number, consonant = divmod(number, len(_CONSONANTS))
        number, vowel = divmod(number, len(_VOWELS))
        syllables.append(_CONSONANTS[consonant] + _VOWELS[vowel])
    return "-".join("".join(pair) for pair in zip(syllables[::2], syllables[1::2], strict=True))


def digest(typed: str) -> str:
    """Digest what was typed: one whole code, or both parts of one, one after the other in whichever order."""
    letters = "".join(letter for letter in latin(typed) if "a" <= letter <= "z")
    if len(letters) == 2 * _LETTERS:
        return joined(*(_hash(part) for part in (letters[:_LETTERS], letters[_LETTERS:])))
    return _hash(letters)


def joined(one: str, other: str) -> str:
    """Make the digest of a code in two parts out of theirs."""
    return _hash("".join(sorted((one, other))))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
