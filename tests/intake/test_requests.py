"""What the group asks later: shown with the receipt code, answered one question at a time, and noted as answered."""

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from intake import prompts
from intake.events import Attached, Choose, Mark, Present, Steer, Text
from intake.interview import Interview, Stage, begin
from intake.messages import Control
from intake.requests import OpenRequest, answered_by
from intake.steps import Effect, forget_return, returned, step
from storage import audit, cases, deadlines, papers, requests
from storage.cases import CaseState
from storage.deadlines import Deadline, DeadlineKind
from storage.documents import AnswerKind, ConsentUse, DocumentKind, Language, Question, RequestKind, Urgency
from storage.envelopes import Heading, seal_document
from storage.ids import CaseId, DocumentId, MemberId, draw_id
from storage.requests import Request
from storage.sealed import parse_recipient
from tests.intake.conftest import NOW
from tests.intake.test_walks import attachment

AUTHOR = MemberId("a" * 32)
TODAY = NOW.date()
CASE = CaseId("c" * 32)

KINDS = {
    RequestKind.HEARING_DATE: AnswerKind.DATE,
    RequestKind.PLACE: AnswerKind.PLACE,
    RequestKind.NAME: AnswerKind.SHORT_TEXT,
    RequestKind.CONTACT: AnswerKind.CONTACT,
    RequestKind.FILES: AnswerKind.FILES,
    RequestKind.WHAT_HAPPENED: AnswerKind.LONG_TEXT,
    RequestKind.NEWS: AnswerKind.LONG_TEXT,
    RequestKind.OTHER: AnswerKind.LONG_TEXT,
    **{RequestKind.consent(use): AnswerKind.CONSENT for use in ConsentUse},
}


def choose(*codes):
    return Choose(codes=codes)


def text(typed):
    return Text(text=typed)


def wanted(what, number=1):
    """A question of this kind, as the code opened it."""
    return OpenRequest(id=DocumentId(f"{number:032x}"), what=RequestKind(what), text=f"Question {number}?")


def back(*asked, reachable=False):
    """Whoever has just returned, with what is asked."""
    state = replace(begin(CASE, Language.EN), stage=Stage.CODE, reachable=reachable)
    return returned(state, CASE, asked)


def go(state: Interview, *events):
    """The last step of several."""
    for event in events:
        made = step(state, event, today=TODAY)
        state = made.interview
    return made


def options(state):
    """The codes that are offered."""
    return [option.code for option in prompts.prompt(state).options]


@pytest.fixture
async def sent(intake):
    """A case that was sent from Anna's chat and is finished there, with its receipt code."""
    await intake.do(Steer.SHOW, choose("report"), choose("no"), text("A search."))
    code = await intake.send()
    case = (await intake.state()).case
    await intake.do(Steer.STOP)
    return case, code


async def ask(intake, case, what, words, *, signer=None, late=False):
    """Ask as triage does."""
    (submission, *_) = await intake.submissions(case)
    group_keys = intake.keys.group
    sealed = seal_document(
        DocumentId(draw_id(os.urandom)),
        Heading(deployment=group_keys.manifest.deployment, case=case, kind=DocumentKind.REQUEST),
        Question(author=AUTHOR, what=RequestKind(what), text=words, written=intake.now),
        recipients=(*group_keys.manifest.recipients, parse_recipient(submission.reply_to)),
        signer=signer or group_keys.roster,
        draw=os.urandom,
    )
    intake.now += timedelta(minutes=1)
    row = papers.of_document(sealed, created_at=intake.now, author=AUTHOR)
    asked = Request(document=sealed.id, case=case, what=RequestKind(what), asked_at=intake.now)
    follow_up = Deadline(
        case=case, kind=DeadlineKind.FOLLOW_UP, item=sealed.id, due_at=intake.now + timedelta(days=-1 if late else 7)
    )

    async def write(unit):
        await papers.add(unit, row)
        await requests.add(unit, asked)
        await deadlines.add(unit, [follow_up])

    await intake.database.write(write)
    return sealed.id


async def present(intake, code, chat):
    """What is said to whoever presents a code in another chat."""
    await intake.accept(Present(code=code), chat)
    await intake.work(chat)
    (turn,) = await intake.hear(chat)
    return turn


async def follow_ups(intake, case):
    """When each follow-up of a case was met, by its item."""
    known = await intake.database.read(lambda unit: deadlines.of_case(unit, case))
    return {each.item: each.met_at for each in known if each.kind is DeadlineKind.FOLLOW_UP}


