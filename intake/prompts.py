"""What is asked now: a view of the interview's state, and nothing else.

It can be drawn again at any time: after a restart, in another language, on another channel.
"""

from collections.abc import Callable, Mapping

from intake.answers import limit_of
from intake.interview import Interview, Stage
from intake.messages import Control, Message, Option, Prompt, say
from intake.plan import Asked
from intake.questionnaire import codes, label_text, question_text
from intake.receipt import group
from storage.documents import Answer, AnswerKind, QuestionnaireKind

NOTICES = (
    "notice-who",
    "notice-telegram",
    "notice-phone",
    "notice-confirmation",
    "notice-kept",
    "notice-staff",
    "notice-outside",
)
"""What is said before the first question, in this order; ``notice-telegram`` on Telegram only."""

_DONE = "done"


def notices(*, telegram: bool, kept_days: int, draft_days: int) -> tuple[Message, ...]:
    """What is said before the first question."""
    args = {"notice-kept": {"days": kept_days, "draft_days": draft_days}}
    shown = (name for name in NOTICES if telegram or name != "notice-telegram")
    return tuple(say(name, **args.get(name, {})) for name in shown)


def prompt(interview: Interview) -> Prompt:
    """What this state asks."""
    return _PROMPTS[interview.stage](interview)


def asked_as(interview: Interview, path: str) -> Message:
    """The question at a path, as it is shown."""
    return say(question_text(_kind(interview), path))


def label(interview: Interview, asked: Asked, code: str) -> Message:
    """What a code is called in the question that offered it."""
    return say(label_text(_kind(interview), asked.path, asked.question, code))


def _kind(interview: Interview) -> QuestionnaireKind:
    return interview.questionnaire.kind


def _begin(_interview: Interview) -> Prompt:
    return _choice("begin-ask", appeal="begin-appeal", report="begin-report", code="begin-code")


def _question(interview: Interview) -> Prompt:
    asked = interview.open_question
    answer = interview.answers.get(asked.path)
    answered = answer is not None and not answer.skipped
    offered = tuple(Option(code=code, label=label(interview, asked, code)) for code in codes(asked.question))
    if asked.question.kind is AnswerKind.FILES and answered:
        offered = (Option(code=_DONE, label=say("control-done")),)
    paths = [place.path for place in interview.plan]
    before = (say("answered-before"),) if answered and asked.question.kind is not AnswerKind.FILES else ()
    return Prompt(
        progress=say("progress", number=paths.index(asked.path) + 1, total=len(paths)),
        ask=asked_as(interview, asked.path),
        how=(*_how(asked), *before),
        options=offered,
        several=asked.question.kind is AnswerKind.CHOICES,
        controls=_controls(interview, first=asked.path == paths[0], answered=answered),
    )


def _how(asked: Asked) -> tuple[Message, ...]:
    match asked.question.kind:
        case AnswerKind.CHOICE | AnswerKind.YES_NO | AnswerKind.CONSENT:
            return (say("choose-one"),)
        case AnswerKind.CHOICES:
            return (say("choose-several"),)
        case AnswerKind.LONG_TEXT:
            return (say("type-text", limit=limit_of(asked.question)),)
        case AnswerKind.DATE:
            return (say("type-date"),)
        case AnswerKind.PLACE:
            return (say("type-place"),)
        case AnswerKind.CONTACT:
            return (say("type-contact"),)
        case AnswerKind.FILES:
            return (say("attach-files", most=asked.question.most),)
        case AnswerKind.SHORT_TEXT:
            return ()


def _controls(interview: Interview, *, first: bool, answered: bool) -> tuple[Control, ...]:
    back = () if first else (Control.BACK,)
    keep = (Control.KEEP,) if answered else ()
    review = (Control.REVIEW,) if interview.answers else ()
    send = (Control.SEND,) if interview.offered and interview.worth_sending else ()
    return (*back, Control.SKIP, *keep, Control.PAUSE, Control.STOP, *review, *send)


def _offer(_interview: Interview) -> Prompt:
    return _choice("offer-ask", controls=(Control.BACK, Control.STOP), send="offer-send", go_on="offer-go-on")


def _review(interview: Interview) -> Prompt:
    lines = tuple(
        Option(
            code=asked.path,
            label=say(
                "review-line",
                question=asked_as(interview, asked.path),
                answer=_summary(interview, asked, interview.answers.get(asked.path)),
            ),
        )
        for asked in interview.plan
    )
    return Prompt(
        before=(say("review-title"),),
        ask=say("review-ask"),
        options=(*lines, Option(code="send", label=say("review-send"))),
        controls=(Control.BACK, Control.SEND, Control.PAUSE, Control.STOP),
    )


def _summary(interview: Interview, asked: Asked, answer: Answer | None) -> Message | str | tuple[Message, ...]:
    """An answer as its giver sees it again."""
    if answer is None:
        return say("review-open")
    if answer.skipped:
        return say("review-skipped")
    if answer.attachments:
        return say("review-files", count=len(answer.attachments))
    return answer.text or tuple(label(interview, asked, code) for code in answer.codes)


def _receipt(interview: Interview) -> Prompt:
    return Prompt(
        before=(say("receipt-code", code=group(interview.code)),),
        ask=say("receipt-ask"),
        controls=(Control.SKIP,),
    )


def _code(_interview: Interview) -> Prompt:
    return Prompt(ask=say("code-ask"), controls=(Control.BACK, Control.STOP))


def _returned(_interview: Interview) -> Prompt:
    return _choice("returned-ask", add="returned-add", withdraw="returned-withdraw", finish="returned-finish")


def _withdrawing(_interview: Interview) -> Prompt:
    return _choice("withdraw-ask", withdraw="withdraw-yes", keep="withdraw-no")


def _stopping(_interview: Interview) -> Prompt:
    return _choice("stop-ask", delete="stop-delete", go_on="stop-go-on")


def _choice(ask: str, *, controls: tuple[Control, ...] = (), **options: str) -> Prompt:
    offered = tuple(Option(code=code, label=say(text)) for code, text in options.items())
    return Prompt(ask=say(ask), options=offered, controls=controls)


_PROMPTS: Mapping[Stage, Callable[[Interview], Prompt]] = {
    Stage.BEGIN: _begin,
    Stage.ASKING: _question,
    Stage.OFFER: _offer,
    Stage.REVIEW: _review,
    Stage.RECEIPT: _receipt,
    Stage.CODE: _code,
    Stage.RETURNED: _returned,
    Stage.WITHDRAWING: _withdrawing,
    Stage.STOPPING: _stopping,
}
