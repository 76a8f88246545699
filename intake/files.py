"""Files on arrival: streamed through the sealer into the blob store, never parsed, never whole in memory.

The original stays byte for byte as it came; its size and SHA-256 go into the submission. The row that names the blob is
written in the same transaction as the answer that holds the file.
"""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from datetime import datetime

from intake.answers import clean
from intake.errors import IntakeError
from intake.events import Attached, File, Mistake
from intake.interview import Interview
from storage import papers
from storage.blobs import BlobStore
from storage.database import Unit
from storage.documents import Attachment, DocumentKind
from storage.envelopes import AttachmentSealer, Heading, sign_attachment
from storage.errors import TemporaryError
from storage.ids import DocumentId, Draw, draw_id
from storage.keys.sealing import IntakeKeys

log = logging.getLogger(__name__)

Write = Callable[[Unit], Awaitable[tuple[str, ...]]]
"""A part of a transaction; it returns the blobs that nothing names any more once it is committed."""

_NAME_LIMIT = 200


def drop(files: Iterable[Attachment]) -> Write:
    """Forget files that were never sent."""
    forgotten = tuple(files)

    async def write(unit: Unit) -> tuple[str, ...]:
        blobs = [await papers.drop(unit, file.id) for file in forgotten]
        return tuple(blob for blob in blobs if blob)

    return write


class FileRefused(IntakeError):
    """A file was not taken; ``mistake`` is what the submitter is told. Nothing of it was kept."""

    def __init__(self, message: str, **args: int) -> None:
        super().__init__(message)
        self.mistake = Mistake(message=message, args=args)


class FileDelayed(TemporaryError):
    """The platform does not hand a file out for the moment; once all tries are used up, the file is refused."""

    hint = "see whether the platform can be reached, and whether the token is still the right one"


class Receiver:
    """Takes files from a channel into the blob store."""

    def __init__(
        self, *, blobs: BlobStore, keys: IntakeKeys, most_bytes: int, clock: Callable[[], datetime], draw: Draw
    ) -> None:
        self._blobs = blobs
        self._keys = keys
        self._most_bytes = most_bytes
        self._clock = clock
        self._draw = draw

    async def receive(self, interview: Interview, file: File) -> tuple[Attached, Write]:
        """Seal a file to the group, and say how to write its row.

        Raises:
            FileRefused: it has no place now, is empty or too large, is one too many, or broke off midway.
            FileDelayed: the platform does not hand it out for the moment.
            TemporaryError: the disk is full; nothing was kept.
        """
        self._check_place(interview)
        manifest = self._keys.manifest
        sealer = AttachmentSealer(manifest.recipients, self._draw)
        document, blob = DocumentId(draw_id(self._draw)), draw_id(self._draw)
        try:
            await self._blobs.write(blob, self._sealed(sealer, file))
        except OSError:
            raise FileRefused("correct-file-unreadable") from None
        if not sealer.size:
            await self._blobs.delete(blob)
            raise FileRefused("correct-file-empty")
        now = self._clock()
        heading = Heading(deployment=manifest.deployment, case=interview.case, kind=DocumentKind.ATTACHMENT)
        paper = papers.Paper(
            id=document,
            case=heading.case,
            kind=heading.kind,
            version=heading.version,
            created_at=now,
            blob=blob,
            header=sealer.header,
            signature=sign_attachment(document, heading, sealer.payload_sha256, self._keys.signer),
        )

        async def write(unit: Unit) -> tuple[str, ...]:
            await papers.add(unit, paper)
            return ()

        attachment = Attachment(
            id=document,
            name=clean(file.name)[:_NAME_LIMIT],
            media_type=clean(file.media_type)[:_NAME_LIMIT],
            size=sealer.size,
            sha256=sealer.sha256,
            blob=blob,
            received=now,
        )
        return Attached(attachment=attachment), write

    async def delete(self, blobs: Iterable[str]) -> None:
        """Delete blobs that no row names any more. One that resists is swept later; nobody can open it by now."""
        for blob in blobs:
            try:
                await self._blobs.delete(blob)
            except TemporaryError as error:
                log.warning("a blob could not be deleted yet: %s", type(error).__name__)

    def _check_place(self, interview: Interview) -> None:
        place = interview.files_place
        if place is None:
            raise FileRefused("correct-not-here")
        path, question = place
        held = interview.answers.get(path)
        if held and len(held.attachments) >= question.most:
            raise FileRefused("correct-file-many", most=question.most)

    async def _sealed(self, sealer: AttachmentSealer, file: File) -> AsyncIterator[bytes]:
        async for chunk in file.open():
            if sealer.size + len(chunk) > self._most_bytes:
                raise FileRefused("correct-file-large", limit=self._most_bytes // 1_000_000)
            yield sealer.update(chunk)
        yield sealer.finish()
