"""What is due: who sees to it, and its line, the same in a reminder and in a list.

On the path between ``storage.reminders`` and what a member reads. It reads rows, and changes nothing; no key is needed,
and nothing in a line is anybody's words.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from storage import actions
from storage.database import Unit
from storage.ids import MemberId
from storage.reminders import Pending
from triage.card import span
from triage.notices import Notice, say

NAMED = 10
"""References or numbers that stand in one line."""


async def read_owners(unit: Unit) -> Mapping[str, MemberId]:
    """Who sees to what goes on, by the item that the deadlines of an action have."""
    return {str(action.number): action.owner for action in await actions.seen_to(unit)}


def responsible(pending: Pending, owners: Mapping[str, MemberId], now: datetime) -> MemberId | None:
    """Name who sees to it: the owner of an action, else whoever holds the case now; None if nobody does."""
    if pending.deadline.action:
        return owners.get(pending.deadline.item)
    held = pending.lease_until is not None and pending.lease_until > now
    return pending.holder if held else None


def word_line(pending: Pending, now: datetime, who: Mapping[str, str]) -> Notice:
    """Word in a line what is due, or overdue.

    Args:
        pending: the deadline and its case.
        now: aware.
        who: sees to it, as :func:`triage.card.who_holds` says it.
    """
    due = pending.deadline.due_at
    length = span(abs(now - due))
    return say(
        "due-line",
        reference=pending.reference,
        urgency=pending.urgency,
        kind=pending.deadline.kind,
        number=pending.deadline.action,
        late="yes" if due <= now else "no",
        amount=length.amount,
        unit=length.unit,
        **who,
    )


def name(items: Sequence[object]) -> str:
    """Name a few of several in a line, each once."""
    several = list(dict.fromkeys(map(str, items)))
    return ", ".join([*several[:NAMED], *(["…"] if len(several) > NAMED else [])])
