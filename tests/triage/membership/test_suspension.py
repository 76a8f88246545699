"""Suspending a member, also while nobody can sign, and what becomes of what he held."""

import asyncio
import os
from datetime import time

import pytest

from storage import alerts, bindings, members, shifts, suspensions
from storage.alerts import NewAlert
from storage.audit import Act
from storage.bindings import Binding
from storage.cases import CaseChanged, CaseState
from storage.documents import Urgency
from storage.ids import MemberId
from storage.members import Role, Standing
from storage.shifts import Day, Duty, Shift, ShiftId
from triage.desk import Stranger
from triage.membership import roster, vacancy


@pytest.fixture
def suspend(stage):
    """Suspends somebody, by name, in a transaction of its own."""

    async def one(name, *, desk=None):
        member = stage.people.get(name, name)
        return await stage.database.write(
            lambda unit: (desk or stage.desk).suspend(unit, member, stage.now, "identity")
        )

    return one


@pytest.fixture
def signed(stage):
    """The standing of a member as the roster key last signed it, whatever else is written."""

    async def one(name):
        key = stage.keys.group.manifest.roster

        async def work(unit):
            for row in await suspensions.all(unit):
                await suspensions.lift(unit, row.member)
            known, _ = await members.verified(unit, key)
            raise Looked(next(member.standing for member in known if member.id == stage.people[name]))

        with pytest.raises(Looked) as looked:
            await stage.database.write(work)
        return looked.value.args[0]

    return one


async def ringing(stage):
    """Who is called at this moment."""
    return [alert.person for alert in await stage.database.read(lambda unit: alerts.due(unit, stage.now, None))]


class Looked(Exception):
    """What was seen; the transaction is not to be kept."""


async def test_suspended_member_is_a_stranger(stage, suspend, signed):
    """At once, by his signed row, and nobody else is."""
    assert await suspend("Anna")
    assert await stage.ids("Anna", "/queue") == ["stranger"]
    assert await stage.ids("Bohdan", "/queue") == ["queue-empty"]
    assert await signed("Anna") is Standing.SUSPENDED
    assert await stage.database.read(suspensions.all) == ()


async def test_suspension_is_logged_with_its_reason(stage, suspend):
    """Once, however often the change is noticed."""
    assert [await suspend("Anna"), await suspend("Anna")] == [True, False]
    assert await stage.log() == [(Act.MEMBER_SUSPENDED, stage.people["Anna"], "identity")]


async def test_change_that_is_noticed_twice_at_once_suspends_once(stage, suspend):
    """Two lines of one member may be handled side by side."""
    assert sorted(await asyncio.gather(suspend("Anna"), suspend("Anna"))) == [False, True]


@pytest.mark.parametrize("locked", [False, True])
async def test_nobody_else_can_be_suspended(stage, suspend, locked):
    """Neither an unknown id, nor who was invited and has not come."""
    await stage.enrol("Ivan", standing=Standing.INVITED)
    desk = stage.open_desk(locked=locked)
    assert [await suspend(MemberId("e" * 32), desk=desk), await suspend("Ivan", desk=desk)] == [False, False]
    assert await stage.log() == []


async def test_locked_desk_suspends_without_a_signature(stage, suspend, signed):
    """The row is still signed as active, and counts for nothing."""
    locked = stage.open_desk(locked=True)
    assert [await suspend("Anna", desk=locked), await suspend("Anna", desk=locked)] == [True, False]
    assert await stage.ids("Anna", "/queue", desk=locked) == ["stranger"]
    assert await stage.ids("Anna", "/queue") == ["stranger"]
    assert len(await stage.log()) == 1


async def test_what_was_written_without_a_signature_is_never_signed(stage, suspend, signed):
    """Somebody who can only write to the database may have written it, and would have the last word for good."""
    await suspend("Anna", desk=stage.open_desk(locked=True))
    await stage.database.write(lambda unit: suspensions.add(unit, stage.people["Bohdan"], stage.now))
    await stage.say("Clara", "/queue")
    await stage.say(Stranger(), "hello")
    await suspend("Rafael")
    assert [await signed("Anna"), await signed("Bohdan")] == [Standing.ACTIVE] * 2
    assert await stage.ids("Anna", "/queue") == await stage.ids("Bohdan", "/queue") == ["stranger"]
    assert {row.member for row in await stage.database.read(suspensions.all)} == {
        stage.people["Anna"],
        stage.people["Bohdan"],
    }


