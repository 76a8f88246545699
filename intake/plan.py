"""The questions that the answers so far lead to, in order: pure, derived anew from the answers each time.

Everything that depends on the branch - what comes next, what is no longer asked, how far along - follows from this one
list, so it is nowhere kept.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from intake.questionnaire import ANOTHER, Condition, Group, Question, Questionnaire
from storage.documents import Answer, AnswerKind

BEFORE_ALL = -1
"""The item of a question that no questionnaire holds."""

_ANOTHER = Question(id=ANOTHER, kind=AnswerKind.YES_NO)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question of the plan.

    Attributes:
        path: ``where``, or ``person.2.name`` inside a group.
        question: as the questionnaire has it.
        item: the index of its question or group in the questionnaire.
    """

    path: str
    question: Question
    item: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A place that a question can have in a plan, and what the answers must be for it.

    Attributes:
        asked: the question there.
        when: at each of these paths one of these codes was answered.
        keeps_files: files that were given here keep the question in the plan, so that they can be seen.
    """

    asked: Asked
    when: tuple[tuple[str, frozenset[str]], ...]
    keeps_files: bool = False

    def is_open(self, answers: Mapping[str, Answer]) -> bool:
        """Whether the question is asked here."""
        for path, codes in self.when:
            answer = answers.get(path)
            if answer is None or codes.isdisjoint(answer.codes):
                return self._holds_files(answers)
        return True

    def _holds_files(self, answers: Mapping[str, Answer]) -> bool:
        answer = answers.get(self.asked.path) if self.keeps_files else None
        return answer is not None and bool(answer.attachments)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """What is asked about one thing; it is gone through only if the entry before it was said to be followed.

    Attributes:
        places: in the order of asking.
        another: the path of the question whether there is one more; empty if there cannot be.
    """

    places: tuple[_Place, ...]
    another: str = ""


def plan(questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> tuple[Asked, ...]:
    """Every question that these answers lead to, in the order of asking."""
    asked: list[Asked] = []
    for entries in _entries(questionnaire):
        for entry in entries:
            asked += [place.asked for place in entry.places if place.is_open(answers)]
            more = answers.get(entry.another)
            if more is None or more.codes != ("yes",):
                break
    return tuple(asked)


@cache
def _entries(questionnaire: Questionnaire) -> tuple[tuple[_Entry, ...], ...]:
    """Every place that a questionnaire can ever have, by its items and their entries."""
    return tuple(
        (_single(item, index),) if isinstance(item, Question) else tuple(_repeated(item, index))
        for index, item in enumerate(questionnaire.items)
    )


def _single(question: Question, index: int) -> _Entry:
    asked = Asked(path=question.id, question=question, item=index)
    return _Entry(places=(_Place(asked=asked, when=_when(question.when), keeps_files=True),))


def _repeated(group: Group, index: int) -> Iterator[_Entry]:
    siblings, when = frozenset(question.id for question in group.questions), _when(group.when)
    for number in range(1, group.most + 1):
        prefix = f"{group.id}.{number}."
        questions = group.questions if number == group.most else (*group.questions, _ANOTHER)
        places = tuple(
            _Place(
                asked=Asked(path=prefix + question.id, question=question, item=index),
                when=(*when, *_when(question.when, siblings, prefix)),
            )
            for question in questions
        )
        yield _Entry(places=places, another=prefix + ANOTHER if number < group.most else "")


def _when(
    conditions: tuple[Condition, ...], siblings: frozenset[str] = frozenset(), prefix: str = ""
) -> tuple[tuple[str, frozenset[str]], ...]:
    """Conditions by the paths that they look at; inside a group a sibling's name means the one in the same entry."""
    return tuple(
        (
            prefix + condition.question if condition.question in siblings else condition.question,
            frozenset(condition.any_of),
        )
        for condition in conditions
    )


def question_at(questionnaire: Questionnaire, path: str) -> Question | None:
    """The question that a path of an answer names; None for a path that this version never asks."""
    name = path.split(".")
    for group, question in questionnaire.questions():
        if name[-1] == question.id and name[0] == (group.id if group else question.id):
            return question
    return _ANOTHER if name[-1] == ANOTHER else None
