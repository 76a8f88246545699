"""The interview's state: a conversation over a questionnaire, with everything that follows from it.

A pure value: it reads no clock, draws nothing at random, opens no storage. :mod:`intake.steps` moves it,
:mod:`intake.prompts` shows it, the desk keeps it sealed as the draft; an interview that was interrupted anywhere goes
on from this state alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from intake import agreements
from intake.plan import Asked, plan
from intake.questionnaire import Question, Questionnaire, load
from intake.requests import OpenRequest
from intake.urgency import assess
from storage.documents import (
    Answer,
    AnswerKind,
    Attachment,
    Consent,
    ConsentGrant,
    Language,
    QuestionnaireKind,
    Urgency,
)
from storage.ids import CaseId


class Stage(StrEnum):
    """Where an interview stands."""

    BEGIN = "begin"  # which questionnaire, or a receipt code
    ASKING = "asking"  # a question is open
    OFFER = "offer"  # an emergency: send at once, or go on
    READY = "ready"  # no question is open any more: send, or look at the answers
    REVIEW = "review"  # the answers, before sending
    RECEIPT = "receipt"  # received; the receipt code is shown and asked back once
    NOTIFY = "notify"  # may it be said here that there is an answer?
    CODE = "code"  # a receipt code is asked for
    RETURNED = "returned"  # a right one was given
    WITHDRAWING = "withdrawing"  # erase the whole case?
    STOPPING = "stopping"  # delete what was not sent?
    GOODBYE = "goodbye"  # the last words stand in the chat, until somebody has them cleared away


_TAKING_FILES = frozenset(
    {Stage.ASKING, Stage.OFFER, Stage.READY, Stage.REVIEW, Stage.RECEIPT, Stage.NOTIFY},
)


@dataclass(frozen=True, kw_only=True)  # without slots: what follows from the answers is worked out once
class Interview:
    """A conversation over a questionnaire; what is in it besides what was received is the draft.

    Attributes:
        drawn: when it begins, so that files can be sealed to a case on arrival.
        returned: the case that a receipt code opened; it takes the place of the drawn one.
        answers: in no order; by path. Secret.
        cursor: the path of the open question.
        behind: the path of the question that was answered last; ``back`` leads there first.
        attachments: every file of the interview.
        sent: paths of answers and ids of attachments that were received already.
        revised: paths whose answer was received and has been changed since.
        retracted: answers that were received and are no longer asked, emptied: they hold no more.
        received: the case exists; what comes now is an addition.
        reported: the urgency of what was received. A member may have judged it lower since.
        noticed: the language in which the notices were shown.
        offered: the emergency's offer was made.
        code: the receipt code, until it was asked back. Secret.
        paused: the next thing typed only wakes it.
        left: where to return to when stopping is called off.
        marked: the codes marked at the open question; None while nothing was marked or unmarked there. Secret.
        reachable: the channel can write here later, unasked.
        told: it was agreed that this chat is told when there is an answer.
        requests: what the group asks whoever returned; while it is answered, its questions come before all others.
        adding: after those the addition's own questions are asked, too.
        agreed: what whoever returned has agreed to, or has not, of every use that they ever answered about.
        changing: that is looked at and changed, and nothing else is asked.
    """

    drawn: CaseId
    returned: CaseId | None = None
    language: Language
    stage: Stage = Stage.BEGIN
    kind: QuestionnaireKind | None = None
    version: int = 0
    answers: Mapping[str, Answer]
    cursor: str = ""
    behind: str = ""
    attachments: tuple[Attachment, ...] = ()
    sent: tuple[str, ...] = ()
    revised: tuple[str, ...] = ()
    retracted: tuple[Answer, ...] = ()
    received: bool = False
    reported: Urgency = Urgency.NORMAL
    noticed: Language | None = None
    offered: bool = False
    code: str = ""
    paused: bool = False
    left: Stage = Stage.BEGIN
    marked: tuple[str, ...] | None = None
    reachable: bool = False
    told: bool = False
    requests: tuple[OpenRequest, ...] = ()
    adding: bool = False
    agreed: tuple[Consent, ...] = ()
    changing: bool = False

    @property
    def case(self) -> CaseId:
        """The case that everything here goes to."""
        return self.returned or self.drawn

    @property
    def questionnaire(self) -> Questionnaire:
        """The version with which this interview began.

        Raises:
            QuestionnaireUnknown: it is not installed any more.
        """
        if self.kind is None:
            raise LookupError("no questionnaire was chosen yet")
        return load(self.kind, self.version)

    @cached_property
    def plan(self) -> tuple[Asked, ...]:
        """The questions that the answers lead to; none before a questionnaire is chosen."""
        own = plan(self.questionnaire, self.answers) if self.kind else ()
        if not own or not (self.requests or self.changing):
            return own
        asked = tuple(request.asked for request in self.requests)
        if self.changing:
            asked = tuple(agreements.place(consent.use) for consent in self.agreed)
        # A file that came unasked keeps its place.
        return (*asked, *(place for place in own if self.adding or place.path in self.answers))

    @property
    def open_question(self) -> Asked:
        """The question at the cursor."""
        return next(asked for asked in self.plan if asked.path == self.cursor)

    @property
    def marks(self) -> tuple[str, ...]:
        """The codes that are marked at the open question: at first those of the answer that is there."""
        if self.marked is not None:
            return self.marked
        given = self.answers.get(self.cursor)
        return given.codes if given else ()

    @property
    def unsent(self) -> tuple[Answer, ...]:
        """What is new since the last sending, in the order of asking; then what holds no more."""
        given = (asked.path for asked in self.plan if asked.path in self.answers and asked.path not in self.sent)
        paths = [path for path in given if self.answers[path].codes != (self.standing(path),)]
        return (*(self.answers[path] for path in paths), *self.retracted)

    @property
    def unsent_files(self) -> tuple[Attachment, ...]:
        """Files that are new since the last sending."""
        return tuple(file for file in self.attachments if file.id not in self.sent)

    @property
    def anything_sent(self) -> bool:
        """Whether anything of this interview was received."""
        return bool(self.sent or self.revised or self.retracted)

    @property
    def worth_sending(self) -> bool:
        """Whether anything is not received yet. A skipped question says nothing, unless it takes an answer back."""
        return any(not answer.skipped or self.takes_back(answer) for answer in self.unsent)

    @property
    def next_open(self) -> str:
        """The path of the first question without an answer after the cursor, else anywhere; empty if there is none.

        What is looked at to be changed has its answers: nobody is led through it.
        """
        if self.changing:
            return ""
        paths = [asked.path for asked in self.plan]
        start = paths.index(self.cursor) + 1 if self.cursor in paths else 0
        return next((path for path in paths[start:] + paths[:start] if path not in self.answers), "")

    @property
    def files_place(self) -> tuple[str, Question] | None:
        """Where a file is kept: the open question if it takes files, else the questionnaire's own place for them."""
        if self.stage not in _TAKING_FILES:
            return None
        if self.cursor:
            question = self.open_question.question
            if question.kind is AnswerKind.FILES:
                return self.cursor, question
        top = (question for group, question in self.questionnaire.questions() if group is None)
        return next(((q.id, q) for q in top if q.kind is AnswerKind.FILES), None)

    @property
    def only_requests(self) -> bool:
        """Whether nothing but what the group asks is gone through, so that something else may be added after it."""
        return bool(self.requests) and not self.adding and not self.changing

    def request_at(self, path: str) -> OpenRequest | None:
        """The request that is answered under a path; None for a question of the questionnaire."""
        return next((request for request in self.requests if request.path == path), None)

    def standing(self, path: str) -> ConsentGrant | None:
        """What was agreed to at a path, where it is looked at to be changed; None anywhere else."""
        agreed = self.agreed if self.changing else ()
        return next((consent.grant for consent in agreed if agreements.place(consent.use).path == path), None)

    def takes_back(self, answer: Answer) -> bool:
        """Whether an empty answer stands in the place of one that was received."""
        return answer.question in self.revised or answer in self.retracted

    def urgency(self, *, today: date) -> Urgency:
        """The urgency that the answers so far add up to."""
        pairs = ((asked, self.answers[asked.path]) for asked in self.plan if asked.path in self.answers)
        return assess(pairs, today=today)

    def with_answer(self, answer: Answer) -> "Interview":
        """The state with this answer, without those that are no longer asked because of it.

        What was received is never forgotten by that: its change, or its end, is new and unsent.
        """
        path = answer.question
        state = replace(self, answers={**self.answers, path: answer})
        asked = {place.path for place in state.plan}
        kept = {path: given for path, given in state.answers.items() if path in asked}
        files = {file for given in kept.values() for file in given.attachments}
        changed = not _same(answer, self.answers.get(path))
        known = {*self.sent, *self.revised}
        received = {given.question: given for given in self.answers.values() if given.question in known}
        received |= {given.question: given for given in self.retracted}
        revised = tuple(p for p in received if p in kept and (p not in self.sent or (changed and p == path)))
        retracted = tuple(_emptied(given) for p, given in received.items() if p not in kept)
        stale = {*revised, *(given.question for given in retracted)}
        return replace(
            state,
            answers=kept,
            attachments=tuple(file for file in self.attachments if file.id in files or file.id in self.sent),
            sent=tuple(sent for sent in self.sent if sent not in stale),
            revised=revised,
            retracted=retracted,
        )


def begin(case: CaseId, language: Language) -> Interview:
    """A new interview, with the case that it will open if it is sent."""
    return Interview(drawn=case, language=language, answers={})


def _emptied(answer: Answer) -> Answer:
    return replace(answer, codes=(), text="", attachments=(), shown=())


def _same(answer: Answer, other: Answer | None) -> bool:
    """Whether two answers say the same, however they were asked."""
    return other is not None and (answer.codes, answer.text, answer.attachments) == (
        other.codes,
        other.text,
        other.attachments,
    )
