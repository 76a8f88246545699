"""The receipt code: its looks, and that no slip goes unnoticed."""

import math
import os
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.receipt import RANDOM_DIGITS, digits, draw_code, group, is_code_as_shown, looks_like_code, read_code

CODES = tuple(draw_code(lambda size, seed=seed: random.Random(seed).randbytes(size)) for seed in range(6))
EDGES = (draw_code(bytes), draw_code(lambda size: b"\xff" * size))


def test_a_code_has_enough_randomness() -> None:
    """At least 66 bits, as design.md asks."""
    assert math.log2(10**RANDOM_DIGITS) >= 66


def test_a_code_spends_its_randomness() -> None:
    """Neighbouring draws give codes that differ, and the smallest draw is all zeros."""
    assert draw_code(bytes) == "0" * 21
    assert len({draw_code(os.urandom) for _ in range(200)}) == 200


@pytest.mark.parametrize("code", CODES + EDGES)
def test_a_code_reads_itself(code: str) -> None:
    """21 digits, which are read back bare and as they are shown."""
    assert len(code) == 21
    assert read_code(code) == code
    assert read_code(group(code)) == code


def test_a_code_is_shown_in_groups_of_three() -> None:
    """Seven groups of three digits, with single spaces."""
    assert group("012345678901234567890") == "012 345 678 901 234 567 890"


@pytest.mark.parametrize("code", CODES + EDGES)
def test_every_wrong_digit_is_caught(code: str) -> None:
    """Any other digit at any place."""
    for place in range(len(code)):
        for digit in "0123456789":
            if digit != code[place]:
                assert read_code(code[:place] + digit + code[place + 1 :]) is None


@pytest.mark.parametrize("code", CODES + EDGES)
def test_every_swap_of_neighbours_is_caught(code: str) -> None:
    """Any two different neighbours, the check digit among them."""
    for place in range(len(code) - 1):
        left, right = code[place], code[place + 1]
        if left != right:
            assert read_code(code[:place] + right + left + code[place + 2 :]) is None


@pytest.mark.parametrize("code", CODES)
def test_a_digit_too_many_or_too_few_is_caught(code: str) -> None:
    """A code is as long as it is, wherever the digit was lost or doubled."""
    for place in range(len(code)):
        assert read_code(code[:place] + code[place + 1 :]) is None
        assert read_code(code[:place] + code[place] + code[place:]) is None


@pytest.mark.parametrize("zero", ["٠", "۰", "०", "０", "𝟎"])
def test_other_scripts_digits_are_digits(zero: str) -> None:
    """A phone that writes Arabic, Persian, Devanagari or full-width digits gives the same code."""
    code = CODES[0]
    assert read_code("".join(chr(ord(zero) + int(digit)) for digit in code)) == code


@pytest.mark.parametrize("between", ["-", "–", " — ", ".", "\u00a0", "\n", "_", "·"])
def test_what_stands_between_the_digits_does_not_matter(between: str) -> None:
    """However it was copied from paper, it is seen as a code and read."""
    typed = between.join(CODES[0])
    assert read_code(typed) == CODES[0]
    assert looks_like_code(typed)


@pytest.mark.parametrize("typed", ["", "1", "+380 44 123 45 67", "12.03.2026", CODES[0] + " x", "²" * 21, "½" * 21])
def test_other_things_do_not_look_like_a_code(typed: str) -> None:
    """A telephone number, a date, a sentence or fractions are no code."""
    assert not looks_like_code(typed)


def test_a_code_with_a_slip_still_looks_like_one() -> None:
    """Two digits forgotten, or one too many: it was meant as a code, so it is corrected as one."""
    assert looks_like_code(CODES[0][2:])
    assert looks_like_code(CODES[0] + "1")


@given(st.text())
def test_anything_typed_is_read_without_a_fault(typed: str) -> None:
    """Whatever was typed, it is a code of ours or nothing."""
    assert set(digits(typed)) <= set("0123456789")
    assert read_code(typed) in {None, digits(typed)}
    assert looks_like_code(typed) in {True, False}


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("123 456 789 012 345 678 901", True),
        ("123456789012345678901", True),
        (" 123-456-789-012-345-678-901 ", True),
        ("٠" * 21, True),
        ("123 456 789 012 345 678 90", False),
        ("+123 456 789 012 345 678 901", False),
        ("0501234567, 06712345678", False),
        ("123 456 789 012 345 678 901 a", False),
        ("", False),
    ],
)
def test_what_can_only_be_a_code_is_recognised(typed, shown):
    """A slip in it does not matter; telephone numbers are none."""
    assert is_code_as_shown(typed) is shown
