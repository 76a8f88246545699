"""The staff bot in a terminal: who may sit down, and the watch, which shows alerts and nothing else."""

import asyncio
import os
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bots.staff import terminal as staff_terminal
from bots.staff import text, wiring
from bots.staff.terminal import (
    NobodyOfThatName,
    SeatRefused,
    StaffTerminal,
    find_watcher,
    keep_watch,
    sit_down,
    work_at,
)
from storage import alerts, members
from storage.database import Database, DatabaseUnwritable
from storage.documents import Language
from storage.keys.group import GroupKeys
from storage.members import Role, Standing
from triage.duty.watch import Watch, word_beginning
from triage.membership import roster
from triage.notices import say

CANARIES = ("Mykhailo", "Kanarchuk", "checkpoint", "photo")


@pytest.fixture
def draw():
    """The system's own randomness."""
    return os.urandom


@pytest.fixture
async def database(working) -> AsyncIterator[Database]:
    """The database of an installation with one emergency and its lead, Olena."""
    async with wiring.open_database(working.config) as opened:
        yield opened


@pytest.fixture
async def keys(working) -> GroupKeys:
    """The group's keys."""
    return await wiring.unlock(working.config, working.passphrase_file.read_text(encoding="utf-8").strip())


@pytest.fixture
def now(request) -> datetime:
    """The moment when the emergency came, where there is one; else this moment."""
    if "database" not in request.fixturenames:
        return datetime.now(UTC)
    with sqlite3.connect(request.getfixturevalue("working").database) as outside:
        ((microseconds,),) = outside.execute("SELECT min(due_at) FROM alerts")
    outside.close()
    return datetime.fromtimestamp(0, UTC) + timedelta(microseconds=microseconds)


class Shift:
    """Somebody at the watch, on a clock of their own; every look is one turn of the loop."""

    def __init__(self, config, database, now):
        self.now, self.config = now, config
        self.heard: list[str] = []
        self._new = asyncio.Event()
        desk = wiring.desk(config, database, None, bytes)
        self.terminal = StaffTerminal(desk, wiring.texts(), Language.EN, self._show, self.clock)

    def clock(self) -> datetime:
        """The time of this shift."""
        return self.now

    def _show(self, text: str) -> None:
        self.heard.append(text)
        self._new.set()

    async def hear(self, words: str) -> None:
        """Wait until a block with these words has been shown; forget those up to it."""
        async with asyncio.timeout(20):
            while not any(words in block for block in self.heard):
                self._new.clear()
                await self._new.wait()
        while words not in self.heard.pop(0):
            pass

    async def looks(self) -> None:
        """Let the watch look a few times."""
        for _ in range(50):
            await asyncio.sleep(0)


@pytest.fixture
def shift(working, database, now, monkeypatch) -> Shift:
    """A shift whose watch looks without a pause."""
    monkeypatch.setattr(staff_terminal, "EVERY", 0)
    return Shift(working.config, database, now)


async def nothing() -> None:
    """Nothing is looked after between two lines."""


async def lead(database, keys):
    """Olena."""
    known = await database.read(lambda unit: roster.read(unit, keys.manifest.roster))
    return known.named("Olena")


async def invite(database, keys, name, role, draw):
    """Invite somebody."""
    now = datetime.now(UTC)
    return await database.write(lambda unit: roster.invite(unit, keys, name, role, now=now, draw=draw))


# Sitting down --------------------------------------------------------------------------------------------------------


async def test_who_comes_first_is_the_lead(place, draw, now):
    """In a group without members the passphrase makes the first lead."""
    passphrase = place.passphrase_file.read_text(encoding="utf-8").strip()
    keys = await wiring.unlock(place.config, passphrase)
    async with wiring.open_database(place.config) as database:
        member = await sit_down(database, keys, "Olena", now, draw)
        again = await sit_down(database, keys, "olena", now, draw)
    assert (member.role, member.standing) == (Role.LEAD, Standing.ACTIVE)
    assert again.id == member.id


