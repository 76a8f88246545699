"""Whom the clock reminds, of what, and how often."""

import os
from dataclasses import replace
from datetime import timedelta

import pytest

from storage import members, referrals, reminders
from storage.deadlines import DeadlineKind
from storage.documents import DocumentKind, Recusal, Urgency
from storage.ids import DocumentId, draw_id
from storage.members import Role, Standing
from storage.referrals import Referral
from triage.times import reminding
from triage.times.due import word_line
from triage.times.reminding import LINES


@pytest.fixture
async def case(stage):
    """A case for which nothing is due for a week."""
    await stage.receive("lumeko-42")


@pytest.fixture
def look(stage):
    """Remind whoever has to be; whom, of which kinds of deadline. Everybody can be reached, but for those named."""

    async def look(*unreachable):
        known = await stage.read_roster()
        reachable = set(stage.people.values()) - {stage.people[name] for name in unreachable}
        names = {member: name for name, member in stage.people.items()}

        async def work(unit):
            owed = await reminding.owed(unit, known, reachable, stage.now)
            return {member: await reminding.note(unit, member, several) for member, several in owed.items()}

        noted = await stage.database.write(work)
        return {
            names[member]: [one.pending.deadline.kind.value for one in several] for member, several in noted.items()
        }

    return look


async def test_nobody_is_reminded_of_what_is_not_due(case, look):
    """The first answer has a week."""
    assert await look() == {}


async def test_whoever_holds_the_case_is_reminded_and_nobody_else(stage, case, look, put_deadline):
    """It is his business."""
    await stage.say("Anna", "/claim lumeko-42")
    await put_deadline()
    assert await look() == {"Anna": ["decision"]}


async def test_coordinators_are_reminded_where_nobody_holds_the_case(stage, case, look, put_deadline):
    """Also once a claim has run out."""
    await stage.say("Anna", "/claim lumeko-42")
    stage.later(hours=8)
    await put_deadline()
    assert await look() == {"Clara": ["decision"]}


@pytest.mark.parametrize("kind", [DeadlineKind.ACTION, DeadlineKind.HEARING])
async def test_owner_is_reminded_of_an_action(stage, case, look, put_action, kind):
    """Whoever holds the case."""
    await stage.say("Anna", "/claim lumeko-42")
    await put_action("Bohdan", kind=kind)
    assert await look() == {"Bohdan": [kind.value]}


async def test_lead_is_reminded_where_no_coordinator_can_be_reached(case, look, put_deadline):
    """Nothing is late unseen."""
    await put_deadline()
    assert await look("Clara") == {"Lena": ["decision"]}
    assert await look("Clara", "Lena") == {}


async def test_coordinators_are_reminded_for_a_holder_who_cannot_be_reached(stage, case, look, put_deadline):
    """He may be gone for good."""
    await stage.say("Anna", "/claim lumeko-42")
    await put_deadline()
    assert await look("Anna") == {"Clara": ["decision"]}


async def test_coordinators_are_reminded_for_an_owner_who_is_no_member_any_more(stage, case, look, put_action):
    """Somebody has to take it over."""
    await put_action("Bohdan")
    known = await stage.read_roster()
    gone = replace(known.member(stage.people["Bohdan"]), standing=Standing.DEPARTED)
    signed = members.sign(gone, stage.keys.group.roster)
    await stage.database.write(lambda unit: members.save(unit, signed))
    assert await look() == {"Clara": ["action"]}


async def test_nobody_is_reminded_of_a_case_that_he_left(stage, case, look, put_deadline):
    """A conflict of interest leaves it to the others."""
    found = await stage.case("lumeko-42")
    recusal = Recusal(author=stage.people["Clara"], written=stage.now)
    roster = stage.keys.group.roster
    await stage.put(stage.seal(found.id, DocumentKind.RECUSAL, recusal, signer=roster, author=stage.people["Clara"]))
    await put_deadline()
    assert await look() == {"Lena": ["decision"]}


async def test_referral_is_reviewed_by_another_than_who_ordered_it(stage, case, look, put_deadline):
    """Two of them look at it."""
    await stage.enrol("Dina", Role.COORDINATOR)
    found = await stage.case("lumeko-42")
    referral = Referral(
        id=DocumentId(draw_id(os.urandom)),
        case=found.id,
        by=stage.people["Clara"],
        at=stage.now,
        alone=True,
        override=False,
        answer=timedelta(hours=2),
    )
    await stage.database.write(lambda unit: referrals.add(unit, referral))
    await stage.say("Clara", "/claim lumeko-42")
    await put_deadline(kind=DeadlineKind.REVIEW, item=referral.id)
    assert await look() == {"Dina": ["review"]}


