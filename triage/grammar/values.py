r"""Reading one argument off a line: a reference, a choice, a number, a day, or somebody's own words.

On the path between :mod:`triage.grammar.parsing`, which knows the order of the arguments, and the values of an order.
Pure and forgiving: what was meant is taken however it is written, and what is wrong becomes a problem that names the
argument and never repeats what was typed.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import time
from difflib import get_close_matches
from enum import StrEnum
from types import MappingProxyType

from storage.documents import Language
from storage.ids import Reference
from storage.spoken import latin
from triage.errors import CommandUnknown
from triage.grammar.commands import FORMS
from triage.grammar.form import TEXT_LIMIT, Argument, Kind
from triage.grammar.labels import VOCABULARIES, Labels, describe, listing, spellings
from triage.grammar.moments import HOURS, MOMENT, TIME, Moment, read_hours, read_moment, read_time
from triage.grammar.rights import Command
from triage.notices import Notice, say

_REFERENCE = re.compile(r"#?([^\W\d_]{6})[\s\-_.‐‑–—−]*(\d{2})(?!\w)")
NUMBER = re.compile(r"#?(\d{1,3}(?:[\s,.’']\d{3})+|\d{1,18})(?!\w)")
"""A number of something, whose digits may stand in groups of three."""

_AND = re.compile(r"\+\s*#?(\d{1,18})(?!\w)")
"""One alert more."""

WORD = re.compile(r"\S+")
_LIST_MARK = re.compile(r"\s*[,;]\s*")
_LISTED = re.compile(r"[^\s,;]+")
_TAG = re.compile(r"[a-z0-9_-]{2,24}")
_NAME_LIMIT = 80
_DIGITS, _NO_ROW = 18, 2**31 - 1  # the last that fits into a column
_WORD_LIMIT = 64
QUOTES = {'"': '"', "“": "”", "„": "“”", "«": "»"}
"""What closes a quotation, by what opens it."""


class Reading:
    """What is left of the line, and what was understood so far."""

    def __init__(self, rest: str, labels: Labels, language: Language) -> None:
        self.rest = rest
        self.labels = labels
        self.language = language
        self.values: dict[str, object] = {}
        self.seen: set[str] = set()
        self.problems: list[Notice] = []

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Consume what the pattern matches at the beginning of the rest."""
        match = pattern.match(self.rest)
        if match is not None:
            self.rest = self.rest[match.end() :].lstrip()
        return match

    def complain(self, problem: Notice) -> None:
        """Note what is wrong."""
        self.problems.append(problem)

    def describe(self, argument: Argument) -> str:
        """Call an argument what its reader calls it."""
        return describe(self.labels, argument.name, self.language)


def read(reading: Reading, argument: Argument, *, whole: bool = False) -> None:
    """Take one argument off the beginning of the rest; nothing is taken where nothing is left.

    Args:
        reading: of the line.
        argument: which.
        whole: the rest is this argument's alone, since it was given by name.
    """
    if not reading.rest:
        return
    reading.seen.add(argument.name)
    reader = _READERS[Kind.TEXT if whole and argument.kind is Kind.NAME else argument.kind]
    reading.values[argument.name] = reader(reading, argument)


def fits(reading: Reading, argument: Argument) -> bool:
    """Whether the rest begins with what could be this argument."""
    trial = Reading(reading.rest, reading.labels, reading.language)
    read(trial, argument)
    return not trial.problems


def command(typed: str) -> Command:
    """Find a command by its name, whatever its case; raises :class:`CommandUnknown`."""
    name = typed.casefold()
    if name in FORMS:
        return Command(name)
    raise CommandUnknown(next(iter(get_close_matches(name, FORMS, n=1, cutoff=0.5)), ""))


def reference(typed: str) -> Reference:
    """Bring a reference into the form in which it is stored: case, hyphen and letters as they were heard."""
    heard = latin(typed)
    match = _REFERENCE.fullmatch(heard)
    return Reference(f"{match[1]}-{match[2]}" if match is not None else heard)


def _word(reading: Reading) -> str:
    """Take a word, whatever it is."""
    match = reading.take(WORD)
    return match.group() if match is not None else ""


def _read_key(reading: Reading, argument: Argument) -> str:  # noqa: ARG001
    return _word(reading)


def _read_word(reading: Reading, argument: Argument) -> str:
    return _limited(reading, argument, _word(reading), _WORD_LIMIT)


def _read_topic(reading: Reading, argument: Argument) -> Command:  # noqa: ARG001
    return command(_word(reading).removeprefix("/"))


def _read_rest(reading: Reading, argument: Argument) -> str:
    """Take all that is left."""
    rest, reading.rest = reading.rest, ""
    return _limited(reading, argument, rest, TEXT_LIMIT)


def _limited(reading: Reading, argument: Argument, text: str, limit: int) -> str:
    if len(text) > limit:
        reading.complain(say("problem-too-long", argument=reading.describe(argument), limit=limit))
    return text


def _read_name(reading: Reading, argument: Argument) -> str:
    """Take one word, or several that stand between quotation marks."""
    closing = QUOTES.get(reading.rest[0], "")
    end = next((i for i, letter in enumerate(reading.rest[1:], start=1) if letter in closing), 0)
    if not end:
        return _limited(reading, argument, _word(reading), _NAME_LIMIT)
    name, reading.rest = reading.rest[1:end].strip(), reading.rest[end + 1 :].lstrip()
    return _limited(reading, argument, name, _NAME_LIMIT)


