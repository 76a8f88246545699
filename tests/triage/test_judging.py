"""Judging and acting: rights in a case, quorum, conflicts of interest, replies, closings, and what is written."""

import os
from dataclasses import replace
from datetime import timedelta

import pytest

from storage import cases, deadlines, receipts
from storage.cases import REOPENED_BY_ADDITION, CaseChanged, CaseState
from storage.deadlines import DeadlineKind
from storage.documents import Decision, DocumentKind, Help, Reply, Urgency
from storage.receipts import Receipt
from storage.sealed import HybridIdentity, NoMatch, X25519Identity, step_code
from triage.notices import flatten

JUDGED = "/assess lumeko-42 likely yes legal,letter A father"


async def test_whole_path_of_a_case(stage):
    """Claimed, opened, assessed, decided, answered, closed: each step moves the case by the table and is logged."""
    await stage.receive("lumeko-42")
    states = []
    for actor, line in [
        ("Anna", "/claim lumeko-42"),
        ("Anna", "/open lumeko-42"),
        ("Anna", JUDGED),
        ("Clara", "/decide lumeko-42 letter two parliaments"),
        ("Clara", "/reply lumeko-42 We are looking for a lawyer."),
        ("Clara", "/result 1 done"),
        ("Clara", "/close lumeko-42 helped released"),
    ]:
        stage.later(minutes=1)
        assert not (await stage.ids(actor, line))[0].startswith("error")
        states.append((await stage.case("lumeko-42")).state.value)
    assert states == ["assessing", "assessing", "assessing", "decided", "acting", "acting", "closed"]
    assert await stage.acts("lumeko-42") == [
        ("case_claimed", None),
        ("case_opened", None),
        ("case_assessed", None),
        ("case_decided", "letter"),
        ("action_added", "letter"),
        ("case_replied", None),
        ("action_result", "done"),
        ("case_closed", "helped"),
    ]
    case = await stage.case("lumeko-42")
    assert (case.decision, case.holder) == (Help.LETTER, None)


async def test_assessment_is_sealed_and_read_back(stage):
    """What was typed is repeated as it was understood, and lies sealed to the group."""
    await stage.receive("lumeko-42")
    await stage.say("Anna", "/claim lumeko-42")
    await stage.say("Anna", "/open lumeko-42")
    answer = await stage.say("Anna", f"{JUDGED} of two conflict=no note=Court on Friday")
    assert [notice.id for notice in answer] == ["assessed", "assessed-enough"]
    (assessment,) = await stage.opened("lumeko-42", DocumentKind.ASSESSMENT)
    assert (assessment.author, assessment.at_risk, assessment.note) == (
        stage.people["Anna"],
        "A father of two",
        "Court on Friday",
    )
    assert assessment.fitting == (Help.LEGAL, Help.LETTER)


async def test_unclaimed_case_is_not_assessed(stage):
    """The first claim begins the assessment; before it there is nothing to assess."""
    await stage.receive("lumeko-42")
    await stage.say("Anna", "/open lumeko-42")
    (refused,) = await stage.say("Anna", JUDGED)
    assert (refused.id, refused.args["state"]) == ("error-illegal-act", "received")


async def test_what_was_not_read_is_not_judged(stage):
    """Whoever assesses has opened the case; where another holds it too, as long as it is being assessed."""
    desk = stage.open_desk(quorum=2)
    await stage.receive("lumeko-42")
    assert await stage.ids("Bohdan", "/open lumeko-42") == ["error-not-holding"]
    await stage.say("Anna", "/claim lumeko-42")
    for name in ("Bohdan", "Rafael"):
        assert await stage.ids(name, JUDGED, desk=desk) == ["error-not-opened"]
        assert (await stage.ids(name, "/open lumeko-42"))[0] == "case-heading"
        assert (await stage.ids(name, JUDGED, desk=desk))[0] == "assessed"
    await stage.say("Clara", "/decide lumeko-42 letter because")
    assert await stage.ids("Bohdan", "/open lumeko-42") == ["error-not-holding"]


