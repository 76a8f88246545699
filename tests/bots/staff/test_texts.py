"""What the staff bots say by themselves: complete in every language, and in step with the code."""

from importlib.resources import files

import pytest

from storage.documents import Language
from tests.bots.staff.conftest import named, read_texts

PARTS = {"staff-account"}
"""What stands in other messages only."""


@pytest.mark.parametrize("language", Language)
def test_texts_and_code_name_the_same_messages(language):
    """None is missing, and none is left over."""
    assert set(read_texts(language, "staff.ftl")) == set(named(files("bots.staff"), "staff-", "page-")) | PARTS


@pytest.mark.parametrize("language", Language)
def test_languages_agree(language):
    """The same messages in the same order, with the same variables."""
    assert list(read_texts(language, "staff.ftl").items()) == list(read_texts(Language.EN, "staff.ftl").items())