# The conversation ------------------------------------------------------------------------------------------------


def test_answering_is_offered_first_and_nothing_else_is_taken_away():
    """What could be done with the code before can be done still."""
    assert options(back(wanted("name"))) == ["answer", "add", "withdraw", "finish"]
    assert options(back(wanted("name"), reachable=True)) == ["answer", "add", "notify", "withdraw", "finish"]
    assert options(back()) == ["add", "withdraw", "finish"]


@pytest.mark.parametrize("what", RequestKind)
def test_every_kind_is_answered_in_its_own_way(what):
    """In the group's own words, with the choices and hints of such a question, and it can be skipped."""
    state = go(back(wanted(what)), choose("answer")).interview
    shown = prompts.prompt(state)
    assert state.open_question.question.kind is KINDS[what]
    assert (shown.ask.id, shown.ask.args) == ("request-ask", {"text": "Question 1?"})
    assert Control.SKIP in shown.controls
    assert bool(shown.options) is (KINDS[what] in {AnswerKind.PLACE, AnswerKind.CONSENT})


def test_questions_come_one_at_a_time_and_then_more_may_be_added():
    """Back leads to the one before; at the end they are sent, looked through, or something is added."""
    state = go(back(wanted("name", 1), wanted("news", 2)), choose("answer"), text("Ivan")).interview
    assert state.cursor == wanted("news", 2).path
    assert go(state, Steer.BACK).interview.cursor == wanted("name", 1).path
    state = go(state, text("He was moved.")).interview
    assert state.stage is Stage.READY
    assert prompts.prompt(state).ask.id == "ready-ask-more"
    assert options(state) == ["send", "review", "add"]


def test_what_was_answered_can_be_sent_before_the_end():
    """Once there is something to send."""
    state = go(back(wanted("name", 1), wanted("news", 2)), choose("answer")).interview
    assert Control.SEND not in prompts.prompt(state).controls
    state = go(state, text("Ivan")).interview
    assert Control.SEND in prompts.prompt(state).controls
    assert go(state, Steer.SEND).effect is Effect.SUBMIT


def test_adding_more_asks_the_addition_s_own_questions():
    """Danger first; what was answered stays, and it all goes together."""
    state = go(back(wanted("name")), choose("answer"), text("Ivan"), choose("add")).interview
    assert (state.stage, state.cursor) == (Stage.ASKING, "danger")
    state = go(state, choose("now"), text("They came."), Steer.SKIP).interview
    assert state.stage is Stage.READY
    assert options(state) == ["send", "review"]
    assert [answer.question for answer in state.unsent] == [wanted("name").path, "danger", "added", "files"]


def test_adding_something_else_passes_the_questions_over():
    """Whoever wants to tell something else is not held up by them."""
    state = go(back(wanted("name")), choose("add")).interview
    assert [asked.path for asked in state.plan] == ["danger", "added", "files"]


def test_whoever_skips_everything_is_back_where_the_code_led():
    """Nothing was answered, so nothing ends: the questions can be answered still, or something added."""
    made = go(back(wanted("name", 1), wanted("files", 2)), choose("answer"), Steer.SKIP, Steer.SKIP)
    assert (made.interview, made.effect) == (back(wanted("name", 1), wanted("files", 2)), None)
    assert [message.id for message in made.messages] == ["nothing-sent"]
    assert go(made.interview, choose("answer")).interview.cursor == wanted("name", 1).path


def test_whoever_skips_all_that_is_added_too_is_said_goodbye():
    """As after any addition without a word."""
    state = go(back(wanted("name")), choose("answer"), text("Ivan"), choose("add"), *[Steer.SKIP] * 3).interview
    state = go(state, choose("review"), choose(wanted("name").path)).interview
    assert go(state, Steer.SKIP).effect is Effect.PART


def test_a_file_that_comes_unasked_is_kept():
    """It has its own place, after what is asked."""
    state = go(back(wanted("name")), choose("answer"), Attached(attachment=attachment("f" * 32))).interview
    assert [asked.path for asked in state.plan] == [wanted("name").path, "files"]
    assert go(state, text("Ivan")).interview.stage is Stage.READY
    assert state.worth_sending


def test_a_file_that_was_asked_for_answers_the_question():
    """And whoever says that this is all goes on."""
    state = go(back(wanted("files")), choose("answer"), Attached(attachment=attachment("f" * 32))).interview
    assert state.answers[wanted("files").path].attachments == ("f" * 32,)
    assert go(state, choose("done")).interview.stage is Stage.READY


