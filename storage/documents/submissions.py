"""What a submitter sends: answers that can be read without their questionnaire, files, and what was agreed to.

``intake`` writes these contents and ``triage`` reads them. Pure: nothing here opens a file, a database or a key.
"""

from dataclasses import dataclass
from datetime import datetime

from storage.documents.terms import (
    AnswerKind,
    ConsentGrant,
    ConsentUse,
    Language,
    QuestionnaireKind,
    Urgency,
)
from storage.ids import DocumentId


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