async def standing(database, keys, name):
    """How somebody stands in the roster."""
    known = await database.read(lambda unit: roster.read(unit, keys.manifest.roster))
    return next(member.standing for member in known.members if member.name == name)


class Guest:
    """Somebody who was invited, at a desk."""

    def __init__(self, working, database, keys, draw):
        self.heard: list[str] = []
        self.reminded = 0
        self._database, self._keys, self._draw = database, keys, draw
        self.now = datetime.now(UTC)
        desk = wiring.desk(working.config, database, keys, draw)
        self._terminal = StaffTerminal(desk, wiring.texts(), Language.EN, self.heard.append, lambda: self.now)

    def _remind(self) -> None:
        self.reminded += 1

    async def types(self, name, *lines):
        """Sit down under a name, and type."""
        self.heard.clear()
        member = await sit_down(self._database, self._keys, name, self.now, self._draw)
        await work_at(self._terminal, member, typed(*(line.encode() for line in lines)), self._remind, nothing)
        return self.heard


@pytest.fixture
def guest(working, database, keys, draw) -> Guest:
    """A desk with a clock of its own."""
    return Guest(working, database, keys, draw)


async def test_who_was_invited_is_a_stranger_until_the_invitation_is_typed(guest, database, keys, draw, working):
    """A name alone admits nobody; after /join CODE the lines that follow are a member's."""
    code = await invite(database, keys, "Petro", Role.REFERRER, draw)
    before, after = await standing(database, keys, "Petro"), []
    queue, joined, shown = await guest.types("petro", "/queue", "", f"/join {code}", "/queue")
    after = await standing(database, keys, "Petro")
    assert (before, after) == (Standing.INVITED, Standing.ACTIVE)
    assert working.reference not in queue
    assert "Petro. Your role: referrer" in joined
    assert working.reference in shown
    assert guest.reminded == 1


async def test_invitation_works_once(guest, database, keys, draw, working):
    """Afterwards the name is enough, and the code is nothing to somebody else."""
    code = await invite(database, keys, "Petro", Role.MEMBER, draw)
    await guest.types("Petro", f"/join {code}")
    (shown,) = await guest.types("Petro", "/queue")
    assert working.reference in shown
    await invite(database, keys, "Anna", Role.MEMBER, draw)
    neutral, still = await guest.types("Anna", f"/join {code}", "/queue")
    assert neutral == still
    assert await standing(database, keys, "Anna") is Standing.INVITED


@pytest.mark.parametrize("days", [0, 8])
async def test_wrong_or_old_invitation_admits_nobody(guest, database, keys, draw, days):
    """The answer is the one that every stranger gets."""
    code = await invite(database, keys, "Petro", Role.MEMBER, draw)
    guest.now += timedelta(days=days)
    (neutral, said) = await guest.types("Petro", "/queue", f"/join {code if days else code[::-1]}")
    assert said == neutral
    assert guest.reminded == 2
    assert await standing(database, keys, "Petro") is Standing.INVITED


async def test_invitation_that_could_not_be_saved_admits_nobody_yet(guest, database, keys, draw, monkeypatch):
    """Whoever was told that it failed is still a stranger, and may try again."""
    code = await invite(database, keys, "Petro", Role.MEMBER, draw)

    async def fail(work):
        async def undo(unit):
            await work(unit)
            raise DatabaseUnwritable("the database file takes no writing")

        return await write(undo)

    write = database.write

    async def lines():
        with monkeypatch.context() as patch:
            patch.setattr(database, "write", fail)
            yield f"/join {code}".encode()
        assert await standing(database, keys, "Petro") is Standing.INVITED
        yield f"/join {code}".encode()

    member = await sit_down(database, keys, "Petro", guest.now, draw)
    await work_at(guest._terminal, member, lines(), guest._remind, nothing)
    assert "Your role" not in guest.heard[0]
    assert "Your role" in guest.heard[1]


async def test_forged_rows_make_nobody_the_first_lead(working, database, keys, draw, now):
    """Where somebody has overwritten the members, whoever comes next does not become the lead."""
    with sqlite3.connect(working.database) as outside:
        outside.execute("UPDATE members SET name = 'Mallory'")
    outside.close()
    with pytest.raises(SeatRefused) as refused:
        await sit_down(database, keys, "Olena", now, draw)
    assert "solidarity check" in refused.value.hint


