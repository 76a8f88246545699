r"""Reading a typed line after the table of :mod:`triage.commands`, forgivingly and without guessing.

On the path from a channel to the desk: a line goes in (its ``\n`` already decoded), an order comes out, or an error
that names every wrong argument. Pure. Nothing typed is ever put into an error or a notice; a suggestion is always a
word of ours. Texts are taken verbatim.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from typing import cast

from storage.documents import Language
from storage.ids import Reference
from triage.commands import FORMS, TEXT_LIMIT, Argument, Form, Kind
from triage.errors import CommandUnknown, UsageError, WordsRefused, WrongUsage
from triage.labels import VOCABULARIES, Labels, YesNo, listing
from triage.notices import Notice, say
from triage.orders import Order
from triage.rights import Command

_REFERENCE = re.compile(r"#?([^\W\d_]{6})[\s\-_.‐‑–—−]*(\d{2})(?!\w)")
_COMPACT = re.compile(r"#?[^\W\d_]{6}[\-_.‐‑–—−]?\d{2}[,;.]?")
_WORD = re.compile(r"\S+")
_PART = re.compile(r"[^\W_]+")
_CHOSEN = re.compile(r"\d{1,2}")  # a code by its number; longer ones may be a telephone's
_NUMBER = re.compile(r"#?(\d{1,3}(?:[\s,.’']\d{3})+|\d{1,18})(?!\w)")
_LIST_MARK = re.compile(r"\s*[,;]\s*")
_QUOTES = {'"': '"', "“": "”", "„": "“”", "«": "»"}
_SLIPS = 1
"""Words of no meaning here that are still a slip of the finger; more are somebody's own."""

# References are spoken; whoever hears one writes it in the letters of the keyboard at hand.
_HEARD = str.maketrans("абвгґдеёзиіїклмнопрстуф", "abvggdeeziiiklmnoprstuf")


@dataclass(slots=True)
class _Reading:
    """What is left of the line, and what was understood so far."""

    rest: str
    labels: Labels
    language: Language
    values: dict[str, object] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    problems: list[Notice] = field(default_factory=list)

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Consume what the pattern matches at the beginning of the rest."""
        match = pattern.match(self.rest)
        if match is not None:
            self.rest = self.rest[match.end() :].lstrip()
        return match


def parse(line: str, labels: Labels, language: Language, *, words: bool = True) -> Order:
    """Understand a line.

    Args:
        line: with or without the leading slash; ``/next@name_of_a_bot`` is understood too.
        labels: for the words of choices, accepted in every language.
        language: of the corrections.
        words: whether the channel may carry words of somebody's own.

    Raises:
        CommandUnknown: with the nearest command there is.
        WordsRefused: the line holds or needs words, whatever else is wrong with it, and the channel must not carry any.
        WrongUsage: with one notice for each argument that is wrong or missing.
    """
    # A lone surrogate could not be sealed: JSON is UTF-8.
    whole = line.encode("utf-8", "replace").decode("utf-8").strip()
    try:
        return _parse(whole, labels, language, words=words)
    except (CommandUnknown, WrongUsage) as error:
        if words or _count_own(whole, labels) <= _SLIPS:
            raise
        raise WordsRefused(error.command if isinstance(error, WrongUsage) else "") from None


def holds_words(line: str, labels: Labels) -> bool:
    """Whether a line holds, or needs, somebody's own words beyond a command and its codes, whoever may give it."""
    try:
        parse(line, labels, Language.EN, words=False)
    except WordsRefused:
        return True
    except UsageError:
        return False
    return False


