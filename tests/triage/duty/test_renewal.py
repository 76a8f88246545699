"""An emergency that somebody has answered for, and then nobody takes up, is called out anew."""

import asyncio

import pytest

from storage import alerts
from storage.documents import Urgency


@pytest.fixture
async def answered(stage):
    """An emergency for which Rafael has answered just now."""
    await stage.receive("lumeko-42", Urgency.EMERGENCY, alert=True)
    await stage.ids("Rafael", "/ack lumeko-42")
    return stage


async def ringing(stage):
    """Whom alerts ring for, now or later, by their steps."""
    case = await stage.case("lumeko-42")
    known = await stage.database.read(lambda unit: alerts.history(unit, case.id))
    return [alert.person for alert in known if alert.acknowledged_at is None]


async def test_what_nobody_takes_up_is_called_out_anew(answered):
    """After a quarter of an hour, with all the steps, by a locked desk as well."""
    answered.later(minutes=14)
    assert await answered.desk.call_anew(answered.now) == 0
    answered.later(minutes=1)
    assert await answered.open_desk(locked=True).call_anew(answered.now) == 1
    rafael, clara, everybody, lena = await ringing(answered)
    names = answered.people
    assert (rafael, clara, everybody, lena) == (names["Rafael"], names["Clara"], None, names["Lena"])


async def test_two_processes_call_out_once(answered):
    """Whoever comes second finds that it rings."""
    answered.later(minutes=15)
    called = await asyncio.gather(*(answered.open_desk().call_anew(answered.now) for _ in range(3)))
    assert sorted(called) == [0, 0, 1]


async def test_it_is_called_out_as_often_as_nobody_takes_it_up(answered):
    """A second answer gives another quarter of an hour, and no more."""
    answered.later(minutes=15)
    await answered.desk.call_anew(answered.now)
    await answered.ids("Clara", "/ack lumeko-42")
    assert await answered.desk.call_anew(answered.now) == 0
    answered.later(minutes=15)
    assert await answered.desk.call_anew(answered.now) == 1


@pytest.mark.parametrize("line", ["/claim lumeko-42", "/open lumeko-42", "/urgency lumeko-42 urgent news"])
async def test_it_is_not_called_out_once_somebody_took_it_up(answered, line):
    """By holding or by reading it; and what is no emergency any more calls nobody."""
    answered.later(minutes=14)
    await answered.say("Clara", line)
    answered.later(hours=1)
    assert await answered.desk.call_anew(answered.now) == 0


async def test_it_is_not_called_out_while_somebody_held_it_before(stage):
    """But a quarter of an hour after he has put it back."""
    await stage.receive("lumeko-42", Urgency.EMERGENCY, alert=True)
    await stage.ids("Rafael", "/claim lumeko-42")
    stage.later(minutes=1)
    await stage.ids("Rafael", "/ack lumeko-42")
    stage.later(minutes=30)
    assert await stage.desk.call_anew(stage.now) == 0
    await stage.ids("Rafael", "/release lumeko-42")
    stage.later(minutes=14)
    assert await stage.desk.call_anew(stage.now) == 0
    stage.later(minutes=2)
    assert await stage.desk.call_anew(stage.now) == 1


async def test_who_took_himself_out_is_not_called(answered):
    """Rafael answered for it, and has a conflict of interest; Clara answers then."""
    await answered.say("Rafael", "/conflict lumeko-42")
    await answered.say("Clara", "/ack lumeko-42")
    answered.later(minutes=15)
    assert await answered.desk.call_anew(answered.now) == 1
    assert answered.people["Rafael"] not in await ringing(answered)


async def test_a_drill_is_not_called_out_anew(stage):
    """Nobody waits."""
    await stage.say("Lena", "/drill")
    await stage.say("Rafael", "/ack 1")
    stage.later(hours=1)
    assert await stage.desk.call_anew(stage.now) == 0


async def test_the_answer_says_until_when_to_claim_it(stage):
    """In words."""
    await stage.receive("lumeko-42", Urgency.EMERGENCY, alert=True)
    assert "claim the case within 15 minutes" in await stage.text("Rafael", "/ack lumeko-42")