async def test_quorum(stage):
    """A decision waits for as many independent members as the group configured."""
    desk = stage.open_desk(quorum=2)
    await stage.receive("lumeko-42")
    await stage.say("Anna", "/claim lumeko-42")
    await stage.say("Anna", "/open lumeko-42")
    assert await stage.ids("Anna", JUDGED, desk=desk) == ["assessed", "assessed-more"]
    assert await stage.ids("Anna", JUDGED, desk=desk) == ["assessed", "assessed-more"]
    (refused,) = await stage.say("Clara", "/decide lumeko-42 letter because", desk=desk)
    assert (refused.id, refused.args) == ("error-quorum", {"have": 1, "need": 2})
    await stage.say("Bohdan", "/open lumeko-42")
    assert await stage.ids("Bohdan", JUDGED, desk=desk) == ["assessed", "assessed-enough"]
    assert await stage.ids("Clara", "/decide lumeko-42 letter because", desk=desk) == ["decided"]


async def test_assessment_with_a_conflict_does_not_count(stage):
    """A member who is too close declares it, and the quorum waits for another."""
    await stage.receive("lumeko-42")
    await stage.say("Anna", "/claim lumeko-42")
    assert await stage.ids("Anna", f"{JUDGED} conflict=yes") == ["assessed", "assessed-more"]
    assert await stage.ids("Clara", "/decide lumeko-42 letter because") == ["error-quorum"]
    assert (await stage.deadlines("lumeko-42"))[DeadlineKind.ASSESSMENT] is None


@pytest.mark.parametrize(
    "line",
    [
        "/open lumeko-42",
        "/decide lumeko-42 letter because",
        "/reply lumeko-42 hello",
        "/close lumeko-42 helped",
    ],
)
async def test_declared_conflict_bars_from_the_case(stage, line):
    """Whoever declared a conflict of interest no longer reads, decides, answers or closes, even after another word."""
    await stage.receive("lumeko-42")
    await stage.say("Anna", "/claim lumeko-42")
    await stage.say("Anna", "/open lumeko-42")
    await stage.say("Anna", JUDGED)
    await stage.say("Lena", "/decide lumeko-42 record because")
    await stage.say("Clara", f"{JUDGED} conflict=yes")
    await stage.say("Clara", "/open lumeko-42")
    await stage.say("Clara", f"{JUDGED} conflict=no")
    before = await stage.case("lumeko-42")
    assert await stage.ids("Clara", line) == ["error-conflict"]
    assert await stage.case("lumeko-42") == before
    assert not (await stage.ids("Lena", line))[0].startswith("error")


async def test_who_may_open(stage):
    """A member opens what he holds, a referrer emergencies as well, coordinator and lead everything."""
    await stage.receive("lumeko-42")
    await stage.receive("zutilo-22", Urgency.EMERGENCY)
    shut = "error-not-holding"
    assert await stage.ids("Anna", "/open lumeko-42") == [shut]
    assert await stage.ids("Anna", "/open zutilo-22") == [shut]
    assert await stage.ids("Rafael", "/open lumeko-42") == [shut]
    for name, reference in [("Rafael", "zutilo-22"), ("Clara", "lumeko-42"), ("Lena", "lumeko-42")]:
        assert (await stage.ids(name, f"/open {reference}"))[0] == "case-heading"
    await stage.say("Anna", "/claim lumeko-42")
    assert (await stage.ids("Anna", "/open lumeko-42"))[0] == "case-heading"
    assert [act for act, _ in await stage.acts("lumeko-42")] == ["case_opened"] * 2 + ["case_claimed", "case_opened"]


async def test_lease_that_was_lost_while_reading_shows_nothing(stage, monkeypatch):
    """Whoever loses a case between reading and logging is shown nothing of it."""
    await stage.receive("lumeko-42", state=CaseState.DECIDED)
    await stage.say("Anna", "/claim lumeko-42")
    write = stage.database.write

    async def released_first(work):
        monkeypatch.setattr(stage.database, "write", write)
        await stage.say("Clara", "/release lumeko-42")
        return await write(work)

    monkeypatch.setattr(stage.database, "write", released_first)
    assert await stage.ids("Anna", "/open lumeko-42") == ["error-not-holding"]


