"""From what was typed or chosen to an answer or an exact correction."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.answers import LONG_LIMIT, SHORT_LIMIT, clean, limit_of, read
from intake.events import Choose, Text
from intake.messages import Message
from intake.questionnaire import Choice, Question
from storage.documents import Answer, AnswerKind, ConsentUse

TODAY = date(2026, 11, 22)

CHOICES = (Choice(code="a"), Choice(code="b"), Choice(code="none", alone=True))
QUESTIONS = {
    "choice": Question(id="q", kind=AnswerKind.CHOICE, choices=CHOICES),
    "choices": Question(id="q", kind=AnswerKind.CHOICES, choices=CHOICES),
    "yes_no": Question(id="q", kind=AnswerKind.YES_NO),
    "consent": Question(id="q", kind=AnswerKind.CONSENT, use=ConsentUse.UN),
    "short": Question(id="q", kind=AnswerKind.SHORT_TEXT),
    "long": Question(id="q", kind=AnswerKind.LONG_TEXT),
    "ten": Question(id="q", kind=AnswerKind.LONG_TEXT, limit=10),
    "past": Question(id="q", kind=AnswerKind.DATE),
    "future": Question(id="q", kind=AnswerKind.DATE, tense="future"),
    "any": Question(id="q", kind=AnswerKind.DATE, tense="any"),
    "place": Question(id="q", kind=AnswerKind.PLACE, choices=(Choice(code="UA-65"), Choice(code="elsewhere"))),
    "contact": Question(id="q", kind=AnswerKind.CONTACT),
    "files": Question(id="q", kind=AnswerKind.FILES),
}
LINES = "Taken from home.\n\tThe second line."

ANSWERED = [
    ("choice", Choose(codes=("b",)), (("b",), "")),
    ("choice", Choose(codes=("b", "b")), (("b",), "")),
    ("choices", Choose(codes=("b", "a")), (("a", "b"), "")),
    ("choices", Choose(codes=("none",)), (("none",), "")),
    ("choices", Choose(codes=("none", "none")), (("none",), "")),
    ("yes_no", Choose(codes=("yes",)), (("yes",), "")),
    ("consent", Choose(codes=("no",)), (("no",), "")),
    ("place", Choose(codes=("UA-65",)), (("UA-65",), "")),
    ("place", Text(text="a village near Kherson"), ((), "a village near Kherson")),
    ("short", Text(text="  Олена  "), ((), "Олена")),
    ("short", Text(text="x" * SHORT_LIMIT), ((), "x" * SHORT_LIMIT)),
    ("long", Text(text=LINES), ((), LINES)),
    ("long", Text(text="a\r\nb\rc"), ((), "a\nb\nc")),
    ("contact", Text(text="+380 44 123 45 67"), ((), "+380 44 123 45 67")),
    ("past", Text(text="12.03.2026"), (("exact",), "2026-03-12")),
    ("past", Text(text="about 12.03.2026"), (("estimate",), "2026-03-12")),
    ("past", Text(text="2026"), (("unknown_month_and_day",), "2026")),
    ("past", Text(text="23.11.2026"), (("exact",), "2026-11-23")),
    ("future", Text(text="12.2026"), (("unknown_day",), "2026-12")),
    ("future", Text(text="2026"), (("unknown_month_and_day",), "2026")),
    ("future", Text(text="21.11.2026"), (("exact",), "2026-11-21")),
    ("any", Text(text="1.1.2030"), (("exact",), "2030-01-01")),
    ("any", Text(text="1.1.1950"), (("exact",), "1950-01-01")),
    ("long", Text(text="'); DROP TABLE cases; --"), ((), "'); DROP TABLE cases; --")),
    ("long", Text(text="<b>*bold*</b> =cmd|'/c calc'!A1"), ((), "<b>*bold*</b> =cmd|'/c calc'!A1")),
    ("short", Text(text="😀"), ((), "😀")),
    ("short", Text(text="👨\u200d👩\u200d👧"), ((), "👨\u200d👩\u200d👧")),
    ("long", Text(text="Z\u0351\u036b\u0343a\u0356\u0323lgo"), ((), "Z\u0351\u036b\u0313a\u0356\u0323lgo")),
    ("short", Text(text="и\u0306"), ((), "й")),
    ("short", Text(text="a\x00b\x1b[31mc\x07"), ((), "ab[31mc")),
    ("short", Text(text="abc\u202etxt.exe\u202c"), ((), "abctxt.exe")),
    ("short", Text(text="half \ud83d a pair"), ((), "half  a pair")),
    ("short", Text(text="e\u202e\u0301"), ((), "é")),
]
CORRECTED = [
    ("choice", Choose(codes=()), "correct-choice", {"most": 3}),
    ("choice", Choose(codes=("c",)), "correct-choice", {"most": 3}),
    ("choice", Choose(codes=("a", "b")), "correct-choice", {"most": 3}),
    ("choice", Choose(codes=("a", "c")), "correct-choice", {"most": 3}),
    ("choice", Text(text="perhaps"), "correct-choice", {"most": 3}),
    ("yes_no", Text(text="maybe"), "correct-choice", {"most": 2}),
    ("consent", Text(text="maybe"), "correct-choice", {"most": 2}),
    ("choices", Choose(codes=()), "correct-choices", {"most": 3}),
    ("choices", Choose(codes=("a", "c")), "correct-choices", {"most": 3}),
    ("choices", Text(text="both"), "correct-choices", {"most": 3}),
    ("choices", Choose(codes=("a", "none")), "correct-alone", {}),
    ("short", Text(text=""), "correct-empty", {}),
    ("short", Text(text=" \n\t "), "correct-empty", {}),
    ("short", Text(text="\x00\x01"), "correct-characters", {}),
    ("short", Text(text="\ud800"), "correct-characters", {}),
    ("short", Text(text="\u202e\u202e"), "correct-characters", {}),
    ("short", Text(text="\u200b\u200d\ufeff"), "correct-characters", {}),
    ("choice", Text(text="\u200b"), "correct-characters", {}),
    ("short", Text(text="x" * 301), "correct-long", {"length": 301, "limit": SHORT_LIMIT}),
    ("long", Text(text="😀" * 4097), "correct-long", {"length": 4097, "limit": LONG_LIMIT}),
    ("ten", Text(text="x" * 11), "correct-long", {"length": 11, "limit": 10}),
    ("contact", Text(text="x" * 301), "correct-long", {"length": 301, "limit": SHORT_LIMIT}),
    ("past", Text(text="soon"), "correct-date", {}),
    ("past", Text(text="30.02.2026"), "correct-date-impossible", {}),
    ("past", Text(text="24.11.2026"), "correct-date-future", {}),
    ("past", Text(text="2027"), "correct-date-future", {}),
    ("future", Text(text="20.11.2026"), "correct-date-past", {}),
    ("future", Text(text="2025"), "correct-date-past", {}),
    ("files", Text(text="here it is"), "file-words-elsewhere", {}),
    ("files", Choose(codes=("done",)), "correct-files", {}),
    ("short", Choose(codes=("a",)), "correct-not-here", {}),
    ("past", Choose(codes=("exact",)), "correct-not-here", {}),
]


@pytest.mark.parametrize(("question", "given_", "expected"), ANSWERED)
def test_an_answer_is_read(question: str, given_: Text | Choose, expected: tuple[tuple[str, ...], str]) -> None:
    """What fits becomes codes in the order of showing, or cleaned text."""
    answer = read("person.2.q", QUESTIONS[question], given_, today=TODAY)
    assert isinstance(answer, Answer)
    assert (answer.codes, answer.text) == expected
    assert (answer.question, answer.kind, answer.skipped) == ("person.2.q", QUESTIONS[question].kind, False)


@pytest.mark.parametrize(("question", "given_", "message", "args"), CORRECTED)
def test_a_mistake_gets_its_own_correction(
    question: str, given_: Text | Choose, message: str, args: dict[str, int]
) -> None:
    """What does not fit is answered with the rule it broke, and with numbers only."""
    correction = read("q", QUESTIONS[question], given_, today=TODAY)
    assert isinstance(correction, Message)
    assert (correction.id, dict(correction.args)) == (message, args)


def test_a_text_has_the_limit_of_its_kind_or_its_own() -> None:
    """The question's own limit wins."""
    assert [limit_of(QUESTIONS[name]) for name in ("short", "long", "ten")] == [SHORT_LIMIT, LONG_LIMIT, 10]


@given(st.text(st.characters(exclude_categories=())))
def test_clean_text_stays_as_it_is(text: str) -> None:
    """Cleaning twice changes nothing more, and what is left can be written as UTF-8 in NFC."""
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\x00" not in once
    assert once.encode().decode() == once


@given(st.sampled_from(sorted(QUESTIONS)), st.text() | st.lists(st.sampled_from(["a", "b", "none", "yes", "no", "x"])))
def test_a_correction_never_repeats_what_was_given(name: str, given_: str | list[str]) -> None:
    """Whatever was given: an answer to this question, or a correction that holds nothing but numbers."""
    event = Text(text=given_) if isinstance(given_, str) else Choose(codes=tuple(given_))
    result = read("q", QUESTIONS[name], event, today=TODAY)
    if isinstance(result, Message):
        assert all(isinstance(value, int) for value in result.args.values())
    else:
        assert not result.skipped
