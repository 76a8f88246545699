"""What happens in the week: sixty cases, who writes them, and what the group makes of each."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from storage.documents import Language


class Fate(StrEnum):
    """What becomes of a case."""

    STATEMENT = "statement"
    LETTER = "letter"
    MISSION = "mission"  # to a hearing
    AWARENESS = "awareness"
    LEGAL = "legal"
    MATERIAL = "material"
    REFERRED = "referred"  # by two members
    RESCUED = "rescued"  # by one referrer, while life or freedom is at risk
    RECORD = "record"
    DECLINE = "decline"
    ASIDE = "aside"  # set aside by the lead, before any decision
    TWICE = "twice"  # the same person as in the case before it
    WITHDRAWN = "withdrawn"  # by its submitter
    ERASED = "erased"  # by two members
    FALSE = "false"  # a made-up emergency, one of a flood


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One case.

    Attributes:
        after: since the beginning of the week, Monday at midnight UTC.
        fate: what becomes of it.
        name: of whom it is about.
        danger: as the submitter says.
        kind: of the questionnaire.
        language: of the submitter.
        agrees: whether to its uses.
    """

    after: timedelta
    fate: Fate
    name: str
    danger: str
    kind: str
    language: Language
    agrees: bool = True


_FIRST = ("Оксана", "Сергій", "Ірина", "Мирослав", "Ганна", "Юрій", "Лариса", "Богдан", "Тетяна", "Щасна")
_LAST = ("Зарічна", "Гнатюк", "Шевчук", "Яровий", "Ткач", "Щербак")
_FATES = (
    *(Fate.RECORD,) * 8,
    *(Fate.STATEMENT, Fate.LETTER, Fate.MISSION, Fate.AWARENESS) * 3,
    *(Fate.LEGAL, Fate.MATERIAL) * 2,
    *(Fate.DECLINE,) * 6,
    *(Fate.REFERRED,) * 4,
    *(Fate.RESCUED,) * 6,
    *(Fate.ASIDE, Fate.WITHDRAWN, Fate.ERASED) * 2,
    *(Fate.FALSE,) * 12,
    *(Fate.TWICE,) * 2,
)
_URGENT = frozenset({Fate.LEGAL, Fate.MATERIAL, Fate.REFERRED})
_EMERGENCY = frozenset({Fate.RESCUED, Fate.FALSE})

FLOOD = timedelta(days=2, hours=3)
"""Wednesday night: all the made-up emergencies within a few minutes, and a true one among them."""


def script() -> tuple[Entry, ...]:
    """The week, in the order in which people write."""
    entries = []
    for number, fate in enumerate(_FATES):
        danger = "now" if fate in _EMERGENCY else "days" if fate in _URGENT else "no"
        # Spread over five days and every hour of them; the flood comes at once.
        after = timedelta(hours=2 * number, minutes=7 * number % 60)
        if fate is Fate.FALSE:
            after = FLOOD + timedelta(seconds=20 * number)
        elif fate is Fate.RESCUED:
            after = timedelta(hours=(3, 10, 27, 51, 74, 97)[number % 6], minutes=number)
        entries.append(
            Entry(
                after=after,
                fate=fate,
                name=f"{_FIRST[number % 10]} {_LAST[number // 10]}",
                danger=danger,
                kind="report" if number % 3 == 0 else "appeal",
                language=tuple(Language)[number % 3],
                agrees=fate is not Fate.RESCUED or number % 6 != 0,
            )
        )
    return tuple(sorted(entries, key=lambda entry: entry.after))
