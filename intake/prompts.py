"""What is asked now: a view of the interview's state, and nothing else.

It can be drawn again at any time: after a restart, in another language, on another channel.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache

from intake.answers import limit_of
from intake.dates import write_date
from intake.interview import Interview, Stage
from intake.messages import Control, Message, Option, Prompt, say
from intake.plan import Asked, question_at
from intake.questionnaire import Question, Questionnaire, codes, label_text, question_text
from intake.receipt import group
from intake.settings import IntakeSettings
from storage.documents import Answer, AnswerKind, QuestionnaireKind

NOTICES = (
    "notice-who",
    "notice-telegram",
    "notice-signal",
    "notice-signal-kept",
    "notice-signal-read",
    "notice-phone",
    "notice-confirmation",
    "notice-kept",
    "notice-staff",
    "notice-outside",
)
"""What is said before the first question, in this order; not all of it on every channel."""

_SIGNAL = frozenset({"notice-signal-kept", "notice-signal-read"})
_ABOUT: Mapping[str, frozenset[str]] = {"telegram": frozenset({"notice-telegram", "notice-signal"}), "signal": _SIGNAL}
"""What is said about a channel, on that channel only."""

_NOT_ON: Mapping[str, frozenset[str]] = {"signal": frozenset({"notice-confirmation"})}
"""What a channel says in its own way."""

_DONE = "done"


def notices(channel: str, settings: IntakeSettings) -> tuple[Message, ...]:
    """What is said before the first question on a channel."""
    elsewhere = frozenset[str]().union(*(said for name, said in _ABOUT.items() if name != channel))
    left_out = elsewhere | _NOT_ON.get(channel, frozenset())
    return _notices((name for name in NOTICES if name not in left_out), settings)


def about(channel: str, settings: IntakeSettings) -> tuple[Message, ...]:
    """What is said about a channel to somebody who has begun on another one."""
    said = _ABOUT.get(channel, frozenset()) - {"notice-signal"}
    return _notices((name for name in NOTICES if name in said), settings)


def _notices(names: Iterable[str], settings: IntakeSettings) -> tuple[Message, ...]:
    args: dict[str, dict[str, str | int]] = {
        "notice-signal": {"number": settings.signal_number},
        "notice-signal-kept": {"hours": settings.signal_hours},
        "notice-kept": {"days": settings.case_kept.days, "draft_days": settings.draft_kept.days},
    }
    # Nobody is sent to Signal where there is no number.
    offered = (name for name in names if name != "notice-signal" or settings.signal_number)
    return tuple(say(name, **args.get(name, {})) for name in offered)


def prompt(interview: Interview) -> Prompt:
    """What this state asks. A pause covers everything."""
    stage = "paused" if interview.paused else interview.stage.value
    # Whoever presses "skip" where nothing was given yet does not mean the file that has come meanwhile.
    answered = "answered" if interview.cursor in interview.answers else ""
    place = "/".join((stage, interview.kind or "", interview.cursor, answered))
    asked = _PAUSED if interview.paused else _PROMPTS[interview.stage](interview)
    return replace(asked, key=hashlib.sha256(place.encode()).hexdigest()[:8])


def asked_as(interview: Interview, path: str) -> Message:
    """The question at a path, as it is shown."""
    if request := interview.request_at(path):
        return say("request-ask", text=request.text)
    kind = QuestionnaireKind.APPEAL if interview.standing(path) else _kind(interview)
    return say(question_text(kind, path))


def label(interview: Interview, asked: Asked, code: str) -> Message:
    """What a code is called in the question that offered it."""
    return say(label_text(_kind(interview), asked.path, asked.question, code))


def _kind(interview: Interview) -> QuestionnaireKind:
    return interview.questionnaire.kind


_PAUSED = Prompt(ask=say("paused"), controls=(Control.RESUME,))


def _begin(_interview: Interview) -> Prompt:
    asked = _choice("begin-ask", {"appeal": "begin-appeal", "report": "begin-report", "code": "begin-code"})
    return replace(asked, languages=True)


def _question(interview: Interview) -> Prompt:
    asked = interview.open_question
    answer = interview.answers.get(asked.path)
    answered = answer is not None and not answer.skipped
    several = asked.question.kind is AnswerKind.CHOICES
    marks = interview.marks if several else ()
    offered = tuple(
        replace(option, marked=True) if option.code in marks else option for option in _offered(interview, asked)
    )
    if asked.question.kind is AnswerKind.FILES and answered:
        offered = (Option(code=_DONE, label=say("control-done")),)
    paths = [place.path for place in interview.plan]
    before = (say("answered-before"),) if answered and asked.question.kind is not AnswerKind.FILES else ()
    return Prompt(
        progress=say("progress", number=paths.index(asked.path) + 1, total=len(paths)),
        ask=asked_as(interview, asked.path),
        how=(*_how(asked), *_freely(interview, asked), *_stands(interview, asked), *before),
        options=offered,
        several=several,
        controls=_controls(interview, first=asked.path == paths[0], answered=answered, several=several),
    )


def _stands(interview: Interview, asked: Asked) -> tuple[Message, ...]:
    """What was agreed to until now, where that can be changed."""
    grant = interview.standing(asked.path)
    return (say("consent-stands", answer=label(interview, asked, grant)),) if grant else ()


def _offered(interview: Interview, asked: Asked) -> tuple[Option, ...]:
    """What can be chosen at a place, with nothing marked."""
    if interview.request_at(asked.path) or interview.standing(asked.path):
        return _options(_kind(interview), asked.path, asked.question)
    return _known(interview.questionnaire, asked.path)


@cache
def _known(questionnaire: Questionnaire, path: str) -> tuple[Option, ...]:
    question = question_at(questionnaire, path)
    return _options(questionnaire.kind, path, question) if question else ()


def _options(kind: QuestionnaireKind, path: str, question: Question) -> tuple[Option, ...]:
    named = ((code, label_text(kind, path, question, code)) for code in codes(question))
    return tuple(Option(code=code, label=say(text)) for code, text in named)


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


def _freely(interview: Interview, asked: Asked) -> tuple[Message, ...]:
    """That a date which the group asks for can be told in words, too."""
    free = asked.question.kind is AnswerKind.DATE and interview.request_at(asked.path) is not None
    return (say("type-date-words"),) if free else ()


def _controls(interview: Interview, *, first: bool, answered: bool, several: bool) -> tuple[Control, ...]:
    done = (Control.DONE,) if several else ()
    back = () if first and not interview.changing else (Control.BACK,)
    keep = (Control.KEEP,) if answered else ()
    review = (Control.REVIEW,) if interview.answers else ()
    may_send = (interview.offered or interview.requests or interview.changing) and interview.worth_sending
    send = (Control.SEND,) if may_send else ()
    return (*done, *back, Control.SKIP, *keep, Control.PAUSE, Control.STOP, *review, *send)


def _offer(_interview: Interview) -> Prompt:
    return _choice("offer-ask", {"send": "offer-send", "go_on": "offer-go-on"}, controls=(Control.BACK, Control.STOP))


def _ready(interview: Interview) -> Prompt:
    controls = (Control.BACK, Control.PAUSE, Control.STOP)
    if interview.only_requests:
        options = {"send": "review-send", "review": "ready-review", "add": "returned-add"}
        return _choice("ready-ask-more", options, controls=controls)
    ask = "ready-ask-change" if interview.changing else "ready-ask"
    return _choice(ask, {"send": "review-send", "review": "ready-review"}, controls=controls)


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
        before=(say("consents-title" if interview.changing else "review-title"),),
        ask=say("review-ask"),
        options=(*lines, Option(code="send", label=say("review-send"))),
        controls=(Control.BACK, Control.SEND, Control.PAUSE, Control.STOP),
    )


def _summary(interview: Interview, asked: Asked, answer: Answer | None) -> Message | str | tuple[Message, ...]:
    """An answer as its giver sees it again; what was agreed to stands until it is changed."""
    grant = interview.standing(asked.path)
    if grant and (answer is None or answer.skipped):
        return (label(interview, asked, grant),)
    if answer is None:
        return say("review-open")
    if answer.skipped:
        return say("review-skipped")
    if answer.attachments:
        return say("review-files", count=len(answer.attachments))
    if answer.kind is AnswerKind.DATE:
        return write_date(answer.text)
    return answer.text or tuple(label(interview, asked, code) for code in answer.codes)


def _receipt(interview: Interview) -> Prompt:
    return Prompt(
        before=(say("receipt-code", code=group(interview.code)),),
        ask=say("receipt-ask"),
        controls=(Control.SKIP,),
    )


def _notify(_interview: Interview) -> Prompt:
    return _choice("notify-ask", {"yes": "notify-yes", "no": "notify-no"})


def _code(_interview: Interview) -> Prompt:
    return Prompt(ask=say("code-ask"), controls=(Control.BACK, Control.STOP))


def _returned(interview: Interview) -> Prompt:
    told = {"quiet": "returned-quiet"} if interview.told else {"notify": "returned-notify"}
    options = {"withdraw": "returned-withdraw", "finish": "returned-finish"}
    if interview.agreed:
        options = {"consents": "returned-consents", **options}
    if interview.reachable:
        options = {**told, **options}
    options = {"add": "returned-add", **options}
    if interview.requests:
        options = {"answer": "returned-answer", **options}
    return _choice("returned-ask", options)


def _withdrawing(_interview: Interview) -> Prompt:
    return _choice("withdraw-ask", {"withdraw": "withdraw-yes", "keep": "withdraw-no"})


def _stopping(_interview: Interview) -> Prompt:
    return _choice("stop-ask", {"delete": "stop-delete", "go_on": "stop-go-on"})


def _goodbye(_interview: Interview) -> Prompt:
    return _choice("goodbye-ask", {"finish": "returned-finish"})


def _choice(ask: str, options: Mapping[str, str], *, controls: tuple[Control, ...] = ()) -> Prompt:
    offered = tuple(Option(code=code, label=say(text)) for code, text in options.items())
    return Prompt(ask=say(ask), options=offered, controls=controls)


_PROMPTS: Mapping[Stage, Callable[[Interview], Prompt]] = {
    Stage.BEGIN: _begin,
    Stage.ASKING: _question,
    Stage.OFFER: _offer,
    Stage.READY: _ready,
    Stage.REVIEW: _review,
    Stage.RECEIPT: _receipt,
    Stage.NOTIFY: _notify,
    Stage.CODE: _code,
    Stage.RETURNED: _returned,
    Stage.WITHDRAWING: _withdrawing,
    Stage.STOPPING: _stopping,
    Stage.GOODBYE: _goodbye,
}
