"""How an emergency was called out, in people's words."""

from datetime import timedelta

import pytest

from storage import alerts, calls
from storage.calls import Call
from triage.notices import flatten


async def call(stage, number, who, channel, *minutes):
    """Note that an alert was said in a place, first and last after so many minutes."""
    first, last = stage.now + timedelta(minutes=minutes[0]), stage.now + timedelta(minutes=minutes[-1])
    made = Call(
        alert=number,
        place=f"{who}{channel}",
        channel=channel,
        member=stage.people.get(who),
        first_at=first,
        last_at=first,
    )

    async def work(unit):
        await calls.begin(unit, made)
        if last > first:
            await calls.repeat(unit, made, last)

    await stage.database.write(work)


@pytest.fixture
async def emergency(stage):
    """An emergency that rings since now: Rafael, then Clara, then everybody, then Lena."""
    await stage.receive("lumeko-42")
    await stage.ids("Clara", "/urgency lumeko-42 emergency news")
    await call(stage, 1, "Rafael", "telegram", 0, 1)
    await call(stage, 1, "Rafael", "pager", 0)
    await call(stage, 2, "Clara", "signal", 3, 4)
    return stage


async def test_the_history_says_who_was_called_and_who_took_over(emergency):
    """On what, how often, after how long; and whom it did not come to."""
    emergency.later(minutes=5)
    await emergency.ids("Clara", "/ack lumeko-42")
    emergency.later(hours=2)
    text = await emergency.text("Anna", "/alerts lumeko-42")
    assert text.replace("2026-11-22T", "").replace(":00+00:00", "").splitlines() == [
        "lumeko-42, 09:00",
        "09:00 · alert 1, step 1: Rafael",
        "Rafael · pager · once · 09:00",
        "Rafael · Telegram · 2 times · 09:00 to 09:01",
        "09:03 · alert 2, step 2: Clara",
        "Clara · Signal · 2 times · 09:03 to 09:04",
        "alert 3, step 3: everybody · was not needed",
        "alert 4, step 4: Lena · was not needed",
        "09:05 · Clara took over after 5 min",
    ]


async def test_who_could_be_reached_nowhere_is_said(emergency):
    """A step that came without any call."""
    emergency.later(minutes=9)
    (told,) = await emergency.say("Anna", "/alerts lumeko-42")
    assert [notice.id for notice in flatten((told,))][-5:] == [
        "history-call",
        "history-called",
        "history-unheard",
        "history-to-come",
        "history-rings",
    ]


async def test_what_is_still_to_come_is_not_over(emergency):
    """While it rings nobody was spared, and whom no channel called may have seen it at a terminal."""
    emergency.later(minutes=9)
    lines = (await emergency.text("Anna", "/alerts lumeko-42")).splitlines()
    assert lines[-3:] == [
        "called on no channel; perhaps seen at a terminal",
        "alert 4, step 4: Lena · not called yet",
        "It still rings; nobody has taken over yet.",
    ]


async def test_a_drill_that_nobody_answered_is_over(stage):
    """It has stopped by itself, an hour after its last step."""
    (begun,) = await stage.say("Clara", "/drill")
    for hours, last in ((0, "history-rings"), (2, "history-open")):
        stage.later(hours=hours)
        (told,) = await stage.say("Anna", f"/alerts {begun.args['reference']}")
        assert told.lines[-1].id == last


async def test_each_call_out_is_told_by_itself(emergency):
    """One that was acknowledged, and one that rings still."""
    await emergency.ids("Clara", "/ack lumeko-42")
    await emergency.ids("Clara", "/urgency lumeko-42 normal mistake")
    emergency.later(days=1)
    await emergency.ids("Clara", "/urgency lumeko-42 emergency news")
    told = await emergency.say("Anna", "/alerts lumeko-42")
    assert [notice.lines[-1].id for notice in told] == ["history-taken", "history-rings"]


async def test_a_channel_that_reads_along_learns_no_names(emergency):
    """Only whether it was oneself."""
    await emergency.ids("Clara", "/ack lumeko-42")
    told = await emergency.say("Rafael", "/alerts lumeko-42", words=False)
    assert {notice.args.get("holder", "") for notice in flatten(told)} == {""}
    assert "you" in {notice.args.get("held") for notice in flatten(told)}


async def test_a_room_of_several_is_everybody(emergency):
    """Who read it there nobody knows."""
    await call(emergency, 1, "room", "signal", 0)
    assert "everybody · Signal · once" in await emergency.text("Anna", "/alerts lumeko-42")


async def test_the_history_of_a_drill_is_told_as_one(stage):
    """By its reference."""
    (begun,) = await stage.say("Clara", "/drill")
    (told,) = await stage.say("Anna", f"/alerts {begun.args['reference']}")
    assert (told.id, told.args["kind"]) == ("history", "drill")


async def test_a_case_that_never_called_has_no_history(stage):
    """That is said; a reference of nothing is refused."""
    await stage.receive("lumeko-42")
    assert await stage.ids("Anna", "/alerts lumeko-42") == ["history-none"]
    assert await stage.ids("Anna", "/alerts munipo-17") == ["error-case-not-found"]


async def test_alerts_that_were_passed_on_rang_for_everybody(emergency):
    """Whoever they were addressed to at first."""
    await emergency.database.write(lambda unit: alerts.pass_on(unit, emergency.people["Rafael"]))
    (told,) = await emergency.say("Anna", "/alerts lumeko-42")
    assert told.lines[0].args["held"] == "everybody"
