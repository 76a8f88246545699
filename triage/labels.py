"""Words for codes, in the reader's language: what the wiring must hand in.

The labels of questions live in ``intake``, which this wing must not import; the desk's own vocabularies stand in
``triage.ftl``. A label that is missing is no error: the wording inside the document, or the code, is shown then.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Protocol

from storage.documents import Help, Language, Outcome, QuestionnaireKind, Reliability, Urgency


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


class Field(StrEnum):
    """The arguments of an assessment that may be named."""

    RELIABILITY = "reliability"
    SOCIETY = "society"  # whether the case bears on the situation of civil society
    FITS = "fits"  # the help that would fit
    RISK = "risk"  # who is at risk, and how
    CONFLICT = "conflict"  # of interest
    NOTE = "note"


VOCABULARIES: Mapping[str, type[StrEnum]] = {
    "urgency": Urgency,
    "reliability": Reliability,
    "decision": Help,
    "outcome": Outcome,
    "yesno": YesNo,
    "why": Why,
    "canned": Canned,
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

    def canned(self, which: Canned, language: Language) -> str:
        """Word a prepared reply: ``canned-text-<which>`` of ``triage.ftl``. It is sent, so there always is one."""
        ...


def word(labels: Labels, vocabulary: str, code: str, language: Language) -> str:
    """Word a code of the desk's vocabularies, or give the code itself."""
    return labels.word(vocabulary, code, language) or code


def listing(labels: Labels, vocabulary: str, language: Language) -> str:
    """List what can be typed for a vocabulary: number and word, between commas."""
    return ", ".join(
        f"{number} {word(labels, vocabulary, code, language)}"
        for number, code in enumerate(VOCABULARIES[vocabulary], start=1)
    )