def _parse(whole: str, labels: Labels, language: Language, *, words: bool) -> Order:
    """Understand a line as the grammar says."""
    head = _WORD.match(whole)
    name = head.group() if head is not None else ""
    try:
        form = FORMS[command(_name(name))]
    except CommandUnknown as error:
        if words or error.suggestion or name.startswith("/"):
            raise
        raise WordsRefused from None
    reading = _Reading(rest=whole[len(name) :].strip(), labels=labels, language=language)
    _read_named(reading, form)
    for argument in form.arguments:
        if argument.in_order and argument.name not in reading.seen:
            _read(reading, argument)
    if not words and (form.needs_words or any(text.name in reading.seen for text in form.texts)):
        raise WordsRefused(form.command)
    if reading.rest:
        reading.problems.append(say("problem-too-much"))
    for argument in form.arguments:
        required = argument.required and (words or not argument.waived)
        if required and argument.name not in reading.seen:
            reading.problems.append(say("problem-missing", argument=argument.name))
    if reading.problems:
        raise WrongUsage(form.command, tuple(reading.problems))
    return cast("Callable[..., Order]", form.order)(**reading.values)


def parse_acknowledgement(line: str, labels: Labels, language: Language) -> Order | None:
    """Understand ``ack``, or a number alone, which means the same; None for every other line, whatever it is.

    Raises:
        WrongUsage: it is ``ack``, with one notice for each argument that is wrong or missing.
    """
    typed = line.strip()
    if _NUMBER.fullmatch(typed):
        typed = f"{Command.ACK} {typed}"
    head = _WORD.match(typed)
    if head is None or _name(head.group()).casefold() != Command.ACK:
        return None
    return parse(typed, labels, language)


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


def latin(typed: str) -> str:
    """Write what was spoken in the letters in which references and invitations are drawn."""
    return unicodedata.normalize("NFKC", typed).casefold().translate(_HEARD)


def says_no(word: str, labels: Labels) -> bool:
    """Whether a word means no, in any language."""
    return word.casefold() in {spelling.casefold() for spelling in _spellings("yesno", YesNo.NO, labels)}


def _name(word: str) -> str:
    """Take the slash and the name of a bot off a command."""
    return word.removeprefix("/").partition("@")[0]


def _int(number: str) -> int:
    """Read a number, whose digits may stand in groups of three."""
    return int("".join(digit for digit in number if digit.isdecimal()))


def _read_named(reading: _Reading, form: Form) -> None:
    """Take the arguments that were given by name, and leave those before the first name."""
    names = {
        spelling.casefold(): argument
        for argument in form.arguments
        if argument.named
        for spelling in _spellings("field", argument.name, reading.labels)
    }
    if not names:
        return
    mark = re.compile(rf"(?<!\S)({'|'.join(map(re.escape, names))})\s*=\s*", re.IGNORECASE)
    line = reading.rest
    match = mark.search(line)
    reading.rest = line[: match.start()].strip() if match is not None else line
    in_order = reading.rest
    while match is not None:
        argument = names[match[1].casefold()]
        start = match.end()
        match = mark.search(line, _closing_quote(line, start))
        value = line[start : match.start() if match is not None else len(line)].strip()
        if argument.name in reading.seen:
            reading.problems.append(say("problem-twice", argument=argument.name))
        reading.rest = _unquoted(value)
        _read(reading, argument)
        if reading.rest:
            reading.problems.append(say("problem-choice-end", argument=argument.name))
    reading.rest = in_order


def _closing_quote(line: str, start: int) -> int:
    """Find where a value that begins with a quotation mark ends, so that names inside it are words."""
    closing = _QUOTES.get(line[start : start + 1], "")
    return next((i for i in range(start + 1, len(line)) if line[i] in closing), start)


def _unquoted(value: str) -> str:
    """Take the quotation marks off a value that stands between them."""
    return value[1:-1].strip() if len(value) > 1 and value[-1] in _QUOTES.get(value[0], "") else value


