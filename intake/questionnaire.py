"""Questionnaires: what is asked, in which order, under which conditions.

On the path between the files ``intake/questionnaires/*.toml`` and the interview. A published version of a file never
changes; a draft keeps the version it began with. Texts are not here: every question and every code names a message of
``intake/locales``. This module never sees an answer.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from intake.errors import QuestionnaireInvalid, QuestionnaireUnknown
from storage.documents import AnswerKind, ConsentGrant, ConsentUse, QuestionnaireKind, Urgency

_CODED = {
    AnswerKind.CHOICE,
    AnswerKind.CHOICES,
    AnswerKind.YES_NO,
    AnswerKind.PLACE,
    AnswerKind.CONTACT,
    AnswerKind.CONSENT,
}
_STRICT = {"extra": "forbid"}
_ID = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One label to choose, with the code that stands for it in the record.

    Attributes:
        code: from the vocabularies of docs/vocabularies.md, such as ``030104``, ``UA-65`` or ``elected_official``.
        urgency: what this choice says about the urgency of the whole submission.
        alone: it excludes the others, such as "none of these".
    """

    __pydantic_config__ = _STRICT

    code: str
    urgency: Urgency = Urgency.NORMAL
    alone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A question is asked only if another one was answered with one of these codes.

    Inside a group the name of a sibling means the sibling in the same entry.
    """

    __pydantic_config__ = _STRICT

    question: str
    any_of: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of a questionnaire. Every question may be skipped.

    Attributes:
        id: unique in the questionnaire, or in its group: a-z, 0-9 and underscores, a letter first.
        kind: how it is answered.
        vocabulary: the family of the choices' labels; by default the question's own.
        choices: in the order of showing.
        when: all of these must hold for it to be asked.
        either: and at least one of these, if there are any.
        limit: characters of a text.
        most: files of a ``files`` question.
        tense: whether a date may lie in the future (``past``), must (``future``), or either.
        soon_days: a date at most so many days ahead makes the submission urgent.
        recent_days: a date at most so many days ago makes it urgent.
        use: the consent that the answer gives or refuses.
        hard: it may hurt to answer; a pause is offered after it.
        standard: the fields of the standards that it fills, such as ``WGEID 3`` or ``ESF 2112``.
    """

    __pydantic_config__ = _STRICT

    id: str
    kind: AnswerKind
    vocabulary: str = ""
    choices: tuple[Choice, ...] = ()
    when: tuple[Condition, ...] = ()
    either: tuple[Condition, ...] = ()
    limit: int = 0
    most: int = 30
    tense: Literal["past", "future", "any"] = "past"
    soon_days: int = 0
    recent_days: int = 0
    use: ConsentUse | None = None
    hard: bool = False
    standard: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Questions that are asked once for each of several entries, such as the persons of one event.

    Attributes:
        id: the first part of its answers' paths: ``person.2.name``.
        questions: asked for each entry; after each entry comes the question whether there is another.
        most: entries at most.
        when: all of these must hold for the group to be asked at all.
    """

    __pydantic_config__ = _STRICT

    id: str
    questions: tuple[Question, ...]
    most: int = 20
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)  # each is its own: what follows from it is remembered
class Questionnaire:
    """A published version of a questionnaire.

    Attributes:
        urgent_after: the id of the question after which an emergency may be sent at once.
        items: questions and groups in the order of asking.
    """

    __pydantic_config__ = _STRICT

    kind: QuestionnaireKind
    version: int
    urgent_after: str = ""
    items: tuple[Question | Group, ...]

    def questions(self) -> Iterator[tuple[Group | None, Question]]:
        """Every question once, with the group it belongs to."""
        for item in self.items:
            if isinstance(item, Group):
                for question in item.questions:
                    yield item, question
            else:
                yield None, item


ANOTHER = "another"
"""The question that closes each entry of a group: is there one more? Its path is ``person.1.another``."""

_LATEST = {QuestionnaireKind.APPEAL: 1, QuestionnaireKind.REPORT: 1, QuestionnaireKind.ADDITION: 1}
_ADAPTER = TypeAdapter(Questionnaire)


def latest(kind: QuestionnaireKind) -> Questionnaire:
    """The version with which a new interview begins."""
    return load(kind, _LATEST[kind])


@cache
def load(kind: QuestionnaireKind, version: int) -> Questionnaire:
    """Read one published version.

    Raises:
        QuestionnaireUnknown: no such version is installed.
        QuestionnaireInvalid: the file breaks a rule.
    """
    source = files("intake") / "questionnaires" / f"{kind}.v{version}.toml"
    try:
        text = source.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise QuestionnaireUnknown(f"questionnaire {kind} version {version} is not installed") from None
    return parse(text)


def parse(text: str) -> Questionnaire:
    """Read a questionnaire from TOML and check it whole.

    Raises:
        QuestionnaireInvalid: it is no TOML, has an unknown key, or breaks a rule of the language.
    """
    try:
        questionnaire = _ADAPTER.validate_python(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise QuestionnaireInvalid(f"not TOML: {error}") from None
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise QuestionnaireInvalid(f"{place}: {first['msg']}") from None
    _check(questionnaire)
    return questionnaire


def _check(questionnaire: Questionnaire) -> None:
    """Refuse what pydantic cannot see: repeated ids, conditions that look ahead, kinds without what they need."""
    known: dict[str, Question] = {}
    taken: set[str] = set()
    if not questionnaire.items:
        raise QuestionnaireInvalid("items: nothing is asked")
    for item in questionnaire.items:
        _check_id(item.id, taken)
        _check_conditions(item, known)
        if isinstance(item, Question):
            _check_question(item)
            known[item.id] = item
        else:
            _check_group(item, known)
    if questionnaire.urgent_after and questionnaire.urgent_after not in known:
        raise QuestionnaireInvalid("urgent_after names no question")


def _check_id(name: str, taken: set[str]) -> None:
    if not _ID.fullmatch(name):
        raise QuestionnaireInvalid(f"{name}: an id is lowercase letters, digits and underscores, a letter first")
    if name in taken:
        raise QuestionnaireInvalid(f"{name}: the id is used twice")
    taken.add(name)


def _check_group(group: Group, known: dict[str, Question]) -> None:
    if not group.questions:
        raise QuestionnaireInvalid(f"{group.id}: nothing is asked in this group")
    if group.most < 1:
        raise QuestionnaireInvalid(f"{group.id}: a group takes one entry at least")
    siblings, taken = dict(known), {ANOTHER}
    for question in group.questions:
        if question.id == ANOTHER:
            raise QuestionnaireInvalid(f"{group.id}.{question.id}: this id is reserved")
        _check_id(question.id, taken)
        _check_conditions(question, siblings)
        _check_question(question)
        siblings[question.id] = question


def _check_conditions(item: Question | Group, known: dict[str, Question]) -> None:
    either = item.either if isinstance(item, Question) else ()
    for condition in (*item.when, *either):
        source = known.get(condition.question)
        if source is None:
            raise QuestionnaireInvalid(f"{item.id}: its condition names no earlier question")
        if not condition.any_of:
            raise QuestionnaireInvalid(f"{item.id}: its condition can never hold")
        unknown = set(condition.any_of) - set(codes(source))
        if unknown:
            raise QuestionnaireInvalid(f"{item.id}: its condition names codes that {source.id} does not offer")


def _check_question(question: Question) -> None:
    if question.kind in {AnswerKind.CHOICE, AnswerKind.CHOICES, AnswerKind.PLACE} and not question.choices:
        raise QuestionnaireInvalid(f"{question.id}: a {question.kind} needs choices")
    if question.choices and question.kind not in _CODED:
        raise QuestionnaireInvalid(f"{question.id}: a {question.kind} takes no choices")
    if len(set(codes(question))) != len(codes(question)):
        raise QuestionnaireInvalid(f"{question.id}: a code is offered twice")
    if (question.use is not None) != (question.kind is AnswerKind.CONSENT):
        raise QuestionnaireInvalid(f"{question.id}: a consent names its use, and nothing else does")
    if question.use is not None and not set(codes(question)) <= set(ConsentGrant):
        raise QuestionnaireInvalid(f"{question.id}: a consent offers only what the ledger can hold")
    _check_numbers(question)


def _check_numbers(question: Question) -> None:
    if question.limit < 0 or question.most < 1:
        raise QuestionnaireInvalid(f"{question.id}: a limit is no less than 0, and a question takes one file at least")
    if question.soon_days < 0 or question.recent_days < 0:
        raise QuestionnaireInvalid(f"{question.id}: days are counted from 0")
    if (question.soon_days or question.recent_days) and question.kind is not AnswerKind.DATE:
        raise QuestionnaireInvalid(f"{question.id}: only a date can be soon or recent")


def codes(question: Question) -> tuple[str, ...]:
    """The codes that a question offers, in the order of showing."""
    if question.choices:
        return tuple(choice.code for choice in question.choices)
    if question.kind in {AnswerKind.YES_NO, AnswerKind.CONSENT}:
        return ("yes", "no")
    return ()


def question_text(kind: QuestionnaireKind, path: str) -> str:
    """The message that asks a question: ``appeal-person-name`` for the path ``person.2.name`` of an appeal."""
    parts = [part for part in path.split(".") if not part.isdigit()]
    return "-".join([kind.value, *parts]).replace("_", "-")


def label_text(kind: QuestionnaireKind, path: str, question: Question, code: str) -> str:
    """The message that labels a code: the vocabulary's where there is one, else the question's own."""
    if question.kind in {AnswerKind.YES_NO, AnswerKind.CONSENT} and not question.choices:
        family = "answer"
    else:
        family = question.vocabulary or question_text(kind, path)
    return f"{family}-{code}".replace("_", "-").lower()
