"""The bot's own texts: complete in every language, and in step with the code."""

from importlib.resources import files

import pytest

from bots.staff.telegram import questions
from bots.staff.telegram.keyboards import _BEHIND, _ON_A_CARD
from bots.staff.telegram.letters import BUTTON_BYTES
from bots.texts import catalogue
from storage.documents import Language
from storage.members import Role
from tests.bots.staff.conftest import named, read_texts
from triage.grammar import guide
from triage.grammar.commands import FORMS


def used():
    """The ids in the code; those of a card's buttons are put together of a command."""
    yield from (f"button-{command}" for command, _, _ in (*_ON_A_CARD, *_BEHIND))
    yield from named(files("bots.staff.telegram"), "telegram-", "button-")


@pytest.mark.parametrize("language", Language)
def test_texts_and_code_name_the_same_messages(language):
    """None is missing, and none is left over."""
    assert set(read_texts(language, "telegram.ftl")) == set(used()) - {"button-"}


@pytest.mark.parametrize("language", Language)
def test_languages_agree(language):
    """The same messages in the same order, with the same variables."""
    assert list(read_texts(language, "telegram.ftl").items()) == list(read_texts(Language.EN, "telegram.ftl").items())


@pytest.mark.parametrize("language", Language)
def test_every_choice_is_asked_for_in_words_of_its_own(language):
    """No argument falls through to another one's question."""
    asked = {argument.name for form in FORMS.values() for argument in questions.askable(form)}
    texts = {catalogue("triage").text(language, "telegram-ask", {"reference": "", "argument": name}) for name in asked}
    assert len(texts) == len(asked)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("role", Role)
def test_menu_fits_what_the_platform_takes(role, language):
    """A description has up to 256 characters, a caption up to 1,024, and there are up to a hundred commands."""
    texts = catalogue("triage")
    menu = guide.menu(role)
    assert len(menu) <= 100
    assert all(1 <= len(texts.text(language, about)) <= 256 for _, about in menu)
    assert len(texts.text(language, "telegram-sealed")) <= 1024
    assert BUTTON_BYTES == 64
