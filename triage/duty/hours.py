"""A member's own hours: the time zone he is in, and when he wants to hear nothing that is not urgent.

On the path between orders and ``storage.hours``. It works while the desk is locked. No quiet hours hold back an alert.
"""

from storage import hours
from storage.database import Unit
from storage.hours import Hours
from triage.duty import zones
from triage.duty.errors import QuietForEver
from triage.grammar.duty import SetQuiet, SetZone
from triage.notices import Notice, say
from triage.turn import Turn


async def set_zone(turn: Turn, order: SetZone) -> tuple[Notice, ...]:
    """Note the member's time zone; without one, say which is noted."""
    zone = zones.find(order.zone) if order.zone else None

    async def work(unit: Unit) -> Hours:
        if zone is not None:
            await hours.set_zone(unit, turn.member.id, zone)
        return await hours.of(unit, turn.member.id)

    mine = await (turn.room.database.read if zone is None else turn.room.database.write)(work)
    return (say("zone-is", zone=mine.zone, now=f"{mine.local(turn.now):%H:%M}"),)


async def set_quiet(turn: Turn, order: SetQuiet) -> tuple[Notice, ...]:
    """Note the member's quiet hours; without any, say which are noted.

    Raises:
        QuietForEver: they would never be over.
    """
    if order.hours is not None and order.hours[0] == order.hours[1]:
        raise QuietForEver
    changes = order.hours is not None or order.off is not None

    async def work(unit: Unit) -> Hours:
        if changes:
            await hours.set_quiet(unit, turn.member.id, order.hours)
        return await hours.of(unit, turn.member.id)

    mine = await (turn.room.database.write if changes else turn.room.database.read)(work)
    if mine.quiet_from is None or mine.quiet_to is None:
        return (say("quiet-off"),)
    return (say("quiet-is", start=f"{mine.quiet_from:%H:%M}", end=f"{mine.quiet_to:%H:%M}", zone=mine.zone),)
