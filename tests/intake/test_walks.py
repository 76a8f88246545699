"""Whatever a submitter does, in whatever order: the interview never fails, never ends in a corner, forgets nothing."""

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from intake import prompts
from intake.events import Arrive, Attached, Choose, Event, Mark, Mistake, Present, Speak, Steer, Text
from intake.interview import Interview, Stage, begin
from intake.receipt import draw_code
from intake.requests import OpenRequest
from intake.steps import Effect, Step, agreed, disagreed, forget_return, received, returned, step, unknown
from storage.documents import Attachment, Consent, ConsentGrant, ConsentUse, Language, RequestKind, Urgency
from storage.ids import CaseId, DocumentId

TODAY = date(2026, 11, 22)
CASE, OTHER = CaseId("c" * 32), CaseId("d" * 32)
CODE = draw_code(lambda size: b"\x07" * size)
STATE = TypeAdapter(Interview)

TYPED = st.sampled_from(["12.03.2026", "about 2025", "Олена", "/", "1", CODE, "x" * 5000, "\x00"]) | st.text(max_size=9)
STEERED = st.sampled_from(tuple(Steer))
STALE = ("yes", "send", "add", "answer", "person.9.name", "done")
ASKED = tuple(
    OpenRequest(id=DocumentId(f"{number:032x}"), what=what, text="?") for number, what in enumerate(RequestKind)
)
AGREED = tuple(Consent(use=use, grant=ConsentGrant.NO) for use in ConsentUse)
WALKS = settings(max_examples=50)


@st.composite
def events(draw: st.DrawFn, state: Interview) -> Event:
    """Something that a submitter may do at this point: mostly what is offered, sometimes anything."""
    prompt = prompts.prompt(state)
    kinds = ["text", "steer", "steer", "attach", "speak", "present", "stale", "mistake", "arrive"]
    kinds += ["mark"] * 8 if prompt.several else []
    match draw(st.sampled_from([*kinds, *(["choose"] * 8 if prompt.options else ["text"] * 4)])):
        case "choose":
            codes = [option.code for option in prompt.options]
            most = len(codes) if prompt.several else 1
            return Choose(codes=tuple(draw(st.lists(st.sampled_from(codes), min_size=1, max_size=most, unique=True))))
        case "mark":
            return Mark(code=draw(st.sampled_from([option.code for option in prompt.options])), on=draw(st.booleans()))
        case "arrive":
            return Arrive(language=draw(st.sampled_from([None, *Language])))
        case "text":
            return Text(text=draw(TYPED))
        case "steer":
            return draw(STEERED)
        case "attach":
            number = draw(st.integers(0, 2**64))
            return Attached(attachment=attachment(f"{number:032x}"))
        case "speak":
            return Speak(language=draw(st.sampled_from(Language)))
        case "present":
            return Present(code=draw(st.sampled_from(["", "12", "12345 67890", CODE])))
        case "stale":
            return Choose(codes=tuple(draw(st.lists(st.sampled_from(STALE)))))
        case _:
            return Mistake(message="correct-number", args={"most": 2})


def attachment(name: str) -> Attachment:
    """A file of which only the id matters."""
    received_at = datetime(2026, 11, 22, tzinfo=UTC)
    return Attachment(
        id=DocumentId(name), name="x", media_type="", size=1, sha256="0" * 64, blob=name, received=received_at
    )


def carry_out(made: Step, *, known: bool = True, asked: tuple[OpenRequest, ...] = ()) -> Interview:
    """What the desk makes of a step; a code that is known opens a case in which this is asked."""
    state = made.interview
    match made.effect:
        case Effect.SUBMIT:
            code = "" if state.received else CODE
            return carry_out(received(state, urgency=Urgency.NORMAL, code=code))
        case Effect.LOOK_UP:
            return returned(state, OTHER, asked, AGREED[: len(asked)]) if known else unknown(state).interview
        case Effect.AGREE:
            return carry_out(agreed(state))
        case Effect.DISAGREE:
            return carry_out(disagreed(state))
        case Effect.WITHDRAW | Effect.PART if state.reachable:
            return replace(begin(CASE, Language.EN), stage=Stage.GOODBYE, reachable=True)
        case Effect.WITHDRAW | Effect.PART | Effect.FINISH:
            return replace(begin(CASE, Language.EN), reachable=state.reachable)
        case Effect.MOVE | Effect.TAKE_OVER | None:
            return state


