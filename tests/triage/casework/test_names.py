"""Folding names: spellings of one name meet, different names do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.casework.names import fold, persons

ONE = [
    ["Сергій", "Сергей", "Serhii", "Serhiy", "Sergey", "Sergiy", "Serhij", "СЕРГІЙ"],
    ["Оксана", "Oksana", "Oxana"],
    ["Щербак", "Shcherbak", "Szczerbak", "Scherbak", "Ščerbak"],
    ["Юрій", "Юрий", "Yurii", "Iurii", "Yuriy", "Yury", "Jurij"],
    ["Ґалаґан", "Галаган", "Galagan", "Halahan"],
    ["Наталія", "Наталья", "Nataliia", "Natalya", "Natalia"],
    ["Марʼяна", "Мар'яна", "Мар’яна", "Mariana", "Maryana"],
    ["Євген", "Yevhen", "Ievhen", "Evgen", "Jewhen"],
    ["Олександр", "Александр", "Oleksandr", "Aleksandr", "Alexandr"],
    ["Андрій", "Андрей", "Andrii", "Andrey", "Andriy"],
    ["Федор", "Фёдор", "Fedor", "Fyodor"],
    ["Зеленський", "Зеленский", "Zelenskyi", "Zelenskyy", "Zelensky", "Zelenskij"],
    ["Віктор", "Виктор", "Viktor", "Victor", "Wiktor"],
    ["Хмельницький", "Хмельницкий", "Khmelnytskyi", "Khmelnitsky"],
    ["Геннадій", "Геннадий", "Hennadii", "Gennady"],
    ["Жадан", "Zhadan", "Žadan"],
    ["Шевченко", "Shevchenko", "Szewczenko", "Ševčenko"],
]


@pytest.mark.parametrize("spellings", ONE, ids=lambda spellings: spellings[0])
def test_spellings_of_one_name_meet(spellings):
    """Cyrillic of either language, Latin of several transliterations."""
    assert len({fold(spelling) for spelling in spellings}) == 1


def test_different_names_stay_apart():
    """No two of the names that we know fold into the same."""
    names = [spellings[0] for spellings in ONE] + ["Олена", "Сергіївна", "Оксен", "Щербина", "Юлія", "Іван", "Петро"]
    assert len({fold(name) for name in names}) == len(names)


def test_parts_of_a_name_have_no_order():
    """The surname may come first, with a comma, in capitals."""
    assert fold("ЩЕРБАК, Оксана Іванівна") == fold("Oksana Ivanivna Shcherbak")


@pytest.mark.parametrize(
    "text", ["", "?!", "О. І.", "мій брат", "123", "Не знаю", "не пам’ятаю", "Не помню", "неизвестно", "I don't know"]
)
def test_what_names_nobody_has_no_parts(text):
    """Initials, numbers, and who somebody is to the writer."""
    assert fold(text) == frozenset()
    assert list(persons(text)) == []


def test_a_double_name_has_both_parts():
    """Either half may be left out by somebody else."""
    assert fold("Петренко-Щербак") == fold("Петренко") | fold("Щербак")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Оксана Щербак\nСергій Щербак", 2),
        ("Оксана Щербак, Сергій Щербак", 2),
        ("Щербак, Оксана", 1),
        ("Оксана; Сергій", 2),
    ],
)
def test_several_persons_in_one_answer(text, count):
    """A line each; between commas, unless one only parts a surname from a first name."""
    assert len(list(persons(text))) == count


@given(st.text(max_size=200))
def test_anything_can_be_folded(text):
    """Whatever was typed: a few short parts of Latin letters come out, and folding says the same again."""
    parts = fold(text)
    assert len(parts) <= 8
    assert all(part.isascii() and part.isalpha() for part in parts)
    assert fold(text) == parts
