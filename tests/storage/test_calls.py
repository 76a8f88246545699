"""Calls: who of several makes one, and who says that it is over."""

from dataclasses import replace
from datetime import timedelta

import pytest

from storage import alerts, calls, cases
from storage.alerts import NewAlert
from storage.calls import Call
from storage.ids import MemberId

PLACE = "a" * 32


@pytest.fixture
async def case(database, make_case, now):
    """A case about which an alert rings, which is number 1."""
    case = make_case()
    await database.write(lambda unit: cases.add(unit, case))
    alert = NewAlert(case=case.id, reference=case.reference, step=0, due_at=now)
    await database.write(lambda unit: alerts.add(unit, [alert]))
    return case


@pytest.fixture
def call(now):
    return Call(alert=1, place=PLACE, channel="telegram", member=MemberId("e" * 32), count=1, first_at=now, last_at=now)


async def open_at(database, place=PLACE):
    return await database.read(lambda unit: calls.open_at(unit, place))


async def test_first_call_is_made_once(database, case, call):
    """Of two processes that would make it one is told that it was the first; the row is what it wrote."""
    again = replace(call, first_at=call.first_at + timedelta(seconds=1))
    assert await database.write(lambda unit: calls.begin(unit, call))
    assert not await database.write(lambda unit: calls.begin(unit, again))
    assert await open_at(database) == (call,)
    assert await open_at(database, "b" * 32) == ()


async def test_repeat_is_made_once(database, case, call):
    """Whoever knows of one call less comes too late."""
    later = call.last_at + timedelta(minutes=1)
    await database.write(lambda unit: calls.begin(unit, call))
    assert await database.write(lambda unit: calls.repeat(unit, call, later))
    assert not await database.write(lambda unit: calls.repeat(unit, call, later))
    assert await open_at(database) == (replace(call, count=2, last_at=later),)


async def test_silence_is_said_once(database, case, call):
    """After it nothing is open, and the call is still told of."""
    later = call.last_at + timedelta(minutes=1)
    await database.write(lambda unit: calls.begin(unit, call))
    assert await database.read(calls.is_any_open)
    assert await database.write(lambda unit: calls.silence(unit, call, later))
    assert not await database.write(lambda unit: calls.silence(unit, call, later))
    assert not await database.read(calls.is_any_open)
    assert await open_at(database) == ()
    told = await database.read(lambda unit: calls.of_case(unit, case.id))
    assert told == (replace(call, silenced_at=later),)


async def test_calls_of_an_erased_case_stay_until_their_silence_is_said(database, case, call, now):
    """Whoever was called hears that it is over; then nothing is left."""
    await database.write(lambda unit: calls.begin(unit, call))
    await database.write(lambda unit: cases.erase(unit, case.id, at=now))
    assert await open_at(database) == (call,)
    assert await database.write(lambda unit: calls.silence(unit, call, now))
    assert not await database.write(lambda unit: calls.silence(unit, call, now))
    # As if it had never been.
    assert await database.write(lambda unit: calls.begin(unit, call))


async def test_calls_that_nobody_can_be_told_of_are_closed(database, case, call, now):
    """Those of an erased case are forgotten, too."""
    gone = replace(call, alert=2)
    for one in (call, gone):
        await database.write(lambda unit, one=one: calls.begin(unit, one))
    await database.write(lambda unit: calls.abandon(unit, now))
    assert not await database.read(calls.is_any_open)
    told = await database.read(lambda unit: calls.of_case(unit, case.id))
    assert told == (replace(call, silenced_at=now),)
    assert await database.write(lambda unit: calls.begin(unit, gone))
