"""Retention: what was closed long ago is erased, as submitters were told it would be.

It needs no key and nobody's consent; the audit log keeps that it happened. It runs whenever somebody sits down at the
desk or begins a watch.
"""

from datetime import datetime, timedelta

from storage import audit, cases
from storage.blobs import BlobStore
from storage.database import Database, Unit

_AT_ONCE = 20
"""Cases erased in one transaction: others wait for it."""


async def erase_expired(database: Database, blobs: BlobStore, *, kept: timedelta, now: datetime) -> int:
    """Erase every case that was closed longer than ``kept`` ago; how many there were.

    A blob whose row is gone is unreadable, for its header went with it; should the program stop before it is deleted,
    the next sweep does so.
    """

    async def work(unit: Unit) -> tuple[int, tuple[str, ...]]:
        expired = await cases.closed_before(unit, now - kept, limit=_AT_ONCE)
        dropped: tuple[str, ...] = ()
        for case in expired:
            dropped += await cases.erase(unit, case.id, at=now)
            await audit.write(unit, at=now, actor=audit.RETENTION, act=audit.Act.CASE_ERASED, case=case.id)
        return len(expired), dropped

    erased = 0
    while True:
        count, orphans = await database.write(work)
        for name in orphans:
            await blobs.delete(name)
        erased += count
        if count < _AT_ONCE:
            return erased
