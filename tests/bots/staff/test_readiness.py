"""Whether an emergency would be heard: each want is told once, and once when it is over."""

import pytest

from bots.staff.calling import Voice
from bots.staff.readiness import Readiness
from bots.staff.text import write
from bots.texts import catalogue
from bots.traffic.pulse import beat
from storage import rota
from storage.database import NotSaved
from storage.documents import Language, Urgency
from storage.members import Standing
from storage.pulses import Process
from storage.rota import OnDuty
from tests.bots.staff.conftest import Staff
from triage.notices import say


@pytest.fixture
async def staff(stage, monkeypatch):
    """An unlocked process with somebody on call; Lena, the lead, is bound."""
    staff = Staff(stage)
    staff.furnish()
    staff.said, staff.tick = [], 0.0
    staff.calling.add(Voice(channel="telegram", account="1", word=lambda notice, *_: staff.said.append(notice) or []))
    staff.on_call = (stage.people["Rafael"],)

    async def on_duty(*_args):
        return OnDuty(on_call=staff.on_call)

    monkeypatch.setattr(rota, "on_duty", on_duty)
    staff.readiness = Readiness(staff.office, staff.calling)
    await staff.bind("Lena", "telegram", "1")
    return staff


async def look(staff, **later):
    """What is told at a look, after so long."""
    staff.stage.later(**later)
    staff.tick += sum(
        seconds * value for seconds, value in ((60, later.get("minutes", 0)), (1, later.get("seconds", 0)))
    )
    staff.said.clear()
    told = await staff.readiness.look(staff.stage.now, staff.tick)
    assert told is bool(staff.said)
    return [(notice.id, notice.args["what"]) for notice in staff.said]


def lock(staff):
    """Begin with a locked desk."""
    staff.furnish(locked=True)
    staff.calling.add(Voice(channel="telegram", account="1", word=lambda notice, *_: staff.said.append(notice) or []))
    staff.readiness = Readiness(staff.office, staff.calling)


async def test_house_that_hears_is_told_of_by_nobody(staff):
    """Nothing wants, nothing is said."""
    assert await look(staff) == []
    assert await look(staff, minutes=30) == []


async def test_desk_that_stays_locked_after_a_start_is_told(staff):
    """After ten minutes, in which somebody may unlock it; then that it is unlocked."""
    lock(staff)
    assert await look(staff) == []
    assert await look(staff, minutes=9) == []
    assert await look(staff, minutes=1) == [("staff-not-ready", "keys")]
    assert await look(staff, minutes=1) == []
    staff.desk.unlock(staff.stage.keys.group)
    assert await look(staff) == [("staff-ready", "keys")]


async def test_desk_that_was_locked_on_purpose_is_told_once_an_emergency_rings(staff):
    """Before that it may stay locked for as long as its people like."""
    await look(staff)
    staff.desk.lock()
    await look(staff)
    assert await look(staff, minutes=30) == []
    await staff.stage.receive("lumeko-42", Urgency.EMERGENCY, alert=True)
    assert await look(staff) == [("staff-not-ready", "keys")]
    await staff.stage.say("Rafael", "/ack 1")
    assert await look(staff) == [("staff-ready", "keys")]


async def test_clock_that_was_set_back_does_not_hide_a_locked_desk(staff):
    """Ten minutes by the clock as it is now."""
    lock(staff)
    await look(staff)
    assert await look(staff, minutes=-60) == []
    assert await look(staff, minutes=10) == [("staff-not-ready", "keys")]


async def test_empty_rota_is_told(staff):
    """At once, and when somebody is on call again."""
    await look(staff)
    staff.on_call = ()
    assert await look(staff) == [("staff-not-ready", "rota")]
    assert await look(staff, minutes=5) == []
    staff.on_call = (staff.stage.people["Rafael"],)
    assert await look(staff) == [("staff-ready", "rota")]