async def test_reply_is_sealed_to_the_submitter_as_well(stage):
    """The receipt's identity opens the reply and nothing else of the members'."""
    submitter = await stage.receive("lumeko-42")
    for line in ("/claim lumeko-42", "/open lumeko-42", JUDGED, "/decide lumeko-42 letter because"):
        await stage.say("Clara", line)
    assert await stage.ids("Clara", "/reply lumeko-42 Ми шукаємо адвоката.\n\nПишіть нам.") == ["replied"]
    (reply,) = await stage.opened("lumeko-42", DocumentKind.REPLY, submitter)
    assert isinstance(reply, Reply)
    assert reply.text == "Ми шукаємо адвоката.\n\nПишіть нам."
    (decision,) = await stage.opened("lumeko-42", DocumentKind.DECISION)
    assert isinstance(decision, Decision)
    with pytest.raises(NoMatch):
        await stage.opened("lumeko-42", DocumentKind.DECISION, submitter)


async def test_reply_meets_the_first_answer(stage):
    """The submitter has heard from a person; a reply before the decision does not move the case."""
    await stage.receive("lumeko-42")
    await stage.say("Clara", "/claim lumeko-42")
    assert await stage.ids("Clara", "/reply lumeko-42 We have read it.") == ["replied"]
    assert (await stage.case("lumeko-42")).state is CaseState.ASSESSING
    assert (await stage.deadlines("lumeko-42"))[DeadlineKind.FIRST_ANSWER] == stage.now


async def test_forged_row_of_a_receipt_changes_nothing(stage):
    """Whom a reply is sealed to stands in the signed submission; a row that was put beside it is not even read."""
    submitter = await stage.receive("lumeko-42", state=CaseState.ASSESSING)
    case = await stage.case("lumeko-42")
    await stage.database.write(lambda unit: receipts.add(unit, Receipt(locator="0" * 32, case=case.id, signature=b"s")))
    assert await stage.ids("Clara", "/reply lumeko-42 hello") == ["replied"]
    (reply,) = await stage.opened("lumeko-42", DocumentKind.REPLY, submitter)
    assert reply.text == "hello"


async def test_addition_redirects_no_reply(stage, submission):
    """Who adds to a case cannot have its replies sealed to somebody else, even with intake's signature."""
    submitter = await stage.receive("lumeko-42", state=CaseState.ASSESSING)
    case = await stage.case("lumeko-42")
    other = HybridIdentity.generate(os.urandom)
    added = submission(attachments=(), reply_to=other.recipient.encode())
    await stage.put(stage.seal(case.id, DocumentKind.ADDITION, added))
    await stage.say("Clara", "/reply lumeko-42 hello")
    assert len(await stage.opened("lumeko-42", DocumentKind.REPLY, submitter)) == 1
    with pytest.raises(NoMatch):
        await stage.opened("lumeko-42", DocumentKind.REPLY, other)


async def test_second_submission_leaves_nobody_to_answer(stage, submission):
    """Where two submissions name two recipients, neither is believed."""
    await stage.receive("lumeko-42", state=CaseState.ASSESSING)
    case = await stage.case("lumeko-42")
    other = submission(attachments=(), reply_to=HybridIdentity.generate(os.urandom).recipient.encode())
    await stage.put(stage.seal(case.id, DocumentKind.SUBMISSION, other))
    assert await stage.ids("Clara", "/reply lumeko-42 hello") == ["error-no-receipt"]


async def test_damaged_submission_leaves_nobody_to_answer(stage):
    """Words that nobody could read are not written."""
    await stage.receive("lumeko-42", state=CaseState.ASSESSING)
    (paper,) = await stage.papers("lumeko-42")
    await stage.put(replace(paper, signature=b"\0" * 64))
    assert await stage.ids("Clara", "/reply lumeko-42 hello") == ["alarm-document", "error-no-receipt"]
    assert len(await stage.papers("lumeko-42")) == 1


@pytest.mark.parametrize("named", ["", "rubbish", X25519Identity.from_seed(bytes(range(32))).recipient.encode()])
async def test_reply_is_sealed_to_no_other_kind_of_recipient(stage, named):
    """A submission that names nobody is reported; nothing is sealed to a weaker key."""
    await stage.receive("lumeko-42", state=CaseState.ASSESSING, reply_to=named)
    assert await stage.ids("Clara", "/reply lumeko-42 hello") == ["error-no-receipt"]


