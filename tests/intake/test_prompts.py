"""What is asked at each stage: drawn from the state alone, with words in every language."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bots.public.text import Renderer
from bots.texts import catalogue
from intake.interview import Interview, Stage, begin
from intake.messages import Control
from intake.prompts import NOTICES, about, notices, prompt
from intake.questionnaire import codes
from intake.receipt import draw_code
from intake.settings import IntakeSettings
from storage.documents import Answer, AnswerKind, Language, QuestionnaireKind
from storage.ids import CaseId, DocumentId

CODE = draw_code(lambda size: b"\x07" * size)
SETTINGS = IntakeSettings(
    escalation=(),
    first_answer={},
    file_bytes=1,
    tries=1,
    case_kept=timedelta(9),
    draft_kept=timedelta(4),
    signal_hours=7,
)


def asking(kind: QuestionnaireKind = QuestionnaireKind.APPEAL, cursor: str = "danger") -> Interview:
    """An interview at a question."""
    state = replace(begin(CaseId("c" * 32), Language.EN), stage=Stage.ASKING, kind=kind, version=1)
    return replace(state, cursor=cursor if kind is not QuestionnaireKind.ADDITION else "added")


def everything(kind: QuestionnaireKind) -> Interview:
    """An interview in which every question is answered, each branch taken as far as one answer takes it."""
    state = asking(kind)
    state = replace(state, cursor=state.plan[0].path)
    while state.cursor:
        asked = state.open_question
        chosen = codes(asked.question)
        if asked.question.kind is AnswerKind.CHOICE:
            chosen = chosen[-1:] if asked.path == "where" else chosen[:1]
        if asked.path.endswith("another"):
            chosen = ("no",)
        if asked.question.kind in {AnswerKind.YES_NO, AnswerKind.CONSENT} and not asked.path.endswith("another"):
            chosen = chosen[:1]
        files = (DocumentId("f" * 32),) if asked.question.kind is AnswerKind.FILES else ()
        answer = Answer(
            question=asked.path,
            kind=asked.question.kind,
            codes=chosen,
            text="" if chosen or files else "2026-03-12",
            attachments=files,
        )
        state = state.with_answer(answer)
        state = replace(state, cursor=state.next_open)
    return state


def stages(kind: QuestionnaireKind) -> list[Interview]:
    """Every stage, and every question of a questionnaire open and answered."""
    full = everything(kind)
    questions = [replace(full, stage=Stage.ASKING, cursor=asked.path) for asked in full.plan]
    unanswered = [
        replace(state, answers={p: a for p, a in state.answers.items() if p != state.cursor}) for state in questions
    ]
    return [
        *questions,
        *(state for state in unanswered if state.cursor in {asked.path for asked in state.plan}),
        *(replace(full, stage=stage, code=CODE) for stage in Stage if stage is not Stage.ASKING),
        *(replace(full, stage=Stage.RETURNED, reachable=True, told=told) for told in (False, True)),
        replace(full, paused=True),
    ]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", QuestionnaireKind)
def test_every_prompt_has_its_words(
    kind: QuestionnaireKind, language: Language, caplog: pytest.LogCaptureFixture
) -> None:
    """At every stage and question, answered or not; no text is missing and none has a mistake."""
    for form in ({}, {"pressed": True}, {"words": True}):
        render = Renderer(catalogue("intake"), language, **form)
        for state in stages(kind):
            shown = prompt(state)
            lines = [render.prompt(shown), *(render(message) for message in shown.before)]
            assert all(line.strip() for line in lines)
            assert not any("{" in line for line in lines)
    assert caplog.text == ""


COMMON = ["notice-who", "notice-phone", "notice-confirmation", "notice-kept", "notice-staff", "notice-outside"]


def told(channel: str, signal_number: str = "") -> list[str]:
    """The ids of the notices."""
    shown = notices(channel, replace(SETTINGS, signal_number=signal_number))
    said = {message.id: dict(message.args) for message in shown}
    assert said["notice-kept"] == {"days": 9, "draft_days": 4}
    assert said.get("notice-signal", {"number": signal_number}) == {"number": signal_number}
    assert said.get("notice-signal-kept", {"hours": 7}) == {"hours": 7}
    return [message.id for message in shown]


def test_the_notices_have_their_order() -> None:
    """On a channel of which there is nothing to say, what is said everywhere."""
    assert told("terminal", "+380001") == told("terminal") == COMMON
    assert [name for name in NOTICES if name in COMMON] == COMMON


def test_telegram_tells_of_itself_and_of_signal() -> None:
    """Right after the first words; of Signal only if there is a number."""
    assert told("telegram", "+380001") == [COMMON[0], "notice-telegram", "notice-signal", *COMMON[1:]]
    assert told("telegram") == [COMMON[0], "notice-telegram", *COMMON[1:]]


def test_signal_tells_what_disappears_and_what_read_means() -> None:
    """And nothing of ticks, which mean something there."""
    without_ticks = [name for name in COMMON[1:] if name != "notice-confirmation"]
    assert told("signal", "+380001") == [COMMON[0], "notice-signal-kept", "notice-signal-read", *without_ticks]


@pytest.mark.parametrize(
    ("channel", "said"),
    [
        ("telegram", ["notice-telegram"]),
        ("signal", ["notice-signal-kept", "notice-signal-read"]),
        ("terminal", []),
    ],
)
def test_who_comes_from_another_channel_is_told_about_this_one(channel: str, said: list[str]) -> None:
    """The rest was said where they began."""
    assert [message.id for message in about(channel, replace(SETTINGS, signal_number="+380001"))] == said


def test_each_place_has_a_key_of_its_own() -> None:
    """Whatever was answered, marked or chosen as the language there; and a pause has one, too."""
    full = everything(QuestionnaireKind.REPORT)
    places = [
        *(replace(full, stage=Stage.ASKING, cursor=asked.path) for asked in full.plan),
        *(replace(full, stage=stage) for stage in Stage if stage is not Stage.ASKING),
        replace(full, paused=True),
        asking(),
    ]
    keys = [prompt(state).key for state in places]
    assert len(set(keys)) == len(keys)
    assert all(len(key) == 8 and set(key) <= set("0123456789abcdef") for key in keys)
    changed = replace(asking(), language=Language.UK, marked=("x",), drawn=CaseId("d" * 32), reachable=True)
    assert prompt(changed).key == prompt(asking()).key


def test_the_languages_are_offered_at_the_beginning() -> None:
    """And nowhere else: whoever answers has found theirs."""
    full = everything(QuestionnaireKind.APPEAL)
    offering = {stage for stage in Stage if prompt(replace(full, stage=stage, cursor="danger")).languages}
    assert offering == {Stage.BEGIN}


def test_a_pause_covers_the_question() -> None:
    """There is only the way back."""
    shown = prompt(replace(everything(QuestionnaireKind.APPEAL), stage=Stage.REVIEW, paused=True))
    assert (shown.ask.id, shown.options, shown.controls) == ("paused", (), (Control.RESUME,))


def test_what_is_marked_is_shown_marked() -> None:
    """First what was answered before, then what was marked since; and it can be said that this is all."""
    state = asking(cursor="abuse")
    assert Control.DONE in prompt(state).controls
    assert Control.DONE not in prompt(asking()).controls
    assert not any(option.marked for option in prompt(state).options)
    chosen = codes(state.open_question.question)[:2]
    answered = state.with_answer(Answer(question="abuse", kind=AnswerKind.CHOICES, codes=chosen))
    assert tuple(option.code for option in prompt(answered).options if option.marked) == chosen
    unmarked = replace(answered, marked=())
    assert not any(option.marked for option in prompt(unmarked).options)


def test_a_single_choice_is_never_marked() -> None:
    """Its answer is shown in the review."""
    state = asking().with_answer(Answer(question="danger", kind=AnswerKind.CHOICE, codes=("no",)))
    assert not any(option.marked for option in prompt(state).options)


def test_who_returned_is_offered_to_be_told_where_that_can_be() -> None:
    """Or not to be told any more."""
    state = replace(asking(), stage=Stage.RETURNED)
    offered = [
        [option.code for option in prompt(shown).options]
        for shown in (state, replace(state, reachable=True), replace(state, reachable=True, told=True))
    ]
    assert offered == [
        ["add", "withdraw", "finish"],
        ["add", "notify", "withdraw", "finish"],
        ["add", "quiet", "withdraw", "finish"],
    ]


def test_the_first_question_has_no_way_back() -> None:
    """Nor anything to look at, to keep or to send."""
    assert prompt(asking()).controls == (Control.SKIP, Control.PAUSE, Control.STOP)


def test_an_answered_question_can_be_kept() -> None:
    """It is said that there is an answer; a skipped one is none."""
    state = asking().with_answer(Answer(question="danger", kind=AnswerKind.CHOICE, codes=("no",)))
    shown = prompt(state)
    assert Control.KEEP in shown.controls
    assert Control.REVIEW in shown.controls
    assert [message.id for message in shown.how] == ["choose-one", "answered-before"]
    skipped = prompt(asking().with_answer(Answer(question="danger", kind=AnswerKind.CHOICE)))
    assert Control.KEEP not in skipped.controls
    assert [message.id for message in skipped.how] == ["choose-one"]


def test_files_are_ended_with_done() -> None:
    """Once there are some."""
    state = replace(asking(QuestionnaireKind.ADDITION), cursor="files")
    assert prompt(state).options == ()
    held = state.with_answer(Answer(question="files", kind=AnswerKind.FILES, attachments=(DocumentId("f" * 32),)))
    assert [option.code for option in prompt(held).options] == ["done"]


def test_sending_is_offered_early_only_in_an_emergency() -> None:
    """And only with something to send."""
    state = asking(cursor="happened").with_answer(Answer(question="danger", kind=AnswerKind.CHOICE, codes=("now",)))
    assert Control.SEND not in prompt(state).controls
    assert Control.SEND in prompt(replace(state, offered=True)).controls
    assert Control.SEND not in prompt(replace(state, offered=True, sent=("danger",), received=True)).controls


def test_progress_counts_the_plan() -> None:
    """Where the question stands, of how many."""
    progress = prompt(asking(cursor="happened")).progress
    assert progress is not None
    assert (progress.args["number"], progress.args["total"]) == (2, len(asking().plan))


def test_several_may_be_chosen_where_several_are_asked() -> None:
    """And one elsewhere."""
    assert prompt(asking(cursor="abuse")).several
    assert not prompt(asking()).several


def test_the_review_shows_each_answer_as_it_was_given() -> None:
    """Labels of codes, typed words, a count of files, or that it was skipped; sending comes last."""
    state = replace(everything(QuestionnaireKind.REPORT), stage=Stage.REVIEW)
    state = state.with_answer(Answer(question="happened", kind=AnswerKind.LONG_TEXT))
    shown = prompt(state)
    assert [option.code for option in shown.options] == [*(asked.path for asked in state.plan), "send"]
    lines = {option.code: option.label.args.get("answer") for option in shown.options}
    assert getattr(lines["happened"], "id", None) == "review-skipped"
    assert getattr(lines["files"], "id", None) == "review-files"
    assert lines["when"] == "12.03.2026"
    assert [message.id for message in lines["danger"]] == ["danger-now"]


def test_the_receipt_code_is_shown_in_groups() -> None:
    """As a message of its own before the question."""
    shown = prompt(replace(asking(), stage=Stage.RECEIPT, code="0" * 21))
    assert [dict(message.args) for message in shown.before] == [{"code": "000 000 000 000 000 000 000"}]
