"""Sealed files on their way to a member's chat, on any channel that takes files.

On the path from the desk to the outbox, and from there to a platform. A file goes out as it lies, sealed to the
member's own key; nothing here can open one.
"""

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from typing import Literal

from pydantic import Base64Bytes

from storage.blobs import BlobStore
from triage.handout import HandedOut
from triage.notices import Notice, say


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """A letter: a file that only the member's own key opens.

    Attributes:
        name: random; it says nothing.
        header: of the age file.
        payload: what follows the header, or nothing where it lies in a blob.
        blob: where it lies.
        caption: below the file.
    """

    kind: Literal["hand"] = "hand"
    name: str
    header: Base64Bytes
    payload: Base64Bytes | None = None
    blob: str | None = None
    caption: str = ""


def hand_over(files: Iterable[HandedOut], largest: int, reference: str) -> tuple[list[Hand], tuple[Notice, ...]]:
    """Letters with files, and what is said of those that are too large for the platform.

    Args:
        files: header and payload of each are an age file.
        largest: what the platform takes, in bytes.
        reference: of the case that they belong to.
    """
    handed = list(files)
    letters = [
        Hand(name=file.name, header=file.header, payload=file.payload, blob=file.blob)
        for file in handed
        if file.size <= largest
    ]
    left = len(handed) - len(letters)
    return letters, (say("staff-too-large", count=left, reference=reference),) if left else ()


async def gather(letter: Hand, blobs: BlobStore) -> AsyncIterator[bytes]:
    """Put header and payload together again, piece by piece: they are one age file."""
    yield letter.header
    yield letter.payload or b""
    if letter.blob is not None:
        async for chunk in blobs.read(letter.blob):
            yield chunk
