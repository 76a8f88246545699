"""Long texts in pieces that a messenger takes, cut where a reader would pause: never inside a word or a character.

Between what is said and whatever sends it. A character is what a reader takes for one (an extended grapheme cluster,
UAX 29). Messengers count differently, so whoever splits says what is counted.
"""

from collections.abc import Callable
from itertools import takewhile
from typing import Any

import regex

Count = Callable[[str], int]
"""The length of a text as a messenger counts it: each code point is at least 1, and the same wherever it stands."""

_CHARACTER = regex.compile(r"\X")
_SPACE = r"(?:[\s\x1c-\x1f](?![\p{GCB=Extend}\p{GCB=ZWJ}\p{GCB=SpacingMark}]))"
_BETWEEN_PARAGRAPHS = regex.compile(rf"\n{_SPACE}*\n{_SPACE}*")
_BETWEEN_LINES = regex.compile(rf"\n{_SPACE}*")
_BETWEEN_WORDS = regex.compile(rf"{_SPACE}+")


def split(text: str, limit: int, count: Count) -> list[str]:
    """The pieces of a text, in order, none of them empty or longer than ``limit``; no pieces of no text.

    White space at a cut is dropped. Only a word longer than the limit is cut itself, between two characters.
    """
    pieces: list[str] = []
    rest = text.strip()
    while rest:
        end, following = _cut(rest, limit, count)
        pieces.append(rest[:end])
        rest = rest[following:]
    return pieces


def count_units(text: str) -> int:
    """The length of a text in UTF-16 code units."""
    return len(text) + sum(char > "\uffff" for char in text)


def count_bytes(text: str) -> int:
    """The length of a text in bytes of UTF-8; half of a character, which has no such form, is three."""
    return len(text.encode("utf-8", "surrogatepass"))


def _cut(text: str, limit: int, count: Count) -> tuple[int, int]:
    """Where the first piece of a text ends, and where the next one begins."""
    fits = _fitting(text, limit, count)
    if fits == len(text):
        return fits, fits
    # A short piece is no gain over a cut at a lesser pause; any cut between words is one over a cut inside a word.
    for pause, least in ((_BETWEEN_PARAGRAPHS, fits // 2), (_BETWEEN_LINES, fits // 2), (_BETWEEN_WORDS, 1)):
        start, end = _last(pause, text, lambda found: bool(found.start() <= fits))
        if start and start >= least:
            return start, end
    # A single character that is longer than the limit, as of hundreds of accents, cannot be kept whole.
    _, end = _last(_CHARACTER, text, lambda found: bool(found.end() <= fits))
    return end or fits, end or fits


def _last(pattern: Any, text: str, fits: Callable[[Any], bool]) -> tuple[int, int]:  # noqa: ANN401 - without types
    """Where the last match lies of those before the first that does not fit; nowhere is (0, 0)."""
    span = (0, 0)
    for found in takewhile(fits, pattern.finditer(text)):
        span = found.span()
    return span


def _fitting(text: str, limit: int, count: Count) -> int:
    """How many code points of a text fit into the limit."""
    # No more than ``limit`` code points can fit, so no more of a long text is looked at.
    within = text[:limit]
    if count(within) <= limit:
        return len(within)
    length = 0
    for index, char in enumerate(within):
        length += count(char)
        if length > limit:
            return index
    return len(within)
