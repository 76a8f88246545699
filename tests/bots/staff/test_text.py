"""The desk's answers as plain text: a block a notice, no blank line in it, times in UTC."""

from datetime import datetime, timedelta, timezone

import pytest
from fluent.runtime import FluentBundle, FluentResource

from bots.staff.text import write
from bots.texts import Catalogue
from storage.documents import Language
from triage.notices import quote, say

SOURCE = """
heading = Heading
line = { $text }
answer =
    Question
    { $text }
"""


@pytest.fixture
def words() -> Catalogue:
    """A small catalogue."""
    bundle = FluentBundle(["en"], use_isolating=False)
    bundle.add_resource(FluentResource(SOURCE))
    return Catalogue({Language.EN: bundle})


def test_notice_is_a_block_with_its_lines_indented(words):
    """What belongs under a notice is set in, line by line."""
    notice = say("heading", say("line", say("line", text="three\nfour"), text="one\ntwo"))
    assert write([notice], Language.EN, words) == ["Heading\n  one\n  two\n    three\n    four"]


def test_block_holds_no_blank_line(words):
    """Whatever somebody typed, a blank line ends a message and does not stand in it."""
    (block,) = write([say("line", text="one\n\n \n\t\ntwo\n\n")], Language.EN, words)
    assert block == "one\ntwo"


def test_each_notice_is_a_block_of_its_own(words):
    """Two notices are two blocks."""
    assert write([say("heading"), say("heading")], Language.EN, words) == ["Heading", "Heading"]


def test_time_is_shown_in_utc(words):
    """Wherever the reader is, the record has one clock, and says which."""
    at = datetime(2026, 11, 22, 11, 30, tzinfo=timezone(timedelta(hours=2)))
    assert write([say("line", text=at)], Language.EN, words) == ["2026-11-22 09:30 UTC"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\u2028", "\v", "\x85", "\n\n \n"])
def test_no_line_of_an_answer_can_pass_for_one_of_the_desk(words, end):
    """Every further line of what somebody wrote is marked, however it was broken; our own lines are not."""
    notice = say("heading", quote("answer", text=f"one{end}  Publish: with the full name{end}"))
    assert write([notice], Language.EN, words) == ["Heading\n  Question\n  one\n  │   Publish: with the full name"]
