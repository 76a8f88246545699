"""The times in which an account heard nothing although it should have: what was said to it then may be lost.

Beside the path from a platform that keeps nothing for us while we do not listen. Whoever listens says so again and
again; whoever begins to listen finds here how long nobody did. So also a process that was killed leaves its gap.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from storage.database import Unit, tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A time in which nobody listened.

    Attributes:
        account: as letters name it, :attr:`storage.post.Address.box`.
        since: when somebody was last known to listen.
        until: when somebody listened again.
    """

    account: str
    since: datetime
    until: datetime


NEAR = timedelta(minutes=1)
"""Gaps that follow one another sooner than this are one: a line that comes and goes was not there."""

_GAPS = tables.gaps
_LISTENINGS = tables.listenings


async def listening(unit: Unit, account: str, at: datetime) -> None:
    """Note that an account is being listened to."""
    row = unit.insert(_LISTENINGS).values(account=account, at=at)
    await unit.execute(row.on_conflict_do_update(index_elements=[_LISTENINGS.c.account], set_={"at": at}))


async def open(unit: Unit, account: str, now: datetime, tolerance: timedelta) -> Gap | None:  # noqa: A001
    """Begin to listen, and note since when nobody did.

    Args:
        unit: of one transaction.
        account: that is listened to from now on.
        now: aware.
        tolerance: a silence that is not worth a word; up to so long nothing is noted.

    Returns:
        The gap, with the one before it if that is :data:`NEAR`; none if it is shorter, or if the account was never
        listened to.
    """
    last: datetime | None = (
        await unit.execute(select(_LISTENINGS.c.at).where(_LISTENINGS.c.account == account))
    ).scalar_one_or_none()
    await listening(unit, account, now)
    if last is None or now - last <= tolerance:
        return None
    before = select(_GAPS.c.since).where(_GAPS.c.account == account, _GAPS.c.until > last - NEAR, _GAPS.c.until <= last)
    begun: datetime | None = (await unit.execute(before.order_by(_GAPS.c.since.desc()).limit(1))).scalar_one_or_none()
    gap = Gap(account=account, since=begun or last, until=now)
    # Where a clock went back, a gap may begin when another did.
    row = unit.insert(_GAPS).values(account=account, since=gap.since, until=now)
    await unit.execute(row.on_conflict_do_update(index_elements=list(_GAPS.primary_key), set_={"until": now}))
    return gap


async def since(unit: Unit, account: str | None, at: datetime) -> tuple[Gap, ...]:
    """The gaps that had not ended then, of one account or of all, in their order."""
    query = select(_GAPS).where(_GAPS.c.until > at).order_by(_GAPS.c.since, _GAPS.c.account)
    rows = await unit.execute(query if account is None else query.where(_GAPS.c.account == account))
    return tuple(Gap(account=row.account, since=row.since, until=row.until) for row in rows)


async def drop_stale(unit: Unit, before: datetime) -> int:
    """Forget the gaps that ended before.

    Returns:
        How many were forgotten.
    """
    return (await unit.execute(delete(_GAPS).where(_GAPS.c.until < before))).rowcount
