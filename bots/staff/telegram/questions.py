"""A command asked for piece by piece: the choices that a line still misses, as buttons.

On the path from a press, or from a line that was typed in part, to the next question. Pure, and driven by the grammar's
own table, so that a new command with choices needs no code here: it begins with what it is about, references or
numbers, and a code of a vocabulary, a tag or a day can be chosen. It offers; whether somebody may, the desk decides.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bots.staff.telegram import presses
from bots.staff.telegram.letters import Button, Keyboard
from bots.staff.telegram.presses import Press, Then
from storage.documents import Language
from storage.spoken import latin
from triage.grammar.commands import FORMS
from triage.grammar.form import Argument, Form, Kind
from triage.grammar.labels import VOCABULARIES, Labels, describe, word
from triage.grammar.moments import MOMENT, read_moment
from triage.grammar.rights import Command
from triage.notices import Notice, say

_REFERENCE = re.compile(r"[a-z]{6}-\d{2}")
_ROW = 2
"""Buttons in a row: labels of one or two words stay whole on a small phone."""

_MARKS = ("☐", "☑")

_ABOUT = frozenset({Kind.REFERENCE, Kind.NUMBER})
_CHOSEN = frozenset({Kind.CHOICE, Kind.CHOICES, Kind.MOMENT, Kind.TAGS})
_NUMBER = re.compile(r"\d{1,18}")
_TAG = re.compile(r"[a-z0-9_-]{2,24}")

AHEAD = (1, 3, 7, 14, 30)
"""How many days from now the days are that can be chosen; others are typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """What can be chosen besides the codes of the grammar.

    Attributes:
        today: from which days are counted.
        tags: of the group.
    """

    today: date
    tags: Collection[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A command line as far as it is known.

    Attributes:
        form: of the command.
        about: the references or numbers of what it is about.
        chosen: for each choice that was made, its codes, in the order of the grammar.
    """

    form: Form
    about: tuple[str, ...]
    chosen: tuple[tuple[str, ...], ...] = ()

    @property
    def choices(self) -> tuple[Argument, ...]:
        """What has to be chosen, in order, after what was chosen so far."""
        return tuple(
            argument for argument in askable(self.form) if not argument.after or (argument.after,) in self.chosen
        )

    @property
    def case(self) -> str:
        """The reference of the case that it is about; empty if it is about something else."""
        return self.about[0] if _heads(self.form)[0].kind is Kind.REFERENCE else ""

    @property
    def missing(self) -> Argument | None:
        """What has to be chosen next."""
        return next(iter(self.choices[len(self.chosen) :]), None)

    @property
    def line(self) -> str:
        """The line so far. Of several codes their numbers stand in it: a button holds 64 bytes."""
        words = [self.form.command.value, *self.about]
        for argument, codes in zip(self.choices, self.chosen, strict=False):
            codes_or_numbers = _numbers(argument, codes) if argument.kind is Kind.CHOICES else codes
            words.append(f"{'' if argument.in_order else f'{argument.name}='}{','.join(codes_or_numbers)}")
        return " ".join(words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What has to be chosen next.

    Attributes:
        part: what is known.
        argument: what is asked.
        picked: of several that can be chosen, those that are chosen so far.
    """

    part: Part
    argument: Argument
    picked: tuple[str, ...] = ()


def find(press: Press) -> Question | None:
    """What a press of a button asks for; None if its line is whole, or is none that could be asked for."""
    part = _read(press.line)
    if part is None:
        return None
    if press.then is Then.PICK and part.chosen:
        argument = part.choices[len(part.chosen) - 1]
        if argument.kind is Kind.CHOICES:
            known = Part(form=part.form, about=part.about, chosen=part.chosen[:-1])
            return Question(part=known, argument=argument, picked=part.chosen[-1])
    if press.then in {Then.ASK, Then.PICK} and part.missing is not None:
        return Question(part=part, argument=part.missing)
    return None


def is_last(press: Press) -> bool:
    """Whether a press is the one with which a command that was asked for piece by piece is given."""
    return press.then is Then.PLACE and _read(press.line) is not None


def find_typed(line: str) -> Question | None:
    """What a typed line asks for: one that a member may end by buttons, because a choice is all that it misses."""
    part = _read(line)
    if part is None or part.missing is None or not part.missing.required:
        return None
    return Question(part=part, argument=part.missing)


def word_question(question: Question, labels: Labels, language: Language) -> Notice:
    """The question, and below it what was chosen before."""
    part = question.part
    before = (
        say(
            "telegram-chosen",
            argument=describe(labels, argument.name, language),
            words=", ".join(_label(argument, code, labels, language) for code in codes),
        )
        for argument, codes in zip(part.choices, part.chosen, strict=False)
    )
    return say("telegram-ask", *before, reference=" ".join(part.about), argument=question.argument.name)


def offer(question: Question, labels: Labels, language: Language, span: Range) -> Keyboard:
    """The buttons below a question."""
    several = question.argument.kind is Kind.CHOICES
    buttons = [
        Button(
            text=f"{_MARKS[code in question.picked]} {label}" if several else label,
            data=presses.write(_toggle(question, code) if several else _choose(question, (code,))),
        )
        for code in _offered(question.argument, span)
        for label in (_label(question.argument, code, labels, language),)
    ]
    return tuple(tuple(buttons[start : start + _ROW]) for start in range(0, len(buttons), _ROW))


def finish(question: Question) -> Press | None:
    """The press that says that enough was picked; None where one choice is all, or nothing was picked yet."""
    return _choose(question, question.picked) if question.picked else None


def _choose(question: Question, codes: tuple[str, ...]) -> Press:
    part = question.part
    chosen = Part(form=part.form, about=part.about, chosen=(*part.chosen, codes))
    return Press(line=chosen.line, then=Then.PLACE if chosen.missing is None else Then.ASK)


def _toggle(question: Question, code: str) -> Press:
    """One more picked, or one less; with none left the question is as at first."""
    part, argument = question.part, question.argument
    picked = tuple(
        other.value for other in VOCABULARIES[argument.vocabulary] if (other in question.picked) != (other == code)
    )
    if not picked:
        return Press(line=part.line, then=Then.ASK)
    return Press(line=Part(form=part.form, about=part.about, chosen=(*part.chosen, picked)).line, then=Then.PICK)


def askable(form: Form) -> tuple[Argument, ...]:
    """The arguments of a command that are asked for: none if it does not begin with what it is about.

    Of several optional ones in order only the first is: the others would take its place.
    """
    if not _heads(form):
        return ()
    chosen = [argument for argument in form.arguments if argument.kind in _CHOSEN and _is_offered(argument)]
    instead = [argument for argument in chosen if argument.in_order and not argument.required][1:]
    return tuple(argument for argument in chosen if argument not in instead)


def _is_offered(argument: Argument) -> bool:
    """Whether asking for it has a point: a day that may be named is seldom needed, a slip is not confirmed by one."""
    return argument.in_order or (argument.kind in {Kind.CHOICE, Kind.CHOICES} and not argument.typed)


def _heads(form: Form) -> tuple[Argument, ...]:
    """The arguments that say what a command is about."""
    return tuple(argument for argument in form.arguments if argument.kind in _ABOUT and argument.required)


def _offered(argument: Argument, span: Range) -> Iterator[str]:
    match argument.kind:
        case Kind.TAGS:
            yield from span.tags
        case Kind.MOMENT:
            yield from ((span.today + timedelta(days=days)).isoformat() for days in AHEAD)
        case _:
            yield from (code.value for code in VOCABULARIES[argument.vocabulary])


def _label(argument: Argument, code: str, labels: Labels, language: Language) -> str:
    return word(labels, argument.vocabulary, code, language) if argument.vocabulary else code


def _read(line: str) -> Part | None:
    """Read a command, what it is about, and codes; None for everything else, which is left to the desk."""
    head, *rest = line.split() or [""]
    name = head.removeprefix("/").partition("@")[0].casefold()
    if name not in FORMS:
        return None
    form = FORMS[Command(name)]
    heads = _heads(form)
    about = tuple(map(_read_head, heads, rest))
    if not askable(form) or len(about) < len(heads) or not all(about):
        return None
    part = Part(form=form, about=about)
    for given in rest[len(heads) :]:
        # What may still be chosen depends on what was chosen before it.
        codes = None if part.missing is None else _codes(part.missing, given)
        if codes is None:
            return None
        part = replace(part, chosen=(*part.chosen, codes))
    return part


def _read_head(argument: Argument, given: str) -> str:
    """Read what a command is about; nothing if it is something else."""
    found = latin(given) if argument.kind is Kind.REFERENCE else given.removeprefix("#")
    return found if (_REFERENCE if argument.kind is Kind.REFERENCE else _NUMBER).fullmatch(found) else ""


def _codes(argument: Argument, given: str) -> tuple[str, ...] | None:
    """Read one choice, or several between commas; None unless every one of them is a code or its number."""
    if not argument.in_order:
        name, _, given = given.partition("=")
        if name != argument.name:
            return None
    if not argument.vocabulary:
        return (given,) if _is_one(argument, given) else None
    codes = [code.value for code in VOCABULARIES[argument.vocabulary]]
    named = {**dict(zip(map(str, range(1, len(codes) + 1)), codes, strict=True)), **{code: code for code in codes}}
    found = [named.get(one.casefold()) for one in given.split(",")]
    several = argument.kind is Kind.CHOICES
    return tuple(code for code in found if code) if all(found) and (several or len(found) == 1) else None


def _numbers(argument: Argument, codes: Sequence[str]) -> list[str]:
    order = [code.value for code in VOCABULARIES[argument.vocabulary]]
    return [str(order.index(code) + 1) for code in codes]


def _is_one(argument: Argument, given: str) -> bool:
    """Whether this is one tag, or a day."""
    if argument.kind is Kind.TAGS:
        return _TAG.fullmatch(given) is not None
    match = MOMENT.fullmatch(given)
    return match is not None and read_moment(match) is not None
