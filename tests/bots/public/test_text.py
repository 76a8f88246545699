"""The interview as plain text: what a typed line means, and what is printed."""

import re
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.public.choosing import ONWARD, choose
from bots.public.text import Renderer, read, write
from bots.public.vocabulary import COMMANDS, shown, vocabulary
from bots.texts import catalogue
from intake.events import Choose, Event, Mistake, Present, Speak, Steer, Text
from intake.interview import Interview, Stage, begin
from intake.messages import Control, Message, Option, Prompt, Turn, say
from intake.plan import Asked
from intake.prompts import prompt
from intake.questionnaire import codes, latest, question_text
from intake.requests import OpenRequest
from storage.documents import (
    Answer,
    AnswerKind,
    Consent,
    ConsentGrant,
    ConsentUse,
    Language,
    QuestionnaireKind,
    RequestKind,
)
from storage.ids import CaseId, DocumentId

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


# Words in place of commands ---------------------------------------------------------------------------------------


def worded(line: str, shown: Prompt = THREE, language: Language = Language.UK) -> Event:
    """What a line means where words are typed."""
    return read(line, shown, language, TEXTS, words=True)


STEERED = {
    "back": Steer.BACK,
    "skip": Steer.SKIP,
    "keep": Steer.KEEP,
    "done": Steer.DONE,
    "pause": Steer.PAUSE,
    "stop": Steer.STOP,
    "resume": Steer.SHOW,
    "review": Steer.REVIEW,
    "send": Steer.SEND,
    "move": Steer.MOVE,
    "help": Mistake(message="help-commands"),
    "lang": Mistake(message="language-ask"),
    "code": Present(),
}


ALWAYS = ("back", "skip", "pause", "stop", "code")
PAUSED = Prompt(ask=say("paused"), controls=(Control.RESUME,))
ANSWERED = Prompt(ask=say("code-ask"), controls=tuple(Control))
UPLOAD = Prompt(ask=say("report-files"), how=(say("attach-files", most=3),))


@pytest.mark.parametrize("spoken", Language)
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("command", ALWAYS)
@pytest.mark.parametrize("shown_at", [FREE, THREE, SEVERAL, PAUSED])
def test_a_word_steers(command: str, language: Language, spoken: Language, shown_at: Prompt) -> None:
    """Of any language whichever is spoken; with a slash, with a point, in capitals, with space around it."""
    word = shown(TEXTS, language, command)
    for line in (
        word,
        word.capitalize(),
        word.upper(),
        f"/{word}",
        f"{word}!",
        f"{word}.",
        f" «{word}» ",
        f"/{command}",
    ):
        assert worded(line, shown_at, spoken) == STEERED[command], line


def test_every_form_of_every_word_is_understood() -> None:
    """Not only the one that is shown: where it is open as it stands, and everywhere with a slash."""
    for form, command in vocabulary(TEXTS).commands.items():
        expected = Steer.KEEP if command == "next" else STEERED[command]
        if command not in {"move", "lang"}:
            assert worded(form, ANSWERED) == expected, form
        for shown_at in (FREE, THREE, SEVERAL):
            assert worded(f"/{form}", shown_at) == (Steer.SHOW if command == "next" else expected), form


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("command", ["keep", "done", "review", "send", "move", "lang", "resume"])
def test_a_word_that_is_not_open_is_an_answer(command: str, language: Language) -> None:
    """Nobody sends half of what there is, or leaves, by answering with a word."""
    word = shown(TEXTS, language, command)
    assert worded(word, FREE) == Text(text=word)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("command", ["move", "lang", "resume"])
@pytest.mark.parametrize("shown_at", [THREE, SEVERAL, PAUSED, UPLOAD])
def test_what_cannot_be_an_answer_may_be_a_word(command: str, language: Language, shown_at: Prompt) -> None:
    """Where something is chosen, or sent, or nothing is asked."""
    assert worded(shown(TEXTS, language, command), shown_at) == STEERED[command]


def test_done_is_understood_where_files_are_sent() -> None:
    """Also before the first one has come: it is said there that this is the word."""
    assert worded("готово", UPLOAD) == Steer.DONE


