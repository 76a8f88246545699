"""The interview as plain text: what a typed line means, and what is printed."""

import re
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.public.text import Renderer, read, write
from bots.texts import catalogue
from intake.events import Choose, Event, Mistake, Present, Speak, Steer, Text
from intake.interview import Interview, Stage, begin
from intake.messages import Control, Message, Option, Prompt, Turn, say
from intake.plan import Asked
from intake.prompts import prompt
from intake.questionnaire import latest, question_text
from storage.documents import Answer, AnswerKind, Language, QuestionnaireKind
from storage.ids import CaseId

TEXTS = catalogue("intake")
FREE = Prompt(ask=say("code-ask"))
THREE = prompt(begin(CaseId("c" * 32), Language.EN))
SEVERAL = replace(THREE, several=True)


def meant(line: str, shown: Prompt = THREE, language: Language = Language.EN) -> Event:
    """What a line means."""
    return read(line, shown, language, TEXTS)


def questions() -> list[tuple[QuestionnaireKind, str, Interview]]:
    """Every question that offers something to choose, open."""
    found = []
    for kind in QuestionnaireKind:
        for group, question in latest(kind).questions():
            path = f"{group.id}.1.{question.id}" if group else question.id
            state = replace(begin(CaseId("c" * 32), Language.EN), stage=Stage.ASKING, kind=kind, version=1, cursor=path)
            if question.choices or question.kind in {AnswerKind.YES_NO, AnswerKind.CONSENT}:
                found.append((kind, path, state))
    return found


def open_prompt(state: Interview, monkeypatch: pytest.MonkeyPatch) -> Prompt:
    """The prompt of a question, whatever branch it is on."""
    kind = state.kind
    assert kind is not None
    asked = [
        Asked(path=f"{group.id}.1.{question.id}" if group else question.id, question=question, item=0)
        for group, question in latest(kind).questions()
    ]
    monkeypatch.setattr("intake.interview.plan", lambda _questionnaire, _answers: tuple(asked))
    return prompt(state)


