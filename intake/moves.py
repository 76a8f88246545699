"""The interview's moves: the pieces of which every step is made.

On the path below :mod:`intake.steps`, which chooses among them. Pure: nothing here reads a clock, draws at random or
opens storage, and no text is written here.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from intake.codes import read_crossing
from intake.events import Event, File, Text
from intake.interview import Interview, Stage
from intake.messages import Message, say
from intake.questionnaire import latest
from intake.receipt import read_code
from storage.documents import Answer, QuestionnaireKind, Urgency

BEFORE_SENDING = frozenset({Stage.ASKING, Stage.OFFER, Stage.READY, Stage.REVIEW})
IDLE = frozenset({Stage.BEGIN, Stage.CODE, Stage.RETURNED, Stage.GOODBYE})
NOTHING_ASKED = frozenset({Stage.BEGIN, Stage.GOODBYE})

_GREETING = 20
"""Characters of a greeting; and it has three words at most. Whoever writes more has begun to tell."""


class Effect(StrEnum):
    """What the desk has to do before the interview goes on."""

    SUBMIT = "submit"  # seal what is new, then call received()
    LOOK_UP = "look_up"  # find what the receipt code opens, then call returned() or unknown()
    MOVE = "move"  # give a hand-over code for this interview
    TAKE_OVER = "take_over"  # go on with the interview for which the hand-over code was given, or call unknown()
    AGREE = "agree"  # keep where to tell that there is an answer, then call agreed()
    DISAGREE = "disagree"  # forget it, then call disagreed()
    WITHDRAW = "withdraw"  # erase the case, then part
    PART = "part"  # drop the draft, and files that were not sent; the last words are for the submitter's eyes only
    FINISH = "finish"  # the same, and the last words are neutral


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one event came to.

    Attributes:
        interview: the state after it.
        messages: what is said before the next prompt.
        effect: what the desk has to do first.
        code: the code that was presented, for LOOK_UP and TAKE_OVER. Secret.
    """

    interview: Interview
    messages: tuple[Message, ...] = ()
    effect: Effect | None = None
    code: str = ""


def start(interview: Interview, kind: QuestionnaireKind) -> Step:
    """To the first question of a questionnaire, in its newest version."""
    questionnaire = latest(kind)
    state = replace(interview, stage=Stage.ASKING, kind=kind, version=questionnaire.version)
    return Step(interview=replace(state, cursor=state.plan[0].path))


def take(interview: Interview, answer: Answer, *, today: date, said: tuple[Message, ...] = ()) -> Step:
    """From a question to the next one, with its answer; if others are no longer asked because of it, this is said."""
    state = interview.with_answer(answer)
    if any(not given.skipped and path not in state.answers for path, given in interview.answers.items()):
        said = (*said, say("answers-dropped"))
    return go_on(state, today=today, said=said)


def go_on(interview: Interview, *, today: date, said: tuple[Message, ...] = ()) -> Step:
    """From an answered question to the next open one; to the offer where an emergency has just become clear."""
    state = replace(interview, cursor=interview.next_open, behind=interview.cursor)
    if _to_be_offered(state, today=today):
        return Step(interview=replace(state, stage=Stage.OFFER, offered=True), messages=said)
    return resume(state, said=said)


def resume(interview: Interview, *, said: tuple[Message, ...] = ()) -> Step:
    """To the question at the cursor; to sending where none is open; to the end where nothing is left to send."""
    if interview.cursor:
        return Step(interview=replace(interview, stage=Stage.ASKING), messages=said)
    if interview.received and not interview.worth_sending:
        turns_back = (interview.only_requests or interview.changing) and not interview.sent
        return _turn_back(interview, said) if turns_back else finish(interview, said=said)
    return Step(interview=replace(interview, stage=Stage.READY), messages=said)


def add_more(interview: Interview) -> Step:
    """From what the group had asked to whatever else there is to say."""
    state = replace(interview, adding=True)
    return resume(replace(state, cursor=state.next_open))


def change(interview: Interview) -> Step:
    """To what was agreed to, as it stands, where each can be changed."""
    version = latest(QuestionnaireKind.ADDITION).version
    state = replace(interview, stage=Stage.REVIEW, kind=QuestionnaireKind.ADDITION, version=version, changing=True)
    return Step(interview=state)


def _turn_back(interview: Interview, said: tuple[Message, ...] = ()) -> Step:
    """To where the code led: nothing of what the group had asked was answered, or nothing was changed."""
    state = replace(interview, stage=Stage.RETURNED, kind=None, version=0, answers={}, cursor="", behind="")
    return Step(interview=replace(state, changing=False), messages=(*said, say("nothing-sent")))


