"""The package: what a partner is sent of a case, as one age file that only that partner opens.

On the path of a referral, between an opened case and ``storage.parcels``. Pure. Only what the submitter wrote goes in,
in the submitter's words, and only as far as the consent covers it; nothing that a member wrote ever does: no judgement,
no note, no decision, no name. docs/format.md specifies it for readers without this project.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Literal

from pydantic import TypeAdapter

from storage.documents import (
    Answer,
    AnswerKind,
    Attachment,
    Consent,
    ConsentUse,
    DocumentKind,
    Language,
    QuestionnaireKind,
    Submission,
    Urgency,
)
from storage.envelopes import pad
from storage.ids import DocumentId, Draw, Reference
from storage.partners import Partner
from storage.sealed import Recipient, Sealed, seal
from triage.decisions import consent
from triage.grammar.labels import Labels
from triage.reading import Record

FORMAT: Final = "solidarity-intake/referral/1"

NAMED = 8
"""Digits of a document's id in the name of its file."""

_NOT_OURS_TO_GIVE = frozenset({AnswerKind.CONSENT})
_NAMES_SOMEBODY = frozenset({AnswerKind.CONTACT})
"""How the submitter can be reached goes only where they agreed that somebody else may reach them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """An attached file as a partner gets it beside the package.

    Attributes:
        file: the name under which it comes, sealed.
        name: its own name. Secret.
        media_type: as its sender declared it; never trusted.
        size: of the original, in bytes.
        sha256: of the original, hexadecimal.
    """

    file: str
    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What the submitter sent at one time; a later part changes what an earlier one says.

    Attributes:
        received: when.
        questionnaire: with which it was asked.
        language: in which it was written.
        answers: without those that were passed over. Secret.
        files: that came with it.
    """

    received: datetime
    questionnaire: QuestionnaireKind
    language: Language
    answers: tuple[Answer, ...]
    files: tuple[File, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """The JSON under the seal, in the order in which it is written.

    Attributes:
        format: which tells a reader what this is.
        reference: what the group calls the case.
        how_to_answer: the same in words, in the partner's languages and in English: what to write where, and by when.
        answer_code: with which the partner says yes or no. Secret until it was used.
        answer_hours: how long there is time for it, once the package has come.
        urgency: as the group has it.
        agreed: whether the submitter agreed that partners get this; if not, life or freedom was at risk.
        consents: what else the submitter agreed to, or did not.
        parts: the oldest first.
    """

    format: Literal["solidarity-intake/referral/1"] = FORMAT
    reference: Reference
    how_to_answer: tuple[str, ...] = field(repr=False)
    answer_code: str = field(repr=False)
    answer_hours: int
    urgency: Urgency
    agreed: bool
    consents: tuple[Consent, ...]
    parts: tuple[Part, ...] = field(repr=False)


_ADAPTER: TypeAdapter[Package] = TypeAdapter(Package)


def gather_parts(record: Record, intact: Collection[DocumentId], *, agreed: bool) -> tuple[Part, ...]:
    """Gather what a partner may read; of the files only those that are ``intact``. Secret."""
    withheld = _NOT_OURS_TO_GIVE if agreed else _NOT_OURS_TO_GIVE | _NAMES_SOMEBODY
    sent = [
        opened.content
        for opened in record.documents
        if opened.paper.kind in {DocumentKind.SUBMISSION, DocumentKind.ADDITION}
        and isinstance(opened.content, Submission)
    ]
    return tuple(
        Part(
            received=content.received,
            questionnaire=content.questionnaire,
            language=content.language,
            answers=tuple(one for one in content.answers if not one.skipped and one.kind not in withheld),
            files=tuple(_file(attachment) for attachment in content.attachments if attachment.id in intact),
        )
        for content in sorted(sent, key=lambda submission: submission.received)
    )


def explain(labels: Labels, partner: Partner, code: str, answer: timedelta) -> tuple[str, ...]:
    """Say how to answer in each of the partner's languages, if it is known which, and in English. Secret."""
    languages = dict.fromkeys((*(partner.languages or Language), Language.EN))
    return tuple(labels.answering(code, _hours(answer), language) for language in languages)


def write_package(
    record: Record, parts: tuple[Part, ...], code: str, answer: timedelta, *, how: tuple[str, ...], agreed: bool
) -> bytes:
    """Write the package of one partner as JSON, padded; ``how`` it answers is from :func:`explain`. Secret."""
    package = Package(
        reference=record.card.case.reference,
        how_to_answer=how,
        answer_code=code,
        answer_hours=_hours(answer),
        urgency=record.card.case.urgency,
        agreed=agreed,
        consents=tuple(
            Consent(use=use, grant=consent.agreed(record, use)) for use in ConsentUse if use is not ConsentUse.REFER
        ),
        parts=parts,
    )
    fields = _ADAPTER.dump_python(package, mode="json")
    return pad(json.dumps(fields, ensure_ascii=False, indent=1).encode("utf-8", "replace"))


def read_package(plaintext: bytes) -> Package:
    """Read what :func:`write_package` wrote.

    Raises:
        ValueError: it is anything else.
    """
    return _ADAPTER.validate_json(plaintext)


def seal_package(plaintext: bytes, recipient: Recipient, draw: Draw) -> Sealed:
    """Seal a package to one partner, and to nobody else.

    Raises:
        AgeError: the recipient is refused.
    """
    return seal(plaintext, (recipient,), draw)


def file_name(document: DocumentId) -> str:
    """Name an attached file as it is sent: it says nothing, and the package says which one it is."""
    return f"{document[:NAMED]}.age"


def _hours(answer: timedelta) -> int:
    return max(answer // timedelta(hours=1), 1)


def _file(attachment: Attachment) -> File:
    return File(
        file=file_name(attachment.id),
        name=attachment.name,
        media_type=attachment.media_type,
        size=attachment.size,
        sha256=attachment.sha256,
    )
