"""Where sealed attachments lie: a folder, or a bucket at scale; names are random and say nothing.

A blob is wholly there, and on the disk, before :meth:`BlobStore.write` returns, so that the commit which names it
may follow. What no row names is swept. Nothing here is ever opened, and nothing is wholly in memory.
"""

import asyncio
import os
import re
from collections.abc import AsyncIterator, Collection
from datetime import UTC, datetime
from pathlib import Path
from typing import Self
from urllib.parse import unquote, urlsplit

import obstore
from obstore.exceptions import BaseError, NotFoundError
from obstore.store import LocalStore, ObjectStore, from_url

from storage.database import NotRead, NotSaved
from storage.errors import PermanentError

_NAME = re.compile(r"[0-9a-f]{32}")
_UNFINISHED = re.compile(r"[0-9a-f]{32}#\d+")  # what obstore writes to before it renames
_CHUNK = 64 * 1024  # bytes, age's own


class BlobMissing(PermanentError):
    """There is no such blob."""

    hint = "restore the blobs from the backup that belongs to the database"


class BlobRefused(PermanentError):
    """The name or the place of a blob is not one of ours."""

    hint = "write the place as a path, file:///path or s3://bucket/prefix"


class BlobStore:
    """Sealed payloads by name. A folder is synced by us, since obstore does not; a bucket keeps what it confirms."""

    def __init__(self, store: ObjectStore, folder: Path | None) -> None:
        self._store = store
        self._folder = folder

    @classmethod
    def open(cls, url: str) -> Self:
        """Open a path, a ``file://`` address, or a bucket such as ``s3://bucket/prefix``.

        A missing folder is made, for its owner only.

        Raises:
            BlobRefused: no store can be at this place.
        """
        address = urlsplit(url)
        try:
            if address.scheme not in {"", "file"}:
                return cls(from_url(url), None)
            folder = Path(unquote(address.path) if address.scheme else url).absolute()
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            return cls(LocalStore(folder), folder)
        except (BaseError, OSError) as error:
            raise BlobRefused("blobs cannot be kept at the configured place") from error

    async def write(self, name: str, chunks: AsyncIterator[bytes]) -> None:
        """Store a blob as its chunks arrive; if they or the store fail, there is no such blob.

        Args:
            name: 32 hexadecimal digits, drawn.
            chunks: the sealed bytes; what they raise is raised here.

        Raises:
            NotSaved: the disk is full, or another fault of the store.
        """
        source = _Source(chunks)
        try:
            await obstore.put_async(self._store, _checked(name), source)
            if self._folder is not None:
                await asyncio.to_thread(_sync, self._folder, name)
        except (BaseError, OSError) as error:
            if source.failed:
                raise
            raise NotSaved("the attachment could not be stored") from error

    async def read(self, name: str) -> AsyncIterator[bytes]:
        """The sealed bytes of a blob, chunk by chunk.

        Raises:
            BlobMissing: there is no such blob.
            NotRead: the store failed.
        """
        try:
            found = await obstore.get_async(self._store, _checked(name))
            async for chunk in found.stream(min_chunk_size=_CHUNK):
                yield bytes(chunk)
        except (FileNotFoundError, NotFoundError) as error:
            raise BlobMissing("there is no such blob") from error
        except (BaseError, OSError) as error:
            raise NotRead("the attachment could not be read") from error

    async def delete(self, name: str) -> None:
        """Delete a blob; again does nothing.

        Raises:
            NotSaved: the store failed, and the blob may still be there.
        """
        try:
            await obstore.delete_async(self._store, _checked(name))
            if self._folder is not None:
                await asyncio.to_thread(_sync_entry, self._folder)
        except (FileNotFoundError, NotFoundError):
            return
        except (BaseError, OSError) as error:
            raise NotSaved("the attachment could not be deleted") from error

    async def names(self, before: datetime | None = None) -> tuple[str, ...]:
        """The names of all blobs, or of those that were written before, in no order.

        Raises:
            NotRead: the store failed.
        """
        try:
            return tuple(
                [
                    blob["path"]
                    async for stretch in obstore.list(self._store)
                    for blob in stretch
                    if _NAME.fullmatch(blob["path"]) and (before is None or blob["last_modified"] < before)
                ]
            )
        except (BaseError, OSError) as error:
            raise NotRead("the blobs could not be listed") from error

    async def sweep(self, in_use: Collection[str], *, before: datetime) -> int:
        """Delete what no row names, and what a killed process left unfinished.

        Args:
            in_use: the blobs that rows name.
            before: younger blobs stay, for their commit may still be on its way.

        Returns:
            How many were deleted.
        """
        orphans = [name for name in await self.names(before) if name not in in_use]
        for name in orphans:
            await self.delete(name)
        if self._folder is None:
            return len(orphans)
        return len(orphans) + await asyncio.to_thread(_drop_unfinished, self._folder, before)


class _Source:
    """Hands chunks on, and remembers whether it was they that failed and not the store."""

    def __init__(self, chunks: AsyncIterator[bytes]) -> None:
        self._chunks = chunks
        self.failed = False

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> bytes:
        try:
            return await anext(self._chunks)
        except StopAsyncIteration:
            raise
        except Exception:
            self.failed = True
            raise


def _checked(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise BlobRefused("a blob is named by 32 hexadecimal digits", hint="draw the name of every blob")
    return name


def _sync(folder: Path, name: str) -> None:
    """Bring a blob to the disk, open to whom its folder is: triage may be another user of its group."""
    file = os.open(folder / name, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fchmod(file, folder.stat().st_mode & 0o660)
        os.fsync(file)
    finally:
        os.close(file)
    _sync_entry(folder)


def _sync_entry(folder: Path) -> None:
    entry = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(entry)
    finally:
        os.close(entry)


def _drop_unfinished(folder: Path, before: datetime) -> int:
    unfinished = [
        path
        for path in folder.iterdir()
        if _UNFINISHED.fullmatch(path.name) and datetime.fromtimestamp(path.stat().st_mtime, UTC) < before
    ]
    for path in unfinished:
        path.unlink(missing_ok=True)
    return len(unfinished)
