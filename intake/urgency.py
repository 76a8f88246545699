"""How soon somebody must look: computed from the answers by the questionnaire's own marks.

A choice may say it, and a date may: a hearing within days, a disappearance within the three months of the WGEID's
urgent procedure. The most urgent mark counts.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from intake.answers import date_of
from intake.dates import first_day, last_day
from intake.plan import Asked
from intake.questionnaire import Question
from storage.documents import Answer, AnswerKind, Urgency

_DAY = timedelta(days=1)


def assess(asked: Iterable[tuple[Asked, Answer]], *, today: date) -> Urgency:
    """The urgency of a whole submission."""
    marks = {Urgency.NORMAL}
    for place, answer in asked:
        marks.update(choice.urgency for choice in place.question.choices if choice.code in answer.codes)
        if place.question.kind is AnswerKind.DATE and (said := date_of(answer)):
            marks.add(_of_date(place.question, said, today))
    return min(marks, key=tuple(Urgency).index)


def _of_date(question: Question, iso: str, today: date) -> Urgency:
    """What a date says. A partial one counts for each day that it may mean."""
    first, last = first_day(iso), last_day(iso)
    # Somewhere on Earth it is still yesterday, or already tomorrow.
    yesterday, tomorrow = today - _DAY, today + _DAY
    soon = question.soon_days and last >= yesterday and first <= today + question.soon_days * _DAY
    recent = question.recent_days and last >= today - question.recent_days * _DAY and first <= tomorrow
    return Urgency.URGENT if soon or recent else Urgency.NORMAL