@pytest.mark.parametrize("line", ["далі", "Дальше!", "next", "/next"])
def test_going_on_leaves_what_is_there(line: str) -> None:
    """It keeps an answer, skips a question without one, says no to a stop, and else shows what is open."""
    skippable = replace(FREE, controls=(Control.SKIP,))
    assert worded(line, ANSWERED) == Steer.KEEP
    assert worded(line, skippable) == Steer.SKIP
    assert worded(line, STOPPING) == Choose(codes=(ONWARD,))
    assert worded(line, FREE) == worded(line, THREE) == Steer.SHOW


@pytest.mark.parametrize(
    "line",
    [
        "назад дороги немає",
        "Стоп. Далі не можу.",
        "пропустити цей день не можна",
        "допоможіть мені",
        "back in March",
        "мені сказали: стоп",
        "код 5",
        "код міста 0552",
        "надіслати листа",
        "так",
        "два",
        "2",
        "1 і 3",
        "",
        "назадe",
        "надіслати",
        "перейти",
        "русский",
        "мова",
        "Перерва",
        "повернутися",
        "пропуск",
        "справка",
        "вийти",
        "допоможіть",
    ],
)
def test_what_is_told_is_never_a_command(line: str) -> None:
    """Where nothing is offered, a line is an answer unless all of it is a command."""
    assert worded(line, FREE) == Text(text=line)


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("українська", Language.UK),
        ("Українською!", Language.UK),
        ("русский", Language.RU),
        ("російська", Language.RU),
        ("English", Language.EN),
        ("англійська", Language.EN),
        ("/lang ru", Language.RU),
        ("/мова русский", Language.RU),
        ("/язык українська", Language.UK),
        ("/English", Language.EN),
    ],
)
def test_a_language_answers_to_its_name(line: str, language: Language) -> None:
    """In the words of any other."""
    assert worded(line) == Speak(language=language)


@pytest.mark.parametrize(("line", "language"), [("укр", Language.UK), ("Рус", Language.RU), ("eng.", Language.EN)])
def test_the_short_name_of_a_language_is_understood_everywhere(line: str, language: Language) -> None:
    """It is no answer to anything, and what asks for a language offers it."""
    assert worded(line, FREE) == Speak(language=language)


def test_a_language_that_is_not_offered_is_a_word_like_others() -> None:
    """The group has nobody who speaks it; said as a command, the others are named."""
    offered = (Language.UK,)
    assert read("english", FREE, Language.UK, TEXTS, offered, words=True) == Text(text="english")
    assert read("/lang en", FREE, Language.UK, TEXTS, offered, words=True) == Mistake(message="language-ask")


@pytest.mark.parametrize("code", ["123 456 789 012 345 678 901", "12345 67890"])
@pytest.mark.parametrize("word", ["код", "Code", "/код", "/code"])
def test_a_code_may_follow_the_word_for_it(word: str, code: str) -> None:
    """A receipt code, or one from another chat."""
    assert worded(f"{word} {code}") == Present(code=code)


@pytest.mark.parametrize(
    ("line", "nearest"),
    [
        ("/назат", "назад"),
        ("/пропустити-це", "пропустити"),
        ("/", "пропустити"),
        ("/bakc", "назад"),
    ],
)
def test_an_unknown_word_after_a_slash_gets_the_nearest(line: str, nearest: str) -> None:
    """As it is shown in the language that is spoken; it never becomes an answer."""
    assert worded(line, FREE) == Mistake(message="correct-command", args={"nearest": nearest})


@pytest.mark.parametrize("line", ["2", "2.", "№2", "два", "друге", "второй", "two", "2️⃣", "Розповісти, що сталося"])
def test_an_option_is_chosen_in_many_forms(line: str) -> None:
    """Figures, words, keycaps and labels."""
    assert worded(line) == Choose(codes=("report",))


@pytest.mark.parametrize(
    "line", ["1 і 3", "1, 3", "1 та 3", "1 and 3", "1 и 3", "перше і третє", "1️⃣ 3️⃣", "1 + 3", "один, три"]
)
def test_several_options_are_chosen_in_many_forms(line: str) -> None:
    """With words between them, or signs."""
    assert worded(line, SEVERAL) == Choose(codes=("appeal", "code"))


