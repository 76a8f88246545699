"""The interview's moves: a pure state machine, state and event in, state out.

On the path between a channel's event and the desk, which carries out the effect that a step names. Nothing here reads a
clock, draws at random or opens storage, and no text is written here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from intake import answers as reading
from intake.events import Attached, Choose, Event, Mistake, Present, Speak, Steer, Text
from intake.interview import Interview, Stage
from intake.messages import Message, say
from intake.questionnaire import latest
from intake.receipt import is_code_as_shown, looks_like_code, read_code
from storage.documents import Answer, AnswerKind, Attachment, QuestionnaireKind, Urgency
from storage.ids import CaseId


class Effect(StrEnum):
    """What the desk has to do before the interview goes on."""

    SUBMIT = "submit"  # seal what is new, then call received()
    LOOK_UP = "look_up"  # find what the code opens, then call returned() or unknown()
    WITHDRAW = "withdraw"  # erase the case
    FINISH = "finish"  # nothing is left to say: drop the draft, and files that were not sent


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one event came to.

    Attributes:
        interview: the state after it.
        messages: what is said before the next prompt.
        effect: what the desk has to do first.
        code: the receipt code that was presented, for LOOK_UP. Secret.
    """

    interview: Interview
    messages: tuple[Message, ...] = ()
    effect: Effect | None = None
    code: str = ""


def step(interview: Interview, event: Event, *, today: date) -> Step:
    """Take one event. What does not fit changes nothing and is corrected."""
    if interview.paused:
        interview = replace(interview, paused=False)
        if isinstance(event, Text | Choose) or event is Steer.SHOW:
            return Step(interview=interview, messages=(say("resumed"),))
    match event:
        case Speak(language=language):
            return Step(interview=replace(interview, language=language))
        case Mistake(message=message, args=args):
            return Step(interview=interview, messages=(say(message, **args),))
        case Attached(attachment=attachment):
            return _attach(interview, attachment)
        case Present(code=code):
            return _present(interview, code)
        case Steer():
            return _STEERING[event](interview, today)
        case Text() | Choose():
            return _ANSWERING[interview.stage](interview, event, today)


# What the desk says back -----------------------------------------------------------------------------


def received(interview: Interview, *, urgency: Urgency, code: str = "") -> Step:
    """After the commit: everything so far is received. ``code`` is given with a new case only."""
    sent = (*interview.answers, *(file.id for file in interview.attachments))
    state = replace(interview, sent=sent, revised=(), retracted=(), received=True, reported=urgency, cursor="")
    state = replace(state, cursor=state.next_open)
    if code:
        said = say("received-emergency" if urgency is Urgency.EMERGENCY else "received")
        return Step(interview=replace(state, stage=Stage.RECEIPT, code=code), messages=(said,))
    urgent = urgency is Urgency.EMERGENCY and urgency.outranks(interview.reported)
    return _resume(state, said=(say("received-emergency" if urgent else "addition-received"),))


def returned(interview: Interview, case: CaseId) -> Interview:
    """After a right receipt code: what comes now belongs to that case, unless an interview is open already."""
    if interview.stage is not Stage.CODE:
        return interview
    return replace(interview, stage=Stage.RETURNED, returned=case, received=True)


def unknown(interview: Interview) -> Step:
    """After a code that opens nothing: whether it never existed or was erased, the answer is the same."""
    return Step(interview=interview, messages=(say("code-unknown"),))


def gone(interview: Interview) -> Step:
    """After the case was erased while something was being added to it."""
    return Step(interview=interview, messages=(say("withdrawn"),), effect=Effect.FINISH)


def forget_return(interview: Interview) -> Interview:
    """After a process began anew: whoever returned with a code has to give it again."""
    return _at_the_door(interview) if interview.stage in {Stage.RETURNED, Stage.WITHDRAWING} else interview


# Answering, by stage ---------------------------------------------------------------------------------


def _at_begin(interview: Interview, given: Text | Choose, _today: date) -> Step:
    if isinstance(given, Text) and looks_like_code(given.text):
        return _present(interview, given.text)
    match _chosen(given):
        case "code":
            return Step(interview=replace(interview, stage=Stage.CODE))
        case QuestionnaireKind.APPEAL | QuestionnaireKind.REPORT as kind:
            return _start(interview, QuestionnaireKind(kind))
        case _:
            return _correct_choice(interview, 3)


def _at_question(interview: Interview, given: Text | Choose, today: date) -> Step:
    asked = interview.open_question
    if isinstance(given, Text) and is_code_as_shown(given.text):
        return _present(interview, given.text)
    if asked.question.kind is AnswerKind.FILES and _chosen(given) == "done" and asked.path in interview.answers:
        return _go_on(interview, today=today)
    answer = reading.read(asked.path, asked.question, given, today=today)
    if isinstance(answer, Message):
        return Step(interview=interview, messages=(answer,))
    said = (say("pause-offered"),) if asked.question.hard else ()
    return _go_on(interview.with_answer(answer), today=today, said=said)


