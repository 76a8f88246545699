"""What members are told by themselves, over every channel on which they are bound but the one that it is about."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bots.staff.alarms import SET_ASIDE, Alarms
from bots.staff.calling import Voice
from bots.staff.text import write
from bots.texts import catalogue
from storage import departures, gaps, inbox, pauses
from storage.database import NotSaved
from storage.departures import Departure
from storage.documents import Language
from storage.ids import ChatKey
from storage.inbox import NewUpdate
from storage.members import Standing
from storage.pauses import Pause
from tests.bots.staff.conftest import Staff
from triage.notices import say


@pytest.fixture
async def staff(stage):
    """A process with two channels; Lena, the lead, is bound on both, Anna on one."""
    staff = Staff(stage)
    staff.furnish()
    staff.said = []

    def voice(channel):
        def word(notice, language, member):
            staff.said.append((channel, notice, member.name))
            return []

        return Voice(channel=channel, account="1", word=word)

    staff.calling.add(voice("telegram"))
    staff.calling.add(voice("signal"))
    await staff.bind("Anna", "signal", "3")
    return staff


@pytest.fixture
async def lena(staff):
    """The lead."""
    await staff.bind("Lena", "telegram", "1")
    await staff.bind("Lena", "signal", "2")
    return staff


async def look(staff):
    """Look once; what is said then, and on which channel."""
    staff.said.clear()
    told = await staff.alarms.look(staff.stage.now)
    assert told is bool(staff.said)
    assert {name for _, notice, name in staff.said if notice.id != "staff-alarm-identity"} <= {"Lena"}
    return [(channel, notice.id) for channel, notice, _ in staff.said]


def restart(staff):
    """Look with another process's eyes from now on."""
    staff.alarms = Alarms(staff.office, staff.calling)


async def pause(staff, account, *challenges):
    """Throttle an account."""
    until = staff.stage.now + timedelta(hours=1)
    resting = Pause(account=account, since=staff.stage.now, until=until, challenges=challenges)
    await staff.database.write(lambda unit: pauses.save(unit, resting))


async def listen(staff, account):
    """Begin to listen on an account."""
    now, tolerance = staff.stage.now, timedelta(seconds=2)
    await staff.database.write(lambda unit: gaps.open(unit, account, now, tolerance))


async def hear(staff, account):
    """Go on listening on an account."""
    await staff.database.write(lambda unit: gaps.listening(unit, account, staff.stage.now))


async def set_aside(staff, account):
    """Set aside an update of an account."""
    update = NewUpdate(
        account=account,
        update_id="1",
        chat=ChatKey("c" * 32),
        header=b"",
        payload=b"",
        received_at=staff.stage.now,
    )
    await staff.database.write(lambda unit: inbox.put(unit, update))
    await staff.database.write(lambda unit: inbox.set_aside(unit, 1, staff.stage.now))


async def test_account_that_rests_is_told_on_the_other_channels(lena):
    """Once; and on all of them when it goes on."""
    await pause(lena, "signal:1")
    assert await look(lena) == [("telegram", "staff-paused")]
    assert lena.said[0][1].args["side"] == "staff"
    assert lena.said[0][1].args["puzzle"] == "no"
    assert await look(lena) == []
    await lena.database.write(lambda unit: pauses.drop(unit, "signal:1"))
    assert await look(lena) == [("telegram", "staff-resumed"), ("signal", "staff-resumed")]
    assert await look(lena) == []


async def test_public_account_that_rests_is_told_everywhere(lena):
    """With the way to solve a puzzle, if there is one; without its number."""
    await pause(lena, "signal:+380440000001", "token")
    assert await look(lena) == [("telegram", "staff-paused"), ("signal", "staff-paused")]
    notice = lena.said[0][1]
    assert (notice.args["side"], notice.args["channel"], notice.args["puzzle"]) == ("public", "signal", "yes")
    assert not any("380" in str(value) for value in notice.args.values())


