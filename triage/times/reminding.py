"""Reminding: who has to be told now of what is due, or overdue, and in which words.

On the path between the clock and the channels. Whoever sees to something is reminded of it; if nobody does, or he
cannot be reached, the coordinators are, and then the leads, so that nothing is late unseen. Quiet hours hold back
whatever is no emergency. Rows decide, of which the first writer is told: two processes remind once.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from storage import hours, papers, referrals, reminders
from storage.database import Unit
from storage.deadlines import DeadlineKind
from storage.documents import DocumentKind, Urgency
from storage.ids import MemberId
from storage.members import Role, Standing
from storage.reminders import Pending, Thing
from triage.membership.roster import Roster
from triage.notices import Notice, say
from triage.times.due import read_owners, responsible, word_line
from triage.times.stages import AHEAD, stage

LINES = 12
"""Of so many things somebody is reminded in one message; the others are counted, and ``overdue`` lists them."""

_NOBODY = {"held": "nobody", "holder": ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """Something of which a member has to be told.

    Attributes:
        pending: the deadline and its case.
        stage: when the stage began at which he is told.
    """

    pending: Pending
    stage: datetime


async def owed(
    unit: Unit, known: Roster, reachable: Collection[MemberId], now: datetime
) -> Mapping[MemberId, tuple[Reminder, ...]]:
    """Find who has to be reminded now, and of what: the most urgent first.

    Args:
        unit: to read with.
        known: the members whose rows verify.
        reachable: who could be told.
        now: aware.
    """
    active = {member.id: member.role for member in known.members if member.standing is Standing.ACTIVE}
    roles = {member: role for member, role in active.items() if member in reachable}
    look = _Look(unit, roles, await reminders.told(unit), now)
    owners = await read_owners(unit)
    found: dict[MemberId, list[Reminder]] = {}
    for pending in await reminders.running(unit, now + AHEAD):
        begun = stage(pending.deadline, now)
        if begun is not None:
            reminder = Reminder(pending=pending, stage=begun)
            for member in await look.whom(reminder, responsible(pending, owners, now)):
                found.setdefault(member, []).append(reminder)
    return {member: tuple(several) for member, several in found.items()}


async def note(unit: Unit, member: MemberId, several: Sequence[Reminder]) -> tuple[Reminder, ...]:
    """Note that a member is reminded; what is left is what nobody else has reminded him of meanwhile."""
    return tuple([one for one in several if await reminders.note(unit, one.pending.thing, member, one.stage)])


def word(several: Sequence[Reminder], now: datetime) -> Notice:
    """Word what one member is reminded of, without anything that a channel could not carry."""
    lines = [word_line(one.pending, now, _NOBODY) for one in several[:LINES]]
    if len(several) > LINES:
        lines.append(say("reminder-more", count=len(several) - LINES))
    return say("reminder", *lines, count=len(several))


class _Look:
    """One look at all that is due."""

    def __init__(
        self,
        unit: Unit,
        roles: Mapping[MemberId, Role],
        told: Mapping[tuple[Thing, MemberId], datetime],
        now: datetime,
    ) -> None:
        self._unit = unit
        self._roles = roles
        self._told = told
        self._now = now
        self._asleep: dict[MemberId, bool] = {}

    async def whom(self, reminder: Reminder, seeing: MemberId | None) -> tuple[MemberId, ...]:
        """Those of the first circle in which anybody can be reached who were not told yet, and are awake."""
        # Who is barred is asked only where somebody would be told: most have been.
        if not await self._hearing(reminder, self._first(seeing, frozenset())):
            return ()
        barred = await self._barred(reminder.pending)
        return await self._hearing(reminder, self._first(seeing, barred))

    def _first(self, seeing: MemberId | None, barred: frozenset[MemberId]) -> tuple[MemberId, ...]:
        circles = (tuple(member for member in circle if member not in barred) for circle in self._circles(seeing))
        return next(filter(None, circles), ())

    def _circles(self, seeing: MemberId | None) -> Iterator[tuple[MemberId, ...]]:
        if seeing is not None and seeing in self._roles:
            yield (seeing,)
        for role in (Role.COORDINATOR, Role.LEAD):
            yield tuple(member for member, has in self._roles.items() if has is role)

    async def _hearing(self, reminder: Reminder, members: Iterable[MemberId]) -> tuple[MemberId, ...]:
        urgent = reminder.pending.urgency is Urgency.EMERGENCY
        owed = [member for member in members if self._is_owed(reminder, member)]
        return tuple([member for member in owed if urgent or not await self._is_asleep(member)])

    def _is_owed(self, reminder: Reminder, member: MemberId) -> bool:
        last = self._told.get((reminder.pending.thing, member))
        return last is None or last < reminder.stage

    async def _is_asleep(self, member: MemberId) -> bool:
        if member not in self._asleep:
            self._asleep[member] = (await hours.of(self._unit, member)).wakes_at(self._now) > self._now
        return self._asleep[member]

    async def _barred(self, pending: Pending) -> frozenset[MemberId]:
        """Those who took themselves out of the case; and whoever ordered a referral alone does not review it."""
        deadline = pending.deadline
        recused = {author for author, _ in await papers.authors(self._unit, deadline.case, DocumentKind.RECUSAL)}
        if deadline.kind is DeadlineKind.REVIEW:
            for referral in await referrals.of_case(self._unit, deadline.case):
                if referral.id == deadline.item:
                    recused.add(referral.by)
        return frozenset(recused)