def _at_offer(interview: Interview, given: Text | Choose, today: date) -> Step:
    match _chosen(given):
        case "send":
            return _send(interview, today)
        case "go_on":
            return _resume(interview)
        case _:
            return _correct_choice(interview, 2)


def _at_review(interview: Interview, given: Text | Choose, today: date) -> Step:
    chosen = _chosen(given)
    if chosen == "send":
        return _send(interview, today)
    if chosen in {asked.path for asked in interview.plan}:
        return Step(interview=replace(interview, stage=Stage.ASKING, cursor=chosen, behind=""))
    return Step(interview=interview, messages=(say("correct-number", most=len(interview.plan) + 1),))


def _at_receipt(interview: Interview, given: Text | Choose, _today: date) -> Step:
    if isinstance(given, Text) and read_code(given.text) == interview.code:
        return _after_receipt(interview, (say("receipt-right"),))
    return Step(interview=interview, messages=(say("receipt-wrong"),))


def _at_code(interview: Interview, given: Text | Choose, _today: date) -> Step:
    return _present(interview, given.text if isinstance(given, Text) else " ".join(given.codes))


def _at_return(interview: Interview, given: Text | Choose, _today: date) -> Step:
    match _chosen(given):
        case "add":
            return _start(interview, QuestionnaireKind.ADDITION)
        case "withdraw":
            return Step(interview=replace(interview, stage=Stage.WITHDRAWING))
        case "finish":
            return Step(interview=interview, messages=(say("goodbye-neutral"),), effect=Effect.FINISH)
        case _:
            return _correct_choice(interview, 3)


def _at_withdrawal(interview: Interview, given: Text | Choose, _today: date) -> Step:
    match _chosen(given):
        case "withdraw":
            return Step(interview=interview, messages=(say("withdrawn"),), effect=Effect.WITHDRAW)
        case "keep":
            return Step(interview=replace(interview, stage=Stage.RETURNED))
        case _:
            return _correct_choice(interview, 2)


def _at_stop(interview: Interview, given: Text | Choose, _today: date) -> Step:
    match _chosen(given):
        case "delete":
            return _finish(interview)
        case "go_on":
            return Step(interview=replace(interview, stage=interview.left))
        case _:
            return _correct_choice(interview, 2)


_ANSWERING: Mapping[Stage, Callable[[Interview, Text | Choose, date], Step]] = {
    Stage.BEGIN: _at_begin,
    Stage.ASKING: _at_question,
    Stage.OFFER: _at_offer,
    Stage.REVIEW: _at_review,
    Stage.RECEIPT: _at_receipt,
    Stage.CODE: _at_code,
    Stage.RETURNED: _at_return,
    Stage.WITHDRAWING: _at_withdrawal,
    Stage.STOPPING: _at_stop,
}


# Steering --------------------------------------------------------------------------------------------


def _back(interview: Interview, _today: date) -> Step:
    match interview.stage:
        case Stage.CODE:
            return Step(interview=replace(interview, stage=Stage.BEGIN))
        case Stage.WITHDRAWING:
            return Step(interview=replace(interview, stage=Stage.RETURNED))
        case Stage.STOPPING:
            return Step(interview=replace(interview, stage=interview.left))
        case Stage.ASKING | Stage.OFFER | Stage.REVIEW:
            return _back_to_question(interview)
    return _not_here(interview)


def _back_to_question(interview: Interview) -> Step:
    """From a look at the answers to the question that is still open; else to the one answered last, then backwards."""
    paths = [asked.path for asked in interview.plan]
    if interview.stage is Stage.REVIEW and interview.cursor:
        return Step(interview=replace(interview, stage=Stage.ASKING))
    if interview.behind in paths:
        path = interview.behind
    else:
        before = paths[: paths.index(interview.cursor)] if interview.cursor else paths
        path = before[-1] if before else ""
    if not path:
        return _not_here(interview)
    return Step(interview=replace(interview, stage=Stage.ASKING, cursor=path, behind=""))


def _skip(interview: Interview, today: date) -> Step:
    match interview.stage:
        case Stage.ASKING:
            asked = interview.open_question
            skipped = Answer(question=asked.path, kind=asked.question.kind)
            return _go_on(interview.with_answer(skipped), today=today)
        case Stage.OFFER:
            return _resume(interview)
        case Stage.RECEIPT:
            return _after_receipt(interview)
    return _not_here(interview)


def _leave_answer(interview: Interview, today: date) -> Step:
    if interview.stage is Stage.ASKING and interview.cursor in interview.answers:
        return _go_on(interview, today=today)
    return _not_here(interview)


def _pause(interview: Interview, _today: date) -> Step:
    return Step(interview=replace(interview, paused=True), messages=(say("paused"),))


def _stop(interview: Interview, _today: date) -> Step:
    if interview.stage is Stage.STOPPING or not interview.worth_sending:
        return _finish(interview)
    return Step(interview=replace(interview, stage=Stage.STOPPING, left=interview.stage))