def test_a_place_is_chosen_or_told():
    """Codes are those of the appeal."""
    state = go(back(wanted("place")), choose("answer")).interview
    assert go(state, choose("UA-65")).interview.answers[wanted("place").path].codes == ("UA-65",)
    assert go(state, text("a cellar")).interview.answers[wanted("place").path].text == "a cellar"
    assert go(state, Mark(code="UA-65", on=True)).messages[0].id == "correct-stale"


@pytest.mark.parametrize(("day", "urgency"), [("24.11.2026", Urgency.URGENT), ("24.06.2027", Urgency.NORMAL)])
def test_a_hearing_soon_is_urgent(day, urgency):
    """As it is in an appeal."""
    state = go(back(wanted("hearing_date")), choose("answer"), text(day)).interview
    assert state.urgency(today=TODAY) is urgency


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("12.12.2026, суд Луганська", "2026-12-12"),
        ("12.12.2026 10:30, зал 4", "2026-12-12"),
        ("Суд у Луганську 12 грудня, казав адвокат", "2026-12-12"),
        ("завтра в суді Луганська", "2026-11-23"),
        ("після свят", ""),
        ("20.11.2026", ""),
        ("30.02.2026", ""),
        ("12.12.2026 або 14.12.2026", ""),
    ],
)
def test_a_date_may_be_told_in_words(typed, day):
    """They are kept as they are, with the day to come that stands in them; nobody is asked again."""
    state = go(back(wanted("hearing_date")), choose("answer"), text(typed)).interview
    answer = state.answers[wanted("hearing_date").path]
    assert (answer.kind, answer.text, answer.codes) == (AnswerKind.LONG_TEXT, typed, (day,) if day else ())
    assert state.stage is Stage.READY
    assert prompts.prompt(go(state, choose("review")).interview).options[0].label.args["answer"] == typed


def test_a_date_alone_stays_a_date():
    """As it was told to be typed, it is shown again."""
    state = go(back(wanted("hearing_date")), choose("answer"), text("12.12.2026")).interview
    answer = state.answers[wanted("hearing_date").path]
    assert (answer.kind, answer.text) == (AnswerKind.DATE, "2026-12-12")
    assert prompts.prompt(go(state, choose("review")).interview).options[0].label.args["answer"] == "12.12.2026"


def test_that_words_will_do_is_said_where_a_date_is_asked_for():
    """And nowhere else."""
    state = go(back(wanted("hearing_date")), choose("answer")).interview
    assert [how.id for how in prompts.prompt(state).how] == ["type-date", "type-date-words"]


def test_a_place_may_be_told_at_length():
    """More than a place is kept as words."""
    state = go(back(wanted("place")), choose("answer"), text("a cellar " * 60)).interview
    answer = state.answers[wanted("place").path]
    assert (answer.kind, answer.text, answer.codes) == (AnswerKind.LONG_TEXT, ("a cellar " * 60).strip(), ())


@pytest.mark.parametrize("typed", ["", "\u200b", "a" * 5000])
def test_what_cannot_be_kept_at_all_is_still_corrected(typed):
    """Nothing, what nobody can read, and what is too long for any message."""
    state = go(back(wanted("hearing_date")), choose("answer")).interview
    assert go(state, text(typed)).interview == state


def test_what_is_no_answer_to_a_date_is_corrected():
    """A button of another question."""
    state = go(back(wanted("hearing_date")), choose("answer")).interview
    assert go(state, choose("UA-65")).messages[0].id == "correct-not-here"


def test_a_hearing_soon_is_urgent_in_words_too():
    """By the day in them."""
    state = go(back(wanted("hearing_date")), choose("answer"), text("24.11.2026, court of Luhansk")).interview
    assert state.urgency(today=TODAY) is Urgency.URGENT
    state = go(back(wanted("hearing_date")), choose("answer"), text("after the holidays")).interview
    assert state.urgency(today=TODAY) is Urgency.NORMAL


def test_what_is_not_offered_is_corrected():
    """With as many options as there are."""
    assert go(back(), choose("answer")).messages[0].args == {"most": 3}
    assert go(back(wanted("name")), choose("nothing")).messages[0].args == {"most": 4}
    ready = go(back(wanted("name")), choose("answer"), text("Ivan")).interview
    assert go(ready, choose("nothing")).messages[0].args == {"most": 3}


