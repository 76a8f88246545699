"""Who is on duty at an instant."""

import os
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage import members, rota, shifts, swaps
from storage.ids import MemberId
from storage.members import Member, Role, Standing
from storage.rota import Gap, OnDuty, Rota
from storage.sealed import SigningKey
from storage.shifts import Day, Duty, Shift, ShiftId
from storage.swaps import Swap

ROSTER = SigningKey.generate(os.urandom)
OLHA, PETRO, RAFAEL = (MemberId(digit * 32) for digit in "123")
WORKDAYS = (Day.MON, Day.TUE, Day.WED, Day.THU, Day.FRI)
SUNDAY = datetime(2026, 11, 22, tzinfo=UTC)


def at(day, hour, minute=0, zone="UTC"):
    """An instant of the week that begins on Sunday, 22 November 2026."""
    return datetime(2026, 11, 22, hour, minute, tzinfo=ZoneInfo(zone)) + timedelta(days=day)


def a_shift(name="a", **changes):
    shift = Shift(
        id=ShiftId(name * 32),
        member=OLHA,
        days=tuple(Day),
        start=time(9),
        end=time(17),
        zone="UTC",
        duty=Duty.ON_CALL,
        changed_at=SUNDAY,
    )
    return replace(shift, **changes)


def a_rota(*of, swapped=(), active=(OLHA, PETRO, RAFAEL)):
    return Rota(shifts=of, swaps=tuple(swapped), active=frozenset(active))


def a_swap(giver, taker, day=date(2026, 11, 22), minutes=0, **changes):
    taken = SUNDAY + timedelta(minutes=minutes)
    swap = Swap(shift=ShiftId("a" * 32), day=day, giver=giver, taker=taker, asked_at=SUNDAY, taken_at=taken)
    return replace(swap, **changes)


@pytest.mark.parametrize(("hour", "minute", "on_call"), [(8, 59, ()), (9, 0, (OLHA,)), (16, 59, (OLHA,)), (17, 0, ())])
def test_a_shift_begins_with_its_first_minute_and_ends_before_its_last(hour, minute, on_call):
    """Two that meet never call both."""
    assert a_rota(a_shift()).at(at(0, hour, minute)).on_call == on_call


@pytest.mark.parametrize(("day", "staffed"), [(0, False), (1, True), (5, True), (6, False)])
def test_a_shift_is_on_its_days_alone(day, staffed):
    """Workdays are not the weekend."""
    assert a_rota(a_shift(days=WORKDAYS)).at(at(day, 12)).staffed is staffed


def test_a_shift_may_pass_midnight():
    """It belongs to the day on which it begins."""
    duties = a_rota(a_shift(days=(Day.SUN,), start=time(22), end=time(7)))
    assert [duties.at(when).staffed for when in (at(0, 21), at(0, 23), at(1, 6), at(1, 7), at(1, 23))] == [
        False,
        True,
        True,
        False,
        False,
    ]


def test_a_shift_that_ends_when_it_begins_is_a_whole_day():
    """From that hour to the same hour of the next day."""
    duties = a_rota(a_shift(days=(Day.SUN,), start=time(9), end=time(9)))
    assert [duties.at(when).staffed for when in (at(0, 8), at(0, 9), at(1, 8), at(1, 9))] == [False, True, True, False]


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Kyiv", "Asia/Kathmandu"])
def test_the_hours_of_a_shift_are_those_of_its_zone(zone):
    """Wherever that is: its day may be another one than where the instant is asked for."""
    duties = a_rota(a_shift(days=(Day.MON,), start=time(0), end=time(1), zone=zone))
    assert duties.at(at(1, 0, 30, zone)).staffed
    assert not duties.at(at(0, 23, 59, zone)).staffed
    assert not duties.at(at(1, 1, 0, zone)).staffed


