"""The few terms that the wings share: language, urgency, kinds of documents and of answers, consent.

Beneath every sealed content and the readable columns of a case. Codes only: each member says what it stands for.
"""

from enum import StrEnum


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
    REQUEST = "request"  # a question to the submitter
    NOTE = "note"  # what a member notes for the others
    RECUSAL = "recusal"  # a member declares a conflict of interest
    ACTION = "action"  # what follows from a decision, and who does it
    RESULT = "result"  # what came of an action
    REFERRAL = "referral"  # to which partners the case is offered, and why
    REVIEW = "review"  # what another member says of a referral that one ordered alone


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