def _read(reading: _Reading, argument: Argument) -> None:
    """Take one argument off the beginning of the rest; nothing is taken where nothing is left."""
    if not reading.rest:
        return
    reading.seen.add(argument.name)
    match argument.kind:
        case Kind.TEXT | Kind.CODE:
            if len(reading.rest) > TEXT_LIMIT:
                reading.problems.append(say("problem-too-long", argument=argument.name, limit=TEXT_LIMIT))
            reading.values[argument.name] = reading.rest
            reading.rest = ""
        case Kind.REFERENCE:
            reading.values[argument.name] = _read_reference(reading)
        case Kind.ALERT:
            number = reading.take(_NUMBER)
            reading.values[argument.name] = _int(number[1]) if number is not None else _read_reference(reading)
        case Kind.RECIPIENT:
            reading.values[argument.name] = _word(reading)
        case Kind.TOPIC:
            word = _word(reading)
            reading.values[argument.name] = command(word.removeprefix("/"))
        case Kind.CHOICE:
            reading.values[argument.name] = _read_choice(reading, argument)
        case Kind.CHOICES:
            reading.values[argument.name] = tuple(dict.fromkeys(_read_choices(reading, argument)))


def _word(reading: _Reading) -> str:
    """Take a word, whatever it is."""
    match = reading.take(_WORD)
    return match.group() if match is not None else ""


def _read_reference(reading: _Reading) -> Reference:
    """Take a reference; what looks like none is left to the desk, which knows the nearest."""
    match = reading.take(_REFERENCE)
    return reference(match.group() if match is not None else _word(reading))


def _read_choices(reading: _Reading, argument: Argument) -> Iterator[StrEnum | None]:
    """Take choices for as long as a comma says that another follows."""
    yield _read_choice(reading, argument)
    while reading.take(_LIST_MARK) is not None:
        yield _read_choice(reading, argument)


def _read_choice(reading: _Reading, argument: Argument) -> StrEnum | None:
    """Take a code, a number or a label; a word that is none of them becomes a problem, and is taken too."""
    spellings = {
        spelling.casefold(): code
        for number, code in enumerate(VOCABULARIES[argument.vocabulary], start=1)
        for spelling in (*_spellings(argument.vocabulary, code, reading.labels), str(number))
    }
    # The longest first, so that a label of two words is not read as a shorter one.
    for spelling in sorted(spellings, key=len, reverse=True):
        words = r"[\s_-]+".join(map(re.escape, re.split(r"[\s_-]+", spelling)))
        if reading.take(re.compile(rf"{words}(?![^\s,;.])", re.IGNORECASE)) is not None:
            return spellings[spelling]
    typed = reading.take(re.compile(r"[^\s,;]+"))
    near = get_close_matches(typed.group().casefold() if typed is not None else "", spellings, n=1)
    reading.problems.append(
        say(
            "problem-choice",
            *(say("did-you-mean", suggestion=suggestion) for suggestion in near),
            argument=argument.name,
            choices=listing(reading.labels, argument.vocabulary, reading.language),
        )
    )
    return None


def _count_own(whole: str, labels: Labels) -> int:
    """Count the words of a line that are no command, reference, number, name of a field or code."""
    known = {part for spelling in _known(labels) for part in _PART.findall(spelling.casefold())}
    head, *rest = _WORD.findall(whole) or [""]
    own = 0 if _name(head).casefold() in FORMS else 1
    return own + sum(
        part.casefold() not in known and not _CHOSEN.fullmatch(part)
        for word in rest
        if not _COMPACT.fullmatch(latin(word))
        for part in _PART.findall(word)
    )


def _known(labels: Labels) -> Iterator[str]:
    """Give every word that has a meaning in some command."""
    yield from FORMS
    for vocabulary, codes in VOCABULARIES.items():
        for code in codes:
            yield from _spellings(vocabulary, code, labels)


def _spellings(vocabulary: str, code: str, labels: Labels) -> Iterator[str]:
    """Give a code and its labels in every language: a member may type in any."""
    yield code
    for language in Language:
        label = labels.word(vocabulary, code, language)
        if label is not None:
            yield label