async def test_dead_intake_is_told(staff):
    """Three minutes after its last beat; and when it lives again."""
    await beat(staff.database, (Process.INTAKE,), staff.stage.now)
    assert await look(staff) == []
    assert await look(staff, seconds=179) == []
    assert await look(staff, seconds=1) == [("staff-not-ready", "intake")]
    await beat(staff.database, (Process.INTAKE,), staff.stage.now)
    assert await look(staff) == [("staff-ready", "intake")]


async def test_what_was_told_is_remembered_by_the_next_process(staff):
    """A start tells nothing twice."""
    staff.on_call = ()
    assert await look(staff) == [("staff-not-ready", "rota")]
    staff.readiness = Readiness(staff.office, staff.calling)
    assert await look(staff) == []


async def test_next_process_gives_no_false_all_clear(staff):
    """That intake was dead and the desk locked is not over because somebody begins to look anew."""
    await beat(staff.database, (Process.INTAKE,), staff.stage.now)
    lock(staff)
    await look(staff)
    assert await look(staff, minutes=10) == [("staff-not-ready", "keys"), ("staff-not-ready", "intake")]
    lock(staff)
    assert [await look(staff, minutes=later) for later in (0, 2, 2, 10)] == [[]] * 4
    await beat(staff.database, (Process.INTAKE,), staff.stage.now)
    assert await look(staff) == [("staff-ready", "intake")]


async def test_locked_process_beside_an_unlocked_one_wants_nothing(staff):
    """The two must not take turns in telling the leads the opposite."""
    lock(staff)
    for _ in range(15):
        await beat(staff.database, (Process.UNLOCKED,), staff.stage.now)
        assert await look(staff, minutes=1) == []


async def test_two_processes_tell_it_once(staff, monkeypatch):
    """Also where both find it out at the same time, and where one looks a little later than the other."""
    await beat(staff.database, (Process.INTAKE,), staff.stage.now)
    other = Readiness(staff.office, staff.calling)
    await look(staff)
    await other.look(staff.stage.now, staff.tick + 5)
    find, looked = other._find, await staff.database.read(lambda unit: other._find(unit, staff.stage.now, 200))
    staff.tick += 180
    assert await look(staff) == [("staff-not-ready", "intake")]

    async def find_before(*_args):
        return looked

    with monkeypatch.context() as early:
        early.setattr(other, "_find", find_before)
        assert not await other.look(staff.stage.now, staff.tick)
    monkeypatch.setattr(other, "_find", find)
    assert not await other.look(staff.stage.now, staff.tick)
    assert await look(staff) == []


async def test_want_waits_for_a_lead(staff):
    """It is told to the first one who is bound."""
    staff.on_call = ()
    await staff.database.write(lambda unit: staff.calling.part(unit, "telegram", "1"))
    await staff.bind("Anna", "telegram", "1")
    assert await look(staff) == []
    await staff.bind("Lena", "telegram", "2")
    assert await look(staff) == [("staff-not-ready", "rota")]


async def test_coordinators_are_told_where_no_lead_can_be(staff):
    """Such as while the lead is suspended: somebody has to know."""
    await staff.change("Lena", standing=Standing.SUSPENDED)
    await staff.bind("Clara", "telegram", "3")
    staff.on_call = ()
    assert await look(staff) == [("staff-not-ready", "rota")]


async def test_want_that_could_not_be_written_is_told_at_the_next_look(staff, monkeypatch):
    """It is not taken for told."""
    staff.on_call = ()

    async def refuse(_work):
        raise NotSaved("full")

    with monkeypatch.context() as full:
        full.setattr(staff.database, "write", refuse)
        with pytest.raises(NotSaved):
            await staff.readiness.look(staff.stage.now, staff.tick)
    assert await look(staff) == [("staff-not-ready", "rota")]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("message", ["staff-not-ready", "staff-ready"])
def test_each_want_has_words_of_its_own(message, language):
    """In every language, and other ones when it is over."""
    words = {write([say(message, what=what)], language, catalogue("triage"))[0] for what in ("keys", "rota", "intake")}
    assert len(words) == 3
