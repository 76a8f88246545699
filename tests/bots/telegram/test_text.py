"""Long texts: in pieces that fit, cut where a reader would pause."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from bots.telegram.text import LONGEST, measure, split

FAMILY = "👨\u200d👩\u200d👧\u200d👦"
TEXTS = st.text(
    alphabet=st.sampled_from("abв \n\t\u0301\u200d🏽👨👩🇺🇦\u202e") | st.characters(exclude_categories=["Cs"]),
    max_size=400,
)
CHARACTERS = regex.compile(r"\X")


def without_space(text):
    """A text without its white space."""
    return "".join(text.split())


@given(text=TEXTS, limit=st.integers(min_value=2, max_value=60))
def test_pieces_fit_and_nothing_but_space_is_lost(text, limit):
    """Each piece can be sent, and together they say what the text says."""
    pieces = split(text, limit)
    assert all(piece.strip() and measure(piece) <= limit for piece in pieces)
    assert without_space("".join(pieces)) == without_space(text)


@given(text=TEXTS, limit=st.integers(min_value=40, max_value=80))
def test_no_character_is_cut(text, limit):
    """What a reader takes for one character stays in one piece, if it fits into one at all."""
    characters = CHARACTERS.findall(text.strip())
    if max(map(measure, characters), default=0) <= limit:
        pieces = split(text, limit)
        kept = [character for piece in pieces for character in CHARACTERS.findall(piece) if not character.isspace()]
        assert kept == [character for character in characters if not character.isspace()]


@given(words=st.lists(st.text(alphabet="abcї🇺🇦", min_size=1, max_size=20), max_size=60))
def test_no_word_is_cut(words):
    """Words that fit stay whole, and in their order."""
    assert [word for piece in split(" ".join(words), 40) for word in piece.split()] == words


@pytest.mark.parametrize(
    ("text", "limit", "pieces"),
    [
        ("", 10, []),
        (" \n ", 10, []),
        ("short", 10, ["short"]),
        ("exactly 10", 10, ["exactly 10"]),
        ("one two three", 7, ["one two", "three"]),
        ("first one\n\nsecond two", 14, ["first one", "second two"]),
        ("first one\nsecond two", 14, ["first one", "second two"]),
        ("a\n\nsecond two three", 14, ["a\n\nsecond two", "three"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        (FAMILY * 2, measure(FAMILY) + 3, [FAMILY, FAMILY]),
        ("e" + "\u0301" * 9, 4, ["e\u0301\u0301\u0301", "\u0301" * 4, "\u0301" * 2]),
        ("😀😀😀", 5, ["😀😀", "😀"]),
    ],
)
def test_text_is_cut_at_the_best_place(text, limit, pieces):
    """Between paragraphs, else lines, else words, else characters."""
    assert split(text, limit) == pieces


def test_limit_is_telegrams_own():
    """4,096 units: emoji beyond the first plane count twice."""
    assert [measure(piece) for piece in split("😀" * LONGEST)] == [LONGEST, LONGEST]
    assert len(split("x" * LONGEST)) == 1