async def test_deadlines_follow_the_case(stage):
    """The first claim begins the assessment's, enough assessments the decision's; each is met by what it waits for."""
    desk = stage.open_desk(quorum=2)
    await stage.receive("lumeko-42", Urgency.URGENT)
    assert set(await stage.deadlines("lumeko-42")) == {DeadlineKind.FIRST_ANSWER}
    await stage.say("Anna", "/claim lumeko-42", desk=desk)
    assert await due(stage, DeadlineKind.ASSESSMENT) == stage.now + timedelta(days=2)
    claimed = stage.now
    stage.later(hours=1)
    await stage.say("Anna", "/claim lumeko-42", desk=desk)
    await stage.say("Anna", "/open lumeko-42")
    await stage.say("Anna", JUDGED, desk=desk)
    assert await due(stage, DeadlineKind.ASSESSMENT) == claimed + timedelta(days=2)
    assert (await stage.deadlines("lumeko-42"))[DeadlineKind.ASSESSMENT] is None
    await stage.say("Bohdan", "/open lumeko-42")
    await stage.say("Bohdan", JUDGED, desk=desk)
    assert (await stage.deadlines("lumeko-42"))[DeadlineKind.ASSESSMENT] == stage.now
    assert await due(stage, DeadlineKind.DECISION) == stage.now + timedelta(days=4)
    judged = stage.now
    stage.later(hours=1)
    await stage.say("Clara", "/open lumeko-42")
    await stage.say("Clara", JUDGED, desk=desk)
    assert await due(stage, DeadlineKind.DECISION) == judged + timedelta(days=4)
    await stage.say("Clara", "/decide lumeko-42 letter because", desk=desk)
    met = await stage.deadlines("lumeko-42")
    assert (met[DeadlineKind.DECISION], met[DeadlineKind.FIRST_ANSWER]) == (stage.now, None)
    await stage.say("Clara", JUDGED, desk=desk)
    assert (await stage.deadlines("lumeko-42"))[DeadlineKind.DECISION] == stage.now


async def due(stage, kind):
    """When a deadline of the case is over."""
    case = await stage.case("lumeko-42")
    return {row.kind: row.due_at for row in await stage.database.read(lambda unit: deadlines.of_case(unit, case.id))}[
        kind
    ]


async def test_undecided_case_is_overdue(stage):
    """A decision that is late is shown like a first answer that is late, until the case is closed."""
    await stage.receive("lumeko-42", Urgency.EMERGENCY)
    await stage.say("Clara", "/claim lumeko-42")
    await stage.say("Clara", "/open lumeko-42")
    await stage.say("Clara", JUDGED)
    stage.later(hours=12)
    assert "OVERDUE" in await stage.text("Clara", "/queue")
    assert "Decision due" in await stage.text("Clara", "/show lumeko-42")
    await stage.desk.obey(stage.people["Lena"], "/close lumeko-42 recorded", stage.now, proven=True)
    assert "due" not in await stage.text("Clara", "/show lumeko-42")


async def test_more_urgent_case_is_due_sooner(stage):
    """What a case waits for follows its urgency up, and never down; what was met stays met."""
    await stage.receive("lumeko-42")
    await stage.say("Clara", "/claim lumeko-42")
    await stage.say("Clara", "/urgency lumeko-42 urgent date")
    assert await due(stage, DeadlineKind.ASSESSMENT) == stage.now + timedelta(days=2)
    await stage.say("Clara", "/urgency lumeko-42 normal safer")
    assert await due(stage, DeadlineKind.ASSESSMENT) == stage.now + timedelta(days=2)
    await stage.say("Clara", "/open lumeko-42")
    await stage.say("Clara", JUDGED)
    met = stage.now
    stage.later(hours=1)
    await stage.say("Clara", "/urgency lumeko-42 emergency news")
    assert await due(stage, DeadlineKind.DECISION) == stage.now + timedelta(hours=12)
    assert (await stage.deadlines("lumeko-42"))[DeadlineKind.ASSESSMENT] == met


async def test_closed_case_shows_who_assessed_it(stage):
    """The closing ends the work; what was judged before it is what was judged."""
    await stage.receive("lumeko-42")
    for line in ("/claim lumeko-42", "/open lumeko-42", JUDGED, "/close lumeko-42 recorded"):
        stage.later(minutes=1)
        await stage.say("Lena", line)
    (card,) = await stage.say("Lena", "/show lumeko-42")
    assert [line.args["count"] for line in card.lines if line.id == "case-assessors"] == [1]