def test_another_code_forgets_what_the_first_one_asked():
    """So does a while without a word."""
    assert forget_return(back(wanted("name"))).requests == ()
    assert go(back(wanted("name")), Present()).interview.requests == ()


def test_the_path_of_an_answer_names_its_document():
    """Questions of a questionnaire have none."""
    assert answered_by(wanted("name").path) == wanted("name").id
    assert answered_by("person.1.name") is None


# With the code ---------------------------------------------------------------------------------------------------


async def test_questions_are_shown_with_the_code(intake, sent):
    """Each in its own words, cleaned of what could steer a terminal; that there is no answer yet is not said then."""
    await ask(intake, sent[0], "hearing_date", "When is the \x1bhearing?")
    await ask(intake, sent[0], "news", "Is he well?")
    chat = intake.chat("elsewhere")
    turn = await present(intake, sent[1], chat)
    assert [message.id for message in turn.messages] == [
        "returned-received", "returned-requests", "returned-request", "returned-request",
    ]  # fmt: skip
    assert [dict(message.args) for message in turn.messages[1:]] == [
        {"count": 2},
        {"date": "22.11.2026", "text": "When is the hearing?"},
        {"date": "22.11.2026", "text": "Is he well?"},
    ]
    assert [request.text for request in (await intake.state(chat)).requests] == ["When is the hearing?", "Is he well?"]


async def test_an_answer_reaches_the_case_and_ends_the_question(intake, sent):
    """Kept under the question's own document, with the words that were shown; the follow-up is met with it."""
    asked = await ask(intake, sent[0], "hearing_date", "When is the hearing?", late=True)
    chat = intake.chat("elsewhere")
    await present(intake, sent[1], chat)
    await intake.do(choose("answer"), text("12.12.2026"), chat=chat)
    assert await intake.do(choose("send"), chat=chat) == ["addition-received", "goodbye", "support"]
    (answer,) = (await intake.submissions(sent[0]))[-1].answers
    assert (answer.question, answer.kind, answer.text) == (f"request.{asked}", AnswerKind.DATE, "2026-12-12")
    assert answer.asked == "When is the hearing?"
    (row,) = await intake.database.read(lambda unit: requests.of_case(unit, sent[0]))
    assert row.answered_at == intake.now
    assert await follow_ups(intake, sent[0]) == {asked: intake.now}
    acts = [entry.act for entry in await intake.database.read(lambda unit: audit.of_case(unit, sent[0]))]
    assert acts[-2:] == [audit.Act.RECEIPT_PRESENTED, audit.Act.CASE_ADDED_TO]


async def hearings(intake, case):
    """When each hearing of a case is due, by its item."""
    known = await intake.database.read(lambda unit: deadlines.of_case(unit, case))
    return {each.item: each.due_at for each in known if each.kind is DeadlineKind.HEARING}


@pytest.mark.parametrize("typed", ["12.12.2026", "12.12.2026, court of Luhansk", "12.12.2026 10:30"])
async def test_a_hearing_that_is_told_of_becomes_a_deadline(intake, sent, typed):
    """Under the question's document; the answer's words are kept with their day."""
    asked = await ask(intake, sent[0], "hearing_date", "When is the hearing?")
    chat = intake.chat("elsewhere")
    await present(intake, sent[1], chat)
    await intake.do(choose("answer"), text(typed), choose("send"), chat=chat)
    assert await hearings(intake, sent[0]) == {asked: datetime(2026, 12, 12, 6, tzinfo=UTC)}
    known = await intake.database.read(lambda unit: deadlines.of_case(unit, sent[0]))
    assert any(each.kind is DeadlineKind.FIRST_ANSWER and each.met_at is None for each in known)


@pytest.mark.parametrize(
    ("what", "typed"),
    [("hearing_date", "12.2026"), ("hearing_date", "21.11.2026"), ("hearing_date", "spring"), ("news", "12.12.2026")],
)
async def test_what_says_no_day_to_come_becomes_no_deadline(intake, sent, what, typed):
    """A month, a day that has passed, words, or an answer to something else."""
    await ask(intake, sent[0], what, "And?")
    chat = intake.chat("elsewhere")
    await present(intake, sent[1], chat)
    await intake.do(choose("answer"), text(typed), choose("send"), chat=chat)
    assert await hearings(intake, sent[0]) == {}


