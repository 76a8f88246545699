"""What a submitter agreed to, use by use, asked once more: on a member's request, or when they look at it themselves.

On the path below the requests and the interview. It is asked as the appeal asks it, with the same choices, whatever the
case began with. Pure.
"""

from collections.abc import Mapping
from functools import cache

from intake.plan import BEFORE_ALL, Asked
from intake.questionnaire import Question, latest
from storage.documents import ConsentUse, QuestionnaireKind


@cache
def questions() -> Mapping[ConsentUse, Question]:
    """How each use is asked about."""
    appeal = latest(QuestionnaireKind.APPEAL).questions()
    return {question.use: question for _group, question in appeal if question.use}


@cache
def place(use: ConsentUse) -> Asked:
    """Its place in the plan where what was agreed to is looked at and changed."""
    question = questions()[use]
    return Asked(path=question.id, question=question, item=BEFORE_ALL)