async def test_suspension_is_undone_with_its_transaction(stage):
    """The line in which it was noticed is handled again, and it is noticed again."""

    async def work(unit):
        assert await stage.desk.suspend(unit, stage.people["Anna"], stage.now, "identity")
        assert await stage.desk.known(unit, stage.people["Anna"]) is None
        raise Looked

    with pytest.raises(Looked):
        await stage.database.write(work)
    assert await stage.ids("Anna", "/queue") == ["queue-empty"]


async def test_all_chats_of_the_member_are_forgotten(stage, suspend):
    """On every channel: who holds one account of his may hold another; those of others stay."""
    key = stage.keys.group.roster

    async def bind(unit):
        for channel, name in (("signal", "Anna"), ("telegram", "Anna"), ("telegram", "Bohdan")):
            binding = Binding(
                channel=channel, account="staff", chat=name, member=stage.people[name], changed_at=stage.now
            )
            await bindings.save(unit, bindings.sign(binding, key))

    await stage.database.write(bind)
    await suspend("Anna")

    async def left(unit):
        return [len(await bindings.of(unit, stage.people[name], key.public)) for name in ("Anna", "Bohdan")]

    assert await stage.database.read(left) == [0, 1]


async def test_unused_invitation_of_the_member_is_worth_nothing(stage, suspend):
    """Not even to whoever takes the suspended row for the active one later."""

    async def again(unit):
        return await roster.invite_again(unit, stage.keys.group, "Anna", now=stage.now, draw=os.urandom)

    code = await stage.database.write(again)
    await suspend("Anna")
    assert await stage.ids(Stranger(), f"/join {code}") == ["stranger"]


@pytest.mark.parametrize("locked", [False, True])
async def test_cases_that_the_member_held_go_back(stage, suspend, locked, monkeypatch):
    """However many they are; what others hold, and what has run out, is left alone."""
    monkeypatch.setattr(vacancy, "_PAGE", 2)
    held = [f"lumek{letter}-42" for letter in "aeiou"]
    await stage.receive("mirado-17")
    await stage.say("Anna", "/claim mirado-17")
    stage.later(hours=8)
    for reference in held:
        await stage.receive(reference)
        await stage.say("Anna", f"/claim {reference}")
    await stage.receive("bokalu-13")
    await stage.say("Bohdan", "/claim bokalu-13")
    await suspend("Anna", desk=stage.open_desk(locked=locked))
    for reference in held:
        case = await stage.case(reference)
        assert (case.state, case.holder, case.lease_until) == (CaseState.ASSESSING, None, None)
        assert await stage.acts(reference) == [("case_claimed", None), ("case_released", "identity")]
    assert await stage.acts("mirado-17") == [("case_claimed", None)]
    assert (await stage.case("bokalu-13")).holder == stage.people["Bohdan"]


async def test_emergency_that_the_member_held_calls_again(stage, suspend):
    """He had silenced it; it rings for those who are left, once, and not for him."""
    await stage.enrol("Roman", Role.REFERRER)
    await stage.receive("lumeko-42", Urgency.EMERGENCY, alert=True)
    await stage.say("Rafael", "/ack lumeko-42")
    await stage.say("Rafael", "/claim lumeko-42")
    await suspend("Rafael")
    assert await ringing(stage) == [stage.people["Roman"]]


@pytest.mark.parametrize("locked", [False, True])
async def test_emergency_that_the_member_had_silenced_calls_again(stage, suspend, locked):
    """He had not claimed it, or his claim has run out: nobody works on it."""
    await stage.receive("lumeko-42", Urgency.EMERGENCY, alert=True)
    await stage.say("Rafael", "/claim lumeko-42")
    await stage.say("Rafael", "/ack lumeko-42")
    stage.later(hours=9)
    await stage.enrol("Roman", Role.REFERRER)
    await suspend("Rafael", desk=stage.open_desk(locked=locked))
    assert await ringing(stage) == [stage.people["Roman"]]


@pytest.mark.parametrize("locked", [False, True])
async def test_what_rings_for_the_member_rings_for_everybody(stage, suspend, locked):
    """He was the only one who was called so far."""
    await stage.receive("lumeko-42", Urgency.EMERGENCY)
    case = await stage.case("lumeko-42")
    rafael = stage.people["Rafael"]
    calling = NewAlert(case=case.id, reference=case.reference, person=rafael, step=0, due_at=stage.now)
    await stage.database.write(lambda unit: alerts.add(unit, [calling]))
    assert await ringing(stage) == [rafael]
    await suspend("Rafael", desk=stage.open_desk(locked=locked))
    assert await ringing(stage) == [None]


