"""Calls to someone on duty."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from storage import alerts, cases
from storage.alerts import DRILL_LENGTH, AlertKind, AlertUnknown, NewAlert, call_out
from storage.cases import CaseState
from storage.ids import CaseId, MemberId, Reference
from storage.members import Member, Role, Standing
from storage.rota import OnDuty

OLHA, PETRO = MemberId("1" * 32), MemberId("2" * 32)
CASE = CaseId("c" * 32)


@pytest.fixture
def alert(now):
    return NewAlert(case=CASE, reference=Reference("lumeko-42"), person=OLHA, step=0, due_at=now)


async def add(database, *new):
    await database.write(lambda unit: alerts.add(unit, new))


async def due(database, at, person):
    return await database.read(lambda unit: alerts.due(unit, at, person))


async def acknowledge(database, by, at, case=CASE):
    return await database.write(lambda unit: alerts.acknowledge(unit, case, by, at))


async def test_an_alert_comes_back_as_it_was_written(database, alert, now):
    """With a number, and nobody has taken it."""
    await add(database, alert)
    (found,) = await due(database, now, OLHA)
    assert (found.case, found.reference, found.person, found.step, found.due_at) == (
        CASE,
        "lumeko-42",
        OLHA,
        0,
        now,
    )
    assert (found.acknowledged_at, found.acknowledged_by) == (None, None)
    assert await database.read(lambda unit: alerts.find(unit, found.number)) == found


async def test_an_alert_rings_for_its_person_alone(database, alert, now):
    """Others are not woken."""
    await add(database, alert)
    assert await due(database, now, PETRO) == ()


async def test_an_alert_to_nobody_in_particular_rings_for_everybody(database, alert, now):
    """Whoever is on duty."""
    await add(database, replace(alert, person=None))
    assert len(await due(database, now, OLHA)) == len(await due(database, now, PETRO)) == 1


async def test_all_that_ring_can_be_asked_for(database, alert, now):
    """Without a person."""
    await add(database, alert, replace(alert, person=PETRO), replace(alert, person=None))
    assert [each.person for each in await due(database, now, None)] == [OLHA, PETRO, None]


async def test_a_later_step_rings_at_its_time(database, alert, now):
    """The escalation is written at once and rings step by step."""
    backup = replace(alert, person=PETRO, step=1, due_at=now + timedelta(minutes=3))
    await add(database, alert, backup)
    assert await due(database, now, PETRO) == ()
    assert [each.step for each in await due(database, now + timedelta(minutes=3), PETRO)] == [1]


async def test_an_alert_rings_until_somebody_acknowledges(database, alert, now):
    """However long."""
    await add(database, alert)
    assert len(await due(database, now + timedelta(days=30), OLHA)) == 1


async def test_what_rings_for_one_person_can_be_passed_on_to_everybody(database, alert, now):
    """What was acknowledged stays as it was."""
    await add(database, alert)
    await acknowledge(database, OLHA, now)
    await add(database, alert)
    await database.write(lambda unit: alerts.pass_on(unit, alert.person))
    assert [found.person for found in await due(database, now, PETRO)] == [None]
    assert (await database.read(lambda unit: alerts.find(unit, 1))).person == alert.person


async def test_acknowledging_silences_every_step(database, alert, now):
    """Also those that have not rung yet, and for everybody."""
    later = now + timedelta(minutes=3)
    await add(database, alert, replace(alert, person=PETRO, step=1, due_at=later))
    assert await acknowledge(database, PETRO, now)
    assert await due(database, later, None) == ()
    (first, second) = [await database.read(lambda unit, n=n: alerts.find(unit, n)) for n in (1, 2)]
    assert (first.acknowledged_by, second.acknowledged_by) == (PETRO, PETRO)
    assert first.acknowledged_at == now


async def test_the_first_to_acknowledge_stays(database, alert, now):
    """A second acknowledgement is harmless."""
    await add(database, alert)
    assert await acknowledge(database, OLHA, now)
    assert not await acknowledge(database, PETRO, now + timedelta(minutes=1))
    found = await database.read(lambda unit: alerts.find(unit, 1))
    assert (found.acknowledged_by, found.acknowledged_at) == (OLHA, now)


async def test_acknowledging_one_case_leaves_the_others_ringing(database, alert, now):
    """Each case is taken by itself."""
    other = replace(alert, case=CaseId("o" * 32))
    await add(database, alert, other)
    await acknowledge(database, OLHA, now)
    assert [each.case for each in await due(database, now, OLHA)] == [other.case]


async def test_acknowledging_what_does_not_ring_is_told(database, now):
    """Nothing was silenced."""
    assert not await acknowledge(database, OLHA, now)


async def test_an_unknown_alert_is_told(database):
    """As after the erasure of its case."""
    with pytest.raises(AlertUnknown):
        await database.read(lambda unit: alerts.find(unit, 1))


async def test_nobody_called_is_nothing_written(database, now):
    """No row comes of an empty sequence."""
    await add(database)
    assert await due(database, now, None) == ()


@pytest.mark.parametrize("state", CaseState)
async def test_nothing_rings_for_a_case_that_has_ended(database, alert, make_case, now, state):
    """Whoever closed it, or withdrew it, has taken it off everybody's hands."""
    case = make_case(state=state)
    await database.write(lambda unit: cases.add(unit, case))
    await add(database, replace(alert, case=case.id))
    ended = state in {CaseState.CLOSED, CaseState.WITHDRAWN}
    assert len(await due(database, now, None)) == (0 if ended else 1)


