"""A member's own hours: the time zone they live in, when they want no reminders, and when the daily digest comes.

On the path of reminders, never of alerts, which no quiet hours hold back. Whoever writes to the database can change
these rows, and has no more of it than that a reminder comes at another hour; so they are not signed, and a member may
change them while triage is locked.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from typing import Any

from sqlalchemy import Row, delete, select

from storage.database import Unit, tables
from storage.ids import MemberId
from storage.shifts import ZoneUnknown, zone

DEFAULT_ZONE = "UTC"
"""Of whoever has not said where they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """When somebody wants to hear what is not urgent.

    Attributes:
        member: who.
        zone: in which the times are meant (IANA).
        quiet_from: when the quiet hours begin; nothing if there are none.
        quiet_to: when they are over, perhaps on the next day.
        digest_at: when the daily digest comes; nothing if it does not.
    """

    member: MemberId
    zone: str = DEFAULT_ZONE
    quiet_from: time | None = None
    quiet_to: time | None = None
    digest_at: time | None = None

    def local(self, now: datetime) -> datetime:
        """Say what the member's clock shows."""
        return now.astimezone(self._tz())

    def wakes_at(self, now: datetime) -> datetime:
        """Say from when the member may be told what is not urgent: now, or once the quiet hours are over."""
        here = self.local(now)
        if not self._is_quiet(here.time()) or self.quiet_to is None:
            return now
        day = here.date() if here.time() < self.quiet_to else here.date() + timedelta(days=1)
        return datetime.combine(day, self.quiet_to, self._tz()).astimezone(now.tzinfo)

    def _is_quiet(self, clock: time) -> bool:
        if self.quiet_from is None or self.quiet_to is None or self.quiet_from == self.quiet_to:
            return False  # hours that are never over would keep everything back for ever
        if self.quiet_from < self.quiet_to:
            return self.quiet_from <= clock < self.quiet_to
        return clock >= self.quiet_from or clock < self.quiet_to

    def _tz(self) -> tzinfo:
        return zone(self.zone)


_TABLE = tables.hours


async def of(unit: Unit, member: MemberId) -> Hours:
    """The hours of a member; the defaults of whoever never said anything."""
    row = (await unit.execute(select(_TABLE).where(_TABLE.c.member == member))).one_or_none()
    return Hours(member=member) if row is None else _hours(row)


async def set_zone(unit: Unit, member: MemberId, name: str) -> None:
    """Note where a member is.

    Raises:
        ZoneUnknown: there is no such zone; nothing was written.
    """
    zone(name)
    await _change(unit, member, {"zone": name})


async def set_quiet(unit: Unit, member: MemberId, span: tuple[time, time] | None) -> None:
    """Note when a member wants no reminders; None for never."""
    start, end = span or (None, None)
    await _change(unit, member, {"quiet_from": _clock(start), "quiet_to": _clock(end)})


async def set_digest(unit: Unit, member: MemberId, at: time | None) -> None:
    """Note when a member's daily digest comes; None for not at all."""
    await _change(unit, member, {"digest_at": _clock(at)})


async def drop(unit: Unit, member: MemberId) -> None:
    """Forget the hours of somebody who has left; again does nothing."""
    await unit.execute(delete(_TABLE).where(_TABLE.c.member == member))


async def _change(unit: Unit, member: MemberId, changing: dict[str, str | None]) -> None:
    row = unit.insert(_TABLE).values(member=member, **changing)
    await unit.execute(row.on_conflict_do_update(index_elements=[_TABLE.c.member], set_=changing))


def _hours(row: Row[Any]) -> Hours:
    """The hours of a row; the defaults in place of what was not written here, since a reminder must not fail for it."""
    try:
        name = row.zone or DEFAULT_ZONE
        zone(name)
        return Hours(
            member=MemberId(row.member),
            zone=name,
            quiet_from=_time(row.quiet_from),
            quiet_to=_time(row.quiet_to),
            digest_at=_time(row.digest_at),
        )
    except (ValueError, TypeError, ZoneUnknown):
        return Hours(member=MemberId(row.member))


def _clock(at: time | None) -> str | None:
    return None if at is None else at.isoformat(timespec="minutes")


def _time(written: str | None) -> time | None:
    return None if written is None else time.fromisoformat(written)