def _int(number: str) -> int:
    """Read a number, whose digits may stand in groups of three; of those that no row has one is as good as another."""
    digits = "".join(digit for digit in number if digit.isdecimal())
    return min(int(digits), _NO_ROW) if len(digits) <= _DIGITS else _NO_ROW


def _read_number(reading: Reading, argument: Argument) -> int | None:
    number = reading.take(NUMBER)
    if number is not None:
        return _int(number[1])
    _word(reading)
    reading.complain(say("problem-number", argument=reading.describe(argument)))
    return None


def _read_moment(reading: Reading, argument: Argument) -> Moment | None:
    """Take a day, and the time of day if one follows."""
    match = reading.take(MOMENT)
    moment = read_moment(match) if match is not None else None
    if moment is None:
        _spoil(reading, match)
        reading.complain(say("problem-moment", argument=reading.describe(argument)))
    return moment


def _read_time(reading: Reading, argument: Argument) -> time | None:
    match = reading.take(TIME)
    at = read_time(match) if match is not None else None
    if at is None:
        _spoil(reading, match)
        reading.complain(say("problem-time", argument=reading.describe(argument)))
    return at


def _read_hours(reading: Reading, argument: Argument) -> tuple[time, time] | None:
    match = reading.take(HOURS)
    hours = read_hours(match) if match is not None else None
    if hours is None:
        _spoil(reading, match)
        reading.complain(say("problem-hours", argument=reading.describe(argument)))
    return hours


def _spoil(reading: Reading, match: re.Match[str] | None) -> None:
    """Take the word that is wrong, if it has not been taken, so that what follows it is read as itself."""
    if match is None:
        _word(reading)


def _read_tags(reading: Reading, argument: Argument) -> tuple[str, ...]:
    """Take tags for as long as a comma says that another follows."""
    return tuple(dict.fromkeys(_each_tag(reading, argument)))


def _each_tag(reading: Reading, argument: Argument) -> Iterator[str]:
    while True:
        typed = reading.take(_LISTED)
        tag = typed.group().casefold() if typed is not None else ""
        if _TAG.fullmatch(tag) is None:
            reading.complain(say("problem-tag", argument=reading.describe(argument)))
        yield tag
        if reading.take(_LIST_MARK) is None:
            return


def _read_alert(reading: Reading, argument: Argument) -> int | Reference:
    number = reading.take(NUMBER)
    return _int(number[1]) if number is not None else _read_reference(reading, argument)


def _read_alerts(reading: Reading, argument: Argument) -> tuple[int, ...]:  # noqa: ARG001
    """Take numbers for as long as a plus sign says that another follows."""
    numbers = []
    while (number := reading.take(_AND)) is not None:
        numbers.append(_int(number[1]))
    return tuple(numbers)


def _read_reference(reading: Reading, argument: Argument) -> Reference:  # noqa: ARG001
    """Take a reference; what looks like none is left to the desk, which knows the nearest."""
    match = reading.take(_REFERENCE)
    return reference(match.group() if match is not None else _word(reading))


def _read_choices(reading: Reading, argument: Argument) -> tuple[StrEnum | None, ...]:
    """Take choices for as long as a comma says that another follows."""
    return tuple(dict.fromkeys(_each_choice(reading, argument)))


def _each_choice(reading: Reading, argument: Argument) -> Iterator[StrEnum | None]:
    yield _read_choice(reading, argument)
    while reading.take(_LIST_MARK) is not None:
        yield _read_choice(reading, argument)


def _read_choice(reading: Reading, argument: Argument) -> StrEnum | None:
    """Take a code, a number or a label; a word that is none of them becomes a problem, and is taken too."""
    codes = {
        spelling.casefold(): code
        for number, code in enumerate(VOCABULARIES[argument.vocabulary], start=1)
        for spelling in (*spellings(reading.labels, argument.vocabulary, code), str(number))
    }
    # The longest first, so that a label of two words is not read as a shorter one.
    for spelling in sorted(codes, key=len, reverse=True):
        words = r"[\s_-]+".join(map(re.escape, re.split(r"[\s_-]+", spelling)))
        if reading.take(re.compile(rf"{words}(?![^\s,;.])", re.IGNORECASE)) is not None:
            return codes[spelling]
    typed = reading.take(_LISTED)
    near = get_close_matches(typed.group().casefold() if typed is not None else "", codes, n=1)
    reading.complain(
        say(
            "problem-choice",
            *(say("did-you-mean", suggestion=suggestion) for suggestion in near),
            argument=reading.describe(argument),
            choices=listing(reading.labels, argument.vocabulary, reading.language),
        )
    )
    return None


_READERS: Mapping[Kind, Callable[[Reading, Argument], object]] = MappingProxyType(
    {
        Kind.REFERENCE: _read_reference,
        Kind.CHOICE: _read_choice,
        Kind.CHOICES: _read_choices,
        Kind.TEXT: _read_rest,
        Kind.CODE: _read_rest,
        Kind.RECIPIENT: _read_key,
        Kind.ALERT: _read_alert,
        Kind.ALERTS: _read_alerts,
        Kind.TOPIC: _read_topic,
        Kind.NAME: _read_name,
        Kind.NUMBER: _read_number,
        Kind.WORD: _read_word,
        Kind.MOMENT: _read_moment,
        Kind.TIME: _read_time,
        Kind.HOURS: _read_hours,
        Kind.TAGS: _read_tags,
    }
)
"""How an argument of each kind is taken off the rest, or found wrong."""