async def test_each_stage_is_said_once(stage, case, look, put_action):
    """Before it, when it is over, and then every day; what was missed comes once."""
    await put_action("Bohdan", hours=30)
    assert await look() == {}
    said = []
    for _ in range(4 * 24):
        stage.later(hours=1)
        said += [stage.now] if await look() else []
    assert [round((stage.now - at) / timedelta(hours=1)) for at in said] == [90, 66, 42, 18]
    stage.later(days=2)
    assert await look() == {"Bohdan": ["action"]}
    assert await look() == {}


async def test_two_looks_at_once_remind_once(stage, case, put_deadline):
    """The second writer is told that somebody was before it."""
    await put_deadline()
    known = await stage.read_roster()

    async def work(unit):
        return await reminding.owed(unit, known, stage.people.values(), stage.now)

    ((member, several),) = (await stage.database.read(work)).items()
    first = await stage.database.write(lambda unit: reminding.note(unit, member, several))
    second = await stage.database.write(lambda unit: reminding.note(unit, member, several))
    assert (first, second) == (several, ())


async def test_quiet_hours_hold_back_what_is_no_emergency(stage, case, look, put_deadline, hush):
    """It comes once they are over."""
    await hush("Clara")
    await put_deadline()
    assert await look() == {}
    stage.later(hours=1)
    assert await look() == {"Clara": ["decision"]}


async def test_quiet_hours_do_not_hold_back_an_emergency(stage, look, put_deadline, hush):
    """Life or freedom is at risk."""
    await stage.receive("lumeko-42", Urgency.EMERGENCY)
    await hush("Clara")
    await put_deadline()
    assert await look() == {"Clara": ["decision"]}


async def test_new_holder_is_reminded_of_what_another_was(stage, case, look, put_deadline):
    """He does not know it yet."""
    await put_deadline()
    assert await look() == {"Clara": ["decision"]}
    await stage.say("Anna", "/claim lumeko-42")
    assert await look() == {"Anna": ["decision"]}


async def test_reminders_are_one_message(stage, look, put_deadline):
    """The most urgent first; what does not fit is counted."""
    for number in range(LINES + 2):
        await stage.receive(f"lumeko-{number:02}", Urgency.EMERGENCY if number == 7 else Urgency.NORMAL)
        await put_deadline(f"lumeko-{number:02}", hours=-number)
    known = await stage.read_roster()

    async def work(unit):
        return await reminding.owed(unit, known, stage.people.values(), stage.now)

    ((_, several),) = (await stage.database.read(work)).items()
    notice = reminding.word(several, stage.now)
    assert stage.labels.render(notice) == f"{LINES + 2} reminders:"
    lines = [stage.labels.render(line) for line in notice.lines]
    assert lines[0] == "!! lumeko-07 · Decision · late by 7 h"
    assert lines[1] == f"· lumeko-{LINES + 1} · Decision · late by {LINES + 1} h"
    assert lines[LINES:] == ["and 2 more: /overdue and /mine"]


async def test_reminder_of_an_action_names_its_number(stage, case, put_action):
    """With it, its result is noted."""
    number = await put_action("Bohdan", hours=20)
    known = await stage.read_roster()
    owed = await stage.database.read(lambda unit: reminding.owed(unit, known, stage.people.values(), stage.now))
    (line,) = reminding.word(owed[stage.people["Bohdan"]], stage.now).lines
    assert stage.labels.render(line) == f"· lumeko-42 · Action {number} · in 20 h"


async def test_the_holder_is_reminded_of_a_hearing_that_the_submitter_told_of(stage, case, look, put_deadline):
    """It is of no action, and its line says no number."""
    await stage.say("Anna", "/claim lumeko-42")
    await put_deadline(kind=DeadlineKind.HEARING, item="1" * 32, hours=70)
    assert await look() == {"Anna": ["hearing"]}
    (line,) = await stage.database.read(lambda unit: reminders.running(unit, stage.now + timedelta(days=3)))
    assert word_line(line, stage.now, {"held": "nobody", "holder": ""}).args["number"] == 0