async def test_unknown_name_does_not_sit_down(database, keys, draw, now):
    """Once there are members, a name must be one of theirs."""
    with pytest.raises(NobodyOfThatName) as refused:
        await sit_down(database, keys, "Petro", now, draw)
    assert "members add" in refused.value.hint


async def test_suspended_member_does_not_sit_down(database, keys, draw, now):
    """Who was suspended is answered as if unknown."""
    await suspend(database, keys)
    with pytest.raises(NobodyOfThatName):
        await sit_down(database, keys, "Olena", now, draw)


async def suspend(database, keys):
    """Suspend Olena."""
    suspended = members.sign(replace(await lead(database, keys), standing=Standing.SUSPENDED), keys.roster)
    await database.write(lambda unit: members.save(unit, suspended))


async def test_name_that_is_none_founds_no_group(place, draw, now):
    """The first lead needs a name that others can read."""
    keys = await wiring.unlock(place.config, place.passphrase_file.read_text(encoding="utf-8").strip())
    async with wiring.open_database(place.config) as database:
        with pytest.raises(SeatRefused) as refused:
            await sit_down(database, keys, " \n ", now, draw)
    assert "shorter name" in refused.value.hint


async def test_empty_line_is_no_command(working, database, keys, draw):
    """Nothing is answered to nothing; what follows is."""
    heard = []
    desk = wiring.desk(working.config, database, keys, draw)
    terminal = StaffTerminal(desk, wiring.texts(), Language.EN, heard.append, lambda: datetime.now(UTC))
    member = await lead(database, keys)
    await work_at(terminal, member, typed(b"", b"   ", b"/queue"), pytest.fail, nothing)
    (block,) = heard
    assert working.reference in block
    assert block.endswith("\n\n")
    assert "\n\n" not in block.removesuffix("\n\n")


async def typed(*lines: bytes) -> AsyncIterator[bytes]:
    """Lines that somebody types."""
    for line in lines:
        yield line


# Who is watching -----------------------------------------------------------------------------------------------------


async def test_only_member_is_the_watcher_without_a_name(database, keys, draw):
    """In a group of one active member nobody has to say who they are; an open invitation changes nothing."""
    await invite(database, keys, "Petro", Role.MEMBER, draw)
    watcher = await find_watcher(database, keys.manifest, None)
    assert watcher.name == "Olena"


async def test_nobody_is_the_watcher_in_a_group_of_several(database, keys, draw, now):
    """Without a name it is not known who would acknowledge."""
    await invite(database, keys, "Petro", Role.MEMBER, draw)
    known = await database.read(lambda unit: roster.read(unit, keys.manifest.roster))
    petro = next(member for member in known.members if member.name == "Petro")
    await database.write(lambda unit: roster.admit(unit, keys, petro, now, None))
    assert await find_watcher(database, keys.manifest, None) is None
    assert (await find_watcher(database, keys.manifest, "PETRO")).name == "Petro"


async def test_suspended_member_does_not_watch(database, keys):
    """Nor does a name that nobody has."""
    await suspend(database, keys)
    for name in ("Olena", "Petro"):
        with pytest.raises(NobodyOfThatName):
            await find_watcher(database, keys.manifest, name)


# The watch -----------------------------------------------------------------------------------------------------------


async def hold(shift, watcher, script, *, by_name=True, until_input_ends=True):
    """Hold a watch while a script types."""
    watch = Watch(database=shift.terminal._desk._room.database, person=watcher.id if watcher and by_name else None)
    actor = watcher.id if watcher else None
    moving = wiring.referrals(shift.config, shift.terminal._desk._room.database)
    await keep_watch(
        shift.terminal,
        watch,
        actor,
        script(),
        shift.clock,
        referrals=moving,
        until_input_ends=until_input_ends,
    )


