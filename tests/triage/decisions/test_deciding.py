"""Deciding: each kind with its fields, what begins with it, and a refusal that is told kindly."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from storage import cases, deadlines, hours, tidings
from storage.cases import CaseState
from storage.deadlines import DeadlineKind
from storage.documents import ActionKind, Declined, DocumentKind, Help, Language, Urgency
from storage.ids import MemberId
from triage.notices import flatten


async def running(stage):
    """The deadlines that run, by kind and item."""
    case = await stage.case("lumeko-42")
    rows = await stage.database.read(lambda unit: deadlines.of_case(unit, case.id))
    return {(row.kind, row.item): row.due_at for row in rows if row.met_at is None}


async def test_a_letter_says_to_whom_and_who_signs(meeting):
    """The fields of its kind are sealed with the decision, and read back."""
    await meeting.decided("letter Two parliaments agreed to=The ministry signed=Three of us due=2026-12-01")
    (decision,) = await meeting.stage.opened("lumeko-42", DocumentKind.DECISION)
    assert (decision.kind, decision.reason) == (Help.LETTER, "Two parliaments agreed")
    assert (decision.addressees, decision.signatories) == ("The ministry", "Three of us")
    shown = await meeting.text("Clara", "/open lumeko-42")
    assert "to: The ministry" in shown
    assert "signed: Three of us" in shown


async def test_a_hearing_has_its_day(meeting):
    """Court, day and who goes; the day is a deadline, and the day after it is that of what came of it."""
    stage = meeting.stage
    await meeting.decided("mission We go there court=Kherson date=2026-12-01 10:30 goes=Anna")
    (decision,) = await stage.opened("lumeko-42", DocumentKind.DECISION)
    assert (decision.court, decision.hearing, decision.goes) == ("Kherson", "2026-12-01T10:30", "Anna")
    hearing = datetime(2026, 12, 1, 10, 30, tzinfo=UTC)
    assert await running(stage) == {
        (DeadlineKind.FIRST_ANSWER, ""): stage.now + timedelta(days=7),
        (DeadlineKind.HEARING, "1"): hearing,
        (DeadlineKind.ACTION, "1"): hearing + timedelta(days=1),
    }


async def test_a_day_is_meant_where_whoever_typed_it_is(meeting):
    """At nine in the morning for a hearing, at six for what is due, on the clock of the member."""
    stage = meeting.stage
    clara = stage.people["Clara"]
    await stage.database.write(lambda unit: hours.set_zone(unit, clara, "Europe/Kyiv"))
    await meeting.decided("mission because date=2026-12-01 due=2026-12-03")
    due = await running(stage)
    assert due[DeadlineKind.HEARING, "1"] == datetime(2026, 12, 1, 7, tzinfo=UTC)
    assert due[DeadlineKind.ACTION, "1"] == datetime(2026, 12, 3, 16, tzinfo=UTC)


async def test_a_day_that_has_passed_is_refused(meeting):
    """Nothing is due in the past, and nothing is written."""
    await meeting.judged()
    assert await meeting.ids("Clara", "/decide lumeko-42 letter because due=2026-11-21") == ["error-date-refused"]
    assert (await meeting.stage.case("lumeko-42")).state is CaseState.ASSESSING


async def test_what_belongs_to_another_kind_is_refused(meeting):
    """A letter is at no court."""
    await meeting.judged()
    assert "has no “court”" in await meeting.text("Clara", "/decide lumeko-42 letter because court=Kherson")


async def test_the_first_action_is_the_holder_s(meeting):
    """It begins with the decision, in the same moment, due within a week and as urgent as the case."""
    stage = meeting.stage
    await meeting.judged(urgency=Urgency.URGENT)
    (decided,) = await meeting.say("Lena", "/decide lumeko-42 letter because")
    (action,) = [line for line in decided.lines if line.id == "action-line"]
    assert (action.args["held"], action.args["holder"], action.args["urgency"]) == ("named", "Clara", Urgency.URGENT)
    assert action.args["due"] == stage.now + timedelta(days=7)
    (planned,) = await stage.opened("lumeko-42", DocumentKind.ACTION)
    assert (planned.kind, planned.owner, planned.author) == (
        ActionKind.LETTER,
        stage.people["Clara"],
        stage.people["Lena"],
    )
    assert (await stage.acts("lumeko-42"))[-2:] == [("case_decided", "letter"), ("action_added", "letter")]


async def test_the_first_action_of_what_nobody_holds_is_the_decider_s(meeting):
    """Somebody has to see to it."""
    await meeting.judged()
    meeting.stage.later(hours=9)
    (decided,) = await meeting.say("Lena", "/decide lumeko-42 letter because")
    assert [line.args["held"] for line in decided.lines if line.id == "action-line"] == ["you"]


async def test_whoever_is_too_close_owns_nothing(meeting):
    """A holder who declared a conflict of interest is passed over."""
    await meeting.judged()
    await meeting.say("Bohdan", "/open lumeko-42")
    await meeting.say("Bohdan", "/assess lumeko-42 likely yes legal A father")
    await meeting.say("Clara", "/assess lumeko-42 likely yes legal A father conflict=yes")
    (decided,) = await meeting.say("Lena", "/decide lumeko-42 letter because")
    assert [line.args["held"] for line in decided.lines if line.id == "action-line"] == ["you"]


async def test_whoever_left_owns_nothing(meeting):
    """A holder who is no member any more is passed over as well."""
    stage = meeting.stage
    await meeting.judged()
    case = await stage.case("lumeko-42")
    held = replace(case, holder=MemberId("e" * 32))
    await stage.database.write(lambda unit: cases.save(unit, held, expected=case))
    (decided,) = await meeting.say("Lena", "/decide lumeko-42 letter because")
    assert [line.args["held"] for line in decided.lines if line.id == "action-line"] == ["you"]


@pytest.mark.parametrize("kind", [Help.RECORD, Help.DECLINE])
async def test_recording_and_declining_begin_nothing(meeting, kind):
    """There is nothing to do, and the case can be closed."""
    await meeting.decided(f"{kind} because")
    assert await meeting.ids("Clara", "/actions lumeko-42") == ["actions-none"]
    assert await meeting.ids("Clara", "/close lumeko-42 recorded") == ["closed"]


async def test_a_second_decision_stands_beside_the_first(meeting):
    """All are shown; the row shows the newest, and each has its action."""
    await meeting.decided("letter because")
    meeting.stage.later(minutes=1)
    assert await meeting.ids("Clara", "/decide lumeko-42 legal A lawyer partner=Lawyers") == ["decided"]
    assert (await meeting.stage.case("lumeko-42")).decision is Help.LEGAL
    shown = [
        n.args["decision"] for n in flatten(await meeting.say("Clara", "/open lumeko-42")) if n.id == "record-decision"
    ]
    assert shown == ["letter", "legal"]
    (listed,) = await meeting.say("Clara", "/actions lumeko-42")
    assert [line.args["action"] for line in listed.lines] == ["letter", "legal"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("letter because", "letter because"),
        ("decline why=money", "decline why=money"),
        ("letter because", "decline why=money"),
        ("decline why=money", "letter because"),
    ],
)
async def test_what_is_decided_is_decided_again_only_on_purpose(meeting, first, second):
    """The same once more, and a refusal beside help: a slip of the finger sends the submitter no second letter."""
    stage = meeting.stage
    await meeting.decided(first)
    before = await stage.papers("lumeko-42"), await stage.acts("lumeko-42")
    stage.later(minutes=1)
    refused = await meeting.text("Clara", f"/decide lumeko-42 {second}")
    assert f"Already decided: {first.split()[0]}" in refused
    assert "again=yes" in refused
    assert (await stage.papers("lumeko-42"), await stage.acts("lumeko-42")) == before
    assert await meeting.ids("Clara", f"/decide lumeko-42 {second} again=yes") == ["decided"]


@pytest.mark.parametrize("why", Declined)
async def test_a_refusal_is_told_kindly(meeting, why):
    """For each reason of the list there are words of its own, in the language of the case, and intake is to tell."""
    stage = meeting.stage
    submitter = await meeting.judged()
    (decided,) = await meeting.say("Clara", f"/decide lumeko-42 decline why={why}")
    assert [line.id for line in decided.lines] == ["decided-told"]
    (reply,) = await stage.opened("lumeko-42", DocumentKind.REPLY, submitter)
    assert reply.text == stage.labels.word("declined-text", why, Language.UK)
    case = await stage.case("lumeko-42")
    assert case.state is CaseState.DECIDED
    assert await stage.database.read(lambda unit: tidings.waiting(unit, 9)) == (case.id,)
    assert (await stage.deadlines("lumeko-42"))[DeadlineKind.FIRST_ANSWER] == stage.now
    assert ("case_replied", why.value) in await stage.acts("lumeko-42")


@pytest.mark.parametrize("line", ["decline why=outside reply=no", "decline In words alone"])
async def test_a_refusal_may_be_told_otherwise(meeting, line):
    """Where the member says so, or finds words of his own, nothing prepared is sent."""
    await meeting.decided(line)
    assert not await meeting.stage.opened("lumeko-42", DocumentKind.REPLY)
    assert (await meeting.stage.deadlines("lumeko-42"))[DeadlineKind.FIRST_ANSWER] is None


async def test_a_refusal_that_nobody_could_read_is_not_written(meeting):
    """Without a receipt the member has to say that nothing shall be sent."""
    await meeting.judged(reply_to="")
    assert await meeting.ids("Clara", "/decide lumeko-42 decline why=money") == ["error-no-receipt"]
    assert await meeting.ids("Clara", "/decide lumeko-42 decline why=money reply=no") == ["decided"]


async def test_a_refusal_shows_its_reason(meeting):
    """The code is worded in the reader's language."""
    await meeting.decided("decline In words as well why=another")
    shown = await meeting.text("Lena", "/open lumeko-42")
    assert "Why: another" in shown
    assert "In words as well" in shown


async def test_a_reason_from_the_list_is_enough_to_read(meeting):
    """Where nobody wrote words the record shows none."""
    await meeting.decided("decline why=outside")
    (shown,) = [n for n in await meeting.say("Lena", "/open lumeko-42") if n.id == "record-decision"]
    assert [line.id for line in shown.lines] == ["decision-why"]


async def test_a_decision_without_words(meeting):
    """Where no words are taken a refusal takes its reason from the list."""
    await meeting.judged()
    assert await meeting.ids("Clara", "/decide lumeko-42 decline", words=False) == ["error-reason-needed"]
    assert await meeting.ids("Clara", "/decide lumeko-42 decline why=money", words=False) == ["decided"]


async def test_words_of_a_decision_are_refused_where_they_could_be_read(meeting):
    """No addressee, court or partner goes over a channel that can read along."""
    await meeting.judged()
    line = "/decide lumeko-42 letter to=The ministry"
    assert await meeting.ids("Clara", line, words=False) == ["error-words-refused"]
