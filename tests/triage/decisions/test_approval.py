"""What takes two: proposed by one, approved by another, carried out once, or refused."""

from dataclasses import replace

import pytest

from storage import members, proposals
from storage.blobs import BlobMissing
from storage.cases import CaseState
from storage.database import tables
from storage.members import Role
from triage.decisions.approval import PREPARE
from triage.notices import flatten


async def waiting(stage):
    """The numbers of what waits."""
    key = stage.keys.group.manifest.roster
    found, _ = await stage.database.read(lambda unit: proposals.waiting(unit, stage.now, key))
    return [proposal.number for proposal in found]


async def erased(stage):
    return (await stage.case("lumeko-42")).state is CaseState.WITHDRAWN


async def test_an_erasure_takes_two(meeting):
    """One proposes, another approves, and nothing of the case is left but its row and the log."""
    stage = meeting.stage
    await meeting.decided("letter because")
    case = await stage.case("lumeko-42")
    assert await meeting.ids("Clara", "/erase lumeko-42") == ["proposed"]
    assert not await erased(stage)
    assert await meeting.ids("Lena", "/approve 1") == ["approved", "erased"]
    assert await erased(stage)
    assert await stage.papers("lumeko-42") == ()
    for table in (tables.actions, tables.proposals, tables.deadlines):
        rows = await stage.database.read(lambda unit, table=table: unit.execute(table.select()))
        assert not [row for row in rows if row.case == case.id]
    acts = [(act.value, actor) for act, actor, _ in await stage.log()][-3:]
    assert acts == [
        ("proposal_made", stage.people["Clara"]),
        ("proposal_approved", stage.people["Lena"]),
        ("case_erased", stage.people["Lena"]),
    ]


async def test_blobs_go_with_an_erased_case(meeting):
    """What lies beside the database is deleted once the erasure holds."""
    stage = meeting.stage
    await meeting.judged(blob=True)
    (blob,) = [paper.blob for paper in await stage.papers("lumeko-42") if paper.blob]
    await meeting.say("Clara", "/erase lumeko-42")
    await meeting.say("Lena", "/approve 1")
    with pytest.raises(BlobMissing):
        [chunk async for chunk in stage.blobs.read(blob)]


async def test_in_a_channel_s_transaction_no_blob_is_deleted(meeting):
    """It could still be undone; the sweep finds later what was left."""
    stage = meeting.stage
    await meeting.judged(blob=True)
    (blob,) = [paper.blob for paper in await stage.papers("lumeko-42") if paper.blob]
    await meeting.say("Clara", "/erase lumeko-42")

    async def work(unit):
        return await stage.desk.obey(stage.people["Lena"], "/approve 1", stage.now, within=unit, proven=True)

    assert [notice.id for notice in await stage.database.write(work)] == ["approved", "erased"]
    assert await erased(stage)
    assert [chunk async for chunk in stage.blobs.read(blob)]


@pytest.mark.parametrize("line", ["/export lumeko-42", "/erase lumeko-42"])
async def test_nobody_approves_their_own(meeting, line):
    """Two are two."""
    await meeting.judged()
    await meeting.say("Clara", line)
    assert await meeting.ids("Clara", "/approve 1") == ["error-proposal-own"]
    assert await waiting(meeting.stage) == [1]


@pytest.mark.parametrize("line", ["/export lumeko-42", "/erase lumeko-42"])
async def test_the_same_is_proposed_once(meeting, line):
    """Whoever proposes it again, or as the second, is told the number; after it has lapsed it is proposed anew."""
    await meeting.judged()
    await meeting.say("Clara", line)
    for actor in ("Clara", "Lena"):
        (refused,) = await meeting.say(actor, line)
        assert (refused.id, refused.args) == ("error-proposal-waits", {"number": 1})
    meeting.stage.later(days=7)
    assert await meeting.ids("Lena", line) == ["proposed"]


async def test_an_export_leaves_with_whoever_proposed_it(meeting):
    """Once another was for it the same line gives the whole case, as long as the approval stands, and is logged."""
    stage = meeting.stage
    await meeting.decided("letter because")
    assert await meeting.ids("Clara", "/export lumeko-42") == ["proposed"]
    assert await meeting.ids("Lena", "/approve 1") == ["approved", "approved-export"]
    for _ in range(2):
        assert (await meeting.ids("Clara", "/export lumeko-42"))[:2] == ["exported", "case-heading"]
    assert (await stage.acts("lumeko-42"))[-1] == ("case_exported", "approved")
    stage.later(days=7)
    assert await meeting.ids("Clara", "/export lumeko-42") == ["proposed"]


