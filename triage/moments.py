"""What a typed day means: an instant, on the clock of whoever typed it.

On the path between an order and a deadline. It reads the member's time zone, and changes nothing.
"""

from datetime import UTC, datetime, time

from storage import hours
from storage.database import Unit
from storage.shifts import zone
from triage.errors import DateRefused
from triage.grammar.moments import Moment
from triage.turn import Turn

MORNING = time(9)
"""When a day begins whose hour was not said."""

EVENING = time(18)
"""When what is due on a day is due, if no hour was said."""


async def coming(unit: Unit, turn: Turn, moment: Moment, usual: time) -> datetime:
    """Say which instant a moment is, in UTC.

    Args:
        unit: to read with.
        turn: whose clock is meant.
        moment: as it was typed.
        usual: the time of day where none was said.

    Raises:
        DateRefused: it has passed.
    """
    known = await hours.of(unit, turn.member.id)
    instant = moment.instant(zone(known.zone), usual).astimezone(UTC)
    if instant <= turn.now:
        raise DateRefused
    return instant


def iso(moment: Moment | None) -> str:
    """Write a moment in ISO 8601, as far as it was said; nothing for none."""
    if moment is None:
        return ""
    clock = "" if moment.at is None else f"T{moment.at.isoformat(timespec='minutes')}"
    return f"{moment.day.isoformat()}{clock}"
