"""The rota and the drill on the command line, and what the check says of them."""

import asyncio
import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from bots.cli.readiness import look_at_duty
from bots.staff import wiring
from storage import bindings, pagers
from storage.bindings import Binding
from storage.pagers import Pager
from triage.membership import roster

DAILY = ("Olena", "daily", "00:00-24:00")


def query(place, statement, *values):
    """What lies in the database."""
    with sqlite3.connect(place.database) as connection:
        return connection.execute(statement, values).fetchall()


def shift(place, *words):
    """Add a shift."""
    return place.call("duty add", *(words or DAILY), unlock=True)


def test_a_shift_is_added_listed_and_dropped(working):
    """Each is a line of fields; who is on call now is said besides."""
    line = "1\tOlena\tmon,tue,wed,thu,fri,sat,sun\t00:00-00:00\tEurope/Kyiv\ton_call\n"
    added = shift(working, "olena", *DAILY[1:], "--zone", "kyiv")
    assert (added.status, added.out) == (0, line), added
    listed = working.call("duty list")
    assert (listed.out, listed.err) == (line, "on call now: Olena\n")
    assert working.call("duty drop", "1").status == 0
    listed = working.call("duty list")
    assert (listed.out, listed.err) == ("", "on call now: nobody\n")


def test_backup_is_nobody_on_call(working):
    """An emergency calls them later."""
    assert shift(working, *DAILY, "--backup").out.endswith("\tUTC\tbackup\n")
    assert working.call("duty list").err == "on call now: nobody\n"


def test_what_the_operator_does_is_logged(working):
    """As done by nobody else."""
    shift(working)
    working.call("duty drop", "1")
    working.call("duty test")
    rows = query(working, "SELECT act, actor FROM audit ORDER BY number DESC LIMIT 3")
    assert rows == [(act, "operator") for act in ("drill_begun", "shift_dropped", "shift_added")]


def test_shifts_that_others_wrote_are_told(working):
    """They put nobody on duty."""
    shift(working)
    query(working, "UPDATE shifts SET duty = 'backup'")
    listed = working.call("duty list")
    assert listed.out == ""
    assert "1 shifts were not signed by this group" in listed.err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("Nobody", "daily", "0-24"), "Nobody of this name"),
        (("Olena", "daily", "0-24", "--zone", "Nowhere/None"), "There is no such time zone"),
    ],
)
def test_what_cannot_be_is_refused_with_a_hint(working, words, says):
    """What failed, and what to do about it."""
    refused = shift(working, *words)
    assert refused.status == 1
    first, second = refused.err.splitlines()
    assert says in first
    assert second.startswith("hint: ")


def test_a_shift_that_is_not_there_is_not_dropped(working):
    """That is told."""
    refused = working.call("duty drop", "7")
    assert (refused.status, "No shift has this number" in refused.err) == (1, True)


@pytest.mark.parametrize(
    "words", [("Olena", "someday", "0-24"), ("Olena", "daily", "8-25"), ("Olena", "daily", "late")]
)
def test_days_and_hours_that_are_none_are_wrong_use(working, words):
    """No passphrase is asked for."""
    assert working.call("duty add", *words).status == 2


def test_a_drill_prints_its_reference_and_rings(working):
    """It begins without a passphrase; another does not begin while it rings."""
    (case,) = query(working, "SELECT reference FROM cases")
    drill = working.call("duty test")
    assert f"A drill rings. How it goes: /alerts {drill.out.strip()}" in drill.err
    rows = query(working, "SELECT DISTINCT reference, kind FROM alerts WHERE kind = 'drill'")
    assert rows == [(drill.out.strip(), "drill")]
    assert drill.out.strip() != case[0]
    again = working.call("duty test")
    assert (again.status, "A drill rings already" in again.err) == (1, True)


# check ---------------------------------------------------------------------------------------------------------------


def look(place, *, now=None):
    """What the check says, by grade."""

    async def work():
        manifest = wiring.public_keys(place.config)
        async with wiring.open_database(place.config) as database:
            return await database.read(lambda unit: look_at_duty(unit, manifest, now or datetime.now(UTC)))

    return [(finding.grade, finding.text) for finding in asyncio.run(work())]


def write(place, make):
    """Write what the roster key signs, for the only member."""

    async def work():
        keys = await wiring.unlock(place.config, place.passphrase_file.read_text(encoding="utf-8").strip())
        async with wiring.open_database(place.config) as database:

            async def write(unit):
                (member,) = (await roster.read(unit, keys.manifest.roster)).members
                await make(unit, member.id, keys.roster)

            await database.write(write)

    asyncio.run(work())


async def give_pager(unit, member, key):
    await pagers.save(unit, pagers.sign(Pager(member=member, url="ntfys://topic", changed_at=datetime.now(UTC)), key))


async def bind(unit, member, key):
    binding = Binding(channel="signal", account="1", chat="2", member=member, changed_at=datetime.now(UTC))
    await bindings.save(unit, bindings.sign(binding, key))


def test_nobody_to_be_called_is_no_finding_of_its_own(place):
    """While nobody belongs to the group, that is said already."""
    assert look(place) == []


def test_what_stands_between_an_emergency_and_the_group_is_noted(working):
    """None of it is unsound."""
    assert [(grade, text.partition(";")[0]) for grade, text in look(working)] == [
        ("note", "there is no rota: emergencies call every referrer, or everybody"),
        ("note", "nobody can be called: no member has written to a staff bot, or has a pager"),
        ("note", "no lead has a pager that breaks through a muted phone"),
        ("note", "there was no drill in the last 90 days"),
    ]


@pytest.mark.parametrize(
    ("hours", "says"),
    [
        ("00:00-24:00", "ok somebody is on call at every hour of the next 7 days"),
        ("00:00-23:00", "note nobody is on call for 7 hours of the next 7 days; hint: solidarity duty add"),
    ],
)
def test_hours_in_which_nobody_is_on_call_are_counted(working, hours, says):
    """In the coming week."""
    shift(working, "Olena", "daily", hours)
    assert f"{' '.join(look(working)[0])}" == says


@pytest.mark.parametrize(("give", "left"), [(bind, {"no lead has a pager"}), (give_pager, set())])
def test_one_chat_or_pager_is_enough_to_be_called(working, give, left):
    """A lead wants a pager besides."""
    write(working, give)
    found = " ".join(text for _, text in look(working))
    assert "nobody can be called" not in found
    assert ("no lead has a pager" in found) is bool(left)


def test_a_drill_is_due_after_ninety_days(working):
    """One of yesterday is fine."""
    working.call("duty test")
    now = datetime.now(UTC)
    assert not any("drill" in text for _, text in look(working, now=now + timedelta(days=89)))
    assert any("drill" in text for _, text in look(working, now=now + timedelta(days=91)))


def test_shifts_that_others_wrote_are_unsound(working):
    """Somebody writes to the database."""
    shift(working)
    query(working, "UPDATE shifts SET duty = 'backup'")
    assert ("wrong", "shifts of the rota that this group did not sign: 1") in look(working)


def test_the_check_says_it(working):
    """With all the rest."""
    assert "there is no rota" in working.call("check").out
