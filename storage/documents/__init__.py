"""What the wings say to each other: the typed, versioned contents of sealed documents.

``intake`` writes submissions, ``triage`` reads them and adds its own documents; neither knows the other. Values
here are pure: nothing in this package opens a file, a database or a key. docs/format.md specifies the same
contents for readers without this project.
"""

from storage.documents.submissions import (
    Answer,
    Attachment,
    Consent,
    Submission,
)
from storage.documents.terms import (
    AnswerKind,
    ConsentGrant,
    ConsentUse,
    DatePrecision,
    DocumentKind,
    Language,
    QuestionnaireKind,
    Urgency,
)
from storage.documents.work import (
    REQUESTED,
    ActionKind,
    ActionStatus,
    Assessment,
    Closing,
    Decision,
    Declined,
    Help,
    Intervention,
    Note,
    Outcome,
    Question,
    Recusal,
    ReferralOrder,
    Reliability,
    Reply,
    RequestKind,
    Result,
    Review,
)

Content = (
    Submission
    | Assessment
    | Decision
    | Reply
    | Closing
    | Question
    | Note
    | Recusal
    | Intervention
    | Result
    | ReferralOrder
    | Review
)
"""The content of a document that is JSON; attachments are bytes."""

__all__ = [
    "REQUESTED",
    "ActionKind",
    "ActionStatus",
    "Answer",
    "AnswerKind",
    "Assessment",
    "Attachment",
    "Closing",
    "Consent",
    "ConsentGrant",
    "ConsentUse",
    "Content",
    "DatePrecision",
    "Decision",
    "Declined",
    "DocumentKind",
    "Help",
    "Intervention",
    "Language",
    "Note",
    "Outcome",
    "Question",
    "QuestionnaireKind",
    "Recusal",
    "ReferralOrder",
    "Reliability",
    "Reply",
    "RequestKind",
    "Result",
    "Review",
    "Submission",
    "Urgency",
]