async def test_alert_is_shown_without_content_and_silenced_by_ack(shift, database, keys, working):
    """It names the case by its reference; /ack ends it; the watch ends with its input."""

    async def script():
        await shift.hear(f"ALERT 1: {working.reference} needs somebody now")
        yield b"/ack 1"
        await shift.hear("you have taken over")
        await shift.hear("Alert 1 has fallen silent")

    said = shift.heard
    await hold(shift, await lead(database, keys), script)
    assert not said
    assert not [word for word in CANARIES if word in "".join(said)]


async def test_watch_says_nothing_of_what_was_written(shift, database, keys):
    """All that it shows while it runs holds none of the typed words."""
    heard = []
    shift.terminal._show = heard.append

    async def script():
        for line in (b"/queue", b"/alerts", b"/show x", b"/ack 1"):
            yield line

    await hold(shift, await lead(database, keys), script)
    assert "ALERT 1" in "".join(heard)
    assert not [word for word in CANARIES if word in "".join(heard)]


async def test_content_stays_closed_at_the_watch(shift, database, keys, working):
    """Nothing can be opened there, nor anything done but to take over."""

    async def script():
        yield f"/open {working.reference}".encode()
        await shift.hear("only /ack")

    await hold(shift, await lead(database, keys), script)


async def test_alert_is_repeated_after_a_minute(shift, database, keys):
    """It is quiet for a minute of the watch's clock, and not longer."""

    async def script():
        await shift.hear("ALERT 1")
        shift.now += timedelta(seconds=59)
        await shift.looks()
        assert not shift.heard
        shift.now += timedelta(seconds=1)
        await shift.hear("ALERT 1")
        yield b""

    await hold(shift, await lead(database, keys), script)


async def test_steps_appear_when_they_are_due(shift, database, keys):
    """Backup after 3 minutes, everyone after 8, the lead after 15."""
    start = shift.now

    async def script():
        await shift.hear("needs somebody now. To take over")
        for step, minutes in ((2, 3), (3, 8), (4, 15)):
            shift.now = start + timedelta(minutes=minutes, seconds=-10)
            await shift.looks()
            assert not [block for block in shift.heard if f"(step {step})" in block]
            shift.now = start + timedelta(minutes=minutes, seconds=1)
            await shift.hear(f"(step {step})")
        yield b""

    await hold(shift, await lead(database, keys), script, by_name=False)


async def test_clock_that_was_set_back_silences_nothing(shift, database, keys):
    """An alert that was shown in a future that is none any more is shown again."""
    start = shift.now

    async def script():
        await shift.hear("ALERT 1")
        shift.now = start + timedelta(hours=5)
        await shift.hear("ALERT 1")
        shift.now = start + timedelta(seconds=5)
        await shift.hear("ALERT 1")
        yield b""

    await hold(shift, await lead(database, keys), script)


async def test_watch_without_input_goes_on_until_it_is_stopped(shift, database, keys):
    """As a service it has no input at all, and still shows what rings."""

    async def nothing():
        return
        yield

    watching = asyncio.ensure_future(hold(shift, await lead(database, keys), nothing, until_input_ends=False))
    await shift.hear("ALERT 1")
    shift.now += timedelta(minutes=1)
    await shift.hear("ALERT 1")
    assert not watching.done()
    watching.cancel()
    with pytest.raises(asyncio.CancelledError):
        await watching


async def test_nameless_watcher_is_asked_for_a_name(shift, database, working):
    """In a group of several /ack without --as silences nothing, and says what is missing."""

    async def script():
        await shift.hear("ALERT 1")
        yield b""
        yield b"/ack 1"
        await shift.hear("--as NAME")

    await hold(shift, None, script)
    shift.now += timedelta(minutes=1)
    watch = Watch(database=database, person=None)
    assert [notice.id for notice in await watch.look(shift.now)] == ["watch-alert"]


async def test_fault_of_the_database_ends_the_watch_with_its_own_error(shift, database, keys, monkeypatch):
    """What failed is said as it is, not wrapped up by the two tasks of the watch."""

    async def fail(_self, _now):
        if "ALERT" in "".join(shift.heard):
            raise DatabaseUnwritable("the database file takes no writing")
        return await look(_self, _now)

    look = Watch.look
    monkeypatch.setattr(Watch, "look", fail)

    async def wait():
        await asyncio.get_running_loop().create_future()
        yield b""

    with pytest.raises(DatabaseUnwritable):
        await hold(shift, await lead(database, keys), wait)