@pytest.fixture
async def silenced(database, make_case, alert):
    """Which cases somebody has silenced; there is one case that calls."""
    case = make_case(id=CASE)
    await database.write(lambda unit: cases.add(unit, case))
    await add(database, alert, replace(alert, person=PETRO, step=1))

    async def by(person):
        return await database.read(lambda unit: alerts.silenced(unit, person))

    return by


async def test_a_case_is_silent_because_of_whoever_acknowledged(database, silenced, now):
    """Once, however many alerts were silenced, and of nobody else."""
    assert await silenced(OLHA) == ()
    await acknowledge(database, OLHA, now)
    assert (await silenced(OLHA), await silenced(PETRO)) == ((CASE,), ())


async def test_a_case_that_calls_anew_is_not_silent(database, silenced, alert, now):
    """And then it is silent because of whoever answers that call."""
    await acknowledge(database, OLHA, now)
    await add(database, alert)
    assert await silenced(OLHA) == ()
    await acknowledge(database, PETRO, now)
    assert (await silenced(OLHA), await silenced(PETRO)) == ((), (CASE,))


async def test_an_alert_of_no_case_is_passed_over(database, silenced, alert, now):
    """Whoever writes to the database may have put it there."""
    await add(database, replace(alert, case=CaseId("o" * 32)))
    await acknowledge(database, OLHA, now, CaseId("o" * 32))
    assert await silenced(OLHA) == ()


# Who is called, and when, if life or freedom is at risk --------------------------------------------------------------

STEPS = tuple(timedelta(minutes=minutes) for minutes in (0, 3, 8, 15))


def member(name, role, standing=Standing.ACTIVE):
    """Somebody in the group; the name is the id."""
    return Member(id=MemberId(name), name=name, role=role, standing=standing, changed_at=datetime.now(UTC))


def called(now, *roster):
    """Who is called at each step."""
    rows = call_out(roster, STEPS, case=CASE, reference=Reference("lumeko-42"), now=now)
    return [{row.person for row in rows if row.step == step} for step in range(4)]


ANNA = member("anna", Role.REFERRER)
OLEH = member("oleh", Role.REFERRER)
IVAN = member("ivan", Role.COORDINATOR)
LEAD = member("lead", Role.LEAD)
MARY = member("mary", Role.MEMBER)


def test_each_step_calls_its_people(now):
    """Referrers, then coordinators, then everyone, then the lead; never a member who only assesses by name."""
    assert called(now, ANNA, OLEH, IVAN, LEAD, MARY) == [{"anna", "oleh"}, {"ivan"}, {None}, {"lead"}]


@pytest.mark.parametrize("standing", [Standing.INVITED, Standing.SUSPENDED])
def test_who_cannot_answer_is_not_relied_on(now, standing):
    """A referrer who has not come yet, or may not act, leaves the step to everyone."""
    assert called(now, member("new", Role.REFERRER, standing), IVAN, LEAD)[0] == {None}


def test_an_empty_roster_calls_everyone_at_every_step(now):
    """No emergency waits for a rota."""
    assert called(now) == [{None}] * 4


