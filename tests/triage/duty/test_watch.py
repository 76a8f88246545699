"""The watch: every alert is shown, repeated, and said to be silent when somebody has taken over."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage import alerts
from storage.alerts import Alert, AlertKind, NewAlert
from storage.database import NotSaved
from storage.ids import CaseId, MemberId, Reference
from tests.triage.conftest import NOW
from triage.duty.watch import GATHER, Heard, Watch, count, plan, word
from triage.grammar.rights import Command


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


async def test_repeats_are_numbered(stage):
    """The first call has no number; the next one is the second."""
    await stage.receive("lumeko-42", alert=True)
    watch = Watch(database=stage.database, person=None)
    said = []
    for _ in range(3):
        (notice,) = await watch.look(stage.now)
        said.append(stage.labels.render(notice).partition(":")[0])
        stage.later(minutes=1)
    assert said == ["ALERT 1", "ALERT 1, call 2", "ALERT 1, call 3"]


async def test_further_step_is_no_second_call(stage):
    """Whoever is called already hears the same number on, with the step that it has come to."""
    await stage.receive("lumeko-42", alert=True)
    case = await stage.case("lumeko-42")
    further = NewAlert(case=case.id, reference=case.reference, step=2, due_at=stage.now)
    await stage.database.write(lambda unit: alerts.add(unit, [further]))
    watch = Watch(database=stage.database, person=None)
    (notice,) = await watch.look(stage.now)
    assert (notice.args["number"], notice.args["step"]) == (1, 3)


async def test_further_step_is_said_when_it_begins(stage):
    """Where several read along they hear at once that others are called now, and not when the minute is over."""
    await stage.receive("lumeko-42", alert=True)
    case = await stage.case("lumeko-42")
    start = stage.now
    further = NewAlert(case=case.id, reference=case.reference, step=1, due_at=start + timedelta(seconds=90))
    await stage.database.write(lambda unit: alerts.add(unit, [further]))
    watch = Watch(database=stage.database, person=None)
    said = [await watch.look(start + timedelta(seconds=seconds)) for seconds in (0, 80, 90, 149, 150)]
    assert [[notice.args["step"] for notice in notices] for notices in said] == [[1], [1], [2], [], [2]]


async def test_drill_says_that_it_is_one(stage):
    """Nobody is frightened, and everybody is called as in an emergency."""
    drill = NewAlert(
        case=CaseId("d" * 32), reference=Reference("lumeko-42"), step=0, due_at=stage.now, kind=AlertKind.DRILL
    )
    await stage.database.write(lambda unit: alerts.add(unit, [drill]))
    (notice,) = await Watch(database=stage.database, person=None).look(stage.now)
    assert "DRILL 1: nobody is waiting" in stage.labels.render(notice)


# Several at once


def ring(count, *, since=0):
    """So many alerts, each about a case of its own, the oldest first."""
    return [
        Alert(
            number=number,
            case=CaseId(f"{number:032x}"),
            reference=Reference(f"case-{number}"),
            person=None,
            step=0,
            due_at=NOW + timedelta(seconds=number),
            acknowledged_at=None,
            acknowledged_by=None,
        )
        for number in range(since + 1, since + count + 1)
    ]


def hear(found, heard, now):
    """What is known in the place after a plan was carried out."""
    return {
        **{number: one for number, one in heard.items() if number not in found.silent},
        **{alert.number: Heard(count=count(alert, heard), at=now) for alert in found.calls},
    }


def test_few_are_said_each_by_itself():
    """Three cases are three calls."""
    found = plan(ring(3), {}, NOW)
    assert [notice.id for notice in word(found, {})] == ["watch-alert"] * 3


def test_flood_is_said_in_one_breath(labels):
    """Each case is named, eight a line, with the word that takes these over."""
    found = plan(ring(20), {}, NOW)
    (notice,) = word(found, {})
    assert labels.render(notice).startswith("ALERTS: 20 cases need somebody now.")
    assert [line.args["count"] for line in notice.lines] == [8, 8, 4]
    assert labels.render(notice.lines[2]) == "case-17, case-18, case-19, case-20. To take these over: /ack 17+18+19+20"


@given(arrivals=st.lists(st.integers(0, 20), min_size=1, max_size=30))
def test_flood_buries_no_case(arrivals):
    """However they come in, each is named within half a minute; and what is said stays bounded."""
    heard, ringing, now, waiting, said = {}, [], NOW, {}, 0
    for arrived in [*arrivals, *[0] * 8]:
        new = ring(arrived, since=len(ringing))
        ringing += new
        waiting.update({alert.number: now for alert in new})
        for _ in range(10):
            found = plan(ringing, heard, now)
            said += bool(found.together and found.calls)
            for alert in found.calls:
                assert alert.number in heard or now - waiting.pop(alert.number) <= 2 * GATHER
            heard = hear(found, heard, now)
            now += timedelta(seconds=1)
    for _ in range(300):
        heard = hear(plan(ringing, heard, now), heard, now)
        now += timedelta(seconds=1)
    assert heard.keys() == {alert.number for alert in ringing}
    assert said <= 1 + (now - NOW) / GATHER


def test_repeats_of_a_flood_take_turns():
    """One message a minute, in which each case has its turn."""
    ringing, heard, now = ring(20), {}, NOW
    heard = hear(plan(ringing, heard, now), heard, now)
    named = []
    for _ in range(5):
        now += timedelta(seconds=59)
        assert plan(ringing, heard, now).calls == ()
        now += timedelta(seconds=1)
        found = plan(ringing, heard, now)
        named.append([alert.number for alert in found.calls])
        heard = hear(found, heard, now)
    assert named[:2] == [[*range(1, 9)], [*range(9, 17)]]
    assert {*named[2]} >= {17, 18, 19, 20}


def test_repeats_can_be_held_back():
    """Where the last call has not been heard yet only an alert that begins to ring is said, of a flood none."""
    now = NOW + timedelta(minutes=5)
    heard = {1: Heard(count=1, at=NOW)}
    assert [alert.number for alert in plan(ring(2), heard, now, repeats=False).calls] == [2]
    assert plan(ring(5), heard, now, repeats=False).calls == ()
    assert [alert.number for alert in plan(ring(2), heard, now).calls] == [2, 1]


def test_many_silences_are_said_in_one_breath(labels):
    """Whoever took over several leaves one line to everybody else."""
    heard = {number: Heard(count=1, at=NOW) for number in range(1, 6)}
    (notice,) = word(plan([], heard, NOW), heard)
    assert labels.render(notice) == "Alerts 1, 2, 3, 4, 5 have fallen silent."