async def test_an_approval_is_nobody_else_s(meeting):
    """Whoever approved proposes for himself if he wants the case, too."""
    await meeting.judged()
    await meeting.say("Clara", "/export lumeko-42")
    await meeting.say("Lena", "/approve 1")
    assert await meeting.ids("Lena", "/export lumeko-42") == ["proposed"]


async def test_an_export_over_a_channel_that_reads_along_needs_a_key(meeting):
    """There it is sealed to the member's own key; without one nothing is even proposed."""
    await meeting.judged()
    assert await meeting.ids("Clara", "/export lumeko-42", words=False) == ["error-no-key"]
    await meeting.stage.register_key("Clara")
    assert await meeting.ids("Clara", "/export lumeko-42", words=False) == ["proposed"]
    await meeting.say("Lena", "/approve 1")
    answer = await meeting.say("Clara", "/export lumeko-42", words=False)
    assert answer[0].id == "exported"
    assert any(notice.content for notice in flatten(answer))


async def test_what_was_refused_is_not_done(meeting):
    """It can neither be approved nor refused once more."""
    await meeting.judged()
    await meeting.say("Clara", "/erase lumeko-42")
    assert await meeting.ids("Rafael", "/refuse 1") == ["proposal-refused"]
    for line in ("/approve 1", "/refuse 1", "/approve 7"):
        assert await meeting.ids("Lena", line) == ["error-proposal-not-found"]
    assert not await erased(meeting.stage)
    assert ("proposal_refused", "erase") in await meeting.stage.acts("lumeko-42")


async def test_one_s_own_proposal_is_taken_back(meeting):
    """And may be made again."""
    await meeting.judged()
    await meeting.say("Clara", "/erase lumeko-42")
    assert await meeting.ids("Clara", "/refuse 1") == ["proposal-taken-back"]
    assert await meeting.ids("Clara", "/erase lumeko-42") == ["proposed"]


async def test_an_approval_comes_too_late(meeting):
    """What has lapsed is not carried out."""
    await meeting.judged()
    await meeting.say("Clara", "/erase lumeko-42")
    meeting.stage.later(days=7)
    assert await meeting.ids("Lena", "/approve 1") == ["error-proposal-not-found"]


async def test_a_suspended_proposer_gets_nothing(meeting):
    """Whoever has taken over an account has proposed in vain, once that is noticed."""
    stage = meeting.stage
    await meeting.judged()
    await meeting.say("Clara", "/export lumeko-42")
    clara = stage.people["Clara"]
    await stage.database.write(lambda unit: stage.desk.suspend(unit, clara, stage.now, "identity"))
    assert await meeting.ids("Lena", "/approve 1") == ["error-proposal-gone"]
    assert await waiting(stage) == [1]


async def test_what_was_proposed_before_a_readmission_is_not_approved(meeting):
    """Somebody else may have proposed it, before it was noticed."""
    stage = meeting.stage
    await meeting.judged()
    await meeting.say("Clara", "/erase lumeko-42")
    stage.later(hours=1)
    await resign(stage, "Clara")
    assert await meeting.ids("Lena", "/approve 1") == ["error-proposal-gone"]
    assert not await erased(stage)
    assert await meeting.ids("Lena", "/refuse 1") == ["proposal-refused"]


@pytest.mark.parametrize("name", ["Clara", "Lena"])
async def test_an_approval_of_somebody_who_was_taken_back_since_is_worth_nothing(meeting, name):
    """Neither of the two may have been somebody else; it may be proposed anew."""
    stage = meeting.stage
    await meeting.judged()
    await meeting.say("Clara", "/export lumeko-42")
    await meeting.say("Lena", "/approve 1")
    stage.later(hours=1)
    await resign(stage, name)
    assert await meeting.ids("Clara", "/export lumeko-42") == ["proposed"]


async def resign(stage, name):
    """Sign a member's row anew, as a readmission does in the end."""
    member = await stage.desk.known(None, stage.people[name])
    signed = members.sign(replace(member, changed_at=stage.now), stage.keys.group.roster)
    await stage.database.write(lambda unit: members.save(unit, signed))


