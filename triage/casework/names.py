"""Folding a name: the many ways to write one person's name become one, so that an index can bring them together.

On the path between an answer, or what a member looks for, and the keyed index of :mod:`storage.names`. Pure. Names come
in Cyrillic, in one of its transliterations, in Polish or in German, and from memory; so what these confuse is not told
apart: Cyrillic г, ґ and х and their h, g and kh; е, і, и and й; о and а; soft signs, doubled letters, marks. What comes
out is no name that anybody has, and is secret all the same. Whoever changes the folding empties the index as well, so
that every document is read anew.
"""

import re
import unicodedata
from collections.abc import Iterator

from anyascii import anyascii

_MOST_PARTS = 8
"""A name has no more parts; what is longer is a sentence, of which the beginning is kept."""

_MARKED = str.maketrans(
    {"š": "sh", "ś": "sh", "ş": "sh", "č": "ch", "ć": "ch", "ç": "ch", "ž": "zh", "ż": "zh", "ź": "zh"}
)
"""Letters whose mark makes another sound; all other marks are left out."""

_SOUNDS = (
    ("shch", "S"),
    ("szcz", "S"),
    ("sch", "S"),
    ("tch", "C"),
    ("sh", "W"),
    ("sz", "W"),
    ("zh", "Z"),
    ("ch", "C"),
    ("cz", "C"),
    ("tz", "T"),
    ("ts", "T"),
    ("kh", "h"),
    ("gh", "h"),
    ("ph", "f"),
    ("th", "t"),
    ("ck", "k"),
    ("qu", "kv"),
    ("yo", "i"),
    ("jo", "i"),
    ("ou", "u"),
)
"""What is written with several letters and is one sound, the longest first. A capital stands for a sound of its own."""

_ALIKE = str.maketrans({"g": "h", "o": "a", "e": "i", "y": "i", "j": "i", "w": "v", "q": "k", "x": "ks"})
_SOFT_C = re.compile(r"c(?=[eiy])")
_RUN = re.compile(r"(.)\1+")
_LETTERS = re.compile(r"[^\W\d_]+(?:['’ʼ`ʹ′][^\W\d_]+)*")
_PERSONS = re.compile(r"[\n;]+")
_BESIDE = re.compile(
    "мій|моя|мої|брат|сестра|батько|мати|син|донька|дочка|чоловік|дружина|дід|бабуся|пан|пані|адвокат|та|"
    "мой|мои|отец|мать|сын|дочь|муж|жена|господин|госпожа|"
    "my|brother|sister|father|mother|son|daughter|husband|wife|mr|mrs|ms|dr|and|the|"
    "не|знаю|знаємо|пам['’ʼ]ятаю|скажу|хочу|можу|казати|називати|невідомо|невідомий|невідома|анонім|анонімно|немає|нема|"
    "знаем|помню|могу|говорить|называть|неизвестно|неизвестный|неизвестна|неизвестен|аноним|анонимно|нет|"
    "not|no|don['’]t|know|known|say|unknown|anonymous|anonymously|none"
)
"""Words beside names, which say who somebody is to the writer, or that no name is told; they would make strangers look
alike."""


def persons(text: str) -> Iterator[frozenset[str]]:
    """Find the persons whom an answer names, each as the folded parts of the name; nobody without a part is found.

    Each line is a person, and what stands between commas, unless a comma only parts a surname from a first name.
    """
    for line in _PERSONS.split(text):
        listed = [fold(part) for part in line.split(",")]
        several = all(len(parts) > 1 for parts in listed)
        yield from (parts for parts in (listed if several else [fold(line)]) if parts)


def fold(name: str) -> frozenset[str]:
    """Give the parts of a name, folded; initials, and words that are no names, are left out."""
    words = _LETTERS.findall(unicodedata.normalize("NFC", name.casefold()))
    parts = [word for word in words if len(word) > 1 and not _BESIDE.fullmatch(word)]
    return frozenset(folded for part in parts[:_MOST_PARTS] if (folded := _fold(part)))


def _fold(part: str) -> str:
    latin = "".join(letter for letter in anyascii(part.translate(_MARKED)).casefold() if letter.isalpha())
    for written, sound in _SOUNDS:
        latin = latin.replace(written, sound)
    return _RUN.sub(r"\1", _SOFT_C.sub("T", latin).replace("c", "k").translate(_ALIKE))
