"""A command asked for piece by piece: the choices that a line still misses, as buttons.

On the path from a press, or from a line that was typed in part, to the next question. Pure, and driven by the grammar's
own table, so that a new command with choices needs no code here. It offers; whether somebody may, the desk decides.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bots.staff.telegram import presses
from bots.staff.telegram.letters import Button, Keyboard
from bots.staff.telegram.presses import Press, Then
from storage.documents import Language
from triage.commands import FORMS, Argument, Form, Kind
from triage.labels import VOCABULARIES, Labels, word
from triage.notices import Notice, say
from triage.parsing import latin
from triage.rights import Command

_REFERENCE = re.compile(r"[a-z]{6}-\d{2}")
_ROW = 2
"""Buttons in a row: labels of one or two words stay whole on a small phone."""

_MARKS = ("☐", "☑")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A command line as far as it is known.

    Attributes:
        form: of the command.
        reference: of the case.
        chosen: for each choice that was made, its codes, in the order of the grammar.
    """

    form: Form
    reference: str
    chosen: tuple[tuple[str, ...], ...] = ()

    @property
    def choices(self) -> tuple[Argument, ...]:
        """What has to be chosen, in order."""
        return tuple(argument for argument in self.form.arguments if argument.kind in {Kind.CHOICE, Kind.CHOICES})

    @property
    def missing(self) -> Argument | None:
        """What has to be chosen next."""
        return next(iter(self.choices[len(self.chosen) :]), None)

    @property
    def line(self) -> str:
        """The line so far. Of several codes their numbers stand in it: a button holds 64 bytes."""
        words = [self.form.command.value, self.reference]
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
            known = Part(form=part.form, reference=part.reference, chosen=part.chosen[:-1])
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
            argument=argument.name,
            words=", ".join(word(labels, argument.vocabulary, code, language) for code in codes),
        )
        for argument, codes in zip(part.choices, part.chosen, strict=False)
    )
    return say("telegram-ask", *before, reference=part.reference, argument=question.argument.name)


def offer(question: Question, labels: Labels, language: Language) -> Keyboard:
    """The buttons below a question."""
    several = question.argument.kind is Kind.CHOICES
    buttons = [
        Button(
            text=f"{_MARKS[code in question.picked]} {label}" if several else label,
            data=presses.write(_toggle(question, code) if several else _choose(question, (code,))),
        )
        for code in VOCABULARIES[question.argument.vocabulary]
        for label in (word(labels, question.argument.vocabulary, code, language),)
    ]
    return tuple(tuple(buttons[start : start + _ROW]) for start in range(0, len(buttons), _ROW))


def finish(question: Question) -> Press | None:
    """The press that says that enough was picked; None where one choice is all, or nothing was picked yet."""
    return _choose(question, question.picked) if question.picked else None


def _choose(question: Question, codes: tuple[str, ...]) -> Press:
    part = question.part
    chosen = Part(form=part.form, reference=part.reference, chosen=(*part.chosen, codes))
    return Press(line=chosen.line, then=Then.PLACE if chosen.missing is None else Then.ASK)


def _toggle(question: Question, code: str) -> Press:
    """One more picked, or one less; with none left the question is as at first."""
    part, argument = question.part, question.argument
    picked = tuple(
        other.value for other in VOCABULARIES[argument.vocabulary] if (other in question.picked) != (other == code)
    )
    if not picked:
        return Press(line=part.line, then=Then.ASK)
    return Press(
        line=Part(form=part.form, reference=part.reference, chosen=(*part.chosen, picked)).line, then=Then.PICK
    )


def _read(line: str) -> Part | None:
    """Read a command, a reference and codes; None for everything else, which is left to the desk."""
    head, *rest = line.split() or [""]
    name = head.removeprefix("/").partition("@")[0].casefold()
    if name not in FORMS or not rest:
        return None
    part = Part(form=FORMS[Command(name)], reference=latin(rest[0]))
    if not part.choices or not _REFERENCE.fullmatch(part.reference) or len(rest) - 1 > len(part.choices):
        return None
    chosen = [_codes(argument, given) for argument, given in zip(part.choices, rest[1:], strict=False)]
    known = tuple(codes for codes in chosen if codes is not None)
    return Part(form=part.form, reference=part.reference, chosen=known) if len(known) == len(chosen) else None


def _codes(argument: Argument, given: str) -> tuple[str, ...] | None:
    """Read one choice, or several between commas; None unless every one of them is a code or its number."""
    if not argument.in_order:
        name, _, given = given.partition("=")
        if name != argument.name:
            return None
    codes = [code.value for code in VOCABULARIES[argument.vocabulary]]
    named = {**dict(zip(map(str, range(1, len(codes) + 1)), codes, strict=True)), **{code: code for code in codes}}
    found = [named.get(one.casefold()) for one in given.split(",")]
    several = argument.kind is Kind.CHOICES
    return tuple(code for code in found if code) if all(found) and (several or len(found) == 1) else None


def _numbers(argument: Argument, codes: Sequence[str]) -> list[str]:
    order = [code.value for code in VOCABULARIES[argument.vocabulary]]
    return [str(order.index(code) + 1) for code in codes]