async def reopen(stage):
    """Do what intake does when a submitter adds to a closed case."""
    case = await stage.case("lumeko-42")
    again = replace(case, state=REOPENED_BY_ADDITION[case.state], decision=None, changed_at=stage.now)
    await stage.database.write(lambda unit: cases.save(unit, again, expected=case))


async def test_reopened_case_is_judged_anew(stage):
    """Whoever assessed before is offered it again, and what was judged before the closing fills no quorum."""
    await stage.receive("lumeko-42")
    for line in (
        "/claim lumeko-42",
        "/open lumeko-42",
        JUDGED,
        "/decide lumeko-42 record because",
        "/close lumeko-42 helped",
    ):
        stage.later(minutes=1)
        await stage.say("Clara", line)
    stage.later(minutes=1)
    await reopen(stage)
    stage.later(minutes=1)
    answer = await stage.say("Clara", "/next")
    assert [notice.id for notice in answer] == ["claimed", "case-heading"]
    assert [line.args["count"] for line in answer[1].lines if line.id == "case-assessors"] == [0]
    (refused,) = await stage.say("Clara", "/decide lumeko-42 legal because")
    assert (refused.id, refused.args["have"]) == ("error-quorum", 0)
    assert (await stage.deadlines("lumeko-42"))[DeadlineKind.ASSESSMENT] is None
    assert await stage.ids("Clara", JUDGED) == ["error-not-opened"]
    await stage.say("Clara", "/open lumeko-42")
    assert await stage.ids("Clara", JUDGED) == ["assessed", "assessed-enough"]
    assert (await stage.deadlines("lumeko-42"))[DeadlineKind.DECISION] is None
    assert await stage.ids("Clara", "/decide lumeko-42 legal because") == ["decided"]


async def test_conflict_outlasts_a_closing(stage):
    """Who was too close to a case before it was closed is too close to it now."""
    await stage.receive("lumeko-42")
    await stage.say("Clara", "/claim lumeko-42")
    await stage.say("Clara", f"{JUDGED} conflict=yes")
    await stage.say("Lena", "/close lumeko-42 recorded")
    stage.later(minutes=1)
    await reopen(stage)
    assert await stage.ids("Clara", "/open lumeko-42") == ["error-conflict"]


async def test_closing_silences_what_rings(stage):
    """Nobody is called about a case that has ended, and the log says who silenced it; where nothing rang, nothing."""
    await stage.receive("lumeko-42", alert=True)
    await stage.receive("zutilo-22")
    for reference in ("lumeko-42", "zutilo-22"):
        await stage.say("Lena", f"/claim {reference}")
        assert await stage.ids("Lena", f"/close {reference} recorded") == ["closed"]
    assert await stage.acts("lumeko-42") == [
        ("case_claimed", None),
        ("case_closed", "recorded"),
        ("alert_acknowledged", None),
    ]
    assert await stage.acts("zutilo-22") == [("case_claimed", None), ("case_closed", "recorded")]
    await reopen(stage)
    assert await stage.ids("Lena", "/alerts") == ["alerts-none"]


async def test_lead_sets_an_undecided_case_aside(stage):
    """Only the lead closes without a decision, and only as recorded or declined; no deadline runs on."""
    await stage.receive("lumeko-42")
    await stage.say("Anna", "/claim lumeko-42")
    assert await stage.ids("Clara", "/close lumeko-42 recorded") == ["error-not-decided"]
    assert await stage.ids("Lena", "/close lumeko-42 helped") == ["error-outcome-refused"]
    assert await stage.ids("Lena", "/close lumeko-42 declined spam") == ["closed"]
    assert set((await stage.deadlines("lumeko-42")).values()) == {stage.now}