def _review(interview: Interview, _today: date) -> Step:
    if interview.stage in {Stage.ASKING, Stage.OFFER, Stage.REVIEW} and interview.answers:
        return Step(interview=replace(interview, stage=Stage.REVIEW))
    return _not_here(interview)


def _send(interview: Interview, _today: date) -> Step:
    if interview.stage not in {Stage.ASKING, Stage.OFFER, Stage.REVIEW}:
        return _not_here(interview)
    if interview.worth_sending:
        return Step(interview=interview, effect=Effect.SUBMIT)
    if interview.received:
        return _finish(interview)
    return Step(interview=interview, messages=(say("correct-nothing-to-send"),))


def _show(interview: Interview, _today: date) -> Step:
    return Step(interview=interview)


_STEERING: Mapping[Steer, Callable[[Interview, date], Step]] = {
    Steer.BACK: _back,
    Steer.SKIP: _skip,
    Steer.KEEP: _leave_answer,
    Steer.PAUSE: _pause,
    Steer.STOP: _stop,
    Steer.REVIEW: _review,
    Steer.SEND: _send,
    Steer.SHOW: _show,
}


# The pieces ------------------------------------------------------------------------------------------


def _start(interview: Interview, kind: QuestionnaireKind) -> Step:
    questionnaire = latest(kind)
    state = replace(interview, stage=Stage.ASKING, kind=kind, version=questionnaire.version)
    return Step(interview=replace(state, cursor=state.plan[0].path))


def _present(interview: Interview, typed: str) -> Step:
    # In the middle of an interview what the code opens is shown, and everybody keeps their place.
    idle = interview.stage in {Stage.BEGIN, Stage.CODE, Stage.RETURNED}
    state = _at_the_door(interview) if idle else interview
    if not typed.strip():
        return Step(interview=state) if idle else _not_here(interview)
    code = read_code(typed)
    if code is None:
        return Step(interview=state, messages=(say("correct-code"),))
    return Step(interview=state, effect=Effect.LOOK_UP, code=code)


def _at_the_door(interview: Interview) -> Interview:
    """A code is asked for, and whatever case another one opened is closed again."""
    return replace(interview, stage=Stage.CODE, returned=None, received=False)


def _attach(interview: Interview, attachment: Attachment) -> Step:
    place = interview.files_place
    if place is None:
        return _not_here(interview)
    path, _question = place
    before = interview.answers.get(path)
    held = (*(before.attachments if before else ()), attachment.id)
    state = replace(interview, attachments=(*interview.attachments, attachment))
    state = state.with_answer(Answer(question=path, kind=AnswerKind.FILES, attachments=held))
    return Step(interview=state, messages=(say("file-kept", count=len(held)),))


def _go_on(interview: Interview, *, today: date, said: tuple[Message, ...] = ()) -> Step:
    """From an answered question to the next open one; to the offer where an emergency has just become clear."""
    state = replace(interview, cursor=interview.next_open, behind=interview.cursor)
    if _to_be_offered(state, today=today):
        return Step(interview=replace(state, stage=Stage.OFFER, offered=True), messages=said)
    return _resume(state, said=said)


def _resume(interview: Interview, *, said: tuple[Message, ...] = ()) -> Step:
    """To the question at the cursor; to review where none is open; to the end where nothing is left to send."""
    if interview.cursor:
        return Step(interview=replace(interview, stage=Stage.ASKING), messages=said)
    if interview.received and not interview.worth_sending:
        return _finish(interview, said=said)
    return Step(interview=replace(interview, stage=Stage.REVIEW), messages=said)


def _to_be_offered(interview: Interview, *, today: date) -> bool:
    after = interview.questionnaire.urgent_after
    if not after or interview.offered or interview.received:
        return False
    last = next(index for index, item in enumerate(interview.questionnaire.items) if item.id == after)
    still_open = any(asked.item <= last and asked.path not in interview.answers for asked in interview.plan)
    return not still_open and interview.urgency(today=today) is Urgency.EMERGENCY


def _after_receipt(interview: Interview, said: tuple[Message, ...] = ()) -> Step:
    if interview.cursor:
        said = (*said, say("completing"))
    return _resume(replace(interview, code=""), said=said)


def _finish(interview: Interview, *, said: tuple[Message, ...] = ()) -> Step:
    farewell = (say("goodbye"), say("support")) if interview.received else (say("stopped"),)
    return Step(interview=interview, messages=(*said, *farewell), effect=Effect.FINISH)


def _not_here(interview: Interview) -> Step:
    return Step(interview=interview, messages=(say("correct-not-here"),))


def _correct_choice(interview: Interview, most: int) -> Step:
    return Step(interview=interview, messages=(say("correct-choice", most=most),))


def _chosen(given: Text | Choose) -> str:
    """The one code that was chosen; empty for anything else."""
    return given.codes[0] if isinstance(given, Choose) and len(given.codes) == 1 else ""
