"""How urgent a submission is: by its choices, and by its dates."""

from datetime import date

import pytest

from intake.plan import Asked
from intake.questionnaire import Choice, Question
from intake.urgency import assess
from storage.documents import Answer, AnswerKind, Urgency

TODAY = date(2026, 11, 22)
NORMAL, URGENT, EMERGENCY = Urgency.NORMAL, Urgency.URGENT, Urgency.EMERGENCY
DANGER = Question(
    id="danger",
    kind=AnswerKind.CHOICES,
    choices=(
        Choice(code="now", urgency=EMERGENCY),
        Choice(code="days", urgency=URGENT),
        Choice(code="no"),
    ),
)
HEARING = Question(id="hearing", kind=AnswerKind.DATE, tense="future", soon_days=14)
LAST_SEEN = Question(id="last_seen", kind=AnswerKind.DATE, recent_days=92)
BIRTH = Question(id="birth", kind=AnswerKind.DATE)


def answered(question: Question, *codes: str, text: str = "") -> tuple[Asked, Answer]:
    """A question with its answer."""
    answer = Answer(question=question.id, kind=question.kind, codes=codes, text=text)
    return Asked(path=question.id, question=question, item=0), answer


@pytest.mark.parametrize(
    ("codes", "expected"),
    [((), NORMAL), (("no",), NORMAL), (("days",), URGENT), (("now",), EMERGENCY), (("no", "days", "now"), EMERGENCY)],
)
def test_the_most_urgent_choice_counts(codes: tuple[str, ...], expected: Urgency) -> None:
    """Whatever else was chosen, and in whatever order."""
    assert assess([answered(DANGER, *codes)], today=TODAY) is expected


def test_nothing_answered_is_normal() -> None:
    """Silence wakes nobody."""
    assert assess([], today=TODAY) is NORMAL


@pytest.mark.parametrize(
    ("question", "iso", "expected"),
    [
        (HEARING, "2026-11-22", URGENT),
        (HEARING, "2026-12-06", URGENT),
        (HEARING, "2026-12-07", NORMAL),
        (HEARING, "2026-11-21", URGENT),
        (HEARING, "2026-11-20", NORMAL),
        (HEARING, "2026-12", URGENT),
        (HEARING, "2027-01", NORMAL),
        (HEARING, "2026", URGENT),
        (HEARING, "2027", NORMAL),
        (LAST_SEEN, "2026-11-22", URGENT),
        (LAST_SEEN, "2026-11-23", URGENT),
        (LAST_SEEN, "2026-11-24", NORMAL),
        (LAST_SEEN, "2026-08-22", URGENT),
        (LAST_SEEN, "2026-08-21", NORMAL),
        (LAST_SEEN, "2026-08", URGENT),
        (LAST_SEEN, "2026-07", NORMAL),
        (LAST_SEEN, "2026", URGENT),
        (LAST_SEEN, "2025", NORMAL),
        (LAST_SEEN, "", NORMAL),
        (BIRTH, "2026-11-22", NORMAL),
    ],
)
def test_a_near_date_is_urgent(question: Question, iso: str, expected: Urgency) -> None:
    """A partial date counts for every day that it may mean, and somewhere it is already tomorrow."""
    assert assess([answered(question, "exact", text=iso)], today=TODAY) is expected


def test_a_date_never_lowers_what_a_choice_says() -> None:
    """An emergency with a distant hearing stays one."""
    pairs = [answered(HEARING, "exact", text="2027-06-01"), answered(DANGER, "now")]
    assert assess(pairs, today=TODAY) is EMERGENCY
