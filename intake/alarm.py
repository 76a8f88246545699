"""Who is called when life or freedom is at risk: the alert rows that go into the submission's own transaction.

Pure: from the roster and the steps to rows. An alert carries no content; it is worded when it is shown or sent. Whoever
is called at a step is called until somebody acknowledges.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from storage.alerts import NewAlert
from storage.ids import CaseId, MemberId, Reference
from storage.members import Member, Role, Standing

_CALLED: tuple[Role | None, ...] = (Role.REFERRER, Role.COORDINATOR, None, Role.LEAD)
"""Who is called at each step: those on duty, their backup, everyone, the lead."""


def call_out(
    roster: Sequence[Member], steps: Sequence[timedelta], *, case: CaseId, reference: Reference, now: datetime
) -> tuple[NewAlert, ...]:
    """The alerts of one emergency.

    A step whose role nobody active holds calls everyone, so that no emergency waits for an empty rota, or for somebody
    who was invited and has not come yet.
    """
    rows: list[NewAlert] = []
    for step, (role, after) in enumerate(zip(_CALLED, steps, strict=True)):
        rows.extend(
            NewAlert(case=case, reference=reference, person=person, step=step, due_at=now + after)
            for person in _people(roster, role)
        )
    return tuple(rows)


def _people(roster: Sequence[Member], role: Role | None) -> Iterator[MemberId | None]:
    called = [member.id for member in roster if member.role is role and member.standing is Standing.ACTIVE]
    if called:
        yield from called
    else:
        yield None
