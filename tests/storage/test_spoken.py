"""Codes that are said aloud, and the answers that hold one."""

import os

import pytest

from storage.spoken import ANSWER_SYLLABLES, digest, draw_spoken, latin, letters, read_answer

CODE = "bado-kemi-luna-tiso"


def test_code_is_words_of_two_syllables():
    """It can be said aloud, and another draw gives another one."""
    code = draw_spoken(os.urandom, ANSWER_SYLLABLES)
    assert [len(word) for word in code.split("-")] == [4, 4, 4, 4]
    assert code != draw_spoken(os.urandom, ANSWER_SYLLABLES)


@pytest.mark.parametrize(
    "typed",
    ["yes bado-kemi-luna-tiso", "Так, БАДО-КЕМІ-ЛУНА-ТІСО", "да bado kemi luna tiso", "BADOKEMILUNATISO yes", "YES. b"],
)
def test_yes(typed):
    """Yes is understood in each language, before or after the code, in the letters in which it was heard."""
    said = read_answer(typed)
    if typed.endswith(" b"):
        assert said is None
    else:
        assert said.accepted
        assert said.digest == digest(CODE)


@pytest.mark.parametrize("typed", ["no bado-kemi-luna-tiso", "ні бадо-кемі-луна-тісо", "Нет! бадо кеми луна тисо"])
def test_no(typed):
    """So is no."""
    said = read_answer(typed)
    assert not said.accepted
    assert said.digest == digest(CODE)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "yes",
        "yes they took my father yesterday",
        "bado-kemi-luna-tiso",
        "perhaps bado-kemi-luna-tiso",
        "yes bado-kemi-luna",
        "yes bado-kemi-luna-tiso-zula",
        "yes 123 456 789",
        "yes " + "bado " * 200,
    ],
)
def test_anything_else_is_no_answer(typed):
    """What a submitter tells is never taken for one."""
    assert read_answer(typed) is None


def test_letters_of_a_code():
    """Hyphens, capitals and the alphabet do not matter."""
    assert letters("БАДО — Kemi") == "badokemi"
    assert latin("Ґ") == "g"
