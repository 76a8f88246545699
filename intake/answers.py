"""From what was typed or chosen to an answer, or to an exact correction.

Invalid input is normal input: it changes nothing, and what comes back says what would be right. Nothing here keeps or
shows an answer. The kinds are those of :class:`storage.documents.AnswerKind`.
"""

import unicodedata
from datetime import date, timedelta

from intake.dates import DateImpossible, DateUnreadable, first_day, last_day, read_date
from intake.events import Choose, Text
from intake.messages import Message, say
from intake.questionnaire import Question, codes
from storage.documents import Answer, AnswerKind

SHORT_LIMIT = 300
LONG_LIMIT = 4096
"""Characters, unless the question says otherwise: as many as a message on Telegram holds."""

LONG_WHOLE = 4 * LONG_LIMIT
"""Characters of a long text that came in several messages."""

_A_FEW_WORDS = 25
"""Characters; who typed more at a list of options told something, and has to hear that it was not kept."""

_BIDI_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_READABLE = frozenset("LNPS")
"""The Unicode categories, by first letter, of what can be seen: letters, numbers, punctuation, symbols."""


def clean(text: str) -> str:
    """Text as it may be kept: NFC, without control characters, lone surrogates and direction overrides.

    Line breaks and tabs stay; white space around it goes.
    """
    kept = (
        char
        for char in text.replace("\r\n", "\n").replace("\r", "\n")
        if char in "\n\t" or (unicodedata.category(char) not in {"Cc", "Cs"} and char not in _BIDI_OVERRIDES)
    )
    return unicodedata.normalize("NFC", "".join(kept)).strip()


def limit_of(question: Question) -> int:
    """How many characters a typed answer may have."""
    return question.limit or (LONG_LIMIT if question.kind is AnswerKind.LONG_TEXT else SHORT_LIMIT)


def read(path: str, question: Question, given: Text | Choose, *, today: date) -> Answer | Message:
    """Read an answer to a question; a :class:`Message` is the correction to show.

    Files are not read here: they arrive sealed.
    """
    if isinstance(given, Choose):
        return _choose(path, question, given.codes)
    text = clean(given.text)
    if not any(unicodedata.category(char)[0] in _READABLE for char in text):
        return say("correct-characters" if given.text.strip() else "correct-empty")
    match question.kind:
        case AnswerKind.CHOICE | AnswerKind.CHOICES | AnswerKind.YES_NO | AnswerKind.CONSENT:
            return _no_option(question, text)
        case AnswerKind.FILES:
            # Perhaps below a file that was added: it is the words that are not kept.
            return say("file-words-elsewhere")
        case AnswerKind.DATE:
            return _date(path, question, text, today=today)
        case _:
            return _text(path, question, text)


def date_of(answer: Answer) -> str:
    """The date that an answer says, in ISO 8601 as far as it is known; with words of one's own it is their code."""
    return answer.text if answer.kind is AnswerKind.DATE else next(iter(answer.codes), "")


def _choose(path: str, question: Question, chosen: tuple[str, ...]) -> Answer | Message:
    offered = codes(question)
    several = question.kind is AnswerKind.CHOICES
    if not offered:
        # A button of another question that was still on the screen.
        return say("correct-files" if question.kind is AnswerKind.FILES else "correct-not-here")
    ordered = tuple(code for code in offered if code in chosen)
    if not ordered or not set(chosen) <= set(offered) or (len(ordered) > 1 and not several):
        return say("correct-choices" if several else "correct-choice", most=len(offered))
    if len(ordered) > 1 and any(choice.alone for choice in question.choices if choice.code in ordered):
        return say("correct-alone")
    return Answer(question=path, kind=question.kind, codes=ordered)


def _no_option(question: Question, text: str) -> Message:
    most = len(codes(question))
    if len(text) > _A_FEW_WORDS:
        return say("correct-choice-text", most=most)
    return say("correct-choices" if question.kind is AnswerKind.CHOICES else "correct-choice", most=most)


def _text(path: str, question: Question, text: str) -> Answer | Message:
    if len(text) > limit_of(question):
        return say("correct-long", length=len(text), limit=limit_of(question))
    return Answer(question=path, kind=question.kind, text=text)


def _date(path: str, question: Question, text: str, *, today: date) -> Answer | Message:
    try:
        known = read_date(text, today=today, ahead=question.tense == "future")
    except DateUnreadable:
        return say("correct-date")
    except DateImpossible:
        return say("correct-date-impossible")
    # Somewhere on Earth it is already tomorrow, or still yesterday.
    if question.tense == "past" and first_day(known.iso) > today + timedelta(days=1):
        return say("correct-date-future")
    if question.tense == "future" and last_day(known.iso) < today - timedelta(days=1):
        return say("correct-date-past")
    return Answer(question=path, kind=question.kind, codes=(known.precision.value,), text=known.iso)
