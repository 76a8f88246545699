"""From the first word to a sealed case: the desk's use cases on a real database."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bots.texts import catalogue
from intake.events import Arrive, Choose, Present, Speak, Steer, Text
from intake.interview import Stage
from intake.messages import Turn
from intake.prompts import NOTICES
from storage import alerts, audit, cases, consents, deadlines, gaps, members, papers, receipts, traces
from storage.cases import CaseState
from storage.deadlines import DeadlineKind
from storage.documents import (
    AnswerKind,
    Consent,
    ConsentGrant,
    ConsentUse,
    Help,
    Language,
    QuestionnaireKind,
    Urgency,
)
from storage.envelopes import open_document
from storage.ids import MemberId, draw_id
from storage.members import Member, Role, Standing
from storage.sealed import derive_receipt

QUIET = tuple(name for name in NOTICES if not name.startswith(("notice-telegram", "notice-signal")))


def choose(*codes):
    return Choose(codes=codes)


def text(typed):
    return Text(text=typed)


EMERGENCY = {
    "danger": choose("now"),
    "threat": choose("missing", "taken"),
    "happened": text("Людину забрали з дому о п'ятій ранку."),
    "where": choose("UA-65"),
    "contact": text("Signal: anna.01"),
    "consent_refer": choose("yes"),
}
REPORT = {
    "danger": choose("no"),
    "happened": text("A search without a warrant."),
    "where": text("a village near Kherson"),
    "abuse": choose("search", "030101"),
    "when": text("about 12.03.2026"),
    "person.1.name": text("Olena"),
    "person.1.another": choose("yes"),
    "person.2.name": text("Ivan"),
    "consent_members": choose("yes"),
    "consent_publish": choose("initials"),
    "consent_un": choose("no"),
}


async def case_of(intake, chat=None):
    state = await intake.state(chat)
    return state.case


# Beginning -------------------------------------------------------------------------------------------------------


async def test_the_notices_come_before_the_first_choice(intake):
    """After the choice of a language, and without the one about Telegram."""
    assert await intake.do(Steer.SHOW) == ["language-ask", *QUIET, "begin-ask"]


async def test_telegram_is_said_to_read_along(intake):
    """On Telegram."""
    intake.on("telegram")
    known = [QUIET[0], "notice-telegram", *QUIET[1:]]
    assert await intake.do(Steer.SHOW) == ["language-ask", *known, "begin-ask"]


async def test_signal_is_offered_before_anything_is_asked(intake):
    """On Telegram, if there is a number; right behind the word about Telegram."""
    intake.on("telegram").reopen(settings=replace(intake.settings, signal_number="+380440000000"))
    await intake.accept(Steer.SHOW)
    await intake.work()
    (turn,) = await intake.hear()
    assert [message.id for message in turn.notices][:3] == [QUIET[0], "notice-telegram", "notice-signal"]
    assert turn.notices[2].args == {"number": "+380440000000"}


async def test_the_notices_say_how_long_a_case_is_kept(intake):
    """In days, from the settings."""
    await intake.accept(Steer.SHOW)
    await intake.work()
    (turn,) = await intake.hear()
    assert [message.args["days"] for message in turn.notices if message.id == "notice-kept"] == [365]


async def test_the_first_message_is_not_taken_for_an_answer(intake):
    """Whatever it was, the notices come first."""
    assert (await intake.do(choose("appeal")))[-1] == "begin-ask"
    assert (await intake.state()).stage is Stage.BEGIN


async def test_the_first_message_may_choose_the_language(intake):
    """The notices come in it, and nobody is asked for it again."""
    assert await intake.do(Speak(language=Language.UK)) == [*QUIET, "begin-ask"]
    assert (await intake.state()).language is Language.UK


async def test_the_notices_are_read_in_the_language_that_was_chosen(intake):
    """Once in each language, and not again after a look at something else."""
    await intake.do(Steer.SHOW)
    assert await intake.do(Speak(language=Language.RU)) == [*QUIET, "begin-ask"]
    assert await intake.do(Present(), Steer.BACK) == ["begin-ask"]


@pytest.mark.parametrize(
    "event", [Present(code="000 000 000 000 000 000 000"), Text(text="000 000 000 000 000 000 000")]
)
async def test_the_first_message_may_be_a_code(intake, event):
    """Whoever returns sees no notice that says what this is."""
    assert await intake.do(event) == ["code-unknown", "code-ask"]


async def test_who_came_with_a_code_and_begins_anew_reads_the_notices(intake):
    """Before the first choice."""
    await intake.do(Present())
    assert await intake.do(Steer.BACK) == [*QUIET, "begin-ask"]


async def test_whoever_sits_down_begins_or_resumes(intake):
    """In the language that they chose first, without being asked for it; later in the same one."""
    assert await intake.do(Arrive(language=Language.UK)) == [*QUIET, "begin-ask"]
    await intake.do(choose("appeal"), choose("no"), Steer.PAUSE)
    assert await intake.do(Arrive()) == ["resumed", "appeal-happened"]
    state = await intake.state()
    assert (state.language, state.paused) == (Language.UK, False)
    assert await intake.do(Arrive(), chat=intake.chat("oleh")) == ["language-ask", *QUIET, "begin-ask"]


async def test_a_pause_says_nothing_more(intake):
    """No question stands on the screen meanwhile."""
    assert await intake.do(Steer.SHOW, choose("appeal"), Steer.PAUSE) == ["paused"]


# A case ----------------------------------------------------------------------------------------------------------


async def test_an_appeal_becomes_a_case(intake):
    """What was typed and chosen is in the sealed document, in the words that were shown, and nothing else is."""
    await intake.do(Steer.SHOW, Speak(language=Language.UK))
    await intake.fill(EMERGENCY)
    await intake.send()
    (submission,) = await intake.submissions(await case_of(intake))
    assert submission.questionnaire is QuestionnaireKind.APPEAL
    assert (submission.questionnaire_version, submission.channel) == (1, "terminal")
    assert (submission.language, submission.urgency) == (Language.UK, Urgency.EMERGENCY)
    given = {answer.question: answer for answer in submission.answers}
    assert given["happened"].text == "Людину забрали з дому о п'ятій ранку."
    assert given["threat"].codes == ("taken", "missing")
    assert given["relation"].skipped
    for answer in submission.answers:
        assert answer.asked
        assert len(answer.shown) == (0 if answer.kind is AnswerKind.DATE else len(answer.codes))
    assert [answer.question for answer in submission.answers][:4] == ["danger", "threat", "happened", "where"]


async def test_a_report_becomes_a_case(intake):
    """With its persons, its date as far as it is known, and the consents in the ledger."""
    await intake.fill(REPORT, kind="report")
    await intake.send()
    case = await case_of(intake)
    (submission,) = await intake.submissions(case)
    given = {answer.question: answer for answer in submission.answers}
    assert (given["when"].text, given["when"].codes, given["when"].shown) == ("2026-03-12", ("estimate",), ())
    assert (given["person.1.name"].text, given["person.2.name"].text) == ("Olena", "Ivan")
    assert given["where"].codes == ()
    ledger = await intake.database.read(lambda unit: consents.of_case(unit, case))
    assert (
        set(ledger)
        == set(submission.consents)
        == {
            Consent(use=ConsentUse.MEMBERS, grant=ConsentGrant.YES),
            Consent(use=ConsentUse.UN, grant=ConsentGrant.NO),
            Consent(use=ConsentUse.PUBLISH, grant=ConsentGrant.INITIALS),
        }
    )


async def test_everything_about_a_case_is_written_with_it(intake):
    """The readable row, the receipt, the deadline and the audit entry; a normal case alarms nobody."""
    await intake.fill(REPORT, kind="report")
    code = await intake.send()
    case = await case_of(intake)

    async def read(unit):
        return (
            await cases.by_id(unit, case),
            await receipts.find(unit, derive_receipt(code, intake.keys.group.manifest.receipt_salt).locator),
            await deadlines.of_case(unit, case),
            await audit.of_case(unit, case),
            await alerts.due(unit, intake.now + timedelta(1), None),
        )

    row, receipt, (deadline,), (entry,), ringing = await intake.database.read(read)
    assert (row.state, row.urgency, row.questionnaire) == (CaseState.RECEIVED, Urgency.NORMAL, QuestionnaireKind.REPORT)
    assert (row.received_at, row.language, row.holder) == (intake.now, Language.EN, None)
    assert receipt is not None
    assert receipt.case == case
    assert (deadline.kind, deadline.due_at) == (DeadlineKind.FIRST_ANSWER, intake.now + timedelta(7))
    assert (entry.act, entry.actor, entry.code) == (audit.Act.CASE_RECEIVED, audit.INTAKE, None)
    assert ringing == ()


async def test_an_emergency_calls_the_people_on_duty(intake):
    """Those whose rows bear the roster key's signature, in the submission's own transaction."""
    signed = Member(
        id=MemberId("1" * 32), name="Iryna", role=Role.REFERRER, standing=Standing.ACTIVE, changed_at=intake.now
    )
    forged = replace(signed, id=MemberId("2" * 32), name="Mallory", signature=b"\0" * 64)
    await intake.database.write(lambda unit: members.save(unit, members.sign(signed, intake.keys.group.roster)))
    await intake.database.write(lambda unit: members.save(unit, forged))
    await intake.fill(EMERGENCY)
    assert await intake.do(Steer.SEND) == ["received-emergency", "receipt-code", "receipt-ask"]
    ringing = await intake.database.read(lambda unit: alerts.due(unit, intake.now, None))
    assert [(row.person, row.step) for row in ringing] == [(signed.id, 0)]
    later = await intake.database.read(lambda unit: alerts.due(unit, intake.now + timedelta(hours=1), None))
    assert [(row.person, row.step) for row in later] == [(signed.id, 0), (None, 1), (None, 2), (None, 3)]


async def test_an_emergency_is_sent_early_and_completed_after(intake):
    """One case, one alarm, one code; the rest comes as an addition with nothing twice."""
    await intake.do(Steer.SHOW, choose("appeal"), *EMERGENCY.values())
    assert (await intake.state()).stage is Stage.OFFER
    assert await intake.do(choose("send")) == ["received-emergency", "receipt-code", "receipt-ask"]
    assert await intake.do(Steer.SKIP) == ["completing", "appeal-relation"]
    await intake.do(choose("victim"))
    assert await intake.do(Steer.SEND) == ["addition-received", "appeal-abuse"]
    first, second = await intake.submissions(await case_of(intake))
    assert [answer.question for answer in second.answers] == ["relation"]
    assert (first.urgency, second.urgency) == (Urgency.EMERGENCY, Urgency.EMERGENCY)
    ringing = await intake.database.read(lambda unit: alerts.due(unit, intake.now, None))
    assert len(ringing) == 1


async def test_a_calmed_case_is_not_alarmed_again_by_the_rest(intake):
    """A member judged it lower; only news from the submitter makes it more urgent."""
    await intake.do(Steer.SHOW, choose("appeal"), *EMERGENCY.values(), choose("send"), Steer.SKIP)
    case = await case_of(intake)

    async def calm(unit):
        row = await cases.by_id(unit, case)
        await cases.save(unit, replace(row, urgency=Urgency.NORMAL), expected=row)
        await alerts.acknowledge(unit, case, MemberId(draw_id(lambda size: b"m" * size)), intake.now)

    await intake.database.write(calm)
    await intake.do(choose("victim"), Steer.SEND)
    row = await intake.database.read(lambda unit: cases.by_id(unit, case))
    assert row.urgency is Urgency.NORMAL
    assert await intake.database.read(lambda unit: alerts.due(unit, intake.now, None)) == ()


async def test_worse_news_hasten_a_case(intake):
    """Sent as normal, then the danger is now."""
    await intake.do(Steer.SHOW, choose("appeal"), choose("no"), text("They came."), Steer.SEND, Steer.SKIP)
    case = await case_of(intake)
    intake.now += timedelta(hours=2)
    await intake.do(Steer.REVIEW, choose("danger"), choose("days"), Steer.SEND)
    row = await intake.database.read(lambda unit: cases.by_id(unit, case))
    (due,) = await intake.database.read(lambda unit: deadlines.of_case(unit, case))
    assert (row.urgency, due.due_at) == (Urgency.URGENT, intake.now + timedelta(1))
    assert await intake.database.read(lambda unit: alerts.due(unit, intake.now, None)) == ()
    await intake.do(Steer.REVIEW, choose("danger"), choose("now"), Steer.SEND)
    row = await intake.database.read(lambda unit: cases.by_id(unit, case))
    assert row.urgency is Urgency.EMERGENCY
    assert len(await intake.database.read(lambda unit: alerts.due(unit, intake.now, None))) == 1


async def test_an_addition_opens_a_closed_case_again(intake):
    """Somebody has more to say: the case is back in the queue, free to take, and an answer is owed again."""
    await intake.do(Steer.SHOW, choose("report"), choose("no"), text("They came."), Steer.SEND, Steer.SKIP)
    case = await case_of(intake)
    was = await intake.database.read(lambda unit: cases.by_id(unit, case))
    closed = replace(was, state=CaseState.CLOSED, decision=Help.RECORD)
    await intake.database.write(lambda unit: cases.save(unit, closed, expected=was))
    await intake.database.write(lambda unit: deadlines.meet(unit, case, DeadlineKind.FIRST_ANSWER, intake.now))
    intake.now += timedelta(days=3)
    await intake.do(Steer.REVIEW, choose("happened"), text("They came again."), Steer.SEND)
    row = await intake.database.read(lambda unit: cases.by_id(unit, case))
    (owed,) = await intake.database.read(lambda unit: deadlines.of_case(unit, case))
    assert (row.state, row.decision, row.holder) == (CaseState.RECEIVED, None, None)
    assert (owed.met_at, owed.due_at) == (None, intake.now + timedelta(days=7))


async def test_what_is_added_after_an_answer_is_owed_one_too(intake):
    """The deadline that was met runs again; without it nobody would look at what was added."""
    await intake.do(Steer.SHOW, choose("appeal"), choose("no"), text("They came."), Steer.SEND, Steer.SKIP)
    case = await case_of(intake)
    await intake.database.write(lambda unit: deadlines.meet(unit, case, DeadlineKind.FIRST_ANSWER, intake.now))
    intake.now += timedelta(days=1)
    await intake.do(Steer.REVIEW, choose("happened"), text("They came again."), Steer.SEND)
    (deadline,) = await intake.database.read(lambda unit: deadlines.of_case(unit, case))
    assert (deadline.met_at, deadline.due_at) == (None, intake.now + timedelta(days=7))


async def test_an_addition_does_not_put_off_the_answer_that_is_owed(intake):
    """Who adds something waits no longer for it."""
    await intake.do(Steer.SHOW, choose("appeal"), choose("no"), text("They came."), Steer.SEND, Steer.SKIP)
    case = await case_of(intake)
    (owed,) = await intake.database.read(lambda unit: deadlines.of_case(unit, case))
    intake.now += timedelta(days=1)
    await intake.do(Steer.REVIEW, choose("happened"), text("They came again."), Steer.SEND)
    assert await intake.database.read(lambda unit: deadlines.of_case(unit, case)) == (owed,)


@pytest.mark.parametrize("closed", [False, True])
async def test_a_second_emergency_calls_again(intake, closed):
    """In a case that was an emergency before, taken over and perhaps closed: those on duty hear of the new danger."""
    await intake.fill(EMERGENCY)
    code = await intake.send()
    case = await case_of(intake)
    await intake.do(Steer.SKIP, Steer.STOP)
    await intake.database.write(lambda unit: alerts.acknowledge(unit, case, MemberId("m" * 32), intake.now))
    if closed:
        was = await intake.database.read(lambda unit: cases.by_id(unit, case))
        over = replace(was, state=CaseState.CLOSED)
        await intake.database.write(lambda unit: cases.save(unit, over, expected=was))
    intake.now += timedelta(days=1)
    await intake.do(Present(code=code), choose("add"), choose("now"), text("Now my brother."), Steer.SEND)
    ringing = await intake.database.read(lambda unit: alerts.due(unit, intake.now, None))
    assert [alert.case for alert in ringing] == [case]


async def test_an_emergency_that_is_completed_calls_nobody_again(intake):
    """The rest of the answers is no news of danger."""
    await intake.fill(EMERGENCY)
    await intake.send()
    case = await case_of(intake)
    await intake.database.write(lambda unit: alerts.acknowledge(unit, case, MemberId("m" * 32), intake.now))
    await intake.do(Steer.SKIP, choose("related_to_victim"), Steer.SEND)
    assert await intake.database.read(lambda unit: alerts.due(unit, intake.now, None)) == ()


async def test_a_large_submission_lies_in_the_blob_store(intake, monkeypatch):
    """Its row names the blob, and what lies there is the whole sealed payload."""
    monkeypatch.setattr("storage.papers.ROW_LIMIT", 1024)
    await intake.do(Steer.SHOW, choose("appeal"), choose("no"), text("They came."), Steer.SEND)
    case = await case_of(intake)
    (row,) = await intake.database.read(lambda unit: papers.of_case(unit, case))
    assert row.payload is None
    payload = b"".join([chunk async for chunk in intake.blobs.read(row.blob)])
    manifest = intake.keys.group.manifest
    sealed = papers.document(row, manifest.deployment, payload)
    content = open_document(sealed, identities=[intake.keys.group.identity], writers=manifest.intake)
    assert [answer.text for answer in content.answers] == ["", "They came."]


async def test_a_taken_reference_is_drawn_again(intake, monkeypatch):
    """Two cases never share one."""
    drawn = iter(["lumeko-42", "lumeko-42", "rasiba-07"])
    monkeypatch.setattr("intake.handover.draw_reference", lambda _: next(drawn))
    for name in ("anna", "oleh"):
        await intake.do(Steer.SHOW, choose("appeal"), choose("no"), Steer.SEND, chat=intake.chat(name))
    second = await case_of(intake, intake.chat("oleh"))
    assert (await intake.database.read(lambda unit: cases.by_id(unit, second))).reference == "rasiba-07"


async def test_the_language_in_which_a_question_was_read_is_recorded(intake):
    """A change on the way changes what comes after it."""
    await intake.do(Steer.SHOW, choose("appeal"), choose("no"))
    await intake.do(Speak(language=Language.UK), text("Так."))
    answers = (await intake.state()).answers
    english, ukrainian = answers["danger"].asked, answers["happened"].asked
    assert "danger" in english
    assert ukrainian == catalogue("intake").text(Language.UK, "appeal-happened")
    await intake.do(Speak(language=Language.RU), Steer.SEND)
    (submission,) = await intake.submissions(await case_of(intake))
    assert submission.language is Language.RU
    assert {answer.asked for answer in submission.answers} == {english, ukrainian}


async def test_a_second_send_makes_no_second_case(intake):
    """However often it is pressed."""
    await intake.do(Steer.SHOW, choose("appeal"), choose("no"))
    for _ in range(3):
        await intake.accept(Steer.SEND)
    while await intake.work():
        pass
    assert [[message.id for message in turn.messages] for turn in await intake.hear()] == [
        ["received"],
        ["correct-not-here"],
        ["correct-not-here"],
    ]
    assert len(await intake.submissions(await case_of(intake))) == 1


CONSENTS = (
    *(Steer.REVIEW, choose("consent_members"), choose("yes")),
    *(Steer.REVIEW, choose("consent_publish"), choose("full_name")),
)


@pytest.mark.parametrize(
    "changes",
    [
        (Steer.REVIEW, choose("consent_publish"), Steer.SKIP),
        (Steer.REVIEW, choose("consent_members"), choose("no")),
        (Steer.REVIEW, choose("consent_members"), Steer.SKIP),
    ],
)
async def test_a_consent_that_is_taken_back_is_a_no_in_the_ledger(intake, changes):
    """Skipped, or no longer asked: an earlier yes does not stand."""
    await intake.do(Steer.SHOW, choose("report"), choose("no"), *CONSENTS, Steer.SEND, Steer.SKIP)
    case = await case_of(intake)
    assert await grants(intake, case) == {"members": "yes", "publish": "full_name"}
    await intake.do(*changes, Steer.SEND)
    assert (await grants(intake, case))["publish"] == "no"


async def test_a_consent_that_was_skipped_is_no_row_of_the_ledger(intake):
    """Nobody was asked to agree, so nothing was refused."""
    events = (Steer.REVIEW, choose("consent_un"), Steer.SKIP)
    await intake.do(Steer.SHOW, choose("report"), choose("no"), *events, Steer.SEND)
    assert await grants(intake, await case_of(intake)) == {}


async def grants(intake, case):
    """The ledger of a case."""
    ledger = await intake.database.read(lambda unit: consents.of_case(unit, case))
    return {row.use: row.grant for row in ledger}


# Housekeeping ----------------------------------------------------------------------------------------------------


async def test_old_drafts_are_forgotten(intake):
    """After the time that the settings give them, and not before."""
    await intake.do(Steer.SHOW, choose("appeal"), text("x"))
    await intake.desk.tidy()
    assert await intake.state() is not None
    intake.now += timedelta(days=31)
    await intake.desk.tidy()
    assert await intake.state() is None


async def test_marks_of_old_updates_are_forgotten(intake):
    """What has waited for a shorter time is not."""
    chat = intake.chat()
    token = intake.recorder.token(Steer.SHOW)
    assert await intake.desk.post.accept(chat, "seen", token)
    await intake.work(chat)
    assert not await intake.desk.post.accept(chat, "seen", token)
    intake.now += timedelta(days=31)
    await intake.desk.post.accept(chat, "waits", token)
    await intake.desk.tidy()
    assert await intake.desk.post.accept(chat, "seen", token)
    assert not await intake.desk.post.accept(chat, "waits", token)


async def test_old_gaps_are_forgotten(intake):
    """Nobody is asked any more to send again what they wrote then."""
    began = intake.now

    async def fall_silent(unit):
        await gaps.listening(unit, "signal:1", intake.now)
        await gaps.open(unit, "signal:1", intake.now + timedelta(hours=1), timedelta(seconds=2))

    await intake.database.write(fall_silent)
    intake.now += timedelta(days=15)
    await intake.database.write(fall_silent)
    await intake.desk.tidy()
    assert len(await intake.database.read(lambda unit: gaps.since(unit, None, began))) == 2
    intake.now += timedelta(days=16)
    await intake.desk.tidy()
    (left,) = await intake.database.read(lambda unit: gaps.since(unit, None, began))
    assert left.since == began + timedelta(days=15)


async def test_what_was_said_waits_until_it_was_sent(intake):
    """In order, with growing numbers, and saying so twice is harmless."""
    await intake.do(Steer.SHOW)
    for event in (choose("appeal"), choose("no")):
        await intake.accept(event)
        await intake.work()
    first, second = await intake.outgoing()
    assert first.number < second.number
    await intake.desk.sent(first.number)
    await intake.desk.sent(first.number)
    assert [message.number for message in await intake.outgoing()] == [second.number]
    assert isinstance(intake.recorder.said[second.body], Turn)


async def test_nothing_waits_and_nothing_is_done(intake):
    """The worker is told so."""
    assert await intake.work() is False
    assert await intake.desk.post.waiting("terminal:desk") == ()
    assert await intake.desk.post.outgoing("terminal:desk") == ()


async def test_those_who_wait_are_known_by_their_chats(intake):
    """The one that waits longest first; whoever was answered waits no more."""
    keys = [intake.desk.post.key(intake.chat(name)) for name in ("oleh", "anna")]
    for name in ("oleh", "anna", "oleh"):
        await intake.accept(Steer.SHOW, intake.chat(name))
    assert await intake.desk.post.waiting("terminal:desk") == tuple(keys)
    await intake.work()
    assert await intake.desk.post.waiting("terminal:desk") == (keys[0],)


async def test_what_cannot_be_sent_yet_is_sent_later(intake):
    """With what follows it behind it."""
    await intake.accept(Steer.SHOW)
    await intake.accept(choose("appeal"))
    await intake.work()
    await intake.work()
    first, second = await intake.outgoing()
    await intake.desk.post.postpone(first.number, intake.now + timedelta(minutes=1))
    assert await intake.outgoing() == []
    intake.now += timedelta(minutes=1)
    assert [letter.number for letter in await intake.outgoing()] == [first.number, second.number]


async def test_a_closed_chat_is_written_to_no_more(intake):
    """What waited for it is dropped; the draft stays, and others hear what is for them."""
    for name in ("anna", "oleh"):
        await intake.accept(Steer.SHOW, intake.chat(name))
        await intake.work(intake.chat(name))
    await intake.desk.post.close(intake.desk.post.key(intake.chat()))
    assert await intake.outgoing() == []
    assert len(await intake.outgoing(intake.chat("oleh"))) == 1
    assert await intake.state() is not None


# Traces ----------------------------------------------------------------------------------------------------------


async def test_what_lies_in_a_chat_is_remembered_with_what_was_sent(intake):
    """In one transaction; a later word replaces it, and with nothing left nothing is known."""
    await intake.do(Steer.SHOW)
    key = intake.desk.post.key(intake.chat())
    assert await intake.desk.trace(key) is None
    await intake.desk.sent(0, trace=(key, b"window 7"))
    await intake.desk.sent(0, trace=(key, b"window 8"))
    await intake.desk.sent(0)
    assert await intake.desk.trace(key) == b"window 8"
    assert b"window 8" not in intake.bytes_on_disk()
    await intake.desk.sent(0, trace=(key, None))
    assert await intake.desk.trace(key) is None


async def test_a_trace_of_another_chat_or_another_key_is_no_trace(intake, caplog):
    """Whoever moves rows has nobody's messages deleted."""
    anna, oleh = (intake.desk.post.key(intake.chat(name)) for name in ("anna", "oleh"))
    await intake.desk.sent(0, trace=(anna, b"window 7"))
    found = await intake.database.read(lambda unit: traces.find(unit, anna))
    await intake.database.write(lambda unit: traces.save(unit, replace(found, chat=oleh)))
    assert await intake.desk.trace(oleh) is None
    intake.reopen(keys=intake.keys.later)
    assert await intake.desk.trace(anna) is None
    assert "a trace could not be opened" in caplog.text


async def test_old_traces_are_forgotten(intake):
    """The platform lets nobody delete what is that old."""
    key = intake.desk.post.key(intake.chat())
    await intake.desk.sent(0, trace=(key, b"window 7"))
    intake.now += timedelta(days=31)
    await intake.desk.tidy()
    assert await intake.desk.trace(key) is None
