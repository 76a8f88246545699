"""What a command does, wherever the interview stands: a step, or a word that it does nothing here. Pure.

On the path between :mod:`intake.steps` and :mod:`intake.moves`.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from intake import moves
from intake.answering import answer
from intake.events import Choose, Steer
from intake.interview import Interview, Stage
from intake.messages import say
from intake.moves import Step
from storage.documents import Answer, AnswerKind


def steer(interview: Interview, command: Steer, today: date) -> Step:
    """Carry a command out."""
    return _STEERING[command](interview, today)


def _back(interview: Interview, _today: date) -> Step:
    match interview.stage:
        case Stage.CODE:
            return Step(interview=replace(interview, stage=Stage.BEGIN))
        case Stage.WITHDRAWING:
            return Step(interview=replace(interview, stage=Stage.RETURNED))
        case Stage.STOPPING:
            return Step(interview=replace(interview, stage=interview.left))
        case Stage.REVIEW:
            return Step(interview=moves.covered(interview))
        case Stage.ASKING | Stage.READY if interview.changing:
            return moves.review(interview)
        case Stage.ASKING | Stage.OFFER | Stage.READY:
            return _back_to_question(interview)
    return moves.not_here(interview)


def _back_to_question(interview: Interview) -> Step:
    """To the question answered last, then backwards."""
    paths = [asked.path for asked in interview.plan]
    if interview.behind in paths:
        path = interview.behind
    else:
        before = paths[: paths.index(interview.cursor)] if interview.cursor else paths
        path = before[-1] if before else ""
    if not path:
        return moves.not_here(interview)
    return Step(interview=replace(interview, stage=Stage.ASKING, cursor=path, behind=""))


def _skip(interview: Interview, today: date) -> Step:
    match interview.stage:
        case Stage.ASKING:
            asked = interview.open_question
            skipped = Answer(question=asked.path, kind=asked.question.kind)
            return moves.take(interview, skipped, today=today)
        case Stage.OFFER:
            return moves.resume(interview)
        case Stage.RECEIPT:
            return moves.after_receipt(interview)
        case Stage.NOTIFY:
            return moves.complete(interview)
    return moves.not_here(interview)


def _leave_answer(interview: Interview, today: date) -> Step:
    if interview.stage is Stage.ASKING and interview.cursor in interview.answers:
        return moves.go_on(interview, today=today)
    return moves.not_here(interview)


def _done(interview: Interview, today: date) -> Step:
    if interview.stage is Stage.ASKING:
        match interview.open_question.question.kind:
            case AnswerKind.CHOICES:
                return answer(interview, Choose(codes=interview.marks), today)
            case AnswerKind.FILES:
                return answer(interview, Choose(codes=("done",)), today)
    return moves.not_here(interview)


def _pause(interview: Interview, _today: date) -> Step:
    return Step(interview=replace(interview, paused=True))


def _stop(interview: Interview, _today: date) -> Step:
    if interview.stage is Stage.GOODBYE:
        return moves.leave(interview)
    if interview.stage is Stage.STOPPING:
        # Whoever says it twice may not have seen yet what is asked: nothing is deleted but by its own option.
        return Step(interview=interview, messages=(say("correct-choice", most=2),))
    if not interview.worth_sending:
        return moves.finish(interview)
    return Step(interview=replace(interview, stage=Stage.STOPPING, left=interview.stage))


def _show(interview: Interview, _today: date) -> Step:
    # Whoever comes back to the last words wants something else than to read them again.
    beginning = interview.stage is Stage.GOODBYE
    return Step(interview=replace(interview, stage=Stage.BEGIN) if beginning else interview)


_STEERING: Mapping[Steer, Callable[[Interview, date], Step]] = {
    Steer.BACK: _back,
    Steer.SKIP: _skip,
    Steer.KEEP: _leave_answer,
    Steer.DONE: _done,
    Steer.PAUSE: _pause,
    Steer.STOP: _stop,
    Steer.REVIEW: lambda interview, _today: moves.review(interview),
    Steer.SEND: lambda interview, _today: moves.send(interview),
    Steer.MOVE: lambda interview, _today: moves.move(interview),
    Steer.SHOW: _show,
}
