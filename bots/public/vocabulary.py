"""The words that are typed where there are no buttons: for commands, for numbers, for yes and no.

On the path of :mod:`bots.public.text`, which says what they mean at a prompt. They stand in the catalogue, a message a
meaning, and are understood in all languages whichever is spoken. Only a whole message is such a word: of what somebody
tells in sentences nothing is ever taken for a command.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from bots.texts import Catalogue
from storage.documents import Language

COMMANDS = (
    "back", "skip", "keep", "done", "next", "pause", "stop", "resume", "review", "send", "help", "code", "move", "lang",
)  # fmt: skip
"""What there are words for."""

_NUMBER = re.compile(r"^\(?(\d{1,3})[.,;):!]*$")
_SIGNS = re.compile(r"[№#\ufe0f\u20e3]")
"""What people and keyboards put around a number: signs for it, and the two halves of a key's frame."""

_TEN = "\N{KEYCAP TEN}"
_OUTER = " .!?…\"'«»“”„/\\"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What a word that was typed stands for, each in the form of :func:`plain`.

    Attributes:
        commands: the command's name.
        languages: the language that is called so.
        offered: the short names of languages, under which they are offered.
        numbers: the number.
        agreeing: the words of a yes.
        refusing: the words of a no.
        appealing: what asks for help, in a word or a few.
        joining: what stands between two things that are both meant.
    """

    commands: Mapping[str, str]
    languages: Mapping[str, Language]
    offered: frozenset[str]
    numbers: Mapping[str, int]
    agreeing: frozenset[str]
    refusing: frozenset[str]
    appealing: frozenset[str]
    joining: frozenset[str]

    def number(self, typed: str) -> int | None:
        """The number that was typed, as a figure or as a word; None where it is none."""
        figure = unicodedata.normalize("NFKC", _SIGNS.sub("", typed.replace(_TEN, "10"))).strip()
        match = _NUMBER.match(figure)
        return int(match[1]) if match else self.numbers.get(plain(typed))


def plain(text: str) -> str:
    """A word as people type it: without case, outer punctuation and slash; é is é, in one piece or two, and ё is е."""
    folded = unicodedata.normalize("NFC", text).casefold().replace("ʼ", "'").replace("’", "'").replace("ё", "е")
    return " ".join(folded.split()).strip(_OUTER)


def shown(catalogue: Catalogue, language: Language, command: str) -> str:
    """The word for a command that is shown in a language."""
    return _forms(catalogue, language, command)[0]


@cache
def vocabulary(catalogue: Catalogue) -> Vocabulary:
    """The words of all languages of a catalogue."""
    return Vocabulary(
        commands={form: name for name in COMMANDS for _language, form in _all(catalogue, name)},
        languages={form: language for language, form in _all(catalogue, "tongue")},
        offered=frozenset(plain(shown(catalogue, language, "tongue")) for language in Language),
        numbers={
            word: number
            for language in Language
            for number, forms in enumerate(_forms(catalogue, language, "numbers"), start=1)
            for word in plain(forms).split()
        },
        agreeing=frozenset(form for _language, form in _all(catalogue, "yes")),
        refusing=frozenset(form for _language, form in _all(catalogue, "no")),
        appealing=frozenset(form for _language, form in _all(catalogue, "appeal")),
        joining=frozenset(form for _language, form in _all(catalogue, "and")) | {"&", "+"},
    )


def _all(catalogue: Catalogue, meaning: str) -> Iterator[tuple[Language, str]]:
    for language in Language:
        for form in _forms(catalogue, language, meaning):
            yield language, plain(form)


def _forms(catalogue: Catalogue, language: Language, meaning: str) -> list[str]:
    return [form.strip() for form in catalogue.text(language, f"words-{meaning}").split("|")]
