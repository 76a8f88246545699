"""Who is called, and when, if life or freedom is at risk."""

from datetime import UTC, datetime, timedelta

import pytest

from intake.alarm import call_out
from storage.ids import CaseId, MemberId, Reference
from storage.members import Member, Role, Standing

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
STEPS = tuple(timedelta(minutes=minutes) for minutes in (0, 3, 8, 15))


def member(name: str, role: Role, standing: Standing = Standing.ACTIVE) -> Member:
    """Somebody in the group; the name is the id."""
    return Member(id=MemberId(name), name=name, role=role, standing=standing, changed_at=NOW)


def called(*roster: Member) -> list[set[str | None]]:
    """Who is called at each step."""
    rows = call_out(roster, STEPS, case=CaseId("c"), reference=Reference("lumeko-42"), now=NOW)
    return [{row.person for row in rows if row.step == step} for step in range(4)]


ANNA = member("anna", Role.REFERRER)
OLEH = member("oleh", Role.REFERRER)
IVAN = member("ivan", Role.COORDINATOR)
LEAD = member("lead", Role.LEAD)
MARY = member("mary", Role.MEMBER)


def test_each_step_calls_its_people() -> None:
    """Referrers, then coordinators, then everyone, then the lead; never a member who only assesses by name."""
    assert called(ANNA, OLEH, IVAN, LEAD, MARY) == [{"anna", "oleh"}, {"ivan"}, {None}, {"lead"}]


@pytest.mark.parametrize("standing", [Standing.INVITED, Standing.SUSPENDED])
def test_who_cannot_answer_is_not_relied_on(standing: Standing) -> None:
    """A referrer who has not come yet, or may not act, leaves the step to everyone."""
    assert called(member("new", Role.REFERRER, standing), IVAN, LEAD)[0] == {None}


def test_an_empty_roster_calls_everyone_at_every_step() -> None:
    """No emergency waits for a rota."""
    assert called() == [{None}] * 4


def test_steps_come_after_their_minutes() -> None:
    """At once, then after 3, 8 and 15 minutes, with nothing but case and reference."""
    rows = call_out((ANNA,), STEPS, case=CaseId("c"), reference=Reference("lumeko-42"), now=NOW)
    assert [row.due_at - NOW for row in rows] == list(STEPS)
    assert {(row.case, row.reference) for row in rows} == {("c", "lumeko-42")}


def test_a_wrong_number_of_steps_is_refused() -> None:
    """An escalation without its last step would leave the lead asleep."""
    with pytest.raises(ValueError, match="zip"):
        call_out((), STEPS[:3], case=CaseId("c"), reference=Reference("lumeko-42"), now=NOW)
