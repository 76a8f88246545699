"""Whoever is too close to a case leaves it to others, and is kept out."""

import pytest

from storage import alerts, cases
from storage.audit import Act
from storage.cases import CaseState
from storage.deadlines import DeadlineKind
from storage.documents import DocumentKind, Urgency
from triage.times import reminding

JUDGED = "/assess lumeko-42 likely yes letter worried"


async def test_a_conflict_is_sealed_and_lets_go_of_the_case(stage):
    """The case stands in the queue again, and the log says who left."""
    await stage.receive("lumeko-42")
    await stage.say("Anna", "/claim lumeko-42")
    assert await stage.ids("Anna", "/conflict lumeko-42") == ["conflict-declared"]
    assert (await stage.case("lumeko-42")).holder is None
    (declared,) = await stage.opened("lumeko-42", DocumentKind.RECUSAL)
    assert declared.author == stage.people["Anna"]
    assert ("case_recused", None) in await stage.acts("lumeko-42")


async def test_declared_again_it_changes_nothing(stage):
    """It is said so, and nothing is written."""
    await stage.receive("lumeko-42")
    await stage.say("Anna", "/conflict lumeko-42")
    assert await stage.ids("Anna", "/conflict lumeko-42") == ["conflict-declared-before"]
    assert len(await stage.papers("lumeko-42")) == 2


async def test_who_took_himself_out_is_rung_no_more(stage):
    """What rang for him alone rings for everybody else."""
    await stage.receive("lumeko-42")
    await stage.say("Anna", "/urgency lumeko-42 emergency news")
    await stage.say("Rafael", "/conflict lumeko-42")
    for name, rings in (("Rafael", 0), ("Clara", 1)):
        person = stage.people[name]
        assert len(await stage.database.read(lambda unit, who=person: alerts.due(unit, stage.now, who))) == rings


@pytest.mark.parametrize("declare", ["/conflict lumeko-42", f"{JUDGED} conflict=yes"])
@pytest.mark.parametrize(
    "line",
    [
        "/claim lumeko-42",
        "/open lumeko-42",
        JUDGED,
        f"{JUDGED} conflict=yes",
        "/note lumeko-42 hello",
        "/ask lumeko-42 news",
        "/tag lumeko-42 un",
        "/link lumeko-42 sotiva-07 event",
        "/unlink sotiva-07 lumeko-42",
        "/assign lumeko-42 Anna",
    ],
)
async def test_whoever_left_is_kept_out(stage, declare, line):
    """However he said it, of whatever role; from the other side of a link too."""
    await stage.receive("lumeko-42")
    await stage.receive("sotiva-07")
    await stage.say("Anna", "/claim lumeko-42")
    await stage.say("Clara", declare)
    assert await stage.ids("Clara", line) == ["error-conflict"]


async def test_whoever_left_does_not_count_as_a_judge(stage):
    """Neither with what he wrote before nor with what he writes after."""
    await stage.receive("lumeko-42")
    await stage.say("Clara", "/claim lumeko-42")
    await stage.say("Clara", "/open lumeko-42")
    await stage.say("Clara", JUDGED)
    await stage.say("Clara", "/conflict lumeko-42")
    await stage.say("Clara", JUDGED)
    assert await stage.ids("Lena", "/decide lumeko-42 record because") == ["error-quorum"]


@pytest.mark.parametrize("declare", ["/conflict lumeko-42", f"{JUDGED} conflict=yes"])
async def test_what_he_saw_to_waits_for_the_others(stage, declare):
    """It is named to him, is no more among what is his, and they are reminded: of the case at once."""
    await stage.receive("lumeko-42", state=CaseState.DECIDED)
    await stage.say("Clara", "/action lumeko-42 contact owner=Anna")
    assert await stage.ids("Anna", "/mine") == ["mine-actions"]
    left = (await stage.say("Anna", declare))[-1]
    assert left.id == "conflict-actions"
    assert [line.args["number"] for line in left.lines] == [1]
    assert await stage.ids("Anna", "/mine") == ["mine-none"]
    everybody = frozenset(stage.people.values())
    known = await stage.read_roster()
    told = await stage.database.read(lambda unit: reminding.owed(unit, known, everybody, stage.now))
    assert set(told) == {stage.people["Clara"]}
    (reminder,) = told[stage.people["Clara"]]
    assert reminder.pending.deadline.kind is DeadlineKind.FOLLOW_UP
    stage.later(days=7)
    told = await stage.database.read(lambda unit: reminding.owed(unit, known, everybody, stage.now))
    assert DeadlineKind.ACTION in {one.pending.deadline.kind for one in told[stage.people["Clara"]]}
    assert stage.people["Anna"] not in told


async def test_the_next_case_is_none_that_was_left(stage):
    """It goes to somebody else."""
    await stage.receive("lumeko-42")
    await stage.say("Anna", "/conflict lumeko-42")
    assert await stage.ids("Anna", "/next") == ["next-none"]
    assert await stage.ids("Bohdan", "/next") == ["claimed", "case-heading"]


async def test_whoever_left_is_kept_out_while_the_desk_is_locked(stage):
    """The row tells who left; declaring itself seals, which takes the keys."""
    await stage.receive("lumeko-42")
    locked = stage.open_desk(locked=True)
    assert await stage.ids("Anna", "/conflict lumeko-42", desk=locked) == ["error-locked"]
    await stage.say("Anna", "/conflict lumeko-42")
    assert await stage.ids("Anna", "/claim lumeko-42", desk=locked) == ["error-conflict"]


async def test_an_emergency_that_he_alone_answered_rings_anew(stage):
    """For the others, and not for him."""
    await stage.receive("lumeko-42", Urgency.EMERGENCY, alert=True)
    await stage.say("Rafael", "/ack lumeko-42")
    await stage.say("Rafael", "/conflict lumeko-42")
    ringing = await stage.database.read(lambda unit: alerts.due(unit, stage.now, None))
    assert ringing
    assert stage.people["Rafael"] not in {alert.person for alert in ringing}


async def test_an_emergency_that_another_answered_does_not_ring_again(stage):
    """Somebody is there."""
    await stage.receive("lumeko-42", Urgency.EMERGENCY, alert=True)
    await stage.say("Rafael", "/ack lumeko-42")
    await stage.say("Clara", "/conflict lumeko-42")
    assert await stage.database.read(lambda unit: alerts.due(unit, stage.now, None)) == ()


@pytest.mark.parametrize("line", ["/ack lumeko-42", "/urgency lumeko-42 normal safer"])
async def test_whoever_left_silences_nothing(stage, line):
    """An emergency rings on for those who may take it, as urgent as it was."""
    await stage.receive("lumeko-42", Urgency.EMERGENCY, alert=True)
    await stage.say("Rafael", "/conflict lumeko-42")
    assert await stage.ids("Rafael", line) == ["error-conflict"]
    assert await stage.database.read(lambda unit: alerts.due(unit, stage.now, None))
    assert (await stage.case("lumeko-42")).urgency is Urgency.EMERGENCY


async def test_of_two_who_change_a_case_both_are_heard(stage, monkeypatch):
    """Who comes second reads the case again."""
    await stage.receive("lumeko-42")
    save, fails = cases.save, [True]

    async def once_too_late(*args, **kwargs):
        if fails:
            fails.pop()
            raise cases.CaseChanged("the case is no longer as it was read")
        await save(*args, **kwargs)

    monkeypatch.setattr(cases, "save", once_too_late)
    assert await stage.ids("Anna", "/conflict lumeko-42") == ["conflict-declared"]
    assert [act for act, _, _ in await stage.log()].count(Act.CASE_RECUSED) == 1
