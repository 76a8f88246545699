"""The interview's moves: every stage with every event."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from intake.events import Arrive, Attached, Choose, Event, Mark, Mistake, More, Present, Speak, Steer, Text
from intake.interview import Interview, Stage, begin
from intake.receipt import draw_code, group
from intake.steps import Effect, Step, agreed, disagreed, forget_return, gone, received, returned, step, unknown
from storage.documents import Answer, AnswerKind, Attachment, Language, QuestionnaireKind, Urgency
from storage.ids import CaseId, DocumentId

TODAY = date(2026, 11, 22)
CASE, OTHER = CaseId("c" * 32), CaseId("d" * 32)
CODE = draw_code(lambda size: b"\x07" * size)
FILE = Attachment(
    id=DocumentId("f" * 32),
    name="photo.jpg",
    media_type="image/jpeg",
    size=3,
    sha256="0" * 64,
    blob="b" * 32,
    received=datetime(2026, 11, 22, tzinfo=UTC),
)


def move(state: Interview, *events: Event) -> Step:
    """The step that the last of these events comes to."""
    made = Step(interview=state)
    for event in events:
        made = step(made.interview, event, today=TODAY)
    return made


def said(made: Step) -> list[str]:
    """The ids of what is said."""
    return [message.id for message in made.messages]


def choose(*codes: str) -> Choose:
    """A choice."""
    return Choose(codes=codes)


BEGIN = begin(CASE, Language.EN)
ASKING = move(BEGIN, choose("appeal")).interview
ANSWERED = move(ASKING, choose("no"), Text(text="They took him.")).interview
OFFER = move(
    ASKING,
    choose("now"),
    choose("taken"),
    Text(text="Taken."),
    choose("UA-65"),
    Text(text="Signal: anna.01"),
    choose("yes"),
).interview
REVIEW = move(ANSWERED, Steer.REVIEW).interview
EARLY = received(OFFER, urgency=Urgency.EMERGENCY, code=CODE).interview
RECEIPT = received(
    replace(REVIEW, answers={asked.path: Answer(question=asked.path, kind=AnswerKind.DATE) for asked in REVIEW.plan}),
    urgency=Urgency.NORMAL,
    code=CODE,
).interview
NOTIFY = move(replace(EARLY, reachable=True), Steer.SKIP).interview
READY = move(ASKING, choose("no"), *[Steer.SKIP] * 40).interview
AT_CODE = move(BEGIN, choose("code")).interview
RETURNED = returned(AT_CODE, OTHER)
WITHDRAWING = move(RETURNED, choose("withdraw")).interview
STOPPING = move(ANSWERED, Steer.STOP).interview
ADDING = move(move(RETURNED, choose("add")).interview, choose("no")).interview

GOODBYE = replace(BEGIN, stage=Stage.GOODBYE, reachable=True)

IDLE = {Stage.BEGIN, Stage.CODE, Stage.RETURNED, Stage.GOODBYE}
STAGES = {
    "begin": BEGIN,
    "asking": ASKING,
    "answered": ANSWERED,
    "offer": OFFER,
    "ready": READY,
    "review": REVIEW,
    "early": EARLY,
    "receipt": RECEIPT,
    "notify": NOTIFY,
    "code": AT_CODE,
    "returned": RETURNED,
    "withdrawing": WITHDRAWING,
    "stopping": STOPPING,
    "adding": ADDING,
    "goodbye": GOODBYE,
}
EVENTS: dict[str, Event] = {
    **{steer.name.lower(): steer for steer in Steer},
    "text": Text(text="some words"),
    "choose": choose("nothing of this"),
    "mark": Mark(code="nothing of this", on=True),
    "speak": Speak(language=Language.UK),
    "present": Present(code=CODE),
    "attached": Attached(attachment=FILE),
    "mistake": Mistake(message="correct-number", args={"most": 3}),
}
BEFORE_SENDING = {Stage.ASKING, Stage.OFFER, Stage.READY, Stage.REVIEW}


def test_the_stages_are_what_they_are_called() -> None:
    """The states that the tests begin from."""
    assert [state.stage for state in STAGES.values()] == [
        Stage.BEGIN,
        Stage.ASKING,
        Stage.ASKING,
        Stage.OFFER,
        Stage.READY,
        Stage.REVIEW,
        Stage.RECEIPT,
        Stage.RECEIPT,
        Stage.NOTIFY,
        Stage.CODE,
        Stage.RETURNED,
        Stage.WITHDRAWING,
        Stage.STOPPING,
        Stage.ASKING,
        Stage.GOODBYE,
    ]


# What holds everywhere -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("event", EVENTS)
@pytest.mark.parametrize("stage", STAGES)
def test_no_event_loses_an_answer(stage: str, event: str) -> None:
    """Only an answer to the same question, or the end, takes an answer away."""
    state = STAGES[stage]
    after = move(state, EVENTS[event])
    assert set(state.answers) <= set(after.interview.answers)
    assert set(state.attachments) <= set(after.interview.attachments)


@pytest.mark.parametrize("event", EVENTS)
@pytest.mark.parametrize("stage", STAGES)
def test_what_moves_nothing_is_explained(stage: str, event: str) -> None:
    """Whoever did something and stays where they were is told why; only a look at the question needs no word."""
    state = STAGES[stage]
    made = move(state, EVENTS[event])
    if made.interview == state and made.effect is None and event not in {"show", "review"}:
        assert said(made)


@pytest.mark.parametrize("stage", STAGES)
def test_another_language_changes_nothing_else(stage: str) -> None:
    """At every stage."""
    state = STAGES[stage]
    assert move(state, Speak(language=Language.RU)).interview == replace(state, language=Language.RU)


@pytest.mark.parametrize("stage", STAGES)
def test_a_channel_s_mistake_is_passed_on(stage: str) -> None:
    """With its numbers, and nothing moves."""
    made = move(STAGES[stage], EVENTS["mistake"])
    assert made.interview == STAGES[stage]
    assert [(message.id, dict(message.args)) for message in made.messages] == [("correct-number", {"most": 3})]


@pytest.mark.parametrize("stage", STAGES)
def test_a_pause_is_ended_by_whatever_is_typed(stage: str) -> None:
    """What wakes the interview is not taken for an answer; the next thing is."""
    paused = move(STAGES[stage], Steer.PAUSE)
    assert (paused.interview.paused, said(paused)) == (True, [])
    for event in (Text(text="no"), choose("no"), Mark(code="taken", on=True), Steer.SHOW, Steer.DONE):
        resumed = move(paused.interview, event)
        assert said(resumed) == ["resumed"]
        assert resumed.interview == (STAGES[stage] if stage != "review" else ANSWERED)


@pytest.mark.parametrize("event", [Mistake(message="correct-stale"), Speak(language=Language.UK)])
def test_a_pause_is_not_ended_by_a_slip(event: Event) -> None:
    """A second tap, or another language, brings no question back on the screen."""
    assert move(ANSWERED, Steer.PAUSE, event).interview.paused


def test_answers_on_show_are_covered_by_a_pause() -> None:
    """Who comes back finds the question that was open, else the way to send, and may look again."""
    for state, stage in ((REVIEW, Stage.ASKING), (move(READY, Steer.REVIEW).interview, Stage.READY)):
        assert state.stage is Stage.REVIEW
        assert move(state, Steer.PAUSE, Steer.SHOW).interview.stage is stage
        assert move(state, Arrive()).interview.stage is stage


def test_a_pause_holds_back_no_file_and_no_command() -> None:
    """A photo that comes during a pause is kept; /send sends."""
    paused = move(ANSWERED, Steer.PAUSE).interview
    attached = move(paused, Attached(attachment=FILE))
    assert said(attached) == ["file-kept"]
    assert not attached.interview.paused
    assert move(paused, Steer.SEND).effect is Effect.SUBMIT


@pytest.mark.parametrize("stage", STAGES)
def test_showing_shows(stage: str) -> None:
    """Nothing moves and nothing is said besides the question; only the last words give way to a new beginning."""
    shown = BEGIN if stage == "goodbye" else STAGES[stage]
    assert move(STAGES[stage], Steer.SHOW) == Step(interview=replace(shown, reachable=STAGES[stage].reachable))


@pytest.mark.parametrize("stage", STAGES)
def test_sending_works_where_a_questionnaire_is_open(stage: str) -> None:
    """With something to send it is sent, without it is said so, and elsewhere it does nothing."""
    state = STAGES[stage]
    made = move(state, Steer.SEND)
    assert made.interview == state
    if state.stage not in BEFORE_SENDING:
        assert said(made) == ["correct-not-here"]
    elif state.worth_sending:
        assert (made.effect, said(made)) == (Effect.SUBMIT, [])
    elif state.received:
        assert made.effect is Effect.PART
    else:
        assert said(made) == ["correct-nothing-to-send"]


@pytest.mark.parametrize("stage", STAGES)
def test_a_code_may_be_presented_anywhere(stage: str) -> None:
    """In the middle of an interview everything else stays as it is; elsewhere the code opens the way back."""
    state = STAGES[stage]
    made = move(state, Present(code=group(CODE)))
    assert (made.effect, made.code) == (Effect.LOOK_UP, CODE)
    if state.stage in IDLE:
        assert returned(made.interview, OTHER).stage is Stage.RETURNED
    else:
        assert returned(made.interview, OTHER) == unknown(made.interview).interview == state


@pytest.mark.parametrize("state", [move(ASKING, choose("no")).interview, OFFER, READY, NOTIFY, STOPPING])
def test_a_code_typed_as_an_answer_is_no_answer(state: Interview) -> None:
    """Staff must never read it: a right one shows what it opens, and one with a slip is corrected."""
    made = move(state, Text(text=group(CODE)))
    assert (made.effect, made.code, made.interview) == (Effect.LOOK_UP, CODE, state)
    slip = move(state, Text(text=group("9" + CODE[1:])))
    assert (slip.interview, said(slip)) == (state, ["correct-code"])


@pytest.mark.parametrize("stage", STAGES)
def test_a_wrong_code_moves_nobody_away(stage: str) -> None:
    """A slip is corrected; whoever has answers open keeps them."""
    state = STAGES[stage]
    made = move(state, Present(code="123"))
    assert (made.effect, said(made)) == (None, ["correct-code"])
    assert made.interview.stage is (Stage.CODE if state.stage in IDLE else state.stage)


@pytest.mark.parametrize("stage", STAGES)
def test_a_code_is_asked_for_only_where_nothing_is_open(stage: str) -> None:
    """In the middle of an interview the question would be lost from sight."""
    made = move(STAGES[stage], Present())
    assert said(made) == ([] if STAGES[stage].stage in IDLE else ["correct-code-alone"])


@pytest.mark.parametrize("stage", STAGES)
def test_a_file_is_kept_or_refused(stage: str) -> None:
    """Kept wherever a questionnaire is open."""
    made = move(STAGES[stage], Attached(attachment=FILE))
    kept = FILE in made.interview.attachments
    assert kept == (STAGES[stage].stage in BEFORE_SENDING | {Stage.RECEIPT, Stage.NOTIFY})
    assert said(made) == (["file-kept"] if kept else ["correct-not-here"])


# Beginning -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [QuestionnaireKind.APPEAL, QuestionnaireKind.REPORT])
def test_a_questionnaire_begins_with_its_first_question(kind: QuestionnaireKind) -> None:
    """In its newest version, which the draft keeps."""
    state = move(BEGIN, choose(kind.value)).interview
    assert (state.stage, state.kind, state.version, state.cursor) == (Stage.ASKING, kind, 1, "danger")


@pytest.mark.parametrize("event", [choose("addition"), choose("appeal", "report"), Text(text="help!")])
def test_the_beginning_asks_for_one_of_three(event: Event) -> None:
    """An addition has its own way in."""
    made = move(BEGIN, event)
    assert (made.interview, said(made)) == (BEGIN, ["correct-choice"])


def test_a_code_typed_at_the_beginning_is_looked_up() -> None:
    """Without a word before it; a slip in it is corrected as a slip in a code."""
    assert move(BEGIN, Text(text=group(CODE))).effect is Effect.LOOK_UP
    for slip in (CODE[:-1] + str((int(CODE[-1]) + 1) % 10), CODE[:-1], group(CODE).replace(" ", "_")[1:]):
        wrong = move(BEGIN, Text(text=slip))
        assert (wrong.interview.stage, said(wrong)) == (Stage.CODE, ["correct-code"])


# Asking ----------------------------------------------------------------------------------------------------------


def test_an_answer_leads_to_the_next_question() -> None:
    """And is kept."""
    made = move(ASKING, choose("no"))
    assert (made.interview.cursor, made.interview.answers["danger"].codes) == ("happened", ("no",))


def test_a_mistake_keeps_the_question_open() -> None:
    """And says what would be right."""
    made = move(ASKING, Text(text="maybe"))
    assert (made.interview, said(made)) == (ASKING, ["correct-choice"])


def test_after_a_hard_question_a_pause_is_offered() -> None:
    """Once it was answered, not when it was skipped or answered wrongly."""
    asked = move(ASKING, choose("no")).interview
    assert said(move(asked, Text(text="They took him."))) == ["pause-offered"]
    assert said(move(asked, Text(text=""))) == ["correct-empty"]
    assert said(move(asked, Steer.SKIP)) == []


def test_a_skipped_question_is_recorded_as_skipped() -> None:
    """The plan goes on behind it."""
    made = move(ASKING, Steer.SKIP)
    assert made.interview.answers["danger"].skipped
    assert made.interview.cursor == "happened"


def test_a_given_answer_can_be_left_as_it_is() -> None:
    """One that was not given cannot."""
    again = move(ANSWERED, Steer.BACK).interview
    made = move(again, Steer.KEEP)
    assert (made.interview.cursor, made.interview.answers) == ("where", ANSWERED.answers)
    assert said(move(ASKING, Steer.KEEP)) == ["correct-not-here"]


def test_back_goes_through_the_questions_to_the_first() -> None:
    """And no further."""
    cursors = []
    state = ANSWERED
    for _ in range(3):
        state = move(state, Steer.BACK).interview
        cursors.append(state.cursor)
    assert cursors == ["happened", "danger", "danger"]
    assert said(move(state, Steer.BACK)) == ["correct-not-here"]


def test_files_are_closed_with_done() -> None:
    """Once there is one; before that a file is asked for."""
    asked = replace(move(ADDING, Text(text="More.")).interview)
    assert asked.cursor == "files"
    assert said(move(asked, choose("done"))) == ["correct-files"]
    for done in (choose("done"), Steer.DONE):
        assert move(asked, Attached(attachment=FILE), done).interview.stage is Stage.READY


def test_many_files_are_counted() -> None:
    """In the order in which they came."""
    second = replace(FILE, id=DocumentId("e" * 32))
    made = move(ANSWERED, Attached(attachment=FILE), Attached(attachment=second))
    assert made.interview.answers["files"].attachments == (FILE.id, second.id)
    assert [dict(message.args) for message in made.messages] == [{"count": 2}]


def test_files_that_came_unasked_can_be_let_go_in_review() -> None:
    """Their question is there to choose, and going back from there finds its way."""
    state = move(ANSWERED, Attached(attachment=FILE), Steer.REVIEW, choose("files")).interview
    assert state.cursor == "files"
    skipped = move(state, Steer.SKIP).interview
    assert skipped.attachments == ()
    assert "files" not in skipped.answers
    assert move(skipped, Steer.BACK).interview.cursor in {asked.path for asked in skipped.plan}


# The emergency's offer -------------------------------------------------------------------------------------------


def test_an_emergency_may_be_sent_once_its_first_questions_are_answered() -> None:
    """Danger, what happened, where, and how to reach them."""
    assert OFFER.offered
    assert said(move(OFFER, choose("send"))) == []
    assert move(OFFER, choose("send")).effect is Effect.SUBMIT


@pytest.mark.parametrize("event", [choose("go_on"), Steer.SKIP])
def test_the_offer_may_be_declined(event: Event) -> None:
    """And is not made again, though sending stays possible."""
    made = move(OFFER, event)
    assert (made.interview.stage, made.interview.cursor) == (Stage.ASKING, "relation")
    again = move(made.interview, Steer.BACK, choose("no"))
    assert again.interview.stage is Stage.ASKING


def test_the_offer_waits_for_every_question_before_it() -> None:
    """Answered out of order, it comes with the last of them."""
    state = move(ASKING, choose("now"), Steer.REVIEW, choose("contact"), Text(text="Signal: anna.01")).interview
    assert state.stage is Stage.ASKING
    assert move(state, *[Steer.SKIP] * 40).interview.offered


def test_what_is_no_emergency_is_not_offered() -> None:
    """Days are not now."""
    state = move(ASKING, choose("days"), choose("court"), *[Steer.SKIP] * 4).interview
    assert (state.stage, state.cursor) == (Stage.ASKING, "relation")


def test_back_from_the_offer_opens_the_question_before_it() -> None:
    """The one that was answered last."""
    assert move(OFFER, Steer.BACK).interview.cursor == "consent_refer"


def test_something_else_at_the_offer_is_corrected() -> None:
    """The offer stands."""
    made = move(OFFER, Text(text="I do not know"))
    assert (made.interview, said(made)) == (OFFER, ["correct-choice"])


def test_an_offer_with_everything_answered_leads_to_sending() -> None:
    """There is nothing to go on with."""
    state = replace(OFFER, cursor="")
    assert move(state, choose("go_on")).interview.stage is Stage.READY


# Marks -----------------------------------------------------------------------------------------------------------

SEVERAL = move(ASKING, choose("now")).interview


def marked(*codes: str) -> list[Mark]:
    """Marks, one after the other."""
    return [Mark(code=code, on=True) for code in codes]


def test_marks_are_an_answer_once_it_is_said_that_they_are_all() -> None:
    """In the order of the question, whatever the order of marking."""
    state = move(SEVERAL, *marked("missing", "taken")).interview
    assert (state.cursor, state.marks, state.answers.get("threat")) == ("threat", ("taken", "missing"), None)
    made = move(state, Steer.DONE)
    assert made.interview.answers["threat"].codes == ("taken", "missing")
    assert (made.interview.cursor, made.interview.marked) == ("happened", None)


def test_a_mark_can_be_taken_away() -> None:
    """And setting or taking it twice is harmless."""
    off = Mark(code="taken", on=False)
    state = move(SEVERAL, *marked("taken", "taken", "missing"), off, off)
    assert (state.interview.marks, said(state)) == (("missing",), [])


def test_nothing_marked_is_no_answer() -> None:
    """Not even where there was one before."""
    for state in (SEVERAL, move(SEVERAL, *marked("taken"), Mark(code="taken", on=False)).interview):
        assert said(move(state, Steer.DONE)) == ["correct-choices"]


def test_marks_that_exclude_each_other_are_corrected() -> None:
    """As typed choices are; they stay, so that one can be taken away."""
    state = move(ANSWERED, Steer.REVIEW, choose("forces"))
    made = move(state.interview, *marked("unknown", "police"), Steer.DONE)
    assert said(made) == ["correct-alone"]
    assert made.interview.marks == ("police", "unknown")


def test_a_question_asked_again_has_its_answer_marked() -> None:
    """Marking goes on from there; leaving the question without a word changes nothing."""
    again = move(SEVERAL, choose("taken"), Steer.BACK).interview
    assert again.marks == ("taken",)
    assert move(again, *marked("missing"), Steer.DONE).interview.answers["threat"].codes == ("taken", "missing")
    left = move(again, *marked("missing"), Steer.KEEP)
    assert (left.interview.answers["threat"].codes, left.interview.marked) == (("taken",), None)


def test_marks_outlast_a_pause_and_a_look_at_the_answers() -> None:
    """They belong to the question."""
    state = move(SEVERAL, *marked("taken")).interview
    assert move(state, Steer.PAUSE, Steer.SHOW).interview.marks == ("taken",)
    assert move(state, Steer.REVIEW, Steer.BACK).interview.marks == ("taken",)


@pytest.mark.parametrize("state", [ASKING, SEVERAL, OFFER, RECEIPT, BEGIN])
def test_a_mark_of_another_question_is_stale(state: Interview) -> None:
    """It marks nothing."""
    made = move(state, Mark(code="UA-65", on=True))
    assert (made.interview, said(made)) == (state, ["correct-stale"])


@pytest.mark.parametrize("state", [ASKING, BEGIN, READY, RECEIPT])
def test_nothing_is_done_where_nothing_is_marked(state: Interview) -> None:
    """It is said so."""
    assert said(move(state, Steer.DONE)) == ["correct-not-here"]


# Ready -----------------------------------------------------------------------------------------------------------


def test_after_the_last_question_it_is_sent_or_looked_at() -> None:
    """The answers are shown only to whoever asks for them."""
    assert (READY.stage, READY.cursor) == (Stage.READY, "")
    assert move(READY, choose("send")).effect is Effect.SUBMIT
    assert move(READY, choose("review")).interview.stage is Stage.REVIEW
    assert said(move(READY, Text(text="yes"))) == ["correct-choice"]


def test_back_from_the_last_look_leads_to_where_it_began() -> None:
    """And from there to the question answered last."""
    looked = move(READY, Steer.REVIEW).interview
    assert move(looked, Steer.BACK).interview == READY
    assert move(READY, Steer.BACK).interview.cursor == READY.behind


# Review ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["danger", "relation"])
def test_any_question_of_the_plan_can_be_chosen_in_review(path: str) -> None:
    """Answered or not."""
    made = move(REVIEW, choose(path))
    assert (made.interview.stage, made.interview.cursor) == (Stage.ASKING, path)


@pytest.mark.parametrize("event", [choose("person.3.name"), Text(text="change the second"), choose("danger", "where")])
def test_what_is_not_in_the_plan_cannot_be_chosen(event: Event) -> None:
    """A stale button gets the numbers that there are: one for sending, one a question."""
    made = move(REVIEW, event)
    assert made.interview == REVIEW
    assert [dict(message.args) for message in made.messages] == [{"most": len(REVIEW.plan) + 1}]


def test_back_from_a_look_at_the_answers_opens_the_question_that_was_open() -> None:
    """A look changes nothing."""
    assert move(REVIEW, Steer.BACK).interview == ANSWERED


def test_back_behind_the_last_question_opens_the_one_answered_last() -> None:
    """Wherever in the plan it stands."""
    state = move(ASKING, *[Steer.SKIP] * 40, Steer.REVIEW, choose("where"), choose("UA-65")).interview
    assert (state.stage, state.cursor) == (Stage.READY, "")
    assert move(state, Steer.BACK).interview.cursor == "where"
    assert move(state, Steer.BACK, Steer.BACK).interview.cursor == "happened"


def test_back_without_a_question_behind_opens_the_last() -> None:
    """As after a restart in which it was forgotten."""
    state = replace(move(ASKING, *[Steer.SKIP] * 40).interview, behind="")
    assert move(state, Steer.BACK).interview.cursor == state.plan[-1].path


def test_review_can_send() -> None:
    """With its first option, and with the command."""
    assert move(REVIEW, choose("send")).effect is Effect.SUBMIT
    assert move(REVIEW, Steer.SEND).effect is Effect.SUBMIT


def test_there_is_nothing_to_review_before_the_first_answer() -> None:
    """It is said so."""
    assert said(move(ASKING, Steer.REVIEW)) == ["correct-not-here"]


def test_only_skipped_questions_are_not_sent() -> None:
    """One answer at least makes a submission."""
    made = move(ASKING, *[Steer.SKIP] * 40, Steer.SEND)
    assert (made.interview.stage, said(made)) == (Stage.READY, ["correct-nothing-to-send"])


# Received --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("urgency", "message"),
    [(Urgency.EMERGENCY, "received-emergency"), (Urgency.URGENT, "received"), (Urgency.NORMAL, "received")],
)
def test_a_new_case_is_confirmed_with_its_code(urgency: Urgency, message: str) -> None:
    """An emergency hears that people are being alerted."""
    made = received(OFFER, urgency=urgency, code=CODE)
    assert said(made) == [message]
    assert (made.interview.stage, made.interview.code) == (Stage.RECEIPT, CODE)
    assert not made.interview.worth_sending


@pytest.mark.parametrize("typed", [CODE, group(CODE)])
def test_the_right_code_is_confirmed(typed: str) -> None:
    """And what is still open goes on."""
    made = move(EARLY, Text(text=typed))
    assert said(made) == ["receipt-right", "completing"]
    assert (made.interview.stage, made.interview.cursor, made.interview.code) == (Stage.ASKING, "relation", "")


@pytest.mark.parametrize("event", [Text(text="123"), Text(text=draw_code(bytes)), choose("skip")])
def test_a_wrong_code_is_asked_again(event: Event) -> None:
    """The code stays shown."""
    made = move(RECEIPT, event)
    assert (made.interview, said(made)) == (RECEIPT, ["receipt-wrong"])


def test_the_code_need_not_be_typed() -> None:
    """Whoever skips goes on; with nothing left that is the goodbye."""
    assert said(move(EARLY, Steer.SKIP)) == ["completing"]
    done = move(RECEIPT, Steer.SKIP)
    assert (done.effect, said(done)) == (Effect.PART, ["goodbye", "support"])


def test_a_file_that_came_after_the_sending_waits_to_be_sent() -> None:
    """It is no reason to end."""
    made = move(RECEIPT, Attached(attachment=FILE), Steer.SKIP)
    assert (made.effect, made.interview.stage) == (None, Stage.READY)
    assert move(made.interview, Steer.SEND).effect is Effect.SUBMIT


def test_a_second_send_sends_nothing() -> None:
    """Neither while the code is shown nor after it."""
    assert said(move(EARLY, Steer.SEND)) == ["correct-not-here"]
    asking = move(EARLY, Steer.SKIP).interview
    assert move(asking, Steer.SEND).effect is Effect.PART


def test_an_addition_is_confirmed_and_the_rest_goes_on() -> None:
    """Without a second code."""
    more = move(EARLY, Steer.SKIP, choose("victim")).interview
    made = received(more, urgency=Urgency.EMERGENCY)
    assert said(made) == ["addition-received"]
    assert (made.interview.stage, made.interview.cursor) == (Stage.ASKING, "abuse")


def test_an_addition_with_nothing_left_ends() -> None:
    """With the goodbye behind the confirmation."""
    done = move(ADDING, Text(text="More."), Steer.SKIP).interview
    made = received(done, urgency=Urgency.NORMAL)
    assert (made.effect, said(made)) == (Effect.PART, ["addition-received", "goodbye", "support"])


# Being told ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("event", [Text(text=CODE), Steer.SKIP])
def test_a_chat_that_can_be_reached_is_asked_whether_it_may_be(event: Event) -> None:
    """Once the code is dealt with; the code is forgotten then."""
    made = move(replace(EARLY, reachable=True), event)
    assert (made.interview.stage, made.interview.code, made.effect) == (Stage.NOTIFY, "", None)
    assert "completing" not in said(made)


def test_a_yes_is_kept_and_what_is_open_goes_on() -> None:
    """With nothing open, the goodbye follows."""
    made = move(NOTIFY, choose("yes"))
    assert (made.effect, made.interview) == (Effect.AGREE, NOTIFY)
    done = agreed(NOTIFY)
    assert (done.interview.told, done.interview.cursor) == (True, "relation")
    assert said(done) == ["notify-kept", "completing"]
    assert said(agreed(replace(NOTIFY, cursor=""))) == ["notify-kept", "goodbye", "support"]


@pytest.mark.parametrize("event", [choose("no"), Steer.SKIP])
def test_a_no_needs_no_reason(event: Event) -> None:
    """What is open goes on."""
    made = move(NOTIFY, event)
    assert (made.effect, said(made), made.interview.told) == (None, ["completing"], False)


def test_something_else_is_no_yes() -> None:
    """The question stands."""
    made = move(NOTIFY, Text(text="maybe"))
    assert (made.interview, said(made)) == (NOTIFY, ["correct-choice"])


def test_who_returned_may_be_told_or_be_told_no_more() -> None:
    """Where the chat can be reached at all; either can be said twice."""
    state = replace(RETURNED, reachable=True)
    assert move(state, choose("notify")).effect is Effect.AGREE
    told = agreed(state).interview
    assert (told.stage, told.told) == (Stage.RETURNED, True)
    assert move(told, choose("quiet")).effect is Effect.DISAGREE
    quiet = disagreed(told)
    assert (quiet.interview, said(quiet)) == (state, ["notify-forgotten"])
    for code in ("notify", "quiet"):
        assert said(move(RETURNED, choose(code))) == ["correct-choice"]


# Sitting down ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("paused", [False, True])
def test_whoever_sits_down_finds_the_open_question(paused: bool) -> None:
    """In the language that was chosen before, or is chosen now."""
    for language, spoken in ((None, Language.EN), (Language.UK, Language.UK)):
        made = move(replace(ANSWERED, paused=paused), Arrive(language=language))
        assert (made.interview, said(made)) == (replace(ANSWERED, language=spoken), ["resumed"])


def test_whoever_sits_down_finds_no_case_open() -> None:
    """The one before may have been another."""
    assert move(RETURNED, Arrive()).interview.stage is Stage.CODE


# The last words --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("event", [choose("finish"), Steer.STOP])
def test_the_last_words_are_cleared_away(event: Event) -> None:
    """Neutral ones take their place."""
    made = move(GOODBYE, event)
    assert (made.effect, said(made)) == (Effect.FINISH, ["goodbye-neutral"])


@pytest.mark.parametrize("event", [Text(text="hello"), Steer.SHOW])
def test_whoever_writes_after_the_last_words_begins_anew(event: Event) -> None:
    """As in a chat of which nothing is known."""
    assert move(GOODBYE, event).interview.stage is Stage.BEGIN


@pytest.mark.parametrize(
    ("state", "messages"),
    [
        (BEGIN, ["not-kept-yet", "correct-choice"]),
        (GOODBYE, ["not-kept-yet"]),
        (replace(ANSWERED, paused=True), ["not-kept-yet", "resumed"]),
    ],
)
def test_what_is_told_where_nothing_is_asked_is_said_not_to_be_kept(state: Interview, messages: list[str]) -> None:
    """Whoever has typed a plea must not believe that we have it; a greeting loses nothing."""
    assert said(move(state, Text(text="They took my brother from the market"))) == messages
    assert said(move(state, Text(text="Good evening"))) == messages[1:]


# Coming back -----------------------------------------------------------------------------------------------------


def test_a_code_is_asked_for() -> None:
    """By choice or by command, and back leads to the beginning."""
    for event in (choose("code"), Present()):
        assert move(BEGIN, event).interview.stage is Stage.CODE
    assert move(AT_CODE, Steer.BACK).interview == BEGIN


@pytest.mark.parametrize("event", [Text(text="12"), Text(text="my code"), choose("1")])
def test_a_code_with_a_slip_is_corrected_without_a_look(event: Event) -> None:
    """The check digit says so."""
    made = move(AT_CODE, event)
    assert (made.effect, said(made)) == (None, ["correct-code"])


def test_an_unknown_code_is_said_to_be_unknown() -> None:
    """And another may be typed."""
    made = unknown(AT_CODE)
    assert (made.interview, said(made)) == (AT_CODE, ["code-unknown"])


def test_who_returned_may_add_withdraw_or_finish() -> None:
    """An addition belongs to the case that the code opened."""
    assert (ADDING.kind, ADDING.case, ADDING.cursor) == (QuestionnaireKind.ADDITION, OTHER, "added")
    assert WITHDRAWING.case == OTHER
    done = move(RETURNED, choose("finish"))
    assert (done.effect, said(done)) == (Effect.FINISH, ["goodbye-neutral"])
    assert said(move(RETURNED, Text(text="add"))) == ["correct-choice"]


def test_a_withdrawal_is_asked_about_once() -> None:
    """Yes erases; no, back and anything else do not."""
    yes = move(WITHDRAWING, choose("withdraw"))
    assert (yes.effect, said(yes), yes.interview.case) == (Effect.WITHDRAW, ["withdrawn"], OTHER)
    assert move(WITHDRAWING, choose("keep")).interview == RETURNED
    assert move(WITHDRAWING, Steer.BACK).interview == RETURNED
    assert said(move(WITHDRAWING, Text(text="yes"))) == ["correct-choice"]


@pytest.mark.parametrize("state", [RETURNED, WITHDRAWING])
def test_a_new_process_asks_for_the_code_again(state: Interview) -> None:
    """Whoever holds the phone then opens nothing."""
    forgotten = forget_return(state)
    assert (forgotten.stage, forgotten.case, forgotten.received) == (Stage.CODE, CASE, False)


@pytest.mark.parametrize("stage", sorted(set(STAGES) - {"returned", "withdrawing"}))
def test_a_new_process_forgets_nothing_else(stage: str) -> None:
    """Answers go on where they stopped."""
    assert forget_return(STAGES[stage]) == STAGES[stage]


def test_who_left_a_case_begins_a_new_one() -> None:
    """After a second code that was wrong, or a restart, an appeal opens a case of its own, with a code of its own."""
    for left in (move(RETURNED, Present(code="123")).interview, forget_return(RETURNED)):
        state = move(left, Steer.BACK, choose("appeal")).interview
        assert (state.case, state.received) == (CASE, False)


def test_a_case_that_was_erased_meanwhile_takes_no_addition() -> None:
    """It is said so, and the conversation ends."""
    made = gone(ADDING)
    assert (made.effect, said(made)) == (Effect.PART, ["withdrawn"])


# Stopping --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stage", ["answered", "offer", "ready", "review"])
def test_stopping_asks_before_it_deletes(stage: str) -> None:
    """Going on leads back to where it was."""
    asked = move(STAGES[stage], Steer.STOP)
    assert (asked.interview.stage, asked.effect) == (Stage.STOPPING, None)
    for event in (choose("go_on"), Steer.BACK):
        assert replace(move(asked.interview, event).interview, left=Stage.BEGIN) == STAGES[stage]


def test_stopping_deletes_once_it_was_chosen() -> None:
    """What was not received."""
    made = move(STOPPING, choose("delete"))
    assert (made.effect, said(made)) == (Effect.FINISH, ["stopped"])


@pytest.mark.parametrize("event", [Text(text="hm"), Steer.STOP])
def test_something_else_while_stopping_is_corrected(event: Event) -> None:
    """Nothing is deleted, not even by the same word again: it may be a resend."""
    made = move(STOPPING, event)
    assert (made.interview, said(made)) == (STOPPING, ["correct-choice"])


@pytest.mark.parametrize("stage", ["begin", "asking", "code"])
def test_stopping_with_nothing_said_just_stops(stage: str) -> None:
    """There is nothing to ask about."""
    made = move(STAGES[stage], Steer.STOP)
    assert (made.effect, said(made)) == (Effect.FINISH, ["stopped"])


@pytest.mark.parametrize("stage", ["early", "receipt", "notify"])
def test_stopping_after_everything_was_received_says_goodbye(stage: str) -> None:
    """Nothing is lost by it."""
    made = move(STAGES[stage], Steer.STOP)
    assert (made.effect, said(made)) == (Effect.PART, ["goodbye", "support"])


def test_stopping_after_a_return_says_that_nothing_was_sent() -> None:
    """There is nothing to thank for."""
    made = move(STAGES["returned"], Steer.STOP)
    assert (made.effect, said(made)) == (Effect.PART, ["goodbye-unsent", "support"])


def test_stopping_in_the_middle_of_an_addition_says_that_nothing_was_sent() -> None:
    """What had been answered is deleted with it."""
    made = move(ADDING, Text(text="More."), Steer.STOP, choose("delete"))
    assert (made.effect, said(made)) == (Effect.PART, ["goodbye-unsent", "support"])


def test_sending_an_addition_without_an_answer_says_that_nothing_was_sent() -> None:
    """It ends, as before, and does not look as if it had been sent."""
    made = move(RETURNED, choose("add"), Steer.SKIP, Steer.SEND)
    assert (made.effect, said(made)) == (Effect.PART, ["goodbye-unsent", "support"])


def test_answers_that_fall_away_with_an_earlier_one_are_spoken_of() -> None:
    """In a line, and only where something had been answered there."""
    told = "answers-dropped"
    begun = move(BEGIN, choose("appeal"), choose("no"), Text(text="A search."), choose("elsewhere")).interview
    back = replace(begun, stage=Stage.REVIEW)
    assert told not in said(move(back, choose("where"), choose("UA-65")))
    answered = replace(move(begun, Text(text="Poland, Warsaw")).interview, stage=Stage.REVIEW)
    assert said(move(answered, choose("where"), choose("UA-65"))) == [told]
    assert told not in said(move(answered, choose("where"), choose("elsewhere")))
    assert said(move(answered, choose("where"), Steer.SKIP)) == [told]


# Long texts in pieces ------------------------------------------------------------------------------------------------


def test_rest_of_a_long_text_is_added_to_its_beginning():
    """The question that was asked meanwhile stays open."""
    made = move(ANSWERED, More(text="and his brother."))
    assert made.interview.answers["happened"].text == "They took him.\nand his brother."
    assert made.interview.cursor == ANSWERED.cursor
    assert said(made) == ["rest-kept"]


def test_rest_of_what_was_no_long_text_is_not_kept():
    """Nothing before it takes more words."""
    made = move(ASKING, More(text="and his brother."))
    assert (made.interview, said(made)) == (ASKING, ["correct-rest"])


def test_even_a_long_text_ends():
    """What is beyond all measure is refused, and the answer stays as it is."""
    made = move(ANSWERED, More(text="a" * 20_000))
    assert (made.interview, said(made)) == (ANSWERED, ["correct-long"])
