"""Every kind of window, in every language, as the dialog lays it out."""

import json
import re
from dataclasses import replace

import pytest
from aiogram import Bot

from bots.public.telegram.channel import Telegram
from bots.public.telegram.letters import Say, read_say
from bots.public.wiring import texts
from intake import interview as interviews
from intake import prompts
from intake.events import Choose, Event, File, Mistake
from intake.interview import Interview, Stage
from intake.messages import Control, Option, Prompt, Turn, say
from intake.questionnaire import latest
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
from storage.post import Address
from tests.bots.public.telegram.platform import TOKEN, Platform

MOST_BUTTONS = 100
BLANK = interviews.begin(CaseId("c" * 32), Language.EN)


class Seat:
    """A sitting that answers everything with the same turn."""

    def __init__(self, turn: Turn, *, fresh: bool = True) -> None:
        self.kept = ""
        self.turn = turn
        self.fresh = fresh
        self.language = turn.language
        self.prompt = turn.prompt or Prompt(ask=say("begin-ask"))
        self.address = Address(channel="telegram", account="1", chat="7", language=turn.language)
        self.taken: list[Event | File] = []
        self.said: list[Say] = []

    async def take(self, event: Event | File) -> Turn:
        """The turn."""
        self.taken.append(event)
        return self.turn

    def say(self, body: bytes) -> None:
        """Keep what is said."""
        self.said.append(read_say(body))


async def fetch(_remote):
    """No files here."""
    yield b""


@pytest.fixture(scope="module")
def channel() -> Telegram:
    """The channel, without a desk."""
    return Telegram(Bot(TOKEN, session=Platform()), texts(), tuple(Language), fetch)


@pytest.fixture
def show(channel):
    """Show a prompt, or a whole turn, in a fresh chat."""

    async def show(shown: Prompt | Turn, language: Language = Language.EN) -> Say:
        turn = shown if isinstance(shown, Turn) else Turn(language=language, prompt=shown)
        seat = Seat(replace(turn, language=language))
        await channel.lead(typed("/start"), seat)
        [said] = seat.said
        return said

    return show


def typed(text: str, number: int = 5) -> bytes:
    """A message."""
    chat = {"id": 7, "type": "private"}
    return json.dumps({"update_id": 1, "message": {"message_id": number, "chat": chat, "text": text}}).encode()


def pressed(data: str) -> bytes:
    """A press."""
    message = {"message_id": 4, "chat": {"id": 7, "type": "private"}}
    return json.dumps({"update_id": 1, "callback_query": {"id": "q", "data": data, "message": message}}).encode()


def every_state():
    """Every stage, and every question of every questionnaire, each once open."""
    yield BLANK
    for kind in QuestionnaireKind:
        questionnaire = latest(kind)
        state = replace(BLANK, kind=kind, version=questionnaire.version)
        for group, question in questionnaire.questions():
            path = f"{group.id}.1.{question.id}" if group else question.id
            yield from asked(replace(state, stage=Stage.ASKING, cursor=path))
    appeal = replace(BLANK, kind=QuestionnaireKind.APPEAL, version=1, reachable=True)
    answered = replace(
        appeal, answers={"danger": Answer(question="danger", kind=AnswerKind.CHOICE, codes=("now",))}, code="1" * 21
    )
    for stage in Stage:
        if stage not in {Stage.BEGIN, Stage.ASKING}:
            yield replace(answered, stage=stage)
    yield replace(answered, paused=True)
    yield from requested()


def requested():
    """Every stage of answering what the group asks: with all its questions open, and with all of them answered."""
    requests = tuple(
        OpenRequest(id=DocumentId(f"{number:032x}"), what=what, text="When does the court sit?")
        for number, what in enumerate(RequestKind)
    )
    back = replace(BLANK, stage=Stage.RETURNED, returned=BLANK.drawn, received=True, reachable=True, requests=requests)
    yield back
    state = replace(back, kind=QuestionnaireKind.ADDITION, version=1)
    for request in requests:
        yield replace(state, stage=Stage.ASKING, cursor=request.path)
    told = {r.path: Answer(question=r.path, kind=AnswerKind.LONG_TEXT, text="x") for r in requests}
    for stage in (Stage.READY, Stage.REVIEW):
        yield replace(state, stage=stage, answers=told)
    agreed = tuple(Consent(use=use, grant=ConsentGrant.NO) for use in ConsentUse)
    yield replace(back, agreed=agreed)
    state = replace(state, agreed=agreed, changing=True)
    for stage in (Stage.READY, Stage.REVIEW):
        yield replace(state, stage=stage)
    for place in state.plan:
        yield replace(state, stage=Stage.ASKING, cursor=place.path)


def asked(state: Interview):
    """The state, if its question is asked with no answers before it."""
    if state.cursor in {place.path for place in state.plan}:
        yield state


