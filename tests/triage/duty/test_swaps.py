"""Swaps: asked by one, taken by another."""

import pytest

from storage import rota
from storage.audit import Act


@pytest.fixture
async def week(stage):
    """Rafael is on call by day; now it is Sunday morning, 22 November."""
    await stage.ids("Clara", "/shift Rafael daily 8-20")
    return stage


async def on_call(stage, **later):
    known = await stage.database.read(lambda unit: rota.read(unit, stage.keys.group.manifest.roster))
    names = {member: name for name, member in stage.people.items()}
    stage.later(**later)
    return [names[member] for member in known.at(stage.now).on_call]


async def test_a_shift_stays_ones_own_until_the_other_takes_it(week):
    """Then it is the other's, on that day."""
    (asked,) = await week.say("Rafael", "/swap 2026-11-23 Lena")
    assert (asked.id, asked.args["number"], asked.args["holder"]) == ("swap-asked", 1, "Lena")
    assert await on_call(week, days=1) == ["Rafael"]
    assert await week.ids("Lena", "/take 1") == ["swap-taken"]
    assert await on_call(week) == ["Lena"]
    assert await on_call(week, days=1) == ["Rafael"]
    assert [act for act, _, _ in await week.log()][1:] == [Act.SWAP_ASKED, Act.SWAP_TAKEN]


async def test_a_swap_waits_for_those_two_whom_it_concerns(week):
    """One is asked, the other waits; nobody else needs to read of it."""
    await week.say("Rafael", "/swap 23.11.2026 Lena")
    assert "duty-swap-asked" in await week.ids("Lena", "/duty")
    assert "duty-swap-waits" in await week.ids("Rafael", "/duty")
    assert not {"duty-swap-asked", "duty-swap-waits"} & set(await week.ids("Clara", "/duty"))


async def test_a_swap_is_taken_on_a_channel_that_reads_along(week):
    """A number says nothing."""
    await week.say("Rafael", "/swap 2026-11-23 Lena")
    assert await week.ids("Lena", "/take 1", words=False) == ["swap-taken"]


@pytest.mark.parametrize("taker", ["Clara", "Rafael"])
async def test_only_who_was_asked_can_take_a_swap(week, taker):
    """Others are told that nobody asks them."""
    await week.say("Rafael", "/swap 2026-11-23 Lena")
    assert await week.ids(taker, "/take 1") == ["error-swap-not-found"]


async def test_of_two_who_were_asked_the_first_has_the_shift(week):
    """The second is told that it is too late; so is the first who takes it again."""
    for name in ("Lena", "Clara"):
        await week.say("Rafael", f"/swap 2026-11-23 {name}")
    assert await week.ids("Clara", "/take 2") == ["swap-taken"]
    assert await week.ids("Lena", "/take 1") == ["error-swap-not-found"]
    assert await week.ids("Clara", "/take 2") == ["error-swap-not-found"]


async def test_a_swap_of_a_shift_that_is_over_cannot_be_taken(week):
    """It would change the past."""
    await week.say("Rafael", "/swap 2026-11-22 Lena")
    week.later(hours=11)
    assert await week.ids("Lena", "/take 1") == ["error-swap-not-found"]


async def test_several_shifts_of_a_day_are_asked_for_one_by_one(week):
    """Or that one alone whose time is said."""
    await week.ids("Clara", "/shift Rafael daily 22-2")
    assert await week.ids("Rafael", "/swap 2026-11-23 Lena") == ["swap-asked", "swap-asked"]
    (asked,) = await week.say("Rafael", "/swap 2026-11-24 22:00 Lena")
    assert asked.lines[0].args["start"] == "2026-11-24 22:00"


@pytest.mark.parametrize(
    ("who", "line", "error"),
    [
        ("Rafael", "/swap 2026-11-21 Lena", "error-no-shift-then"),
        ("Rafael", "/swap 2026-11-24 09:00 Lena", "error-no-shift-then"),
        ("Clara", "/swap 2026-11-23 Lena", "error-no-shift-then"),
        ("Rafael", "/swap 2026-11-23 Rafael", "error-swap-with-oneself"),
        ("Rafael", "/swap 2026-11-23 Anna", "error-not-for-duty"),
        ("Rafael", "/swap 2026-11-23 Nobody", "error-name-unknown"),
    ],
)
async def test_what_cannot_be_is_refused(week, who, line, error):
    """And nobody is asked."""
    assert await week.ids(who, line) == [error]
    assert [act for act, _, _ in await week.log()] == [Act.SHIFT_ADDED]


@pytest.mark.parametrize(("who", "line"), [("Rafael", "/swap 2026-11-23 Lena"), ("Lena", "/take 1")])
async def test_a_locked_desk_swaps_nothing(week, who, line):
    """Both steps are signed."""
    assert await week.ids(who, line, desk=week.open_desk(locked=True)) == ["error-locked"]
