"""The stages at which somebody is reminded of a deadline: some before it, then when it is over, then every day.

On the path between a row and a reminder. Pure: a deadline and the time go in, an instant comes out.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

from storage.deadlines import Deadline, DeadlineKind

AGAIN = timedelta(days=1)
"""How long it is from one reminder to the next, once a deadline is over."""

BEFORE: Mapping[DeadlineKind, tuple[timedelta, ...]] = MappingProxyType(
    {
        DeadlineKind.HEARING: (timedelta(days=3), timedelta(days=1)),
        DeadlineKind.ACTION: (timedelta(days=1),),
    }
)
"""How long before a deadline somebody is reminded of it."""

GRACE: Mapping[DeadlineKind, timedelta] = MappingProxyType({DeadlineKind.OFFER: timedelta(hours=1)})
"""How long after a deadline nobody is reminded yet: an offer ends by itself, and the next partner is asked."""

AHEAD = max(span for spans in BEFORE.values() for span in spans)
"""How far ahead one has to look for whatever somebody is to be reminded of now."""


def stage(deadline: Deadline, now: datetime) -> datetime | None:
    """Say when the stage began that is the last until now; None if none has begun.

    Whoever was away for several stages is reminded once: of the last of them.
    """
    over = deadline.due_at + GRACE.get(deadline.kind, timedelta())
    if now >= over:
        return over + (now - over) // AGAIN * AGAIN
    begun = (deadline.due_at - span for span in BEFORE.get(deadline.kind, ()))
    return max((at for at in begun if at <= now), default=None)