async def test_emergency_that_another_holds_does_not_call_again(stage, suspend):
    """Somebody has it in hand, although it was the other who silenced it."""
    await stage.receive("lumeko-42", Urgency.EMERGENCY, alert=True)
    await stage.say("Rafael", "/ack lumeko-42")
    await stage.say("Clara", "/claim lumeko-42")
    await suspend("Rafael")
    assert await ringing(stage) == []


async def test_what_is_an_emergency_no_more_does_not_call_again(stage, suspend):
    """Its urgency was changed meanwhile."""
    await stage.receive("lumeko-42", Urgency.EMERGENCY, alert=True)
    await stage.say("Rafael", "/ack lumeko-42")
    await stage.say("Clara", "/urgency lumeko-42 normal safer")
    await suspend("Rafael")
    assert await ringing(stage) == []


async def test_decided_emergency_does_not_call_again(stage, suspend):
    """What is left to do is in the queue."""
    await stage.receive("lumeko-42", Urgency.EMERGENCY)
    for who, line in (
        ("Clara", "/claim lumeko-42"),
        ("Clara", "/open lumeko-42"),
        ("Clara", "/assess lumeko-42 likely yes legal x"),
        ("Clara", "/decide lumeko-42 record because"),
    ):
        await stage.say(who, line)
    await suspend("Clara")
    assert (await stage.case("lumeko-42")).holder is None
    assert await ringing(stage) == []


async def test_case_that_somebody_changes_meanwhile_does_not_hold_up_a_suspension(stage, suspend, monkeypatch):
    """Its lease runs out by itself."""

    async def busy(*_, **__):
        raise CaseChanged("the case is no longer as it was read")

    await stage.receive("lumeko-42")
    await stage.say("Anna", "/claim lumeko-42")
    monkeypatch.setattr("storage.cases.save", busy)
    assert await suspend("Anna")
    assert await stage.ids("Anna", "/queue") == ["stranger"]


async def test_member_is_suspended_by_another(stage, order):
    """The log says who did it to whom, and what he held goes back."""
    await stage.receive("lumeko-42")
    await stage.say("Anna", "/claim lumeko-42")
    assert await order("Clara", "/suspend anna") == ["member-suspended"]
    assert await stage.ids("Anna", "/queue") == ["stranger"]
    assert (await stage.case("lumeko-42")).holder is None
    assert (Act.MEMBER_SUSPENDED, stage.people["Clara"], stage.people["Anna"]) in await stage.log()
    assert ("case_released", "deliberate") in await stage.acts("lumeko-42")


async def test_whoever_lost_a_telephone_suspends_himself(stage, order):
    """From the other channel; the answer is the last that he is told."""
    assert await order("Clara", "/suspend Clara") == ["member-suspended"]
    assert await stage.ids("Clara", "/queue") == ["stranger"]


async def test_lead_can_be_suspended(stage, order):
    """The last one too: somebody may be writing in his name, and two can take him back."""
    assert await order("Clara", "/suspend Lena") == ["member-suspended"]
    assert await stage.ids("Lena", "/queue") == ["stranger"]


@pytest.mark.parametrize("standing", [Standing.INVITED, Standing.SUSPENDED, Standing.DEPARTED])
async def test_only_who_may_act_is_suspended(stage, order, standing):
    """From anybody else there is nothing to take."""
    await stage.enrol("Ivan", standing=standing)
    assert await order("Clara", "/suspend Ivan") == ["error-not-active"]


async def test_emergency_calls_whoever_is_on_duty_by_now(stage, suspend):
    """By the rota, if there is one."""
    key = stage.keys.group.roster
    shift = Shift(
        id=ShiftId("a" * 32),
        member=stage.people["Clara"],
        days=tuple(Day),
        start=time(0),
        end=time(0),
        zone="UTC",
        duty=Duty.ON_CALL,
        changed_at=stage.now,
    )
    await stage.database.write(lambda unit: shifts.add(unit, shifts.sign(shift, key)))
    await stage.receive("lumeko-42", Urgency.EMERGENCY)
    await stage.say("Rafael", "/claim lumeko-42")
    await suspend("Rafael")
    assert await ringing(stage) == [stage.people["Clara"]]
