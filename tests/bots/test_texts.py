"""The catalogues: words by message id, nothing made up where there are none, and no answer in a log."""

import logging

import pytest
from fluent.runtime import FluentBundle, FluentResource

from bots.texts import Catalogue, TextMissing, catalogue
from storage.documents import Language

SOURCE = """
plain = Plain
helped = Question
    .help = Help below it
bare =
    .help = Only help
told = You wrote { $words }
broken = { $absent }
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
        small.text(Language.EN, "broken", {"words": "canary"})
    assert "broken" in caplog.text
    assert "canary" not in caplog.text


@pytest.mark.parametrize("wing", ["intake", "triage"])
def test_catalogue_of_a_wing_speaks_every_language(wing):
    """It is loaded once, whole."""
    assert catalogue(wing) is catalogue(wing)
    message = {"intake": "begin-ask", "triage": "queue-empty"}[wing]
    assert len({catalogue(wing).text(language, message) for language in Language}) == len(Language)
