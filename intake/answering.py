"""What an answer does, stage by stage: something that was typed or chosen in, a step out. Pure.

On the path between :mod:`intake.steps` and :mod:`intake.moves`.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from intake import answers, moves, requests
from intake.events import Choose, Text
from intake.interview import Interview, Stage
from intake.messages import Message, say
from intake.moves import Effect, Step
from intake.receipt import looks_like_code, read_code
from storage.documents import AnswerKind, QuestionnaireKind


def answer(interview: Interview, given: Text | Choose, today: date) -> Step:
    """Take an answer to what is asked."""
    return _ANSWERING[interview.stage](interview, given, today)


def lengthen(interview: Interview, rest: str) -> Step:
    """Add the rest of a long text to the answer that its beginning became; without one, neither is kept."""
    before = interview.answers.get(interview.behind)
    if before is None or before.kind is not AnswerKind.LONG_TEXT or not before.text:
        return Step(interview=interview, messages=(say("correct-rest"),))
    whole = answers.clean(f"{before.text}\n{rest}")
    if len(whole) > answers.LONG_WHOLE:
        return Step(interview=interview, messages=(say("correct-long", length=len(whole), limit=answers.LONG_WHOLE),))
    return Step(interview=interview.with_answer(replace(before, text=whole)), messages=(say("rest-kept"),))


def _at_begin(interview: Interview, given: Text | Choose, _today: date) -> Step:
    if isinstance(given, Text) and looks_like_code(given.text):
        return moves.present(interview, given.text)
    match _chosen(given):
        case "code":
            return Step(interview=replace(interview, stage=Stage.CODE))
        case QuestionnaireKind.APPEAL | QuestionnaireKind.REPORT as kind:
            return moves.start(interview, QuestionnaireKind(kind))
        case _:
            corrected = _correct_choice(interview, 3)
            return replace(corrected, messages=(*moves.regret(given), *corrected.messages))


def _at_question(interview: Interview, given: Text | Choose, today: date) -> Step:
    asked = interview.open_question
    if asked.question.kind is AnswerKind.FILES and _chosen(given) == "done" and asked.path in interview.answers:
        return moves.go_on(interview, today=today)
    understood = (
        requests.read(asked, given, today=today)
        if interview.request_at(asked.path)
        else answers.read(asked.path, asked.question, given, today=today)
    )
    if isinstance(understood, Message):
        return Step(interview=interview, messages=(understood,))
    said = (say("pause-offered"),) if asked.question.hard else ()
    return moves.take(interview, understood, today=today, said=said)


def _at_offer(interview: Interview, given: Text | Choose, _today: date) -> Step:
    match _chosen(given):
        case "send":
            return moves.send(interview)
        case "go_on":
            return moves.resume(interview)
        case _:
            return _correct_choice(interview, 2)


def _at_ready(interview: Interview, given: Text | Choose, _today: date) -> Step:
    match _chosen(given):
        case "send":
            return moves.send(interview)
        case "review":
            return moves.review(interview)
        case "add" if interview.only_requests:
            return moves.add_more(interview)
        case _:
            return _correct_choice(interview, 2 + interview.only_requests)


def _at_review(interview: Interview, given: Text | Choose, _today: date) -> Step:
    chosen = _chosen(given)
    if chosen == "send":
        return moves.send(interview)
    if chosen in {asked.path for asked in interview.plan}:
        return Step(interview=replace(interview, stage=Stage.ASKING, cursor=chosen, behind=""))
    return Step(interview=interview, messages=(say("correct-number", most=len(interview.plan) + 1),))


def _at_receipt(interview: Interview, given: Text | Choose, _today: date) -> Step:
    if isinstance(given, Text) and read_code(given.text) == interview.code:
        return moves.after_receipt(interview, (say("receipt-right"),))
    return Step(interview=interview, messages=(say("receipt-wrong"),))


def _at_notify(interview: Interview, given: Text | Choose, _today: date) -> Step:
    match _chosen(given):
        case "yes":
            return Step(interview=interview, effect=Effect.AGREE)
        case "no":
            return moves.complete(interview)
        case _:
            return _correct_choice(interview, 2)


def _at_code(interview: Interview, given: Text | Choose, _today: date) -> Step:
    return moves.present(interview, given.text if isinstance(given, Text) else " ".join(given.codes))


def _at_return(interview: Interview, given: Text | Choose, _today: date) -> Step:
    match _chosen(given):
        case "answer" if interview.requests:
            return moves.start(interview, QuestionnaireKind.ADDITION)
        case "add":
            return moves.start(replace(interview, requests=()), QuestionnaireKind.ADDITION)
        case "consents" if interview.agreed:
            return moves.change(interview)
        case "notify" if interview.reachable:
            return Step(interview=interview, effect=Effect.AGREE)
        case "quiet" if interview.reachable:
            return Step(interview=interview, effect=Effect.DISAGREE)
        case "withdraw":
            return Step(interview=replace(interview, stage=Stage.WITHDRAWING))
        case "finish":
            return moves.leave(interview)
        case _:
            most = 3 + interview.reachable + bool(interview.requests) + bool(interview.agreed)
            return _correct_choice(interview, most)


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
            return moves.finish(interview)
        case "go_on":
            return Step(interview=replace(interview, stage=interview.left))
        case _:
            return _correct_choice(interview, 2)


def _at_goodbye(interview: Interview, given: Text | Choose, _today: date) -> Step:
    if _chosen(given) == "finish":
        return moves.leave(interview)
    return moves.begin_again(interview, given)


def _correct_choice(interview: Interview, most: int) -> Step:
    return Step(interview=interview, messages=(say("correct-choice", most=most),))


def _chosen(given: Text | Choose) -> str:
    """The one code that was chosen; empty for anything else."""
    return given.codes[0] if isinstance(given, Choose) and len(given.codes) == 1 else ""


_ANSWERING: Mapping[Stage, Callable[[Interview, Text | Choose, date], Step]] = {
    Stage.BEGIN: _at_begin,
    Stage.ASKING: _at_question,
    Stage.OFFER: _at_offer,
    Stage.READY: _at_ready,
    Stage.REVIEW: _at_review,
    Stage.RECEIPT: _at_receipt,
    Stage.NOTIFY: _at_notify,
    Stage.CODE: _at_code,
    Stage.RETURNED: _at_return,
    Stage.WITHDRAWING: _at_withdrawal,
    Stage.STOPPING: _at_stop,
    Stage.GOODBYE: _at_goodbye,
}
