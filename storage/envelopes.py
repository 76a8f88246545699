"""Sealed documents: content under a heading, padded, sealed, signed; and all of it checked again on opening.

The wings hand typed contents in and get them back; what lies in the rows is ciphertext. docs/format.md specifies
the same for readers without this project. Nothing here touches a database, and no error carries plaintext.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from storage.documents import (
    Assessment,
    Closing,
    Content,
    Decision,
    DocumentKind,
    Intervention,
    Note,
    Question,
    Recusal,
    ReferralOrder,
    Reply,
    Result,
    Review,
    Submission,
)
from storage.errors import PermanentError
from storage.ids import CaseId, DeploymentId, DocumentId, Draw
from storage.sealed import (
    BadSignature,
    FileKey,
    Identity,
    PayloadSealer,
    Recipient,
    SigningKey,
    VerifyKey,
    open_sealed,
    seal,
    seal_header,
)

DOCUMENT_VERSION = 1
"""The version of the contents that this program writes and reads."""

SIGNATURE_DOMAIN = b"solidarity-intake/document/1\0"
SMALLEST_CLASS = 4096
"""Padded JSON is this many bytes, or twice, four times, eight times as many, and so on."""

_T = TypeVar("_T")


class SwappedDocument(PermanentError):
    """What was sealed belongs to another place than the one it was found in."""

    hint = "somebody moved sealed documents between cases: compare with a backup and tell the group"


class DocumentUnreadable(PermanentError):
    """The document is genuine, but this program does not know its form."""

    hint = "it was written by a newer program: upgrade this one"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """Where a document belongs; it stands outside, in the row, and inside, under the seal.

    Attributes:
        version: of the form of the content, :data:`DOCUMENT_VERSION` today.
    """

    deployment: DeploymentId
    case: CaseId
    kind: DocumentKind
    version: int = DOCUMENT_VERSION


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedDocument:
    """A sealed document as it lies in the rows: header and payload together are a standard age file.

    Attributes:
        signature: 64 bytes of Ed25519 over :func:`signed_message`.
    """

    id: DocumentId
    heading: Heading
    header: bytes
    payload: bytes
    signature: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class _Document(Generic[_T]):
    """The JSON under the seal, in the order in which it is written."""

    deployment: DeploymentId
    case: CaseId
    kind: DocumentKind
    version: int
    content: _T


_CONTENTS: dict[DocumentKind, type[Content]] = {
    DocumentKind.SUBMISSION: Submission,
    DocumentKind.ADDITION: Submission,
    DocumentKind.ASSESSMENT: Assessment,
    DocumentKind.DECISION: Decision,
    DocumentKind.REPLY: Reply,
    DocumentKind.CLOSING: Closing,
    DocumentKind.REQUEST: Question,
    DocumentKind.NOTE: Note,
    DocumentKind.RECUSAL: Recusal,
    DocumentKind.ACTION: Intervention,
    DocumentKind.RESULT: Result,
    DocumentKind.REFERRAL: ReferralOrder,
    DocumentKind.REVIEW: Review,
}
_ADAPTERS: dict[DocumentKind, TypeAdapter[Any]] = {
    DocumentKind.SUBMISSION: TypeAdapter(_Document[Submission]),
    DocumentKind.ADDITION: TypeAdapter(_Document[Submission]),
    DocumentKind.ASSESSMENT: TypeAdapter(_Document[Assessment]),
    DocumentKind.DECISION: TypeAdapter(_Document[Decision]),
    DocumentKind.REPLY: TypeAdapter(_Document[Reply]),
    DocumentKind.CLOSING: TypeAdapter(_Document[Closing]),
    DocumentKind.REQUEST: TypeAdapter(_Document[Question]),
    DocumentKind.NOTE: TypeAdapter(_Document[Note]),
    DocumentKind.RECUSAL: TypeAdapter(_Document[Recusal]),
    DocumentKind.ACTION: TypeAdapter(_Document[Intervention]),
    DocumentKind.RESULT: TypeAdapter(_Document[Result]),
    DocumentKind.REFERRAL: TypeAdapter(_Document[ReferralOrder]),
    DocumentKind.REVIEW: TypeAdapter(_Document[Review]),
}


def seal_document(
    id: DocumentId,  # noqa: A002
    heading: Heading,
    content: Content,
    *,
    recipients: Sequence[Recipient],
    signer: SigningKey,
    draw: Draw,
) -> SealedDocument:
    """Write, pad, seal and sign a document.

    Raises:
        AgeError: the recipients are refused.
    """
    if type(content) is not _CONTENTS.get(heading.kind):
        message = f"a document of kind {heading.kind.value} holds another content"
        raise TypeError(message)
    sealed = seal(pad(write_document(heading, content)), recipients, draw)
    return SealedDocument(
        id=id,
        heading=heading,
        header=sealed.header,
        payload=sealed.payload,
        signature=signer.sign(signed_message(id, heading, hashlib.sha256(sealed.payload).digest())),
    )


def open_document(sealed: SealedDocument, *, identities: Sequence[Identity], writers: Sequence[VerifyKey]) -> Content:
    """Check who wrote a document, open it, and check that it belongs where it was found. The result is secret.

    Args:
        sealed: the document as it was found.
        identities: those that may open it.
        writers: the keys that may have signed it.

    Raises:
        BadSignature: none of the writers signed this payload for this place.
        AgeError: no identity opens it, or header or payload were changed.
        SwappedDocument: the heading under the seal is another.
        DocumentUnreadable: the content has a form that this program does not know.
    """
    digest = hashlib.sha256(sealed.payload).digest()
    _verify(signed_message(sealed.id, sealed.heading, digest), sealed.signature, writers)
    return read_document(sealed.heading, open_sealed(sealed.header, sealed.payload, identities))


def write_document(heading: Heading, content: Content) -> bytes:
    """Write a document as compact JSON in UTF-8, its fields in the order of their declaration. Secret.

    Half a surrogate pair, which some devices send and JSON cannot carry, is written as U+FFFD.

    Raises:
        TypeError: a field has another type than it declares, so nobody could read it again.
    """
    document = _Document(
        deployment=heading.deployment,
        case=heading.case,
        kind=heading.kind,
        version=heading.version,
        content=content,
    )
    # Its warnings would quote the content; the check below takes their place.
    fields = _ADAPTERS[heading.kind].dump_python(document, mode="json", warnings=False)
    text = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
    written = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode()
    if _parse(heading.kind, written) is None:
        raise TypeError("the content has a field of another type than its kind declares")
    return written


def read_document(heading: Heading, plaintext: bytes) -> Content:
    """Read what :func:`write_document` wrote, padded or not.

    Raises:
        SwappedDocument: the heading in it is another.
        DocumentUnreadable: its form is not known.
    """
    document = _parse(heading.kind, plaintext) if heading.version == DOCUMENT_VERSION else None
    if document is None:
        raise DocumentUnreadable("the content of a sealed document has an unknown form")
    inside = Heading(deployment=document.deployment, case=document.case, kind=document.kind, version=document.version)
    if inside != heading:
        raise SwappedDocument("a sealed document was found in another's place")
    return document.content


def pad(document: bytes) -> bytes:
    """Append spaces up to the next size class, so that a sealed size says little; JSON readers ignore them."""
    size = SMALLEST_CLASS
    while size < len(document):
        size *= 2
    return document.ljust(size)


def signed_message(id: DocumentId, heading: Heading, payload_sha256: bytes) -> bytes:  # noqa: A002
    """Write what a writer signs: the place and the payload, never the header, so that it can be re-wrapped."""
    parts = (heading.deployment, heading.case, id, heading.kind.value, str(heading.version))
    encoded = [part.encode() for part in parts]
    return SIGNATURE_DOMAIN + b"".join(len(part).to_bytes(8) + part for part in encoded) + payload_sha256


def sign_attachment(
    id: DocumentId,  # noqa: A002
    heading: Heading,
    payload_sha256: bytes,
    signer: SigningKey,
) -> bytes:
    """Sign an attachment: 64 bytes, over the SHA-256 (32 bytes) of its sealed payload."""
    return signer.sign(signed_message(id, heading, payload_sha256))


def verify_attachment(
    id: DocumentId,  # noqa: A002
    heading: Heading,
    payload_sha256: bytes,
    signature: bytes,
    writers: Sequence[VerifyKey],
) -> None:
    """Check that one of the writers signed an attachment's payload for this place.

    Raises:
        BadSignature: none did.
    """
    _verify(signed_message(id, heading, payload_sha256), signature, writers)


class AttachmentSealer:
    """Seals a file of any size as it arrives, byte for byte, and takes its measure.

    Attributes:
        header: the header of the age file, known from the start.
        size: of the original so far, in bytes.
    """

    def __init__(self, recipients: Sequence[Recipient], draw: Draw) -> None:
        file_key = FileKey.generate(draw)
        self.header = seal_header(file_key, recipients, draw)
        self.size = 0
        self._sealer = PayloadSealer(file_key, draw)
        self._original = hashlib.sha256()
        self._payload = hashlib.sha256()

    def update(self, chunk: bytes) -> bytes:
        """Take a piece of the original; give the piece of the payload that is ready, maybe none."""
        self.size += len(chunk)
        self._original.update(chunk)
        return self._measured(self._sealer.update(chunk))

    def finish(self) -> bytes:
        """Give the rest of the payload."""
        return self._measured(self._sealer.finish())

    @property
    def sha256(self) -> str:
        """SHA-256 of the original, hexadecimal."""
        return self._original.hexdigest()

    @property
    def payload_sha256(self) -> bytes:
        """SHA-256 of the sealed payload, 32 bytes: what is signed."""
        return self._payload.digest()

    def _measured(self, sealed: bytes) -> bytes:
        self._payload.update(sealed)
        return sealed


def _parse(kind: DocumentKind, plaintext: bytes) -> _Document[Content] | None:
    """Parse strictly; a failure leaves no trace, since pydantic's would quote the plaintext."""
    try:
        document: _Document[Content] = _ADAPTERS[kind].validate_json(plaintext, strict=True)
    except (ValidationError, KeyError):
        return None
    return document


def _verify(message: bytes, signature: bytes, writers: Sequence[VerifyKey]) -> None:
    for writer in writers:
        try:
            writer.verify(message, signature)
        except BadSignature:
            continue
        return
    raise BadSignature("none of the known writers signed this document")