async def test_pause_is_told_to_the_first_lead_that_is_bound(staff):
    """As long as nobody could be told, it is not taken for told."""
    await pause(staff, "signal:+380440000001")
    assert await look(staff) == []
    await staff.bind("Lena", "signal", "2")
    assert await look(staff) == [("signal", "staff-paused")]


async def test_account_over_which_alone_anybody_could_be_told_is_told_when_it_goes_on(staff, monkeypatch):
    """Since when it had rested; and nothing is written while it rests."""
    await staff.bind("Lena", "signal", "2")
    await pause(staff, "signal:1")
    with monkeypatch.context() as only_read:
        only_read.setattr(staff.database, "write", None)
        only_read.setattr(staff.alarms, "_silences", frozenset())
        assert await look(staff) == []
    staff.stage.later(minutes=10)
    assert await look(staff) == []
    await staff.database.write(lambda unit: pauses.drop(unit, "signal:1"))
    assert await look(staff) == [("signal", "staff-rested")]
    assert staff.stage.now - staff.said[0][1].args["since"] == timedelta(minutes=10)
    assert await look(staff) == []


async def test_end_of_a_pause_waits_for_a_lead(staff):
    """Told when one is bound."""
    await pause(staff, "signal:+380440000001")
    assert await look(staff) == []
    await staff.database.write(lambda unit: pauses.drop(unit, "signal:+380440000001"))
    assert await look(staff) == []
    await staff.bind("Lena", "signal", "2")
    assert await look(staff) == [("signal", "staff-rested")]


@pytest.mark.parametrize(("account", "side"), [("signal:+380440000001", "public"), ("signal:1", "staff")])
async def test_gap_of_a_line_is_told_once(lena, account, side):
    """From when to when nothing was heard, of our own line, too."""
    await listen(lena, account)
    lena.stage.later(minutes=3)
    await listen(lena, account)
    assert await look(lena) == [("telegram", "staff-gap"), ("signal", "staff-gap")]
    args = lena.said[0][1].args
    assert args["until"] - args["since"] == timedelta(minutes=3)
    assert args["side"] == side
    assert await look(lena) == []


async def test_gap_that_two_processes_find_at_the_same_time_is_told_once(lena):
    """By the one that writes it down first."""
    other = Alarms(lena.office, lena.calling)
    await listen(lena, "signal:1")
    await look(lena)
    await other.look(lena.stage.now)
    lena.stage.later(minutes=3)
    await listen(lena, "signal:1")
    assert await look(lena) == [("telegram", "staff-gap"), ("signal", "staff-gap")]
    lena.said.clear()
    assert not await other.look(lena.stage.now)
    assert not lena.said


async def test_what_two_processes_begin_to_remember_is_one_thing(lena, monkeypatch):
    """The one that comes second takes over what the first has told."""
    await listen(lena, "signal:1")
    lena.stage.later(minutes=3)
    await listen(lena, "signal:1")
    read = lena.database.read
    other = Alarms(lena.office, lena.calling)
    first = {"left": True}

    async def read_before(work):
        found = await read(work)
        if work == other._recalled and first.pop("left", False):
            assert await look(lena) != []
        return found

    with monkeypatch.context() as late:
        late.setattr(lena.database, "read", read_before)
        await other.look(lena.stage.now)
    lena.said.clear()
    assert not await other.look(lena.stage.now)
    assert await look(lena) == []


async def test_gap_is_told_once_whatever_process_looks_and_whatever_its_clock_says(lena):
    """Each is known by itself: neither forgotten nor told again after a start, or where the clock was set back."""
    await listen(lena, "signal:1")
    lena.stage.later(minutes=3)
    await listen(lena, "signal:1")
    assert await look(lena) != []
    restart(lena)
    assert await look(lena) == []
    lena.stage.later(hours=-2)
    await listen(lena, "signal:2")
    lena.stage.later(minutes=3)
    await listen(lena, "signal:2")
    restart(lena)
    assert await look(lena) == [("telegram", "staff-gap"), ("signal", "staff-gap")]
    assert await look(lena) == []


