"""Codes that people say to each other: drawn in syllables, read in whatever letters were heard, kept as digests only.

At the bottom of the cellar: references, invitations and partners' codes are made of the same letters, which English,
Ukrainian and Russian speakers spell to each other without a mistake. Nothing here knows what a code is good for.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from storage.ids import Draw, syllables

ANSWER_SYLLABLES = 8
"""49 bits, four words of two syllables: enough for what is good for a few days, and guessed only a few times."""

# What was spoken is written in the letters of the keyboard at hand.
_HEARD = str.maketrans("абвгґдеёзиіїклмнопрстуф", "abvggdeeziiiklmnoprstuf")

_YES = frozenset({"yes", "так", "да", "tak", "da"})
_NO = frozenset({"no", "ні", "нет", "нi", "ni", "net", "niet"})
_ANSWER = re.compile(rf"(?:[bdfgklmnprstvz][aeiou]){{{ANSWER_SYLLABLES}}}")
_LONGEST = 200
"""Characters of what can still be an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenAnswer:
    """A yes or a no with a code.

    Attributes:
        accepted: it was a yes.
        digest: of the code, as :func:`digest` makes it.
    """

    accepted: bool
    digest: str


def draw_spoken(draw: Draw, count: int) -> str:
    """Draw a code of so many syllables, at most 40 and an even number, in words of two. Secret."""
    drawn = list(syllables(int.from_bytes(draw(32)), count))
    return "-".join("".join(pair) for pair in zip(drawn[::2], drawn[1::2], strict=True))


def latin(typed: str) -> str:
    """Write what was spoken in the letters in which codes and references are drawn."""
    return unicodedata.normalize("NFKC", typed).casefold().translate(_HEARD)


def letters(typed: str) -> str:
    """Keep the letters of a code, however it was typed or heard."""
    return "".join(letter for letter in latin(typed) if "a" <= letter <= "z")


def digest(typed: str) -> str:
    """Digest a code by its letters: SHA-256, hexadecimal."""
    return hashlib.sha256(letters(typed).encode()).hexdigest()


def read_answer(typed: str) -> SpokenAnswer | None:
    """Read a yes or a no, in any of our languages, before or after a code; None if it is anything else.

    Whether the code is known is for :mod:`storage.offers` to say.
    """
    words = typed[: _LONGEST + 1].split()
    if len(words) < 2 or len(typed) > _LONGEST:
        return None
    for said, rest in ((words[0], words[1:]), (words[-1], words[:-1])):
        word = said.casefold().strip(".,:;!?/")
        if (word in _YES or word in _NO) and _ANSWER.fullmatch("".join(_codes(rest))):
            return SpokenAnswer(accepted=word in _YES, digest=digest("".join(rest)))
    return None


def read_code(typed: str) -> str | None:
    """Digest a partner's code that stands alone, without yes or no; None if it is anything else."""
    if len(typed) > _LONGEST or not _ANSWER.fullmatch("".join(_codes(typed.split()))):
        return None
    return digest(typed)


def _codes(words: list[str]) -> Iterator[str]:
    """Give the letters of a code's words; what is no letter and no mark between words spoils them."""
    for word in words:
        yield re.sub(r"[-_.,‐‑–—−]", "", latin(word))
