"""The codes of invitations: how they are drawn, and what is stored of them."""

import os

import pytest

from triage.membership import codes


def test_code_is_seven_words_that_can_be_said_aloud():
    """And it is another one each time."""
    drawn = {codes.draw_code(os.urandom) for _ in range(20)}
    assert len(drawn) == 20
    for code in drawn:
        assert [len(word) for word in code.split("-")] == [4] * 7
        assert code.replace("-", "").isalpha()


@pytest.mark.parametrize("spoil", [str.upper, lambda code: code.replace("-", " "), lambda code: f"1. «{code}»!"])
def test_code_is_its_letters(spoil):
    """However it is typed."""
    code = codes.draw_code(os.urandom)
    assert codes.digest(spoil(code)) == codes.digest(code) != codes.digest(code[:-1])


def test_two_codes_together_are_what_their_digests_are_together():
    """Whoever has the second, and the digest of the first, can say what both will be."""
    one, other = codes.draw_code(os.urandom), codes.draw_code(os.urandom)
    together = codes.joined(codes.digest(one), codes.digest(other))
    assert codes.digest(f"{one} {other}") == codes.digest(f"{other}{one}") == together
    assert together not in {codes.digest(one), codes.digest(other), codes.digest(f"{one} {one}")}


@pytest.mark.parametrize("typed", ["", "?", "lume", "lume-" * 40])
def test_what_is_no_code_has_a_digest_too(typed):
    """Nothing tells it from a wrong one."""
    assert len(codes.digest(typed)) == 64
