"""The daily digest: when it comes, and what it says."""

from dataclasses import replace

import pytest

from storage import members, proposals, reminders
from storage.cases import CaseState
from storage.members import Role, Standing
from storage.proposals import Proposal, ProposalKind
from triage.times import digest


@pytest.fixture
def come(stage):
    """Whose digest comes now; it is noted. Everybody can be reached, but for those named."""

    async def come(*unreachable):
        known = await stage.read_roster()
        reachable = set(stage.people.values()) - {stage.people[name] for name in unreachable}

        async def work(unit):
            found = await digest.due(unit, known, reachable, stage.now)
            for member, own in found:
                assert await reminders.note_digest(unit, member.id, own.local(stage.now).date())
            return [member.name for member, _ in found]

        return await stage.database.write(work)

    return come


async def test_digest_is_switched_on_and_off(stage):
    """It begins with none."""
    assert await stage.ids("Anna", "/digest") == ["digest-none"]
    (answer,) = await stage.say("Anna", "/digest 8:00")
    assert answer.args == {"at": "08:00", "zone": "UTC"}
    assert await stage.say("Anna", "/digest") == (answer,)
    assert await stage.ids("Anna", "/digest off") == ["digest-none"]
    assert await stage.ids("Anna", "/digest") == ["digest-none"]


async def test_digest_comes_once_a_day_at_its_hour(stage, come):
    """In the member's own zone; if nobody looked then, a little later."""
    await stage.say("Anna", "/zone Europe/Kyiv")
    await stage.say("Anna", "/digest 12:00")
    assert await come() == []
    stage.later(hours=1)
    assert await come() == ["Anna"]
    assert await come() == []
    stage.later(hours=23, minutes=59)
    assert await come() == []
    stage.later(hours=5)
    assert await come() == ["Anna"]


async def test_first_digest_is_tomorrows_if_todays_hour_has_passed(stage, come):
    """Whoever asks for it at nine to come at eight does not mean now."""
    await stage.say("Anna", "/digest 08:00")
    assert await come() == []
    stage.later(hours=23)
    assert await come() == ["Anna"]


async def test_digest_waits_for_whoever_cannot_be_reached(stage, come):
    """It is not lost."""
    await stage.say("Anna", "/digest 10:00")
    stage.later(hours=1)
    assert await come("Anna") == []
    assert await come() == ["Anna"]


async def test_no_digest_for_whoever_is_no_member_any_more(stage, come):
    """Whatever the rows of his hours say."""
    await stage.say("Anna", "/digest 10:00")
    stage.later(hours=1)
    known = await stage.read_roster()
    gone = replace(known.member(stage.people["Anna"]), standing=Standing.SUSPENDED)
    signed = members.sign(gone, stage.keys.group.roster)
    await stage.database.write(lambda unit: members.save(unit, signed))
    assert await come() == []


async def test_empty_digest_says_so(stage):
    """Silence could be a fault."""
    assert await stage.ids("Anna", "/digest now") == ["digest-empty"]


async def test_digest_counts_what_is_ones_own(stage, put_action):
    """And what nobody has taken yet; in references and numbers alone, without a key."""
    for reference in ("lumeko-42", "talisu-17"):
        await stage.receive(reference)
    await stage.say("Anna", "/claim lumeko-42")
    late, later = await put_action("Anna", hours=-1), await put_action("Anna", hours=1)
    answer = await stage.say("Anna", "/digest now", desk=stage.open_desk(locked=True), words=False)
    assert [stage.labels.render(line) for line in answer[0].lines] == [
        "You hold 1 case: lumeko-42",
        f"2 actions are yours: {late}, {later} · 1 OVERDUE",
        "1 case that nobody has taken: talisu-17. To take it: /next",
    ]


async def test_whoever_runs_the_queue_hears_what_is_late_in_the_group(stage, put_deadline):
    """Others hear of their own."""
    await stage.receive("lumeko-42")
    await stage.say("Anna", "/claim lumeko-42")
    await put_deadline(hours=-1)
    for name, expected in (("Clara", ["digest-late"]), ("Lena", ["digest-late"]), ("Rafael", [])):
        (answer,) = await stage.say(name, "/digest now")
        assert [line.id for line in answer.lines] == expected


async def test_whoever_runs_the_queue_hears_of_cases_that_rest(stage):
    """Nothing is due in them any more, so nobody would come back."""
    await stage.receive("lumeko-42", state=CaseState.ASSESSING)
    await stage.say("Clara", "/claim lumeko-42")
    await stage.say("Clara", "/canned lumeko-42 read")
    (answer,) = await stage.say("Clara", "/digest now")
    assert answer.lines[-1].id == "overdue-idle"
    assert answer.lines[-1].args == {"references": "lumeko-42"}


async def test_many_references_are_cut(stage):
    """What does not fit is counted."""
    for number in range(12):
        await stage.receive(f"lumeko-{number:02}")
        stage.later(seconds=1)
    (answer,) = await stage.say("Anna", "/digest now")
    (line,) = answer.lines
    assert line.args["count"] == 12
    assert line.args["references"] == ", ".join(f"lumeko-{number:02}" for number in range(10)) + ", …"


async def test_proposals_of_others_wait_for_one(stage):
    """One's own do not."""
    await stage.enrol("Dina", Role.COORDINATOR)
    await stage.receive("lumeko-42")
    case = await stage.case("lumeko-42")
    roster = stage.keys.group.roster
    until = stage.now.replace(year=2027)
    proposal = Proposal(kind=ProposalKind.EXPORT, case=case.id, by=stage.people["Clara"], at=stage.now, until=until)
    added = await stage.database.write(lambda unit: proposals.add(unit, proposal, roster))
    (clara,), (dina,) = await stage.say("Clara", "/digest now"), await stage.say("Dina", "/digest now")
    assert "digest-proposals" not in [line.id for line in clara.lines]
    assert dina.lines[-1].args == {"count": 1, "numbers": str(added.number)}
