"""Which language somebody reads, guessed from the little that they wrote first.

Beside the way of a frame into the inbox. It is a guess for the first words alone: whoever reads them chooses.
"""

import re
from collections.abc import Sequence
from typing import Final

from storage.documents import Language

ENOUGH: Final = 8
"""So many Cyrillic letters and no sign of Ukrainian are Russian; fewer tell nothing."""

_LOOKED_AT: Final = 2000
"""Characters of a text: more of it tells no more."""

_CYRILLIC = re.compile("[а-яёіїєґ]")
_LATIN = re.compile("[a-z]")
_WORD = re.compile("[а-яёіїєґ]+")
_SIGNS: Final = {
    # Letters, an apostrophe, and the end of an infinitive.
    Language.UK: re.compile(r"[іїєґ]|[а-я][\'’ʼ‘`´][яю]|[аи]ти\b"),
    Language.RU: re.compile("[ыэёъ]"),
}
_WORDS: Final = {
    Language.UK: frozenset(
        _WORD.findall(
            "агов але бо будь був було вже вона вони вчора де добрий доброго допомога допомогу дуже дякую з зник "
            "зникли ласка мене ми мого можна нема треба хто це чи що щоб ще як яка яке який"
        )
    ),
    Language.RU: frozenset(
        _WORD.findall(
            "вчера где его если есть еще из или и как какая какой кстати кто меня можно мой моего но нет нужен нужна "
            "нужно очень пожалуйста помогите помощи помощь привет пропал с сегодня сейчас спасибо суток только уже что"
        )
    ),
}
"""Frequent words that have no letter of their own, and are written so in one of the two languages only."""


def guess(text: object, languages: Sequence[Language]) -> Language:
    """The language of a text as far as it is spoken; the first that is spoken if nothing tells.

    Args:
        text: what was written; anything else tells nothing. Secret.
        languages: those that are spoken, one at least.
    """
    if not isinstance(text, str):
        return languages[0]
    said = text[:_LOOKED_AT].lower()
    letters = len(_CYRILLIC.findall(said))
    spoken = [language for language in languages if language in _SIGNS]
    if letters and spoken:
        return _tell_apart(said, spoken, letters)
    if Language.EN in languages and _LATIN.search(said):
        return Language.EN
    return languages[0]


def _tell_apart(said: str, spoken: Sequence[Language], letters: int) -> Language:
    """The more likely one of two languages with nearly the same letters; or the only one of them that is spoken."""
    words = _WORD.findall(said)
    counts = {
        language: len(_SIGNS[language].findall(said)) + sum(word in _WORDS[language] for word in words)
        for language in spoken
    }
    if len(set(counts.values())) == 1 and Language.RU in spoken and letters >= ENOUGH:
        return Language.RU
    return max(spoken, key=counts.__getitem__)
