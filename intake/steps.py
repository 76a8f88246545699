"""The interview's steps: a pure state machine, state and event in, state out.

On the path between a channel's event and the sitting, which carries out the effect that a step names. What an answer
does is in :mod:`intake.answering`, what a command does in :mod:`intake.steering`. Nothing here reads a clock, draws at
random or opens storage, and no text is written here.
"""

from dataclasses import replace
from datetime import date

from intake.answering import answer, lengthen
from intake.codes import read_crossing
from intake.events import Arrive, Attached, Choose, Event, Mark, Mistake, More, Present, Speak, Steer, Text
from intake.interview import Interview, Stage
from intake.messages import say
from intake.moves import IDLE, Effect, Step, at_the_door, complete, covered, not_here, present, regret, resume
from intake.questionnaire import codes
from intake.receipt import is_code_as_shown
from intake.requests import OpenRequest
from intake.steering import steer
from storage.documents import Answer, AnswerKind, Attachment, Consent, Urgency
from storage.ids import CaseId

__all__ = [
    "Effect", "Step", "agreed", "disagreed", "forget_return", "gone", "received", "returned", "step", "unknown",
]  # fmt: skip


def step(interview: Interview, event: Event, *, today: date) -> Step:
    """Take one event. What does not fit changes nothing and is corrected."""
    made = _awake(interview, event, today) if interview.paused else _take(interview, event, today)
    if made.interview.cursor != interview.cursor:
        return replace(made, interview=replace(made.interview, marked=None))
    return made


def _awake(interview: Interview, event: Event, today: date) -> Step:
    """The first event after a pause: an answer only wakes, since nobody saw the question to which it would be one."""
    if isinstance(event, Mistake | Speak):
        return _take(interview, event, today)
    awake = replace(covered(interview), paused=False)
    if isinstance(event, Text | Choose | Mark) or event is Steer.SHOW or event is Steer.DONE:
        return Step(interview=awake, messages=(*regret(event), say("resumed")))
    return _take(awake, event, today)


def _take(interview: Interview, event: Event, today: date) -> Step:
    match event:
        case Speak(language=language):
            return Step(interview=replace(interview, language=language))
        case Arrive(language=language):
            state = forget_return(covered(interview))
            state = replace(state, paused=False, language=language or state.language)
            return Step(interview=state, messages=(say("resumed"),))
        case Mistake(message=message, args=args):
            return Step(interview=interview, messages=(say(message, **args),))
        case Attached(attachment=attachment):
            return _attach(interview, attachment)
        case Present(code=code):
            return present(interview, code)
        case Text(text=text) if is_code_as_shown(text) and interview.stage is not Stage.RECEIPT:
            # Whatever is asked, a code is no answer to it: staff must never read one.
            return present(interview, text)
        case Text(text=text) if interview.stage in IDLE and read_crossing(text):
            return present(interview, text)
        case Mark():
            return _mark(interview, event)
        case Steer():
            return steer(interview, event, today)
        case More(text=text):
            return lengthen(interview, text)
        case Text() | Choose():
            return answer(interview, event, today)


def _attach(interview: Interview, attachment: Attachment) -> Step:
    place = interview.files_place
    if place is None:
        return not_here(interview)
    path, _question = place
    before = interview.answers.get(path)
    held = (*(before.attachments if before else ()), attachment.id)
    state = replace(interview, attachments=(*interview.attachments, attachment))
    state = state.with_answer(Answer(question=path, kind=AnswerKind.FILES, attachments=held))
    return Step(interview=state, messages=(say("file-kept", count=len(held)),))


def _mark(interview: Interview, mark: Mark) -> Step:
    asked = interview.open_question.question if interview.stage is Stage.ASKING else None
    offered = codes(asked) if asked and asked.kind is AnswerKind.CHOICES else ()
    if mark.code not in offered:
        return Step(interview=interview, messages=(say("correct-stale"),))
    wanted = {*interview.marks, mark.code} if mark.on else {*interview.marks} - {mark.code}
    return Step(interview=replace(interview, marked=tuple(code for code in offered if code in wanted)))


# What the desk says back ---------------------------------------------------------------------------------------------


def received(interview: Interview, *, urgency: Urgency, code: str = "") -> Step:
    """After the commit: everything so far is received. ``code`` is given with a new case only."""
    sent = (*interview.answers, *(file.id for file in interview.attachments))
    state = replace(interview, sent=sent, revised=(), retracted=(), received=True, reported=urgency)
    state = replace(state, cursor="", marked=None)
    state = replace(state, cursor=state.next_open)
    if code:
        said = say("received-emergency" if urgency is Urgency.EMERGENCY else "received")
        return Step(interview=replace(state, stage=Stage.RECEIPT, code=code), messages=(said,))
    urgent = urgency is Urgency.EMERGENCY and urgency.outranks(interview.reported)
    return resume(state, said=(say("received-emergency" if urgent else "addition-received"),))


def returned(
    interview: Interview, case: CaseId, requests: tuple[OpenRequest, ...] = (), agreed: tuple[Consent, ...] = ()
) -> Interview:
    """After a right receipt code: what comes now belongs to that case, unless an interview is open already."""
    if interview.stage is not Stage.CODE:
        return interview
    state = replace(interview, stage=Stage.RETURNED, returned=case, received=True)
    return replace(state, requests=requests, agreed=agreed)


def unknown(interview: Interview) -> Step:
    """After a code that opens nothing: whether it never existed or was erased, the answer is the same."""
    return Step(interview=interview, messages=(say("code-unknown"),))


def agreed(interview: Interview) -> Step:
    """After it was kept where to tell that there is an answer."""
    state, said = replace(interview, told=True), (say("notify-kept"),)
    return complete(state, said) if interview.stage is Stage.NOTIFY else Step(interview=state, messages=said)


def disagreed(interview: Interview) -> Step:
    """After that was forgotten again."""
    return Step(interview=replace(interview, told=False), messages=(say("notify-forgotten"),))


def gone(interview: Interview) -> Step:
    """After the case was erased while something was being added to it."""
    return Step(interview=interview, messages=(say("withdrawn"),), effect=Effect.PART)


def forget_return(interview: Interview) -> Interview:
    """After a while, or when somebody sits down: whoever returned with a code has to give it again."""
    state = covered(interview) if interview.changing else interview
    return at_the_door(state) if state.stage in {Stage.RETURNED, Stage.WITHDRAWING} else state