async def test_an_approver_who_was_suspended_meanwhile(meeting, monkeypatch):
    """The rows count as they are when it is written."""
    stage = meeting.stage
    await meeting.judged()
    await meeting.say("Clara", "/erase lumeko-42")
    write = stage.database.write

    async def suspended_first(work):
        monkeypatch.setattr(stage.database, "write", write)
        lena = stage.people["Lena"]
        await write(lambda unit: stage.desk.suspend(unit, lena, stage.now, "identity"))
        return await write(work)

    monkeypatch.setattr(stage.database, "write", suspended_first)
    assert await meeting.ids("Lena", "/approve 1") == ["error-not-allowed"]
    assert not await erased(stage)


async def test_two_who_approve_at_once(meeting, monkeypatch):
    """One of them carries it out; the other is told that it waits no more."""
    await meeting.judged()
    await meeting.say("Clara", "/erase lumeko-42")

    async def settled(*_):
        return False

    monkeypatch.setattr(proposals, "approve", settled)
    assert await meeting.ids("Lena", "/approve 1") == ["error-proposal-not-found"]
    assert not await erased(meeting.stage)


async def test_two_who_refuse_at_once(meeting, monkeypatch):
    """The second is told that it waits no more."""
    await meeting.judged()
    await meeting.say("Clara", "/erase lumeko-42")

    async def settled(*_):
        return False

    monkeypatch.setattr(proposals, "refuse", settled)
    assert await meeting.ids("Lena", "/refuse 1") == ["error-proposal-not-found"]


@pytest.mark.parametrize("line", ["/export lumeko-42", "/erase lumeko-42", "/approve 1"])
async def test_conflict_bars_both(meeting, line):
    """Whoever is too close neither proposes nor approves."""
    await meeting.judged()
    await meeting.stage.enrol("Cyril", Role.COORDINATOR)
    await meeting.say("Cyril", "/erase lumeko-42")
    await meeting.say("Lena", "/assess lumeko-42 likely yes legal x conflict=yes")
    assert await meeting.ids("Lena", line) == ["error-conflict"]


async def test_a_group_of_one_does_it_at_once(meeting):
    """Where that is declared in the configuration nobody else could approve."""
    stage = meeting.stage
    desk = stage.open_desk(alone=True)
    await meeting.judged()
    assert (await meeting.ids("Lena", "/export lumeko-42", desk=desk))[:2] == ["exported", "case-heading"]
    assert await meeting.ids("Lena", "/erase lumeko-42", desk=desk) == ["erased"]
    assert await erased(stage)
    assert [code for act, _, code in await stage.log() if act.value == "case_exported"] == ["alone"]


async def test_what_waits_is_listed(meeting):
    """By number, kind and case; by whom only where words are, and a forged row is alarmed and left out."""
    stage = meeting.stage
    assert await meeting.ids("Rafael", "/proposals") == ["proposals-none"]
    await meeting.judged()
    for line in ("/erase lumeko-42", "/export lumeko-42"):
        await meeting.say("Clara", line)
    (listed,) = await meeting.say("Rafael", "/proposals")
    assert [(line.args["number"], line.args["proposal"], line.args["holder"]) for line in listed.lines] == [
        (1, "erase", "Clara"),
        (2, "export", "Clara"),
    ]
    (listed,) = await meeting.say("Rafael", "/proposals", words=False)
    assert {line.args["held"] for line in listed.lines} == {"other"}
    forged = tables.proposals.update().where(tables.proposals.c.number == 1).values(by=stage.people["Lena"])
    await stage.database.write(lambda unit: unit.execute(forged))
    alarm, listed = await meeting.say("Rafael", "/proposals")
    assert (alarm.id, alarm.args, len(listed.lines)) == ("alarm-proposals", {"count": 1}, 1)


async def test_a_locked_desk_lists_and_does_nothing_else(meeting):
    """Approving and refusing are signed."""
    stage = meeting.stage
    await meeting.judged()
    await meeting.say("Clara", "/erase lumeko-42")
    locked = stage.open_desk(locked=True)
    assert await meeting.ids("Lena", "/proposals", desk=locked) == ["proposals-heading"]
    for line in ("/approve 1", "/refuse 1", "/erase lumeko-42", "/export lumeko-42"):
        assert await meeting.ids("Lena", line, desk=locked) == ["error-locked"]


async def test_a_withdrawn_case_is_not_proposed(meeting):
    """Nothing is left of it."""
    await meeting.judged()
    await meeting.say("Clara", "/erase lumeko-42")
    await meeting.say("Lena", "/approve 1")
    for line in ("/erase lumeko-42", "/export lumeko-42"):
        assert (await meeting.ids("Lena", line))[-1] == "error-illegal-act"


def test_every_kind_has_its_effect():
    """What can be proposed can be carried out."""
    assert set(PREPARE) == set(proposals.ProposalKind)
