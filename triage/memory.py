"""What a desk remembers while its process runs: files it has checked a moment ago, and codes that were guessed wrongly.

Beside the use cases, never on a path: what is forgotten with the process costs time, and no safety that a table gives.
It holds digests, sizes, ids and times; no content and no code.
"""

import hashlib
from collections import defaultdict
from datetime import datetime, timedelta

from storage.ids import MemberId
from storage.papers import Paper

FRESH = timedelta(minutes=10)
"""How long a file that was checked need not be checked again."""

GUESSES = 5
"""Wrong codes of one member within :data:`SPAN`, after which no more are taken: three of a million codes are right."""

SPAN = timedelta(hours=1)


class Checked:
    """Files that were found to be what intake signed, with the sizes of their payloads.

    An entry stands for the row with its header: other bytes in the blob's place would not open with that header's key.
    """

    def __init__(self) -> None:
        self._seen: dict[bytes, tuple[datetime, int]] = {}

    def size(self, paper: Paper, now: datetime) -> int | None:
        """Give the size of the payload in bytes, if the file was checked a moment ago."""
        at, size = self._seen.get(_row(paper), (None, 0))
        return size if at is not None and at <= now < at + FRESH else None

    def keep(self, paper: Paper, size: int, now: datetime) -> None:
        """Note a file that was checked now; what is no longer fresh is forgotten."""
        self._seen = {row: (at, kept) for row, (at, kept) in self._seen.items() if at <= now < at + FRESH}
        self._seen[_row(paper)] = (now, size)


class Guesses:
    """Wrong codes, by member."""

    def __init__(self) -> None:
        self._wrong: defaultdict[MemberId, list[datetime]] = defaultdict(list)

    def exhausted(self, member: MemberId, now: datetime) -> bool:
        """Whether so many wrong codes came from a member that no other is looked at."""
        # A clock that was set back must not give guesses back.
        self._wrong[member] = [at for at in self._wrong[member] if now < at + SPAN]
        return len(self._wrong[member]) >= GUESSES

    def note(self, member: MemberId, now: datetime) -> None:
        """Count a wrong code."""
        self._wrong[member].append(now)


def _row(paper: Paper) -> bytes:
    """Digest what identifies a file's row."""
    parts = (paper.id, paper.case, paper.blob or "", str(paper.version))
    named = hashlib.sha256("\0".join(parts).encode())
    for part in (paper.signature, paper.header or b"", paper.payload or b""):
        named.update(hashlib.sha256(part).digest())
    return named.digest()