def _to_be_offered(interview: Interview, *, today: date) -> bool:
    after = interview.questionnaire.urgent_after
    if not after or interview.offered or interview.received:
        return False
    last = next(index for index, item in enumerate(interview.questionnaire.items) if item.id == after)
    still_open = any(asked.item <= last and asked.path not in interview.answers for asked in interview.plan)
    return not still_open and interview.urgency(today=today) is Urgency.EMERGENCY


def review(interview: Interview) -> Step:
    """To the answers, as they were given."""
    if interview.stage in BEFORE_SENDING and (interview.answers or interview.changing):
        return Step(interview=replace(interview, stage=Stage.REVIEW))
    return not_here(interview)


def send(interview: Interview) -> Step:
    """To the sending of what is new."""
    if interview.stage not in BEFORE_SENDING:
        return not_here(interview)
    if interview.worth_sending:
        return Step(interview=interview, effect=Effect.SUBMIT)
    if interview.changing:
        return _turn_back(interview)
    if interview.received:
        return finish(interview)
    return Step(interview=interview, messages=(say("correct-nothing-to-send"),))


def present(interview: Interview, typed: str) -> Step:
    """To what a receipt code opens; in the middle of an interview it is shown, and everybody keeps their place.

    A hand-over code brings another interview here, unless this one has answers of its own.
    """
    idle = interview.stage in IDLE
    state = at_the_door(interview) if idle else interview
    if not typed.strip():
        return Step(interview=state, messages=() if idle else (say("correct-code-alone"),))
    if code := read_code(typed):
        return Step(interview=state, effect=Effect.LOOK_UP, code=code)
    if (crossing := read_crossing(typed)) is None:
        return Step(interview=state, messages=(say("correct-code"),))
    if not idle and any(not answer.skipped for answer in interview.answers.values()):
        return Step(interview=interview, messages=(say("move-busy"),))
    return Step(interview=state, effect=Effect.TAKE_OVER, code=crossing)


def move(interview: Interview) -> Step:
    """To a code with which this interview goes on in another chat."""
    if interview.stage in BEFORE_SENDING:
        return Step(interview=interview, effect=Effect.MOVE)
    return not_here(interview)


def regret(given: Event | File) -> tuple[Message, ...]:
    """That what was told before anything was asked is not kept; nothing where it was a greeting, a word or a press."""
    told = isinstance(given, Text) and (len(given.text.strip()) > _GREETING or len(given.text.split()) > 3)
    return (say("not-kept-yet"),) if told or isinstance(given, File) else ()


def begin_again(interview: Interview, given: Event | File) -> Step:
    """To the beginning, where something was given that nothing has asked for yet."""
    return Step(interview=replace(interview, stage=Stage.BEGIN, paused=False), messages=regret(given))


def at_the_door(interview: Interview) -> Interview:
    """A code is asked for, and whatever case another one opened is closed again."""
    return replace(interview, stage=Stage.CODE, returned=None, received=False, told=False, requests=(), agreed=())


def covered(interview: Interview) -> Interview:
    """Without the answers on show, in case somebody else looks at the screen now."""
    if interview.changing and not interview.worth_sending:
        return _turn_back(interview).interview
    if interview.stage is not Stage.REVIEW:
        return interview
    return replace(interview, stage=Stage.ASKING if interview.cursor else Stage.READY)


def after_receipt(interview: Interview, said: tuple[Message, ...] = ()) -> Step:
    """From the receipt code, which was typed back or skipped, to whether an answer may be announced here."""
    state = replace(interview, code="")
    if state.reachable and not state.told:
        return Step(interview=replace(state, stage=Stage.NOTIFY), messages=said)
    return complete(state, said)


def complete(interview: Interview, said: tuple[Message, ...] = ()) -> Step:
    """From what was received to what is still open, and to the end where nothing is."""
    if interview.cursor:
        said = (*said, say("completing"))
    return resume(interview, said=said)


def finish(interview: Interview, *, said: tuple[Message, ...] = ()) -> Step:
    """To the end, with the words that fit what was received, or nothing."""
    if interview.received:
        goodbye = say("goodbye" if interview.anything_sent else "goodbye-unsent")
        return Step(interview=interview, messages=(*said, goodbye, say("support")), effect=Effect.PART)
    return Step(interview=interview, messages=(*said, say("stopped")), effect=Effect.FINISH)


def leave(interview: Interview) -> Step:
    """To the end, with neutral words."""
    return Step(interview=interview, messages=(say("goodbye-neutral"),), effect=Effect.FINISH)


def not_here(interview: Interview) -> Step:
    """Nowhere: what was done does nothing at this point, and this is said."""
    return Step(interview=interview, messages=(say("correct-not-here"),))