async def test_line_that_fails_all_the_time_is_told_of_now_and_then(lena):
    """The newest gap of each line, twice an hour at most: its alerts must get through."""
    told = []
    await listen(lena, "signal:1")
    for _ in range(20):
        lena.stage.later(minutes=2)
        await listen(lena, "signal:1")
        lena.stage.later(minutes=1, seconds=30)
        await hear(lena, "signal:1")
        told.append(len(await look(lena)))
    assert sum(told) == 2 * 3
    assert told[0] == 2


async def test_gap_that_could_not_be_told_is_told_after_a_start(staff):
    """However long nobody is bound."""
    assert await look(staff) == []
    await listen(staff, "signal:1")
    staff.stage.later(minutes=3)
    await listen(staff, "signal:1")
    assert await look(staff) == []
    staff.stage.later(hours=5)
    restart(staff)
    await staff.bind("Lena", "telegram", "1")
    assert await look(staff) == [("telegram", "staff-gap")]


async def test_gap_from_long_before_the_start_is_not_told(lena):
    """Where nobody remembers what was told: somebody was told then, or has seen it by now."""
    await listen(lena, "signal:+380440000001")
    lena.stage.later(minutes=3)
    await listen(lena, "signal:+380440000001")
    lena.stage.later(hours=1)
    assert await look(lena) == []


async def test_gap_waits_for_a_lead(staff):
    """Told when one is bound."""
    await listen(staff, "signal:+380440000001")
    staff.stage.later(minutes=3)
    await listen(staff, "signal:+380440000001")
    assert await look(staff) == []
    await staff.bind("Lena", "telegram", "1")
    staff.stage.later(minutes=3)
    assert await look(staff) == [("telegram", "staff-gap")]


async def test_what_our_own_line_set_aside_is_not_told_again(lena):
    """The leads were told of it at once."""
    await set_aside(lena, "signal:1")
    assert await look(lena) == []


async def test_what_a_public_line_set_aside_is_told(lena):
    """Once, and again after a start."""
    await set_aside(lena, "telegram:public")
    assert await look(lena) == [("telegram", "staff-alarm-submitter"), ("signal", "staff-alarm-submitter")]
    assert await look(lena) == []


async def test_alarm_that_nobody_heard_is_owed(staff):
    """Once, however often it arose."""
    for _ in range(2):
        assert not await staff.database.write(lambda unit: staff.alarms.tell(unit, SET_ASIDE))
        staff.alarms.owe(SET_ASIDE)
    await staff.bind("Lena", "telegram", "1")
    assert await look(staff) == [("telegram", "staff-alarm-update")]
    assert await look(staff) == []


async def test_suspended_member_is_told_to_all_who_may_take_him_back(lena):
    """On all their channels, and to nobody else; once, and once more for the next one."""
    await lena.bind("Clara", "signal", "4")
    await lena.bind("Rafael", "signal", "5")
    await lena.change("Anna", standing=Standing.SUSPENDED)
    await look(lena)
    assert {(channel, name) for channel, _, name in lena.said} == {
        ("telegram", "Lena"),
        ("signal", "Clara"),
        ("signal", "Lena"),
    }
    assert {notice.id for _, notice, _ in lena.said} == {"staff-alarm-identity"}
    assert await look(lena) == []
    await lena.change("Rafael", standing=Standing.SUSPENDED)
    assert len(await look(lena)) == 3


async def test_suspended_member_is_not_forgotten_over_a_start(lena):
    """At the first look it is told once again, until he was taken back."""
    await lena.change("Anna", standing=Standing.SUSPENDED)
    assert len(await look(lena)) == 2
    restart(lena)
    assert len(await look(lena)) == 2
    assert await look(lena) == []
    await lena.change("Anna", standing=Standing.INVITED)
    restart(lena)
    assert await look(lena) == []