# Choosing --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "path", "state"), questions(), ids=lambda value: str(value)[:30])
@pytest.mark.parametrize("language", Language)
def test_every_label_and_every_number_chooses_its_option(
    kind: QuestionnaireKind, path: str, state: Interview, language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In every language, also in capitals, with a full stop, or with white space around it."""
    shown = open_prompt(state, monkeypatch)
    render = Renderer(TEXTS, language)
    assert shown.ask.id == question_text(kind, path)
    for number, option in enumerate(shown.options, start=1):
        label = render(option.label)
        for line in (label, label.upper(), f"  {label}. ", str(number), f"{number}.", f" {number}) "):
            assert meant(line, shown, language) == Choose(codes=(option.code,))


@pytest.mark.parametrize(("kind", "path", "state"), questions(), ids=lambda value: str(value)[:30])
@pytest.mark.parametrize("language", Language)
def test_all_labels_together_choose_all(
    kind: QuestionnaireKind, path: str, state: Interview, language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where several may be chosen: a label a line, or with semicolons, though a label may hold a comma."""
    shown = open_prompt(state, monkeypatch)
    if not shown.several:
        return
    render = Renderer(TEXTS, language)
    labels = [render(option.label) for option in shown.options]
    everything = Choose(codes=tuple(option.code for option in shown.options))
    assert meant("; ".join(labels), shown, language) == everything, (kind, path)
    assert meant("\n".join(labels), shown, language) == everything
    assert meant(", ".join(map(str, range(1, len(labels) + 1))), shown, language) == everything


@pytest.mark.parametrize("line", ["1,3", "1, 3", "1 3", "1; 3", "1. 3.", "1\n3", "1) 3)", "1,,3,"])
def test_several_numbers_choose_several(line: str) -> None:
    """However they are put apart."""
    assert meant(line, SEVERAL) == Choose(codes=("appeal", "code"))


@pytest.mark.parametrize("line", ["1,9", "1 and 3", "1 3 x", ", ;", "1-3"])
def test_several_of_which_one_is_nothing_choose_nothing(line: str) -> None:
    """The whole line is handed on, and is corrected as a whole."""
    assert meant(line, SEVERAL) == Text(text=line)


@pytest.mark.parametrize("line", ["0", "4", "99.", "100", "٩"])
def test_a_number_out_of_range_is_corrected(line: str) -> None:
    """With the numbers that there are."""
    assert meant(line) == Mistake(message="correct-number", args={"most": 3})


@pytest.mark.parametrize("line", ["1,2", "1 2", "help me", "", "1234"])
def test_what_is_no_option_is_text(line: str) -> None:
    """The interview says what to do with it."""
    assert meant(line) == Text(text=line)


def test_the_hundredth_line_of_a_review_can_be_chosen() -> None:
    """Twenty persons have more than ninety-nine answers."""
    options = tuple(Option(code=str(number), label=say("control-back")) for number in range(150))
    assert meant("150", replace(THREE, options=options)) == Choose(codes=("149",))


def test_a_label_is_known_in_whatever_form_its_letters_come() -> None:
    """Some devices take й apart, and an apostrophe has three shapes."""
    label = TEXTS.text(Language.UK, "danger-days")
    shown = replace(THREE, options=(Option(code="x", label=say("danger-days")),))
    assert "й" in label
    assert meant(unicodedata.normalize("NFD", label), shown, Language.UK) == Choose(codes=("x",))
    shown = replace(THREE, options=(Option(code="y", label=say("review-line", question="Чи є", answer="зв'язок")),))
    for apostrophe in "'ʼ’":
        assert meant(f"чи є зв{apostrophe}язок", shown, Language.UK) == Choose(codes=("y",))


def test_where_nothing_is_offered_a_line_is_text_as_it_came() -> None:
    """White space too; the interview cleans it."""
    assert meant("  1  ", FREE) == Text(text="  1  ")


# Commands --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shown", [FREE, THREE, SEVERAL])
@pytest.mark.parametrize(
    ("line", "event"),
    [
        *((f"/{control.value}", Steer[control.name]) for control in Control if control is not Control.RESUME),
        ("/resume", Steer.SHOW),
        ("/start", Steer.SHOW),
        ("/help", Mistake(message="help-commands")),
        ("/lang", Mistake(message="language-ask")),
        ("/SKIP", Steer.SKIP),
        ("  /skip  ", Steer.SKIP),
        ("/skip it please", Steer.SKIP),
        ("/lang uk", Speak(language=Language.UK)),
        ("/lang  RU ", Speak(language=Language.RU)),
        ("/code", Present()),
        ("/code 123 456", Present(code="123 456")),
        ("/code\n123", Present(code="123")),
    ],
)
def test_a_command_steers(line: str, event: Event, shown: Prompt) -> None:
    """Everywhere, in any case."""
    assert meant(line, shown) == event


@pytest.mark.parametrize(
    ("line", "nearest"),
    [
        ("/bakc", "/back"),
        ("/sned", "/send"),
        ("/revew", "/review"),
        ("/stpo", "/stop"),
        ("/lang xx", "/lang uk, /lang ru, /lang en"),
        ("/lang fr", "/lang uk, /lang ru, /lang en"),
        ("/langue", "/lang uk, /lang ru, /lang en"),
        ("/file", "/file"),
        ("/qqqqq", "/skip"),
        ("/", "/skip"),
        ("/назад", "/skip"),
    ],
)
def test_an_unknown_command_gets_the_nearest(line: str, nearest: str) -> None:
    """And never becomes an answer."""
    assert meant(line, FREE) == Mistake(message="correct-command", args={"nearest": nearest})


@given(
    st.text(st.characters(exclude_categories=())), st.sampled_from([FREE, THREE, SEVERAL]), st.sampled_from(Language)
)
def test_any_line_means_something(line: str, shown: Prompt, language: Language) -> None:
    """Nothing that can be typed is a fault."""
    event = meant(line, shown, language)
    assert isinstance(event, Text | Choose | Steer | Mistake | Speak | Present)
    if isinstance(event, Choose):
        assert set(event.codes) <= {option.code for option in shown.options}


# Writing ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", Language)
def test_a_question_is_printed_whole(language: Language) -> None:
    """Progress, question, numbered options, how to answer, commands: in this order, in one block."""
    state = replace(
        begin(CaseId("c" * 32), language), stage=Stage.ASKING, kind=QuestionnaireKind.APPEAL, version=1, cursor="danger"
    )
    (block,) = write(Turn(language=language, prompt=prompt(state)), TEXTS)
    lines = block.split("\n")
    assert "1" in lines[0]
    assert lines[1] == TEXTS.text(language, "appeal-danger")
    options = [line for line in lines if line[:2] in {"1.", "2.", "3.", "4."}]
    assert options[0] == f"1. {TEXTS.text(language, 'danger-now')}"
    assert len(options) == 4
    assert lines[-1].startswith("/skip ")


@pytest.mark.parametrize("typed", ["a\n\nb", "a\n \n\t\nb", "\n\na\n\n", "a\n\n\n\n\nb\n\nc", "a\n\u2003\n b"])
def test_a_block_has_no_blank_line(typed: str) -> None:
    """It would end the message in a pipe; what was typed may be full of them."""
    turn = Turn(language=Language.EN, messages=(say("returned-reply", date="2026-11-22", text=typed),))
    for block in write(turn, TEXTS):
        assert block == block.strip()
        assert all(line.strip() for line in block.split("\n"))


def test_the_messages_come_before_the_prompt_s_own() -> None:
    """Each a block of its own, and the notices between what is said and what is asked."""
    shown = Prompt(before=(say("review-title"),), ask=say("review-ask"))
    turn = Turn(language=Language.EN, messages=(say("resumed"),), notices=(say("notice-who"),), prompt=shown)
    names = ("resumed", "notice-who", "review-title", "review-ask")
    assert write(turn, TEXTS) == [re.sub(r"\n\s+", "\n", TEXTS.text(Language.EN, name)) for name in names]


def test_marks_are_not_for_typing() -> None:
    """Several are typed at once, so there is nothing to be done with."""
    shown = replace(FREE, controls=(Control.DONE, Control.BACK))
    (block,) = write(Turn(language=Language.EN, prompt=shown), TEXTS)
    assert block.endswith("\n/back Back")


def test_where_buttons_are_pressed_the_words_speak_of_buttons() -> None:
    """If there are such words; else the same as everywhere."""
    render = Renderer(TEXTS, Language.EN, pressed=True)
    assert render(say("correct-choice", most=3)) == TEXTS.text(Language.EN, "correct-choice-pressed")
    assert render(say("correct-empty")) == TEXTS.text(Language.EN, "correct-empty")
    assert Renderer(TEXTS, Language.EN)(say("paused")) == TEXTS.text(Language.EN, "paused")


def test_messages_in_arguments_are_worded_first() -> None:
    """Several are joined by commas; an option stays on one line whatever was answered."""
    labels = (say("danger-now"), say("danger-no"))
    line = say("review-line", question=say("appeal-danger"), answer=labels)
    render = Renderer(TEXTS, Language.EN)
    question, now, no = (TEXTS.text(Language.EN, name) for name in ("appeal-danger", "danger-now", "danger-no"))
    assert render(line) == f"{question}\n{now}, {no}"
    two_lines = Option(code="x", label=say("review-line", question="Q?", answer="one\n\ntwo"))
    assert "1. Q? one two" in render.prompt(Prompt(ask=say("review-ask"), options=(two_lines,)))


def test_what_was_typed_is_no_pattern() -> None:
    """Braces, markup and directives of the catalogue's language are words like others."""
    typed = "{ $x } { -received } <b>*_`"
    message = Message(id="returned-reply", args={"date": "d", "text": typed})
    assert typed in Renderer(TEXTS, Language.EN)(message)


def test_a_review_of_a_finished_interview_is_printed() -> None:
    """A number for sending, then one for each question."""
    state = replace(
        begin(CaseId("c" * 32), Language.EN), stage=Stage.REVIEW, kind=QuestionnaireKind.ADDITION, version=1
    )
    state = state.with_answer(Answer(question="added", kind=AnswerKind.LONG_TEXT, text="More."))
    title, block = write(Turn(language=Language.EN, prompt=prompt(state)), TEXTS)
    assert title == TEXTS.text(Language.EN, "review-title")
    assert [line[:2] for line in block.split("\n")][1:4] == ["1.", "2.", "3."]
