"""Words for codes, in the reader's language: what the wiring must hand in.

The labels of questions live in ``intake``, which this wing must not import; the desk's own vocabularies stand in
``triage.ftl``. A label that is missing is no error: the wording inside the document, or the code, is shown then.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Protocol

from storage.cases import CaseState
from storage.documents import (
    ActionKind,
    ActionStatus,
    Declined,
    Help,
    Language,
    Outcome,
    QuestionnaireKind,
    Reliability,
    RequestKind,
    Urgency,
)
from storage.links import Tie
from storage.members import Role
from storage.partners import Aid
from storage.shifts import Duty


class YesNo(StrEnum):
    """How a plain question of the desk is answered."""

    YES = "yes"
    NO = "no"


class Why(StrEnum):
    """Why the urgency of a case was changed. It stands in the audit log, so it is a code and holds no content."""

    NEWS = "news"  # something new became known
    DATE = "date"  # a hearing, a transfer or another date is near
    SAFER = "safer"  # the danger has passed
    MISTAKE = "mistake"  # it was set wrongly
    JUDGEMENT = "judgement"  # a member's judgement, whose words belong into an assessment


class Canned(StrEnum):
    """The prepared replies: what a channel may carry on which nobody writes words of their own."""

    READ = "read"  # we have read it and are working on it
    MORE = "more"  # please add what is missing
    PARTNER = "partner"  # we look for an organisation that can help
    CANNOT = "cannot"  # we are sorry, we cannot help with this
    DONE = "done"  # what we could do is done


class Opening(StrEnum):
    """What a case was opened with: the questionnaires without the addition, which opens none."""

    APPEAL = QuestionnaireKind.APPEAL.value
    REPORT = QuestionnaireKind.REPORT.value


class Channel(StrEnum):
    """Where a member can write to the group."""

    TELEGRAM = "telegram"
    SIGNAL = "signal"


class Drop(StrEnum):
    """The word that takes a channel away, so that no slip of the finger does."""

    DROP = "drop"


class Days(StrEnum):
    """On which days of the week a shift begins."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"
    WORKDAYS = "workdays"
    WEEKEND = "weekend"
    DAILY = "daily"


class Off(StrEnum):
    """The word that ends something."""

    OFF = "off"


class DigestAct(StrEnum):
    """What can be done about the daily digest, besides naming its hour."""

    OFF = "off"
    NOW = "now"


class PagerAct(StrEnum):
    """What can be done about a pager."""

    OFF = "off"
    TEST = "test"


class Field(StrEnum):
    """The arguments that may be named."""

    RELIABILITY = "reliability"
    SOCIETY = "society"  # whether the case bears on the situation of civil society
    FITS = "fits"  # the help that would fit
    RISK = "risk"  # who is at risk, and how
    CONFLICT = "conflict"  # of interest
    NOTE = "note"
    STATE = "state"  # of a case
    URGENCY = "urgency"
    KIND = "kind"  # what a case was opened with
    TAG = "tag"
    DECISION = "decision"
    SINCE = "since"  # the earliest day
    UNTIL = "until"  # the last day
    AFTER = "after"  # the page that follows a case
    CODE = "code"  # what an authenticator shows
    TO = "to"  # addressees, organisations
    SIGNED = "signed"  # signatories
    COURT = "court"
    DATE = "date"  # of a hearing, of what was done
    GOES = "goes"  # who goes there
    PARTNER = "partner"
    DUE = "due"  # by when
    DECLINED = "why"  # why it is declined
    REPLY = "reply"  # whether the submitter is told
    AGAIN = "again"  # whether what was decided is decided once more
    OWNER = "owner"  # who sees to an action
    PRIORITY = "priority"  # of an action
    TEXT = "text"
    RESPONSE = "response"  # what was answered
    IMPACT = "impact"  # what it changed
    PARTIES = "parties"  # whom it was addressed to
    OVERRIDE = "override"  # why a case goes onward without the submitter's agreement


class Verdict(StrEnum):
    """What another member says of a referral that one member ordered alone."""

    OK = "ok"
    WRONG = "wrong"


VOCABULARIES: Mapping[str, type[StrEnum]] = {
    "urgency": Urgency,
    "reliability": Reliability,
    "decision": Help,
    "outcome": Outcome,
    "yesno": YesNo,
    "why": Why,
    "canned": Canned,
    "request": RequestKind,
    "tie": Tie,
    "state": CaseState,
    "opening": Opening,
    "declined": Declined,
    "action": ActionKind,
    "status": ActionStatus,
    "verdict": Verdict,
    "aid": Aid,
    "role": Role,
    "channel": Channel,
    "drop": Drop,
    "days": Days,
    "duty": Duty,
    "off": Off,
    "pager": PagerAct,
    "digest": DigestAct,
    "field": Field,
}
"""What members type as a word; the label of a code is the message ``<vocabulary>-<code>`` of ``triage.ftl``."""


class Labels(Protocol):
    """Labels in a reader's language; None where there is none."""

    def question(self, path: str, kind: QuestionnaireKind, version: int, language: Language) -> str | None:
        """Word a question, given an answer's path such as ``person.2.name``."""
        ...

    def code(self, path: str, code: str, kind: QuestionnaireKind, version: int, language: Language) -> str | None:
        """Word one code of a question's answer."""
        ...

    def word(self, vocabulary: str, code: str, language: Language) -> str | None:
        """Word a code of :data:`VOCABULARIES`: the message ``<vocabulary>-<code>`` of ``triage.ftl``."""
        ...

    def asking(self, what: RequestKind, language: Language) -> str:
        """Word a question to a submitter: ``request-text-<what>``. It is sent, so there always is one."""
        ...

    def answering(self, code: str, hours: int, language: Language) -> str:
        """Tell a partner how to answer, with its code and within how many hours: ``told-answering``. Secret."""
        ...

    def canned(self, which: Canned, language: Language) -> str:
        """Word a prepared reply: ``canned-text-<which>`` of ``triage.ftl``. It is sent, so there always is one."""
        ...


def word(labels: Labels, vocabulary: str, code: str, language: Language) -> str:
    """Word a code of the desk's vocabularies, or give the code itself."""
    return labels.word(vocabulary, code, language) or code


def spellings(labels: Labels, vocabulary: str, code: str) -> Iterator[str]:
    """Give a code and its labels in every language: a member may type in any."""
    yield code
    for language in Language:
        label = labels.word(vocabulary, code, language)
        if label is not None:
            yield label


def describe(labels: Labels, argument: str, language: Language) -> str:
    """Call an argument what its reader calls it: ``argument-<name>``, or the name under which it is typed."""
    return labels.word("argument", argument, language) or word(labels, "field", argument, language)


def listing(labels: Labels, vocabulary: str, language: Language) -> str:
    """List what can be typed for a vocabulary: number and word, between commas."""
    return ", ".join(
        f"{number} {word(labels, vocabulary, code, language)}"
        for number, code in enumerate(VOCABULARIES[vocabulary], start=1)
    )
