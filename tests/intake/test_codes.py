"""The hand-over code: drawn at random, known however it is typed, and no other thing's shape."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.codes import LENGTH, draw_crossing, group_crossing, looks_like_any, read_crossing
from intake.receipt import draw_code, group, is_code_as_shown, looks_like_code, read_code

CODE = "0123456789"


@given(st.binary(min_size=16, max_size=16))
def test_a_drawn_code_is_read_back(drawn: bytes) -> None:
    """As it is shown, and without its space."""
    code = draw_crossing(lambda size: drawn[:size])
    assert len(code) == LENGTH
    assert read_crossing(group_crossing(code)) == read_crossing(code) == code


def test_it_is_shown_in_two_groups() -> None:
    """Of five: nobody takes it for a receipt code."""
    assert group_crossing(CODE) == "01234 56789"


@pytest.mark.parametrize(
    "typed", ["01234 56789", " 0123456789 ", "01234-56789", "01234\n56789", "٠1234 56789", "01234 5678 9."]
)
def test_it_is_known_however_it_is_typed(typed: str) -> None:
    """With whatever people put between figures, in whatever script."""
    assert read_crossing(typed) == CODE


@pytest.mark.parametrize(
    "typed", ["", "012345678", "01234567890", "+0123456789", "01234 56789 Anna", "12.03.2026", "(012) 3456789"]
)
def test_what_is_anything_else_is_none(typed: str) -> None:
    """A digit too few or too many, words, a telephone number as most write it, a date."""
    assert read_crossing(typed) is None


def test_neither_code_passes_for_the_other() -> None:
    """A receipt code is twice as long."""
    receipt, crossing = draw_code(os.urandom), draw_crossing(os.urandom)
    assert read_crossing(receipt) is None
    assert read_crossing(group(receipt)) is None
    assert read_code(crossing) is None
    assert not looks_like_code(crossing)
    assert not is_code_as_shown(group_crossing(crossing))
    assert looks_like_any(receipt)
    assert looks_like_any(crossing)
    assert not looks_like_any("12345")