@pytest.mark.parametrize("line", ["1 і 9", "1 і", "і", "перше і найгірше", "один солдат"])
def test_several_of_which_one_is_nothing_are_corrected_together(line: str) -> None:
    """Except that a single one may be followed by nothing."""
    expected = Choose(codes=("appeal",)) if line == "1 і" else Text(text=line)
    assert worded(line, SEVERAL) == expected


@pytest.mark.parametrize("line", ["9", "дев'ять", "0", "9️⃣"])
def test_a_number_that_is_not_offered_is_corrected(line: str) -> None:
    """In words too."""
    assert worded(line) == Mistake(message="correct-number", args={"most": 3})


def choice(ask: str, **options: str) -> Prompt:
    """A prompt that offers these codes under these labels."""
    return Prompt(ask=say(ask), options=tuple(Option(code=code, label=say(text)) for code, text in options.items()))


YES_NO = choice("withdraw-ask", withdraw="withdraw-yes", keep="withdraw-no")
STOPPING = choice("stop-ask", delete="stop-delete", go_on="stop-go-on")
OFFER = choice("offer-ask", send="offer-send", go_on="offer-go-on")


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    ("asked", "yes", "no"), [(YES_NO, "withdraw", "keep"), (STOPPING, "delete", ONWARD), (OFFER, "send", ONWARD)]
)
def test_yes_and_no_choose_what_they_mean(asked: Prompt, yes: str, no: str, language: Language) -> None:
    """In any language, whichever the labels are in; also where the labels do not say yes, but one of them goes on."""
    for line, code in [
        ("так", yes),
        ("Да!", yes),
        ("yes", yes),
        ("OK", yes),
        ("добре", yes),
        ("хорошо", yes),
        ("+", yes),
        ("ні", no),
        ("нет.", no),
        ("не", no),
        ("No", no),
    ]:
        assert worded(line, asked, language) == Choose(codes=(code,))


def every_prompt(language: Language) -> list[tuple[str, Prompt]]:
    """Every prompt that there is, by its name: of all questions, without an answer and with one, and in between."""
    blank = replace(begin(CaseId("c" * 32), language), kind=QuestionnaireKind.APPEAL, version=1, offered=True)
    told = replace(blank, code="1" * 21, reachable=True)
    found = [
        (stage.value, prompt(replace(state, stage=stage)))
        for stage in Stage
        if stage is not Stage.ASKING
        for state in (told, replace(told, told=True))
    ]
    found.append(("paused", prompt(replace(blank, paused=True))))
    for kind in QuestionnaireKind:
        for group, question in latest(kind).questions():
            path = f"{group.id}.1.{question.id}" if group else question.id
            state = replace(blank, stage=Stage.ASKING, kind=kind, cursor=path)
            given = Answer(question=path, kind=question.kind, codes=codes(question)[:1], text="x", attachments=())
            with pytest.MonkeyPatch.context() as patch:
                found.append((path, open_prompt(state, patch)))
                found.append((path, open_prompt(replace(state, answers={path: given}), patch)))
    requests = tuple(
        OpenRequest(id=DocumentId(f"{number:032x}"), what=what, text="?") for number, what in enumerate(RequestKind)
    )
    back = replace(told, stage=Stage.RETURNED, received=True, requests=requests)
    answering = replace(back, kind=QuestionnaireKind.ADDITION)
    found += [("returned", prompt(back)), ("ready", prompt(replace(answering, stage=Stage.READY)))]
    found += [
        (each.asked.question.id, prompt(replace(answering, stage=Stage.ASKING, cursor=each.path))) for each in requests
    ]
    agreed = tuple(Consent(use=use, grant=ConsentGrant.NO) for use in ConsentUse)
    changing = replace(answering, agreed=agreed, changing=True)
    found += [("returned", prompt(replace(back, agreed=agreed)))]
    found += [(stage.value, prompt(replace(changing, stage=stage))) for stage in (Stage.READY, Stage.REVIEW)]
    found += [(each.path, prompt(replace(changing, stage=Stage.ASKING, cursor=each.path))) for each in changing.plan]
    return found


