"""The watch: every alert is shown, repeated, and said to be silent when somebody has taken over."""

from datetime import timedelta

import pytest

from storage.database import NotSaved
from storage.ids import MemberId
from triage.rights import Command
from triage.watch import Watch


async def heard(watch, now):
    """What the watch says now: ids of notices."""
    return [notice.id for notice in await watch.look(now)]


async def test_alert_is_repeated_until_somebody_takes_over(stage):
    """It is shown at once, again after a minute, and no more once it was acknowledged."""
    await stage.receive("lumeko-42", alert=True)
    watch = Watch(database=stage.database, person=None)
    assert await heard(watch, stage.now) == ["watch-alert"]
    stage.later(seconds=59)
    assert await heard(watch, stage.now) == []
    stage.later(seconds=1)
    assert await heard(watch, stage.now) == ["watch-alert"]
    await stage.say("Rafael", "/ack lumeko-42")
    assert await heard(watch, stage.now) == ["watch-silent"]
    assert await heard(watch, stage.now) == []


async def test_clock_that_was_set_back_keeps_no_alert_quiet(stage):
    """A minute is counted from the last showing, unless that lies in the future."""
    await stage.receive("lumeko-42", alert=True)
    watch = Watch(database=stage.database, person=MemberId(stage.people["Lena"]))
    await watch.look(stage.now + timedelta(days=1))
    assert await heard(watch, stage.now) == ["watch-alert"]


@pytest.mark.parametrize("typed", ["/ack {}", "ack {}", "ACK #{}", "{}", " {} ", "/ack lumeko-42"])
async def test_watch_takes_an_acknowledgement(stage, typed):
    """With the slash or without it, or just the number that is being shown."""
    await stage.receive("lumeko-42", alert=True)
    (shown,) = await Watch(database=stage.database, person=None).look(stage.now)
    line = typed.format(shown.args["number"])
    assert await acknowledged(stage, "Rafael", line) == ["acknowledged"]
    assert await acknowledged(stage, "Rafael", line) == ["acknowledged-before"]


async def acknowledged(stage, actor, line):
    """What the watch answers to a line: ids of notices."""
    who = stage.people.get(actor, actor)
    return [notice.id for notice in await stage.desk.acknowledge(who, line, stage.now)]


@pytest.mark.parametrize(
    "line",
    [
        *(f"/{command} lumeko-42" for command in Command if command is not Command.ACK),
        "/claim lumeko-42",
        "/urgency lumeko-42 emergency mistake",
        "/acknowledge 1",
        "hello",
        "/",
        "",
    ],
)
async def test_watch_takes_nothing_else(stage, line):
    """Nobody has shown at a watch who he is: even an unlocked desk does there no other command, nor explains one."""
    await stage.receive("lumeko-42", alert=True)
    before = await stage.case("lumeko-42")
    assert await acknowledged(stage, "Lena", line) == ["watch-only-ack"]
    assert await stage.case("lumeko-42") == before
    assert await stage.acts("lumeko-42") == []


async def test_watch_keeps_to_the_rules_of_the_desk(stage, monkeypatch):
    """Roles, unknown numbers, mistakes and faults are answered as they are there; no invitation is taken."""
    await stage.receive("lumeko-42", alert=True)
    assert await acknowledged(stage, "Anna", "/ack lumeko-42") == ["error-not-allowed"]
    assert await acknowledged(stage, "Lena", "99") == ["error-alert-not-found"]
    assert await acknowledged(stage, "Lena", "/ack") == ["error-wrong-usage"]
    assert await acknowledged(stage, MemberId("e" * 32), "/ack 1") == ["stranger"]

    async def full(_work):
        raise NotSaved("the disk is full")

    monkeypatch.setattr(stage.database, "read", full)
    assert await acknowledged(stage, "Lena", "/ack 1") == ["error-temporary"]


async def test_repeats_can_be_held_back(stage):
    """Where the last call has not been heard yet only an alert that begins to ring is said; then all are again."""
    watch = Watch(stage.database, None)
    await stage.receive("lumeko-42", alert=True)
    assert len(await watch.look(stage.now)) == 1
    stage.later(minutes=5)
    await stage.receive("munipo-17", alert=True)
    (new,) = await watch.look(stage.now, repeats=False)
    assert new.args["reference"] == "munipo-17"
    stage.later(minutes=5)
    assert await watch.look(stage.now, repeats=False) == ()
    assert len(await watch.look(stage.now)) == 2