async def test_departure_is_told_to_the_leads(lena):
    """Once, and after a start again; it names nobody, and newer keys end it."""
    version = lena.stage.keys.group.manifest.version
    left = Departure(member=lena.stage.people["Anna"], at=lena.stage.now, manifest=version)
    await lena.database.write(lambda unit: departures.note(unit, left))
    told = [("telegram", "staff-alarm-departed"), ("signal", "staff-alarm-departed")]
    assert await look(lena) == told
    assert await look(lena) == []
    restart(lena)
    assert await look(lena) == told
    await lena.database.write(lambda unit: departures.note(unit, replace(left, manifest=version - 1)))
    restart(lena)
    assert await look(lena) == []


async def test_departure_waits_for_a_lead(staff):
    """Until one is bound it is not told to anybody."""
    version = staff.stage.keys.group.manifest.version
    left = Departure(member=staff.stage.people["Anna"], at=staff.stage.now, manifest=version)
    await staff.database.write(lambda unit: departures.note(unit, left))
    assert await look(staff) == []
    await staff.bind("Lena", "signal", "2")
    assert await look(staff) == [("signal", "staff-alarm-departed")]


async def test_suspended_member_waits_for_somebody_who_may_take_him_back(staff):
    """Told when one is bound."""
    await staff.change("Anna", standing=Standing.SUSPENDED)
    assert await look(staff) == []
    await staff.bind("Clara", "signal", "4")
    assert await look(staff) == [("signal", "staff-alarm-identity")]
    assert await look(staff) == []


@pytest.mark.parametrize(("rooms", "named"), [((), False), (("group.QUJD",), True)])
async def test_alarm_says_where_he_is_taken_back_and_whence_to_remove_him(lena, rooms, named):
    """From the alert group only where there is one; he is not named."""
    lena.calling.add(Voice(channel="matrix", account="1", word=lambda *_: [], rooms=rooms))
    await lena.change("Anna", standing=Standing.SUSPENDED)
    await look(lena)
    (text,) = write([lena.said[0][1]], Language.EN, catalogue("triage"))
    assert "/readmit, on Signal or at the desk" in text
    assert ("alert group" in text) is named
    assert "Anna" not in text


async def test_alarm_that_could_not_be_written_is_told_at_the_next_look(lena, monkeypatch):
    """It is not taken for told."""

    async def refuse(_work):
        raise NotSaved("full")

    await pause(lena, "telegram:public")
    with monkeypatch.context() as full:
        full.setattr(lena.database, "write", refuse)
        with pytest.raises(NotSaved):
            await lena.alarms.look(lena.stage.now)
    assert len(await look(lena)) == 2


@pytest.mark.parametrize("side", ["staff", "public"])
@pytest.mark.parametrize("channel", ["signal", "telegram"])
def test_account_is_named_in_words(side, channel):
    """The same sentence serves every account."""
    (text,) = write([say("staff-resumed", side=side, channel=channel)], Language.EN, catalogue("triage"))
    who = {"staff": "The group’s own line", "public": "The public line"}[side]
    assert text == f"{who} on {channel.capitalize()} is sending again."


async def guess(staff, name, times):
    """Type wrong codes in somebody's name."""
    for _ in range(times):
        await staff.stage.say(name, "/channels drop signal code=000")


async def test_guessed_codes_are_told_to_the_leads(lena):
    """After five within the hour, once an hour, also by another process; nobody is named."""
    await guess(lena, "Anna", 4)
    await guess(lena, "Clara", 3)
    assert await look(lena) == []
    await guess(lena, "Anna", 1)
    told = [("telegram", "staff-alarm-codes"), ("signal", "staff-alarm-codes")]
    assert await look(lena) == told
    await guess(lena, "Clara", 2)
    assert await look(lena) == []
    restart(lena)
    assert await look(lena) == []
    lena.stage.later(minutes=61)
    assert await look(lena) == []
    for _ in range(5):
        await guess(lena, "Clara", 1)
    assert await look(lena) == told


async def test_guessed_codes_wait_for_a_lead(staff):
    """It is told as soon as one is bound."""
    await guess(staff, "Anna", 5)
    assert await look(staff) == []
    await staff.bind("Lena", "signal", "2")
    assert await look(staff) == [("signal", "staff-alarm-codes")]