@pytest.mark.parametrize("language", Language)
def test_a_yes_or_a_no_never_answers_another_question(language: Language) -> None:
    """At every prompt: it chooses only where a yes and a no are offered, and never says that somebody is dead."""
    known, render = vocabulary(TEXTS), Renderer(TEXTS, language)
    alone = [TEXTS.text(language, name) for name in ("answer-yes", "answer-no")]
    pairs = {
        "begin": {}, "offer": {"yes": "send", "no": ONWARD}, "stopping": {"yes": "delete", "no": ONWARD},
        "notify": {"yes": "yes", "no": "no"}, "withdrawing": {"yes": "withdraw", "no": "keep"},
    }  # fmt: skip
    for name, asked in every_prompt(language):
        labels = {render(option.label): option.code for option in asked.options}
        exact = dict(zip(("yes", "no"), [labels.get(label) for label in alone], strict=True))
        wanted = pairs.get(name, exact)
        for said, words in (("yes", known.agreeing), ("no", known.refusing)):
            for word in words:
                event = worded(word, asked, language)
                code = wanted.get(said)
                which = isinstance(event, Mistake) and event.message == "correct-which"
                assert event == (Choose(codes=(code,)) if code else Text(text=word)) or (which and not code), (
                    name,
                    word,
                )


@pytest.mark.parametrize("language", Language)
def test_the_words_below_a_prompt_are_those_that_are_understood_at_it(language: Language) -> None:
    """At every prompt; besides those that always are, and those that say the same as an option or cannot be answers."""
    for name, asked in every_prompt(language):
        (*_before, block) = write(Turn(language=language, prompt=asked), TEXTS, words=True)
        below = block.split("\n")[-1].removeprefix(TEXTS.text(language, "or-a-word", {"words": ""})).split(" · ")
        for command in set(COMMANDS) - {*ALWAYS, "help", "next"}:
            word = shown(TEXTS, language, command)
            event = worded(word, asked, language)
            offered = command in {option.code for option in asked.options}
            closed = bool(asked.options) or name in {"files", "paused"}
            between = command in {"move", "lang", "resume"} and closed and name != "where"
            # That several are typed at once is said instead, and that this is the word for no more files.
            silent = command == "done" and (asked.several or name == "files")
            if word in below or between or silent:
                expected = [STEERED[command], Choose(codes=(command,)), Choose(codes=(ONWARD,))]
            else:
                expected = [Choose(codes=(command,))] if offered else [Text(text=word)]
            if TEXTS.text(language, "stop-go-on").lower() == word and name == "stopping":
                expected = [Choose(codes=(ONWARD,))]
            assert event in expected, (name, word)


@pytest.mark.parametrize(
    "line",
    [
        "help", "Help!", "SOS", "допомога", "Допоможіть!", "потрібна допомога", "допоможіть, будь ласка", "помощь",
        "помогите", "Нужна помощь.", "I need help",
    ],
)  # fmt: skip
def test_a_call_for_help_at_the_first_choice_asks_for_help(line: str) -> None:
    """And is no question of how this works; elsewhere it is an answer, or that question."""
    assert worded(line) == Choose(codes=("appeal",))
    assert not isinstance(worded(line, STOPPING), Choose)


@pytest.mark.parametrize("line", ["підказка", "/help", "/допомога"])
def test_how_this_works_can_be_asked_at_the_first_choice(line: str) -> None:
    """With a word that calls for nobody, or a slash."""
    assert worded(line) == Mistake(message="help-commands")


@pytest.mark.parametrize("line", ["1. Так, стерти", "1,", "1 так", "1) Так", "1. так, стерти.", "1 yes", "1: да"])
def test_a_copied_line_chooses_its_option(line: str) -> None:
    """Its number with its label, whole or the beginning of it, or with the yes that it means."""
    assert worded(line, YES_NO) == Choose(codes=("withdraw",))


@pytest.mark.parametrize("line", ["1 ні", "1 дуже", "1 ст", "3 так", "1. Ні, залишити", "12.03.2026", "1 -"])
def test_a_number_with_other_words_is_no_choice(line: str) -> None:
    """It is corrected, and nothing is guessed."""
    assert worded(line, YES_NO) == Text(text=line)