@pytest.mark.parametrize("language", Language)
async def test_every_prompt_has_a_window_that_the_platform_takes(show, language):
    """Every prompt there is can be shown: with words, with labels on its buttons, within the platform's limits."""
    for state in every_state():
        prompt = prompts.prompt(replace(state, language=language))
        said = await show(prompt, language)
        assert said.window
        assert all(0 < len(piece.encode("utf-16-le")) // 2 <= 4096 for piece in said.window)
        labels = [label for row in said.keyboard for label, _ in row]
        assert labels
        assert all(label.strip() for label in labels)
        assert all(1 <= len(says.encode()) <= 64 for row in said.keyboard for _, says in row)
        assert len(labels) <= MOST_BUTTONS


async def test_beginning_offers_the_languages(show):
    """Where everything begins, a row of languages, each by its own name, stands below the choices."""
    said = await show(prompts.prompt(BLANK))
    assert [label for label, _ in said.keyboard[-1]] == ["English", "Українська", "Русский"]


async def test_beginning_with_buttons_does_not_speak_of_commands(show):
    """With language buttons there, the text does not tell how to type a language."""
    turn = Turn(language=Language.EN, messages=(say("language-ask"),), prompt=prompts.prompt(BLANK))
    assert "/lang" not in (await show(turn)).window[0]


async def test_one_language_needs_no_row():
    """Where one language is spoken, none is offered."""
    alone = Telegram(Bot(TOKEN, session=Platform()), texts(), (Language.EN,), fetch)
    seat = Seat(Turn(language=Language.EN, prompt=prompts.prompt(BLANK)))
    await alone.lead(typed("/start"), seat)
    assert all(label != "English" for row in seat.said[0].keyboard for label, _ in row)


async def test_short_labels_stand_in_pairs(show):
    """Yes and no stand beside each other, and longer labels below each other."""
    short = await show(choice("choose-one", "begin-ask", "yes", "no", label="control-back"))
    assert [len(row) for row in short.keyboard] == [2]


def choice(how: str, ask: str, *codes: str, label: str) -> Prompt:
    """A prompt with these options, all with the same label."""
    options = tuple(Option(code=code, label=say(label)) for code in codes)
    return Prompt(ask=say(ask), key="00000000", how=(say(how),), options=options)


async def test_marks_are_shown_and_done_stands_below(show):
    """Where several can be chosen, each button shows its mark; the way on stands in a row of its own."""
    options = (
        Option(code="a", label=say("begin-appeal"), marked=True),
        Option(code="b", label=say("begin-report")),
    )
    prompt = Prompt(
        ask=say("begin-ask"),
        key="00000000",
        options=options,
        several=True,
        controls=(Control.DONE, Control.BACK, Control.SKIP),
    )
    said = await show(prompt)
    assert [[label for label, _ in row] for row in said.keyboard] == [
        ["☑ Ask for help"],
        ["☐ Tell what happened"],
        ["Done"],
        ["Back", "Skip"],
    ]


async def test_review_is_numbered_and_never_hidden_in_buttons(show):
    """On the review every answer stands in the text below its number, and the numbers are the buttons."""
    state = replace(
        BLANK,
        kind=QuestionnaireKind.APPEAL,
        version=1,
        stage=Stage.REVIEW,
        answers={"happened": Answer(question="happened", kind=AnswerKind.LONG_TEXT, text="a canary sang")},
    )
    said = await show(prompts.prompt(state))
    text = "".join(said.window)
    numbers = [label for row in said.keyboard for label, _ in row if label.isdigit()]
    assert "a canary sang" in text
    assert numbers == [str(number) for number in range(1, len(state.plan) + 1)]
    assert all(f"{number}. " in text for number in numbers)
    assert max(len(row) for row in said.keyboard) == 5
    assert [label for row in said.keyboard for label, _ in row].count("Send") == 1


async def test_long_review_comes_in_pieces_with_the_buttons_below_the_last(show):
    """A text too long for one message is split, not cut."""
    answers = {
        path: Answer(question=path, kind=AnswerKind.LONG_TEXT, text=f"{path} " + "слово " * 600)
        for path in ("happened", "where", "contact")
    }
    state = replace(BLANK, kind=QuestionnaireKind.APPEAL, version=1, stage=Stage.REVIEW, answers=answers)
    said = await show(prompts.prompt(state))
    assert len(said.window) > 1
    assert all(len(piece) <= 4096 for piece in said.window)
    assert sum(piece.count("слово") for piece in said.window) == 1800


async def test_more_numbers_than_the_platform_takes_are_left_to_be_typed(show):
    """A review of hundreds of answers has buttons for the first ones, and one to send."""
    options = tuple(
        Option(code=f"p{number}", label=say("review-title" if number else "notice-who")) for number in [0] * 200
    )
    prompt = Prompt(ask=say("review-ask"), options=(*options, Option(code="send", label=say("review-send"))))
    said = await show(prompt)
    labels = [label for row in said.keyboard for label, _ in row]
    assert len(labels) <= MOST_BUTTONS
    assert labels[-1] == "Send"


async def test_texts_speak_of_buttons_where_there_are_buttons(show):
    """Where the catalogue has other words for those who press, they are used."""
    said = await show(choice("choose-one", "begin-ask", "a", label="begin-appeal"))
    assert texts().text(Language.EN, "choose-one-pressed") in said.window[0]
    assert texts().text(Language.EN, "choose-one") not in said.window[0]


async def test_window_without_anything_to_ask_has_no_buttons(show):
    """The last words stand alone."""
    said = await show(Turn(language=Language.EN, messages=(say("goodbye-neutral"),), over=True))
    assert (said.window, said.keyboard, said.over) == ((texts().text(Language.EN, "goodbye-neutral"),), (), True)


async def test_notices_are_messages_of_their_own(show):
    """What has to be known first is said before the window and is not in it."""
    turn = Turn(language=Language.UK, notices=(say("notice-who"), say("notice-staff")), prompt=prompts.prompt(BLANK))
    said = await show(turn, Language.UK)
    assert len(said.notices) == 2
    assert said.notices[0] not in said.window[0]


@pytest.mark.parametrize("language", Language)
async def test_what_is_shown_is_in_the_language_that_is_spoken(show, language):
    """Every language has its own words in window and buttons."""
    said = await show(prompts.prompt(BLANK), language)
    assert texts().text(language, "begin-ask") in said.window[0]
    assert said.keyboard[0][0][0] == texts().text(language, "begin-appeal")


async def test_nothing_that_was_said_is_kept_with_the_dialog(channel):
    """What the dialog keeps is where it stands, never what somebody wrote, pressed or is called."""
    seat = Seat(
        Turn(language=Language.EN, prompt=choice("choose-one", "begin-ask", "canary_code", label="begin-appeal"))
    )
    await channel.lead(typed("a canary sang"), seat)
    await channel.lead(pressed(seat.said[0].keyboard[0][0][1]), seat)
    assert seat.taken[-1] == Choose(codes=("canary_code",))
    assert "canary" not in seat.kept
    assert len(seat.kept) < 600


async def test_braces_and_markup_are_words(show):
    """What looks like a format or like markup is shown as it was written."""
    turn = Turn(
        language=Language.EN,
        messages=(say("returned-reply", date="1 May", text="{item.label} {0} %s <b>*_`[]()"),),
        prompt=prompts.prompt(BLANK),
    )
    assert "{item.label} {0} %s <b>*_`[]()" in (await show(turn)).window[0]


@pytest.mark.parametrize("data", ["", "x", "abcdef\x1do:00000000.a", "abcdef\x1d", "\x1d\x1d", "0" * 64])
async def test_forged_presses_are_never_an_answer(channel, data):
    """A press that no button of the open window makes is one from before, whatever it says."""
    seat = Seat(
        Turn(language=Language.EN, prompt=choice("choose-one", "begin-ask", "a", label="begin-appeal")), fresh=False
    )
    await channel.lead(typed("/start"), seat)
    await channel.lead(pressed(data), seat)
    assert seat.taken[1:] == [Mistake(message="correct-stale")]
    assert seat.said[-1].answer == "q"


async def test_unknown_widget_of_the_right_dialog_is_never_an_answer(channel):
    """A button that an older version made, of a dialog that is still open, is one from before."""
    seat = Seat(
        Turn(language=Language.EN, prompt=choice("choose-one", "begin-ask", "a", label="begin-appeal")), fresh=False
    )
    await channel.lead(typed("/start"), seat)
    intent = seat.said[0].keyboard[0][0][1].split("\x1d")[0]
    await channel.lead(pressed(f"{intent}\x1dolder:00000000.a"), seat)
    assert seat.taken[1:] == [Mistake(message="correct-stale")]


async def test_dialog_kept_by_another_version_is_begun_anew(channel):
    """A state that this program does not know loses nothing: what was written is taken, and a window opens."""
    seat = Seat(
        Turn(language=Language.EN, prompt=choice("choose-one", "begin-ask", "a", label="begin-appeal")), fresh=False
    )
    await channel.lead(typed("/start"), seat)
    seat.kept = re.sub(r"Windows:\w+", "Windows:forgotten", seat.kept)
    await channel.lead(typed("1"), seat)
    assert seat.taken[-1] == Choose(codes=("a",))
    assert seat.said[-1].window


async def test_update_that_means_nothing_is_not_taken(channel):
    """What is none of ours ends without a word."""
    seat = Seat(Turn(language=Language.EN))
    await channel.lead(b"{}", seat)
    await channel.lead(
        json.dumps({"message": {"message_id": 1, "chat": {"id": 7}, "pinned_message": {}}}).encode(), seat
    )
    assert (seat.taken, seat.said) == ([], [])


async def test_group_is_left_without_a_word(channel):
    """In a group nothing is taken and nothing is said: we leave."""
    seat = Seat(Turn(language=Language.EN))
    group = {"id": -100, "type": "group"}
    await channel.lead(json.dumps({"message": {"message_id": 1, "chat": group, "text": "/start"}}).encode(), seat)
    assert (seat.taken, seat.said) == ([], [Say(leave=True)])
