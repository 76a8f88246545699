"""What members write: judgements, decisions and what came of them, words to the submitter and to each other.

``triage`` writes these contents; intake reads those that a receipt code opens. Pure: nothing here opens a file, a
database or a key.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.documents.terms import ConsentUse, Urgency
from storage.ids import DocumentId, MemberId, PartnerId


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


class Declined(StrEnum):
    """Why the group declines."""

    OUTSIDE = "outside"  # it is outside of what the group does
    MONEY = "money"  # it is money that is asked for
    UNCLEAR = "unclear"  # what happened, or what is needed, could not be found out
    ANOTHER = "another"  # others do this, and better
    UNSAFE = "unsafe"  # whatever the group did would put somebody in danger
    DUPLICATE = "duplicate"  # another case is about the same
    CONSENT = "consent"  # what would help was not agreed to
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The group's conclusion on a case. What is text is secret; what a kind of help has no use for is empty.

    Attributes:
        author: the member who wrote it down.
        kind: of help.
        reason: in words.
        written: when.
        declined: of a refusal, why.
        addressees: whom a statement, a letter or the member organisations' news is for.
        signatories: who signs.
        court: where a hearing is, or another gathering.
        hearing: its day in ISO 8601, with the time of day if that is known.
        goes: who goes there.
        partner: through whom help comes.
    """

    author: MemberId
    kind: Help
    reason: str
    written: datetime
    declined: Declined | None = None
    addressees: str = ""
    signatories: str = ""
    court: str = ""
    hearing: str = ""
    goes: str = ""
    partner: str = ""


class ActionKind(StrEnum):
    """HURIDOCS 2609: what is done for somebody. What begins like a kind of help carries that out."""

    STATEMENT = "statement"
    LETTER = "letter"
    MISSION = "mission"
    AWARENESS = "awareness"
    LEGAL = "legal"
    MATERIAL = "material"
    REFERRAL = "referral"
    UN = "un"  # a submission to UN procedures
    MEDIA = "media"  # a talk with journalists
    CONTACT = "contact"  # a talk with the submitter, a lawyer, a relative
    OTHER = "other"


class ActionStatus(StrEnum):
    """HURIDOCS 2651: how far an action has come."""

    ONGOING = "ongoing"
    DONE = "done"
    FAILED = "failed"  # it was tried, in vain
    CANCELLED = "cancelled"  # it was not done


@dataclass(frozen=True, slots=True, kw_only=True)
class Intervention:
    """What somebody is to do for a case; the content of an action.

    Attributes:
        author: the member who wrote it down.
        owner: the member who sees to it.
        kind: HURIDOCS 2609.
        priority: HURIDOCS 2652.
        due: by when.
        text: what exactly. Secret.
        written: when.
    """

    author: MemberId
    owner: MemberId
    kind: ActionKind
    priority: Urgency
    due: datetime
    text: str
    written: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What came of an action. What is text is secret.

    Attributes:
        author: the member who wrote it down.
        action: the document of the action.
        status: HURIDOCS 2651.
        date: HURIDOCS 2611: the day on which it was done, in ISO 8601, or nothing.
        parties: HURIDOCS 2612: whom it was addressed to.
        response: HURIDOCS 2613: what they answered.
        impact: HURIDOCS 2614: what it changed for the person.
        written: when.
    """

    author: MemberId
    action: DocumentId
    status: ActionStatus
    date: str
    parties: str
    response: str
    impact: str
    written: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the group tells the submitter, who reads it with the receipt code. ``text`` is secret."""

    author: MemberId
    text: str
    written: datetime


class RequestKind(StrEnum):
    """What a submitter is asked for after the interview."""

    HEARING_DATE = "hearing_date"  # when the court sits
    PLACE = "place"  # where it happened, or where somebody is held
    NAME = "name"  # a person's full name
    CONTACT = "contact"  # of a relative or a lawyer
    FILES = "files"  # documents, photographs
    WHAT_HAPPENED = "what_happened"  # more about the events
    NEWS = "news"  # what has changed since
    CONSENT_REFER = "consent_refer"  # whether they agree to a use: one of each
    CONSENT_MEMBERS = "consent_members"
    CONSENT_UN = "consent_un"
    CONSENT_PUBLISH = "consent_publish"
    OTHER = "other"  # what the member asks in words of his own

    @classmethod
    def consent(cls, use: ConsentUse) -> "RequestKind":
        """What asks whether a submitter agrees to a use."""
        return cls(f"consent_{use}")


REQUESTED = "request."
"""The path of an answer to a :class:`Question` begins so; the id of the question's document follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question back to the submitter, who answers it in an addition, as the question ``request.<document id>``.

    Attributes:
        author: the member.
        what: what is asked for, which says how it is answered.
        text: as the submitter is asked, in the language of the case. Secret.
        written: when.
    """

    author: MemberId
    what: RequestKind
    text: str
    written: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What a member notes about a case for the other members. ``text`` is secret."""

    author: MemberId
    text: str
    written: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Recusal:
    """A member takes himself out of a case; it is never taken back."""

    author: MemberId
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralOrder:
    """A case is to be offered to partners, one after the other.

    Attributes:
        author: the member who ordered it.
        partners: in the order in which they are asked.
        override: why it goes without the submitter's agreement; empty where there is one. Secret.
        written: when.
    """

    author: MemberId
    partners: tuple[PartnerId, ...]
    override: str
    written: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What another member says of a referral that one member ordered alone. ``text`` is secret."""

    author: MemberId
    referral: DocumentId
    right: bool
    text: str
    written: datetime