async def test_a_skipped_question_is_asked_again(intake, sent):
    """The next time that the code is given; what was answered is not."""
    answered = await ask(intake, sent[0], "name", "What is his name?")
    skipped = await ask(intake, sent[0], "news", "Is he well?")
    chat = intake.chat("elsewhere")
    await present(intake, sent[1], chat)
    await intake.do(choose("answer"), text("Ivan"), Steer.SKIP, choose("send"), chat=chat)
    assert await follow_ups(intake, sent[0]) == {answered: intake.now, skipped: None}
    turn = await present(intake, sent[1], intake.chat("third"))
    assert [message.args.get("text") for message in turn.messages[2:]] == ["Is he well?"]


async def test_two_chats_may_answer_one_question(intake, sent):
    """Both answers are kept; the question was answered by the first."""
    asked = await ask(intake, sent[0], "name", "What is his name?")
    chats = [intake.chat("one"), intake.chat("two")]
    for chat in chats:
        await present(intake, sent[1], chat)
        await intake.do(choose("answer"), text(f"Ivan of {chat.chat}"), chat=chat)
    await intake.do(choose("send"), chat=chats[0])
    first = intake.now
    await intake.do(choose("send"), chat=chats[1])
    assert await follow_ups(intake, sent[0]) == {asked: first}
    told = [answer.text for document in await intake.submissions(sent[0]) for answer in document.answers]
    assert {"Ivan of one", "Ivan of two"} <= set(told)


async def test_an_interrupted_answer_goes_on_in_a_new_process(intake, sent):
    """From the draft alone: the receipt code is not needed again."""
    asked = await ask(intake, sent[0], "name", "What is his name?")
    chat = intake.chat("elsewhere")
    await present(intake, sent[1], chat)
    await intake.do(choose("answer"), chat=chat)
    intake.reopen()
    assert await intake.do(text("Ivan"), chat=chat) == ["ready-ask-more"]
    await intake.do(choose("send"), chat=chat)
    assert await follow_ups(intake, sent[0]) == {asked: intake.now}


async def test_a_question_that_nobody_of_the_group_signed_is_not_asked(intake, sent):
    """The others are, and the log says that one was refused."""
    await ask(intake, sent[0], "other", "Write us your code.", signer=intake.keys.intake.signer)
    erased = await ask(intake, sent[0], "other", "erased")
    await intake.database.write(lambda unit: papers.erase_header(unit, erased))
    chat = intake.chat("elsewhere")
    turn = await present(intake, sent[1], chat)
    assert [message.id for message in turn.messages] == ["returned-received", "returned-no-reply"]
    assert (await intake.state(chat)).requests == ()
    acts = [entry.act for entry in await intake.database.read(lambda unit: audit.of_case(unit, sent[0]))]
    assert acts.count(audit.Act.DOCUMENT_REFUSED) == 2


async def test_in_the_middle_of_an_interview_questions_are_shown_and_wait(intake, sent):
    """Everybody keeps their place, and hears how to answer."""
    await ask(intake, sent[0], "name", "What is his name?")
    chat = intake.chat("busy")
    await intake.do(Steer.SHOW, choose("report"), choose("no"), chat=chat)
    turn = await present(intake, sent[1], chat)
    assert [message.id for message in turn.messages] == [
        "returned-received", "returned-requests", "returned-request", "returned-requests-later",
    ]  # fmt: skip
    state = await intake.state(chat)
    assert (state.stage, state.cursor, state.requests) == (Stage.ASKING, "happened", ())


async def test_an_answer_opens_a_closed_case_again(intake, sent):
    """As any addition does; and it owes its submitter an answer."""
    await ask(intake, sent[0], "news", "Is he well?")

    async def close(unit):
        row = await cases.by_id(unit, sent[0])
        await cases.save(unit, replace(row, state=CaseState.CLOSED), expected=row)

    await intake.database.write(close)
    chat = intake.chat("elsewhere")
    await present(intake, sent[1], chat)
    await intake.do(choose("answer"), text("No."), choose("send"), chat=chat)
    row = await intake.database.read(lambda unit: cases.by_id(unit, sent[0]))
    assert row.state is cases.REOPENED_BY_ADDITION[CaseState.CLOSED]


async def test_a_withdrawal_erases_what_was_asked(intake, sent):
    """No row and no document is left, whatever was being answered."""
    await ask(intake, sent[0], "name", "What is his name?")
    chat = intake.chat("elsewhere")
    await present(intake, sent[1], chat)
    await intake.do(choose("withdraw"), choose("withdraw"), chat=chat)
    assert await intake.database.read(lambda unit: requests.of_case(unit, sent[0])) == ()