async def test_watch_says_that_it_has_begun(shift, database, keys):
    """Whoever watches sees it in his own name, also while nothing rings, and in three languages."""
    olena = await lead(database, keys)
    (case, *_) = [alert.case for alert in await database.read(lambda unit: alerts.due(unit, shift.now, None))]
    await database.write(lambda unit: alerts.acknowledge(unit, case, olena.id, shift.now))

    async def script():
        await shift.hear("Watching as Olena; nothing rings.")
        yield b""

    await hold(shift, olena, script)
    texts = wiring.texts()
    begun = [word_beginning(name, rings=rings) for name in (None, "Olena") for rings in (True, False)]
    said = [text.write(begun, language, texts) for language in (Language.EN, Language.UK, Language.RU)]
    assert list(said[0]) == [
        "Watching.",
        "Watching; nothing rings.",
        "Watching as Olena.",
        "Watching as Olena; nothing rings.",
    ]
    assert all(len(set(blocks)) == len(begun) for blocks in map(list, said[1:]))


async def test_watch_ends_once_its_watcher_is_suspended(shift, database, keys):
    """He sees no alert any more, and a last word; nothing that he types is read."""

    async def script():
        await shift.hear("ALERT 1")
        await suspend(database, keys)
        shift.now += timedelta(minutes=1)
        await asyncio.get_running_loop().create_future()
        yield b"/ack 1"

    async with asyncio.timeout(20):
        await hold(shift, await lead(database, keys), script, until_input_ends=False)
    assert [block for block in shift.heard if "ALERT" in block] == []
    assert "The watch is over" in shift.heard[-1]


async def test_watch_ends_before_it_began_for_whoever_is_not_active(shift, database, keys):
    """Nothing is shown to him but that."""
    olena = await lead(database, keys)
    await suspend(database, keys)

    async def script():
        yield b"/ack 1"

    await hold(shift, olena, script)
    (said,) = shift.heard
    assert "The watch is over" in said


async def test_the_watch_calls_out_anew_what_nobody_takes_up(shift, database, keys):
    """Where no other process of the group runs."""

    async def script():
        await shift.hear("ALERT 1")
        yield b"/ack 1"
        await shift.hear("has fallen silent")
        shift.now += timedelta(minutes=16)
        await shift.hear("needs somebody now")
        yield b""

    await hold(shift, await lead(database, keys), script)


# Referrals -----------------------------------------------------------------------------------------------------------


class Moving:
    """A clock of referrals that has something to say once."""

    def __init__(self):
        self.looks = 0

    async def look(self, _now):
        """Say it at the second look."""
        self.looks += 1
        return (say("referral-event", step="declined", reference="lumeko-42", number=7),) if self.looks == 2 else ()


async def test_watch_moves_referrals_on(shift, database, keys, monkeypatch):
    """With each look, and whoever watches is told."""
    monkeypatch.setattr(wiring, "referrals", lambda *_: Moving())

    async def script():
        await shift.hear("lumeko-42: a partner cannot help. (offer 7)")
        yield b""

    await hold(shift, await lead(database, keys), script)


async def test_desk_looks_around_each_line(guest, database, keys):
    """So that an answer which a line brings is drawn the consequences of at once."""
    looks = []

    async def look():
        looks.append(len(guest.heard))

    await work_at(guest._terminal, await lead(database, keys), typed(b"/help", b"/queue"), pytest.fail, look)
    assert len(looks) == 5


@pytest.mark.parametrize("signal", [False, True])
def test_terminal_leaves_to_a_bot_what_there_is_a_bot_for(working, database, signal):
    """Only a group without Signal has nobody but its members to carry packages."""
    staff = replace(working.config.staff, signal=object() if signal else None)
    assert wiring.referrals(replace(working.config, staff=staff), database).bots is signal
