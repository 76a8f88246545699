"""What the wings say to each other: the typed, versioned contents of sealed documents.

``intake`` writes submissions, ``triage`` reads them and adds its own documents; neither knows the other. Values
here are pure: nothing in this module opens a file, a database or a key. docs/format.md specifies the same
contents for readers without this project.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.ids import DocumentId, MemberId


class Language(StrEnum):
    """A language of the interview and of the catalogues."""

    EN = "en"
    UK = "uk"
    RU = "ru"


class QuestionnaireKind(StrEnum):
    """What a submission was asked with."""

    APPEAL = "appeal"  # a request for help
    REPORT = "report"  # a record of an abuse
    ADDITION = "addition"  # what is added later with the receipt code; it opens no case of its own


class Urgency(StrEnum):
    """How soon somebody must look, computed by intake from the answers."""

    EMERGENCY = "emergency"  # life or freedom at risk now
    URGENT = "urgent"  # within days
    NORMAL = "normal"

    def outranks(self, other: "Urgency") -> bool:
        """Whether this one must be looked at sooner."""
        order = tuple(Urgency)
        return order.index(self) < order.index(other)


class DocumentKind(StrEnum):
    """What a sealed document holds."""

    SUBMISSION = "submission"  # the finished answers
    ADDITION = "addition"  # what the submitter added to a case that was already received
    ATTACHMENT = "attachment"  # a file, byte for byte
    ASSESSMENT = "assessment"  # one member's judgement
    DECISION = "decision"  # the group's conclusion, with its reason
    REPLY = "reply"  # what the group tells the submitter
    CLOSING = "closing"  # the outcome


class AnswerKind(StrEnum):
    """How a question is answered."""

    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes_no"
    SHORT_TEXT = "short_text"
    LONG_TEXT = "long_text"
    DATE = "date"
    PLACE = "place"
    FILES = "files"
    CONTACT = "contact"
    CONSENT = "consent"


class DatePrecision(StrEnum):
    """HURIDOCS 2111_1: how exact a date is. It stands in the codes of a date's answer."""

    EXACT = "exact"
    UNKNOWN_DAY = "unknown_day"  # the text is YYYY-MM
    UNKNOWN_MONTH = "unknown_month_and_day"  # the text is YYYY
    ESTIMATE = "estimate"  # a full date, said to be approximate


class ConsentUse(StrEnum):
    """A use of the submission that needs the submitter's agreement."""

    REFER = "refer"  # to an organisation with emergency assistance
    MEMBERS = "members"  # tell member organisations
    UN = "un"  # submit to UN procedures
    PUBLISH = "publish"


class ConsentGrant(StrEnum):
    """What was agreed to."""

    NO = "no"
    YES = "yes"
    INITIALS = "initials"  # publish with initials only
    FULL_NAME = "full_name"  # publish with the full name


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answered or skipped question; it can be read without the questionnaire.

    Attributes:
        question: the question's path, such as ``where`` or ``person.2.name``.
        kind: how it was answered.
        codes: the codes behind the chosen labels; a place's region code; a date's :class:`DatePrecision`.
        text: what was typed; a date in ISO 8601, as far as it is known. Secret.
        attachments: the files given with this question.
        asked: the question as it was shown.
        shown: the labels of the codes as they were shown, in the order of the codes.
    """

    question: str
    kind: AnswerKind
    codes: tuple[str, ...] = ()
    text: str = ""
    attachments: tuple[DocumentId, ...] = ()
    asked: str = ""
    shown: tuple[str, ...] = ()

    @property
    def skipped(self) -> bool:
        """Whether the question was passed over."""
        return not (self.codes or self.text or self.attachments)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file as it arrived; its bytes are a sealed document of their own.

    Attributes:
        id: the document that holds the bytes.
        name: the file's own name, as the submitter's device called it. Secret.
        media_type: as declared by the sender; never trusted.
        size: of the original, in bytes.
        sha256: of the original, hexadecimal.
        blob: where the sealed payload lies in the blob store.
        received: when the last byte arrived.
    """

    id: DocumentId
    name: str
    media_type: str
    size: int
    sha256: str
    blob: str
    received: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """One row of the consent ledger."""

    use: ConsentUse
    grant: ConsentGrant


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """The finished answers; the content of a submission and of an addition.

    An addition carries only what is new or changed since the documents before it.

    Attributes:
        reply_to: in a submission the age recipient whose identity only the receipt code yields; replies are sealed to
            it as well. It stands here, under the seal and intake's signature, so that nobody can exchange it.
    """

    questionnaire: QuestionnaireKind
    questionnaire_version: int
    language: Language
    channel: str
    urgency: Urgency
    received: datetime
    answers: tuple[Answer, ...]
    attachments: tuple[Attachment, ...] = ()
    consents: tuple[Consent, ...] = ()
    reply_to: str = ""


class Reliability(StrEnum):
    """HURIDOCS 0151 and 2553: how far the account is borne out."""

    CONFIRMED = "confirmed"
    LIKELY = "likely"
    POSSIBLE = "possible"
    UNLIKELY = "unlikely"
    UNKNOWN = "unknown"


class Help(StrEnum):
    """What the group can do; it gives no money, so nothing here is money."""

    STATEMENT = "statement"
    LETTER = "letter"  # a collective letter
    MISSION = "mission"  # to a court hearing or a public protest
    AWARENESS = "awareness"  # among member organisations
    LEGAL = "legal"  # legal support
    MATERIAL = "material"  # material support through a partner
    REFERRAL = "referral"  # to emergency assistance
    RECORD = "record"  # record only
    DECLINE = "decline"  # with a reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """One member's own judgement of a case.

    Attributes:
        author: the member.
        at_risk: who is at risk, and how. Secret.
        reliability: how far the account is borne out.
        bears_on_civil_society: whether it bears on the situation of civil society in a country or region.
        fitting: the help that would fit.
        conflict_of_interest: the member is too close to the case to judge it.
        note: anything else. Secret.
        written: when.
    """

    author: MemberId
    at_risk: str
    reliability: Reliability
    bears_on_civil_society: bool
    fitting: tuple[Help, ...]
    conflict_of_interest: bool
    note: str
    written: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The group's conclusion on a case. ``reason`` is secret."""

    author: MemberId
    kind: Help
    reason: str
    written: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the group tells the submitter, who reads it with the receipt code. ``text`` is secret."""

    author: MemberId
    text: str
    written: datetime


class Outcome(StrEnum):
    """What came of a case."""

    HELPED = "helped"
    REFERRED = "referred"
    RECORDED = "recorded"
    DECLINED = "declined"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """Why a case was closed. ``note`` is secret."""

    author: MemberId
    outcome: Outcome
    note: str
    written: datetime


Content = Submission | Assessment | Decision | Reply | Closing
"""The content of a document that is JSON; attachments are bytes."""
