"""Identifiers: random, 128 bits, and silent about order and volume.

Everything here is drawn from the randomness that is passed in; nothing is counted.
"""

from collections.abc import Callable, Iterator
from typing import NewType

CaseId = NewType("CaseId", str)
"""32 lowercase hexadecimal digits, drawn when a draft begins."""

DocumentId = NewType("DocumentId", str)
"""32 lowercase hexadecimal digits; also names an exported file."""

MemberId = NewType("MemberId", str)
"""32 lowercase hexadecimal digits."""

PartnerId = NewType("PartnerId", str)
"""32 lowercase hexadecimal digits, drawn when somebody enters the partner."""

DeploymentId = NewType("DeploymentId", str)
"""32 lowercase hexadecimal digits, drawn once by ``solidarity init``."""

Reference = NewType("Reference", str)
"""What staff call a case: short, random and speakable, such as ``lumeko-42``."""

ChatKey = NewType("ChatKey", str)
"""A chat's keyed hash (32 hexadecimal digits): without the volatile draft key it names nobody."""

Draw = Callable[[int], bytes]
"""A source of random bytes, such as :func:`os.urandom`."""

# Letters that English, Ukrainian and Russian speakers spell to each other without a mistake.
_CONSONANTS = "bdfgklmnprstvz"
_VOWELS = "aeiou"


def draw_id(draw: Draw) -> str:
    """Draw 128 random bits as 32 hexadecimal digits."""
    return draw(16).hex()


def draw_reference(draw: Draw) -> Reference:
    """Draw a case reference: three syllables and two digits, one of 34 million.

    It may already be taken; whoever writes it draws again then.
    """
    number = int.from_bytes(draw(16))
    drawn = "".join(syllables(number, 3))
    return Reference(f"{drawn}-{number // (len(_CONSONANTS) * len(_VOWELS)) ** 3 % 100:02d}")


def syllables(number: int, count: int) -> Iterator[str]:
    """Read a number as so many syllables: a consonant and a vowel each, which can be said aloud."""
    for _ in range(count):
        number, consonant = divmod(number, len(_CONSONANTS))
        number, vowel = divmod(number, len(_VOWELS))
        yield _CONSONANTS[consonant] + _VOWELS[vowel]
