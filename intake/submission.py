"""From an interview to the contents of a sealed document: what was answered, in the words that were shown."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from intake.channel import Wording
from intake.interview import Interview
from intake.plan import question_at
from intake.prompts import asked_as, label
from storage.documents import Consent, ConsentGrant, Submission


def compose(interview: Interview, *, channel: str, now: datetime) -> Submission:
    """Everything that is not sent yet, as one document; a first one still lacks where to reply to."""
    questionnaire = interview.questionnaire
    return Submission(
        questionnaire=questionnaire.kind,
        questionnaire_version=questionnaire.version,
        language=interview.language,
        channel=channel,
        urgency=interview.urgency(today=now.date()),
        received=now,
        answers=interview.unsent,
        attachments=interview.unsent_files,
        consents=tuple(_consents(interview)),
    )


def _consents(interview: Interview) -> Iterator[Consent]:
    """The rows of the ledger: what is agreed to, and a "no" where an agreement was taken back without one."""
    asked = {place.path: place.question for place in interview.plan}
    for answer in interview.unsent:
        # What is no longer asked has no place in the plan.
        question = asked.get(answer.question) or question_at(interview.questionnaire, answer.question)
        if question is None or question.use is None:
            continue
        if answer.codes:
            yield Consent(use=question.use, grant=ConsentGrant(answer.codes[0]))
        elif interview.takes_back(answer):
            yield Consent(use=question.use, grant=ConsentGrant.NO)


def word(interview: Interview, before: Interview, wording: Wording) -> Interview:
    """The state with the wording that was shown written into the answer that the last step gave.

    ``before`` is the state in which the question was open: its language is the one that was read.
    """
    given = next((given for path, given in interview.answers.items() if given is not before.answers.get(path)), None)
    if given is None:
        return interview
    # A file that came unasked brings its question into the plan.
    asked = next(place for place in interview.plan if place.path == given.question)
    language = before.language
    shown: tuple[str, ...] = ()
    if not given.text:
        shown = tuple(wording(language, label(interview, asked, code).id) for code in given.codes)
    request = interview.request_at(asked.path)
    worded = replace(
        given, asked=request.text if request else wording(language, asked_as(interview, asked.path).id), shown=shown
    )
    return replace(interview, answers={**interview.answers, asked.path: worded})
