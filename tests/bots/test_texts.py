"""The catalogues: words by message id, nothing made up where there are none, and no answer in a log."""

import logging

import pytest
from fluent.runtime import FluentBundle, FluentResource

from bots.texts import Catalogue, TextBroken, TextMissing, catalogue, clean
from storage.documents import Language

SOURCE = """
plain = Plain
helped = Question
    .help = Help below it
bare =
    .help = Only help
told = You wrote { $words }
broken = Where is { $absent }, { $words }?
hopeless = { nowhere }
chosen = { $state ->
    [open] Open: { $words }
   *[other] { $state }
 }
counted = { $count ->
    [one] { $count } word: { $words }
   *[other] { $count } words: { $words }
 }
"""


@pytest.fixture
def small() -> Catalogue:
    """A catalogue of one language."""
    bundle = FluentBundle(["en"], use_isolating=False)
    bundle.add_resource(FluentResource(SOURCE))
    return Catalogue({Language.EN: bundle})


def test_message_is_worded_with_its_arguments(small):
    """Arguments come in as they are, without isolation marks."""
    assert small.text(Language.EN, "told", {"words": "שלום"}) == "You wrote שלום"


@pytest.mark.parametrize("missing", ["nowhere", "bare"])
def test_missing_message_is_an_error(small, missing):
    """Nobody is ever shown a message id."""
    with pytest.raises(TextMissing):
        small.text(Language.EN, missing)


def test_help_below_a_question_is_an_attribute(small):
    """It is empty where there is none."""
    assert small.attribute(Language.EN, "helped", "help") == "Help below it"
    assert small.attribute(Language.EN, "plain", "help") == ""


def test_catalogue_knows_what_it_has(small):
    """Whoever has a label to fall back on can ask first."""
    assert small.has(Language.EN, "plain")
    assert not small.has(Language.EN, "nowhere")


def test_mistake_in_a_text_is_logged_without_what_was_written(small, caplog):
    """The log names the message and the kind of mistake; the arguments may hold answers."""
    with caplog.at_level(logging.ERROR):
        shown = small.text(Language.EN, "broken", {"words": "canary"})
    assert "broken" in caplog.text
    assert "canary" not in caplog.text
    assert shown == "Where is …, canary?"


def test_text_that_cannot_be_worded_is_an_error(small):
    """It never comes out as something that looks like a text."""
    with pytest.raises(TextBroken, match=r"^hopeless$"):
        small.text(Language.EN, "hopeless", {"words": "canary"})


@pytest.mark.parametrize("length", [2500, 2501, 1_000_000])
def test_words_come_in_whole_whatever_their_length(small, length):
    """Fluent's limit of 2,500 characters in one place is not ours."""
    words = "є" * length
    assert small.text(Language.EN, "told", {"words": words}) == f"You wrote {words}"
    assert small.text(Language.EN, "chosen", {"state": "open", "words": words}) == f"Open: {words}"
    assert small.text(Language.EN, "chosen", {"state": words}) == words


def test_words_are_not_read_as_markup(small):
    """Braces, selectors and the marks of the catalogue itself in an argument are words like others."""
    words = '{ $state } { told } {"x"} \ue0000\ue001 \ue0009\ue001'
    assert small.text(Language.EN, "told", {"state": "x", "words": words}) == f"You wrote {words}"


@pytest.mark.parametrize(("count", "shown"), [(1, "1 word: a"), (2, "2 words: a")])
def test_number_chooses_its_form(small, count, shown):
    """Numbers stay numbers."""
    assert small.text(Language.EN, "counted", {"count": count, "words": "a"}) == shown


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("a\x1b[2Jb\x9b1mc\x00\x7f", "a[2Jb1mc"),
        ("a\tb\nc", "a\tb\nc"),
        ("a\r\nb\rc\vd\fe\x85f\u2028g\u2029h", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("\u202eabc\u202c\u2066d\u2069\u200f\u061c", "abcd"),
        ("a\ud800b\udc80", "ab"),
        ("👩\u200d🚒 їжак é שלום", "👩\u200d🚒 їжак é שלום"),
    ],
)
def test_nothing_that_commands_a_screen_is_shown(small, words, shown):
    """Escape sequences, direction controls and half characters go; every kind of line break is one."""
    assert clean(words) == shown
    assert small.text(Language.EN, "told", {"words": words}) == f"You wrote {shown}"


@pytest.mark.parametrize("wing", ["intake", "triage"])
def test_catalogue_of_a_wing_speaks_every_language(wing):
    """It is loaded once, whole."""
    assert catalogue(wing) is catalogue(wing)
    message = {"intake": "begin-ask", "triage": "queue-empty"}[wing]
    assert len({catalogue(wing).text(language, message) for language in Language}) == len(Language)