def walk(data: st.DataObject, *, most: int = 40) -> Interview:
    """Some way into some interview, with every state on it checked."""
    state = replace(begin(CASE, Language.EN), reachable=data.draw(st.booleans()))
    if data.draw(st.integers(0, 3)) == 0:
        asked, agreed = ASKED[: data.draw(st.integers(0, 4))], AGREED[: data.draw(st.integers(0, 4))]
        state = returned(replace(state, stage=Stage.CODE), OTHER, asked, agreed)
    for _ in range(data.draw(st.integers(0, most))):
        event = data.draw(events(state))
        asked = tuple(data.draw(st.lists(st.sampled_from(ASKED), max_size=3, unique=True)))
        state = carry_out(step(state, event, today=TODAY), known=data.draw(st.booleans()), asked=asked)
        if data.draw(st.integers(0, 9)) == 0:
            state = forget_return(state)
        check(state)
    return state


def check(state: Interview) -> None:
    """What holds of every state."""
    asked = [place.path for place in state.plan]
    assert len(asked) == len(set(asked))
    assert set(state.answers) <= set(asked)
    assert state.cursor in {*asked, ""}
    assert bool(state.cursor) or state.stage is not Stage.ASKING
    assert STATE.validate_json(STATE.dump_json(state)) == state
    assert prompts.prompt(state).ask.id
    given = {file for answer in state.answers.values() for file in answer.attachments}
    assert {file.id for file in state.unsent_files} <= given
    assert bool(state.code) == (Stage.RECEIPT in {state.stage, state.left if state.stage is Stage.STOPPING else None})
    assert (state.returned is None) or state.received
    assert not set(state.sent) & {answer.question for answer in state.unsent}
    shown = prompts.prompt(state)
    assert (shown.ask.id == "paused") == state.paused
    assert {option.code for option in shown.options if option.marked} <= set(state.marks)


@WALKS
@given(st.data())
def test_every_state_is_sound(data: st.DataObject) -> None:
    """Answers are in the plan, the open question too, the prompt can be drawn and the state written and read."""
    walk(data, most=60)


@WALKS
@given(st.data())
def test_skipping_leads_to_the_end(data: st.DataObject) -> None:
    """From any question, however the interview came there, to sending or the goodbye."""
    state = walk(data)
    skipped = {Stage.ASKING, Stage.OFFER, Stage.RECEIPT, Stage.NOTIFY}
    for _ in range(300):
        if state.stage not in skipped:
            break
        made = step(state, Steer.SKIP, today=TODAY)
        if made.effect is Effect.PART:
            return
        state = made.interview
    assert state.stage not in skipped


@WALKS
@given(st.data())
def test_stopping_always_ends(data: st.DataObject) -> None:
    """There is a way out of every state, and it is the same one; what was not sent goes once that was chosen."""
    state = walk(data)
    made = step(state, Steer.STOP, today=TODAY)
    if made.effect is None:
        made = step(made.interview, Choose(codes=("delete",)), today=TODAY)
    assert made.effect in {Effect.PART, Effect.FINISH}


@WALKS
@given(st.data())
def test_back_undoes_an_answer(data: st.DataObject) -> None:
    """After an answer or a skip, back opens the question that was answered, whatever came next."""
    state = walk(data)
    if state.stage is not Stage.ASKING or state.paused:
        return
    event = data.draw(events(state) | st.just(Steer.SKIP))
    made = step(state, event, today=TODAY)
    if isinstance(event, Attached) or made.effect or made.interview.answers == state.answers:
        return
    if made.interview.stage is Stage.RETURNED:
        # Nothing was answered at all: there is no answer to go back to, and the questions can be asked again.
        return
    back = step(made.interview, Steer.BACK, today=TODAY).interview
    still_asked = state.cursor in {place.path for place in made.interview.plan}
    assert back.stage is Stage.ASKING
    assert back.cursor == state.cursor or not still_asked


@WALKS
@given(st.data())
def test_what_was_received_is_never_forgotten(data: st.DataObject) -> None:
    """Each received answer is sent still, changed, or taken back."""
    state = walk(data)
    if not state.answers or state.stage not in {Stage.ASKING, Stage.READY, Stage.REVIEW}:
        return
    made = received(state, urgency=Urgency.NORMAL)
    if made.effect:
        return
    state = made.interview
    before = set(state.answers)
    for _ in range(data.draw(st.integers(1, 12))):
        made = step(state, data.draw(events(state)), today=TODAY)
        if made.effect:
            return
        state = made.interview
        check(state)
        assert before <= {*state.sent, *state.revised, *(answer.question for answer in state.retracted)}