def test_those_on_call_and_their_backup_are_told_apart():
    """Each is named once, however many shifts they have at that hour."""
    duties = a_rota(
        a_shift("a"),
        a_shift("b", start=time(8)),
        a_shift("c", member=PETRO, duty=Duty.BACKUP),
        a_shift("d", member=RAFAEL),
    )
    assert duties.at(at(0, 12)) == OnDuty(on_call=(OLHA, RAFAEL), backup=(PETRO,))


def test_backup_alone_is_no_staff():
    """An emergency would find nobody on call."""
    assert not a_rota(a_shift(duty=Duty.BACKUP)).at(at(0, 12)).staffed


def test_who_is_not_active_is_not_on_duty():
    """Nobody is called who could not take over."""
    assert a_rota(a_shift(), active=(PETRO,)).at(at(0, 12)) == OnDuty()


# Clocks that are changed ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
def test_shifts_that_meet_leave_nobody_when_clocks_are_changed(day):
    """Whatever the hour at which they meet, and whether an hour is missing or comes twice."""
    begin = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(days=1)
    for minutes in range(0, 6 * 60, 30):
        meeting = time(minutes // 60, minutes % 60)
        duties = a_rota(
            a_shift("a", start=time(12), end=meeting, zone="Europe/Kyiv"),
            a_shift("b", start=meeting, end=time(12), zone="Europe/Kyiv", member=PETRO),
        )
        assert duties.gaps(begin, begin + timedelta(days=3)) == ()


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 28), 8), (date(2026, 10, 24), 10), (date(2026, 11, 21), 9)])
def test_a_night_is_as_long_as_the_clock_makes_it(day, hours):
    """An hour less in spring, an hour more in autumn."""
    duties = a_rota(a_shift(start=time(22), end=time(7), zone="Europe/Warsaw"))
    (stint,) = duties.of_day(day)
    assert stint.end - stint.start == timedelta(hours=hours)