def test_several_copied_lines_choose_several() -> None:
    """A line each."""
    assert worded("1. Попросити про допомогу\n3. У мене є код", SEVERAL) == Choose(codes=("appeal", "code"))


def test_a_yes_that_two_options_begin_with_is_corrected() -> None:
    """How soon, has to be said."""
    options = tuple(Option(code=name, label=say(f"danger-{name}")) for name in ("now", "days", "unsure", "no"))
    asked = replace(THREE, options=options)
    which = "1. Так, просто зараз · 2. Так, найближчими днями"
    for line in ("так", "Да!", "yes", "ok", "+"):
        assert worded(line, asked) == Mistake(message="correct-which", args={"options": which})
    assert worded("ні", asked) == Choose(codes=("no",))


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("yes right now", Language.EN),
        ("Да прямо сейчас", Language.RU),
        ("да - прямо сейчас!", Language.RU),
        ("так просто зараз", Language.UK),
        ("1 так просто зараз", Language.UK),
    ],
)
def test_signs_inside_a_label_need_not_be_typed(line: str, language: Language) -> None:
    """On any channel the words count."""
    asked = choice("appeal-danger", now="danger-now", days="danger-days", no="danger-no")
    if "-" in line:
        line = line.replace("-", "–")
    assert worded(line, asked, language) == Choose(codes=("now",))
    assert meant(line, asked, language) == Choose(codes=("now",))


def test_labels_that_differ_in_signs_alone_are_not_guessed_among() -> None:
    """Only the whole label chooses then."""
    assert choose("a b", THREE, {"a, b": "x", "a; b": "y"}, None) == ()
    assert choose("a; b", THREE, {"a, b": "x", "a; b": "y"}, None) == ("y",)


def test_an_option_comes_before_a_command() -> None:
    """A label that is also a word for something else is the option that was offered."""
    asked = Prompt(ask=say("code-ask"), options=(Option(code="done", label=say("control-done")),))
    assert worded("готово", asked) == Choose(codes=("done",))
    assert worded("залишити", YES_NO) == Choose(codes=("keep",))


@given(
    st.text(st.characters(exclude_categories=())), st.sampled_from([FREE, THREE, SEVERAL]), st.sampled_from(Language)
)
def test_any_line_means_something_where_words_are_typed(line: str, shown: Prompt, language: Language) -> None:
    """Nothing that can be typed is a fault."""
    event = worded(line, shown, language)
    assert isinstance(event, Text | Choose | Steer | Mistake | Speak | Present)


@pytest.mark.parametrize(
    ("language", "steering"),
    [
        (Language.UK, "Або слово: пропустити · пауза · стоп · підказка"),
        (Language.RU, "Или слово: пропустить · пауза · стоп · подсказка"),
        (Language.EN, "Or a word: skip · pause · stop · help"),
    ],
)
def test_the_words_that_can_be_typed_are_shown_below(language: Language, steering: str) -> None:
    """Without a slash, and with the way to all the others."""
    state = replace(
        begin(CaseId("c" * 32), language), stage=Stage.ASKING, kind=QuestionnaireKind.APPEAL, version=1, cursor="danger"
    )
    (block,) = write(Turn(language=language, prompt=prompt(state)), TEXTS, words=True)
    assert block.split("\n")[-1] == steering
    assert TEXTS.text(language, "choose-one-worded") in block
    assert "/" not in block


def test_where_nothing_steers_no_words_are_shown() -> None:
    """As at the beginning; that a number is typed is said all the same."""
    (block,) = write(Turn(language=Language.EN, prompt=THREE), TEXTS, words=True)
    assert block.split("\n")[-2:] == ["3. I have a code", "Write its number."]


def test_how_to_choose_is_said_once() -> None:
    """Not where the question says it itself, and not where nothing is offered."""
    last = Prompt(ask=say("goodbye-ask"), options=(Option(code="finish", label=say("returned-finish")),))
    for shown_last in (last, FREE):
        (block,) = write(Turn(language=Language.EN, prompt=shown_last), TEXTS, words=True)
        assert "Write its number." not in block
