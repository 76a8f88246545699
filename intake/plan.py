"""The questions that the answers so far lead to, in order: pure, derived anew from the answers each time.

Everything that depends on the branch - what comes next, what is no longer asked, how far along - follows from this one
list, so it is nowhere kept.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from intake.questionnaire import ANOTHER, Condition, Group, Question, Questionnaire
from storage.documents import Answer, AnswerKind

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


def plan(questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> tuple[Asked, ...]:
    """Every question that these answers lead to, in the order of asking."""
    return tuple(_walk(questionnaire, answers))


def _walk(questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> Iterator[Asked]:
    for index, item in enumerate(questionnaire.items):
        holds = _hold(item.when, answers)
        if isinstance(item, Question):
            if holds or _holds_files(item, answers):
                yield Asked(path=item.id, question=item, item=index)
        elif holds:
            yield from _entries(item, index, answers)


def _entries(group: Group, index: int, answers: Mapping[str, Answer]) -> Iterator[Asked]:
    siblings = {question.id for question in group.questions}
    for number in range(1, group.most + 1):
        prefix = f"{group.id}.{number}."
        for question in group.questions:
            if _hold(question.when, answers, siblings=siblings, prefix=prefix):
                yield Asked(path=prefix + question.id, question=question, item=index)
        if number == group.most:
            return
        yield Asked(path=prefix + ANOTHER, question=_ANOTHER, item=index)
        answer = answers.get(prefix + ANOTHER)
        if answer is None or answer.codes != ("yes",):
            return


def _holds_files(question: Question, answers: Mapping[str, Answer]) -> bool:
    """Whether files were given with a question: then it is in the plan, asked or not, so that they can be seen."""
    answer = answers.get(question.id)
    return answer is not None and bool(answer.attachments)


def _hold(
    conditions: tuple[Condition, ...],
    answers: Mapping[str, Answer],
    *,
    siblings: set[str] | frozenset[str] = frozenset(),
    prefix: str = "",
) -> bool:
    for condition in conditions:
        path = prefix + condition.question if condition.question in siblings else condition.question
        answer = answers.get(path)
        if answer is None or not set(condition.any_of) & set(answer.codes):
            return False
    return True


def question_at(questionnaire: Questionnaire, path: str) -> Question | None:
    """The question that a path of an answer names; None for a path that this version never asks."""
    name = path.split(".")
    for group, question in questionnaire.questions():
        if name[-1] == question.id and name[0] == (group.id if group else question.id):
            return question
    return _ANOTHER if name[-1] == ANOTHER else None
