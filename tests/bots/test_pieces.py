"""Long texts: in pieces that fit, cut where a reader would pause."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from bots.pieces import count_bytes, count_units, split

FAMILY = "👨\u200d👩\u200d👧\u200d👦"
TEXTS = st.text(
    alphabet=st.sampled_from("abв \n\t\u0301\u200d🏽👨👩🇺🇦\u202e") | st.characters(exclude_categories=["Cs"]),
    max_size=400,
)
CHARACTERS = regex.compile(r"\X")
COUNTS = st.sampled_from([count_units, count_bytes])


def without_space(text):
    """A text without its white space."""
    return "".join(text.split())


@given(text=TEXTS, limit=st.integers(min_value=4, max_value=60), count=COUNTS)
def test_pieces_fit_and_nothing_but_space_is_lost(text, limit, count):
    """Each piece can be sent, and together they say what the text says."""
    pieces = split(text, limit, count)
    assert all(piece.strip() and count(piece) <= limit for piece in pieces)
    assert without_space("".join(pieces)) == without_space(text)


@given(text=TEXTS, limit=st.integers(min_value=40, max_value=80), count=COUNTS)
def test_no_character_is_cut(text, limit, count):
    """What a reader takes for one character stays in one piece, if it fits into one at all."""
    characters = CHARACTERS.findall(text.strip())
    if max(map(count, characters), default=0) <= limit:
        pieces = split(text, limit, count)
        kept = [character for piece in pieces for character in CHARACTERS.findall(piece) if not character.isspace()]
        assert kept == [character for character in characters if not character.isspace()]


@given(words=st.lists(st.text(alphabet="abcї🇺🇦", min_size=1, max_size=20), max_size=60))
def test_no_word_is_cut(words):
    """Words that fit stay whole, and in their order."""
    assert [word for piece in split(" ".join(words), 40, count_units) for word in piece.split()] == words


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
        (FAMILY * 2, count_units(FAMILY) + 3, [FAMILY, FAMILY]),
        ("e" + "\u0301" * 9, 4, ["e\u0301\u0301\u0301", "\u0301" * 4, "\u0301" * 2]),
        ("😀😀😀", 5, ["😀😀", "😀"]),
    ],
)
def test_text_is_cut_at_the_best_place(text, limit, pieces):
    """Between paragraphs, else lines, else words, else characters."""
    assert split(text, limit, count_units) == pieces


@pytest.mark.parametrize(
    ("text", "limit", "pieces"),
    [
        ("їжак їсть", 8, ["їжак", "їсть"]),
        ("їжак", 8, ["їжак"]),
        ("їжак", 7, ["їжа", "к"]),
        ("a€😀", 8, ["a€😀"]),
        ("\ud800" * 2, 5, ["\ud800", "\ud800"]),
    ],
)
def test_bytes_are_counted_where_the_messenger_counts_them(text, limit, pieces):
    """Two for a Cyrillic letter; what has none takes up room all the same."""
    assert split(text, limit, count_bytes) == pieces
