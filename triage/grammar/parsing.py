r"""Reading a typed line after the table of :mod:`triage.grammar.commands`, forgivingly and without guessing.

On the path from a channel to the desk: a line goes in (its ``\n`` already decoded), an order comes out, or an error
that names every wrong argument. Pure. Nothing typed is ever put into an error or a notice; a suggestion is always a
word of ours. Texts are taken verbatim.
"""

import re
from collections.abc import Callable, Iterator
from typing import cast

from storage.documents import Language
from storage.spoken import latin
from triage.errors import CommandUnknown, UsageError, WordsRefused, WrongUsage
from triage.grammar.commands import FORMS
from triage.grammar.form import Form
from triage.grammar.labels import VOCABULARIES, Labels, YesNo, spellings
from triage.grammar.moments import HOURS, MOMENT, TIME
from triage.grammar.orders import Order
from triage.grammar.rights import Command
from triage.grammar.values import NUMBER, QUOTES, WORD, Reading, command, fits, read
from triage.notices import say

_COMPACT = re.compile(r"#?[^\W\d_]{6}[\-_.‐‑–—−]?\d{2}[,;.]?")
_PART = re.compile(r"[^\W_]+")
_CHOSEN = re.compile(r"\d{1,2}")  # a code by its number; longer ones may be a telephone's
_MEANS = 4
"""Letters from which on a word out of a label of several means something by itself; "of the" is anybody's."""

_SLIPS = 1
"""Words of no meaning here that are still a slip of the finger; more are somebody's own."""


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
    head = WORD.match(whole)
    name = head.group() if head is not None else ""
    try:
        form = FORMS[command(_name(name))]
    except CommandUnknown as error:
        if words or error.suggestion or name.startswith("/"):
            raise
        raise WordsRefused from None
    reading = Reading(rest=whole[len(name) :].strip(), labels=labels, language=language)
    _read_named(reading, form)
    _read_in_order(reading, form)
    if not words and (form.needs_words or any(text.name in reading.seen for text in form.texts)):
        raise WordsRefused(form.command)
    if reading.rest:
        reading.complain(say("problem-too-much"))
    for argument in form.arguments:
        required = argument.required and (words or not argument.waived)
        if required and argument.name not in reading.seen:
            reading.complain(say("problem-missing", argument=reading.describe(argument)))
    if reading.problems:
        raise WrongUsage(form.command, tuple(reading.problems))
    return cast("Callable[..., Order]", form.order)(**reading.values)


def parse_acknowledgement(line: str, labels: Labels, language: Language) -> Order | None:
    """Understand ``ack``, or a number alone, which means the same; None for every other line, whatever it is.

    Raises:
        WrongUsage: it is ``ack``, with one notice for each argument that is wrong or missing.
    """
    typed = line.strip()
    if NUMBER.fullmatch(typed):
        typed = f"{Command.ACK} {typed}"
    head = WORD.match(typed)
    if head is None or _name(head.group()).casefold() != Command.ACK:
        return None
    return parse(typed, labels, language)


def says_no(word: str, labels: Labels) -> bool:
    """Whether a word means no, in any language."""
    return word.casefold() in {spelling.casefold() for spelling in spellings(labels, "yesno", YesNo.NO)}


def _name(word: str) -> str:
    """Take the slash and the name of a bot off a command."""
    return word.removeprefix("/").partition("@")[0]


def _read_named(reading: Reading, form: Form) -> None:
    """Take the arguments that were given by name, and leave those before the first name."""
    names = {
        spelling.casefold(): argument
        for argument in form.arguments
        if argument.named
        for spelling in spellings(reading.labels, "field", argument.name)
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
            reading.complain(say("problem-twice", argument=reading.describe(argument)))
        reading.rest = _unquoted(value)
        read(reading, argument, whole=True)
        if reading.rest:
            reading.complain(say("problem-choice-end", argument=reading.describe(argument)))
    reading.rest = in_order


def _read_in_order(reading: Reading, form: Form) -> None:
    """Take the arguments in the order of the form; one that may be missing is, where the next one stands instead."""
    missing = [argument for argument in form.arguments if argument.in_order and argument.name not in reading.seen]
    for place, argument in enumerate(missing, start=1):
        last = place == len(missing)
        if argument.required or last or fits(reading, argument):
            read(reading, argument)


def _closing_quote(line: str, start: int) -> int:
    """Find where a value that begins with a quotation mark ends, so that names inside it are words."""
    closing = QUOTES.get(line[start : start + 1], "")
    return next((i for i in range(start + 1, len(line)) if line[i] in closing), start)


def _unquoted(value: str) -> str:
    """Take the quotation marks off a value that stands between them."""
    return value[1:-1].strip() if len(value) > 1 and value[-1] in QUOTES.get(value[0], "") else value


def _count_own(whole: str, labels: Labels) -> int:
    """Count the words of a line that are no command, reference, number, name of a field or code."""
    known = {part for spelling in _known(labels) for part in _significant(spelling.casefold())}
    head, *rest = WORD.findall(whole) or [""]
    own = 0 if _name(head).casefold() in FORMS else 1
    return own + sum(
        part.casefold() not in known and not _CHOSEN.fullmatch(part)
        for word in rest
        if not (_COMPACT.fullmatch(latin(word)) or any(form.fullmatch(word) for form in (MOMENT, TIME, HOURS)))
        for part in _PART.findall(word)
    )


def _significant(spelling: str) -> Iterator[str]:
    """Give the words of a spelling: its only one, or of several those that mean something by themselves."""
    parts = _PART.findall(spelling)
    return (part for part in parts if len(parts) == 1 or len(part) >= _MEANS)


def _known(labels: Labels) -> Iterator[str]:
    """Give every word that has a meaning in some command."""
    yield from FORMS
    for vocabulary, codes in VOCABULARIES.items():
        for code in codes:
            yield from spellings(labels, vocabulary, code)
