"""Which language somebody reads, by the little that they wrote."""

import pytest

from bots.signal.language import guess
from storage.documents import Language

UK, RU, EN = Language.UK, Language.RU, Language.EN


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Привіт, є питання", UK),
        ("ЩЄ", UK),
        ("привіт", UK),
        ("Добрий день", UK),
        ("Доброго дня", UK),
        ("Доброго ранку, хочу розказати про брата", UK),
        ("Допоможіть, забрали", UK),
        ("Хочу розказати", UK),
        ("пам’ять", UK),
        ("Здравствуйте", RU),
        ("ПРИВЕТ", RU),
        ("нужна помощь", RU),
        ("как дела", RU),
        ("Помогите, брата забрали", RU),
        ("Доброго времени суток", RU),
        ("Мы", RU),
        ("Она не отвечает", RU),
        ("забрали", UK),
        ("Hello", EN),
        ("OK, спасибо", RU),
        ("1", UK),
        ("", UK),
        ("?!", UK),
        ("\ud800", UK),
        (None, UK),
        (["Привет"], UK),
    ],
)
def test_language_is_guessed_from_letters_and_frequent_words(text, language):
    """Where they tell nothing, the first language is spoken."""
    assert guess(text, (UK, RU, EN)) is language


@pytest.mark.parametrize(
    ("text", "languages", "language"),
    [
        ("Привіт", (EN, RU), RU),
        ("Здравствуйте", (EN, UK), UK),
        ("Привіт", (EN,), EN),
        ("Hello", (RU,), RU),
        ("забрали", (RU, UK), RU),
        ("забрали", (EN, UK, RU), UK),
    ],
)
def test_language_that_is_not_spoken_is_not_guessed(text, languages, language):
    """Cyrillic letters speak for the one Cyrillic language that there is; without one the first is spoken."""
    assert guess(text, languages) is language


def test_little_of_a_long_text_is_looked_at():
    """Its beginning tells enough."""
    assert guess("ы" * 1999 + "ї" * 5000, (UK, RU)) is RU