async def test_decision_may_be_added_to(stage):
    """While the group acts it may conclude more; the row shows the newest, the record all."""
    await stage.receive("lumeko-42")
    for line in (
        "/claim lumeko-42",
        "/open lumeko-42",
        JUDGED,
        "/decide lumeko-42 letter because",
        "/reply lumeko-42 hello",
        "/decide lumeko-42 legal a lawyer was found",
    ):
        stage.later(minutes=1)
        await stage.say("Clara", line)
    case = await stage.case("lumeko-42")
    assert (case.state, case.decision) == (CaseState.ACTING, Help.LEGAL)
    answer = await stage.say("Clara", "/open lumeko-42")
    shown = [notice.args["decision"] for notice in flatten(answer) if notice.id == "record-decision"]
    assert shown == ["letter", "legal"]


async def test_withdrawn_case_is_left_alone(stage):
    """What a submitter withdrew is erased, and no command brings it back."""
    await stage.receive("lumeko-42")
    await stage.say("Clara", "/claim lumeko-42")
    case = await stage.case("lumeko-42")
    await stage.database.write(lambda unit: cases.erase(unit, case.id, at=stage.now))
    for line in ("/open lumeko-42", JUDGED, "/reply lumeko-42 hello", "/claim lumeko-42"):
        answer = await stage.say("Lena", line)
        assert (answer[-1].id, answer[-1].args.get("state")) == ("error-illegal-act", "withdrawn")
    assert await stage.ids("Lena", "/show lumeko-42") == ["case-heading"]


async def test_assessment_between_reading_and_deciding_is_not_overlooked(stage, monkeypatch):
    """A conflict that is declared while a decision is being written stops the decision."""
    await stage.receive("lumeko-42")
    await stage.say("Anna", "/claim lumeko-42")
    await stage.say("Clara", "/open lumeko-42")
    await stage.say("Clara", JUDGED)
    stage.later(minutes=1)
    write = stage.database.write

    async def conflict_first(work):
        monkeypatch.setattr(stage.database, "write", write)
        await stage.say("Clara", f"{JUDGED} conflict=yes")
        return await write(work)

    monkeypatch.setattr(stage.database, "write", conflict_first)
    assert await stage.ids("Clara", "/decide lumeko-42 letter because") == ["error-conflict"]
    assert (await stage.case("lumeko-42")).state is CaseState.ASSESSING


async def test_writing_that_is_always_overtaken_leaves_nothing(stage, monkeypatch):
    """Case, document, deadline and log are one transaction: none is written without the others."""
    await stage.receive("lumeko-42")
    await stage.say("Anna", "/claim lumeko-42")
    await stage.say("Anna", "/open lumeko-42")

    async def too_late(*_, **__):
        raise CaseChanged("the case is no longer as it was read")

    monkeypatch.setattr(cases, "save", too_late)
    assert await stage.ids("Anna", JUDGED) == ["error-case-busy"]
    assert len(await stage.papers("lumeko-42")) == 1
    assert await stage.acts("lumeko-42") == [("case_claimed", None), ("case_opened", None)]


async def test_setting_an_emergency_aside_takes_a_code(stage):
    """It silences the alerts: a lead's telephone alone does not do that, a code of the authenticator does."""
    await stage.receive("lumeko-42", Urgency.EMERGENCY, alert=True)
    await stage.say("Lena", "/claim lumeko-42")
    assert await stage.ids("Lena", "/close lumeko-42 declined") == ["error-proof-needed"]
    assert await stage.ids("Lena", "/close lumeko-42 declined spam code=1") == ["error-code-refused"]
    assert await stage.ids("Lena", "/alerts") == ["alerts-heading"]
    secret = stage.keys.group.step_up(stage.people["Lena"], 0)
    line = f"/close lumeko-42 declined spam code={step_code(secret, stage.now)}"
    assert await stage.ids("Lena", line, words=True) == ["closed"]
    (closing,) = await stage.opened("lumeko-42", DocumentKind.CLOSING)
    assert closing.note == "spam"
    assert await stage.ids("Lena", "/alerts") == ["alerts-none"]


async def test_whoever_typed_the_passphrase_sets_an_emergency_aside_without_a_code(stage):
    """He has shown who he is."""
    await stage.receive("lumeko-42", Urgency.EMERGENCY)
    await stage.say("Lena", "/claim lumeko-42")
    answer = await stage.desk.obey(stage.people["Lena"], "/close lumeko-42 declined", stage.now, proven=True)
    assert [notice.id for notice in answer] == ["closed"]