@given(
    st.sampled_from(["Europe/Kyiv", "Australia/Lord_Howe", "America/St_Johns", "UTC"]),
    st.lists(st.integers(0, 24 * 12 - 1), min_size=1, max_size=4, unique=True),
    st.integers(0, 364),
)
def test_shifts_that_follow_each_other_round_the_clock_leave_no_gap(zone, cuts, start):
    """In any zone, in any week of the year."""
    times = [time(cut // 12, cut % 12 * 5) for cut in sorted(cuts)]
    of = [
        a_shift(str(place), start=begin, end=times[(place + 1) % len(times)], zone=zone)
        for place, begin in enumerate(times)
    ]
    since = datetime(2026, 1, 2, tzinfo=UTC) + timedelta(days=start)
    assert a_rota(*of).gaps(since, since + timedelta(days=4)) == ()


# Gaps ----------------------------------------------------------------------------------------------------------------


def test_without_shifts_the_whole_time_is_a_gap():
    """From its first instant to its last."""
    assert a_rota().gaps(at(0, 0), at(7, 0)) == (Gap(start=at(0, 0), end=at(7, 0)),)


def test_gaps_lie_between_shifts():
    """Where shifts overlap, or only a backup is there, nothing changes."""
    duties = a_rota(
        a_shift("a"),
        a_shift("b", start=time(10), end=time(12)),
        a_shift("c", start=time(0), end=time(0), duty=Duty.BACKUP),
    )
    assert duties.gaps(at(0, 12), at(1, 12)) == (Gap(start=at(0, 17), end=at(1, 9)),)


# Swaps ---------------------------------------------------------------------------------------------------------------


def test_a_swap_that_was_taken_is_for_its_day_alone():
    """The next day is whose it was."""
    duties = a_rota(a_shift(), swapped=[a_swap(OLHA, PETRO)])
    assert (duties.at(at(0, 12)).on_call, duties.at(at(1, 12)).on_call) == ((PETRO,), (OLHA,))


def test_a_swap_that_nobody_took_changes_nothing():
    """Nobody is put on duty without having said so."""
    assert a_rota(a_shift(), swapped=[a_swap(OLHA, PETRO, taken_at=None)]).at(at(0, 12)).on_call == (OLHA,)


def test_a_shift_goes_from_hand_to_hand():
    """In the order in which it was taken, whatever the order in which that was asked."""
    swapped = [a_swap(PETRO, RAFAEL, minutes=5), a_swap(OLHA, PETRO, minutes=1)]
    assert a_rota(a_shift(), swapped=swapped).at(at(0, 12)).on_call == (RAFAEL,)


def test_a_shift_cannot_be_given_away_twice():
    """Who took it first has it."""
    swapped = [a_swap(OLHA, PETRO, minutes=1), a_swap(OLHA, RAFAEL, minutes=2)]
    assert a_rota(a_shift(), swapped=swapped).at(at(0, 12)).on_call == (PETRO,)


def test_who_cannot_be_called_gives_a_shift_back():
    """To the last one before who can."""
    swapped = [a_swap(OLHA, PETRO, minutes=1), a_swap(PETRO, RAFAEL, minutes=2)]
    assert a_rota(a_shift(), swapped=swapped, active=(OLHA, PETRO)).at(at(0, 12)).on_call == (PETRO,)
    assert a_rota(a_shift(), swapped=swapped, active=(OLHA,)).at(at(0, 12)).on_call == (OLHA,)


def test_a_swap_can_be_taken_until_its_shift_is_over():
    """As long as the shift is still the one's who asked."""
    asked = a_swap(OLHA, PETRO, taken_at=None)
    duties = a_rota(a_shift(), swapped=[asked])
    assert [swap for swap, _ in duties.asked(at(0, 16))] == [asked]
    assert duties.asked(at(0, 17)) == ()
    assert a_rota(a_shift(), swapped=[asked, a_swap(OLHA, RAFAEL)]).asked(at(0, 12)) == ()


def test_a_swap_of_a_shift_that_is_gone_cannot_be_taken():
    """Nor one of a day on which the shift is not."""
    assert a_rota(swapped=[a_swap(OLHA, PETRO, taken_at=None)]).asked(at(0, 12)) == ()
    monday = a_shift(days=(Day.MON,))
    assert a_rota(monday, swapped=[a_swap(OLHA, PETRO, taken_at=None)]).asked(at(0, 12)) == ()


# What is believed ----------------------------------------------------------------------------------------------------


@pytest.fixture
async def staffed(database):
    """Three members with shifts round the clock: a referrer, a plain member, and a lead who is suspended."""
    people = [
        (OLHA, "Olha", Role.REFERRER, Standing.ACTIVE),
        (PETRO, "Petro", Role.MEMBER, Standing.ACTIVE),
        (RAFAEL, "Rafael", Role.LEAD, Standing.SUSPENDED),
    ]

    async def work(unit):
        for place, (id_, name, role, standing) in enumerate(people):
            member = Member(id=id_, name=name, role=role, standing=standing, changed_at=SUNDAY)
            await members.save(unit, members.sign(member, ROSTER))
            shift = a_shift(str(place), member=id_, start=time(0), end=time(0))
            await shifts.add(unit, shifts.sign(shift, ROSTER))

    await database.write(work)


async def test_only_active_members_who_may_take_over_are_on_duty(database, staffed, now):
    """Neither a plain member nor somebody who is suspended."""
    assert await database.read(lambda unit: rota.on_duty(unit, ROSTER.public, now)) == OnDuty(on_call=(OLHA,))


async def test_nobody_is_on_duty_because_of_another_key(database, staffed, now):
    """Shifts that were written by somebody else are counted."""
    other = SigningKey.generate(os.urandom).public
    found = await database.read(lambda unit: rota.read(unit, other))
    assert (found.at(now), found.forged) == (OnDuty(), 3)


async def test_swaps_are_read_with_the_shifts(database, staffed, now):
    """Only those that the roster key signed."""
    swap = a_swap(OLHA, PETRO)
    await database.write(lambda unit: swaps.ask(unit, swaps.sign(replace(swap, taken_at=None), ROSTER)))
    await database.write(lambda unit: swaps.ask(unit, swap))
    found = await database.read(lambda unit: rota.read(unit, ROSTER.public))
    assert len(found.swaps) == 1