def test_steps_come_after_their_minutes(now):
    """At once, then after 3, 8 and 15 minutes, with nothing but case and reference."""
    rows = call_out((ANNA,), STEPS, case=CASE, reference=Reference("lumeko-42"), now=now)
    assert [row.due_at - now for row in rows] == list(STEPS)
    assert {(row.case, row.reference) for row in rows} == {(CASE, "lumeko-42")}


def test_a_wrong_number_of_steps_is_refused(now):
    """An escalation without its last step would leave the lead asleep."""
    with pytest.raises(ValueError, match="zip"):
        call_out((), STEPS[:3], case=CASE, reference=Reference("lumeko-42"), now=now)


# The rota ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on_duty", "first", "second"),
    [
        (OnDuty(), "2", "3"),
        (OnDuty(on_call=("4",), backup=("1", "2")), "4", "12"),
        (OnDuty(on_call=("4", "1")), "41", "3"),
        (OnDuty(backup=("4",)), "2", "4"),
        (OnDuty(on_call=("9",), backup=("5",)), "2", "3"),
    ],
)
def test_whoever_is_on_duty_is_called_first(now, on_duty, first, second):
    """Then their backup; where the rota names nobody who is active, the referrers and the coordinators."""
    roles = {"1": Role.MEMBER, "2": Role.REFERRER, "3": Role.COORDINATOR, "4": Role.LEAD, "5": Role.LEAD}
    roster = [
        replace(ANNA, id=MemberId(id_), role=role, standing=Standing.INVITED if id_ == "5" else Standing.ACTIVE)
        for id_, role in roles.items()
    ]
    rows = call_out(roster, STEPS, case=CASE, reference=Reference("lumeko-42"), now=now, on_duty=on_duty)
    called = ["".join(row.person or "*" for row in rows if row.step == step) for step in range(4)]
    assert called == [first, second, "*", "4"]


# Drills --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def drill(now):
    return call_out((ANNA,), STEPS, case=CASE, reference=Reference("lumeko-42"), now=now, kind=AlertKind.DRILL)


async def test_a_drill_rings_as_a_case_does(database, drill, now):
    """Step by step, until somebody acknowledges."""
    await add(database, *drill)
    later = now + STEPS[2]
    assert [(each.kind, each.step) for each in await due(database, later, None)] == [
        (AlertKind.DRILL, step) for step in range(3)
    ]
    assert await acknowledge(database, OLHA, later)
    assert await due(database, later, None) == ()


async def test_a_drill_stops_by_itself(database, drill, now):
    """Nobody waits, so nobody is called for ever."""
    await add(database, *drill)
    end = now + STEPS[-1] + DRILL_LENGTH
    assert len(await due(database, end - timedelta(seconds=1), None)) == 1
    assert await due(database, end, None) == ()


async def test_a_drill_is_found_by_its_reference(database, alert, drill):
    """An alert about a case is none."""
    await add(database, replace(alert, case=CaseId("o" * 32), reference=Reference("munipo-17")), *drill)

    async def find(reference):
        return await database.read(lambda unit: alerts.drill(unit, Reference(reference)))

    assert (await find("lumeko-42"), await find("munipo-17")) == (CASE, None)


async def test_the_last_drill_is_the_last_that_called_several_steps(database, alert, drill, now):
    """Neither somebody who tried out his pager, nor an emergency."""

    async def last():
        return await database.read(alerts.last_drill)

    assert await last() is None
    tried = replace(alert, case=CaseId("p" * 32), kind=AlertKind.DRILL, due_at=now + timedelta(days=1))
    emergency = call_out((), STEPS, case=CaseId("o" * 32), reference=Reference("munipo-17"), now=now)
    await add(database, tried, *emergency)
    assert await last() is None
    earlier = [replace(each, case=CaseId("e" * 32), due_at=each.due_at - timedelta(days=9)) for each in drill]
    await add(database, *drill, *earlier)
    assert await last() == now


async def test_the_history_of_a_case_is_all_its_alerts(database, alert, now):
    """Those that were acknowledged, and those that never rang, in the order of their times."""
    later = replace(alert, person=PETRO, step=1, due_at=now + timedelta(minutes=3))
    await add(database, later, alert, replace(alert, case=CaseId("o" * 32)))
    await acknowledge(database, OLHA, now)
    rows = await database.read(lambda unit: alerts.history(unit, CASE))
    assert [(row.person, row.acknowledged_by) for row in rows] == [(OLHA, OLHA), (PETRO, OLHA)]
