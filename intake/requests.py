"""What the group asks a submitter later, one question at a time: each is a place in the plan of an addition.

On the path between the sealed :class:`storage.documents.Question`, which a receipt code opens, and the interview. Its
words are the group's own; how it is answered follows from what was asked for, and nobody is held to that. Pure: it
opens nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from intake import agreements, answers
from intake.dates import find_date, says_more
from intake.events import Choose, Text
from intake.messages import Message
from intake.plan import BEFORE_ALL, Asked
from intake.questionnaire import Question, latest
from storage.documents import REQUESTED, Answer, AnswerKind, QuestionnaireKind, RequestKind
from storage.ids import DocumentId


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRequest:
    """A question that waits for its answer.

    Attributes:
        id: of the document that holds it.
        what: what is asked for.
        text: as it is asked. Secret.
    """

    id: DocumentId
    what: RequestKind
    text: str

    @property
    def path(self) -> str:
        """Under which it is answered: ``request.`` and the document's id."""
        return REQUESTED + self.id

    @property
    def asked(self) -> Asked:
        """Its place in a plan, before all others."""
        return Asked(path=self.path, question=_questions()[self.what], item=BEFORE_ALL)


def read(asked: Asked, given: Text | Choose, *, today: date) -> Answer | Message:
    """Read an answer to a request; a :class:`Message` is the correction to show.

    What is no date or place, or more than one, is kept in the person's own words; its code is the day found in them.
    """
    kind = asked.question.kind
    understood = answers.read(asked.path, asked.question, given, today=today)
    if isinstance(given, Choose) or kind not in {AnswerKind.DATE, AnswerKind.PLACE}:
        return understood
    if isinstance(understood, Answer) and (kind is AnswerKind.PLACE or not says_more(given.text)):
        return understood
    words = answers.read(asked.path, replace(asked.question, kind=AnswerKind.LONG_TEXT), given, today=today)
    if isinstance(words, Message) or kind is AnswerKind.PLACE:
        return words
    day = find_date(words.text, today=today)
    return replace(words, codes=(day,) if day else ())


def hearing_day(what: RequestKind, answer: Answer, *, today: date) -> date | None:
    """The day on which the court sits, if an answer says it to the day and it has not passed."""
    if what is not RequestKind.HEARING_DATE:
        return None
    iso = answers.date_of(answer)
    day = date.fromisoformat(iso) if iso.count("-") == 2 else None
    return day if day is not None and day >= today else None


def answered_by(path: str) -> DocumentId | None:
    """The document of the request that is answered under a path; None for a question of a questionnaire."""
    return DocumentId(path.removeprefix(REQUESTED)) if path.startswith(REQUESTED) else None


@cache
def _questions() -> Mapping[RequestKind, Question]:
    """How each is answered.

    A hearing, a place and a consent are asked for as the appeal does; a hearing soon is urgent, and a consent is kept.
    """
    known = {question.id: question for _group, question in latest(QuestionnaireKind.APPEAL).questions()}
    kinds = {
        RequestKind.NAME: AnswerKind.SHORT_TEXT,
        RequestKind.CONTACT: AnswerKind.CONTACT,
        RequestKind.FILES: AnswerKind.FILES,
        RequestKind.NEWS: AnswerKind.LONG_TEXT,
        RequestKind.OTHER: AnswerKind.LONG_TEXT,
    }
    return {
        RequestKind.HEARING_DATE: known["hearing"],
        RequestKind.PLACE: known["where"],
        RequestKind.WHAT_HAPPENED: Question(id="what_happened", kind=AnswerKind.LONG_TEXT, hard=True),
        **{what: Question(id=what.value, kind=kind) for what, kind in kinds.items()},
        **{RequestKind.consent(use): question for use, question in agreements.questions().items()},
    }
